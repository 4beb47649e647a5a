"""Comparisons with two lower or two upper bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_parts
from smartcommune.messages import Message, Words
from smartcommune.model.condition import Leaf, Operator

_PAIRS: Final = ((Operator.GTE, Operator.GT), (Operator.LTE, Operator.LT))


def check(subject: Subject) -> Iterator[Finding]:
    for part in own_parts(subject):
        if isinstance(part, Leaf):
            operators = {comparison.operator for comparison in part.comparisons}
            for first, second in _PAIRS:
                if operators >= {first, second}:
                    keys = {"first": first.key, "second": second.key}
                    yield Finding((*part.path, keys["second"]), Message("lint.double-bound", **keys), on_key=True)


SEVERITY = "warning"
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
