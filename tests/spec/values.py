"""A text to the value that it stands for, and a published figure to the values that it may have been rounded from."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

Tree = dict[str, Any]


def value_of(indicator: Tree, text: str) -> Any:
    """A text as a value that compares as its indicator's type does: enums by position."""
    if indicator["type"] == "enum":
        return list(indicator["values"]).index(text)
    if indicator["type"] == "set":
        return frozenset(text.strip("[]").replace(";", ",").replace(" ", "").split(",")) - {""}
    if indicator["type"] in ("percent", "count", "number", "money"):
        return Fraction(text.rstrip("%").replace(",", "."))
    return date.fromisoformat(text) if indicator["type"] == "date" else text


def stands_for(indicator: Tree, stated: Any, limits: list[Any]) -> list[Any]:
    """The stated value; of a rounded one the ends, limits and middles of all that it may have been rounded from."""
    if "rounded_to" not in indicator:
        return [stated]
    half = value_of(indicator, indicator["rounded_to"]) / 2
    ends = ({"min": "0", "max": "100"} if indicator["type"] == "percent" else {}) | indicator.get("range", {})
    lower = max(stated - half, value_of(indicator, ends["min"])) if "min" in ends else stated - half
    upper = min(stated + half, value_of(indicator, ends["max"])) if "max" in ends else stated + half
    marks = sorted({lower, upper, *(limit for limit in limits if lower < limit < upper)})
    middles = [(one + other) / 2 for one, other in pairwise(marks)]
    return [*marks[:-1], *middles, *([upper] if upper < stated + half else [])]
