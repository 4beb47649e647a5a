"""Reasons to what is left of them on a page that is folded: the parts that decide, and the number of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smartcommune.assess.assessment import Reason
from smartcommune.logic import Outcome
from smartcommune.messages import Listed, Message, Sayable


def only(reason: Reason) -> Reason:
    """What decides a group that no criterion is, where it is one part alone."""
    while reason.children and not reason.is_criterion and not reason.is_turned and reason.indicator is None:
        if len(reason.decisive) > 1 or reason.decisive[0].outcome is not reason.outcome:
            break
        reason = reason.decisive[0]
    return reason


def comparisons(reason: Reason) -> Iterator[Reason]:
    """The comparisons that made a reason what it is; what is compared of points is not taken apart."""
    if reason.compared or not reason.children:
        yield reason
        return
    for child in reason.decisive:
        yield from comparisons(child)


def compared_label(reason: Reason) -> Sayable:
    """What is compared: of points, the criterion that earns them."""
    return reason.children[0].label if reason.children else reason.label


def counted(reasons: Sequence[Reason]) -> Listed:
    """How many of them have each outcome."""
    outcomes = [reason.outcome for reason in reasons]
    words = (
        Message("page.rest-count", count=outcomes.count(outcome), outcome=Message(f"outcome.{outcome}"))
        for outcome in Outcome
        if outcome in outcomes
    )
    return Listed(tuple(words))
