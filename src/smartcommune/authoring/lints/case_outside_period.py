"""Cases whose day lies outside the period in force, although they do not expect that verdict."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Shown


def check(subject: Subject) -> Iterator[Finding]:
    for case in subject.cases:
        if case.expect.verdict != Verdict.NOT_IN_FORCE and not subject.ruleset.in_force.covers(case.on):
            message = Message("lint.case-outside-period", name=case.name, day=Shown(case.on))
            yield Finding((*case.path, "on"), message, document=case.document)


SEVERITY = "warning"
SUMMARY = Words("Ca thử ngoài thời gian có hiệu lực", "A case outside the period in force")
AVOID = """\
in_force: {from: 2023-06-05, until: 2025-12-31}
cases:
  - {name: enough, on: 2023-01-01, facts: {rate: 80%}, expect: {verdict: eligible}}
"""
PREFER = """\
in_force: {from: 2023-06-05, until: 2025-12-31}
cases:
  - {name: enough, on: 2023-06-30, facts: {rate: 80%}, expect: {verdict: eligible}}
"""
WHY = Words(
    "Ngoài thời gian có hiệu lực, câu trả lời luôn là “không có hiệu lực”; ca thử này không bao giờ kiểm tra được "
    "điều nó định kiểm tra.",
    "Outside the period the answer is always “not in force”; the case can never test what it was written for.",
)
OF_CASES = True
