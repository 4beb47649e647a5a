"""Numbers of points as an answer has them: what a criterion earns, and what a commune gives itself for it."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from smartcommune.messages import Message, Sayable
from smartcommune.model.wording import Rounded


class Points(NamedTuple):
    """What a criterion earns, and the most that was to be had of it; both are intervals while facts are unknown."""

    low: Fraction  # some way to fill in the unknown facts gives as few
    high: Fraction  # and some as many
    most_low: Fraction
    most_high: Fraction

    @property
    def lost(self) -> Fraction | None:
        """How many points of the most are not earned; None while that is open, or where none are to be had."""
        is_settled = self.low == self.high and self.most_low == self.most_high
        return self.most_high - self.high if is_settled and self.most_high > 0 else None

    @property
    def text(self) -> Message:
        """Both in words: `8 của 10 điểm`."""
        points = interval(self.low, self.high)
        if not self.most_high:
            return Message(f"points.plain{one(self.low, self.high)}", points=points)
        most = interval(self.most_low, self.most_high)
        return Message(f"points.of{one(self.most_low, self.most_high)}", points=points, most=most)

    @property
    def hundredths(self) -> tuple[int, int]:
        """The fewest and the most in hundredths: rounded outwards while they differ, else to the nearest."""
        if self.low == self.high:
            return nearest(self.low), nearest(self.high)
        return floor(self.low * 100), ceil(self.high * 100)


class SelfScored(NamedTuple):
    """What a commune gives itself for a criterion, beside what is computed; compared to hundredths."""

    own: Fraction
    points: Points
    low: int  # in hundredths, what is computed, by whichever reading of the text
    high: int

    @property
    def difference(self) -> Fraction | None:
        """By how much the commune gives itself more; 0 where it is the same, None where it may be."""
        own = nearest(self.own)
        if self.low <= own <= self.high:
            return Fraction(0) if self.low == self.high else None
        return Fraction(own - (self.high if own > self.high else self.low), 100)

    @property
    def text(self) -> Message:
        """Both in words: `tự chấm 10, tính được 8 của 10 điểm`."""
        return Message("self-points.beside", own=Rounded(self.own), points=self.points.text)


def self_scored(own: Fraction, points: Points) -> SelfScored:
    """What a commune gives itself beside what is computed by one reading."""
    return SelfScored(own, points, *points.hundredths)


def interval(low: Fraction, high: Fraction) -> Sayable:
    """A number of points, or from how many to how many, to hundredths."""
    return Message("points.exact" if low == high else "points.interval", low=Rounded(low), high=Rounded(high))


def one(*points: Fraction) -> str:
    """How the key of a sentence ends that is about one point: English says it otherwise than several."""
    return "-one" if all(abs(each) == 1 for each in points) else ""


def nearest(points: Fraction) -> int:
    """The nearest number of hundredths; of two, the higher one."""
    return floor(points * 100 + Fraction(1, 2))
