"""Cases that have the same name."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    for case in subject.cases:
        if case.name in seen:
            message = Message("lint.duplicate-case-name", name=case.name)
            yield Finding((*case.path, "name"), message, document=case.document)
        seen.add(case.name)


SEVERITY = "warning"
SUMMARY = Words("Hai ca thử trùng tên", "Two cases of the same name")
AVOID = """\
cases:
  - {name: enough, on: 2023-06-30, facts: {rate: 80%}, expect: {verdict: eligible}}
  - {name: enough, on: 2023-06-30, facts: {rate: 79.9%}, expect: {verdict: not_eligible}}
"""
PREFER = """\
cases:
  - {name: exactly 80% is enough, on: 2023-06-30, facts: {rate: 80%}, expect: {verdict: eligible}}
  - {name: 79.9% is not enough, on: 2023-06-30, facts: {rate: 79.9%}, expect: {verdict: not_eligible}}
"""
WHY = Words(
    "Khi một ca thử không qua, báo cáo chỉ nêu tên; trùng tên thì không biết là ca nào.",
    "A report of failed cases gives their names; with the same name nobody knows which one it was.",
)
OF_CASES = True
