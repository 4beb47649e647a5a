"""A rule set with points to communes that earn all kinds of them: what is cheap to look at before much is proven.

Criteria with points mostly look at facts of their own, so that communes are put together from what each can earn: the
most of everything and the least, one criterion at a time earning something else, and totals beside each mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_again
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.points import Earned
from smartcommune.model.condition import PointsLeaf
from smartcommune.model.conditions import conditions, every_part
from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.model.points import Scale
from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.communes import Communes
from smartcommune.reach.declared import Declared, Fact

# Values of an indicator that are tried; of a long ladder the ends and steps between them.
_MOST_VALUES: Final = 40
# Communes beside some mark that are brought beside another one, too.
_MOST_STARTS: Final = 40
# Answers that are heard about one criterion alone.
_MOST_HEARD: Final = 20_000

Way = tuple[Fraction, Facts]  # points that one criterion earns, and the facts that earn them


class Scorings:
    """The communes of one rule set by days, each made when it is first asked for."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._found: dict[date, tuple[Evaluation, ...]] = {}

    def on(self, day: date) -> tuple[Evaluation, ...]:
        """Communes on a day, with what the rule set says of them; none where it has no points."""
        if day not in self._found:
            self._found[day] = tuple(_communes(make_plan(self._ruleset, day)))
        return self._found[day]


class _Mark(NamedTuple):
    """A comparison of points with a figure."""

    leaf: PointsLeaf
    figure: Fraction

    def value(self, evaluation: Evaluation) -> Fraction | None:
        """What is compared; None where it is open, or of nothing."""
        earned: Earned = evaluation.earned[self.leaf.criterion]
        if not earned.is_settled:
            return None
        ((points, most),) = earned.pairs
        if not self.leaf.is_share:
            return points
        return MOST_PERCENT * points / most if most else None


def _communes(plan: Plan) -> Iterator[Evaluation]:
    ways = _ways(plan) if plan.in_force else {}
    if not ways:
        return
    ends = [evaluate(plan, _united(ways.values(), end)) for end in (-1, 0)]
    for start in ends:
        if _can_exist(start):
            yield start
        yield from filter(_can_exist, (evaluate_again(start, facts) for each in ways.values() for _, facts in each))
    marks = list(_marks(plan))
    beside = [found for mark in marks for found in _beside(mark, ends, ways.values())]
    yield from filter(_can_exist, beside)
    for mark in marks:  # several marks may have to be reached together
        own = ways.get(mark.leaf.criterion)
        yield from filter(_can_exist, () if own is None else _beside(mark, beside[:_MOST_STARTS], [own]))


def _can_exist(evaluation: Evaluation) -> bool:
    return not contradicts_itself(evaluation.stated, evaluation.plan.ruleset)


def _ways(plan: Plan) -> Mapping[str, list[Way]]:
    """What each criterion can earn by itself, the least first, with facts that earn it; most different ones first."""
    declared = Declared([plan])
    communes = Communes([plan], unknown=False, values=lambda name: _some(declared.cells(name)), declared=declared)
    reach = Reach(communes, most=_MOST_HEARD)
    found: dict[str, list[Way]] = {}
    for id, criterion in plan.ruleset.criteria.items():
        if isinstance(criterion.earning, Scale) and plan.has(criterion):
            try:
                answers = reach.answers(reach.earned(plan, id))
            except TooMany:
                continue
            ways: list[Way] = [(earned.high, facts) for (earned,), facts in answers.items()]
            found[id] = sorted(ways, key=lambda way: way[0])
    return dict(sorted(found.items(), key=lambda item: item[1][0][0] - item[1][-1][0]))  # stable: the widest first


def _some(values: Sequence[Fact]) -> Sequence[Fact]:
    """All of a few; of many, so many of them that lie as far apart as they can."""
    if len(values) <= _MOST_VALUES:
        return values
    return [values[number * (len(values) - 1) // (_MOST_VALUES - 1)] for number in range(_MOST_VALUES)]


def _united(ways: Iterable[list[Way]], end: int) -> Facts:
    """The facts with which every criterion earns the most, or the least; what is stated first stays."""
    united: dict[str, FactValue] = {}
    for each in ways:
        united = {**each[end][1], **united}
    return united


def _marks(plan: Plan) -> Iterator[_Mark]:
    """The figures that points are compared with, each once."""
    leaves = (part for part in every_part(conditions(plan.ruleset)) if isinstance(part, PointsLeaf))
    seen: set[tuple[str, bool, Fraction]] = set()
    for leaf in leaves:
        for operands in plan.operands(leaf, {}):
            for figure in operands:
                if isinstance(figure, Fraction) and (leaf.criterion, leaf.is_share, figure) not in seen:
                    seen.add((leaf.criterion, leaf.is_share, figure))
                    yield _Mark(leaf, figure)


def _beside(mark: _Mark, starts: Sequence[Evaluation], ways: Iterable[list[Way]]) -> Iterator[Evaluation]:
    """Communes just below a mark, at it or just above it, and just above it: the criteria give way one by one."""
    for start, side in product(starts, (-1, 0, 1)):
        current, nearest = start, _off(mark, start, side)
        for _, facts in (way for each in ways for way in each):
            tried = evaluate_again(current, facts)
            off = _off(mark, tried, side)
            if off is not None and (nearest is None or off < nearest):
                current, nearest = tried, off
        yield current


def _off(mark: _Mark, evaluation: Evaluation, side: int) -> Fraction | None:
    """How far from a mark the points lie, on its side; None on the other one."""
    value = mark.value(evaluation)
    if value is None:
        return None
    off = value - mark.figure
    fits = {-1: off < 0, 0: off >= 0, 1: off > 0}[side]
    return abs(off) if fits else None
