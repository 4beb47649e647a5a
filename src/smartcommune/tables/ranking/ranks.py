"""Contenders to their ranks: on what is known, and between which others whatever the unknown facts turn out to be.

A rank is one more than are ahead; equals have the same one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from smartcommune.tables.ranking.contenders import Contender, Span


class Ranks:
    """Between which ranks communes stand, whatever the unknown facts turn out to be."""

    def __init__(self, every: Sequence[Contender]) -> None:
        self._lowest = sorted(each.low for each in every if each.is_sure and each.is_exact)
        self._highest = sorted(each.high for each in every)
        self._spans = {each.number: each for each in every}
        self.is_exact = all(each.is_exact for each in every)

    def of(self, number: int) -> tuple[int, int]:
        """One more than are ahead of it, at best and at worst."""
        each = self._spans[number]
        best = 1 + len(self._lowest) - bisect_right(self._lowest, each.high)
        worst = 1 + len(self._highest) - bisect_right(self._highest, each.low) - (each.high > each.low)
        return best, worst


def ranks_now(spans: Mapping[int, Span]) -> dict[int, int]:
    """The rank of each eligible commune on what is known: one more than are surely ahead of it."""
    lowest = sorted(span.low for span in spans.values())
    return {number: 1 + len(lowest) - bisect_right(lowest, span.high) for number, span in spans.items()}
