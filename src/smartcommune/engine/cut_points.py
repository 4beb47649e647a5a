"""An indicator and its cut points to cells: the values between which no comparison can tell a difference.

A boolean has two cells, an enumeration one per value, a number one per cut point and one per gap between cut points, a
set one for each choice of the values that are asked for with each number of others that matters.
Each cell is given by one value in it that a real commune could have: counts are whole, values keep to their range.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations, pairwise
from math import ceil, floor
from typing import Final

from smartcommune.model.condition import Value
from smartcommune.model.indicator import Indicator
from smartcommune.model.sets import set_of
from smartcommune.model.values import limits
from smartcommune.quantity import MOST_DIGITS, NotANumber, decimal, plain

# Of a set so many values are asked for one by one at most: there are twice as many cells for each.
MOST_ASKED: Final = 10
_MILLION: Final = 10**6
_SURELY: Final = 10 ** (MOST_DIGITS - 6)


def cells(indicator: Indicator, cuts: Iterable[Value]) -> tuple[Value, ...]:
    """One value per cell, in ascending order where the indicator has one.

    Args:
        indicator: what the values are of.
        cuts: every constant and threshold that some criterion compares it with.
    """
    if indicator.type == "boolean":
        return (False, True)
    if indicator.type == "enum":
        return tuple(indicator.values)
    if indicator.type == "set":
        return tuple(_sets(indicator, list(cuts)))
    if indicator.type == "date":
        return _days([cut for cut in cuts if isinstance(cut, date)])
    if indicator.numeric:
        low, high = limits(indicator)
        return _numbers([cut for cut in cuts if isinstance(cut, Fraction)], low, high, indicator.type == "count")
    return _texts([cut for cut in cuts if isinstance(cut, str)])


def rounded_from(value: Fraction, indicator: Indicator) -> tuple[Fraction, Fraction]:
    """The lowest and highest value that a published figure may have been before it was rounded, within its range."""
    half = (indicator.rounded_to or Fraction(0)) / 2
    least, most = limits(indicator)
    low = value - half if least is None else max(value - half, least)
    return low, value + half if most is None else min(value + half, most)


def stands_for(value: Fraction, indicator: Indicator, cuts: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """The values that a published figure can stand for, one per cell.

    A figure `x` rounded to `s` stands for every value from `x - s/2` up to but without `x + s/2`, within the range.
    """
    if indicator.rounded_to is None:
        return (value,)
    low, top = rounded_from(value, indicator)
    closed = top < value + indicator.rounded_to / 2
    points = sorted({low, *(cut for cut in cuts if low < cut < top), *((top,) if closed else ())})
    ends = [*points[1:], top] if not closed else points[1:]
    return (*points, *((first + last) / 2 for first, last in zip(points, ends, strict=False) if first < last))


def come(values: Iterable[Value], indicator: Indicator, as_of: date) -> list[Value]:
    """The values that a fact can have on a day; it stands for all after it, unless the indicator lets these be."""
    if indicator.future or indicator.type != "date":
        return list(values)
    return sorted({min(value, as_of) for value in values})


def turns(indicator: Indicator, cuts: Iterable[Value]) -> list[Value]:
    """The points at which a comparison of a value with one of these comes out otherwise: where rules round, others."""
    if indicator.round is None:
        return list(cuts)
    found = (indicator.round.turns(cut) for cut in cuts if isinstance(cut, Fraction))
    return list(dict.fromkeys(chain.from_iterable(found)))


def figure_cuts(indicator: Indicator, cuts: Iterable[Value]) -> list[Value]:
    """The points at which a stated figure changes what can be said about it.

    A rounded figure stands for values up to half a step away, so that it has three such points around each cut point.
    """
    cuts = turns(indicator, cuts)
    if indicator.rounded_to is None:
        return cuts
    half = indicator.rounded_to / 2
    return [*cuts, *(cut + side * half for cut in cuts if isinstance(cut, Fraction) for side in (-1, 1))]


def is_written(number: Fraction) -> bool:
    """Whether a profile can state a number: it has at most 15 significant digits."""
    if _MILLION % number.denominator == 0 and abs(number) < _SURELY:  # as nearly all are: at most 9 digits and 6 more
        return True
    try:
        return decimal(plain(number)) == number
    except NotANumber:
        return False


def _numbers(cuts: list[Fraction], low: Fraction | None, high: Fraction | None, whole: bool) -> tuple[Value, ...]:
    points = sorted({*cuts, *(end for end in (low, high) if end is not None)})
    if not points:
        return (Fraction(0),)
    values = [points[0] - 1, *points, points[-1] + 1]
    gaps = [between(first, last, whole) for first, last in pairwise(points)]
    values += [value for value in gaps if value is not None]
    inside = {value for value in values if (low is None or value >= low) and (high is None or value <= high)}
    return tuple(sorted(value for value in inside if not whole or value.denominator == 1))


def between(first: Fraction, last: Fraction, whole: bool = False) -> Fraction | None:
    """A value strictly between two that a profile can state; a short one where that is possible, None if none is."""
    if floor(first) + 1 < last:
        return Fraction((floor(first) + ceil(last)) // 2)
    if whole:
        return None
    if is_written((first + last) / 2):
        return (first + last) / 2
    for places in range(1, MOST_DIGITS + 1):
        value = Fraction(floor(first * 10**places) + 1, 10**places)
        if value < last:
            return value if is_written(value) else None
    return None


def _days(cuts: list[date]) -> tuple[Value, ...]:
    if not cuts:
        return (date(2000, 1, 1),)
    days = {cut + timedelta(days=step) for cut in cuts for step in (-1, 0, 1) if date.min < cut < date.max}
    return tuple(sorted(days | set(cuts)))


def _sets(indicator: Indicator, cuts: list[Value]) -> Iterator[str]:
    """The smallest sets first: each choice of the values that are asked for, with as many others as a number needs."""
    asked = [value for value in indicator.values if value in cuts]
    others = [value for value in indicator.values if value not in cuts]
    turns = [floor(cut) + step for cut in cuts if isinstance(cut, Fraction) for step in (-1, 0, 1)]
    for size in range(len(asked) + 1):
        more = sorted({0, *(min(max(number - size, 0), len(others)) for number in turns)})
        for chosen in combinations(asked, size):
            yield from (set_of((*chosen, *others[:number]), indicator.values) for number in more)


def _texts(cuts: list[str]) -> tuple[Value, ...]:
    other = "x"
    while other in cuts:
        other += "x"
    return (*dict.fromkeys(cuts), other)
