"""An evaluation to what a commune did not claim, or an appraiser did not find, and to what still waits for that."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.assess.assessment import NotStated
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


def _waiting_for(statement: str, evaluation: Evaluation) -> Iterator[Criterion]:
    """The criteria that are earned by claim, or by finding, of those that may apply."""
    for criterion in evaluation.plan.ruleset.criteria.values():
        if criterion.by == statement and evaluation.plan.has(criterion):
            applies = MET if criterion.applies_when is None else possible(criterion.applies_when, evaluation)
            if applies & MET:
                yield criterion


def _named(criteria: list[Criterion]) -> Listed:
    """Their numbers in the document, or else what they are called."""
    return Listed(tuple(criterion.number or criterion.label for criterion in criteria), ", ")
