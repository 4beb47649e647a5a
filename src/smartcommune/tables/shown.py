"""Values of a spreadsheet's cells to the text that an officer sees there, with every digit that is stored.

`82,5%` is stored as 0.825 and only the number format tells; it becomes `82.5%` here. A number has at most the 15
significant digits that spreadsheet programs show.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, Literal

from smartcommune.tables.sheet import BLANKS

# What a number format says literally or does not show: "x", \x, _x, *x, [x].
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')

# Whether a number format shows a hundred times the value, or only sets a percent sign behind it.
Percent = Literal["", "scaled", "literal"]


def percent_of(number_format: str) -> Percent:
    """How a number format makes a percentage of a value."""
    if "%" not in number_format:
        return ""
    if "%" in _LITERAL.sub("", number_format):
        return "scaled"
    return "literal" if any("%" in "".join(parts) for parts in _LITERAL.findall(number_format)) else ""


def number_text(value: float, percent: Percent = "") -> str:
    """The shortest text of a number, with a point: `82.5`, or `82.5%` for a percentage."""
    number = Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    text = format(number * 100 if percent == "scaled" else number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if percent else text


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell_text(value: object, percent: Percent = "") -> str | None:
    """The text of a cell; None if it is blank."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value, percent)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    text = "" if value is None else str(value)
    return text if text.strip(BLANKS) else None
