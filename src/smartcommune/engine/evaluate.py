"""A plan and one commune's facts to outcomes and a verdict.

An unknown fact makes a comparison unknown, never false.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain
from typing import NamedTuple, Protocol

from smartcommune import logic
from smartcommune.engine.claims import closed, complete, rows_of, silent_rows, silent_steps, without_rows
from smartcommune.engine.cut_points import stands_for
from smartcommune.engine.plan import Plan
from smartcommune.engine.points import (
    NOTHING,
    Earned,
    compared_points,
    earned_alone,
    summed,
    unearned,
    where_applied,
)
from smartcommune.engine.verdicts import Levels, by_level, levels_of, verdict_of
from smartcommune.logic import (
    ANYTHING,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNDECIDED,
    Enough,
    Possible,
    all_of,
    any_of,
    applied,
    at_least_members,
    at_least_percent,
    holding,
    negate,
    with_must,
)
from smartcommune.model.condition import (
    AtLeast,
    Condition,
    Group,
    Holds,
    Leaf,
    Not,
    Operand,
    PointsLeaf,
    Reference,
    Value,
)
from smartcommune.model.conditions import free_members
from smartcommune.model.facts import NA, Facts, FactValue, completed, holds, may_be_na
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Scale, Unearned
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion, Earning, Verdict

Outcomes = Mapping[str, Possible]
Points = Mapping[str, Earned]


class Found(Protocol):
    """What is known of a commune, and what has been found of its criteria so far."""

    @property
    def plan(self) -> Plan: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def earned(self) -> Points: ...


class _SoFar(NamedTuple):
    plan: Plan
    facts: Facts
    outcomes: dict[str, Possible]
    earned: dict[str, Earned]


class Evaluation(NamedTuple):
    """What a plan says about one commune: what is possible for each criterion, and the verdict."""

    plan: Plan
    facts: Facts  # as stated, with what follows from them
    outcomes: Outcomes  # what is possible for each criterion
    scope: Possible  # whether the rule set applies at all
    eligible: Possible  # whether its condition is met
    verdict: Verdict  # three-valued logic turned into the five verdicts
    stated: Facts  # as they were before anything followed from them
    earned: Mapping[str, Earned] = {}  # what each criterion that earns points can still earn
    levels: Levels = ()  # the levels that are possible, best first, None for none of them

    @property
    def steps(self) -> int:
        """What it may have taken: an answer for each criterion, and each number of points that is possible."""
        return len(self.outcomes) + sum(len(earned.pairs) for earned in self.earned.values())


def evaluate(plan: Plan, facts: Facts) -> Evaluation:
    """The outcomes of all criteria and the verdict; nothing is evaluated outside the period in force."""
    if not plan.in_force:
        return Evaluation(plan, facts, {}, UNDECIDED, UNDECIDED, Verdict.NOT_IN_FORCE, facts)
    return _looked_at(plan, facts, _SoFar(plan, facts, {}, {}), set(plan.ruleset.criteria))


def _looked_at(plan: Plan, stated: Facts, before: Found, waiting: set[str]) -> Evaluation:
    """The criteria that wait, evaluated as the statements of a commune's file ask for."""
    statements = complete(plan.ruleset, stated)
    return (
        _closed(plan, stated, statements, before, waiting) if statements else _followed(plan, stated, before, waiting)
    )


def evaluate_again(evaluation: Evaluation, changes: Facts) -> Evaluation:
    """What `evaluate` says once some facts have become others; only what looks at these is looked at again."""
    plan, facts = evaluation.plan, {**evaluation.stated, **changes}
    if not plan.in_force:
        return evaluate(plan, facts)
    waiting = {looker for id in changes for looker in relations(plan.ruleset).lookers.get(id, ())}
    return _followed(plan, facts, evaluation, waiting)


def evaluate_without(evaluation: Evaluation, ids: Collection[str]) -> Evaluation:
    """What would be possible if nothing were known of some facts; what was not claimed or found is left as it is."""
    plan = evaluation.plan
    facts = {id: fact for id, fact in evaluation.stated.items() if id not in ids}
    waiting = {looker for id in ids for looker in relations(plan.ruleset).lookers.get(id, ())}
    return _followed(plan, facts, evaluation, waiting)


def evaluate_under(evaluation: Evaluation, plan: Plan, changed: Iterable[str]) -> Evaluation:
    """What `evaluate` says under a plan of the same rule set in which only some criteria are others."""
    if not (plan.in_force and evaluation.plan.in_force):
        return evaluate(plan, evaluation.stated)
    return _looked_at(plan, evaluation.stated, evaluation, set(changed))


def outcomes_of(ids: Iterable[str], plan: Plan, known: Facts, settled: Outcomes) -> Outcomes:
    """The outcomes of some criteria alone.

    Args:
        ids: criteria in the order of the rule set.
        plan: what is evaluated.
        known: the facts, completed.
        settled: the outcomes of the others that they refer to.
    """
    found = _SoFar(plan, known, dict(settled), {})
    for id in ids:
        _look(id, found)
    return found.outcomes


def concluded(plan: Plan, known: Facts, outcomes: Outcomes) -> Verdict:
    """The verdict that follows from the outcomes of the criteria that it names."""
    return _decided(_SoFar(plan, known, dict(outcomes), {}), known).verdict


def flipped(evaluation: Evaluation, id: str) -> Evaluation:
    """What would follow if one criterion alone had come out the other way: met for not met, not met for met.

    Its points and whatever rests on it follow; all other comparisons stay as the facts have them.
    """
    plan, criterion = evaluation.plan, evaluation.plan.ruleset.criteria[id]
    turned = evaluation._replace(outcomes={**evaluation.outcomes, id: negate(evaluation.outcomes[id])})
    if criterion.earning is not None:
        turned = turned._replace(earned={**turned.earned, id: _earned(criterion, criterion.earning, turned)})
    return _followed(plan, evaluation.stated, turned, set(relations(plan.ruleset).followers.get(id, ())))


def _followed(plan: Plan, stated: Facts, before: Found, waiting: set[str]) -> Evaluation:
    """The criteria that wait, evaluated, and all that rest on those of them that come out otherwise than before."""
    found = _SoFar(plan, completed(stated, plan.ruleset), dict(before.outcomes), dict(before.earned))
    for criterion in _those_that_wait(waiting, before, found):
        _look_at(criterion, found)
    return _decided(found, stated)


def _those_that_wait(waiting: set[str], before: Found, found: Found) -> Iterator[Criterion]:
    """One criterion after the other, and those that rest on it once it has come out otherwise than before."""
    followers = relations(found.plan.ruleset).followers
    for id, criterion in found.plan.ruleset.criteria.items():  # each stands after those that it names
        if id in waiting:
            yield criterion
            is_same = found.outcomes[id] == before.outcomes.get(id) and found.earned.get(id) == before.earned.get(id)
            waiting.update(() if is_same else followers.get(id, ()))


def _closed(plan: Plan, stated: Facts, statements: frozenset[str], before: Found, waiting: set[str]) -> Evaluation:
    """What `evaluate` says of a commune whose file is complete: what was not claimed or found earns nothing.

    From here on its plan is one in which that stays so, however unknown facts are filled in.
    """
    found = _SoFar(plan, completed(stated, plan.ruleset), dict(before.outcomes), dict(before.earned))
    silent = dict[str, tuple[int, ...]]()
    for criterion in _those_that_wait(waiting, before, found):
        if criterion.by in statements and plan.has(criterion):
            numbers = tuple(_silent(criterion, found))
            silent |= {criterion.id: numbers} if numbers else {}
        _look_at(without_rows(criterion, silent.get(criterion.id, ())), found)
    kept = {id: each for id, each in before.plan.ruleset.criteria.items() if each.is_silent and id not in waiting}
    ruleset = closed(plan.ruleset, silent)
    whole = ruleset._replace(criteria={**ruleset.criteria, **kept}) if kept else ruleset
    return _decided(found._replace(plan=plan._replace(ruleset=whole)), stated)


def _silent(criterion: Criterion, found: _SoFar) -> Iterable[int]:
    """The rows of a criterion that nobody claimed, or found."""
    rows = rows_of(criterion)
    if isinstance(criterion.earning, Scale) and criterion.earning.written is not None:
        scale, written = criterion.earning, criterion.earning.written
        return silent_steps(scale, written, lambda number: possible(rows[number], found), found.facts)
    return silent_rows(rows, (possible(row, found) for row in rows), found.facts)


def _look(id: str, found: _SoFar) -> None:
    """What is possible for a criterion, and what it can earn, once that is known of those that it names."""
    _look_at(found.plan.ruleset.criteria[id], found)


def _look_at(criterion: Criterion, found: _SoFar) -> None:
    found.outcomes[criterion.id] = _criterion(criterion, found)
    if criterion.earning is not None:
        found.earned[criterion.id] = _earned(criterion, criterion.earning, found)


def _earned(criterion: Criterion, earning: Earning, found: Found) -> Earned:
    if not found.plan.has(criterion):
        return NOTHING
    most = relations(found.plan.ruleset).mosts[criterion.id]
    if isinstance(earning, Scale):
        rungs, outcome = earning.rungs, found.outcomes[criterion.id]
        return earned_alone(criterion, earning, most, outcome, lambda number: possible(rungs[number].condition, found))
    if isinstance(earning, Unearned):
        earned = unearned(earning)
    else:
        earned = summed(criterion, earning, [found.earned[id] for id in earning.members], most)
    applies = MET if criterion.applies_when is None else possible(criterion.applies_when, found)
    return where_applied(criterion, earned, applies, most)


def _decided(found: _SoFar, stated: Facts) -> Evaluation:
    plan, outcomes = found.plan, found.outcomes
    scope = all_of(outcomes[id] for id in plan.ruleset.scope) if plan.ruleset.scope else MET
    eligible = possible(plan.ruleset.eligible_when, found)
    levels = _levels(found)
    if plan.ruleset.verdict_by_level:
        eligible = by_level(levels)
    verdict = verdict_of(scope, eligible)
    return Evaluation(plan, found.facts, outcomes, scope, eligible, verdict, stated, found.earned, levels)


def _levels(found: Found) -> Levels:
    """The levels that are possible: each that can be reached while no better one has to be."""
    ruleset = found.plan.ruleset
    reached = [(level.id, None if level.when is None else possible(level.when, found)) for level in ruleset.levels]
    return levels_of(reached, is_ordered=ruleset.levels_ordered) if reached else ()


def possible(condition: Condition, found: Found) -> Possible:
    """The outcomes that a condition can still have."""
    match condition:
        case Leaf():
            return leaf_possible(condition, found.plan, found.facts)
        case Reference():
            return found.outcomes[condition.criterion]
        case Not():
            return negate(possible(condition.member, found))
        case Holds():
            return holding(possible(condition.member, found))
        case Group():
            return _group(condition.kind, [possible(member, found) for member in condition.members])
        case AtLeast():
            return _at_least(condition, found)
        case PointsLeaf():
            return _points(condition, found)


def _points(leaf: PointsLeaf, found: Found) -> Possible:
    """The outcomes that a comparison of points can still have, over all places that are possible."""
    outcome = Possible(0)
    for operands in found.plan.operands(leaf, found.facts):
        outcome |= compared_points(leaf, found.earned[leaf.criterion], operands, found.plan)
    return outcome


def leaf_possible(leaf: Leaf, plan: Plan, facts: Facts) -> Possible:
    """The outcomes that a comparison can still have, over all places and all values that are possible."""
    found = Possible(0)
    for operands in plan.operands(leaf, facts):
        found |= compared_with(leaf, facts, operands, plan)
    return found


def compared_with(leaf: Leaf, facts: Facts, operands: tuple[Operand | None, ...], plan: Plan) -> Possible:
    """The outcomes of a comparison with one set of operands, over all that a fact may stand for."""
    value = facts.get(leaf.indicator)
    if value is None:
        return ANYTHING if may_be_na(leaf.indicator, facts, plan.ruleset.indicators) & MET else UNDECIDED
    if value is NA:
        return NOT_APPLICABLE
    found = Possible(0)
    for candidate in _candidates(value, plan.ruleset.indicators[leaf.indicator], operands):
        found |= _compared(leaf, candidate, operands, plan)
    return found


def _candidates(value: FactValue, indicator: Indicator, operands: tuple[Operand | None, ...]) -> tuple[Value, ...]:
    if isinstance(value, Fraction) and indicator.rounded_to is not None:
        listed = chain.from_iterable(operand if isinstance(operand, tuple) else (operand,) for operand in operands)
        return stands_for(value, indicator, [operand for operand in listed if isinstance(operand, Fraction)])
    return (value,)  # type: ignore[return-value]  # not NA: the caller has asked


def _compared(leaf: Leaf, value: Value, operands: tuple[Operand | None, ...], plan: Plan) -> Possible:
    """One value against one set of operands; a threshold without a value leaves the comparison open."""
    indicator = plan.ruleset.indicators[leaf.indicator]
    is_open = False
    for comparison, operand in zip(leaf.comparisons, operands, strict=True):
        if operand is None:
            is_open = True
        elif not holds(plan.operator(comparison), value, operand, indicator):
            return NOT_MET
    return UNDECIDED if is_open else MET


def _group(kind: str, members: list[Possible]) -> Possible:
    match kind:
        case "all_of":
            return all_of(members)
        case "any_of":
            return any_of(members)
        case _:
            return negate(any_of(members))


def _at_least(group: AtLeast, found: Found) -> Possible:
    enough = _enough(group.members, group, found)
    if not group.must:
        return enough
    must = all_of(possible(member, found) for member in group.must)
    free = _enough(free_members(group), group, found) if must & NOT_APPLICABLE else Possible(0)
    return with_must(enough, must, free)


def _enough(members: tuple[Condition, ...], group: AtLeast, found: Found) -> Possible:
    """Whether some members of a group are enough of them, by any number that may count."""
    choices, enough = [possible(member, found) for member in members], Possible(0)
    for need in found.plan.needs(group, found.facts):
        if need is None:  # any number of members could be enough: whatever applies is undecided
            applies = UNDECIDED if any(choice & UNDECIDED for choice in choices) else Possible(0)
            enough |= applies | (all_of(choices) & NOT_APPLICABLE)
        else:
            enough |= logic.counted(choices, enough_for(need, group.is_share))
    return enough


def enough_for(need: Fraction, is_share: bool) -> Enough:
    """The requirement of a number of members, or of a share of those that apply."""
    return at_least_percent(need) if is_share else at_least_members(need)


def _criterion(criterion: Criterion, found: Found) -> Possible:
    if not found.plan.has(criterion):
        return NOT_APPLICABLE
    test = possible(criterion.test, found)
    if criterion.applies_when is None:
        return test
    return applied(possible(criterion.applies_when, found), test)
