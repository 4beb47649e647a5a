"""Rule sets by which every commune in scope is eligible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import is_own
from smartcommune.authoring.lints.reached import reached
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.source.document import Path

_PATH: Path = ("verdict", "eligible_when")
_IN_SCOPE: Final = {Verdict.ELIGIBLE, Verdict.OUT_OF_SCOPE}


def check(subject: Subject) -> Iterator[Finding]:
    if subject.ruleset.verdict_by_level:
        return  # the level is the answer, and everybody falls into the last one
    verdicts = reached(subject).verdicts()
    if verdicts is not None and verdicts <= _IN_SCOPE and Verdict.ELIGIBLE in verdicts:
        yield Finding(_PATH if is_own(subject, _PATH) else (), Message("lint.verdict-always"))


SEVERITY = "error"
SUMMARY = Words("Xã nào trong phạm vi cũng đủ điều kiện", "Every commune in scope is eligible")
AVOID = """\
scope: [is_commune]
eligible_when: {any_of: [is_commune, online]}
"""
PREFER = """\
scope: [is_commune]
eligible_when: {all_of: [is_commune, online]}
"""
WHY = Words(
    "Không xã nào trong phạm vi bị kết luận là không đủ điều kiện: `eligible_when` không chọn lọc gì. Khi"
    " số trường hợp quá lớn để xét hết, `not-decided` nói điều đó.",
    "No commune in scope is ever found not eligible: `eligible_when` selects nobody. Where there would be"
    " too much to look at, `not-decided` says so.",
)
ASKS_ALL = True
