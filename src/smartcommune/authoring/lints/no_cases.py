"""Rule sets that no case tries on a day of their period."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    ruleset = subject.ruleset
    if not any(ruleset.in_force.covers(case.on) for case in subject.cases):
        yield Finding(("id",), Message("lint.no-cases", name=ruleset.id))


SEVERITY = "warning"
SUMMARY = Words("Bộ tiêu chí chưa có ca thử", "A rule set that no case tries")
AVOID = """\
id: pilot-2023
in_force: {from: 2023-06-05, until: 2025-12-31}
"""
PREFER = """\
id: pilot-2023
in_force: {from: 2023-06-05, until: 2025-12-31}
cases:
  - {name: exactly 80% is enough, on: 2023-06-30, facts: {rate: 80%}, expect: {verdict: eligible}}
"""
WHY = Words(
    "Không có ca thử thì không ai biết bộ tiêu chí có trả lời đúng như văn bản không, kể cả sau mỗi lần sửa.",
    "Without a case nobody knows whether the rule set answers as the text says, now or after the next change.",
)
OF_CASES = True
