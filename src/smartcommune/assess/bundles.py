"""Open criteria to bundles of them: in one are those that look at the same unknown fact, directly or not.

A criterion that is settled stays as it is whatever the unknown facts turn out to be. So to those that name it only its
outcome matters, and not what it looks at; and a criterion that looks at no fact itself follows from those it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from smartcommune.assess.alike import Group, Matters
from smartcommune.engine.plan import Plan
from smartcommune.model.condition import AtLeast, Condition, Leaf
from smartcommune.model.conditions import every_part
from smartcommune.reach.declared import Declared
from smartcommune.reach.joined import joined

Ids = tuple[str, ...]


class Bundle(NamedTuple):
    """Criteria that look at facts, and are looked at together."""

    ids: Ids
    rests_on: Ids  # they themselves and the open criteria that they name, directly or not, in the order of the rule set
    names: Ids  # the settled criteria that all of these name
    looks_at: Ids  # the facts that all of these look at
    groups: tuple[Group, ...]  # the same with all that is bound to it


class Part(NamedTuple):
    """Criteria that have to be asked together, and what they follow from."""

    ids: Ids
    bundles: tuple[Bundle, ...]
    looking: Ids  # the criteria of these, bundle by bundle
    follow: Ids  # those that follow from the bundles and are needed, in the order of the rule set
    names: Ids  # the settled criteria that these name


class Sight:
    """What the criteria of a plan look at.

    Args:
        plan: the rules.
        declared: what they declare.
    """

    def __init__(self, plan: Plan, declared: Declared) -> None:
        indicators, criteria = plan.ruleset.indicators, plan.ruleset.criteria
        self.facts = {id: tuple(dict.fromkeys(_facts(item.conditions, plan))) for id, item in criteria.items()}
        self.references = {id: criterion.references for id, criterion in criteria.items()}
        bound = (tuple([id for id in indicators if id in group]) for group in declared.together(indicators))
        self.bound: Mapping[str, Group] = {id: group for group in bound for id in group}
        self._bundles: dict[tuple[Ids, frozenset[str]], Bundle] = {}

    def rests_on(self, ids: Iterable[str], open: frozenset[str]) -> Ids:
        """Some criteria and the open ones that they name, directly or not, in the order of the rule set."""
        found = set(ids)
        waiting = list(found)
        while waiting:
            more = {id for id in self.references[waiting.pop()] if id in open} - found
            waiting += more
            found |= more
        return tuple([id for id in self.references if id in found])

    def names(self, ids: Iterable[str], open: frozenset[str]) -> Ids:
        """The settled criteria that some name."""
        return tuple(dict.fromkeys([other for id in ids for other in self.references[id] if other not in open]))

    def bundle(self, ids: Ids, open: frozenset[str]) -> Bundle:
        """A bundle of some criteria, where some are open."""
        if (ids, open) not in self._bundles:
            rests_on = self.rests_on(ids, open)
            looks_at = tuple(dict.fromkeys([fact for id in rests_on for fact in self.facts[id]]))
            groups = tuple(dict.fromkeys([self.bound[fact] for fact in looks_at]))
            self._bundles[ids, open] = Bundle(ids, rests_on, self.names(rests_on, open), looks_at, groups)
        return self._bundles[ids, open]


class Parts:
    """The parts in which some criteria are asked, of communes in which the same criteria are open.

    Args:
        ids: those that are asked about.
        open: all that are open.
        sight: what they look at.
    """

    def __init__(self, ids: Ids, open: frozenset[str], sight: Sight) -> None:
        self.ids = ids
        self._open = open
        self._sight = sight
        self._near = {id: sight.bundle((id,), open).groups for id in sight.rests_on(ids, open) if sight.facts[id]}
        # All that is looked at, with all that is bound to it.
        self.groups = tuple(dict.fromkeys([group for groups in self._near.values() for group in groups]))
        self._needed = [sight.rests_on((id,), open) for id in ids]
        self._found: dict[frozenset[Group], tuple[Part, ...]] = {}

    def of(self, matters: Matters) -> tuple[Part, ...]:
        """The parts, by what matters of the facts of a commune."""
        unknown = frozenset([group for group in self.groups if matters[group].is_open])
        if unknown not in self._found:
            self._found[unknown] = tuple(self._parts(unknown))
        return self._found[unknown]

    def _parts(self, unknown: frozenset[Group]) -> Iterator[Part]:
        looking = joined({id, *unknown.intersection(groups)} for id, groups in self._near.items())
        bundles = [tuple([id for id in self._near if id in near]) for near in looking]
        for near in joined([*bundles, *self._needed]):
            inside = tuple([self._sight.bundle(ids, self._open) for ids in bundles if not near.isdisjoint(ids)])
            follow = tuple([id for id in self._sight.references if id in near and id not in self._near])
            asked = tuple([id for id in self.ids if id in near])
            seen = tuple([id for bundle in inside for id in bundle.ids])
            yield Part(asked, inside, seen, follow, self._sight.names(follow, self._open))


def _facts(conditions: Iterable[Condition], plan: Plan) -> Iterator[str]:
    """The facts that conditions look at, and the places that decide their thresholds."""
    for part in every_part(conditions):
        if isinstance(part, Leaf):
            yield part.indicator
            yield from plan.places_of(part)
        elif isinstance(part, AtLeast) and part.threshold is not None:
            yield from plan.bounds[part.threshold].by
