"""Tie-breakers to what they say of each commune: a number, the higher the better, or between which it lies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import inf
from typing import Final, NamedTuple

from smartcommune.engine.plan import Plan
from smartcommune.messages import Words
from smartcommune.model.facts import FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.values import Unfit, limits
from smartcommune.reach.declared import Declared
from smartcommune.tables.cells.parse import read_cell
from smartcommune.tables.header.manner import COMMA, POINT, Manner
from smartcommune.tables.ranking.asked import Asked, is_unknown
from smartcommune.tables.ranking.candidate import ANY, End, Range, Value

_NO_WORDS: Final = Words("", "")
# As what the cells of a column are read: as that by which most of them can be.
_KINDS: Final = (
    Manner(Indicator("", "number", _NO_WORDS)),
    Manner(Indicator("", "number", _NO_WORDS), marks=(POINT,)),
    Manner(Indicator("", "number", _NO_WORDS), marks=(COMMA,)),
    Manner(Indicator("", "percent", _NO_WORDS), is_percent=True),
    Manner(Indicator("", "date", _NO_WORDS)),
    Manner(Indicator("", "boolean", _NO_WORDS)),
)


class TieBreak(NamedTuple):
    """What is compared between equals, and whether the other end comes first than is usual: of numbers the lowest.

    Of texts the last one, in the order of their letters, as the first one usually does.
    """

    column: Asked
    is_least: bool = False
    is_text: bool = False

    @property
    def order(self) -> str:
        """What comes first: `most` or `least`; of texts the first is the least."""
        return "least" if self.is_least is not self.is_text else "most"

    @property
    def said(self) -> str:
        """As it is asked for: what is usual needs no word."""
        return f"{self.column.name}:{self.order}" if self.is_least else self.column.name

    def range(self, low: End, high: End) -> Range:
        """Values between two ends, so that the best is the highest."""
        return Range(_turned(high), _turned(low)) if self.is_least else Range(low, high)

    def exactly(self, value: Value) -> Range:
        """One value."""
        return self.range((value, 0), (value, 0))


def _turned(end: End) -> End:
    value, side = end
    return -value, -side


def texts_compared(texts: Mapping[int, str | None]) -> dict[int, int]:
    """Codes and names in the order of their letters, the first one the highest."""
    order = sorted({text for text in texts.values() if text}, reverse=True)
    number = {text: place for place, text in enumerate(order)}
    return {row: number[text] for row, text in texts.items() if text}


def cells_compared(texts: Mapping[int, str | None]) -> dict[int, Value]:
    """Numbers, days, or yes and no, whichever can be read from most of the cells, by row."""
    given = {row: text for row, text in texts.items() if text is not None and not is_unknown(text)}
    readings = ({row: _read(text, manner) for row, text in given.items()} for manner in _KINDS)
    found = ({row: value for row, value in reading.items() if value is not None} for reading in readings)
    return max(found, key=len)


def _read(text: str, manner: Manner) -> Value | None:
    try:
        return number_of(read_cell(text, manner), manner.indicator)
    except Unfit:
        return None


def number_of(fact: FactValue | None, indicator: Indicator) -> Value | None:
    """A fact as a number that compares as it does; None where it is not known, or does not apply."""
    if isinstance(fact, str):
        return list(indicator.values).index(fact) if fact in indicator.values else None
    if isinstance(fact, date):
        return fact.toordinal()
    if isinstance(fact, Fraction):
        return fact.numerator if fact.denominator == 1 else fact
    return int(fact) if isinstance(fact, bool) else None


class Cuts:
    """The values of indicators at which something changes under a plan, in ascending order."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._declared = Declared([plan])
        self._points: dict[str, list[Value]] = {}

    def around(self, id: str, fact: FactValue | None, tie: TieBreak) -> Range:
        """Between which values others lie that a plan does not tell apart from one."""
        indicator = self._plan.ruleset.indicators[id]
        value = number_of(fact, indicator)
        if value is None:
            return ANY
        if indicator.type in ("boolean", "enum"):
            return tie.exactly(value)
        points = self._of(id)
        place = bisect_left(points, value)
        if place < len(points) and points[place] == value:
            return tie.exactly(value)
        least, most = limits(indicator)
        step = 1 if indicator.type in ("count", "date") else 0  # from a whole number to the next
        low = (points[place - 1] + step, 1 - step) if place else (-inf if least is None else least, 0)
        high = (points[place] - step, step - 1) if place < len(points) else (inf if most is None else most, 0)
        return tie.range(low, high)

    def _of(self, id: str) -> list[Value]:
        if id not in self._points:
            indicator = self._plan.ruleset.indicators[id]
            numbers = (number_of(cut, indicator) for cut in self._declared.figure_cuts(id))
            self._points[id] = sorted({number for number in numbers if number is not None})
        return self._points[id]


def exact(value: Value | None, tie: TieBreak) -> Range:
    """What a value says, if there is one."""
    return ANY if value is None else tie.exactly(value)
