"""A comparison to what is possible for it in every row: over the values, the places and the periods there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

import narwhals as nw

from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan, counting
from smartcommune.model.condition import Age, Leaf, Operator, PointsLeaf
from smartcommune.model.forms import Form
from smartcommune.model.indicator import Indicator
from smartcommune.vectorise.ages import Ages
from smartcommune.vectorise.computed import ComputedColumns, ComputedFact
from smartcommune.vectorise.facts import Case, FactColumns, among, assembled, of_fact, within
from smartcommune.vectorise.flights import Flight
from smartcommune.vectorise.forks import Bounds, Fork, fork
from smartcommune.vectorise.possible import Possible, Steps, Term, Truth, all_true, any_true, no
from smartcommune.vectorise.ranges import Edge, Range, Split, split


class Moved(NamedTuple):
    """A figure that is taken to be so much higher than it is; a negative amount means lower."""

    indicator: str
    by: Fraction


class Leaves:
    """Comparisons of the facts of a frame with the thresholds of each period."""

    def __init__(
        self, facts: FactColumns, periods: Periods, selected: Sequence[Truth], steps: Steps, moved: Moved | None = None
    ) -> None:
        self.facts = facts
        self._moved = moved
        self._steps = steps
        self._lying: dict[tuple[str, tuple[str, ...]], Truth] = {}
        self.computed = ComputedColumns(facts, steps)
        self._ages = Ages(periods, facts.schema, steps)
        day = periods.on(None).as_of
        self.plans = [
            (plan if self._ages.has_days else plan._replace(as_of=day), rows)
            for plan, rows in zip(periods.plans, selected, strict=True)
            if plan.in_force and rows is not False
        ]

    def leaf(self, leaf: Leaf) -> Possible:
        """What is possible for a comparison."""
        indicator = self.facts.indicator(leaf.indicator)
        if self._ages.has_days and leaf.comparisons[0].age is not None:
            return self._of_age(leaf.indicator, leaf.comparisons[0].operator, leaf.comparisons[0].age)
        bounds = self._bounds(leaf)
        if indicator.form is not None:
            return self._of_computed(indicator, indicator.form, bounds)
        return of_fact(self.facts[leaf.indicator], indicator, bounds)

    def needs(self, threshold: str) -> list[tuple[Fraction | None, Truth]]:
        """The values of a threshold that says how many members are enough, each with the rows in which it may count."""
        leaf = counting(threshold)
        return [(operand, rows) for ((_, operand),), rows in self._bounds(leaf)]  # type: ignore[misc]  # a number

    def _bounds(self, leaf: Leaf) -> list[Case]:
        """What a leaf compares with, each with the rows in which it may be that."""
        if all(item.threshold is None and item.age is None for item in leaf.comparisons):
            bounds = tuple((item.operator, item.constant) for item in leaf.comparisons)
            return [(self._met_by(leaf, bounds), any_true(rows for _, rows in self.plans))]
        found: dict[tuple[Edge, ...], list[Truth]] = {}
        for plan, rows in self.plans:
            for bounds, placed in self._placed(leaf, plan):
                found.setdefault(self._met_by(leaf, bounds), []).append(all_true([rows, placed]))
        return [(bounds, any_true(rows)) for bounds, rows in found.items()]

    def together(self, leaves: Sequence[Leaf]) -> list[tuple[list[tuple[Edge, ...]], Truth]]:
        """What comparisons of one indicator compare with at the same place and time, each with the rows in which."""
        whole = leaves[0]._replace(comparisons=tuple(item for leaf in leaves for item in leaf.comparisons))
        found = []
        for bounds, rows in self._bounds(whole):
            edges = iter(bounds)
            found.append(([tuple(islice(edges, len(leaf.comparisons))) for leaf in leaves], rows))
        return found

    def within(self, id: str, each: Range) -> Truth:
        """Whether a number that is known lies in a range."""
        indicator = self.facts.indicator(id)
        if indicator.form is None:
            return within(self.facts[id], indicator, (each,))
        return self._within_either(self.computed.figure(id, indicator.form), indicator, indicator.form, (each,))

    def climbed(self, id: str, flight: Flight) -> tuple[nw.Expr, int]:
        """How many steps of a flight a number that is known reaches, and the step in which that can be computed."""
        form = self.facts.indicator(id).form
        if form is None or (figure := self.computed.figure(id, form)).computed is False:
            return self._stated_climbed(id, flight)
        found, step = self.computed.climbed(id, form, flight)
        if figure.stated is False or not isinstance(figure.computed, Term):
            return found, step
        stated, since = self._stated_climbed(id, flight)
        return nw.when(figure.computed.expr).then(found).otherwise(stated), max(step, since, figure.computed.step)

    def _stated_climbed(self, id: str, flight: Flight) -> tuple[nw.Expr, int]:
        """The same of a column of decimals, or of whole numbers: floats that were read from at most 15 digits."""
        figure = nw.col(id).cast(nw.Float64)
        number = nw.col(self._steps.column(flight.nearest(figure), 0))
        return number + flight.reached(figure, number).cast(nw.Int64), 1

    def points_bounds(self, leaf: PointsLeaf) -> list[Case]:
        """What a comparison of points compares with, each with the rows in which it may be that."""
        found: dict[tuple[Edge, ...], list[Truth]] = {}
        for plan, rows in self.plans:
            for bounds, placed in self._placed(leaf, plan):
                found.setdefault(bounds, []).append(all_true([rows, placed]))
        return [(bounds, any_true(rows)) for bounds, rows in found.items()]

    def _met_by(self, leaf: Leaf, bounds: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """The bounds that a figure reaches as it would reach these if it were higher: all of them lower."""
        if self._moved is None or self._moved.indicator != leaf.indicator:
            return bounds
        by = self._moved.by
        return tuple((operator, bound - by if isinstance(bound, Fraction) else bound) for operator, bound in bounds)

    def _placed(self, leaf: Leaf | PointsLeaf, plan: Plan) -> list[Case]:
        """What a leaf compares with, each with the rows that may lie where it does so."""
        return list(self._ways(fork(leaf, plan)))

    def _ways(self, place: Fork | Bounds) -> Iterator[Case]:
        if not isinstance(place, Fork):
            yield place, True
            return
        for names, inside in place.ways:
            here = self._may_lie(place.indicator, names)
            yield from ((bounds, all_true([here, rows])) for bounds, rows in self._ways(inside))

    def _may_lie(self, indicator: str, names: tuple[str, ...]) -> Truth:
        """Whether an indicator may have one of some values; in a column, for much else asks the same."""
        if (indicator, names) not in self._lying:
            fact = self.facts[indicator]
            here = any_true([no(fact.known), all_true([fact.known, among(fact.value, names)])])
            self._lying[indicator, names] = self._steps.kept(here, 0)
        return self._lying[indicator, names]

    def places(self, leaf: Leaf | PointsLeaf, plan: Plan) -> dict[str, Truth]:
        """What tells the places apart on which a leaf depends, each with the rows in which it does so."""
        found: dict[str, list[Truth]] = {}
        waiting: list[tuple[Fork | Bounds, Truth]] = [(fork(leaf, plan), True)]
        while waiting:
            place, rows = waiting.pop()
            if isinstance(place, Fork):
                found.setdefault(place.indicator, []).append(rows)
                may_lie = ((inside, self._may_lie(place.indicator, names)) for names, inside in place.ways)
                waiting += [(inside, all_true([rows, here])) for inside, here in may_lie]
        return {id: any_true(rows) for id, rows in found.items()}

    def _of_age(self, id: str, operator: Operator, age: Age) -> Possible:
        """Whether a day lies so long before the day of each row."""
        rows, holds = any_true(rows for _, rows in self.plans), self._ages.holds(id, operator, age)
        return assembled(self.facts[id], [(rows, (holds, no(holds)))])

    def _of_computed(self, indicator: Indicator, form: Form, bounds: Sequence[Case]) -> Possible:
        """What follows from other figures, else what is stated."""
        found = self.computed.figure(indicator.id, form)

        def told(ranges: Split) -> tuple[Truth, Truth]:
            met, fail = (self._within_either(found, indicator, form, each) for each in ranges)
            return met, fail

        return assembled(found.fact, [(rows, told(split(each, indicator))) for each, rows in bounds])

    def _within_either(self, found: ComputedFact, indicator: Indicator, form: Form, ranges: tuple[Range, ...]) -> Truth:
        is_computed = found.computed is not False
        computed = any_true(self.computed.within(indicator.id, form, each) for each in ranges) if is_computed else False
        written = within(found.fact, indicator, ranges)
        return any_true([all_true([found.computed, computed]), all_true([found.stated, written])])
