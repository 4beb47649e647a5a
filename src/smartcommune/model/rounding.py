"""A figure that a rule rounds before it compares."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import NamedTuple


class Rounding(NamedTuple):
    """To multiples of what a figure is rounded, and how: `half_away`, `down` (towards 0) or `half_even`."""

    to: Fraction
    how: str = "half_away"

    def of(self, figure: Fraction) -> Fraction:
        """A figure, rounded."""
        steps = abs(figure) / self.to
        if self.how == "half_even":
            found = round(steps)
        else:
            found = floor(steps if self.how == "down" else steps + Fraction(1, 2))
        return found * self.to if figure >= 0 else -found * self.to

    def turns(self, limit: Fraction) -> tuple[Fraction, ...]:
        """Where figures begin, and cease, to be rounded to one side of a limit, or to it."""
        first = 2 * floor(limit / self.to)
        points = (number * self.to / 2 for number in range(first - 3, first + 6))
        return tuple(point for point in points if len({self._side(point + side, limit) for side in self._near}) > 1)

    @property
    def _near(self) -> tuple[Fraction, ...]:
        return (-self.to / 8, Fraction(0), self.to / 8)

    def _side(self, figure: Fraction, limit: Fraction) -> int:
        rounded = self.of(figure)
        return (rounded > limit) - (rounded < limit)
