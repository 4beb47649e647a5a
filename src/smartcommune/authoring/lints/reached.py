"""A rule set to what all communes together could make of it; what the lints that reason about all of them look at.

What is asked is asked about communes of which everything is known, on every stretch of the period in force. Where that
would take too long nothing is said: a lint does not guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

from smartcommune.authoring.lint import Subject
from smartcommune.authoring.measure.witness import complete
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.evaluate import Evaluation, evaluate, flipped
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.logic import MET, NOT_MET
from smartcommune.model.facts import Facts
from smartcommune.model.relations import Same
from smartcommune.model.ruleset import Condition, Group, Leaf, Reference, RuleSet, Verdict, parts
from smartcommune.reach import Reach, TooMany

# For one question, about a tenth of a second; and for one file, a few seconds at most.
_MOST_HEARD: Final = 300_000
_MOST_IN_ALL: Final = 3_000_000
_MOST_QUESTIONS: Final = 1_000
# Communes that were found and are looked at before others are searched for.
_MOST_SEEN: Final = 30
# Real rule sets have below 10.
_MOST_STRETCHES: Final = 40


class Told(NamedTuple):
    """What is known of a criterion: how it can come out, and whether its opposite would ever turn the verdict."""

    can_be_met: bool
    can_fail: bool
    decides: bool


class Reached:
    """What the communes that could exist make of a rule set; nothing where that was not decided."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._plans = [make_plan(ruleset, day) for day in stretches(ruleset)[:_MOST_STRETCHES]]
        self._reaches = [tuple(complete(plan, most=_MOST_HEARD)) for plan in self._plans]
        self._questions = _MOST_QUESTIONS
        self._left = _MOST_IN_ALL
        self._told: dict[str, Told | None] = {}
        self._seen: dict[str, Evaluation] = {}
        self._facts: dict[str, frozenset[str]] = {}
        self.looked = 0  # how far, where something was not decided

    def criterion(self, id: str) -> Told | None:
        """What is known of a criterion; None if that was not decided."""
        if id not in self._told:
            try:
                self._told[id] = self._tell(id)
            except TooMany:
                self._told[id] = None
        return self._told[id]

    def verdicts(self) -> frozenset[Verdict] | None:
        """The verdicts that some commune gets; None if that was not decided."""
        found: set[Verdict] = set()
        try:
            for plan, reach in self._spaces():
                found |= {verdict for (verdict,) in self._verdicts(plan, reach)}
        except TooMany:
            return None
        return frozenset(found)

    def contradicting(self, group: Group) -> tuple[Condition, Condition] | None:
        """Two members of an `all_of` that can each be met where both apply, but never together."""
        try:
            return next((pair for pair in self._related(group) if self._exclude(*pair)), None)
        except TooMany:
            return None

    def _related(self, group: Group) -> Iterator[tuple[Condition, Condition]]:
        """The pairs of members that look at a fact in common."""
        looking: dict[str, list[int]] = {}
        facts = [self._facts_of(member) for member in group.members]
        for number, ids in enumerate(facts):
            for id in ids:
                looking.setdefault(id, []).append(number)
        for number, ids in enumerate(facts):
            later = {other for id in ids for other in looking[id] if other > number}
            yield from ((group.members[number], group.members[other]) for other in sorted(later))

    def same_verdicts(self, other: RuleSet) -> bool:
        """Whether another rule set is proven to give every commune the same verdict."""
        try:
            return all(self._agree(plan, make_plan(other, plan.as_of)) for plan in self._plans)
        except TooMany:
            return False

    def _agree(self, plan: Plan, other: Plan) -> bool:
        seen = [each for each in self._seen.values() if each.plan is plan]
        if any(evaluate(other, each.stated).verdict is not each.verdict for each in seen):
            return False
        for reach in complete(plan, other, most=_MOST_HEARD):
            found = self._asked(reach, reach.verdict(plan), reach.verdict(other))
            if any(before != after for before, after in found):
                return False
        return True

    def _exclude(self, first: Condition, second: Condition) -> bool:
        met = [False, False]
        for plan, reach in self._spaces():
            for outcomes in self._asked(reach, reach.condition(plan, first), reach.condition(plan, second)):
                if outcomes == (MET, MET):
                    return False
                if all(outcome in (MET, NOT_MET) for outcome in outcomes):
                    met = [known or outcome == MET for known, outcome in zip(met, outcomes, strict=True)]
        return all(met)

    def _facts_of(self, condition: Condition) -> frozenset[str]:
        """The indicators that a condition looks at, itself or in the criteria that it names."""
        found = set[str]()
        for part in parts(condition):
            if isinstance(part, Leaf):
                found.add(part.indicator)
            elif isinstance(part, Reference):
                found |= self._facts_of_criterion(part.criterion)
        return frozenset(found)

    def _facts_of_criterion(self, id: str) -> frozenset[str]:
        if id not in self._facts:
            conditions = self._ruleset.criteria[id].conditions
            self._facts[id] = frozenset().union(*map(self._facts_of, conditions))
        return self._facts[id]

    def _tell(self, id: str) -> Told:
        """What is known of a criterion: by communes that were found before, then by those that show more."""
        told = Told(*map(any, zip(*(_shown(each, id) for each in self._seen.values()), (False,) * 3, strict=True)))
        for plan, reach in self._spaces():
            if not (told.can_be_met and told.can_fail):
                outcomes = {outcome for (outcome,) in self._asked(reach, reach.outcome(plan, id))}
                told = Told(told.can_be_met or MET in outcomes, told.can_fail or NOT_MET in outcomes, told.decides)
            if not told.decides:
                told = told._replace(decides=self._decides(id, plan, reach))
            if all(told):
                break
        return told

    def _decides(self, id: str, plan: Plan, reach: Reach) -> bool:
        asked = (reach.verdict(plan), *(reach.verdict(plan, {id: forced}) for forced in (MET, NOT_MET)))
        found = self._asked(reach, reach.outcome(plan, id), *asked)
        decides = False
        for (outcome, verdict, as_met, as_failed), facts in found.items():
            if verdict != {MET: as_failed, NOT_MET: as_met}.get(outcome, verdict):
                decides = True
                self._see(plan, facts)
        return decides

    def _verdicts(self, plan: Plan, reach: Reach) -> Any:
        found = self._asked(reach, reach.verdict(plan))
        for facts in found.values():
            self._see(plan, facts)
        return found

    def _see(self, plan: Plan, facts: Facts) -> None:
        """Keep a commune: what it shows need not be searched for."""
        if len(self._seen) < _MOST_SEEN:
            self._seen[repr((plan.as_of, facts))] = evaluate(plan, facts)

    def _spaces(self) -> list[tuple[Plan, Reach]]:
        """The communes to which everything applies on each stretch, then all of them."""
        return [
            (plan, reaches[tier]) for tier in (0, 1) for plan, reaches in zip(self._plans, self._reaches, strict=True)
        ]

    def _asked(self, reach: Reach, *questions: int) -> Any:
        self._questions -= 1
        before = reach.heard
        try:
            if self._questions < 0 or self._left < 0:
                raise TooMany(_MOST_IN_ALL)
            return reach.answers(*questions)
        except TooMany as given_up:
            self.looked = max(self.looked, given_up.looked)
            raise
        finally:
            self._left -= reach.heard - before


def _shown(evaluation: Evaluation, id: str) -> Told:
    """What one commune shows of a criterion."""
    outcome = evaluation.outcomes.get(id)
    if outcome not in (MET, NOT_MET):
        return Told(can_be_met=False, can_fail=False, decides=False)
    turned = flipped(evaluation, id).verdict is not evaluation.verdict
    return Told(can_be_met=outcome == MET, can_fail=outcome == NOT_MET, decides=turned)


@lru_cache(maxsize=1)
def _reached(same: Same) -> Reached:
    return Reached(same.ruleset)


def reached(subject: Subject) -> Reached:
    """What is known about a rule set; several lints ask about the same one after the other."""
    return _reached(Same(subject.ruleset))
