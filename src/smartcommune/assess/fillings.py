"""Open criteria and what is known of a commune to the outcomes that the criteria can have together.

The unknown facts are filled in in every way that makes a difference. Communes of which the same is open are looked at
once; where there are too many ways to try them one by one, they are counted (`reach`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from math import prod
from typing import Final, NamedTuple

from smartcommune.assess.alike import Alike, Group, Matters
from smartcommune.assess.bundles import Bundle, Ids, Part, Sight
from smartcommune.engine.evaluate import outcomes_of
from smartcommune.engine.plan import Plan
from smartcommune.logic import Possible
from smartcommune.model.facts import Facts, completed
from smartcommune.model.relations import relations
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.communes import Choice, Communes
from smartcommune.reach.declared import Declared

# Ways to fill in the facts of some criteria that are tried one by one: a hundredth of a second.
MOST_TRIED: Final = 64
# Combinations of outcomes from which those of other criteria follow: a hundredth of a second.
MOST_COMBINED: Final = 500
# Answers heard about some criteria of one commune: a tenth of a second.
MOST_HEARD: Final = 100_000
# Questions that are counted for one table: half a minute. Beyond them it is not decided what a commune can become.
MOST_COUNTED: Final = 5_000

Outcomes = tuple[Possible, ...]
Possibles = Mapping[str, Possible]


class Commune:
    """What is known of a commune.

    Args:
        outcomes: what is possible for every criterion.
        matters: what matters of its facts, for all that its open criteria look at.
        read: gives the facts.
    """

    def __init__(self, outcomes: Possibles, matters: Matters, read: Callable[[], Facts]) -> None:
        self.outcomes = outcomes
        self.matters = matters
        self._read = read

    @cached_property
    def facts(self) -> Facts:
        return self._read()


class Way(NamedTuple):
    """One way to fill in the facts that some criteria look at, and their outcomes."""

    facts: Facts
    outcomes: Outcomes


class Fillings:
    """The ways in which unknown facts can be filled in under one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._declared = Declared([plan])
        self.alike = Alike(plan, self._declared)
        self.sight = Sight(plan, self._declared)
        self._single: dict[str, tuple[Facts, ...]] = {}
        self._chosen: dict[Hashable, list[list[tuple[Facts, ...]]]] = {}
        self._ways: dict[Hashable, tuple[Way, ...] | None] = {}
        self._heard: dict[Hashable, frozenset[Outcomes]] = {}
        self._counted = 0

    def _communes(self, given: Facts | None = None, *, by_counts: bool = False) -> Communes:
        """The communes in which all facts are known."""
        return Communes([self.plan], given=given, unknown=False, by_counts=by_counts, declared=self._declared)

    def outcomes(self, part: Part, commune: Commune) -> frozenset[Outcomes]:
        """Every combination of outcomes that the criteria of a part can have.

        Raises:
            TooMany: there is too much to look at.
        """
        bundles = tuple([self._bundled(bundle, commune) for bundle in part.bundles])
        if part.ids == part.looking and len(bundles) == 1:
            return bundles[0]
        key = part.ids, part.looking, _settled(part.names, commune), bundles
        if key not in self._heard:
            is_small = prod(map(len, bundles)) <= MOST_COMBINED
            found = self._followed(part, commune, bundles) if is_small else self._asked(part.ids, commune.facts)
            self._heard[key] = frozenset(found)
        return self._heard[key]

    def deciding(self, part: Part, commune: Commune) -> frozenset[str]:
        """The unknown facts of which each can change an outcome of a part; where nobody tried, all of them."""
        groups = dict.fromkeys(group for bundle in part.bundles for group in bundle.groups)
        unknown = [id for group in groups for id in group if not self.alike.is_known(id, commune.facts)]
        ways = list(self._ways_together(part, commune))
        found = frozenset(id for id in unknown if _decides(id, ways))
        return found or frozenset(unknown)

    def counted(self, reach: Reach) -> Reach:
        """A reach that may still be asked.

        Raises:
            TooMany: so many were asked that no further one is.
        """
        self._counted += 1
        if self._counted > MOST_COUNTED:
            raise TooMany(MOST_COUNTED)
        return reach

    def reaches(self, facts: Facts, asked: Iterable[str]) -> list[Reach]:
        """The ways in which unknown facts may become known: a share by itself, or by its counts.

        Which of them it is matters where one of the counts is asked for as well.
        """
        asked = frozenset(asked)
        sources = relations(self.plan.ruleset).sources
        both = any(not asked.isdisjoint(sources.get(id, ())) for id in asked)
        return [
            Reach(self._communes(facts, by_counts=by_counts), most=MOST_HEARD)
            for by_counts in ((False, True) if both else (False,))
        ]

    def _bundled(self, bundle: Bundle, commune: Commune) -> frozenset[Outcomes]:
        """Every combination of outcomes that the criteria of a bundle can have."""
        key = self._key(bundle, commune)
        if key not in self._heard:
            ways = self._ways_of(bundle, commune)
            outcomes = self._asked(bundle.ids, commune.facts) if ways is None else (way.outcomes for way in ways)
            self._heard[key] = frozenset(outcomes)
        return self._heard[key]

    def _followed(self, part: Part, commune: Commune, bundles: Iterable[Iterable[Outcomes]]) -> Iterator[Outcomes]:
        """What follows for a part from every choice of outcomes of its bundles."""
        settled = {id: commune.outcomes[id] for id in part.names}
        for chosen in product(*bundles):
            given = settled | dict(zip(part.looking, chain.from_iterable(chosen), strict=True))
            outcomes = outcomes_of(part.follow, self.plan, {}, given)
            yield tuple([outcomes[id] for id in part.ids])

    def _ways_together(self, part: Part, commune: Commune) -> Iterator[Way]:
        """Every way to fill in what a part looks at; none where there are too many to try."""
        ways = [self._ways_of(bundle, commune) or () for bundle in part.bundles]
        if prod(map(len, ways)) > MOST_TRIED:
            return
        outcomes = self._followed(part, commune, [[way.outcomes for way in each] for each in ways])
        for chosen, each in zip(product(*ways), outcomes, strict=True):
            yield Way({id: fact for way in chosen for id, fact in way.facts.items()}, each)

    def _key(self, bundle: Bundle, commune: Commune) -> Hashable:
        """All that the outcomes of a bundle depend on."""
        matters = tuple([commune.matters[group] for group in bundle.groups])
        return bundle.ids, _settled(bundle.names, commune), matters

    def _ways_of(self, bundle: Bundle, commune: Commune) -> tuple[Way, ...] | None:
        """Every way to fill in what a bundle looks at; None where there are too many to try."""
        key = self._key(bundle, commune)
        if key not in self._ways:
            fillings = self._choices(bundle, commune)
            self._ways[key] = None if fillings is None else tuple(self._tried(bundle, commune, fillings))
        return self._ways[key]

    def _choices(self, bundle: Bundle, commune: Commune) -> list[list[tuple[Facts, ...]]] | None:
        """For each way in which facts become known what those of every group of them can be."""
        groups = [group for group in bundle.groups if commune.matters[group].is_open]
        alone = [self._alone(id) for group in groups if len(group) == 1 for id in group]
        bound = [group for group in groups if len(group) > 1]
        asked = tuple(id for id in bundle.looks_at if self.sight.bound[id] in bound)
        found = [[*alone, *more] for more in (self._together(asked, bound, commune) if asked else [[]])]
        return found if all(prod(map(len, choices)) <= MOST_TRIED for choices in found) else None

    def _together(self, asked: tuple[str, ...], bound: list[Group], commune: Commune) -> list[list[tuple[Facts, ...]]]:
        """What facts can be that are bound to others, by groups, for each way in which they become known."""
        key = asked, tuple([commune.matters[group] for group in bound])
        if key not in self._chosen:
            known = _some(commune.facts, bound)
            self._chosen[key] = [
                [_facts(reach.communes.choices(group)) for group in reach.communes.groups(asked)]
                for reach in self.reaches(known, asked)
            ]
        return self._chosen[key]

    def _alone(self, id: str) -> tuple[Facts, ...]:
        """What a fact can be to which no other is bound, one for all that no condition tells apart."""
        if id not in self._single:
            choices = _facts(self._communes().choices(frozenset({id})))
            self._single[id] = tuple({self.alike.of((id,), facts): facts for facts in choices}.values())
        return self._single[id]

    def _tried(self, bundle: Bundle, commune: Commune, fillings: list[list[tuple[Facts, ...]]]) -> Iterator[Way]:
        settled = {id: commune.outcomes[id] for id in bundle.names}
        stated = _some(commune.facts, bundle.groups)
        for choices in fillings:
            for chosen in product(*choices):
                filled = {**stated, **{id: fact for choice in chosen for id, fact in choice.items()}}
                counted = completed(filled, self.plan.ruleset)
                outcomes = outcomes_of(bundle.rests_on, self.plan, counted, settled)
                yield Way(filled, tuple([outcomes[id] for id in bundle.ids]))

    def _asked(self, ids: Ids, facts: Facts) -> Iterator[Outcomes]:
        """Every combination of outcomes of some criteria, counted."""
        rests_on = self.sight.rests_on(ids, frozenset(self.plan.ruleset.criteria))
        for reach in self.reaches(facts, [fact for id in rests_on for fact in self.sight.facts[id]]):
            yield from self.counted(reach).answers(*(reach.outcome(self.plan, id) for id in ids))


def _settled(names: Ids, commune: Commune) -> tuple[tuple[str, Possible], ...]:
    return tuple([(id, commune.outcomes[id]) for id in names])


def _some(facts: Facts, groups: Iterable[Group]) -> Facts:
    """The facts of some groups."""
    return {id: facts[id] for group in groups for id in group if id in facts}


def _facts(choices: Iterable[Choice]) -> tuple[Facts, ...]:
    return tuple(choice.facts for choice in choices)


def _decides(id: str, ways: Sequence[Way]) -> bool:
    """Whether two ways that differ in nothing but one fact have different outcomes."""
    found: dict[Hashable, Outcomes] = {}
    for way in ways:
        others = tuple((other, fact) for other, fact in way.facts.items() if other != id)
        if found.setdefault(others, way.outcomes) != way.outcomes:
            return True
    return False
