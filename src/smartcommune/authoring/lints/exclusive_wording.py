"""Bounds that include their value where the quoted words exclude it, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smartcommune.authoring.fixes import Draft
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.encoded import Encoded, encoded
from smartcommune.authoring.lints.text_figures import bounds
from smartcommune.messages import Message, Words
from smartcommune.model.condition import Operator
from smartcommune.problems import Fix

_CONTRARY: Final = {
    Operator.GTE: Operator.GT,
    Operator.GT: Operator.GTE,
    Operator.LTE: Operator.LT,
    Operator.LT: Operator.LTE,
}


def check(subject: Subject) -> Iterator[Finding]:
    for item in encoded(subject):
        words = _contrary_words(item)
        if words is not None:
            message = Message("lint.exclusive-wording", words=words, operator=item.operator.value)
            yield Finding(item.path, message, fix=_fix(item, subject))


def _fix(item: Encoded, subject: Subject) -> Fix | None:
    """The other bound; of a threshold, which is compared with in many places, the words that say it."""
    draft = Draft(subject.source)
    if item.path[-1] == item.operator.key:
        contrary = _CONTRARY[item.operator].key
        return draft.rekey(item.path, contrary).fix(Message("fix.write", text=contrary))
    if item.path[0] != "thresholds":
        return None
    table = item.path[:2]
    if subject.ruleset.document.text((*table, "exclusive")) is not None:
        return draft.drop((*table, "exclusive")).fix(Message("fix.without", name="exclusive"))
    return draft.add((*table, "values"), "exclusive", "true").fix(Message("fix.write", text="exclusive: true"))


def _contrary_words(item: Encoded) -> str | None:
    """The quoted words that say the other bound of a figure; None if other words say this one."""
    said = {operator: words for quote in item.quotes for operator, words in bounds(quote).get(item.figure, {}).items()}
    contrary = _CONTRARY.get(item.operator)
    return None if item.operator in said or contrary is None else said.get(contrary)


SEVERITY = "warning"
FIX = "unsafe"
SUMMARY = Words("“Trên” hay “từ … trở lên”: khác với lời văn", "“Over” or “or more”: other than the quoted words")
AVOID = """\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: sử dụng điện thoại thông minh đạt trên 70%}
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd, values: [{from: 2023-01-01, default: 70%}]}
"""
PREFER = """\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: sử dụng điện thoại thông minh đạt trên 70%}
thresholds:
  smartphone_min: {type: percent, exclusive: true, basis: law, cite: qd, values: [{from: 2023-01-01, default: 70%}]}
"""
WHY = Words(
    "“Trên 70 %” thì đúng 70 % chưa đạt; “từ 70 % trở lên” thì đã đạt. Xã nằm đúng ngưỡng sẽ bị xét sai.",
    "With “over 70%” exactly 70% fails; with “70% or more” it passes. A commune at the boundary would be judged "
    "wrongly.",
)
