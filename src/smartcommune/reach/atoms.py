"""What is asked of a commune's facts alone: one comparison, a place, the row of a scale."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from smartcommune.engine.evaluate import compared_with, leaf_possible
from smartcommune.engine.plan import Plan
from smartcommune.engine.points import on_scale
from smartcommune.logic import holding
from smartcommune.model.condition import Leaf, Operand, Operator
from smartcommune.model.facts import Facts, completed
from smartcommune.model.points import Scale
from smartcommune.model.relations import relations

Answer = Any  # the outcomes that are possible, or a verdict


class Comparing(NamedTuple):
    """How a fact compares with operands that are the same everywhere."""

    plan: Plan
    leaf: Leaf
    operands: tuple[Operand | None, ...]

    @property
    def id(self) -> str:
        return self.leaf.indicator

    @property
    def key(self) -> Hashable:
        return _asked_as(self)

    def answer(self, facts: Facts) -> Answer:
        return compared_with(self.leaf, facts, self.operands, self.plan)


class ComparingByPlace(NamedTuple):
    """How a fact compares with the operands of each place."""

    plan: Plan
    leaf: Leaf
    operands: tuple[tuple[Operand | None, ...], ...]

    @property
    def id(self) -> str:
        return self.leaf.indicator

    @property
    def key(self) -> Hashable:
        return _asked_as(self)

    def answer(self, facts: Facts) -> Answer:
        return tuple(compared_with(self.leaf, facts, operands, self.plan) for operands in self.operands)


class Whereabouts(NamedTuple):
    """Which operands the place of a commune leaves, by their number among those of all places."""

    plan: Plan
    id: str
    number_at: tuple[int, ...]  # for each place, in the order of the indicator's values

    @property
    def key(self) -> Hashable:
        return self.id, tuple(self.plan.ruleset.indicators[self.id].values), self.number_at

    def answer(self, facts: Facts) -> Answer:
        place = facts.get(self.id)
        if not isinstance(place, str):
            return tuple(dict.fromkeys(self.number_at))
        return (self.number_at[list(self.plan.ruleset.indicators[self.id].values).index(place)],)


# The figure at which a row begins, and whether it holds only above that.
Begin = tuple[Fraction, bool]


class Climbing(NamedTuple):
    """How many points a scale of one figure may give."""

    plan: Plan
    scale: Scale
    leaves: tuple[Leaf, ...]  # of its rows
    begins: tuple[Begin, ...] | None = None  # of these, in ascending order, where each compares with a constant alone

    @property
    def id(self) -> str:
        return self.leaves[0].indicator

    @property
    def key(self) -> Hashable:
        return "points", _declared(self.plan, self.id), self.scale.written or self.scale.rungs, self.scale.otherwise

    def answer(self, facts: Facts) -> Answer:
        value, indicator = facts.get(self.id), self.plan.ruleset.indicators[self.id]
        if self.begins is not None and isinstance(value, Fraction) and indicator.rounded_to is None:
            return frozenset((self._points_of(value if indicator.round is None else indicator.round.of(value)),))
        return frozenset(on_scale(self.scale, lambda row: holding(leaf_possible(self.leaves[row], self.plan, facts))))

    def _points_of(self, value: Fraction) -> Fraction:
        """The points of a known figure: those of the last row that has begun."""
        begun = bisect_right(self.begins or (), (value, False))
        return self.scale.rungs[-begun].points if begun else self.scale.otherwise


def begins(scale: Scale, leaves: Sequence[Leaf]) -> tuple[Begin, ...] | None:
    """Where rows that lie within each other begin, in ascending order; None where they compare with other things."""
    if scale.written is None or any(len(leaf.comparisons) > 1 for leaf in leaves):
        return None
    found = [
        (comparison.constant, comparison.operator is Operator.GT) for leaf in leaves for comparison in leaf.comparisons
    ]
    known = [(figure, is_above) for figure, is_above in reversed(found) if isinstance(figure, Fraction)]
    return tuple(known) if len(known) == len(found) else None


class Atom(NamedTuple):
    """What the facts of a commune answer by themselves."""

    asks: Comparing | ComparingByPlace | Whereabouts | Climbing
    hidden: frozenset[str] = frozenset()  # facts that are taken to be unknown

    @property
    def about(self) -> frozenset[str]:
        """The facts that decide the answer."""
        return relations(self.asks.plan.ruleset).basis[self.asks.id]

    @property
    def seen(self) -> tuple[str, ...]:
        """Those of them that count."""
        return tuple([id for id in self.about if id not in self.hidden])

    def answer(self, known: Facts) -> Answer:
        """The answer of known facts, among them those that count as unknown here."""
        return self.asks.answer(completed({id: known[id] for id in self.seen if id in known}, self.asks.plan.ruleset))


def _asked_as(asks: Comparing | ComparingByPlace) -> Hashable:
    """All that a comparison depends on: plans that agree on it ask the same question."""
    operators = tuple(asks.plan.operator(item) for item in asks.leaf.comparisons)
    return _declared(asks.plan, asks.id), operators, asks.operands


def _declared(plan: Plan, id: str) -> Hashable:
    """How an indicator is declared, as far as comparisons depend on it."""
    indicator = plan.ruleset.indicators[id]
    limits = (indicator.least, indicator.most, indicator.rounded_to, indicator.round)
    return indicator.id, indicator.type, tuple(indicator.values), indicator.ordered, limits, indicator.form
