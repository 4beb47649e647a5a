"""A rule set to what all communes together could make of it; what the lints that reason about all of them look at.

What is asked is asked about communes of which everything is known, on every stretch of the period in force. Where that
would take too long nothing is said: a lint does not guess.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import Any, Final, NamedTuple

from smartcommune.authoring.lint import Subject
from smartcommune.authoring.measure.witness import complete
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.logic import MET, NOT_MET
from smartcommune.model.ruleset import Condition, Group, Leaf, Reference, RuleSet, Verdict, parts
from smartcommune.reach import Reach, TooMany

# For one question, about a tenth of a second; and for one file, a few seconds at most.
_MOST_HEARD: Final = 300_000
_MOST_QUESTIONS: Final = 1_000
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
        self._left = _MOST_QUESTIONS
        self._told: dict[str, Told | None] = {}

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
                found |= {verdict for (verdict,) in self._asked(reach, reach.verdict(plan))}
        except TooMany:
            return None
        return frozenset(found)

    def contradicting(self, group: Group) -> tuple[Condition, Condition] | None:
        """Two members of an `all_of` that can each be met where both apply, but never together."""
        try:
            return next((pair for pair in combinations(group.members, 2) if self._exclude(*pair)), None)
        except TooMany:
            return None

    def same_verdicts(self, other: RuleSet) -> bool:
        """Whether another rule set is proven to give every commune the same verdict."""
        try:
            return all(self._agree(plan, make_plan(other, plan.as_of)) for plan in self._plans)
        except TooMany:
            return False

    def _agree(self, plan: Plan, other: Plan) -> bool:
        for reach in complete(plan, other, most=_MOST_HEARD):
            found = self._asked(reach, reach.verdict(plan), reach.verdict(other))
            if any(before != after for before, after in found):
                return False
        return True

    def _exclude(self, first: Condition, second: Condition) -> bool:
        if self._facts_of(first).isdisjoint(self._facts_of(second)):
            return False
        met = [False, False]
        for plan, reach in self._spaces():
            for outcomes in self._asked(reach, reach.condition(plan, first), reach.condition(plan, second)):
                if outcomes == (MET, MET):
                    return False
                if all(outcome in (MET, NOT_MET) for outcome in outcomes):
                    met = [known or outcome == MET for known, outcome in zip(met, outcomes, strict=True)]
        return all(met)

    def _facts_of(self, condition: Condition) -> set[str]:
        """The indicators that a condition looks at, itself or in the criteria that it names."""
        found = set[str]()
        for part in parts(condition):
            if isinstance(part, Leaf):
                found.add(part.indicator)
            elif isinstance(part, Reference):
                found.update(*(self._facts_of(inner) for inner in self._ruleset.criteria[part.criterion].conditions))
        return found

    def _tell(self, id: str) -> Told:
        met = failed = decides = False
        for plan, reach in self._spaces():
            asked = (reach.verdict(plan), *(reach.verdict(plan, {id: forced}) for forced in (MET, NOT_MET)))
            for outcome, verdict, as_met, as_failed in self._asked(reach, reach.outcome(plan, id), *asked):
                met, failed = met or outcome == MET, failed or outcome == NOT_MET
                decides = decides or verdict != {MET: as_failed, NOT_MET: as_met}.get(outcome, verdict)
            if met and failed and decides:
                break
        return Told(met, failed, decides)

    def _spaces(self) -> list[tuple[Plan, Reach]]:
        """The communes to which everything applies on each stretch, then all of them."""
        return [
            (plan, reaches[tier]) for tier in (0, 1) for plan, reaches in zip(self._plans, self._reaches, strict=True)
        ]

    def _asked(self, reach: Reach, *questions: int) -> Any:
        self._left -= 1
        if self._left < 0:
            raise TooMany(_MOST_QUESTIONS)
        return reach.answers(*questions)


class _Same:
    """A rule set that is the same only as itself."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset

    def __hash__(self) -> int:
        return id(self.ruleset)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.ruleset is other.ruleset


@lru_cache(maxsize=1)
def _reached(same: _Same) -> Reached:
    return Reached(same.ruleset)


def reached(subject: Subject) -> Reached:
    """What is known about a rule set; several lints ask about the same one after the other."""
    return _reached(_Same(subject.ruleset))
