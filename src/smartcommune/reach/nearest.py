"""An indicator and its cut points to the values next to them, as they would be published, and how far away they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Final

from smartcommune.engine.cut_points import between, cells, figure_cuts, is_written
from smartcommune.model.condition import Value
from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.sets import members
from smartcommune.model.values import limits
from smartcommune.quantity import plain

# A figure that is not rounded is reported with one digit, if its threshold has no more.
FINEST: Final = Fraction(1, 10)
# Of dates, as a range would be: ten years.
DAYS: Final = 3653


def nearest(indicator: Indicator, compared: Iterable[Value]) -> list[Value]:
    """The values at all cut points and beside them, and one in each cell that is too narrow for these."""
    cuts = figure_cuts(indicator, compared)
    if not indicator.numeric:
        return list(cells(indicator, cuts))
    points = sorted({cut for cut in cuts if isinstance(cut, Fraction)})
    near = {value for point in points for value in _beside(point, indicator)}
    narrow = [between(first, last) for first, last in pairwise(points) if last - first <= FINEST]
    low, high = limits(indicator)
    return sorted(
        value
        for value in near | {value for value in narrow if value is not None and indicator.rounded_to is None}
        if (low is None or value >= low) and (high is None or value <= high) and is_written(value)
    )


def _beside(point: Fraction, indicator: Indicator) -> list[Fraction]:
    """A cut point and its neighbours, as they would be published: whole, rounded, or with one digit."""
    step = Fraction(1) if indicator.type == "count" else indicator.rounded_to
    if step is not None:
        return [(floor(point / step) + side) * step for side in (-1, 0, 1, 2)]
    digits = len(plain(point).partition(".")[2])
    step = min(FINEST, Fraction(1, 10**digits))
    return [point - step, point, point + step]


def distance_of(value: FactValue, indicator: Indicator, facts: Facts) -> Fraction:
    """How far a value lies from the present one, as a share of the range; for an unknown number, from the lowest.

    A count reaches from zero to its whole, if that is known. Anything else than a number or a day changes altogether.
    """
    now = facts.get(indicator.id)
    if isinstance(value, Fraction):
        low, high = limits(indicator)
        whole = facts.get(indicator.at_most) if indicator.at_most is not None else None
        high = whole if isinstance(whole, Fraction) else high
        start = now if isinstance(now, Fraction) else low or Fraction(0)
        span = high - low if low is not None and high is not None and high > low else max(abs(start), Fraction(1))
        return abs(value - start) / span
    if indicator.type == "set" and isinstance(value, str):
        differing = {*members(value)} ^ {*(members(now) if isinstance(now, str) else ())}
        return Fraction(len(differing), len(indicator.values))
    if isinstance(value, date):
        return min(Fraction(abs(value - now).days, DAYS), Fraction(1)) if isinstance(now, date) else Fraction(0)
    return Fraction(1)
