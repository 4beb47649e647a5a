"""Conditions to what is possible for them in every row, criterion by criterion."""

from __future__ import annotations

from typing import NamedTuple

from smartcommune.engine.periods import Periods
from smartcommune.model.ruleset import AtLeast, Condition, Criterion, Group, Leaf, Not, Reference
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.possible import (
    MET,
    Possible,
    Truth,
    all_of,
    all_true,
    any_of,
    any_true,
    applied,
    enough,
    negate,
)
from smartcommune.vectorise.steps import Steps


class Part(NamedTuple):
    """A condition with what is possible for it, and the conditions inside it."""

    condition: Condition
    possible: Possible
    members: tuple[Part, ...] = ()


class Judged(NamedTuple):
    """A criterion with what is possible for it, and its two conditions."""

    possible: Possible
    test: Part
    applies: Part | None


class Assessed(NamedTuple):
    """What is possible for every criterion, for the scope and for `eligible_when`."""

    criteria: dict[str, Judged]
    scope: Possible
    eligible: Part


def judged(periods: Periods, leaves: Leaves, steps: Steps) -> Assessed:
    """Compiles a rule set; whatever is used in several places gets a column."""
    return _Conditions(leaves, steps).ruleset(periods)


class _Conditions:
    def __init__(self, leaves: Leaves, steps: Steps) -> None:
        self.leaves = leaves
        self.steps = steps
        self.criteria: dict[str, Judged] = {}

    def ruleset(self, periods: Periods) -> Assessed:
        ruleset = periods.ruleset
        for id, criterion in ruleset.criteria.items():
            self.criteria[id] = self.criterion(criterion)
        scope = all_of([self.criteria[id].possible for id in ruleset.scope]) if ruleset.scope else MET
        return Assessed(self.criteria, self.steps.kept_all(scope, 1), self.part(ruleset.eligible_when, most=1))

    def criterion(self, criterion: Criterion) -> Judged:
        test = self.part(criterion.test)
        if criterion.applies_when is None:
            return Judged(self.steps.kept_all(test.possible, 1), test, None)
        applies = self.part(criterion.applies_when)
        return Judged(self.steps.kept_all(applied(applies.possible, test.possible), 1), test, applies)

    def part(self, condition: Condition, most: int | None = None) -> Part:
        """A condition compiled; it stands in several places, so it is kept where it is large."""
        part = self._part(condition)
        kept = self.steps.kept_all(part.possible) if most is None else self.steps.kept_all(part.possible, most)
        return part._replace(possible=kept)

    def _part(self, condition: Condition) -> Part:
        match condition:
            case Leaf():
                return Part(condition, self.leaves.leaf(condition))
            case Reference():
                return Part(condition, self.criteria[condition.criterion].possible)
            case Not():
                inner = self.part(condition.member)
                return Part(condition, negate(inner.possible), (inner,))
            case Group():
                return self._group(condition)
            case AtLeast():
                return self._at_least(condition)

    def _group(self, group: Group) -> Part:
        members = self._members(group.members)
        possible = [member.possible for member in members]
        if group.kind == "all_of":
            return Part(group, all_of(possible), members)
        return Part(group, any_of(possible) if group.kind == "any_of" else negate(any_of(possible)), members)

    def _at_least(self, group: AtLeast) -> Part:
        members, must = self._members(group.members), self._members(group.must)
        possible = [member.possible for member in members]
        if group.threshold is None:
            found = enough(possible, group.need, is_share=group.is_share)
        else:
            found = self._by_threshold(group.threshold, possible, group.is_share)
        found = self.steps.kept_all(found) if must else found
        return Part(group, all_of([found, *(member.possible for member in must)]), (*members, *must))

    def _by_threshold(self, threshold: str, members: list[Possible], is_share: bool) -> Possible:
        """Enough by any number that may count in a row."""
        met: list[Truth] = []
        fail: list[Truth] = []
        for need, rows in self.leaves.needs(threshold):
            one = enough(members, need, is_share=is_share)
            met.append(all_true([rows, one.met]))
            fail.append(all_true([rows, one.fail]))
        return Possible(any_true(met), any_true(fail), all_true(member.drop for member in members))

    def _members(self, members: tuple[Condition, ...]) -> tuple[Part, ...]:
        return tuple(self.part(member) for member in members)
