"""Comparisons with several bounds that no value can meet together."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import Truths, is_own, planned_leaves, truths, where
from smartcommune.engine.plan import Plan
from smartcommune.messages import Listed, Message, Words
from smartcommune.model.condition import Leaf
from smartcommune.model.wording import Shown, shown
from smartcommune.source.document import Path


def check(subject: Subject) -> Iterator[Finding]:
    found: dict[Leaf, Finding] = {}
    for plan, leaf in planned_leaves(subject):
        path = _place(subject, leaf) if len(leaf.comparisons) > 1 and leaf not in found else None
        crossed = next((place for place in truths(leaf, plan) if _excludes_all(place)), None) if path else None
        if path is not None and crossed is not None:
            found[leaf] = Finding(path, _message(leaf, crossed, plan))
    yield from found.values()


def _place(subject: Subject, leaf: Leaf) -> Path | None:
    if is_own(subject, leaf.path):
        return leaf.path
    return next(filter(None, (where(subject, leaf, comparison) for comparison in leaf.comparisons)), None)


def _excludes_all(bounds: list[Truths]) -> bool:
    """Whether each bound can be met, but in no cell all of them."""
    cells = zip(*(bound.holds for bound in bounds), strict=True)
    return all(any(bound.holds) for bound in bounds) and not any(map(all, cells))


def _message(leaf: Leaf, bounds: list[Truths], plan: Plan) -> Message:
    indicator = plan.ruleset.indicators[leaf.indicator]
    said = [
        Message("lint.bound", operator=plan.operator(bound.comparison).value, value=shown(bound.operand, indicator))
        for bound in bounds
    ]
    return Message("lint.crossed-bounds", indicator=indicator.id, bounds=Listed(tuple(said)), day=Shown(plan.as_of))


SEVERITY = "error"
SUMMARY = Words("Cận dưới cao hơn cận trên", "A lower bound above the upper one")
AVOID = """\
test: {indicator: poverty_rate, gte: 20%, lt: 15%}
"""
PREFER = """\
test: {indicator: poverty_rate, gte: 15%, lt: 20%}
"""
WHY = Words(
    "Không giá trị nào vừa không dưới cận dưới, vừa không trên cận trên, nên không xã nào đạt. Với ngưỡng theo "
    "ngày hoặc theo vùng, việc này có thể chỉ xảy ra ở một giai đoạn hay một vùng.",
    "No value lies above the lower bound and below the upper one, so that no commune can pass. With thresholds by "
    "date or place it may happen in one period or one place only.",
)
