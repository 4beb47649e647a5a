"""Criteria that the verdict rests on, but that never make a difference to it."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_criteria, rests_on
from smartcommune.authoring.lints.reached import reached
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Criterion, Verdict
from smartcommune.rulesets.used import used_criteria


def check(subject: Subject) -> Iterator[Finding]:
    verdicts = reached(subject).verdicts() or frozenset()
    if Verdict.ELIGIBLE not in verdicts or len(verdicts - {Verdict.OUT_OF_SCOPE}) == 1:
        return  # no criterion decides anything; other lints tell that
    used, found = {id for id in used_criteria(subject.ruleset) if _is_plain(subject.ruleset.criteria[id])}, list[str]()
    for id in own_criteria(subject):
        told = reached(subject).criterion(id) if id in used else None
        if told is not None and told.can_be_met and told.can_fail and not told.decides:
            found.append(id)
    for id in found:
        if not any(rests_on(subject.ruleset, other, [id]) for other in found):  # told by what rests on it
            yield Finding(subject.ruleset.criteria[id].path, Message("lint.never-decides", name=id), on_key=True)


def _is_plain(criterion: Criterion) -> bool:
    """Whether it is met or not, and nothing more: whoever earns points decides by them as well."""
    return criterion.has_outcome and criterion.earning is None


SEVERITY = "warning"
SUMMARY = Words("Tiêu chí không bao giờ làm khác kết luận", "A criterion that never makes a difference")
AVOID = """\
criteria:
  staffed: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: digital_team, is: true}}
  online: {label: {vi: …, en: …}, cite: qd#2, test: {indicator: broadband_rate, gte: 80%}}
  trained: {label: {vi: …, en: …}, cite: qd#3, test: {indicator: trained_staff_rate, gte: 80%}}
verdict: {scope: [staffed], eligible_when: {all_of: [trained, {any_of: [staffed, online]}]}}
"""
PREFER = """\
criteria:
  staffed: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: digital_team, is: true}}
  online: {label: {vi: …, en: …}, cite: qd#2, test: {indicator: broadband_rate, gte: 80%}}
  trained: {label: {vi: …, en: …}, cite: qd#3, test: {indicator: trained_staff_rate, gte: 80%}}
verdict: {scope: [staffed], eligible_when: {all_of: [trained, online]}}
"""
WHY = Words(
    "Dù tiêu chí này đạt hay không đạt, kết luận của mọi xã vẫn như cũ: các tiêu chí khác đã quyết định thay nó. "
    "Thường là nhầm `any_of` với `all_of`. Khi số trường hợp quá lớn để xét hết, `not-decided` nói điều đó.",
    "Whether it is met or not, every commune gets the same verdict: other criteria have decided already. Mostly "
    "`any_of` stands for `all_of`. Where there would be too much to look at, `not-decided` says so.",
)
ASKS_ALL = True
