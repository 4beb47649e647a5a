"""Criteria that earn points and may not apply, of which nothing says what becomes of their points then."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import is_own
from smartcommune.messages import Message, Words
from smartcommune.model.condition import Leaf, PointsLeaf, Reference, parts
from smartcommune.model.points import Sum
from smartcommune.model.ruleset import Criterion, RuleSet


def check(subject: Subject) -> Iterator[Finding]:
    for criterion in subject.ruleset.criteria.values():
        is_silent = criterion.earning is not None and criterion.not_applicable is None
        if is_silent and is_own(subject, criterion.path) and _may_not_apply(criterion, subject.ruleset):
            message = Message("lint.not-applicable-unsaid", name=criterion.id)
            yield Finding((*criterion.path, "points"), message, on_key=True)


def _may_not_apply(criterion: Criterion, ruleset: RuleSet) -> bool:
    """Whether a criterion says when it applies, or looks only at facts that may not."""
    if criterion.applies_when is not None:
        return True
    looked = [part for part in parts(criterion.test) if isinstance(part, Leaf | Reference | PointsLeaf)]
    if isinstance(criterion.earning, Sum) or not looked:
        return False
    return all(isinstance(part, Leaf) and _may_drop_out(part.indicator, ruleset) for part in looked)


def _may_drop_out(id: str, ruleset: RuleSet) -> bool:
    """Whether a fact may not apply, or follows from one that may not."""
    indicator = ruleset.indicators[id]
    stated = bool(indicator.may_not_apply) or indicator.only_when is not None
    return stated or any(_may_drop_out(part, ruleset) for part in indicator.parts)


SEVERITY = "warning"
SUMMARY = Words(
    "Nội dung chấm điểm có thể không áp dụng, nhưng không nói khi đó tính điểm thế nào",
    "A scored criterion that may not apply, without what becomes of its points then",
)
AVOID = """\
criteria:
  cashless:
    label: {vi: …, en: …}
    cite: qd#3
    applies_when: {indicator: takes_fees, is: true}
    points: {indicator: cashless_rate, scale: [{gte: 80%, points: 3}]}
"""
PREFER = """\
criteria:
  cashless:
    label: {vi: …, en: …}
    cite: qd#3
    applies_when: {indicator: takes_fees, is: true}
    not_applicable: left_out
    points: {indicator: cashless_rate, scale: [{gte: 80%, points: 3}]}
"""
WHY = Words(
    "Xã không phải làm nội dung này thì được đủ điểm (`full`), 0 điểm (`none`), hay không tính nội dung này vào điểm "
    "tối đa (`left_out`)? Không ghi thì điểm của xã đó để ngỏ cả ba cách. Văn bản không nói thì nêu ở `ambiguities`.",
    "Does a commune of which this is not asked get all the points (`full`), none (`none`), or is it left out of the "
    "most, too (`left_out`)? Unsaid, its points stay open between all three. Where the text is silent, say so in "
    "`ambiguities`.",
)
