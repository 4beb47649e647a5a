"""A text to the figures in it and the bounds it says of them, in one spelling, whichever notation the text uses.

`05/6/2023` and `5 June 2023` hold the same figures, and so do `1.234,5 %` in Vietnamese and `1,234.5%` in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from smartcommune.messages import LANGUAGES, Language
from smartcommune.model.condition import Operator

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_IS_MONTH: Final = frozenset(_MONTHS)
_MONTH: Final = re.compile(
    # March and May are months only beside a figure.
    rf"\b(?:{'|'.join(name for name in _MONTHS if name not in ('March', 'May'))})\b"
    r"|(?<=\d )(?:March|May)\b|\b(?:March|May)(?= \d)"
)
_CAPITALIZED: Final = re.compile(r"[JFMASOND][a-z]{2,}")
_PERCENT: Final = re.compile(r"(?<=\d)\s*(?:%|phần trăm|per ?cent)")
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*%?")
# A figure that counts or measures: no part of a number such as 924/QĐ-TTg, of 4G or of a date.
_COUNT: Final = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?![\w/%-])")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# What stands before a bound and behind it. `từ 70% trở lên` says the same twice, `trên 70% trở lên` contradicts itself.
_BEFORE: Final = {
    Operator.GTE: "không dưới|không ít hơn|từ|ít nhất|tối thiểu|at least|no less than|no fewer than|>=|≥",
    Operator.LTE: "không quá|không vượt quá|không trên|tối đa|at most|up to|no more than|<=|≤",
    Operator.GT: "trên|hơn|quá|vượt|over|above|more than|exceeding|>",
    Operator.LT: "dưới|ít hơn|under|below|less than|fewer than|<",
}
_BEHIND: Final = {
    Operator.GTE: "trở lên|or more|or higher|or above",
    Operator.LTE: "trở xuống|or less|or fewer|or below",
}
_BOUND: Final = re.compile(
    rf"(?:(?<!\w)({'|'.join(_BEFORE.values())})\s*)?(?<![\w.,/-])(\d+(?:[.,]\d+)*%?)(?:\s+({'|'.join(_BEHIND.values())}))?",
    re.IGNORECASE,
)
_WORDS: Final[dict[Language, tuple[str, ...]]] = {
    "vi": ("không", "một nhất", "hai nhì", "ba", "bốn tư", "năm lăm", "sáu", "bảy", "tám", "chín", "mười"),
    "en": (
        "zero no none", "one first once", "two second twice", "three third", "four fourth", "five fifth", "six sixth",
        "seven seventh", "eight eighth", "nine ninth", "ten tenth",
    ),
}  # fmt: skip


@lru_cache(maxsize=64)
def figures(text: str, language: Language) -> frozenset[str]:
    """The figures of a text: `80%`, `1234.5`, `2023`; dates give their day, month and year."""
    if language == "en" and not _IS_MONTH.isdisjoint(_CAPITALIZED.findall(text)):
        text = _MONTH.sub(lambda month: str(_MONTHS.index(month.group()) + 1), text)
    found = _FIGURE.findall(_PERCENT.sub("%", text))
    return frozenset(figure for token in found for figure in _spelt(token, language))


def counts(text: str, language: Language) -> frozenset[str]:
    """The figures of a text that count or measure something; neither percentages nor years."""
    found = [token for token in _COUNT.findall(_PERCENT.sub("%", text)) if not _YEAR.fullmatch(token)]
    return frozenset(figure for token in found for figure in _spelt(token, language))


@lru_cache(maxsize=64)
def bounds(text: str) -> Mapping[str, Mapping[Operator, str]]:
    """The bounds that a text says of its figures, with the words that say it: `>` and `over 70%` for 70%."""
    found: dict[str, dict[Operator, str]] = {}
    for match in _BOUND.finditer(_PERCENT.sub("%", text)):
        before, behind = _operator(match[1], _BEFORE), _operator(match[3], _BEHIND)
        operator = before or behind
        if operator is not None and behind in (None, operator):
            for figure in (figure for language in LANGUAGES for figure in _spelt(match[2], language)):
                found.setdefault(figure, {})[operator] = match.group()
    return found


def _operator(words: str | None, phrases: Mapping[Operator, str]) -> Operator | None:
    said = (words or "").lower()
    return next((operator for operator, phrase in phrases.items() if said in phrase.split("|")), None)


def in_words(figure: str, text: str, language: Language) -> bool:
    """Whether a small figure is written out: `three` or `third` for 3."""
    if len(figure) > 2 or not figure.isdigit() or int(figure) >= len(_WORDS[language]):
        return False
    return not set(_WORDS[language][int(figure)].split()).isdisjoint(re.findall(r"\w+", text.lower()))


def _spelt(token: str, language: Language) -> Iterator[str]:
    """A figure without marks between thousands and needless zeros; a date with points in its parts."""
    if token.isdigit():
        yield token.lstrip("0") or "0"
        return
    sign = "%" if token.endswith("%") else ""
    digits = _ungrouped(token.removesuffix("%"), language)
    if digits.count(".") > 1:
        yield from (part.lstrip("0") or "0" for part in digits.split("."))
        return
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    yield (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "") + sign


def _ungrouped(digits: str, language: Language) -> str:
    group, mark = (".", ",") if language == "vi" else (",", ".")
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{group}\d{{3}})+(?:\{mark}\d+)?", digits):
        digits = digits.replace(group, "")
    return digits.replace(",", ".")
