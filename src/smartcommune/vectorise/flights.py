"""A figure and the steps at which points change with it to how many of these it reaches in every row.

Points in proportion may change a thousand times. Steps that lie equally far apart are a flight: the one nearest to a
figure is found by a division of floats, and that one alone is compared with it, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple

import narwhals as nw

from smartcommune.vectorise.facts import nearest_counts

# As many steps or fewer are compared one by one.
_FEW: Final = 4
# Whole numbers up to here are floats, too, so that a quotient of two of them is the float that is nearest to it.
_MOST: Final = 2**53
# A figure that is so many widths of a step large is a float that misses it by far less than half of one.
_MOST_WIDTHS: Final = 2**40


class Step(NamedTuple):
    """A figure from which on something else is earned."""

    begin: Fraction
    closed: bool  # whether the figure itself is enough
    weight: int  # how much more is earned than before


class Flight(NamedTuple):
    """Steps of one weight, so many wholes of a fraction apart."""

    first: int
    width: int
    part: int  # of which fraction: halves, thirds …
    closed: tuple[bool, ...]  # for each step, whether its figure itself is enough
    weight: int

    @property
    def size(self) -> int:
        return len(self.closed)

    @property
    def most(self) -> int:
        """What no whole of the flight goes beyond, either way."""
        return abs(self.first) + self.width * self.size

    def begins(self) -> Iterator[Fraction]:
        return (Fraction(self.first + number * self.width, self.part) for number in range(self.size))

    def nearest(self, figure: nw.Expr) -> nw.Expr:
        """The number of the step that lies nearest to a float, or that is the last on its side."""
        first, width = float(Fraction(self.first, self.part)), float(Fraction(self.width, self.part))
        place = ((figure - first) / width + 0.5).floor()
        low = nw.max_horizontal(place, nw.lit(0.0))
        return nw.min_horizontal(low, nw.lit(float(self.size - 1))).cast(nw.Int64)

    def wholes(self, number: nw.Expr) -> nw.Expr:
        """How many parts each step of these numbers begins at."""
        return number * self.width + self.first

    def reached(self, figure: nw.Expr, number: nw.Expr) -> nw.Expr:
        """Whether floats that were read from decimals of at most 15 digits reach the steps of these numbers."""
        wholes = self.wholes(number)
        begin = wholes / (wholes * 0 + self.part)  # by a column: Polars multiplies by the reciprocal of a constant
        pairs = zip(self.begins(), self.closed, strict=True)
        closed = [nearest_counts(each, is_low=True, closed=closed) for each, closed in pairs]
        return reached(figure > begin, figure >= begin, closed, number)


def reached(above: nw.Expr, from_: nw.Expr, closed: Sequence[bool], number: nw.Expr) -> nw.Expr:
    """Whether steps are reached: from their figures on where they are closed, else above them."""
    if len({*closed}) == 1:
        return from_ if closed[0] else above
    numbers = [place for place, is_closed in enumerate(closed) if is_closed]
    return above | (from_ & number.is_in(numbers))


def flights(steps: Sequence[Step]) -> Iterator[Flight | Step]:
    """Steps in ascending order, and those of them that lie equally far apart as flights."""
    place = 0
    while place < len(steps):
        end = _end(steps, place)
        flight = _flight(steps[place:end]) if end - place > _FEW else None
        if flight is not None:
            yield flight
            place = end
        else:
            yield steps[place]
            place += 1


def _end(steps: Sequence[Step], place: int) -> int:
    """Where the steps end that lie as far apart as the first two from a place on."""
    end = place + 2
    while end < len(steps) and (
        steps[end].begin - steps[end - 1].begin == steps[place + 1].begin - steps[place].begin
        and steps[end].weight == steps[place].weight == steps[place + 1].weight
    ):
        end += 1
    return min(end, len(steps))


def _flight(steps: Sequence[Step]) -> Flight | None:
    """Steps as a flight; None where its numbers are too long for floats to hold."""
    first, width = steps[0].begin, steps[1].begin - steps[0].begin
    part = lcm(first.denominator, width.denominator)
    closed = tuple(step.closed for step in steps)
    found = Flight(int(first * part), int(width * part), part, closed, steps[0].weight)
    is_short = found.most < _MOST and part < _MOST and found.most < _MOST_WIDTHS * found.width
    return found if is_short else None
