"""Percentages between 0 % and 1 %, which look like fractions with a percent sign behind them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smartcommune.authoring.fixes import Draft
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_parts, own_values
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast, Condition, Leaf
from smartcommune.quantity import plain
from smartcommune.source.document import Path


def check(subject: Subject) -> Iterator[Finding]:
    for path, value in _percentages(subject):
        if isinstance(value, Fraction) and 0 < value < 1:
            small, large = f"{plain(value)}%", f"{plain(value * 100)}%"
            message = Message("lint.looks-like-fraction", small=small, large=large)
            fix = Draft(subject.source).write(path, large).fix(Message("fix.write", text=large))
            yield Finding(path, message, fix=fix)


def _percentages(subject: Subject) -> Iterator[tuple[Path, object]]:
    for name in subject.own("thresholds"):
        if subject.ruleset.thresholds[name].type == "percent":
            yield from own_values(subject, name)
    for part in own_parts(subject):
        yield from _constants(part, subject)


def _constants(part: Condition, subject: Subject) -> Iterator[tuple[Path, object]]:
    if isinstance(part, AtLeast) and part.is_share:
        yield (*part.path, "n"), part.need
    elif isinstance(part, Leaf) and subject.ruleset.indicators[part.indicator].type == "percent":
        for comparison in part.comparisons:
            place = part.place(comparison)
            if isinstance(comparison.constant, tuple):
                yield from (((*place, number), value) for number, value in enumerate(comparison.constant))
            else:
                yield place, comparison.constant


SEVERITY = "warning"
FIX = "unsafe"
SUMMARY = Words("Phần trăm trông như tỷ lệ thập phân", "A percentage that looks like a fraction")
AVOID = """\
test: {indicator: smartphone_rate, gte: 0.8%}
"""
PREFER = """\
test: {indicator: smartphone_rate, gte: 80%}
"""
WHY = Words(
    "0,8 % là tám phần nghìn. Nếu định viết 80 % thì ngưỡng này thấp hơn một trăm lần và xã nào cũng đạt.",
    "0.8% is eight in a thousand. If 80% was meant, the threshold is a hundred times too low and every commune passes.",
)
