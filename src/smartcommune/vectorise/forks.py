"""What a comparison compares with at each place, told apart by one indicator after the other.

Where an indicator makes no difference nothing is asked about it, and places between which it makes none go together.
"""

from __future__ import annotations

from typing import NamedTuple

from smartcommune.engine.plan import Plan
from smartcommune.model.condition import Leaf, PointsLeaf
from smartcommune.model.threshold import Locality
from smartcommune.vectorise.ranges import Edge

Bounds = tuple[Edge, ...]


class Fork(NamedTuple):
    """What follows from which values of an indicator: another fork, or what is compared with there."""

    indicator: str
    ways: tuple[tuple[tuple[str, ...], Fork | Bounds], ...]


def fork(leaf: Leaf | PointsLeaf, plan: Plan) -> Fork | Bounds:
    """What a leaf compares with, by where a commune lies."""
    return _fork(leaf, plan, plan.places_of(leaf), {})


def _fork(leaf: Leaf | PointsLeaf, plan: Plan, by: tuple[str, ...], place: Locality) -> Fork | Bounds:
    if not by:
        operators = map(plan.operator, leaf.comparisons)
        return tuple(zip(operators, plan.operands_at(leaf, place), strict=True))
    first, *others = by
    ways: dict[Fork | Bounds, list[str]] = {}
    for value in plan.ruleset.indicators[first].values:
        ways.setdefault(_fork(leaf, plan, tuple(others), {**place, first: value}), []).append(value)
    if len(ways) == 1:
        return next(iter(ways))
    return Fork(first, tuple((tuple(values), way) for way, values in ways.items()))
