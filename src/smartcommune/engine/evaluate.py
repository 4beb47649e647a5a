"""A plan and one commune's facts to outcomes and a verdict.

An unknown fact makes a comparison unknown, never false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from smartcommune import logic
from smartcommune.engine.cut_points import stands_for
from smartcommune.engine.plan import Plan
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
    negate,
    with_must,
)
from smartcommune.model.conditions import free_members
from smartcommune.model.facts import NA, Facts, FactValue, completed, holds, may_be_na
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import (
    AtLeast,
    Condition,
    Criterion,
    Group,
    Indicator,
    Leaf,
    Not,
    Operand,
    Reference,
    Value,
    Verdict,
)

Outcomes = Mapping[str, Possible]


class Evaluation(NamedTuple):
    """What a plan says about one commune: what is possible for each criterion, and the verdict."""

    plan: Plan
    facts: Facts  # as stated, with what follows from them
    outcomes: Outcomes  # what is possible for each criterion
    scope: Possible  # whether the rule set applies at all
    eligible: Possible  # whether its condition is met
    verdict: Verdict  # three-valued logic turned into the five verdicts
    stated: Facts  # as they were before anything followed from them


def evaluate(plan: Plan, facts: Facts) -> Evaluation:
    """The outcomes of all criteria and the verdict; nothing is evaluated outside the period in force."""
    if not plan.in_force:
        return Evaluation(plan, facts, {}, UNDECIDED, UNDECIDED, Verdict.NOT_IN_FORCE, facts)
    return _followed(plan, facts, {}, set(plan.ruleset.criteria))


def evaluate_again(evaluation: Evaluation, changes: Facts) -> Evaluation:
    """What `evaluate` says once some facts have become others; only what looks at these is looked at again."""
    plan, facts = evaluation.plan, {**evaluation.stated, **changes}
    if not plan.in_force:
        return evaluate(plan, facts)
    waiting = {looker for id in changes for looker in relations(plan.ruleset).lookers.get(id, ())}
    return _followed(plan, facts, evaluation.outcomes, waiting)


def evaluate_under(evaluation: Evaluation, plan: Plan, changed: Iterable[str]) -> Evaluation:
    """What `evaluate` says under a plan of the same rule set in which only some criteria compare with other values."""
    return _followed(plan, evaluation.stated, evaluation.outcomes, set(changed))


def outcomes_of(ids: Iterable[str], plan: Plan, known: Facts, settled: Outcomes) -> Outcomes:
    """The outcomes of some criteria alone.

    Args:
        ids: criteria in the order of the rule set.
        plan: what is evaluated.
        known: the facts, completed.
        settled: the outcomes of the others that they refer to.
    """
    outcomes = dict(settled)
    for id in ids:
        outcomes[id] = _criterion(plan.ruleset.criteria[id], plan, known, outcomes)
    return outcomes


def concluded(plan: Plan, known: Facts, outcomes: Outcomes) -> Verdict:
    """The verdict that follows from the outcomes of the criteria that it names."""
    return _decided(plan, known, outcomes, known).verdict


def flipped(evaluation: Evaluation, id: str) -> Evaluation:
    """What would follow if one criterion alone had come out the other way: met for not met, not met for met.

    Whatever rests on the criterion follows it; all other comparisons stay as the facts have them.
    """
    plan, outcomes = evaluation.plan, {**evaluation.outcomes, id: negate(evaluation.outcomes[id])}
    return _followed(plan, evaluation.stated, outcomes, set(relations(plan.ruleset).followers.get(id, ())))


def _followed(plan: Plan, stated: Facts, before: Outcomes, waiting: set[str]) -> Evaluation:
    """The criteria that wait, evaluated, and all that rest on those of them that come out otherwise than before."""
    known, outcomes, followers = completed(stated, plan.ruleset), dict(before), relations(plan.ruleset).followers
    for id, criterion in plan.ruleset.criteria.items():  # each stands after those that it names
        if id in waiting:
            outcomes[id] = _criterion(criterion, plan, known, outcomes)
            waiting.update(followers.get(id, ()) if outcomes[id] != before.get(id) else ())
    return _decided(plan, known, outcomes, stated)


def _decided(plan: Plan, known: Facts, outcomes: Outcomes, stated: Facts) -> Evaluation:
    scope = all_of(outcomes[id] for id in plan.ruleset.scope) if plan.ruleset.scope else MET
    eligible = possible(plan.ruleset.eligible_when, plan, known, outcomes)
    return Evaluation(plan, known, outcomes, scope, eligible, verdict_of(scope, eligible), stated)


def possible(condition: Condition, plan: Plan, facts: Facts, outcomes: Outcomes) -> Possible:
    """The outcomes that a condition can still have."""
    match condition:
        case Leaf():
            return leaf_possible(condition, plan, facts)
        case Reference():
            return outcomes[condition.criterion]
        case Not():
            return negate(possible(condition.member, plan, facts, outcomes))
        case Group():
            return _group(condition.kind, [possible(member, plan, facts, outcomes) for member in condition.members])
        case AtLeast():
            return _at_least(condition, plan, facts, outcomes)


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


def _at_least(group: AtLeast, plan: Plan, facts: Facts, outcomes: Outcomes) -> Possible:
    enough = _enough(group.members, group, plan, facts, outcomes)
    if not group.must:
        return enough
    must = all_of(possible(member, plan, facts, outcomes) for member in group.must)
    free = _enough(free_members(group), group, plan, facts, outcomes) if must & NOT_APPLICABLE else Possible(0)
    return with_must(enough, must, free)


def _enough(members: tuple[Condition, ...], group: AtLeast, plan: Plan, facts: Facts, outcomes: Outcomes) -> Possible:
    """Whether some members of a group are enough of them, by any number that may count."""
    choices, enough = [possible(member, plan, facts, outcomes) for member in members], Possible(0)
    for need in plan.needs(group, facts):
        if need is None:  # any number of members could be enough: whatever applies is undecided
            applies = UNDECIDED if any(choice & UNDECIDED for choice in choices) else Possible(0)
            enough |= applies | (all_of(choices) & NOT_APPLICABLE)
        else:
            enough |= logic.counted(choices, enough_for(need, group.is_share))
    return enough


def enough_for(need: Fraction, is_share: bool) -> Enough:
    """The requirement of a number of members, or of a share of those that apply."""
    return at_least_percent(need) if is_share else at_least_members(need)


def _criterion(criterion: Criterion, plan: Plan, facts: Facts, outcomes: Outcomes) -> Possible:
    if not plan.has(criterion):
        return NOT_APPLICABLE
    test = possible(criterion.test, plan, facts, outcomes)
    if criterion.applies_when is None:
        return test
    return applied(possible(criterion.applies_when, plan, facts, outcomes), test)


def verdict_of(scope: Possible, eligible: Possible) -> Verdict:
    """The only verdict that is possible, or `undetermined`."""
    if not scope & MET or eligible == NOT_APPLICABLE:
        return Verdict.OUT_OF_SCOPE
    if scope != MET:
        return Verdict.UNDETERMINED
    return {MET: Verdict.ELIGIBLE, NOT_MET: Verdict.NOT_ELIGIBLE}.get(eligible, Verdict.UNDETERMINED)
