"""Known facts to what matters of them: communes of which the same matters can become the same.

Of a fact no more than its comparisons matter, and of a count beside an unknown one no more than which shares the two
can come to: for one of 80 % all numbers are alike that 4 divides.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from smartcommune.engine.evaluate import compared_with
from smartcommune.engine.plan import Plan
from smartcommune.model.condition import Leaf, Operand
from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.model.relations import relations
from smartcommune.reach.declared import Declared

Group = tuple[str, ...]


class Matter(NamedTuple):
    """What matters of the facts of a group: whether one of them is unknown, and of which kind all others are."""

    is_open: bool
    kind: int


Matters = Mapping[Group, Matter]


class Alike:
    """What is alike under one plan.

    Args:
        plan: the rules.
        declared: what they declare.
    """

    def __init__(self, plan: Plan, declared: Declared) -> None:
        self._plan = plan
        self._declared = declared
        self._places = plan.ruleset.places
        self._comparisons: dict[str, list[tuple[Leaf, tuple[Operand | None, ...]]]] = {}
        self._scales: dict[tuple[str, str], tuple[list[int], list[int], list[Fraction]]] = {}
        self._kinds: dict[Hashable, int] = {}
        self._found: dict[tuple[Group, tuple[FactValue | None, ...]], Matter] = {}

    def of(self, group: Group, facts: Facts) -> Matter:
        """What matters of the known facts of a group: all indicators that are bound to each other, or one alone."""
        key = group, tuple(map(facts.get, group))
        found = self._found.get(key)  # once: a fact is long to hash
        if found is None:
            is_open = not all(self.is_known(id, facts) for id in group)
            known = {id: facts[id] for id in group if id in facts}
            kind = group, self._kind(group, known, is_open=is_open)
            found = self._found[key] = Matter(is_open, self._kinds.setdefault(kind, len(self._kinds)))
        return found

    def is_known(self, id: str, facts: Facts) -> bool:
        """Whether a fact is stated, or all that it follows from."""
        parts = self._declared.parts(id)
        return id in facts or (bool(parts) and all(self.is_known(part, facts) for part in parts))

    def _kind(self, group: Group, known: Facts, *, is_open: bool) -> Hashable:
        if not self._places.isdisjoint(group):
            return tuple(known.items())
        if len(group) == 1 and self._is_text(*group):
            return tuple([self._compared(id, fact) for id, fact in known.items()])
        if len(group) == 1 or not is_open:
            return self._declared.cells_of(known, {})
        if len(known) == 1:
            ((id, fact),) = known.items()
            share = self._share(group, id)
            if share is not None and isinstance(fact, Fraction) and fact:
                return self._beside(share, id, int(fact))
        return tuple(known.items())

    def _is_text(self, id: str) -> bool:
        return self._plan.ruleset.indicators[id].type == "text"

    def _compared(self, id: str, fact: FactValue) -> Hashable:
        """The outcome of every comparison of a fact."""
        if id not in self._comparisons:
            leaves = relations(self._plan.ruleset).leaves.get(id, ())
            self._comparisons[id] = [(leaf, each) for leaf in leaves for each in self._plan.operands(leaf, {})]
        return tuple([compared_with(leaf, {id: fact}, each, self._plan) for leaf, each in self._comparisons[id]])

    def _share(self, group: Group, count: str) -> str | None:
        """The share that a group consists of with its two counts, of which one is known."""
        shares = (id for id in group if count in self._declared.counts(id))
        return next((id for id in shares if {id, *self._declared.counts(id)} == {*group}), None)

    def _beside(self, share: str, count: str, number: int) -> Hashable:
        """On which side of its cut points a count lies, and on which sides of its own and the share's the other can."""
        own, others, factors = self._scale(share, count)
        points = [*others, *(_twice(number * factor) for factor in factors)]
        numbers = {point // 2 + step for point in points for step in (0, 1)}
        return count, _sides(number, own), frozenset([_sides(each, points) for each in numbers])

    def _scale(self, share: str, count: str) -> tuple[list[int], list[int], list[Fraction]]:
        """Twice the cut points of a count, of the other one, and what to multiply one with for those of their share."""
        if (share, count) not in self._scales:
            part, whole = self._declared.counts(share)
            cuts = (MOST_PERCENT, *self._declared.figure_cuts(share))
            shares = [cut / MOST_PERCENT for cut in cuts if isinstance(cut, Fraction) and cut > 0]
            factors = [1 / each for each in shares] if count == part else shares
            other = whole if count == part else part
            self._scales[share, count] = self._points(count), self._points(other), factors
        return self._scales[share, count]

    def _points(self, count: str) -> list[int]:
        """Twice the numbers at which something changes for a count, its limits among them."""
        indicator = self._plan.ruleset.indicators[count]
        ends = (indicator.least, indicator.most, *self._declared.figure_cuts(count))
        return [0, *(_twice(end) for end in ends if isinstance(end, Fraction))]


def _twice(point: Fraction) -> int:
    """Twice a number; of one that is not whole what lies half between two that are, which no count tells apart."""
    return floor(point) + ceil(point)


def _sides(number: int, points: Iterable[int]) -> tuple[int, ...]:
    """Whether a number is below, on or above each of some points, of which there is twice each."""
    return tuple([(2 * number > point) - (2 * number < point) for point in points])
