"""Thresholds with two values for one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import periods
from smartcommune.messages import Message, Words
from smartcommune.model.threshold import Span
from smartcommune.model.wording import Shown


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("thresholds"):
        for (_, earlier), (path, later) in pairwise(periods(subject, name)):
            if _overlap(earlier.span, later.span):
                yield Finding(path, Message("lint.periods-overlap", name=name, day=Shown(later.span.first)))


def _overlap(earlier: Span, later: Span) -> bool:
    """Whether both say a value for one day; a period without a last day ends where the next one begins."""
    return earlier.first == later.first or (earlier.last is not None and earlier.last >= later.first)


SEVERITY = "error"
SUMMARY = Words("Ngưỡng có hai giá trị cho cùng một ngày", "A threshold with two values for one day")
AVOID = """\
values:
  - {from: 2023-01-01, until: 2024-12-31, default: 70%}
  - {from: 2024-07-01, default: 80%}
"""
PREFER = """\
values:
  - {from: 2023-01-01, until: 2024-06-30, default: 70%}
  - {from: 2024-07-01, default: 80%}
"""
WHY = Words(
    "Một trong hai giá trị bị bỏ qua mà không báo; xã có thể bị xét theo giá trị đã bị thay thế.",
    "One of the two is silently ignored; communes may be judged by the one that was replaced.",
)
