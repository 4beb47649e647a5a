"""Outcomes of the criteria that count to the weight of what is met and of what applies, and to the exact score."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Final, NamedTuple

from smartcommune.logic import NOT_APPLICABLE, NOT_MET, Possible
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.model.ruleset import RuleSet


class Score(Fraction):
    """A score, 0 to 100. There are few different ones, and each is looked up for every commune that has it."""

    __slots__ = ("_hash",)
    _hash: int

    def __hash__(self) -> int:  # type: ignore[override]  # the stubs know of no number that has one
        try:
            return self._hash
        except AttributeError:
            self._hash = super().__hash__()
            return self._hash


class Weight(NamedTuple):
    """How much is met of how much applies, in whole numbers that have the proportions of the weights."""

    met: int = 0
    applicable: int = 0

    def plus(self, weight: int, outcome: Possible) -> Weight:
        """With one criterion more; one that stays open counts as its worst outcome."""
        if outcome & NOT_MET:
            return Weight(self.met, self.applicable + weight)
        if outcome & NOT_APPLICABLE:
            return self
        return Weight(self.met + weight, self.applicable + weight)

    def with_(self, other: Weight) -> Weight:
        """Two weights together."""
        return Weight(self.met + other.met, self.applicable + other.applicable)

    @property
    def score(self) -> Fraction | None:
        """The exact share of what is met, 0 to 100; None where nothing that counts applies."""
        return _share(self.met, self.applicable)


@cache
def _share(met: int, applicable: int) -> Fraction | None:
    return Score(MOST_PERCENT * met, applicable) if applicable else None


NO_WEIGHT: Final = Weight()


def whole_weights(ruleset: RuleSet) -> Mapping[str, int]:
    """The weights of the criteria that count, as whole numbers in the same proportions."""
    weights = {id: criterion.weight for id, criterion in ruleset.criteria.items() if criterion.weight}
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return {id: int(weight * scale) for id, weight in weights.items()}
