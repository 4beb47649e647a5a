"""Counts of which some are parts of others, to wholes that leave room for every combination of cells.

Whether a share can be just so much depends on the whole: of 6 no 16 % are a whole number, of 25 they are 4. So of a
whole not only its own cells are looked at: for each combination of cells of its parts, and of their shares, it gets a
value with which the combination exists, if there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product
from math import ceil, floor, prod
from typing import Final, NamedTuple

from smartcommune.model.indicator import MOST_PERCENT

# Combinations of cells of one whole: about a second.
MOST_COMBINATIONS: Final = 20_000
# Wholes tried for one combination: two shares of which each is possible for every 1,000th whole take that many.
MOST_WHOLES: Final = 10_000


class TooMany(Exception):
    """There are more cells than are looked at; says how many were."""

    def __init__(self, looked: int) -> None:
        self.looked = looked
        super().__init__(looked)


class Interval(NamedTuple):
    """Whole numbers, both ends included; without an upper end there is no limit."""

    low: int
    high: int | None

    def has(self, number: int) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)


class Portion(NamedTuple):
    """How much of a whole a part is: just so much, or between two shares; 1 is all of it, None is without limit."""

    low: Fraction
    high: Fraction | None

    @property
    def is_exact(self) -> bool:
        """Just one share; otherwise neither end is among them."""
        return self.low == self.high

    def least_part(self, whole: int) -> int:
        """The least part that is enough of a whole."""
        edge = self.low * whole
        return ceil(edge) if self.is_exact else floor(edge) + 1

    def least_whole(self, part: int) -> int | None:
        """The least whole of which a part is not too much; None if it always is."""
        if self.high is None or not part:
            return 0
        if not self.high:
            return None
        if self.is_exact:  # other wholes have no such part
            return ceil(Fraction(part, self.high.numerator)) * self.high.denominator
        return floor(part / self.high) + 1


class CountCells(NamedTuple):
    """The cells of a count, and of each of its parts with those of its shares in it."""

    ranges: tuple[Interval, ...]
    parts: tuple[tuple[tuple[Portion, ...], CountCells], ...]


class CountCell(NamedTuple):
    """A count in one cell, with its parts."""

    range: Interval
    parts: tuple[tuple[Portion, CountCell], ...]

    def least(self, low: int) -> int | None:
        """The least value, not below another, that has room for the parts; None if there is none.

        Raises:
            TooMany: there is none among those that are tried.
        """
        number = max(low, self.range.low, 1 if self.parts else 0)  # of nothing there is no share
        for _ in range(MOST_WHOLES):
            if not self.range.has(number):
                return None
            wholes = [_least_whole(part, portion, number) for portion, part in self.parts]
            least = [whole for whole in wholes if whole is not None]
            if len(least) < len(wholes):
                return None
            if max(least, default=0) <= number:
                return number
            number = max(least)
        raise TooMany(MOST_WHOLES)


def _least_whole(part: CountCell, portion: Portion, whole: int) -> int | None:
    """A whole that a part needs beside another that is too small for it, or that one itself."""
    number = part.least(portion.least_part(whole))
    return None if number is None else portion.least_whole(number)


def ranges(cuts: Iterable[Fraction], low: int, high: int | None) -> tuple[Interval, ...]:
    """The cells of a count: each cut point that is a whole number, and the numbers between two cut points."""
    firsts = {low, *(first for cut in cuts for first in (ceil(cut), floor(cut) + 1))}
    starts = sorted(first for first in firsts if first >= low and (high is None or first <= high))
    return (*(Interval(first, after - 1) for first, after in pairwise(starts)), Interval(starts[-1], high))


def portions(cuts: Iterable[Fraction], most: Fraction | None) -> tuple[Portion, ...]:
    """The cells of a share in percent: each cut point, and what lies between two of them."""
    ends = {Fraction(0), *(cut / MOST_PERCENT for cut in cuts), *((most,) if most is not None else ())}
    points = sorted(end for end in ends if end >= 0 and (most is None or end <= most))
    found = [*((point, point) for point in points), *pairwise(points), *([(points[-1], None)] if most is None else [])]
    return tuple(Portion(low, high) for low, high in found)


@lru_cache(maxsize=256)
def wholes(cells: CountCells) -> tuple[int, ...]:
    """For every combination of cells that exists the least whole with which it does, in ascending order.

    Raises:
        TooMany: there are too many combinations.
    """
    if _size(cells) > MOST_COMBINATIONS:
        raise TooMany(MOST_COMBINATIONS)
    counts = (CountCell(each, parts) for parts in _combinations(cells) for each in cells.ranges)
    return tuple(sorted({least for count in counts if (least := count.least(0)) is not None}))


def _size(cells: CountCells) -> int:
    """How many combinations of cells there are."""
    return len(cells.ranges) * prod(len(shares) * _size(part) for shares, part in cells.parts)


def _combinations(cells: CountCells) -> Iterator[tuple[tuple[Portion, CountCell], ...]]:
    """The cells of the parts of a count, and of their shares, each combination once."""
    return product(*(list(product(shares, _counts(part))) for shares, part in cells.parts))


def _counts(cells: CountCells) -> list[CountCell]:
    return [CountCell(each, parts) for each, parts in product(cells.ranges, list(_combinations(cells)))]
