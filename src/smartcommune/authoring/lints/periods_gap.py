"""Thresholds without a value on some day of the period in force."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_threshold
from smartcommune.messages import Message, Words
from smartcommune.model.threshold import Span, Threshold
from smartcommune.model.wording import Shown
from smartcommune.quantity import day_after


def check(subject: Subject) -> Iterator[Finding]:
    has_period = bool(subject.own("in_force"))
    for name, threshold in subject.ruleset.thresholds.items():
        own = own_threshold(subject, name)
        first = _first_without(threshold, subject.ruleset.in_force) if own or has_period else None
        if first is not None:
            yield Finding((*own, "values") if own else ("in_force",), Message("lint.periods-gap", name=name, day=first))


def _first_without(threshold: Threshold, in_force: Span) -> Shown | None:
    """The first day in force on which a threshold has no value; one without a last day ends where the next begins."""
    ends = [day_after(dated.span.last) for dated in threshold.values if dated.span.last is not None]
    days = sorted(day for day in (in_force.first, *ends) if day is not None and in_force.covers(day))
    return next((Shown(day) for day in days if threshold.on(day) is None), None)


SEVERITY = "warning"
SUMMARY = Words("Ngưỡng có ngày không có giá trị", "A threshold without a value on some days")
AVOID = """\
values:
  - {from: 2023-01-01, until: 2023-12-31, default: 70%}
  - {from: 2024-07-01, default: 80%}
"""
PREFER = """\
values:
  - {from: 2023-01-01, until: 2024-06-30, default: 70%}
  - {from: 2024-07-01, default: 80%}
"""
WHY = Words(
    "Trong những ngày không có ngưỡng, mọi tiêu chí dùng ngưỡng này đều chưa kết luận được.",
    "On the days without a value, no criterion that uses the threshold can be decided.",
)
