"""What is known of a commune to what it can become: each pair of eligible or not, and exact score, that it may have.

Criteria that look at the same unknown fact are taken together, so that a pair is listed only if some way to fill in the
unknown facts gives it.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from smartcommune.assess.fillings import Fillings, Outcomes
from smartcommune.engine.evaluate import concluded
from smartcommune.engine.plan import Plan
from smartcommune.engine.weight import NO_WEIGHT, Weight, whole_weights
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, Possible
from smartcommune.model.conditions import named_in, thresholds_of
from smartcommune.model.facts import Facts, FactValue, completed
from smartcommune.model.ruleset import Condition, Leaf, Verdict, parts

# Pairs of one commune that are put together from those of its criteria: a hundredth of a second.
MOST_JOINED: Final = 2_000

_SETTLED: Final = frozenset({MET, NOT_MET, NOT_APPLICABLE})

Possibles = Mapping[str, Possible]
Joined = tuple[Outcomes, Weight]


class Prospect(NamedTuple):
    """What a commune may turn out to be; `values` are those of the facts that were asked for."""

    is_eligible: bool
    score: Fraction | None
    values: tuple[FactValue | None, ...] = ()


class Known(NamedTuple):
    """What is known of a commune: the verdict, what is possible for each criterion, and the facts that are stated."""

    verdict: Verdict
    outcomes: Possibles
    facts: Facts


class Prospects:
    """What communes can become under one plan.

    Args:
        plan: the rules.
        asked: facts whose values are wanted beside the score.
    """

    def __init__(self, plan: Plan, asked: Sequence[str] = ()) -> None:
        self.plan = plan
        self._asked = tuple(asked)
        self._weights = whole_weights(plan.ruleset)
        self._named = _named(plan)
        self._counting = [id for id in plan.ruleset.criteria if id in self._weights or id in self._named]
        # What the verdict itself compares belongs to no criterion.
        self._has_loose = any(_is_loose(part) for part in parts(plan.ruleset.eligible_when))
        self._fillings = Fillings(plan)
        self._verdicts: dict[Hashable, Verdict] = {}
        self._found: dict[Hashable, frozenset[Prospect]] = {}

    def of(self, known: Known) -> frozenset[Prospect]:
        """What a commune can become.

        Raises:
            TooMany: there is too much to look at.
        """
        if not self._asked:
            return self._of(known)
        found: set[Prospect] = set()
        for facts in self._asked_filled(known.facts):
            counted = completed(facts, self.plan.ruleset)
            values = tuple(counted.get(id) for id in self._asked)
            found.update(each._replace(values=values) for each in self._of(known._replace(facts=facts)))
        return frozenset(found)

    def open_facts(self, known: Known) -> tuple[str, ...]:
        """The unknown facts on which it depends what a commune becomes, in the order of the rule set."""
        together = self._fillings.together(self._open(known), known.facts)
        found = {id for ids in together for id in self._fillings.deciding(ids, known.facts)}
        found |= {id for id in self._asked if id not in completed(known.facts, self.plan.ruleset)}
        return tuple(id for id in self.plan.ruleset.indicators if id in found)

    def _asked_filled(self, facts: Facts) -> Iterator[Facts]:
        """The facts with those that are asked for, in every way in which these can be filled in."""
        counted = completed(facts, self.plan.ruleset)
        unknown = [id for id in self._asked if id not in counted]
        if not unknown:
            yield facts
            return
        (reach, *_) = self._fillings.reaches(facts, unknown)
        for chosen in product(*(reach.communes.choices(group) for group in reach.communes.groups(unknown))):
            yield {**facts, **{id: fact for choice in chosen for id, fact in choice.facts.items()}}

    def _of(self, known: Known) -> frozenset[Prospect]:
        """What a commune can become; communes of which the same is known and open are looked at once."""
        if known.verdict is Verdict.UNDETERMINED and self._has_loose:
            return self._counted(known.facts)
        open = self._open(known)
        key = (known.verdict, tuple(known.outcomes.values()), self._fillings.key(open, known.facts))
        if key not in self._found:
            self._found[key] = self._looked_at(known, open)
        return self._found[key]

    def _looked_at(self, known: Known, open: tuple[str, ...]) -> frozenset[Prospect]:
        joined = self._joined(known, open)
        if joined is None:
            return self._counted(known.facts)
        names, found = joined
        return frozenset(
            Prospect(self._is_eligible(known, dict(zip(names, outcomes, strict=True))), weight.score)
            for outcomes, weight in found
        )

    def _open(self, known: Known) -> tuple[str, ...]:
        """The criteria that are not settled, of those on which it depends what a commune becomes."""
        counting = self._counting if known.verdict is Verdict.UNDETERMINED else self._weights
        return tuple([id for id in counting if known.outcomes[id] not in _SETTLED])

    def _joined(self, known: Known, open: tuple[str, ...]) -> tuple[list[str], set[Joined]] | None:
        """The outcomes of the criteria that the verdict names with the weight of all; None where there are too many."""
        named = [id for id in open if id in self._named] if known.verdict is Verdict.UNDETERMINED else []
        settled = (id for id in self._weights if id not in open)
        found: set[Joined] = {((), self._weight(settled, known.outcomes))}
        order: list[str] = []
        for ids in self._fillings.together(open, known.facts):
            parts = {self._part(ids, outcomes, named) for outcomes in self._fillings.outcomes(ids, known.facts)}
            if len(found) * len(parts) > MOST_JOINED:
                return None
            found = {((*one, *more), weight.with_(plus)) for one, weight in found for more, plus in parts}
            order += [id for id in ids if id in named]
        return order, found

    def _part(self, ids: Sequence[str], outcomes: Outcomes, named: Collection[str]) -> Joined:
        """What some criteria tell: the outcomes of those that the verdict names, and the weight of all."""
        found = dict(zip(ids, outcomes, strict=True))
        weighed = (id for id in ids if id in self._weights)
        return tuple(outcome for id, outcome in found.items() if id in named), self._weight(weighed, found)

    def _weight(self, ids: Iterator[str], outcomes: Possibles) -> Weight:
        weight = NO_WEIGHT
        for id in ids:
            weight = weight.plus(self._weights[id], outcomes[id])
        return weight

    def _is_eligible(self, known: Known, open: Possibles) -> bool:
        if known.verdict is not Verdict.UNDETERMINED:
            return known.verdict is Verdict.ELIGIBLE
        outcomes = {id: open.get(id, known.outcomes[id]) for id in self._named}
        key = tuple(outcomes.values())
        if key not in self._verdicts:
            self._verdicts[key] = concluded(self.plan, {}, outcomes)
        return self._verdicts[key] is Verdict.ELIGIBLE

    def _counted(self, facts: Facts) -> frozenset[Prospect]:
        """What a commune can become, counted over all facts together."""
        found: set[Prospect] = set()
        for reach in self._fillings.reaches(facts, self.plan.ruleset.indicators):
            asked = self._fillings.counted(reach)
            for verdict, weight in asked.answers(reach.verdict(self.plan), reach.weight(self.plan)):
                found.add(Prospect(verdict is Verdict.ELIGIBLE, weight.score))
        return frozenset(found)


def _named(plan: Plan) -> tuple[str, ...]:
    """The criteria that the scope and the conditions of the verdict name."""
    return tuple(dict.fromkeys((*plan.ruleset.scope, *named_in((plan.ruleset.eligible_when,)))))


def _is_loose(part: Condition) -> bool:
    """Whether a part of the verdict's conditions looks at facts itself."""
    return isinstance(part, Leaf) or bool(thresholds_of(part))
