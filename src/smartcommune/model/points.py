"""The ways in which a criterion earns points."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from smartcommune.model.condition import Condition, Holds, Leaf
from smartcommune.model.rounding import Rounding


class Rung(NamedTuple):
    """Points that are earned where a condition is met."""

    condition: Condition
    points: Fraction


class Proportion(NamedTuple):
    """How a scale is written whose points are in proportion to a figure, up to a target."""

    indicator: str
    most: Fraction
    full_at: Fraction
    none_below: Fraction | None
    round: Rounding


class Increments(NamedTuple):
    """How a scale is written whose points grow with every so much more of a figure."""

    indicator: str
    base: Fraction  # what is earned up to `above`
    above: Fraction | None  # None beside a threshold
    threshold: str | None
    each: Fraction
    add: Fraction  # for each
    most: Fraction
    least: Fraction
    none_below: Fraction | None  # below which nothing is earned
    round: Rounding | None = None  # of parts that count in proportion; None where only whole ones count


class Given(NamedTuple):
    """How a scale is written whose points people give: each number of points is a row."""

    indicator: str
    round: Rounding
    most: Fraction


class Scale(NamedTuple):
    """Rows of which the first counts, of those that hold.

    Those that a file has stand in order of their points, the furthest from 0 first. Those that were written out compare
    one figure, and lie within each other: the one that begins at the highest stands first.
    """

    rungs: tuple[Rung, ...]
    otherwise: Fraction = Fraction(0)
    written: Proportion | Increments | Given | None = None  # how its file says it, if not by these rows
    top: Fraction | None = None  # the most that is to be had, where rows of it are gone

    @property
    def outer(self) -> tuple[Rung, ...]:
        """The rows between which all others lie: those that were written out only rise, and only their figures differ.

        Threshold and points of the first are those of the rest; the last may have the figure alone below which nothing
        is earned.
        """
        return self.rungs if self.written is None else self.rungs[:: max(1, len(self.rungs) - 1)]

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The least and the most that it can earn."""
        points = (self.otherwise, *(rung.points for rung in self.outer))
        return min(points), max(points)

    @property
    def most(self) -> Fraction:
        """The most that is to be had; of a deduction nothing is."""
        if self.top is not None:
            return self.top
        top = self.written.most if isinstance(self.written, Proportion | Given) else self.ends[1]
        return max(top, Fraction(0))

    @property
    def measured(self) -> str | None:
        """The one indicator that all rows compare; None where they look at more."""
        leaves = [rung.condition.member for rung in self.outer if isinstance(rung.condition, Holds)]
        ids = {leaf.indicator if isinstance(leaf, Leaf) else None for leaf in leaves}
        return ids.pop() if len(ids) == 1 and len(leaves) == len(self.outer) else None


class Sum(NamedTuple):
    """What some criteria earn together: added up, scaled, cut off at the most, at the least, and rounded."""

    members: tuple[str, ...]
    scaled_to: Fraction | None = None
    most: Fraction | None = None
    least: Fraction | None = None
    round: Rounding | None = None
    printed_most: Fraction | None = None  # what the document prints as the most


class Unearned(NamedTuple):
    """Nothing of what was to be had: nobody claimed it, or found it."""

    most: Fraction
