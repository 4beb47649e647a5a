"""What is known of a commune to what it can become: each pair of eligible or not, and exact score, that it may have.

Criteria that look at the same unknown fact are taken together, so that a pair is listed only if some way to fill in the
unknown facts gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from smartcommune.assess.alike import Group, Matter, Matters
from smartcommune.assess.bundles import Parts
from smartcommune.assess.fillings import Commune, Fillings, Outcomes, Possibles
from smartcommune.assess.open_facts import open_facts, open_in_points
from smartcommune.engine.evaluate import concluded, evaluate
from smartcommune.engine.plan import Plan
from smartcommune.engine.weight import NO_WEIGHT, Weight, whole_weights
from smartcommune.logic import SETTLED
from smartcommune.model.condition import Condition, Leaf, parts
from smartcommune.model.conditions import named_in, thresholds_of
from smartcommune.model.facts import Facts, FactValue, completed
from smartcommune.model.ruleset import Verdict

# Pairs of one commune that are put together from those of its criteria: a hundredth of a second.
MOST_JOINED: Final = 2_000

Joined = tuple[Outcomes, Weight]
Options = tuple[tuple[str, ...], frozenset[Outcomes]]  # criteria with every combination of outcomes that they can have


class Prospect(NamedTuple):
    """What a commune may turn out to be; `values` are those of the facts that were asked for."""

    is_eligible: bool
    score: Fraction | None
    values: tuple[FactValue | None, ...] = ()


class Known(NamedTuple):
    """What is known of communes beside their facts: the verdict, and what is possible for each criterion."""

    verdict: Verdict
    outcomes: Possibles
    open: Parts  # the criteria that are not settled, of those on which it depends what a commune becomes
    settled: Weight  # of the others
    key: Hashable  # all that matters of this beside the open criteria
    is_loose: bool  # whether the verdict compares facts that belong to no criterion


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
        self._total = plan.ruleset.score_points
        self._fillings = Fillings(plan)
        self._verdicts: dict[Hashable, Verdict] = {}
        self._open: dict[tuple[tuple[str, ...], frozenset[str]], Parts] = {}
        self._found: dict[Hashable, frozenset[Prospect]] = {}

    def known(self, verdict: Verdict, outcomes: Possibles) -> Known:
        """What is known of communes that have a verdict, and the same outcomes."""
        is_open = verdict is Verdict.UNDETERMINED
        counting = self._counting if is_open else self._weights
        open = tuple([id for id in counting if outcomes[id] not in SETTLED])
        settled = self._weight((id for id in self._weights if id not in open), outcomes)
        named = tuple([outcomes[id] for id in self._named]) if is_open else ()
        return Known(
            verdict,
            outcomes,
            self._parts(open, outcomes),
            settled,
            (is_open, settled, named),
            self._total is not None or (is_open and self._has_loose),
        )

    def _parts(self, ids: tuple[str, ...], outcomes: Possibles) -> Parts:
        """The criteria that are asked about, in parts that share nothing unknown."""
        key = ids, frozenset([id for id, possible in outcomes.items() if possible not in SETTLED])
        if key not in self._open:
            self._open[key] = Parts(*key, self._fillings.sight)
        return self._open[key]

    def of(self, known: Known, read: Callable[[], Facts], matters: Matters) -> frozenset[Prospect]:
        """What a commune can become.

        Args:
            known: what is known of it.
            read: gives the facts that are stated.
            matters: what matters of them, for each group of `known.open`.

        Raises:
            TooMany: there is too much to look at.
        """
        return self._of(known, Commune(known.outcomes, matters, read))

    def asked(self, known: Known, facts: Facts) -> frozenset[Prospect]:
        """What a commune can become, with the values of the facts that are asked for.

        Raises:
            TooMany: there is too much to look at.
        """
        found: set[Prospect] = set()
        for filled in self._asked_filled(facts):
            counted = completed(filled, self.plan.ruleset)
            values = tuple(counted.get(id) for id in self._asked)
            found.update(each._replace(values=values) for each in self._of(known, self._commune(known, filled)))
        return frozenset(found)

    def matters(self, group: Group, facts: Facts) -> Matter:
        """What matters of the known facts of a group; communes of which all is the same can become the same."""
        return self._fillings.alike.of(group, facts)

    def open_facts(self, known: Known, facts: Facts) -> tuple[str, ...]:
        """The unknown facts on which it depends what a commune becomes, in the order of the rule set."""
        if self._total is not None:
            evaluation = evaluate(self.plan, facts)
            asked = {*open_facts(evaluation), *open_in_points(self._total, evaluation)}
            return tuple(id for id in self.plan.ruleset.indicators if id in asked)
        commune = self._commune(known, facts)
        parts = known.open.of(commune.matters)
        found = {id for part in parts for id in self._fillings.deciding(part, commune)}
        found |= {id for id in self._asked if id not in completed(facts, self.plan.ruleset)}
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

    def _commune(self, known: Known, facts: Facts) -> Commune:
        matters = {group: self.matters(group, facts) for group in known.open.groups}
        return Commune(known.outcomes, matters, lambda: facts)

    def _of(self, known: Known, commune: Commune) -> frozenset[Prospect]:
        """What a commune can become; communes of which the same is known and open are looked at once."""
        if known.is_loose:
            return self._counted(commune.facts)
        parts = known.open.of(commune.matters)
        options = tuple([(part.ids, self._fillings.outcomes(part, commune)) for part in parts])
        key = known.key, options
        if key not in self._found:
            joined = self._joined(known, options)
            found = self._counted(commune.facts) if joined is None else self._looked_at(known, *joined)
            self._found[key] = frozenset(found)
        return self._found[key]

    def _looked_at(self, known: Known, names: Sequence[str], found: Iterable[Joined]) -> Iterator[Prospect]:
        for outcomes, weight in found:
            is_eligible = self._is_eligible(known, dict(zip(names, outcomes, strict=True)))
            yield Prospect(is_eligible, weight.score)

    def _joined(self, known: Known, options: Iterable[Options]) -> tuple[list[str], set[Joined]] | None:
        """The outcomes of the criteria that the verdict names with the weight of all; None where there are too many."""
        named = [id for id in known.open.ids if id in self._named] if known.verdict is Verdict.UNDETERMINED else []
        found: set[Joined] = {((), known.settled)}
        order: list[str] = []
        for ids, ways in options:
            more = {self._told(ids, outcomes, named) for outcomes in ways}
            if len(found) * len(more) > MOST_JOINED:
                return None
            found = {((*one, *other), weight.with_(plus)) for one, weight in found for other, plus in more}
            order += [id for id in ids if id in named]
        return order, found

    def _told(self, ids: Sequence[str], outcomes: Outcomes, named: Collection[str]) -> Joined:
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
        """What a commune can become, counted over all facts; what nobody claims once all is said earns nothing."""
        found: set[Prospect] = set()
        plan = evaluate(self.plan, facts).plan
        fillings = self._fillings if plan.ruleset is self.plan.ruleset else Fillings(plan)
        for reach in fillings.reaches(facts, plan.ruleset.indicators):
            asked = self._fillings.counted(reach)
            score = reach.weight(plan) if self._total is None else reach.earned(plan, self._total)
            for verdict, scored in asked.answers(reach.verdict(plan), score):
                scores = (scored.score,) if self._total is None else (points for points, _ in scored.pairs)
                found.update(Prospect(verdict is Verdict.ELIGIBLE, each) for each in scores)
        return frozenset(found)


def _named(plan: Plan) -> tuple[str, ...]:
    """The criteria that the scope and the conditions of the verdict name."""
    return tuple(dict.fromkeys((*plan.ruleset.scope, *named_in((plan.ruleset.eligible_when,)))))


def _is_loose(part: Condition) -> bool:
    """Whether a part of the verdict's conditions looks at facts itself."""
    return isinstance(part, Leaf) or bool(thresholds_of(part))
