"""The values of thresholds on a day to those of thresholds that follow from them.

A value that follows keeps to the limits of its type; its basis is the weaker of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import Final, NamedTuple

from smartcommune.engine.bounds import Bound
from smartcommune.model.condition import Value
from smartcommune.model.threshold import SET, Relative, Threshold
from smartcommune.model.values import limits

# What a threshold can rest on, from the firmest ground to the weakest.
_FROM_FIRMEST: Final = ("law", "guidance", "province", "assumption", SET)


class Beyond(NamedTuple):
    """A value that follows from another threshold, and that no threshold of its type can have."""

    threshold: str
    base: str  # what it follows from
    value: Fraction
    day: date


def followed(bounds: Mapping[str, Bound], day: date) -> tuple[dict[str, Bound], tuple[Beyond, ...]]:
    """The bounds of a day with the values that follow from others, and those of these that cannot be.

    Args:
        bounds: by id; no threshold follows from itself, by however many steps.
        day: whose values they are.
    """
    found, beyond = dict(bounds), list[Beyond]()
    order = TopologicalSorter({id: bound.threshold.bases for id, bound in bounds.items()}).static_order()
    for id in order:
        relative = _relative(found[id], day)
        if relative is not None:
            found[id] = _from(found[relative.threshold], found[id], relative)
            beyond += [Beyond(id, relative.threshold, value, day) for value in _unfit(found[id])]
    return found, tuple(beyond)


def _relative(bound: Bound, day: date) -> Relative | None:
    """How the values of the day follow; None where they are stated, or there are none."""
    dated = None if bound.is_set or bound.absence is not None else bound.threshold.on(day)
    return None if dated is None else dated.of


def _from(base: Bound, bound: Bound, relative: Relative) -> Bound:
    default = None if base.default is None else relative.of(base.default)
    places = {where: None if value is None else relative.of(value) for where, value in base.places.items()}
    threshold = _resting(bound.threshold, base.threshold)
    return Bound(threshold, default, places, base.by, is_set=threshold.basis == SET, absence=base.absence)


def _resting(own: Threshold, base: Threshold) -> Threshold:
    """A threshold with what its value rests on: on what it follows from, too; where the user sets that, on it alone."""
    if base.basis == SET:
        return own._replace(basis=SET, from_test=None, citations=base.citations)
    citations = tuple(dict.fromkeys((*own.citations, *base.citations)))
    weaker = max(own, base, key=lambda each: _FROM_FIRMEST.index(each.basis))
    return own._replace(basis=weaker.basis, from_test=weaker.from_test, citations=citations)


def _unfit(bound: Bound) -> Iterator[Fraction]:
    """The values beyond the limits of the type; numbers of things are whole."""
    like = bound.threshold.like
    low, high = limits(like)
    for value in {bound.default, *bound.places.values()}:
        if isinstance(value, Fraction) and not _fits(value, low, high, is_whole=like.type == "count"):
            yield value


def _fits(value: Value, low: Fraction | None, high: Fraction | None, *, is_whole: bool) -> bool:
    number = Fraction(value)  # type: ignore[arg-type]  # a number
    inside = (low is None or number >= low) and (high is None or number <= high)
    return inside and not (is_whole and number.denominator != 1)
