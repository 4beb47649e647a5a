"""An undecided evaluation to the unknown facts in what is open: every fact that can change it, and perhaps others."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.engine.evaluate import Evaluation, possible
from smartcommune.engine.plan import counting
from smartcommune.logic import MET, Outcome, outcome_of
from smartcommune.model.condition import AtLeast, Condition, Leaf, PointsLeaf, Reference, members
from smartcommune.model.facts import NA, is_of_nothing
from smartcommune.model.points import Scale, Sum


def open_facts(evaluation: Evaluation) -> Iterator[str]:
    """The unknown facts in undecided branches: every fact that can change the verdict, and perhaps others."""
    ruleset = evaluation.plan.ruleset
    seen: set[str] = set()
    if evaluation.scope != MET:
        for id in ruleset.scope:
            yield from _open_in(Reference(id), evaluation, seen)
    if not ruleset.verdict_by_level:
        yield from _open_in(ruleset.eligible_when, evaluation, seen)
        return
    for level in ruleset.levels:
        if level.when is not None:
            yield from _open_in(level.when, evaluation, seen)


def _open_in(condition: Condition, evaluation: Evaluation, seen: set[str]) -> Iterator[str]:
    """The unknown facts below a condition, following only what is itself undecided."""
    plan, facts = evaluation.plan, evaluation.facts
    if outcome_of(possible(condition, evaluation)) is not Outcome.UNKNOWN:
        return
    if isinstance(condition, PointsLeaf):
        yield from plan.open_places(condition, facts)
        yield from open_in_points(condition.criterion, evaluation, seen)
    elif isinstance(condition, Reference):
        yield from _open_in_criterion(condition.criterion, evaluation, seen)
    elif isinstance(condition, Leaf):
        yield from _unknown_in_leaf(condition, evaluation)
    elif isinstance(condition, AtLeast) and condition.threshold is not None:
        yield from plan.open_places(counting(condition.threshold), facts)
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


def open_in_points(id: str, evaluation: Evaluation, seen: set[str] | None = None) -> Iterator[str]:
    """The unknown facts on which it depends what a criterion earns."""
    seen = set() if seen is None else seen
    if f"{id} points" in seen or evaluation.earned[id].is_settled:
        return
    seen.add(f"{id} points")
    criterion = evaluation.plan.ruleset.criteria[id]
    if criterion.applies_when is not None:
        yield from _open_in(criterion.applies_when, evaluation, seen)
    if isinstance(criterion.earning, Sum):
        for member in criterion.earning.members:
            yield from open_in_points(member, evaluation, seen)
    if not isinstance(criterion.earning, Scale):
        return
    yield from _open_in(criterion.test, evaluation, seen)
    if not criterion.has_outcome:
        for rung in criterion.earning.rungs:
            yield from _open_in(rung.condition, evaluation, seen)


def _unknown_in_leaf(leaf: Leaf, evaluation: Evaluation) -> Iterator[str]:
    """The fact itself, and what tells the places apart on which its thresholds depend.

    A share is asked for as a share, unless one of its counts is known already; of nothing no part settles it.
    """
    facts = evaluation.facts
    yield from evaluation.plan.open_places(leaf, facts)
    if leaf.indicator in facts:
        return
    if evaluation.stated.get(leaf.indicator) is NA:
        yield from _in_doubt(leaf.indicator, evaluation)
        return
    yield from _unknown_in(leaf.indicator, evaluation)


def _unknown_in(id: str, evaluation: Evaluation) -> Iterator[str]:
    """The unknown facts that a figure waits for: itself, or those beside a part of it that is known."""
    facts, indicator = evaluation.facts, evaluation.plan.ruleset.indicators[id]
    form = indicator.form
    if is_of_nothing(form, facts):
        return
    if form is None or (indicator.sides is None and facts.keys().isdisjoint(form.parts)):
        yield id
        return
    for part in form.parts:
        yield from _unknown_in(part, evaluation) if part not in facts else ()


def _in_doubt(id: str, evaluation: Evaluation) -> Iterator[str]:
    """The unknown facts on which it depends whether a fact that is said not to apply may do so."""
    indicator, facts = evaluation.plan.ruleset.indicators[id], evaluation.facts
    for other in (*(leaf.indicator for leaf in indicator.conditions), *indicator.parts):
        if evaluation.stated.get(other) is NA:
            yield from _in_doubt(other, evaluation)
        elif other not in facts:
            yield other
