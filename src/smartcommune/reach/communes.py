"""Plans to the communes that can exist: for each group of indicators bound to each other, one choice of facts per cell.

A choice is what a profile could state: counts are whole, no part lies above its whole, nothing is given that another
fact rules out, and a share is stated only where its two counts are not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from smartcommune.engine.plan import Plan
from smartcommune.model.facts import NA, Facts, FactValue
from smartcommune.reach.computed import ComputedValues
from smartcommune.reach.count_values import MOST_CHOICES, CountValues
from smartcommune.reach.declared import Declared, Fact
from smartcommune.reach.wholes import TooMany

Cost = tuple[int | Fraction, ...]


class Choice(NamedTuple):
    """Facts about one group of indicators, with what they cost in the smallest commune."""

    facts: dict[str, FactValue]
    cost: Cost
    names: int  # a bit for each of the facts that cost something


def fewest(_: str, fact: Fact) -> Cost:
    """The price of a fact where the smallest commune is the one with the fewest facts, and values before `na`."""
    return (int(fact is not None), int(fact is NA))


class Communes:
    """The communes that one or several plans can be asked about.

    Args:
        plans: all of them are asked about the same commune; it fits the declarations of each.
        given: facts that are settled.
        stated: facts that are known, though they may change, without shares that follow from counts among them.
        open: indicators whose facts stay unknown.
        unknown: whether a fact may also be unknown.
        not_applicable: whether a fact that may not apply does so.
        by_counts: whether a share is stated by its counts, also where none of them is known.
        values: what the facts of an indicator may be, None for unknown; all cells unless something else is asked for.
        price: what a fact costs; of two communes that answer alike the cheaper one is kept.
        declared: what the plans declare, where that is known already.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        *,
        given: Facts | None = None,
        stated: Facts | None = None,
        open: Collection[str] = (),
        unknown: bool = True,
        not_applicable: bool = True,
        by_counts: bool = False,
        values: Callable[[str], Iterable[Fact]] | None = None,
        price: Callable[[str, Fact], Cost] = fewest,
        declared: Declared | None = None,
    ) -> None:
        self._declared = declared or Declared(plans)
        given, stated = self._declared.fitting(given or {}), self._declared.fitting(stated or {})
        self.given = {id: fact for id, fact in given.items() if not self._declared.follows(id, given)}
        self._stated = {**stated, **self.given}
        self._is_void = self._declared.contradict(self.given)
        self._open = frozenset(open)
        self._unknown = unknown
        self._not_applicable = not_applicable
        self._by_counts = by_counts
        self._values = values
        self.price = price
        self.free: Cost = (0,) * len(price("", None))
        self.is_partial = False  # whether of some choices that were asked for more may exist than were found
        self._choices: dict[frozenset[str], tuple[Choice, ...]] = {}
        self._found: dict[str, tuple[Fact, ...]] = {}

    @property
    def has_computed(self) -> bool:
        """Whether a figure that is compared follows from several open ones otherwise than as a share of counts.

        Not every combination of their cells is found then. Where all but one of them are settled, it rises or falls
        with this one, whose cells are then those of both.
        """
        compared = (
            self._declared.sources(id)
            for id, form in self._declared.forms.items()
            if not form.share and self._declared.cuts(id)
        )
        return any(len(open := sources - self.given.keys()) > 1 or open == sources for sources in compared)

    def groups(self, ids: Iterable[str]) -> list[frozenset[str]]:
        """The indicators in groups of which each is bound to another one of its group, in their own order."""
        return self._declared.together(self._asked(ids))

    def choices(self, group: frozenset[str]) -> tuple[Choice, ...]:
        """What the facts of a group can be together, one choice per cell.

        Raises:
            TooMany: there are too many to look at.
        """
        if group not in self._choices:
            found: dict[Hashable, Choice] = {}
            for choice in self._chosen(group):
                alike = (self._declared.cells_of(choice.facts, self.given), choice.names)
                if alike not in found or choice.cost < found[alike].cost:
                    found[alike] = choice
            self._choices[group] = tuple(found.values())
        return self._choices[group]

    def in_order(self, facts: Facts) -> dict[str, FactValue]:
        """The facts in the order in which the plans declare them."""
        return {id: facts[id] for id in sorted(facts, key=self._declared.positions.__getitem__)}

    def named(self, names: int) -> frozenset[str]:
        """The indicators that some bits stand for."""
        return frozenset(id for id, position in self._declared.positions.items() if names >> position & 1)

    def _asked(self, ids: Iterable[str]) -> list[str]:
        """The indicators themselves, and those that may have to change with them.

        Of a figure some part of which is known the others are asked for as well, or of every figure all; where facts
        may be unknown, also of one that does not apply because a part does not.
        """
        found: dict[str, None] = {}
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found[id] = None
                waiting += self._declared.parts(id) if self._takes_parts(id) else ()
                waiting += [other for other in self._declared.conditions(id) if other not in self.given]
                waiting += [near for near in self._declared.near(id) if near in self._stated]
        return sorted(found, key=self._declared.positions.__getitem__)

    def _takes_parts(self, id: str) -> bool:
        sources = self._declared.sources(id)
        may_drop_out = self._unknown and self._not_applicable and any(map(self._declared.may_drop_out, sources))
        return self._by_counts or self._declared.is_between(id) or may_drop_out or not sources.isdisjoint(self._stated)

    def _chosen(self, group: frozenset[str]) -> Iterator[Choice]:
        counted = CountValues(group, self._declared, self.given, self._stated)
        computed = ComputedValues(group, self._declared, self.given, self._stated, self._open)
        if self._values is None:
            computed.check()
        self.is_partial = self.is_partial or computed.is_partial
        order = counted.order()
        settled: dict[str, FactValue] = {id: self.given[id] for id in order if id in self.given}
        partial = [] if self._is_void else [settled]
        for id in (id for id in order if id not in settled):
            longer = ((facts, fact) for facts in partial for fact in self._domain(id, facts, counted, computed))
            partial = [_with(facts, id, fact) for facts, fact in longer if self._can_be(facts, id, fact)]
            if len(partial) > MOST_CHOICES:
                raise TooMany(MOST_CHOICES)
        for facts in partial:
            costs = {id: self.price(id, facts.get(id)) for id in order}
            names = sum(1 << self._declared.positions[id] for id, cost in costs.items() if any(cost))
            yield Choice(facts, tuple(map(sum, zip(*costs.values(), strict=True))), names)

    def _can_be(self, facts: dict[str, FactValue], id: str, fact: Fact) -> bool:
        """Whether a profile could state a fact beside others that it can."""
        if fact is None:
            return True
        return not self._declared.contradict(self._declared.beside(_with(facts, id, fact), self.given))

    def _domain(self, id: str, facts: Facts, counted: CountValues, computed: ComputedValues) -> Sequence[Fact]:
        known = {**self.given, **facts}
        if id in self._open or self._declared.is_between(id):
            return (None,)
        if self._declared.follows(id, known) and id not in self._stated:
            return (None,)
        if self._values is not None:
            beside = (*counted.beside(id, known), *computed.beside(id, known))
            return list(dict.fromkeys([*self._asked_values(id, self._values), *beside]))
        values = computed.values(id, known) or (
            counted.values(id, known) if self._declared.is_count(id) else self._declared.cells(id)
        )
        return [*((None,) if self._unknown else ()), *values, *self._na(id, known)]

    def _asked_values(self, id: str, values: Callable[[str], Iterable[Fact]]) -> Sequence[Fact]:
        """What was asked for, found once: of a figure there may be thousands."""
        if id not in self._found:
            self._found[id] = tuple(values(id))
        return self._found[id]

    def _na(self, id: str, known: Facts) -> tuple[Fact, ...]:
        """Not applicable, where that is asked for and may be."""
        return (NA,) if self._not_applicable and self._declared.may_be_na(id, known) else ()


def _with(facts: dict[str, FactValue], id: str, fact: Fact) -> dict[str, FactValue]:
    return facts if fact is None else {**facts, id: fact}
