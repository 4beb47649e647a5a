"""A stored value of a spreadsheet and its style to what is seen in its cell."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

from smartcommune.tables.office.number_formats import NumberFormat, date_text, duration_text, filled, number_text


class Style(NamedTuple):
    """What a cell's style says about its value."""

    shown: NumberFormat = "number"
    font: str = ""


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


def seen_number(value: float, style: Style, *, is_1904: bool) -> Value:
    """A number as it is shown: as a day, a duration, a percentage or itself.

    Raises:
        ValueError: it is not finite, which no spreadsheet shows.
    """
    if not isfinite(value):
        raise ValueError("number")
    if style.shown == "date":
        return Value(date_text(value, is_1904=is_1904))
    if style.shown == "duration":
        return Value(duration_text(value))
    return Value(number_text(value, style.shown), is_number=True)


def without_blanks(rows: Values) -> Values:
    """The cells in which something is seen, and the rows that have any."""
    found = {
        number: {column: value for column, value in row.items() if filled(value.text) is not None}
        for number, row in rows.items()
    }
    return {number: row for number, row in found.items() if row}
