"""A rule set with points to communes that earn all kinds of them: what is cheap to look at before much is proven.

Criteria with points mostly look at facts of their own, so that communes are put together from what each can earn: the
most of everything and the least, one criterion at a time earning something else, and totals beside each mark.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from smartcommune.authoring.alone import alone
from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_again
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.points import Earned
from smartcommune.model.condition import Condition, PointsLeaf
from smartcommune.model.conditions import conditions, every_part
from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.model.points import Scale
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach import Budget, Reach, TooMany
from smartcommune.reach.communes import Communes
from smartcommune.reach.declared import Declared, Fact

# Values of an indicator that are tried; of a long ladder the ends and steps between them.
_MOST_VALUES: Final = 40
# Communes beside some mark that are brought beside another one, too.
_MOST_STARTS: Final = 40
# Answers that are heard about one criterion alone.
_MOST_HEARD: Final = 20_000

# Steps that finding all communes of a rule set may take: about a second.
MOST_STEPS: Final = 60_000
# Steps that finding those may take in which one criterion decides: about a second.
MOST_BESIDE: Final = 60_000
# Steps that looking at the cases may take for all mistakes together: about two seconds.
MOST_LOOKED: Final = 260_000
# Steps that may be taken to show a commune for each mistake that no case notices: about a second.
MOST_SHOWN: Final = 70_000
# What the parts of a computed figure are taken to be, all but one: it lies in most ranges, of shares in the middle.
_SETTLED: Final = Fraction(100)
_SETTLED_SHARE: Final = Fraction(50)

Way = tuple[Fraction, Facts]  # points that one criterion earns, and the facts that earn them


class Scorings:
    """The communes of one rule set by days, each made when it is first asked for."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._found: dict[date, tuple[Evaluation, ...]] = {}
        self._plans: dict[date, Plan] = {}
        self._earned: dict[date, Mapping[str, list[Way]]] = {}
        self._budget = Budget(MOST_STEPS)
        self._beside = Budget(MOST_BESIDE)
        self.looked = Budget(MOST_LOOKED)  # by the cases, to notice mistakes
        self.shown = Budget(MOST_SHOWN)  # to show mistakes that none of them notices

    def plan(self, day: date) -> Plan:
        """What the rule set says on a day."""
        if day not in self._plans:
            self._plans[day] = make_plan(self._ruleset, day)
        return self._plans[day]

    def on(self, day: date) -> tuple[Evaluation, ...]:
        """Communes on a day, with what the rule set says of them; none where it has no points."""
        if day not in self._found:
            found = _communes(self.plan(day), self._ways(day), self._budget)
            self._found[day] = tuple(_different(_until_it_is_over(found)))
        return self._found[day]

    def beside(self, day: date, id: str) -> Iterator[Evaluation]:
        """Communes that earn just enough for the verdict, with all that one criterion earns: it decides in some."""
        plan, ways = self.plan(day), self._ways(day)
        if id not in ways:
            return
        most = evaluate(plan, _united(ways.values(), -1))
        others = {other: each for other, each in _beside_scope(plan, ways).items() if other != id}
        for mark in sorted(_marks(plan, (plan.ruleset.eligible_when,)), key=lambda mark: mark.figure):
            for near in _until_it_is_over(_beside(mark, (most,), others, self._beside, sides=(0,))):
                yield from filter(_can_exist, (near, *(evaluate_again(near, facts) for _, facts in ways[id])))

    def at_marks(self, day: date, others: Plan) -> Iterator[Evaluation]:
        """Communes at the figures, and beside them, that points are compared with here and not in another plan."""
        plan, ways = self.plan(day), self._ways(day)
        known = {(mark.leaf.criterion, mark.figure) for mark in _marks(others, conditions(others.ruleset))}
        every = _marks(plan, conditions(plan.ruleset))
        marks = [mark for mark in every if (mark.leaf.criterion, mark.figure) not in known]
        most, moving = evaluate(plan, _united(ways.values(), -1)), _beside_scope(plan, ways)
        found = (each for mark in marks for each in _beside(mark, (most,), moving, self._beside))
        yield from filter(_can_exist, _until_it_is_over(found))

    def _ways(self, day: date) -> Mapping[str, list[Way]]:
        if day not in self._earned:
            plan = self.plan(day)
            self._earned[day] = _ways(plan) if plan.in_force else {}
        return self._earned[day]


class _Mark(NamedTuple):
    """A comparison of points with a figure."""

    leaf: PointsLeaf
    figure: Fraction
    plan: Plan

    def follows(self, facts: Facts) -> bool:
        """Whether what is compared may follow from some facts."""
        return self.leaf.criterion in _following(self.plan, facts)

    def value(self, evaluation: Evaluation) -> Fraction | None:
        """What is compared; None where it is open, or of nothing."""
        earned: Earned = evaluation.earned[self.leaf.criterion]
        if not earned.is_settled:
            return None
        ((points, most),) = earned.pairs
        if not self.leaf.is_share:
            return points
        return MOST_PERCENT * points / most if most else None


def _following(plan: Plan, facts: Iterable[str]) -> Collection[str]:
    """The criteria that look at some facts, and those that rest on them."""
    related = relations(plan.ruleset)
    return related.following(id for fact in facts for id in related.lookers.get(fact, ()))


def _until_it_is_over(found: Iterator[Evaluation]) -> Iterator[Evaluation]:
    """Those that are found before too much was tried."""
    try:
        yield from found
    except TooMany:
        return


def _again(evaluation: Evaluation, facts: Facts, budget: Budget) -> Evaluation:
    found = evaluate_again(evaluation, facts)
    budget.take(found.steps)
    return found


def _communes(plan: Plan, ways: Mapping[str, list[Way]], budget: Budget) -> Iterator[Evaluation]:
    if not ways:
        return
    ends = [evaluate(plan, _united(ways.values(), end)) for end in (-1, 0)]
    for start in ends:
        if _can_exist(start):
            yield start
        yield from filter(_can_exist, (_again(start, facts, budget) for each in ways.values() for _, facts in each))
    marks = list(_marks(plan, conditions(plan.ruleset)))
    beside = _different(found for mark in marks for found in _beside(mark, ends, ways, budget))
    yield from filter(_can_exist, beside)
    for mark in marks:  # several marks may have to be reached together
        own = {id: each for id, each in ways.items() if id == mark.leaf.criterion}
        yield from filter(_can_exist, _beside(mark, beside[:_MOST_STARTS], own, budget) if own else ())


def _different(found: Iterable[Evaluation]) -> list[Evaluation]:
    """The communes that come out otherwise than those before them."""
    kept: dict[Hashable, Evaluation] = {}
    for each in found:
        kept.setdefault((*each.outcomes.values(), *each.earned.values()), each)
    return list(kept.values())


def _can_exist(evaluation: Evaluation) -> bool:
    return not contradicts_itself(evaluation.stated, evaluation.plan.ruleset)


def _ways(plan: Plan) -> Mapping[str, list[Way]]:
    """What each criterion can earn by itself, the least first, with facts that earn it; most different ones first."""
    found: dict[str, list[Way]] = {}
    for id, criterion in plan.ruleset.criteria.items():
        if isinstance(criterion.earning, Scale) and plan.has(criterion):
            try:
                each = sorted(_ways_of(alone(plan, (id,)), id), key=lambda way: way[0])
            except TooMany:
                continue
            found |= {id: each} if each else {}
    return dict(sorted(found.items(), key=lambda item: item[1][0][0] - item[1][-1][0]))  # stable: the widest first


def _ways_of(plan: Plan, id: str) -> Iterator[Way]:
    """What a criterion can earn in a plan, with facts that earn it.

    Raises:
        TooMany: there is too much to look at.
    """
    declared, given = Declared([plan]), _all_but_one(plan)
    some = Communes(
        [plan], given=given, unknown=False, values=lambda name: _some(declared.cells(name)), declared=declared
    )
    reach = Reach(some, most=_MOST_HEARD)
    for (earned,), facts in reach.answers(reach.earned(plan, id)).items():
        yield earned.high, {**given, **facts}


def _all_but_one(plan: Plan) -> Facts:
    """Facts for all that a figure is computed from but one: with this one it takes any value that it can have.

    Of shares of counts every value is found anyhow.
    """
    related = relations(plan.ruleset)
    compared = [id for id, form in related.forms.items() if form.share is None and id in related.leaves]
    settled = (part for id in compared for part in sorted(related.sources[id])[1:])
    values: dict[str, FactValue] = {"date": plan.as_of, "percent": _SETTLED_SHARE}
    return {id: values.get(plan.ruleset.indicators[id].type, _SETTLED) for id in settled}


def _some(values: Sequence[Fact]) -> Sequence[Fact]:
    """All of a few; of many, so many of them that lie as far apart as they can."""
    if len(values) <= _MOST_VALUES:
        return values
    return [values[number * (len(values) - 1) // (_MOST_VALUES - 1)] for number in range(_MOST_VALUES)]


def _beside_scope(plan: Plan, ways: Mapping[str, list[Way]]) -> dict[str, list[Way]]:
    """What the criteria can earn that have nothing to do with the scope."""
    scope = {*plan.ruleset.scope}
    return {
        id: each
        for id, each in ways.items()
        if scope.isdisjoint(_following(plan, (fact for _, facts in each for fact in facts)))
    }


def _united(ways: Iterable[list[Way]], end: int) -> Facts:
    """The facts with which every criterion earns the most, or the least; what is stated first stays."""
    united: dict[str, FactValue] = {}
    for each in ways:
        united = {**each[end][1], **united}
    return united


def _marks(plan: Plan, asked: Iterable[Condition]) -> Iterator[_Mark]:
    """The figures that points are compared with in some conditions, each once."""
    leaves = (part for part in every_part(asked) if isinstance(part, PointsLeaf))
    seen: set[tuple[str, bool, Fraction]] = set()
    for leaf in leaves:
        for operands in plan.operands(leaf, {}):
            for figure in operands:
                if isinstance(figure, Fraction) and (leaf.criterion, leaf.is_share, figure) not in seen:
                    seen.add((leaf.criterion, leaf.is_share, figure))
                    yield _Mark(leaf, figure, plan)


def _beside(
    mark: _Mark,
    starts: Sequence[Evaluation],
    ways: Mapping[str, list[Way]],
    budget: Budget,
    sides: Sequence[int] = (-1, 0, 1),
) -> Iterator[Evaluation]:
    """Communes just below a mark, at it or just above it, and just above it: the criteria give way one by one."""
    moving = [(id, points, facts) for id, each in ways.items() for points, facts in each if mark.follows(facts)]
    for start, side in product(starts, sides):
        current, nearest = start, _off(mark, start, side)
        for id, points, facts in moving:
            if not _leads_there(points, id, mark, current, side):
                continue
            tried = _again(current, facts, budget)
            off = _off(mark, tried, side)
            if off is not None and (nearest is None or off < nearest):
                current, nearest = tried, off
        yield current


def _leads_there(points: Fraction, id: str, mark: _Mark, current: Evaluation, side: int) -> bool:
    """Whether so many points for a criterion bring what is compared nearer to a mark, or to its side of it."""
    value, earned = mark.value(current), current.earned[id]
    if value is None or not earned.is_settled:
        return True
    if value == mark.figure:
        return (points - earned.low) * side > 0
    return (points > earned.low) if value < mark.figure else (points < earned.low)


def _off(mark: _Mark, evaluation: Evaluation, side: int) -> Fraction | None:
    """How far from a mark the points lie, on its side; None on the other one."""
    value = mark.value(evaluation)
    if value is None:
        return None
    off = value - mark.figure
    fits = {-1: off < 0, 0: off >= 0, 1: off > 0}[side]
    return abs(off) if fits else None
