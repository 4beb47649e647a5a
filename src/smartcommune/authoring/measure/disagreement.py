"""A rule set and a mutant of it to a commune that they disagree about, or to the proof that there is none.

They disagree where a verdict or the outcome of a criterion differs. Only what the mistake can reach is compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from smartcommune.authoring.measure.exercise import Example
from smartcommune.authoring.measure.witness import IMPOSSIBLE, MOST_STEPS, UNDECIDED, Proof, complete
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.logic import Outcome, outcome_of
from smartcommune.model.condition import Condition
from smartcommune.model.conditions import thresholds_in
from smartcommune.model.facts import Facts
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.reach import Budget, Reach, TooMany, least_facts
from smartcommune.reach.communes import Communes

Told = tuple[Verdict, tuple[Outcome | None, ...]]


def difference(ruleset: RuleSet, other: RuleSet, budget: Budget | None = None) -> Proof:
    """A commune on a day for which two rule sets with the same criteria and indicators give different answers."""
    budget, is_open = budget or Budget(MOST_STEPS), False
    if budget.left < 0:
        return UNDECIDED
    for day in stretches(ruleset, other):
        plans = make_plan(ruleset, day), make_plan(other, day)
        try:
            facts = _on(*plans, budget)
        except TooMany:
            is_open = True
            continue
        if facts is not None:
            return Proof(Example(day, facts))
    return UNDECIDED if is_open else IMPOSSIBLE


def _on(plan: Plan, other: Plan, budget: Budget) -> Facts | None:
    if not plan.in_force and not other.in_force:
        return None
    return _in_force(plan, other, budget) if plan.in_force and other.in_force else {}


def _in_force(plan: Plan, other: Plan, budget: Budget) -> Facts | None:
    """A commune with another verdict or outcome: one of which everything is known, if there is one."""
    changed = changed_criteria(plan, other)
    if not verdict_changed(plan, other) and not changed:
        return None
    reached = _reached(plan, changed)
    for reach in complete(plan, other, in_all=budget):
        facts = _other_verdict(reach, plan, other) or _other_outcome(reach, plan, other, reached)
        if facts is not None:
            return _fewer(facts, plan, other, reached, budget)
    return _partly_known(plan, other, changed, reached, budget)


def _partly_known(
    plan: Plan, other: Plan, changed: Sequence[str], reached: Sequence[str], budget: Budget
) -> Facts | None:
    """A commune that differs only as long as some facts are unknown."""
    reach = Reach(Communes([plan, other]), in_all=budget)
    if not verdict_changed(plan, other) and not any(_differs(reach, plan, other, id) for id in changed):
        return None
    return _other_outcome(reach, plan, other, reached) or _other_verdict(reach, plan, other)


def changed_criteria(plan: Plan, other: Plan) -> list[str]:
    """The criteria that are written otherwise, or that compare with another value."""
    moved = {id for id, bound in plan.bounds.items() if bound != other.bounds[id]}
    return [
        id
        for id, criterion in plan.ruleset.criteria.items()
        if criterion != other.ruleset.criteria[id] or any(_uses(item, moved) for item in criterion.conditions)
    ]


def verdict_changed(plan: Plan, other: Plan) -> bool:
    """Whether the verdict itself is written otherwise, or compares with another value."""
    old, new = plan.ruleset, other.ruleset
    moved = {id for id, bound in plan.bounds.items() if bound != other.bounds[id]}
    return (old.scope, old.eligible_when) != (new.scope, new.eligible_when) or _uses(old.eligible_when, moved)


def _uses(condition: Condition, thresholds: set[str]) -> bool:
    return not thresholds.isdisjoint(thresholds_in((condition,)))


def _reached(plan: Plan, changed: Sequence[str]) -> list[str]:
    """The changed criteria, and those that rest on them."""
    reached = list(changed)
    for id, criterion in plan.ruleset.criteria.items():
        if id not in reached and not set(criterion.references).isdisjoint(reached):
            reached.append(id)
    return reached


def _differs(reach: Reach, plan: Plan, other: Plan, criterion: str) -> bool:
    """Whether a criterion can come out otherwise at all; if none can, nothing that rests on them does."""
    found = reach.answers(reach.outcome(plan, criterion), reach.outcome(other, criterion))
    return any(before != after for before, after in found)


def _other_verdict(reach: Reach, plan: Plan, other: Plan) -> Facts | None:
    found = reach.answers(reach.verdict(plan), reach.verdict(other))
    pairs = [(Verdict.UNDETERMINED in pair, facts) for pair, facts in found.items() if pair[0] != pair[1]]
    return min(pairs, key=lambda item: item[0])[1] if pairs else None


def _other_outcome(reach: Reach, plan: Plan, other: Plan, reached: Sequence[str]) -> Facts | None:
    """A commune for which a criterion has another outcome."""
    for id in reached:
        found = reach.answers(reach.outcome(plan, id), reach.outcome(other, id))
        for (before, after), facts in found.items():
            if outcome_of(before) != outcome_of(after):
                return facts
    return None


def _fewer(facts: Facts, plan: Plan, other: Plan, reached: Sequence[str], budget: Budget) -> Facts:
    """The commune with as few facts as it needs to be told the same two things."""
    told = _told(plan, facts, reached), _told(other, facts, reached)

    def is_enough(fewer: Facts) -> bool:
        budget.take(plan.work() + other.work())
        return (_told(plan, fewer, reached), _told(other, fewer, reached)) == told

    return least_facts(facts, is_enough)


def _told(plan: Plan, facts: Facts, criteria: Sequence[str]) -> Told:
    found = evaluate(plan, facts)
    return found.verdict, tuple(outcome_of(found.outcomes[id]) if id in found.outcomes else None for id in criteria)
