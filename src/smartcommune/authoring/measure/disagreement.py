"""A rule set and a mutant of it to a commune that they disagree about, or to the proof that there is none.

They disagree where a verdict, a level, the outcome of a criterion or its points differ. Only what the mistake can reach
is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from smartcommune.authoring.alone import alone
from smartcommune.authoring.measure.alike import adds_up_alike, asks_alike, concludes_alike, work
from smartcommune.authoring.measure.changed import changed_criteria, verdict_changed
from smartcommune.authoring.measure.exercise import Example
from smartcommune.authoring.measure.scorings import Scorings
from smartcommune.authoring.measure.witness import IMPOSSIBLE, MOST_STEPS, UNDECIDED, Proof, complete
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_under
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.points import Earned
from smartcommune.engine.verdicts import Levels
from smartcommune.logic import Outcome, outcome_of
from smartcommune.model.facts import Facts
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.reach import MOST_HEARD, Budget, Reach, TooMany, least_facts
from smartcommune.reach.communes import Communes

# Answers that are heard about one sum or level: of those that are too many, most are shown by a commune that is known.
_MOST_ASKED: Final = 1_000
# The same about communes with points of which not all is known: one mistake leaves something for those after it.
_MOST_PARTLY: Final = 20_000
Told = tuple[Verdict, Levels, tuple[Outcome | None, ...], tuple[Earned | None, ...]]


def difference(
    ruleset: RuleSet, other: RuleSet, budget: Budget | None = None, scorings: Scorings | None = None
) -> Proof:
    """A commune on a day for which two rule sets with the same criteria and indicators give different answers.

    Args:
        ruleset: the one that is right.
        other: the one with a mistake.
        budget: what this question and others may take together.
        scorings: communes of the first one, where more is asked about it.
    """
    budget, is_open = budget or Budget(MOST_STEPS), False
    scorings = scorings or Scorings(ruleset)
    is_scored = any(criterion.earning is not None for criterion in ruleset.criteria.values())
    if budget.left < 0 and not is_scored:
        return UNDECIDED
    for day in stretches(ruleset, other):
        plans = scorings.plan(day), make_plan(other, day)
        try:
            facts = _on(*plans, budget, scorings)
        except TooMany:
            is_open = True
            continue
        if facts is not None:
            return Proof(Example(day, facts))
    return UNDECIDED if is_open else IMPOSSIBLE


def _on(plan: Plan, other: Plan, budget: Budget, scorings: Scorings) -> Facts | None:
    if not plan.in_force and not other.in_force:
        return None
    if not (plan.in_force and other.in_force):
        return {}
    is_scored = any(criterion.earning is not None for criterion in plan.ruleset.criteria.values())
    return _scored(plan, other, budget, scorings) if is_scored else _in_force(plan, other, budget)


def _scored(plan: Plan, other: Plan, budget: Budget, scorings: Scorings) -> Facts | None:
    """A commune with another verdict, level, outcome or number of points; what is cheap to find is looked for first."""
    changed = changed_criteria(plan, other)
    resting = [id for id in changed if plan.ruleset.criteria[id].references or other.ruleset.criteria[id].references]
    for id in changed:
        if id not in resting:
            facts = _alone_otherwise(plan, other, id)
            if facts is not None:
                return facts
    scorings.shown.take(work(plan) if resting or verdict_changed(plan, other) else 0)
    resting = [id for id in resting if not (adds_up_alike(plan, other, id) or asks_alike(plan, other, id))]
    is_concluded = not verdict_changed(plan, other) or concludes_alike(plan, other)
    if not resting and is_concluded:
        return _partly_known(plan, other, changed, _reached(plan, changed), budget, _MOST_PARTLY)
    for found in scorings.on(plan.as_of):
        scorings.shown.take(found.steps)
        if _is_told_apart(found, evaluate_under(found, other, changed), resting):
            return _fewer(found.stated, plan, other, resting, scorings.shown)
    reach = Reach(Communes([plan, other], unknown=False), most=_MOST_ASKED, in_all=budget)
    for id in resting:
        facts = _otherwise(reach, plan, other, id)
        if facts is not None:
            return facts
    return None if is_concluded else _other_level(reach, plan, other)


def _is_told_apart(found: Evaluation, under: Evaluation, criteria: Sequence[str]) -> bool:
    """Whether a commune gets another verdict or level, or another answer or other points by some criterion."""
    if (found.verdict, found.levels) != (under.verdict, under.levels):
        return True
    return any(
        (outcome_of(found.outcomes[id]), found.earned.get(id)) != (outcome_of(under.outcomes[id]), under.earned.get(id))
        for id in criteria
    )


def _alone_otherwise(plan: Plan, other: Plan, id: str) -> Facts | None:
    """The same of one that names no other: it looks at few facts, and whatever the others look at does not matter."""
    plans = alone(plan, (id,)), alone(other, (id,))
    return _otherwise(Reach(Communes(plans, unknown=False), most=_MOST_ASKED), *plans, id)


def _otherwise(reach: Reach, plan: Plan, other: Plan, id: str) -> Facts | None:
    """A commune for which a criterion earns other points, or comes out otherwise."""
    return _other_points(reach, plan, other, id) or _other_outcome(reach, plan, other, (id,))


def _other_points(reach: Reach, plan: Plan, other: Plan, id: str) -> Facts | None:
    """A commune for which a criterion earns other points."""
    if plan.ruleset.criteria[id].earning is None:
        return None
    found = reach.answers(reach.earned(plan, id), reach.earned(other, id))
    return next((facts for (before, after), facts in found.items() if before.pairs != after.pairs), None)


def _other_level(reach: Reach, plan: Plan, other: Plan) -> Facts | None:
    """A commune in another level, or with another verdict where it is not the level that gives it."""
    asked = [(reach.verdict(each), reach.levels(each)) for each in (plan, other)]
    if plan.ruleset.verdict_by_level and plan.ruleset.scope == other.ruleset.scope:
        asked = [(levels,) for _, levels in asked]  # type: ignore[misc]  # one question less
    found = reach.answers(*asked[0], *asked[1])
    half = len(asked[0])
    return next((facts for answers, facts in found.items() if answers[:half] != answers[half:]), None)


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
    plan: Plan, other: Plan, changed: Sequence[str], reached: Sequence[str], budget: Budget, most: int = MOST_HEARD
) -> Facts | None:
    """A commune that differs only as long as some facts are unknown."""
    reach = Reach(Communes([plan, other]), most=most, in_all=budget)
    if not verdict_changed(plan, other) and not any(_differs(reach, plan, other, id) for id in changed):
        return None
    return _other_outcome(reach, plan, other, reached) or _other_verdict(reach, plan, other)


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
    changed = changed_criteria(plan, other)

    def both(known: Facts) -> tuple[Told, Told]:
        found = evaluate(plan, known)
        budget.take(found.steps)
        return _told(found, reached), _told(evaluate_under(found, other, changed), reached)

    try:
        told = both(facts)
        return least_facts(facts, lambda fewer: both(fewer) == told)
    except TooMany:  # it is found, and shown with more than it needs
        return facts


def _told(found: Evaluation, criteria: Sequence[str]) -> Told:
    outcomes = tuple(outcome_of(found.outcomes[id]) if id in found.outcomes else None for id in criteria)
    return found.verdict, found.levels, outcomes, tuple(found.earned.get(id) for id in criteria)
