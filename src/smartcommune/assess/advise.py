"""An evaluation to advice: the smallest sets of changes that make the verdict `eligible`.

All changes of all facts are looked at together, one value per cell, the nearest one; none of the smallest sets is
overlooked. What an office cannot change (`actionable: false`) is left alone, and leaving the scope is never a way out.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Final, NamedTuple

from smartcommune.assess.assessment import Advice, Change
from smartcommune.assess.requirement import attestations, attested
from smartcommune.engine.cut_points import come
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import Plan
from smartcommune.logic import MET
from smartcommune.messages import Message
from smartcommune.model.condition import Value
from smartcommune.model.facts import NA, Facts, FactValue, stated_of
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.sets import EMPTY, members, set_of
from smartcommune.model.wording import shown
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.atoms import Answer
from smartcommune.reach.communes import Communes, Cost
from smartcommune.reach.declared import Fact
from smartcommune.reach.nearest import distance_of, nearest
from smartcommune.reach.nodes import Question

MOST_ADVICE: Final = 5
# Steps in all, a few seconds and 150 MB at the most; at least 30 of 60 criteria take nearly all of them.
MOST_HEARD: Final = 800_000
# Where points are added up, each of which takes longer: half a second.
MOST_ADDED: Final = 150_000


def advise(evaluation: Evaluation) -> tuple[Advice, ...]:
    """The smallest sets of changes: of as few facts as possible, the nearest first, then the easiest.

    There are none if the verdict cannot be changed or needs no change.

    Raises:
        TooMany: there is too much to look at, so that a smaller set may have been overlooked.
    """
    if evaluation.verdict not in (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED) or evaluation.scope != MET:
        return ()
    return tuple(found.advice for found in smallest(evaluation, ELIGIBLE))


class Goal(NamedTuple):
    """What changes are to lead to."""

    ask: Callable[[Reach, Plan], Question]
    is_reached: Callable[[Answer], bool]  # whether this answers it
    holds: Callable[[Evaluation], bool]  # the same of a commune by itself
    most: int | None = None  # how many steps it may take; None for as many as advice may


ELIGIBLE: Final = Goal(
    lambda reach, plan: reach.verdict(plan),
    lambda verdict: verdict is Verdict.ELIGIBLE,
    lambda found: found.verdict is Verdict.ELIGIBLE,
)


class Found(NamedTuple):
    """A set of changes, with what it costs."""

    cost: Cost
    advice: Advice


def smallest(evaluation: Evaluation, goal: Goal, free: frozenset[str] | None = None) -> tuple[Found, ...]:
    """The smallest sets of changes that lead to a goal, as in `advise`.

    Args:
        evaluation: of the commune as it is.
        goal: what the changes are to lead to.
        free: the facts that may change; None for all that somebody can change.

    Raises:
        TooMany: there is too much to look at, so that a smaller set may have been overlooked.
    """
    plan = evaluation.plan
    facts = stated_of(evaluation.facts, plan.ruleset)
    evaluation = evaluation._replace(facts=facts)  # a share that follows is none that could stay
    indicators = plan.ruleset.indicators.items()
    fixed = [id for id, each in indicators if not each.actionable or (free is not None and id not in free)]
    communes = Communes(
        [plan],
        given={id: facts[id] for id in fixed if id in facts},
        stated=facts,
        open=[id for id in fixed if id not in facts],
        by_counts=True,
        values=partial(_values, evaluation),
        price=partial(_price, evaluation),
    )
    most = goal.most or (MOST_ADDED if relations(plan.ruleset).mosts else MOST_HEARD)
    reach = Reach(communes, keep=MOST_ADVICE, most=most)
    ways = [
        way for (answer,), ways in reach.ways(goal.ask(reach, plan)).items() if goal.is_reached(answer) for way in ways
    ]
    ways = sorted(ways, key=lambda way: way.cost)[:MOST_ADVICE]
    if communes.is_partial and (not ways or ways[0].cost[0] > 1):
        raise TooMany(0)  # one change is never overlooked, several of what one figure follows from may be
    fewest = [way for way in ways if way.cost[0] == ways[0].cost[0]]
    return tuple(
        Found(way.cost, _advice(reach.commune(way), communes.named(way.names), evaluation, goal)) for way in fewest
    )


def _values(evaluation: Evaluation, id: str) -> list[Fact]:
    """What a fact is, and what else it could become: the nearest values of all other cells.

    A part may have to follow its whole, and a whole its part: their cut points and their values are also its own.
    """
    plan, now = evaluation.plan, evaluation.facts.get(id)
    near = _bounded_with(id, plan.ruleset)
    cuts = [cut for other in near for cut in plan.cuts(other)]
    cuts += [fact for other in near[1:] if isinstance(fact := evaluation.facts.get(other), Fraction)]
    indicator = plan.ruleset.indicators[id]
    values = come(nearest(indicator, cuts), indicator, plan.as_of)
    if indicator.type == "set" and isinstance(now, str):
        values += [_with(now, value, indicator) for value in values]
    return [now, *(value for value in dict.fromkeys(values) if value != now)]


def _with(now: str, value: Value, indicator: Indicator) -> str:
    """A set with what is in it now: nobody gives up what nothing speaks against."""
    return set_of((*members(now), *members(str(value))), indicator.values)


def _bounded_with(id: str, ruleset: RuleSet) -> list[str]:
    """An indicator, and the parts and wholes that are bound to it, directly or not."""
    found: dict[str, None] = {}
    waiting = [id]
    while waiting:
        near = waiting.pop()
        if near not in found:
            found[near] = None
            waiting += [*relations(ruleset).parts_of.get(near, ()), *ruleset.indicators[near].wholes]
    return list(found)


def _price(evaluation: Evaluation, id: str, fact: Fact) -> Cost:
    """What a change costs: that it is one, how far it goes, how hard it is, and how many steps of a ladder it climbs.

    Of changes that cost the same, the one that is declared first comes first.
    """
    if not id or fact == evaluation.facts.get(id) or fact is None:
        return (0, 0, 0, 0, 0)
    indicators = evaluation.plan.ruleset.indicators
    indicator = indicators[id]
    distance = distance_of(fact, indicator, evaluation.facts)
    whole = int(distance)  # ways are compared by the thousand, whole numbers in a tenth of the time of fractions
    return (
        1,
        whole if whole == distance else distance,
        indicator.difficulty,
        _steps(fact, indicator, evaluation.facts),
        list(indicators).index(id),
    )


def _steps(value: FactValue, indicator: Indicator, facts: Facts) -> int:
    """How many values lie between an ordered one and the present one; for an unknown fact, the lowest."""
    now, order = facts.get(indicator.id), list(indicator.values)
    if not indicator.ordered or value not in order:
        return 0
    return abs(order.index(str(value)) - (order.index(now) if isinstance(now, str) else 0))


def _advice(facts: Facts, names: frozenset[str], evaluation: Evaluation, goal: Goal) -> Advice:
    changes = {id: fact for id, fact in facts.items() if id in names}
    return Advice(tuple(_change(id, changes, evaluation, goal) for id in changes))


def _change(id: str, changes: Facts, evaluation: Evaluation, goal: Goal) -> Change:
    indicator, value = evaluation.plan.ruleset.indicators[id], changes[id]
    before: FactValue | None = evaluation.facts.get(id)
    added = _added(before, value, indicator)
    after = _said(value if added is None else added, indicator, evaluation)
    count = _equally_good(indicator, changes, evaluation, goal)
    if count > 1:
        after = Message("change.one-of", count=count, value=after)
    if before is None:
        text = Message("change.known", label=indicator.label, after=after)
    elif added is None:
        text = Message("change.to", label=indicator.label, before=_said(before, indicator, evaluation), after=after)
    else:
        text = Message("change.more", label=indicator.label, after=after)
    return Change(id, indicator.label, before, value, text)


def _added(before: FactValue | None, after: FactValue, indicator: Indicator) -> str | None:
    """What a set gets beside all that it has; of one that is unknown, all. None where it loses something."""
    if indicator.type != "set" or before is NA:
        return None
    now, then = {*members(str(before or EMPTY))}, {*members(str(after))}
    return set_of(then - now, indicator.values) if now < then else None


def _said(value: FactValue, indicator: Indicator, evaluation: Evaluation) -> object:
    """A value of a fact in words; what offices attest in theirs."""
    if value is NA:
        return Message("not-applicable")
    if indicator.id in attestations(evaluation.plan.ruleset):
        return attested(value)
    return shown(value, indicator)


def _equally_good(indicator: Indicator, changes: Facts, evaluation: Evaluation, goal: Goal) -> int:
    """How many values of an enumeration would do beside the other changes; 1 where one is nearer than the others.

    Of a set that gets one value more, how many values that could be.
    """
    if indicator.type not in ("enum", "set") or indicator.ordered:
        return 1
    facts, values = {**evaluation.facts, **changes}, list(indicator.values)
    if indicator.type == "set":
        values = _one_more(evaluation.facts.get(indicator.id), facts[indicator.id], indicator)
    return sum(goal.holds(evaluate(evaluation.plan, {**facts, indicator.id: value})) for value in values)


def _one_more(before: FactValue | None, after: FactValue, indicator: Indicator) -> list[str]:
    """The sets that get one value more, if that is what a set gets; else itself."""
    added = _added(before, after, indicator)
    if added is None or len(members(added)) != 1:
        return [str(after)]
    now = members(str(before or EMPTY))
    return [set_of((*now, value), indicator.values) for value in indicator.values if value not in now]
