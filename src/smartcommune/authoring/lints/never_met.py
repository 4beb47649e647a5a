"""Criteria that no commune can ever meet."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.reached import alike
from smartcommune.messages import Words


def check(subject: Subject) -> Iterator[Finding]:
    yield from alike(subject, "lint.never-met", lambda told: told.can_fail and not told.can_be_met)


SEVERITY = "error"
SUMMARY = Words("Tiêu chí không xã nào đạt được", "A criterion that no commune can meet")
AVOID = """\
test:
  all_of:
    - {indicator: poverty_rate, lt: 5%}
    - {indicator: poverty_rate, gte: 10%}
"""
PREFER = """\
test:
  any_of:
    - {indicator: poverty_rate, lt: 5%}
    - {indicator: poverty_rate, gte: 10%}
"""
WHY = Words(
    "Dù số liệu thế nào, tiêu chí này cũng không đạt, vào bất cứ ngày nào trong thời gian có hiệu lực: "
    "điều kiện đã bị viết mâu thuẫn hoặc sai chiều. Khi số trường hợp quá lớn để xét hết, "
    "`not-decided` nói điều đó.",
    "Whatever the facts, this criterion fails on every day in force: its conditions contradict each "
    "other, or one points the wrong way. Where there would be too much to look at, "
    "`not-decided` says so.",
)
ASKS_ALL = True
