"""Groups that are met whatever their members are, because the threshold for their number is zero."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import needs
from smartcommune.messages import Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    for path, group, days in needs(subject):
        if any(day and max(day) <= 0 for day in days):
            yield Finding(path, Message("lint.at-least-always", name=group.threshold))


SEVERITY = "error"
SUMMARY = Words("`at_least` lúc nào cũng đạt", "An `at_least` that is always met")
AVOID = """\
thresholds:
  signs_min: {type: count, basis: law, cite: qd#1, values: [{from: 2023-01-01, default: 0}]}
criteria:
  capable: {label: {vi: …, en: …}, cite: qd#1, test: {at_least: {n: {threshold: signs_min}, of: [a, b, c]}}}
"""
PREFER = """\
thresholds:
  signs_min: {type: count, basis: law, cite: qd#1, values: [{from: 2023-01-01, default: 2}]}
criteria:
  capable: {label: {vi: …, en: …}, cite: qd#1, test: {at_least: {n: {threshold: signs_min}, of: [a, b, c]}}}
"""
WHY = Words(
    "Nhóm cần 0 điều kiện thì xã nào cũng đạt, kể cả xã không có điều kiện nào: tiêu chí không loại được ai.",
    "A group that needs none of its members lets every commune pass, even one that meets none of them.",
)
