"""Thresholds that no criterion compares with."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.fixes import dropped
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.rulesets.used import used_thresholds


def check(subject: Subject) -> Iterator[Finding]:
    used = used_thresholds(subject.ruleset)
    for name in subject.own("thresholds"):
        if name not in used:
            yield Finding(
                ("thresholds", name),
                Message("lint.unused-threshold", name=name),
                on_key=True,
                fix=dropped(subject, ("thresholds", name)),
            )


SEVERITY = "warning"
FIX = "unsafe"
SUMMARY = Words("Ngưỡng khai báo mà không dùng", "A threshold that is declared but not used")
AVOID = """\
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd#1, values: [{from: 2023-01-01, default: 80%}]}
criteria:
  smartphone: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: smartphone_rate, gte: 80%}}
"""
PREFER = """\
criteria:
  smartphone: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: smartphone_rate, gte: {threshold: smartphone_min}}}
"""
WHY = Words(
    "Người đọc tưởng rằng ngưỡng này quyết định kết quả; sửa ngưỡng sẽ không thay đổi gì.",
    "A reader takes it for the number that decides; changing it would change nothing.",
)
