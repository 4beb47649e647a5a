"""Cases whose day lies outside the period in force, although they do not expect that verdict."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Shown


def check(subject: Subject) -> Iterator[Finding]:
    for case in subject.cases:
        if case.expect.verdict != Verdict.NOT_IN_FORCE and not subject.ruleset.in_force.covers(case.on):
            message = Message("lint.case-outside-period", name=case.name, day=Shown(case.on))
            yield Finding((*case.path, "on"), message, document=case.document)


LINT = Lint(
    id="case-outside-period",
    severity="warning",
    summary=Words("Ca thử ngoài thời gian có hiệu lực", "A case outside the period in force"),
    avoid="""\
in_force: {from: 2023-06-05, until: 2025-12-31}
cases:
  - {name: enough, on: 2023-01-01, facts: {rate: 80%}, expect: {verdict: eligible}}
""",
    prefer="""\
in_force: {from: 2023-06-05, until: 2025-12-31}
cases:
  - {name: enough, on: 2023-06-30, facts: {rate: 80%}, expect: {verdict: eligible}}
""",
    why=Words(
        "Ngoài thời gian có hiệu lực, câu trả lời luôn là “không có hiệu lực”; ca thử này không bao giờ kiểm tra được "
        "điều nó định kiểm tra.",
        "Outside the period the answer is always “not in force”; the case can never test what it was written for.",
    ),
    check=check,
    of_cases=True,
)
