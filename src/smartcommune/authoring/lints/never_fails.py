"""Criteria that every commune meets."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.reached import alike
from smartcommune.messages import Words


def check(subject: Subject) -> Iterator[Finding]:
    yield from alike(subject, "lint.never-fails", lambda told: told.can_be_met and not told.can_fail)


SEVERITY = "error"
SUMMARY = Words("Tiêu chí xã nào cũng đạt", "A criterion that every commune meets")
AVOID = """\
test:
  any_of:
    - {indicator: poverty_rate, lt: 10%}
    - {indicator: poverty_rate, gte: 5%}
"""
PREFER = """\
test:
  all_of:
    - {indicator: poverty_rate, lt: 10%}
    - {indicator: poverty_rate, gte: 5%}
"""
WHY = Words(
    "Dù số liệu thế nào, tiêu chí này cũng đạt, vào bất cứ ngày nào trong thời gian có hiệu lực: nó không"
    " loại được xã nào. Khi số trường hợp quá lớn để xét hết, `not-decided` nói điều đó.",
    "Whatever the facts, this criterion is met on every day in force: it keeps nobody out. Where there "
    "would be too much to look at, `not-decided` says so.",
)
ASKS_ALL = True
