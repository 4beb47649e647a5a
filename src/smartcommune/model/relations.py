"""A rule set to how its parts hang together; each answer is found once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Final, Generic, TypeVar

from smartcommune.model.condition import Condition, Leaf
from smartcommune.model.conditions import conditions, every_part, leaves_in, thresholds_in, thresholds_of
from smartcommune.model.forms import Form, Share
from smartcommune.model.points import Sum
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.model.statements import statements_of
from smartcommune.remembered import remembered

Thing = TypeVar("Thing")

# Rule sets whose relations are kept: those of one run, or of the mutants that are compared one after the other.
_MOST_KEPT: Final = 16


class Relations:
    """How the parts of one rule set hang together."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """The percentages that one count has in another, with these."""
        return {id: form.share for id, form in self.forms.items() if form.share is not None}

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The indicators that follow from others, each after those it follows from, with how they do."""
        forms = {id: item.form for id, item in self._ruleset.indicators.items() if item.form is not None}
        order = TopologicalSorter({id: [part for part in form.parts if part in forms] for id, form in forms.items()})
        return {id: forms[id] for id in order.static_order()}

    @cached_property
    def sources(self) -> Mapping[str, frozenset[str]]:
        """For each indicator that follows from others the stated facts that it does so from, by whatever steps."""
        found: dict[str, frozenset[str]] = {}
        for id, form in self.forms.items():
            found[id] = frozenset().union(*(found.get(part, (part,)) for part in form.parts))
        return found

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each indicator those that are never above it."""
        return _inverted((id, item.wholes) for id, item in self._ruleset.indicators.items())

    @cached_property
    def leaves(self) -> Mapping[str, tuple[Leaf, ...]]:
        """For each indicator the comparisons of it, criterion by criterion, those of `eligible_when` last."""
        found: dict[str, list[Leaf]] = {}
        for leaf in leaves_in(conditions(self._ruleset)):
            found.setdefault(leaf.indicator, []).append(leaf)
        return {id: tuple(leaves) for id, leaves in found.items()}

    @cached_property
    def followers(self) -> Mapping[str, tuple[str, ...]]:
        """For each criterion those that name it."""
        return _inverted((id, item.references) for id, item in self._ruleset.criteria.items())

    def following(self, ids: Iterable[str]) -> frozenset[str]:
        """Some criteria, and all that name one of them, directly or not."""
        found, waiting = set[str](), list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting += self.followers.get(id, ())
        return frozenset(found)

    @cached_property
    def basis(self) -> Mapping[str, frozenset[str]]:
        """For each indicator those whose facts decide what its own counts for: itself, its parts, its conditions."""
        found: dict[str, frozenset[str]] = {}
        for id in self._ruleset.indicators:
            below, waiting = set[str](), [id]
            while waiting:
                near = waiting.pop()
                if near not in below:
                    below.add(near)
                    indicator = self._ruleset.indicators[near]
                    waiting += [*indicator.parts, *(leaf.indicator for leaf in indicator.conditions)]
            found[id] = frozenset(below)
        return found

    @cached_property
    def mosts(self) -> Mapping[str, Fraction]:
        """For each criterion that earns points the most that it can earn at all."""
        found: dict[str, Fraction] = {}
        for id, criterion in self._ruleset.criteria.items():
            if isinstance(criterion.earning, Sum):
                found[id] = _most_of(criterion.earning, found)
            elif criterion.earning is not None:
                found[id] = criterion.earning.most
        return found

    @cached_property
    def by_level(self) -> RuleSet:
        """The rule set as if its levels were its verdict."""
        return self._ruleset._replace(verdict_by_level=True)

    @cached_property
    def evidenced(self) -> tuple[str, ...]:
        """The indicators whose facts count only with their evidence."""
        return tuple(id for id, indicator in self._ruleset.indicators.items() if indicator.evidence is not None)

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """The statements after which some criteria earn only what is stated."""
        return tuple(statements_of(self._ruleset.criteria.values()))

    @cached_property
    def comparing(self) -> Mapping[str, tuple[str, ...]]:
        """For each threshold the criteria that compare with it."""
        return _inverted((id, thresholds_in(item.outline)) for id, item in self._ruleset.criteria.items())

    @cached_property
    def compared(self) -> Mapping[str, tuple[Condition, ...]]:
        """For each threshold the comparisons with it, and the groups that ask for so many members."""
        found: dict[str, list[Condition]] = {}
        for part in every_part(conditions(self._ruleset)):
            for id in dict.fromkeys(thresholds_of(part)):
                found.setdefault(id, []).append(part)
        return {id: tuple(compared) for id, compared in found.items()}

    @cached_property
    def lookers(self) -> Mapping[str, tuple[str, ...]]:
        """For each indicator the criteria that compare it, or that compare with what depends on it."""
        return _inverted((id, self._looks_at(item)) for id, item in self._ruleset.criteria.items())

    def _looks_at(self, criterion: Criterion) -> Iterator[str]:
        for part in every_part(criterion.outline):
            if isinstance(part, Leaf):
                yield from self.basis[part.indicator]
            for id in thresholds_of(part):
                yield from self._ruleset.thresholds[id].by


class Same(Generic[Thing]):
    """A thing that equals only itself: others with the same words are not looked through to know that."""

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing


@remembered(_MOST_KEPT)
def _relations(same: Same[RuleSet]) -> Relations:
    return Relations(same.thing)


def relations(ruleset: RuleSet) -> Relations:
    """How the parts of a rule set hang together."""
    return _relations(Same(ruleset))


def _most_of(earning: Sum, members: Mapping[str, Fraction]) -> Fraction:
    top = earning.scaled_to
    if top is None:
        top = sum((members[id] for id in earning.members), Fraction(0))
    return top if earning.most is None else min(top, earning.most)


def _inverted(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """For each of the values the keys that have it, each once."""
    found: dict[str, dict[str, None]] = {}
    for key, values in pairs:
        for value in values:
            found.setdefault(value, {})[key] = None
    return {value: tuple(keys) for value, keys in found.items()}
