"""A stored value of a spreadsheet and its style to what an officer sees in its cell, with every digit that is stored.

`82,5%` is stored as 0.825 and only the number format tells; it becomes `82.5%` here. A number has at most the 15
significant digits that spreadsheet programs show.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Final, Literal, NamedTuple

from smartcommune.tables.sheets.sheet import BLANKS

# How a number format shows a number: as it is, a hundred times it, with a percent sign set behind it, or as a time.
NumberFormat = Literal["number", "percent", "percent-sign", "date", "duration"]

# What a number format says literally or does not show: "x", \x, _x, *x, [x]. No bracket stands within one, so that a
# format of nothing but brackets is gone through once.
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\[\]]*\]')
_ZEROS: Final = re.compile("0{2,}")
_NUMBER: Final = re.compile(r"[-+0-9.eE]+")
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
# The number formats that a file does not spell out, as far as they show something else than a number (ECMA-376,
# 18.8.30); those from 27 on are dates of East Asian editions.
BUILT_IN_FORMATS: Final = {9: "0%", 10: "0.00%", 46: "[h]:mm:ss"} | dict.fromkeys(
    [*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)], "d"
)
# Excel counts days from here; it believes that 1900 was a leap year.
_FIRST_DAY: Final = datetime.fromisoformat("1899-12-30")
_FIRST_DAY_1904: Final = datetime.fromisoformat("1904-01-01")
_AFTER_LEAP_DAY: Final = 61
# The line through a letter, as Unicode writes it behind the letter.
STROKE: Final = "\u0336"


class Font(NamedTuple):
    """What matters of a font: old ones have codes of their own, struck-out text is deleted text."""

    name: str = ""
    is_struck: bool = False


class Style(NamedTuple):
    """What a cell's style says about its value."""

    shown: NumberFormat = "number"
    font: str = ""
    digits: int = 0  # that a number is filled up to
    is_struck: bool = False


class Text(NamedTuple):
    """A text, and the legacy font that some of it has."""

    text: str
    font: str = ""


class Value(NamedTuple):
    """A cell as it is seen; its font matters if it is a text."""

    text: str
    is_number: bool = False
    is_text: bool = False
    font: str = ""


Values = dict[int, dict[int, Value]]


@lru_cache(maxsize=1024)
def shown_by(number_format: str) -> NumberFormat:
    """How a number format shows a positive number."""
    if _ELAPSED.search(number_format):
        return "duration"
    bare = _LITERAL.sub("", number_format)
    if "%" in bare:
        return "percent"
    if any("%" in part for parts in _LITERAL.findall(number_format) for part in parts):
        return "percent-sign"
    return "date" if bare.lower() not in ("", "general") and _DATE.search(bare) else "number"


def digits_of(number_format: str) -> int:
    """How many digits a number format fills up with zeros, as `00000` does for codes; 0 if it does not."""
    positive = _LITERAL.sub("", number_format).partition(";")[0].strip()
    return len(positive) if _ZEROS.fullmatch(positive) else 0


def number_of(text: str) -> float:
    """The number that a spreadsheet stores as this text.

    Raises:
        ValueError: it is none, or not finite; Python would take `nan`, `inf` and `1_000`.
    """
    number = float(text)
    if not isfinite(number) or not _NUMBER.fullmatch(text.strip()):
        raise ValueError(f"number {text[:20]}")
    return number


def number_text(value: float, shown: NumberFormat = "number") -> str:
    """The shortest text of a number, with a point: `82.5`, or `82.5%` for a percentage."""
    text = format(value, ".15g")
    if shown == "percent" or "e" in text:
        number = Decimal(text)
        text = format(number * 100 if shown == "percent" else number, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if shown in ("percent", "percent-sign") else text


def date_text(days: float, *, is_1904: bool = False) -> str:
    """The day that a spreadsheet stores as a number of days: `2023-05-31`, with the time of day if it has one."""
    first = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
    late = 1 if not is_1904 and 1 <= days < _AFTER_LEAP_DAY else 0
    try:
        moment = first + timedelta(seconds=round((days + late) * 86_400))
    except OverflowError:
        return number_text(days)
    if 0 <= days < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ")


def duration_text(days: float) -> str:
    """A number of days as `26:30:00`."""
    seconds = round(days * 86_400)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def filled(text: str) -> str | None:
    """The text itself; None if it is blank."""
    return text if text.strip(BLANKS) else None


def style_of(number_format: str, font: Font) -> Style:
    return Style(shown_by(number_format), font.name, digits_of(number_format), font.is_struck)


def seen_number(value: float, style: Style, *, is_1904: bool) -> Value:
    """A number as it is shown: as a day, a duration, a percentage or itself.

    Raises:
        ValueError: it is not finite, which no spreadsheet shows.
    """
    if not isfinite(value):
        raise ValueError
    if style.shown == "date":
        return Value(date_text(value, is_1904=is_1904))
    if style.shown == "duration":
        return Value(duration_text(value))
    text = number_text(value, style.shown)
    return Value(text.zfill(style.digits) if text.isdecimal() else text, is_number=True)


def struck(text: str) -> str:
    """A text with a line through each letter, so that nobody takes it for what stands there."""
    return "".join(letter if letter.isspace() else letter + STROKE for letter in text)


def as_seen(value: Value, style: Style) -> Value:
    """The value with the font of its style, and struck out if its style says so."""
    seen = value._replace(font=value.font or style.font) if value.is_text else value
    return Value(struck(value.text.replace(STROKE, "")), is_text=True, font=seen.font) if style.is_struck else seen


def without_blanks(rows: Values) -> Values:
    """The cells in which something is seen, and the rows that have any."""
    found = {
        number: {column: value for column, value in row.items() if filled(value.text) is not None}
        for number, row in rows.items()
    }
    return {number: row for number, row in found.items() if row}
