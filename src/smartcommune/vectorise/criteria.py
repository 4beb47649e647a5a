"""Conditions to what is possible for them in every row, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartcommune.engine.periods import Periods
from smartcommune.model.conditions import free_members
from smartcommune.model.ruleset import AtLeast, Condition, Criterion, Group, Leaf, Not, Reference, parts
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.possible import (
    MET,
    NOT_MET,
    Possible,
    Steps,
    Truth,
    all_of,
    all_true,
    any_of,
    any_true,
    applied,
    enough,
    negate,
    no,
    with_must,
)


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

    def parts(self) -> Iterator[Part]:
        """Every condition, with those inside it."""
        waiting = [self.eligible]
        for item in self.criteria.values():
            waiting += [item.test, *((item.applies,) if item.applies is not None else ())]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += part.members


def judged(periods: Periods, leaves: Leaves, steps: Steps) -> Assessed:
    """Compiles a rule set; whatever is used in several places gets a column."""
    return _Conditions(leaves, steps).ruleset(periods)


def judged_again(before: Assessed, moved: str, periods: Periods, leaves: Leaves, steps: Steps) -> Assessed:
    """The same with one figure moved; only what compares that figure, or rests on what does, is compiled anew."""
    return _Moved(leaves, steps, before, moved).ruleset(periods)


class _Conditions:
    def __init__(self, leaves: Leaves, steps: Steps) -> None:
        self.leaves = leaves
        self.steps = steps
        self.criteria: dict[str, Judged] = {}

    def ruleset(self, periods: Periods) -> Assessed:
        for id, criterion in periods.ruleset.criteria.items():
            self.criteria[id] = self.criterion(criterion)
        scope = self.scope(periods.ruleset.scope)
        return Assessed(self.criteria, scope, self.part(periods.ruleset.eligible_when, most=1))

    def scope(self, ids: Sequence[str]) -> Possible:
        return self.steps.kept_all(all_of([self.criteria[id].possible for id in ids]) if ids else MET, 1)

    def criterion(self, criterion: Criterion) -> Judged:
        test, applies = self.part(criterion.test), None
        found = test.possible
        if criterion.applies_when is not None:
            applies = self.part(criterion.applies_when)
            found = applied(applies.possible, found)
        return Judged(self.steps.kept_all(self._in_force(criterion, found), 1), test, applies)

    def _in_force(self, criterion: Criterion, found: Possible) -> Possible:
        """What is possible for a criterion in the rows in which it is in force; in others it does not apply."""
        if criterion.in_force is None:
            return found
        rows = any_true(rows for plan, rows in self.leaves.plans if plan.has(criterion))
        return Possible(all_true([rows, found.met]), all_true([rows, found.fail]), any_true([no(rows), found.drop]))

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
        found = self._enough(group, members)
        if not must:
            return Part(group, found, members)
        needed = self.steps.kept_all(all_of([member.possible for member in must]))
        others = [member for member in members if member.condition in free_members(group)]
        free = self._enough(group, others) if others and needed.drop is not False else NOT_MET
        return Part(group, with_must(self.steps.kept_all(found), needed, free), (*members, *must))

    def _enough(self, group: AtLeast, parts: Sequence[Part]) -> Possible:
        """Enough of some members, by any number that may count in a row."""
        members = [part.possible for part in parts]
        if group.threshold is None:
            return enough(members, group.need, is_share=group.is_share)
        met: list[Truth] = []
        fail: list[Truth] = []
        for need, rows in self.leaves.needs(group.threshold):
            one = enough(members, need, is_share=group.is_share)
            met.append(all_true([rows, one.met]))
            fail.append(all_true([rows, one.fail]))
        return Possible(any_true(met), any_true(fail), all_true(member.drop for member in members))

    def _members(self, members: tuple[Condition, ...]) -> tuple[Part, ...]:
        return tuple(self.part(member) for member in members)


class _Moved(_Conditions):
    """Conditions of which most are known already: those that do not rest on the figure that is moved."""

    def __init__(self, leaves: Leaves, steps: Steps, before: Assessed, moved: str) -> None:
        super().__init__(leaves, steps)
        self._before = before
        self._moved = moved
        self._changed: set[str] = set()
        self._known = {id(part.condition): part for part in before.parts()}

    def criterion(self, criterion: Criterion) -> Judged:
        if not any(map(self._is_moved, criterion.conditions)):
            return self._before.criteria[criterion.id]
        self._changed.add(criterion.id)
        return super().criterion(criterion)

    def scope(self, ids: Sequence[str]) -> Possible:
        return self._before.scope if self._changed.isdisjoint(ids) else super().scope(ids)

    def part(self, condition: Condition, most: int | None = None) -> Part:
        return super().part(condition, most) if self._is_moved(condition) else self._known[id(condition)]

    def _is_moved(self, condition: Condition) -> bool:
        return any(
            part.indicator == self._moved if isinstance(part, Leaf) else part.criterion in self._changed
            for part in parts(condition)
            if isinstance(part, Leaf | Reference)
        )
