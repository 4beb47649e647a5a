"""Indicators that are declared but that nothing asks for."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.fixes import dropped
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import indicator_path, own_indicators
from smartcommune.messages import Message, Words
from smartcommune.rulesets.used import used_indicators


def check(subject: Subject) -> Iterator[Finding]:
    used = used_indicators(subject.ruleset)
    for name in own_indicators(subject):
        if name not in used:
            message = Message("lint.unused-indicator", name=name)
            yield Finding(
                indicator_path(subject, name), message, on_key=True, fix=dropped(subject, indicator_path(subject, name))
            )


SEVERITY = "warning"
FIX = "unsafe"
SUMMARY = Words("Chỉ tiêu khai báo mà không dùng", "An indicator that is declared but not used")
AVOID = """\
indicators:
  broadband_rate: {type: percent, label: {vi: Hộ có Internet, en: Households online}}
  digital_team: {type: boolean, label: {vi: Có tổ công nghệ số, en: Digital team}}
criteria:
  online: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: broadband_rate, gte: 80%}}
"""
PREFER = """\
indicators:
  broadband_rate: {type: percent, label: {vi: Hộ có Internet, en: Households online}}
criteria:
  online: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: broadband_rate, gte: 80%}}
"""
WHY = Words(
    "Cán bộ mất công thu thập số liệu không ai dùng đến; hoặc tiêu chí dùng chỉ tiêu này đã bị quên.",
    "Officers collect a figure that nothing needs, or the criterion that needs it was forgotten.",
)
