"""A comparison to the values for which it can hold, and those for which it can fail.

A condition on an ordered fact cuts its axis into points and gaps; within each the answer is the same, so one value of
each tells it. That holds for published figures too, which stand for every value that is rounded to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from smartcommune.model.ruleset import Indicator, Operand, Operator, Value
from smartcommune.model.values import limits

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
    cuts = sorted({cut for _, operand in bounds for cut in _cuts(operand)})
    half = (indicator.rounded_to or Fraction(0)) / 2
    points = sorted({point for cut in cuts for point in _edges(cut, half, indicator)})
    cells = list(_cells(points))
    answers = [_answers(bounds, list(_stands_for(value, half, indicator, cuts))) for _, value in cells]
    ranges = [cell for cell, _ in cells]
    return Split(
        _merged(ranges, [met for met, _ in answers]),
        _merged(ranges, [fail for _, fail in answers]),
    )


def choices(bounds: Sequence[Edge], indicator: Indicator) -> Choices:
    """The values of an enumeration, a truth or a text for which a comparison can hold and can fail."""
    order: Callable[[Value], Value] = _itself
    named = tuple(dict.fromkeys(value for _, operand in bounds for value in _named(operand)))
    if indicator.type == "enum":
        ranks = {value: Fraction(rank) for rank, value in enumerate(indicator.values)}
        order, named = ranks.__getitem__, tuple(indicator.values)  # type: ignore[assignment]  # its values are texts
    elif indicator.type == "boolean":
        named = (False, True)
    answers = {value: _answer(bounds, value, order) for value in named}
    met = frozenset(value for value, (holds, _) in answers.items() if holds)
    fail = frozenset(value for value, (_, fails) in answers.items() if fails)
    other = (False, True) if indicator.type == "enum" else _answer(bounds, NO_TEXT, order)
    return Choices(named, met, fail, other)


def _itself(value: Value) -> Value:
    return value


def number(value: Value) -> Fraction:
    """An ordered value as a number: a day is its ordinal."""
    return Fraction(value.toordinal() if isinstance(value, date) else value)


def _named(operand: Operand | None) -> tuple[Value, ...]:
    if operand is None:
        return ()
    return operand if isinstance(operand, tuple) else (operand,)


def _cuts(operand: Operand | None) -> list[Fraction]:
    return [number(value) for value in _named(operand)]


def _edges(cut: Fraction, half: Fraction, indicator: Indicator) -> Iterator[Fraction]:
    """Where the answer can change as a figure grows: when it begins or ceases to stand for the cut."""
    yield from (cut - half, cut + half)
    least, most = limits(indicator)
    if half and least is not None:
        yield least + half
    if half and most is not None:
        yield most - half


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


def _stands_for(figure: Fraction, half: Fraction, indicator: Indicator, cuts: list[Fraction]) -> Iterator[Fraction]:
    """The figure itself; of a rounded one, a value of each part of what it may have been before."""
    if not half:
        yield figure
        return
    least, most = limits(indicator)
    low = figure - half if least is None else max(figure - half, least)
    high = figure + half
    is_cut_off = most is not None and most < high
    if is_cut_off:
        high = most  # type: ignore[assignment]  # it is below, so it is there
        yield high
    yield low
    marks = [low, *(cut for cut in cuts if low < cut < high), high]
    yield from marks[1:-1]
    yield from ((first + last) / 2 for first, last in pairwise(marks) if first < last)


def _answers(bounds: Sequence[Edge], values: list[Fraction]) -> tuple[bool, bool]:
    found = [_answer(bounds, value, number) for value in values]
    return any(holds for holds, _ in found), any(fails for _, fails in found)


def _answer(bounds: Sequence[Edge], value: Value, order: Callable[[Value], Value]) -> tuple[bool, bool]:
    """Whether a value can meet all bounds, and whether it can miss one; a bound without a value can go either way."""
    known = all(_holds(operator, value, operand, order) for operator, operand in bounds if operand is not None)
    is_open = any(operand is None for _, operand in bounds)
    return known, not known or is_open


def _holds(operator: Operator, value: Value, operand: Operand, order: Callable[[Value], Value]) -> bool:
    if operator is Operator.IN:
        return any(order(value) == order(each) for each in _named(operand))
    left, right = order(value), order(operand)  # type: ignore[arg-type]  # only `in` has several
    match operator:
        case Operator.IS:
            return left == right
        case Operator.IS_NOT:
            return left != right
        case Operator.GTE:
            return left >= right  # type: ignore[operator]  # of one ordered type, as the linker has seen
        case Operator.GT:
            return left > right  # type: ignore[operator]
        case Operator.LTE:
            return left <= right  # type: ignore[operator]
        case _:
            return left < right  # type: ignore[operator]


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
