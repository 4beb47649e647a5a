"""The points of a rule set to whole numbers of steps of one grid, in columns."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple

import narwhals as nw

from smartcommune.model.points import Scale, Sum
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.problems import refusal
from smartcommune.vectorise.possible import Steps

# What a column of whole numbers holds, with room for one doubling more.
_MOST: Final = 2**61


class Number(NamedTuple):
    """A number of steps in every row, as a quotient of whole numbers."""

    above: nw.Expr
    below: nw.Expr | int = 1
    step: int = 0
    top: int = 1  # what `above` never goes beyond, either way
    bottom: int = 1  # and what `below` does not
    same: int | None = None  # the number itself, where all rows have the same


# The fewest and the most points.
Ends = tuple[Number, Number]


class Scored(NamedTuple):
    """What a criterion may earn in every row, and the most that was to be had."""

    low: Number
    high: Number
    most_low: Number
    most_high: Number


class Grid(NamedTuple):
    """The steps in which points are counted: so many to a point."""

    per_point: int
    steps: Steps
    id: str  # of the rule set

    def whole(self, points: Fraction) -> int:
        return int(points * self.per_point)

    def constant(self, points: Fraction) -> Number:
        return constant(self.whole(points))

    def kept(self, number: Number) -> Number:
        """The same, in columns of their own where rows differ.

        Raises:
            InputError: the points have too many digits to be added up exactly.
        """
        if number.same is not None:
            return self.fit(number)
        above = nw.col(self.steps.column(self.fit(number).above, number.step))
        below = number.below if isinstance(number.below, int) else nw.col(self.steps.column(number.below, number.step))
        return number._replace(above=above, below=below, step=number.step + 1)

    def fit(self, number: Number) -> Number:
        """The number, if its whole numbers can be held."""
        if max(number.top, number.bottom) >= _MOST:
            raise refusal("points-too-fine", self.id)
        return number


def grid_of(readings: Iterable[RuleSet], steps: Steps) -> Grid:
    """The coarsest grid on which all points of a rule set lie, by each reading of its text."""
    rulesets = list(readings)
    found = [number for each in rulesets for criterion in each.criteria.values() for number in _numbers(criterion)]
    per_point = lcm(*(number.denominator for number in found))
    return Grid(per_point, steps, rulesets[0].id)


def _numbers(criterion: Criterion) -> Iterable[Fraction]:
    earning = criterion.earning
    if isinstance(earning, Scale):
        yield from (earning.otherwise, earning.most, *earning.ends)
        yield from (rung.points for rung in earning.rungs[: None if earning.written is None else 1])
        yield from (rung.points for rung in earning.rungs[1:3] if earning.written is not None)
    elif isinstance(earning, Sum):
        rounding = earning.round.to if earning.round is not None else None
        yield from (each for each in (earning.scaled_to, earning.most, earning.least, rounding) if each is not None)


def constant(number: int) -> Number:
    """The same number of steps in every row."""
    return Number(lit(number), top=abs(number) + 1, same=number)


def lit(number: int) -> nw.Expr:
    return nw.lit(number, dtype=nw.Int64)


def as_expr(below: nw.Expr | int) -> nw.Expr:
    return lit(below) if isinstance(below, int) else below
