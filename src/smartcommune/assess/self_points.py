"""The points that a commune gives itself, beside those that are computed: where they differ, and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from smartcommune.assess.assessment import Reason
from smartcommune.assess.points import Points, SelfScored, self_scored
from smartcommune.engine.evaluate import Evaluation
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.ruleset import Criterion
from smartcommune.model.wording import Rounded


def beside(own: Mapping[str, Fraction], evaluation: Evaluation) -> dict[str, SelfScored]:
    """What a commune gives itself, by criterion, with what is computed."""
    if not evaluation.plan.in_force:
        return {}
    earned = evaluation.earned
    return {
        id: self_scored(points, Points(earned[id].low, earned[id].high, *earned[id].most))
        for id, points in own.items()
        if id in earned
    }


def with_self_points(reason: Reason, found: Mapping[str, SelfScored]) -> Reason:
    """The same reasons, of which those of criteria have what the commune gives itself; a difference is said."""
    if not found:
        return reason
    children = tuple(with_self_points(child, found) for child in reason.children)
    if not reason.is_criterion:  # a comparison of points has what stands below it beside them
        below = children[0].self_points if reason.points is not None and children else None
        return reason._replace(children=children, self_points=below)
    scored, text = found.get(reason.id), reason.text
    if scored is not None and scored.difference:
        text = Message("text.self-points", text=text, own=Rounded(scored.own))
    return reason._replace(children=children, text=text, self_points=scored)


def compared(found: Mapping[str, SelfScored], criteria: Mapping[str, Criterion]) -> Iterator[Message]:
    """How many of the points that a commune gives itself are the same, and which are not."""
    if not found:
        return
    differences = [each.difference for each in found.values()]
    counts = {"same": differences.count(Fraction(0)), "open": differences.count(None)}
    other = len(found) - counts["same"] - counts["open"]
    yield Message("self-points.open" if counts["open"] else "self-points.all", count=len(found), other=other, **counts)
    each = tuple(
        Message("self-points.of", criterion=_called(criteria[id]), text=scored.text)
        for id, scored in found.items()
        if scored.difference
    )
    if each:
        yield Message("self-points.differ", each=Listed(each, "; "))


def _called(criterion: Criterion) -> Sayable:
    """The number of a criterion in the document, or else what it is called."""
    return criterion.label if criterion.number is None else Message("self-points.numbered", number=criterion.number)
