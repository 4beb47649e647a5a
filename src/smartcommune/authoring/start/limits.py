"""The words of a cell of an annex to what they ask of a figure: `≥ 80%`, `từ 90% trở lên`, `dưới 5%`, `Đạt`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.quantity import NotANumber, decimal
from smartcommune.tables.header.folding import bare, folded, word

_NUMBER: Final = r"(?P<number>\d+(?:[.,]\d+)?)"
_MEASURED: Final = rf"{_NUMBER}\s*(?P<percent>%?)\s*(?P<unit>[^\d%]*?)"
# Where the number stands, and on which side of it a figure has to lie; the first that fits counts.
_PATTERNS: Final = tuple(
    (operator, re.compile(pattern.replace("N", _MEASURED)))
    for operator, pattern in (
        ("gte", r"(?:tu|dat tu|from)\s*N\s*(?:tro len|and above|or more|and over)"),
        ("lte", r"(?:tu|from)\s*N\s*(?:tro xuong|or less|and below)"),
        ("gte", r"N\s*(?:tro len|and above|or more|and over)"),
        ("gte", r"(?:≥|>=|=>|tu|dat tu|toi thieu|it nhat|khong duoi|at least|from|no less than)\s*N"),
        ("lte", r"N\s*(?:tro xuong|or less|and below)"),
        ("lte", r"(?:≤|<=|=<|khong qua|khong vuot qua|toi da|at most|up to|no more than)\s*N"),
        ("gt", r"(?:>|tren|hon|lon hon|over|above|more than)\s*N"),
        ("lt", r"(?:<|duoi|nho hon|thap hon|below|under|less than)\s*N"),
    )
)
_WHOLE: Final = re.compile(r"(?:dat )?100(?:[.,]0+)?\s*%")  # no figure lies above all of them
# What stands before a limit and says no more than that it is met.
_BEFORE: Final = re.compile(r"(?:dat|co|phai dat|phai co)\s+(?=it nhat|toi thieu|khong|tren|duoi|tu|≥|≤|>|<)")
# Three digits behind a point are thousands to some and a fraction to others.
_UNCLEAR: Final = re.compile(r"\d+\.\d{3}(?!\d)")
_THOUSANDS: Final = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?P<groups>(?:\.\d{3})+)(?![\d.,])")
# Units of what is measured, of which there need not be a whole number.
_MEASURES: Final = re.compile(r"(?:km|ha|m|m2|km2|kg|tan|gio|phut|(?:(?:trieu|ty|nghin) )?dong)\b")
# What comes whole, so that a point in its number stands between thousands.
_WHOLE_THINGS: Final = re.compile(
    r"(?:nguoi|luot|ho|nhan khau|dan|lao dong|hoc sinh|can bo|dang vien|thon|ban|ap|xa|ho so|tai khoan|thue bao|tin"
    r"|bai|cuoc|doanh nghiep|hop tac xa|san pham|cay|con|nha|may)\b"
)
_ATTESTED: Final = frozenset({"dat", "co", "x", "met", "yes"})
_NOTHING: Final = frozenset({"-", "–", "—", "khong quy dinh", "khong ap dung", "not required", "not applicable"})


class Limit(NamedTuple):
    """What is asked of a figure: `operator` is a key of the format, and `number` counts percent as percent."""

    operator: str
    number: Fraction
    is_percent: bool
    unit: str


class Attested(NamedTuple):
    """Somebody says that it is met."""


class NotAsked(NamedTuple):
    """Nothing is asked of this group."""


Asked = Limit | Attested | NotAsked


def asked_of(text: str, unit: str = "") -> Asked | None:
    """What a cell asks; None where that is not clear, as of a bare number, which may be the most or the least.

    Args:
        text: of the cell.
        unit: that stands elsewhere.
    """
    words = bare(word(text))
    if words in _NOTHING:
        return NotAsked()
    if words in _ATTESTED:
        return Attested()
    if _WHOLE.fullmatch(words):
        return Limit("gte", Fraction(100), is_percent=True, unit="")
    plain = without_points(words)
    if is_unclear(plain):
        return None
    asked = _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain
    found = ((operator, pattern.fullmatch(asked)) for operator, pattern in _PATTERNS)
    limit = next((_limit(operator, match, text) for operator, match in found if match is not None), None)
    is_known = limit is not None and is_sure(words, "" if limit.is_percent else limit.unit or unit)
    return limit if is_known else None


def _limit(operator: str, match: re.Match[str], text: str) -> Limit | None:
    try:
        number = number_of(match["number"])
    except NotANumber:
        return None
    unit = _unit(match["unit"], text)
    if match["percent"] and unit:
        return None  # it may narrow down what the share is of
    if match["percent"] and number > MOST_PERCENT:
        return None
    return Limit(operator, number, bool(match["percent"]), unit)


def number_of(text: str) -> Fraction:
    """A number as offices write it: `1,5`, `02`.

    Raises:
        NotANumber: too many digits.
    """
    whole, _, part = text.replace(",", ".").partition(".")
    return decimal(f"{whole.lstrip('0') or '0'}.{part}" if part else whole.lstrip("0") or "0")


def is_counted(unit: str, numbers: Iterable[Fraction]) -> bool:
    """Whether a figure is a whole number of something, and not a measure or a sum of money."""
    whole = all(number.denominator == 1 for number in numbers)
    return whole and bool(unit) and not _MEASURES.match(bare(folded(unit)))


def is_unclear(words: str) -> bool:
    """Whether a number may be thousands to some and a fraction to others."""
    return _UNCLEAR.search(words) is not None


def without_points(words: str) -> str:
    """Words in which no point stands between thousands: `tu 3500 nguoi`."""
    return _THOUSANDS.sub(lambda found: found[0].replace(".", ""), words)


def is_sure(words: str, unit: str) -> bool:
    """Whether points stand between thousands only: no fraction has two of them, and people and papers come whole."""
    groups = [found["groups"] for found in _THOUSANDS.finditer(words)]
    return _WHOLE_THINGS.match(bare(folded(unit))) is not None or all(each.count(".") > 1 for each in groups)


def _unit(found: str, text: str) -> str:
    """The unit as it stands in the cell, with its accents: so many words behind the number."""
    behind = re.sub(r"^\D*\d[\d.,]*\s*%?", "", text)
    return " ".join(behind.split()[: len(found.split())])
