"""A scale that was written out step by step, of one figure, to the fewest and the most points that it gives in a row.

Each step adds something to what is earned below it. A published figure stands for several, so there are the steps that
it reaches in any case, and those that it may reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import narwhals as nw

from smartcommune.model.condition import Operator
from smartcommune.model.conditions import leaves_in
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Scale
from smartcommune.vectorise.flights import Flight, Step, flights
from smartcommune.vectorise.grid import Ends, Grid, Number
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.points import added, ends_of
from smartcommune.vectorise.possible import Truth, all_true, no
from smartcommune.vectorise.ranges import Edge, Range, split

# What each row of a scale compares with, and its points, the one that begins at the highest figure first.
Rows = Sequence[tuple[tuple[Edge, ...], Fraction]]
# A step that a figure may reach, or whether every figure does.
Reach = Step | bool


def of_ladder(scale: Scale, leaves: Leaves, grid: Grid) -> Ends | None:
    """The fewest and the most points of a scale that was written out; None where a threshold of it has no value."""
    listed = list(leaves_in(rung.condition for rung in scale.rungs))
    id, (least, most) = listed[0].indicator, (grid.constant(end) for end in scale.ends)
    fact = leaves.computed.fact(id)
    if fact.known is False:
        return least, most
    points, cases = [rung.points for rung in scale.rungs], leaves.together(listed)
    if not all(isinstance(operand, Fraction) for rows, _ in cases for edges in rows for _, operand in edges):
        return None
    climb = _Climb(id, leaves, grid)
    known = [
        (all_true([fact.known, where]), climb.ends(list(zip(rows, points, strict=True)), scale.otherwise))
        for rows, where in cases
    ]
    return ends_of([(no(fact.known), (least, most)), *known])


class _Climb:
    """How far a figure climbs in every row."""

    def __init__(self, id: str, leaves: Leaves, grid: Grid) -> None:
        self._id = id
        self._leaves = leaves
        self._indicator = leaves.facts.indicator(id)
        self._grid = grid

    def ends(self, rows: Rows, otherwise: Fraction) -> Ends:
        """The fewest and the most points of a figure that is known."""
        begin, steps = self._grid.whole(otherwise), list(_steps(rows, otherwise, self._grid))
        reached = [_reached(step, self._indicator) for step in steps]
        pairs = list(zip(reached, steps, strict=True))
        surely, perhaps = ([(each[which], step.weight) for each, step in pairs] for which in (0, 1))
        least = self._number(begin, surely)
        if surely == perhaps:
            return least, least
        most, ups = self._number(begin, perhaps), {step.weight > 0 for step in steps}
        if len(ups) == 1:
            return (least, most) if True in ups else (most, least)
        # The first step leads away from 0, all others back: both ends are behind it, or one is before it.
        behind = [self._number(begin + steps[0].weight, each[1:]) for each in (surely, perhaps)]
        before, (is_sure, may_be) = self._grid.constant(otherwise), (self._reaches(each) for each in reached[0])
        return ends_of([(no(is_sure), (before, before)), *((may_be, (each, each)) for each in behind)])

    def _number(self, begin: int, reached: Iterable[tuple[Reach, int]]) -> Number:
        """What is earned by the steps that are reached, beside so much."""
        weights: dict[tuple[Fraction, bool], int] = {}
        for step, weight in reached:
            if isinstance(step, Step):
                weights[step.begin, step.closed] = weights.get((step.begin, step.closed), 0) + weight
            else:
                begin += step * weight
        found = flights([Step(*key, weight) for key, weight in weights.items()])
        return added(begin, [self._climbed(each) for each in found])

    def _climbed(self, flight: Flight | Step) -> tuple[nw.Expr | bool, int, int, int]:
        """How many of some steps are reached, and when that can be computed; what each adds, and how many there are."""
        if isinstance(flight, Flight):
            return (*self._leaves.climbed(self._id, flight), flight.weight, flight.size)
        truth = self._reaches(flight)
        if isinstance(truth, bool):
            return truth, 0, flight.weight, 1
        return truth.expr.cast(nw.Int64), truth.step, flight.weight, 1

    def _reaches(self, step: Reach) -> Truth:
        if isinstance(step, bool):
            return step
        return self._leaves.within(self._id, Range(low=step.begin, has_low=step.closed))


def _steps(rows: Rows, otherwise: Fraction, grid: Grid) -> Iterator[Step]:
    """From which figures on something is added, the lowest first, and how much."""
    found = {_begin(edges): points for edges, points in reversed(rows)}
    for (limit, is_open), (before, after) in zip(found, pairwise([otherwise, *found.values()]), strict=True):
        if before != after:
            yield Step(limit, not is_open, grid.whole(after) - grid.whole(before))


def _begin(edges: Iterable[Edge]) -> tuple[Fraction, bool]:
    """From which figure on all bounds hold, and whether the figure itself is not enough."""
    return max((limit, operator is Operator.GT) for operator, limit in edges if isinstance(limit, Fraction))


def _reached(step: Step, indicator: Indicator) -> tuple[Reach, Reach]:
    """From which stated figures on a step is reached in any case, and from which on it may be."""
    if indicator.rounded_to is None and indicator.round is None:
        return step, step
    ranges = split(((Operator.GTE if step.closed else Operator.GT, step.begin),), indicator)
    surely: Reach = not ranges.fail
    if ranges.fail and ranges.fail[-1].high is not None:
        surely = step._replace(begin=ranges.fail[-1].high, closed=not ranges.fail[-1].has_high)
    perhaps: Reach = bool(ranges.met)
    if ranges.met and ranges.met[0].low is not None:
        perhaps = step._replace(begin=ranges.met[0].low, closed=ranges.met[0].has_low)
    return surely, perhaps
