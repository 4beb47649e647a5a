"""Groups that ask for more members than they have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import needs
from smartcommune.messages import Message, Words
from smartcommune.model.wording import need_shown


def check(subject: Subject) -> Iterator[Finding]:
    for path, group, days in needs(subject):
        most, count = max(chain.from_iterable(days), default=Fraction(0)), len(group.members)
        if not group.is_share and most > count:
            key = "lint.at-most-always" if group.beyond else "lint.at-least-never"
            yield Finding(path, Message(key, need=need_shown(group, most), count=count))


SEVERITY = "error"
SUMMARY = Words("`at_least` không bao giờ đạt", "An `at_least` that can never be met")
AVOID = """\
at_least: {n: 4, of: [broadband, digital_team, online_files]}
"""
PREFER = """\
at_least: {n: 2, of: [broadband, digital_team, online_files]}
"""
WHY = Words(
    "Cần nhiều điều kiện hơn số điều kiện có trong nhóm thì không xã nào đạt được.",
    "A group that needs more members than it has can be met by no commune.",
)
