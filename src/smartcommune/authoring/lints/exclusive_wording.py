"""Bounds that include their value where the quoted words exclude it, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.authoring.lints.encoded import encoded
from smartcommune.messages import Message, Words
from smartcommune.ruleset import Operator

# What each bound is not called, before the figure and behind it: `over 70%` is no `>=`, `70% or more` no `>`.
_OTHERWISE: Final = {
    Operator.GTE: (r"(?:trên|hơn|quá|vượt|over|above|more than|exceed(?:s|ing)?)", None),
    Operator.GT: (r"(?:từ|ít nhất|tối thiểu|at least|no less than)", r"(?:trở lên|or more|or higher|or above)"),
    Operator.LTE: (r"(?:dưới|ít hơn|under|below|(?<!no )less than|fewer than)", None),
    Operator.LT: (r"(?:không quá|không vượt quá|tối đa|at most|up to)", r"(?:trở xuống|or less|or fewer|or below)"),
}
_NEGATED: Final = r"(?<!không )(?<!not )(?<!no )"


def check(subject: Subject) -> Iterator[Finding]:
    for bound in encoded(subject):
        words = _contrary(bound.operator, bound.figure, bound.quotes)
        if words is not None:
            yield Finding(bound.path, Message("lint.exclusive-wording", words=words, operator=bound.operator.value))


def _contrary(operator: Operator, figure: str, quotes: Iterable[str]) -> str | None:
    """The quoted words that say another bound; None if some words fit, or none speaks of the figure."""
    if operator not in _OTHERWISE:
        return None
    before, behind = _OTHERWISE[operator]
    number = r"(?<![\d.,])" + figure.removesuffix("%").replace(".", "[.,]")
    number += r"\s*(?:%|phần trăm|per ?cent)" if figure.endswith("%") else r"(?![\d.,]*\d)"
    pattern = rf"{_NEGATED}\b{before}\s+{number}(?!\s*trở)" + (rf"|{number}\s+{behind}" if behind else "")
    return next(
        (match.group() for match in (re.search(pattern, quote, re.IGNORECASE) for quote in quotes) if match), None
    )


LINT = Lint(
    id="exclusive-wording",
    severity="warning",
    summary=Words("“Trên” hay “từ … trở lên”: khác với lời văn", "“Over” or “or more”: other than the quoted words"),
    avoid="""\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: sử dụng điện thoại thông minh đạt trên 70%}
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd, values: [{from: 2023-01-01, default: 70%}]}
""",
    prefer="""\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: sử dụng điện thoại thông minh đạt trên 70%}
thresholds:
  smartphone_min: {type: percent, exclusive: true, basis: law, cite: qd, values: [{from: 2023-01-01, default: 70%}]}
""",
    why=Words(
        "“Trên 70 %” thì đúng 70 % chưa đạt; “từ 70 % trở lên” thì đã đạt. Xã nằm đúng ngưỡng sẽ bị xét sai.",
        "With “over 70%” exactly 70% fails; with “70% or more” it passes. A commune at the boundary would be judged "
        "wrongly.",
    ),
    check=check,
)
