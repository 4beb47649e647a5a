"""Rule sets by which no commune can be eligible."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import is_own
from smartcommune.authoring.lints.reached import reached
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.source.document import Path

_PATH: Path = ("verdict", "eligible_when")


def check(subject: Subject) -> Iterator[Finding]:
    verdicts = reached(subject).verdicts()
    is_settled = verdicts is not None and (Verdict.NOT_ELIGIBLE in verdicts or Verdict.OUT_OF_SCOPE in verdicts)
    if verdicts is not None and is_settled and not verdicts & {Verdict.ELIGIBLE, Verdict.UNDETERMINED}:
        yield Finding(_PATH if is_own(subject, _PATH) else (), Message("lint.verdict-never"))


SEVERITY = "error"
SUMMARY = Words("Không xã nào đủ điều kiện được", "No commune can be eligible")
AVOID = """\
scope: [is_commune]
eligible_when: {not: is_commune}
"""
PREFER = """\
scope: [is_commune]
eligible_when: online
"""
WHY = Words(
    "Không có số liệu nào làm cho một xã đủ điều kiện, vào bất cứ ngày nào trong thời gian có hiệu lực: "
    "phạm vi và `eligible_when` loại trừ nhau. Khi số trường hợp quá lớn để xét hết, `not-decided` "
    "nói điều đó.",
    "No facts make a commune eligible on any day in force: the scope and `eligible_when` exclude each "
    "other. Where there would be too much to look at, `not-decided` says so.",
)
ASKS_ALL = True
