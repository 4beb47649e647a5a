"""A rule set to how its parts hang together; each answer is found once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final

from smartcommune.model.conditions import every_part, thresholds_of
from smartcommune.model.ruleset import Criterion, Leaf, RuleSet, Share, parts

# Rule sets whose relations are kept: those of one run, or of the mutants that are compared one after the other.
_MOST_KEPT: Final = 16


class Relations:
    """How the parts of one rule set hang together."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """The indicators that follow from two counts, with these."""
        return {
            id: indicator.share for id, indicator in self._ruleset.indicators.items() if indicator.share is not None
        }

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each indicator those that are declared to be at most as much."""
        return _inverted((id, filter(None, (item.at_most,))) for id, item in self._ruleset.indicators.items())

    @cached_property
    def leaves(self) -> Mapping[str, tuple[Leaf, ...]]:
        """For each indicator the comparisons of it, criterion by criterion, those of `eligible_when` last."""
        found: dict[str, list[Leaf]] = {}
        for condition in (
            *(each for item in self._ruleset.criteria.values() for each in item.conditions),
            self._ruleset.eligible_when,
        ):
            for part in parts(condition):
                if isinstance(part, Leaf):
                    found.setdefault(part.indicator, []).append(part)
        return {id: tuple(leaves) for id, leaves in found.items()}

    @cached_property
    def followers(self) -> Mapping[str, tuple[str, ...]]:
        """For each criterion those that name it."""
        return _inverted((id, item.references) for id, item in self._ruleset.criteria.items())

    @cached_property
    def basis(self) -> Mapping[str, frozenset[str]]:
        """For each indicator those whose facts decide what its own counts for: itself, its counts, its conditions."""
        found: dict[str, frozenset[str]] = {}
        for id in self._ruleset.indicators:
            below, waiting = set[str](), [id]
            while waiting:
                near = waiting.pop()
                if near not in below:
                    below.add(near)
                    indicator = self._ruleset.indicators[near]
                    waiting += [*(indicator.share or ()), *(leaf.indicator for leaf in indicator.conditions)]
            found[id] = frozenset(below)
        return found

    @cached_property
    def lookers(self) -> Mapping[str, tuple[str, ...]]:
        """For each indicator the criteria that compare it, or that compare with what depends on it."""
        return _inverted((id, self._looks_at(item)) for id, item in self._ruleset.criteria.items())

    def _looks_at(self, criterion: Criterion) -> Iterator[str]:
        for part in every_part(criterion.conditions):
            if isinstance(part, Leaf):
                yield from self.basis[part.indicator]
            for id in thresholds_of(part):
                yield from filter(None, (self._ruleset.thresholds[id].by,))


class Same:
    """A rule set that equals only itself: others with the same words are not looked through to know that."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset

    def __hash__(self) -> int:
        return id(self.ruleset)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.ruleset is other.ruleset


@lru_cache(maxsize=_MOST_KEPT)
def _relations(same: Same) -> Relations:
    return Relations(same.ruleset)


def relations(ruleset: RuleSet) -> Relations:
    """How the parts of a rule set hang together."""
    return _relations(Same(ruleset))


def _inverted(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """For each of the values the keys that have it, each once."""
    found: dict[str, dict[str, None]] = {}
    for key, values in pairs:
        for value in values:
            found.setdefault(value, {})[key] = None
    return {value: tuple(keys) for value, keys in found.items()}
