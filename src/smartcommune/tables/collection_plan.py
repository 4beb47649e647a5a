"""What communes lack to a plan for collecting it: which fact next, for how many of them, and how many it settles.

A commune is settled once everything is known that it lacks: each of these facts can still change its verdict
(`missing`), so fewer would not do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Ids = frozenset[str]


class Collect(NamedTuple):
    """A fact to collect: how many communes lack it, and how many are settled with it and the facts before it."""

    indicator: str
    lacking: int
    settles: int


def collection_plan(lacking: Mapping[Ids, int], order: Sequence[str]) -> tuple[Collect, ...]:
    """The facts to collect one after the other, always the one that settles most communes next.

    Where none settles a commune by itself, the one that most communes lack comes first; then the first one.

    Args:
        lacking: how many communes lack just these facts.
        order: all facts; of two that are as good the first one is taken.
    """
    plan: list[Collect] = []
    left = {facts: count for facts, count in lacking.items() if facts}
    while left:
        plan.append(_next(left, order))
        left = _without(plan[-1].indicator, left)
    return tuple(plan)


def _next(lacking: Mapping[Ids, int], order: Sequence[str]) -> Collect:
    """The fact that settles most, then the one that most lack."""
    lack, settle = dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    for facts, count in lacking.items():
        for fact in facts:
            lack[fact] += count
            settle[fact] += count if len(facts) == 1 else 0
    best = max(order, key=lambda fact: (settle[fact], lack[fact]))
    return Collect(best, lack[best], settle[best])


def _without(indicator: str, lacking: Mapping[Ids, int]) -> Counter[Ids]:
    """What is lacking once a fact is known; communes that lacked nothing else are settled."""
    left: Counter[Ids] = Counter()
    for facts, count in lacking.items():
        left[facts - {indicator}] += count
    del left[frozenset()]
    return left
