"""How a figure follows from others: a sum of multiples of them, and what it is divided by.

A day is computed with as the number of days up to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

# The smallest and the largest a figure can be; None where there is no limit.
Limits = tuple[Fraction | None, Fraction | None]


class Share(NamedTuple):
    """The counts that a percentage is made of, of which one is a part of the other."""

    of: str  # the indicator counted above the line
    total: str  # the indicator counted below it


class Form(NamedTuple):
    """A figure as the sum of multiples of others; where it is divided, by a figure that has to be above 0."""

    kind: str  # as its file has it: share, difference, sum, mean, ratio, change or days
    above: tuple[tuple[str, Fraction], ...]  # indicators, each with how many times it is added
    below: str | None = None  # the indicator that the sum is divided by
    of_counts: bool = False  # a share that one count has in another, which it is never above

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators that the figure follows from, each once."""
        below = () if self.below is None else (self.below,)
        return tuple(dict.fromkeys((*(id for id, _ in self.above), *below)))

    @property
    def share(self) -> Share | None:
        """The part and the whole of a share of counts."""
        return Share(*self.parts) if self.of_counts else None

    def value(self, figures: Mapping[str, Fraction]) -> Fraction:
        """The figure itself, of figures of which what it is divided by is above 0."""
        total = sum((factor * figures[id] for id, factor in self.above), Fraction(0))
        return total if self.below is None else total / figures[self.below]

    def limits(self, parts: Mapping[str, Limits]) -> Limits:
        """How small and how large the figure can be that is not divided, by what its parts can be."""
        return self._end(parts, 0), self._end(parts, 1)

    def _end(self, parts: Mapping[str, Limits], which: int) -> Fraction | None:
        found = Fraction(0)
        for id, factor in self.above:
            end = parts[id][which if factor > 0 else 1 - which]
            if end is None:
                return None
            found += factor * end
        return found

    def reaching(self, id: str, wanted: Fraction, figures: Mapping[str, Fraction]) -> Fraction | None:
        """The value of one part beside the others with which the figure is as wanted; None if it makes no difference.

        The figure either rises or falls with the part, so that cut points of the one are cut points of the other.
        """
        above = dict(self.above)
        rest = sum((factor * figures[other] for other, factor in above.items() if other != id), Fraction(0))
        below = Fraction(1) if self.below is None else Fraction(0) if self.below == id else figures[self.below]
        slope = above.get(id, Fraction(0)) - (wanted if self.below == id else 0)
        return (wanted * below - rest) / slope if slope else None


def number_of(value: object) -> Fraction | None:
    """What is computed with: a number itself, of a day how many days there were up to it; None of anything else."""
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return value if isinstance(value, Fraction) else None


def days_at(number: Fraction) -> tuple[date, ...]:
    """The days that a number of days comes to, or lies between; of those that there are."""
    found = dict.fromkeys((floor(number), ceil(number)))
    return tuple(date.fromordinal(day) for day in found if 1 <= day <= date.max.toordinal())
