"""A rule set to the bands that its comparisons cut an indicator into, and to where two of them do not meet.

Two comparisons are neighbours if the upper bound of one and the lower bound of the other meet exactly on some day at
some place, or are the same figure. Where neighbours leave values between them they have a gap, where both hold an
overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any, Final, NamedTuple

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import leaves, plans, where
from smartcommune.engine.plan import Plan
from smartcommune.messages import Message
from smartcommune.model.condition import Comparison, Leaf, Operand
from smartcommune.model.conditions import LOWER, UPPER
from smartcommune.model.facts import holds
from smartcommune.model.threshold import Locality
from smartcommune.model.wording import Shown, place_name, shown
from smartcommune.source.document import Path

# Real rule sets have below 1,000; a file made to be slow is answered all the same.
_MOST_LOOKS: Final = 20_000


class Border(NamedTuple):
    """The upper bound of one comparison beside the lower bound of another, about the same indicator."""

    below: Leaf
    upper: Comparison
    above: Leaf
    lower: Comparison


class Spot(NamedTuple):
    """Two bounds on a day at a place."""

    plan: Plan
    place: Locality
    high: Any  # where the lower band ends
    low: Any  # where the upper band begins
    in_both: bool  # whether the figure itself lies in both, if they are equal
    in_none: bool

    @property
    def meet(self) -> bool:
        return bool(self.high == self.low) and not self.in_both and not self.in_none

    @property
    def gap(self) -> bool:
        return bool(self.high < self.low) or (bool(self.high == self.low) and self.in_none)

    @property
    def overlap(self) -> bool:
        return bool(self.high > self.low) or (bool(self.high == self.low) and self.in_both)


def findings(subject: Subject, kind: str) -> Iterator[Finding]:
    """Where neighbouring bands have a gap, or an overlap: once for each pair of them."""
    every = _bands(subject)
    for border, path, spots in _looked_at(every, subject):
        if path is None or not _are_neighbours(border, spots):
            continue
        found = next(
            (spot for spot in spots if getattr(spot, kind) and not _is_filled(spot, border, every, kind)), None
        )
        if found is not None:
            yield Finding(path, _message(border, found, kind))


def pairs_left(subject: Subject) -> tuple[int, int]:
    """How many pairs of bounds are not come to, and how many there are."""
    every = _bands(subject)
    found = sum(1 for _ in _borders(every))
    return found - sum(1 for _ in _looked_at(every, subject)), found


def _bands(subject: Subject) -> list[Leaf]:
    """The comparisons whose bounds lie where they are written: those of figures that rules round lie elsewhere."""
    indicators = subject.ruleset.indicators
    return [leaf for leaf in leaves(subject) if indicators[leaf.indicator].round is None]


def _looked_at(every: list[Leaf], subject: Subject) -> Iterator[tuple[Border, Path | None, list[Spot]]]:
    """The pairs of bounds, with their place in this file and how they stand to each other; as many as are looked at."""
    left = _MOST_LOOKS
    for border in _borders(every):
        path = where(subject, border.above, border.lower) or where(subject, border.below, border.upper)
        spots = list(_spots(border, subject)) if path is not None else []
        left -= max(1, len(spots))
        if left < 0:
            return
        yield border, path, spots


def _borders(every: list[Leaf]) -> Iterator[Border]:
    for below, above in product(every, every):
        if below is not above and below.indicator == above.indicator:
            for upper, lower in product(below.comparisons, above.comparisons):
                if upper.operator in UPPER and lower.operator in LOWER:
                    yield Border(below, upper, above, lower)


def _are_neighbours(border: Border, spots: list[Spot]) -> bool:
    same = border.upper.threshold is not None and border.upper.threshold == border.lower.threshold
    constant = (
        border.upper.threshold is border.lower.threshold is None and border.upper.constant == border.lower.constant
    )
    return same or constant or any(spot.meet for spot in spots)


def _spots(border: Border, subject: Subject) -> Iterator[Spot]:
    for plan in plans(subject):
        each = (plan.places_of(border.below), plan.places_of(border.above))
        by = max(each, key=len)
        if not {*each[0], *each[1]} <= {*by}:
            continue
        for place in plan.localities(by, {}):
            high, low = (_bound(comparison, plan, place) for comparison in (border.upper, border.lower))
            if high is not None and low is not None:
                yield _spot(border, plan, place, high, low)


def _bound(comparison: Comparison, plan: Plan, place: Locality) -> Any:
    """The figure of a bound at a place, so that it can be compared: a number, a day, or a position in an order."""
    return plan.operand(comparison, place)


def _spot(border: Border, plan: Plan, place: Locality, high: Any, low: Any) -> Spot:
    indicator = plan.ruleset.indicators[border.below.indicator]
    operators = plan.operator(border.upper), plan.operator(border.lower)
    inside = [holds(operator, high, high, indicator) for operator in operators]
    if isinstance(high, str):
        order = list(indicator.values)
        high, low = order.index(high), order.index(low)
    return Spot(plan, place, high, low, all(inside), not any(inside))


def _is_filled(spot: Spot, border: Border, every: list[Leaf], kind: str) -> bool:
    """Whether other comparisons take the values of a gap; nothing fills an overlap."""
    if kind != "gap" or not isinstance(spot.high, Fraction | date):
        return False
    value = spot.high if spot.high == spot.low or isinstance(spot.high, date) else (spot.high + spot.low) / 2
    others = (
        leaf for leaf in every if leaf.indicator == border.below.indicator and leaf not in (border.below, border.above)
    )
    return any(_takes(leaf, value, spot) for leaf in others)


def _takes(leaf: Leaf, value: Operand, spot: Spot) -> bool:
    plan, indicator = spot.plan, spot.plan.ruleset.indicators[leaf.indicator]
    pairs = [(plan.operator(item), _bound(item, plan, spot.place)) for item in leaf.comparisons]
    return all(
        bound is not None and not isinstance(value, tuple) and holds(operator, value, bound, indicator)
        for operator, bound in pairs
    )


def _message(border: Border, spot: Spot, kind: str) -> Message:
    indicator = spot.plan.ruleset.indicators[border.below.indicator]
    figures = (_bound(item, spot.plan, spot.place) for item in (border.upper, border.lower))
    high, low = (shown(figure, indicator) for figure in figures)
    upper = Message("lint.bound", operator=spot.plan.operator(border.upper).value, value=high)
    lower = Message("lint.bound", operator=spot.plan.operator(border.lower).value, value=low)
    place: object = ""
    if spot.place:
        name = place_name(tuple(spot.place.values()), tuple(spot.place), (), spot.plan.ruleset.indicators)
        place = Message("lint.band-place", place=name)
    said = {"indicator": indicator.id, "upper": upper, "lower": lower, "day": Shown(spot.plan.as_of), "place": place}
    return Message(f"lint.bands-{kind}", **said)
