"""Members of an `all_of` that can each be met, but never together."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_parts
from smartcommune.authoring.lints.reached import reached
from smartcommune.authoring.measure.rewrites import named
from smartcommune.messages import Message, Words
from smartcommune.model.condition import Group


def check(subject: Subject) -> Iterator[Finding]:
    for part in own_parts(subject):
        if not (isinstance(part, Group) and part.kind == "all_of"):
            continue
        pair = reached(subject).contradicting(part)
        if pair is not None:
            first, second = (named(member) for member in pair)
            yield Finding(pair[1].path, Message("lint.contradictory-bounds", first=first, second=second))


SEVERITY = "error"
SUMMARY = Words("Hai điều kiện không thể cùng đạt", "Two conditions that cannot be met together")
AVOID = """\
criteria:
  poor: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: poverty_rate, gte: 20%}}
  rich: {label: {vi: …, en: …}, cite: qd#2, test: {indicator: poverty_rate, lt: 10%}}
verdict: {eligible_when: {all_of: [poor, rich]}}
"""
PREFER = """\
criteria:
  poor: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: poverty_rate, gte: 20%}}
  rich: {label: {vi: …, en: …}, cite: qd#2, test: {indicator: poverty_rate, lt: 10%}}
verdict: {eligible_when: {any_of: [poor, rich]}}
"""
WHY = Words(
    "Mỗi điều kiện có xã đạt, nhưng không xã nào đạt cả hai, dù chúng nằm ở hai tiêu chí khác nhau: nhóm "
    "đòi cả hai thì không bao giờ đạt. Khi số trường hợp quá lớn để xét hết, `not-decided` nói điều đó.",
    "Each can be met, but no commune meets both, although they may stand in different criteria: a group "
    "that asks for both is never met. Where there would be too much to look at, `not-decided` says so.",
)
ASKS_ALL = True
