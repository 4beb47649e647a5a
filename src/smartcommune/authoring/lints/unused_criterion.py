"""Criteria on which no verdict depends."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.fixes import dropped
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_criteria
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import RuleSet, is_borrowed
from smartcommune.rulesets.used import used_criteria


def check(subject: Subject) -> Iterator[Finding]:
    used = used_criteria(subject.ruleset)
    for name, path in own_criteria(subject).items():
        if name not in used:
            fix = dropped(subject, path) if path[0] == "criteria" else None
            yield Finding(path, Message("lint.unused-criterion", name=name), on_key=True, fix=fix)
    yield from _left_behind(subject.ruleset, used)


def _left_behind(ruleset: RuleSet, used: set[str]) -> Iterator[Finding]:
    """What decided in the rule set that this one extends, and does so no more; not what it rests on itself."""
    parent = ruleset.parent
    idle = used_criteria(parent) - used - {*ruleset.dropped} if parent else set[str]()
    if parent and "scope" in ruleset.without:  # that much is said, with a citation
        idle -= {*parent.scope}
    for name in sorted(idle):
        if parent and not is_borrowed(name) and not any(name in ruleset.criteria[other].references for other in idle):
            message = Message("lint.unused-criterion-inherited", name=name, parent=parent.id)
            yield Finding(("verdict", "eligible_when"), message, on_key=True)


SEVERITY = "warning"
FIX = "unsafe"
SUMMARY = Words("Tiêu chí không quyết định gì", "A criterion that decides nothing")
AVOID = """\
criteria:
  online: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: broadband_rate, gte: 80%}}
  staffed: {label: {vi: …, en: …}, cite: qd#2, test: {indicator: digital_team, is: true}}
verdict: {eligible_when: online}
"""
PREFER = """\
criteria:
  online: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: broadband_rate, gte: 80%}}
  staffed: {label: {vi: …, en: …}, cite: qd#2, test: {indicator: digital_team, is: true}}
verdict: {eligible_when: {all_of: [online, staffed]}}
"""
WHY = Words(
    "Văn bản đòi điều này nhưng kết luận không xét đến: xã không đạt vẫn đủ điều kiện. Thường là quên nêu trong "
    "`verdict`.",
    "The text demands it, but the verdict does not look: a commune that fails it is eligible. It was mostly "
    "forgotten in `verdict`.",
)
