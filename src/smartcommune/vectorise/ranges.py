"""A comparison to the values for which it can hold, and those for which it can fail.

A condition on an ordered fact cuts its axis into points and gaps; within each the answer is the same, so one value of
each tells it. That holds for published figures too, which stand for every value that is rounded to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from smartcommune.engine.cut_points import figure_cuts, stands_for
from smartcommune.model.condition import Operand, Operator, Value
from smartcommune.model.facts import holds
from smartcommune.model.indicator import Indicator

# A bound as its operator and its operand; None stands for a threshold without a value.
Edge = tuple[Operator, Operand | None]

# A text that no file can hold, and so differs from all that are named.
NO_TEXT: Final = "\0"


class Range(NamedTuple):
    """Neighbouring values; None is no limit."""

    low: Fraction | None = None
    has_low: bool = False
    high: Fraction | None = None
    has_high: bool = False


class Split(NamedTuple):
    """For which values a comparison can hold and for which it can fail, as ranges of an ordered fact."""

    met: tuple[Range, ...]
    fail: tuple[Range, ...]


class Choices(NamedTuple):
    """For which of the named values a comparison can hold and fail; `other` tells it of every other text."""

    named: tuple[Value, ...]
    met: frozenset[Value]
    fail: frozenset[Value]
    other: tuple[bool, bool]


def split(bounds: Sequence[Edge], indicator: Indicator) -> Split:
    """The ranges of a number, or of a day by its ordinal, in which a comparison can hold and can fail."""
    edges = [(operator, _ordinal(operand)) for operator, operand in bounds]
    cuts = [cut for _, operand in edges for cut in _named(operand) if isinstance(cut, Fraction)]
    cells = list(_cells(sorted({Fraction(point) for point in figure_cuts(indicator, cuts)})))  # type: ignore[arg-type]  # numbers
    answers = [[_answer(edges, each, indicator) for each in stands_for(value, indicator, cuts)] for _, value in cells]
    ranges = [cell for cell, _ in cells]
    return Split(
        _merged(ranges, [any(met for met, _ in found) for found in answers]),
        _merged(ranges, [any(fail for _, fail in found) for found in answers]),
    )


def choices(bounds: Sequence[Edge], indicator: Indicator) -> Choices:
    """The values of an enumeration, a truth or a text for which a comparison can hold and can fail."""
    named = tuple(dict.fromkeys(value for _, operand in bounds for value in _named(operand)))
    if indicator.type == "enum":
        named = tuple(indicator.values)
    elif indicator.type == "boolean":
        named = (False, True)
    answers = {value: _answer(bounds, value, indicator) for value in named}
    met = frozenset(value for value, (holds, _) in answers.items() if holds)
    fail = frozenset(value for value, (_, fails) in answers.items() if fails)
    other = (False, True) if indicator.type == "enum" else _answer(bounds, NO_TEXT, indicator)
    return Choices(named, met, fail, other)


def _ordinal(operand: Operand | None) -> Operand | None:
    """What is compared with, where days are numbers, too."""
    if isinstance(operand, tuple):
        return tuple(number(value) for value in operand)
    return None if operand is None else number(operand)


def number(value: Value) -> Fraction:
    """An ordered value as a number: a day is its ordinal."""
    return Fraction(value.toordinal() if isinstance(value, date) else value)


def _named(operand: Operand | None) -> tuple[Value, ...]:
    if operand is None:
        return ()
    return operand if isinstance(operand, tuple) else (operand,)


def _cells(points: list[Fraction]) -> Iterator[tuple[Range, Fraction]]:
    """The points and the gaps around them in ascending order, each with a value in it."""
    if not points:
        yield Range(), Fraction(0)
        return
    yield Range(high=points[0]), points[0] - 1
    for point, following in pairwise(points):
        yield _point(point), point
        yield Range(low=point, high=following), (point + following) / 2
    yield _point(points[-1]), points[-1]
    yield Range(low=points[-1]), points[-1] + 1


def _point(value: Fraction) -> Range:
    return Range(low=value, has_low=True, high=value, has_high=True)


def _answer(bounds: Sequence[Edge], value: Value, indicator: Indicator) -> tuple[bool, bool]:
    """Whether a value can meet all bounds, and whether it can miss one; a bound without a value can go either way."""
    known = all(holds(operator, value, operand, indicator) for operator, operand in bounds if operand is not None)
    is_open = any(operand is None for _, operand in bounds)
    return known, not known or is_open


def _merged(ranges: list[Range], holds: list[bool]) -> tuple[Range, ...]:
    """The neighbouring cells in which something holds, put together."""
    found: list[Range] = []
    open_at: Range | None = None
    for number, (cell, held) in enumerate(zip(ranges, holds, strict=True)):
        if held and open_at is None:
            open_at = cell
        if open_at is not None and (not held or number == len(ranges) - 1):
            last = cell if held else ranges[number - 1]
            found.append(Range(open_at.low, open_at.has_low, last.high, last.has_high))
            open_at = None
    return tuple(found)
