"""The words of a line of a scale to the figures that it is about: `Từ 80% đến dưới 90%`, `Có từ 2 sáng kiến trở lên`.

Beside the figures a line may say what they count. All lines of a scale count the same; whether they do is asked where
they stand together.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.start.limits import is_sure, is_unclear, number_of, without_points
from smartcommune.tables.header.folding import bare, word

_ONE: Final = r"(?P<one>\d{1,6}(?:[.,]\d+)?)\s*(?P<one_percent>%?)"
_TWO: Final = r"(?P<two>\d{1,6}(?:[.,]\d+)?)\s*(?P<two_percent>%?)"
_TO: Final = r"\s*(?:-|–|den|toi|va)\s*"
# Between two figures, or on one side of one; the first that is found counts.
_BETWEEN: Final = tuple(
    (lower, upper, re.compile(pattern))
    for lower, upper, pattern in (
        ("gt", "lt", rf"(?:tren|>)\s*{_ONE}{_TO}(?:duoi|<)\s*{_TWO}"),
        ("gt", "lte", rf"(?:tren|>)\s*{_ONE}{_TO}(?:bang |≤)?\s*{_TWO}"),
        ("gte", "lt", rf"(?:\btu |≥|>=)?\s*{_ONE}{_TO}(?:duoi|<)\s*{_TWO}"),
        ("gte", "lte", rf"(?:\btu )?\s*{_ONE}{_TO}{_TWO}"),
    )
)
_BESIDE: Final = tuple(
    (operator, re.compile(pattern))
    for operator, pattern in (
        ("gte", rf"(?:≥|>=|it nhat|toi thieu|khong duoi)\s*{_ONE}"),
        ("lte", rf"(?:≤|<=|khong qua|khong vuot qua|toi da)\s*{_ONE}"),
        ("gt", rf"(?:>|\btren|\bhon)\s*{_ONE}"),
        ("lt", rf"(?:<|\bduoi)\s*{_ONE}"),
        ("gte", rf"\btu\s*{_ONE}"),
        ("", _ONE),
    )
)
# Words around figures that say nothing of what is counted.
_FILLER: Final = re.compile(r"^(?:(?:dat|co|ty le|ti le|so luong|tu|muc|tong so)\s+)+|[\s,;:.]+$|^[\s,;:.]+")
_UP: Final = re.compile(r"\s*\btro len\b")
_DOWN: Final = re.compile(r"\s*\btro xuong\b")


class Band(NamedTuple):
    """Figures in a line of a scale: by the keys of the format where they begin and where they end."""

    bounds: dict[str, Fraction]  # `is` for exactly this figure
    is_percent: bool
    counted: str  # what is counted, without accents: `sang kien hoac giai phap moi`
    unit: str  # the words behind the figure, as they stand there


def band_of(text: str) -> Band | None:
    """What a line says of a figure; None where it has none, or more than one can be sure of."""
    words = bare(word(text))
    plain = without_points(words)
    band = None if is_unclear(plain) else _band_in(plain, text)
    return band if band is not None and is_sure(words, "" if band.is_percent else band.unit) else None


def _band_in(words: str, text: str) -> Band | None:
    for lower, upper, pattern in _BETWEEN:
        found = pattern.search(words)
        if found is not None:
            bounds = {lower: number_of(found["one"]), upper: number_of(found["two"])}
            return _band(bounds, found, words, text)
    for operator, pattern in _BESIDE:
        found = pattern.search(words)
        if found is not None:
            return _band({_side(operator, found, words): number_of(found["one"])}, found, words, text)
    return None


def _side(operator: str, found: re.Match[str], words: str) -> str:
    """On which side of its one figure a line lies; of 100% there is nothing above, and any other stands for itself."""
    behind = words[found.end() :]
    if _DOWN.search(behind):
        return "lte"
    if operator:
        return operator
    is_all = found["one_percent"] and number_of(found["one"]) == 100
    return "gte" if is_all or _UP.search(behind) else "is"


def _band(bounds: dict[str, Fraction], found: re.Match[str], words: str, text: str) -> Band | None:
    parts = found.groupdict()
    behind = _DOWN.sub("", _UP.sub("", words[found.end() :]))
    counted = f"{_FILLER.sub('', words[: found.start()].strip() + ' ').strip()} {behind.strip()}".strip(" ,;:.")
    if re.search(r"\d", counted):
        return None
    is_percent = bool(parts["one_percent"] or parts.get("two_percent"))
    return Band(bounds, is_percent, counted, _words_behind(text, len(behind.split())))


def _words_behind(text: str, count: int) -> str:
    """So many words behind the last figure, as they stand there."""
    behind = re.split(r"\d[\d.,]*\s*%?", text)[-1]
    return " ".join(behind.split()[:count]).strip(" ,;:.")
