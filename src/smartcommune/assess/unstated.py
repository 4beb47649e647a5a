"""An evaluation to what keeps it open besides unknown facts: what nobody claimed or found, evidence, two classes."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.assess.assessment import NotStated, Reason, called
from smartcommune.engine.claims import complete
from smartcommune.engine.evaluate import Evaluation, possible
from smartcommune.logic import MET
from smartcommune.messages import Listed, Message
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion


def unstated(evaluation: Evaluation) -> Iterator[NotStated]:
    """For each statement that stands in the file the criteria that earn nothing for it."""
    if not evaluation.plan.in_force:
        return
    stated = complete(evaluation.plan.ruleset, evaluation.stated)
    for statement in (id for id in relations(evaluation.plan.ruleset).statements if id in stated):
        found = [criterion for criterion in _waiting_for(statement, evaluation) if criterion.is_silent]
        text = Message(f"text.silent-{statement}", count=len(found), names=_named(found))
        yield NotStated(statement, tuple(criterion.id for criterion in found), text)


def waiting(evaluation: Evaluation) -> Iterator[Message]:
    """For each statement that does not stand in the file how many criteria are open until it does."""
    if not evaluation.plan.in_force:
        return
    stated = complete(evaluation.plan.ruleset, evaluation.stated)
    for statement in (id for id in relations(evaluation.plan.ruleset).statements if id not in stated):
        open = [each for each in _waiting_for(statement, evaluation) if not evaluation.earned[each.id].is_settled]
        if open:
            yield Message(f"text.waiting-{statement}", count=len(open), names=_named(open))


def torn(evaluation: Evaluation) -> Iterator[Message]:
    """That a commune has the signs of several classes, whatever else becomes known: it is in none of them for now."""
    ruleset = evaluation.plan.ruleset
    if not ruleset.levels_ordered and evaluation.plan.in_force and evaluation.scope & MET:
        whens = ((level.label, level.when) for level in ruleset.levels)
        held = [label for label, when in whens if when is not None and possible(when, evaluation) == MET]
        if len(held) > 1:
            yield Message("text.torn", levels=Listed(tuple(held), ", "))


def _waiting_for(statement: str, evaluation: Evaluation) -> Iterator[Criterion]:
    """The criteria that are earned by claim, or by finding, of those that may apply."""
    for criterion in evaluation.plan.ruleset.criteria.values():
        if criterion.by == statement and evaluation.plan.has(criterion):
            applies = MET if criterion.applies_when is None else possible(criterion.applies_when, evaluation)
            if applies & MET:
                yield criterion


def _named(criteria: list[Criterion]) -> Listed:
    """What they are called, with their numbers in the document."""
    return Listed(tuple(called(criterion.number, criterion.label) for criterion in criteria), "; ")


def evidence_lacking(reasons: Reason | None) -> Iterator[Message]:
    """The evidence that is asked for points that are or may be earned, and that no fact below comes with."""
    found = {} if reasons is None else {reason.id: reason for reason in _earning(reasons)}
    if found:
        each = (
            Message("text.evidence-of", criterion=reason.called, evidence=reason.evidence_asked or "")
            for reason in found.values()
        )
        yield Message("text.evidence-asked", what=Listed(tuple(each), "; "))


def _earning(reason: Reason) -> Iterator[Reason]:
    """The criteria at or below a reason for whose points evidence is asked, and is not there."""
    is_lacking = reason.evidence_asked is not None and not _has_evidence(reason)
    if is_lacking and reason.points is not None and (reason.points.high > 0 or reason.points.low < 0):
        yield reason
    for child in reason.children:
        yield from _earning(child)


def _has_evidence(reason: Reason) -> bool:
    return bool(reason.evidence) or any(map(_has_evidence, reason.children))
