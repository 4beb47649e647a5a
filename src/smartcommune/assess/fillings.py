"""Open criteria and what is known of a commune to the outcomes that the criteria can have together.

The unknown facts are filled in in every way that makes a difference. Communes of which the same is open are looked at
once; where there are too many ways to try them one by one, they are counted (`reach`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Final, NamedTuple

from smartcommune.engine.evaluate import compared_with, outcomes_of
from smartcommune.engine.plan import Plan
from smartcommune.logic import Possible
from smartcommune.model.conditions import every_part
from smartcommune.model.facts import Facts, FactValue, completed
from smartcommune.model.ruleset import AtLeast, Condition, Leaf
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.communes import Choice, Communes
from smartcommune.reach.declared import Declared

# Ways to fill in the facts of some criteria that are tried one by one: a hundredth of a second.
MOST_TRIED: Final = 64
# Answers heard about some criteria of one commune: a tenth of a second.
MOST_HEARD: Final = 100_000
# Questions that are counted for one table: half a minute. Beyond them it is not decided what a commune can become.
MOST_COUNTED: Final = 5_000

Outcomes = tuple[Possible, ...]


class Way(NamedTuple):
    """One way to fill in the facts that some criteria look at, and their outcomes."""

    facts: Facts
    outcomes: Outcomes


class Fillings:
    """The ways in which unknown facts can be filled in under one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._declared = Declared([plan])
        bound = self._communes(by_counts=True).groups(plan.ruleset.indicators)
        self._bound = {id: group for group in bound for id in group}
        self._rests_on: dict[str, frozenset[str]] = {}
        self._looks_at: dict[str, tuple[str, ...]] = {}
        self._leaves: dict[str, list[Leaf]] = {id: [] for id in plan.ruleset.indicators}
        for id in plan.ruleset.criteria:
            self._read(id)
        self._near: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._answers: dict[tuple[str, FactValue], Hashable] = {}
        self._single: dict[str, tuple[Facts, ...]] = {}
        self._chosen: dict[Hashable, list[list[tuple[Facts, ...]]]] = {}
        self._ways: dict[Hashable, tuple[Way, ...] | None] = {}
        self._heard: dict[Hashable, frozenset[Outcomes]] = {}
        self._counted = 0

    def _communes(self, given: Facts | None = None, *, by_counts: bool = False) -> Communes:
        """The communes in which all facts are known."""
        return Communes([self.plan], given=given, unknown=False, by_counts=by_counts, declared=self._declared)

    def _read(self, id: str) -> None:
        """What a criterion rests on, and which facts it looks at, itself or through others."""
        criterion = self.plan.ruleset.criteria[id]
        rests_on, looks_at = {id}, dict[str, None]()
        for part in every_part(criterion.conditions):
            looks_at |= dict.fromkeys(_looked_at(part, self.plan))
            if isinstance(part, Leaf):
                self._leaves[part.indicator].append(part)
        for other in criterion.references:
            rests_on |= self._rests_on[other]
            looks_at |= dict.fromkeys(self._looks_at[other])
        self._rests_on[id], self._looks_at[id] = frozenset(rests_on), tuple(looks_at)

    def together(self, open: Sequence[str], facts: Facts) -> list[tuple[str, ...]]:
        """The open criteria in groups of which each has an unknown fact in common with another one of its group."""
        found: list[tuple[set[str], set[frozenset[str]]]] = []
        for id in open:
            about = {self._bound[fact] for fact in self._looks_at[id] if not self._bound[fact] <= facts.keys()}
            touched = [each for each in found if each[1] & about]
            found = [each for each in found if each not in touched]
            found.append(({id}.union(*(ids for ids, _ in touched)), about.union(*(near for _, near in touched))))
        return [tuple(id for id in open if id in ids) for ids, _ in found]

    def outcomes(self, ids: tuple[str, ...], facts: Facts) -> frozenset[Outcomes]:
        """Every combination of outcomes that some criteria can have.

        Raises:
            TooMany: there is too much to look at.
        """
        key = self.key(ids, facts)
        ways = self._ways_of(key, ids, facts)
        if ways is not None:
            return frozenset(way.outcomes for way in ways)
        if key not in self._heard:
            self._heard[key] = frozenset(self._counted_outcomes(ids, facts))
        return self._heard[key]

    def deciding(self, ids: tuple[str, ...], facts: Facts) -> frozenset[str]:
        """The unknown facts of which each can change an outcome of some criteria; where nobody tried, all of them."""
        unknown = [id for id in self._facts_of(ids) if id not in facts]
        ways = self._ways_of(self.key(ids, facts), ids, facts) or ()
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
        shares = (self.plan.ruleset.indicators[id].share for id in asked)
        both = any(share is not None and not asked.isdisjoint(share) for share in shares)
        return [
            Reach(self._communes(facts, by_counts=by_counts), most=MOST_HEARD)
            for by_counts in ((False, True) if both else (False,))
        ]

    def _facts_of(self, ids: Iterable[str]) -> dict[str, None]:
        """What some criteria look at, and all that is bound to it, in the order of the rule set."""
        near = {other for id in ids for fact in self._looks_at[id] for other in self._bound[fact]}
        return {id: None for id in self.plan.ruleset.indicators if id in near}

    def key(self, ids: tuple[str, ...], facts: Facts) -> Hashable:
        """All that the outcomes of some criteria depend on: how the facts compare that they look at."""
        if ids not in self._near:
            self._near[ids] = tuple(self._facts_of(ids))
        return ids, tuple(self._compares(id, facts.get(id)) for id in self._near[ids])

    def _compares(self, id: str, fact: FactValue | None) -> Hashable:
        """What no condition tells apart from a fact has the same; one to which others are bound is taken as it is."""
        if fact is None or len(self._bound[id]) > 1 or id in self.plan.ruleset.places:
            return fact
        if (id, fact) not in self._answers:
            pairs = ((leaf, operands) for leaf in self._leaves[id] for operands in self.plan.operands(leaf, {}))
            self._answers[id, fact] = tuple(compared_with(leaf, {id: fact}, each, self.plan) for leaf, each in pairs)
        return self._answers[id, fact]

    def _ways_of(self, key: Hashable, ids: tuple[str, ...], facts: Facts) -> tuple[Way, ...] | None:
        """Every way to fill in what some criteria look at; None where there are too many to try."""
        if key not in self._ways:
            fillings = self._choices(ids, facts)
            self._ways[key] = None if fillings is None else tuple(self._tried(ids, facts, fillings))
        return self._ways[key]

    def _choices(self, ids: tuple[str, ...], facts: Facts) -> list[list[tuple[Facts, ...]]] | None:
        """For each way in which facts become known what those of every group of them can be."""
        asked = dict.fromkeys(fact for id in ids for fact in self._looks_at[id])
        groups = [group for group in dict.fromkeys(self._bound[fact] for fact in asked) if not group <= facts.keys()]
        alone = [self._alone(id) for group in groups if len(group) == 1 for id in group]
        bound = [fact for fact in asked if len(self._bound[fact]) > 1 and self._bound[fact] in groups]
        known = {id: facts[id] for group in groups if len(group) > 1 for id in group if id in facts}
        found = [[*alone, *more] for more in (self._together_chosen(bound, known) if bound else [[]])]
        return found if all(prod(map(len, choices)) <= MOST_TRIED for choices in found) else None

    def _together_chosen(self, ids: Sequence[str], known: Facts) -> list[list[tuple[Facts, ...]]]:
        """What facts can be that are bound to others, by groups, for each way in which they become known."""
        key = (tuple(ids), tuple(known.items()))
        if key not in self._chosen:
            self._chosen[key] = [
                [
                    tuple(choice.facts for choice in reach.communes.choices(group))
                    for group in reach.communes.groups(ids)
                ]
                for reach in self.reaches(known, ids)
            ]
        return self._chosen[key]

    def _alone(self, id: str) -> tuple[Facts, ...]:
        """What a fact can be to which no other is bound, one for all that no condition tells apart."""
        if id not in self._single:
            choices = _facts(self._communes().choices(frozenset({id})))
            self._single[id] = tuple({self._compares(id, facts.get(id)): facts for facts in choices}.values())
        return self._single[id]

    def _tried(self, ids: tuple[str, ...], facts: Facts, fillings: list[list[tuple[Facts, ...]]]) -> Iterator[Way]:
        rests_on = [id for id in self.plan.ruleset.criteria if any(id in self._rests_on[each] for each in ids)]
        known = {id: facts[id] for id in self._near[ids] if id in facts}
        for choices in fillings:
            for chosen in product(*choices):
                filled = {**known, **{id: fact for choice in chosen for id, fact in choice.items()}}
                outcomes = outcomes_of(rests_on, self.plan, completed(filled, self.plan.ruleset))
                yield Way(filled, tuple(outcomes[id] for id in ids))

    def _counted_outcomes(self, ids: tuple[str, ...], facts: Facts) -> Iterator[Outcomes]:
        for reach in self.reaches(facts, (fact for id in ids for fact in self._looks_at[id])):
            yield from self.counted(reach).answers(*(reach.outcome(self.plan, id) for id in ids))


def _looked_at(part: Condition, plan: Plan) -> Iterator[str]:
    """The fact that a part of a condition looks at, and the place that decides its threshold."""
    if isinstance(part, Leaf):
        yield part.indicator
        by = plan.place_of(part)
    elif isinstance(part, AtLeast) and part.threshold is not None:
        by = plan.bounds[part.threshold].by
    else:
        return
    if by is not None:
        yield by


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
