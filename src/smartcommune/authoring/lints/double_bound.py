"""Comparisons with two lower or two upper bounds."""

from __future__ import annotations

from collections.abc import Iterator
from operator import le
from typing import Final

from smartcommune.authoring.fixes import Draft
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import may_be_proven, own_parts, plans, truths
from smartcommune.messages import Message, Words
from smartcommune.model.condition import Comparison, Leaf, Operator
from smartcommune.problems import Fix

_PAIRS: Final = ((Operator.GTE, Operator.GT), (Operator.LTE, Operator.LT))


def check(subject: Subject) -> Iterator[Finding]:
    for part in own_parts(subject):
        if isinstance(part, Leaf):
            operators = {comparison.operator for comparison in part.comparisons}
            for first, second in _PAIRS:
                if operators >= {first, second}:
                    keys = {"first": first.key, "second": second.key}
                    fix = _fix(part, (first, second), subject)
                    place = (*part.path, keys["second"])
                    yield Finding(place, Message("lint.double-bound", **keys), on_key=True, fix=fix)


def _fix(leaf: Leaf, pair: tuple[Operator, Operator], subject: Subject) -> Fix | None:
    """Without the bound that the other one implies, on every day and in every place."""
    first, second = (next(item for item in leaf.comparisons if item.operator is operator) for operator in pair)
    for kept, idle in ((first, second), (second, first)):
        if may_be_proven(subject, leaf.path) and _implies(kept, idle, leaf, subject):
            title = Message("fix.without", name=idle.operator.key)
            return Draft(subject.source).drop(leaf.place(idle)).fix(title, safe=True)
    return None


def _implies(kept: Comparison, idle: Comparison, leaf: Leaf, subject: Subject) -> bool:
    for plan in plans(subject):
        for found in truths(leaf, plan):
            holds = {item.comparison: item.holds for item in found}
            if kept not in holds or idle not in holds or not all(map(le, holds[kept], holds[idle])):
                return False
    return True


SEVERITY = "warning"
FIX = "safe"
SUMMARY = Words("Hai cận cùng phía", "Two bounds on the same side")
AVOID = """\
test: {indicator: smartphone_rate, gte: 80%, gt: 70%}
"""
PREFER = """\
test: {indicator: smartphone_rate, gte: 80%}
"""
WHY = Words(
    "Chỉ cận chặt hơn quyết định, cận kia thừa. Thường là chép nhầm, hoặc định viết cận trên.",
    "Only the stricter bound decides; the other is idle. Mostly a slip, or an upper bound was meant.",
)
