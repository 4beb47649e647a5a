"""An undecided evaluation to the unknown facts that keep it open, the most decisive first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from smartcommune.assessment import Missing
from smartcommune.cells import cells
from smartcommune.evaluate import Evaluation, evaluate, possible
from smartcommune.logic import MET, Outcome, outcome_of
from smartcommune.ruleset import AtLeast, Condition, Leaf, Reference, Value, Verdict, members

# Comparisons in all: half a second; the largest built-in rule set takes a hundredth of them.
MOST_WORK: Final = 100_000


def missing(evaluation: Evaluation) -> tuple[Missing, ...]:
    """The unknown facts in undecided branches, ordered by the share of their answers that settle the verdict alone."""
    if evaluation.verdict is not Verdict.UNDETERMINED:
        return ()
    ids = list(dict.fromkeys(_open_facts(evaluation)))
    room = MOST_WORK // evaluation.plan.work()
    found: list[Missing] = []
    for id in ids:
        answers = cells(evaluation.plan.ruleset.indicators[id], evaluation.plan.cuts(id)) if room > 0 else ()
        room -= len(answers)
        found.append(_missing(evaluation, id, answers if room >= 0 else ()))
    return tuple(sorted(found, key=lambda item: -item.settles / max(item.answers, 1)))


def _missing(evaluation: Evaluation, id: str, answers: Sequence[Value]) -> Missing:
    """The fact with how many of its answers settle the verdict; none are counted where there was no room for it."""
    plan = evaluation.plan
    settles = [
        answer for answer in answers if evaluate(plan, {**evaluation.facts, id: answer}).verdict != Verdict.UNDETERMINED
    ]
    return Missing(id, plan.ruleset.indicators[id].label, len(settles), len(answers))


def _open_facts(evaluation: Evaluation) -> Iterator[str]:
    ruleset = evaluation.plan.ruleset
    seen: set[str] = set()
    if evaluation.scope != MET:
        for id in ruleset.scope:
            yield from _open_in(Reference(id), evaluation, seen)
    yield from _open_in(ruleset.eligible_when, evaluation, seen)


def _open_in(condition: Condition, evaluation: Evaluation, seen: set[str]) -> Iterator[str]:
    """The unknown facts below a condition, following only what is itself undecided."""
    plan, facts = evaluation.plan, evaluation.facts
    if outcome_of(possible(condition, plan, facts, evaluation.outcomes)) is not Outcome.UNKNOWN:
        return
    if isinstance(condition, Reference):
        yield from _open_in_criterion(condition.criterion, evaluation, seen)
    elif isinstance(condition, Leaf):
        yield from _unknown_in_leaf(condition, evaluation)
    elif isinstance(condition, AtLeast) and condition.threshold is not None:
        by = plan.bounds[condition.threshold].by
        yield from () if by is None or by in facts else (by,)
    for member in members(condition):
        yield from _open_in(member, evaluation, seen)


def _open_in_criterion(id: str, evaluation: Evaluation, seen: set[str]) -> Iterator[str]:
    if id in seen:
        return
    seen.add(id)
    criterion = evaluation.plan.ruleset.criteria[id]
    for condition in (criterion.applies_when, criterion.test):
        if condition is not None:
            yield from _open_in(condition, evaluation, seen)


def _unknown_in_leaf(leaf: Leaf, evaluation: Evaluation) -> Iterator[str]:
    """The fact itself, and the place that its thresholds depend on.

    A share is asked for as a share, unless one of its counts is known already.
    """
    facts, ruleset = evaluation.facts, evaluation.plan.ruleset
    by = evaluation.plan.place_of(leaf)
    if by is not None and by not in facts:
        yield by
    if leaf.indicator in facts:
        return
    share = ruleset.indicators[leaf.indicator].share
    counts = [] if share is None else [share.of, share.total]
    yield from ([id for id in counts if id not in facts] if any(id in facts for id in counts) else [leaf.indicator])
