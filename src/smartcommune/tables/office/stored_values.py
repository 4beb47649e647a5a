"""A stored value of a spreadsheet and its style to what is seen in its cell."""

from __future__ import annotations

from math import isfinite
from typing import Final, NamedTuple

from smartcommune.tables.office.number_formats import (
    NumberFormat,
    date_text,
    digits_of,
    duration_text,
    filled,
    number_text,
    shown_by,
)

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
