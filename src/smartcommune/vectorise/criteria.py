"""Conditions to what is possible for them in every row, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import narwhals as nw

from smartcommune.engine.periods import Periods
from smartcommune.model.condition import AtLeast, Condition, Group, Holds, Leaf, Not, PointsLeaf, Reference, parts
from smartcommune.model.conditions import free_members
from smartcommune.model.points import Scale, Sum
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.model.statements import COMPLETE
from smartcommune.vectorise.claims import closed
from smartcommune.vectorise.facts import among
from smartcommune.vectorise.grid import Ends, Grid, Scored
from smartcommune.vectorise.ladders import of_ladder
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.levels import by_level, places
from smartcommune.vectorise.points import (
    by_rows,
    by_test,
    compared,
    keeps_to_most,
    of_scale,
    of_sum,
    where,
)
from smartcommune.vectorise.possible import (
    MET,
    NOT_MET,
    Possible,
    Truth,
    all_of,
    all_true,
    any_of,
    any_true,
    applied,
    enough,
    holding,
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
    scored: Scored | None = None  # what it may earn
    rows: tuple[Part, ...] = ()  # the conditions of the rows of its scale
    silent: Truth = False  # where something of it was not claimed, or not found


class Assessed(NamedTuple):
    """What is possible for every criterion, for the scope and for `eligible_when`."""

    criteria: dict[str, Judged]
    scope: Possible
    eligible: Part
    levels: Mapping[str, Truth]
    reached: Sequence[Part]  # the conditions of the levels
    grid: Grid

    def parts(self) -> Iterator[Part]:
        """Every condition, with those inside it."""
        waiting = [self.eligible]
        for item in self.criteria.values():
            waiting += [item.test, *((item.applies,) if item.applies is not None else ()), *item.rows]
        while waiting:
            part = waiting.pop()
            yield part
            waiting += part.members


def judged(periods: Periods, leaves: Leaves, grid: Grid) -> Assessed:
    """Compiles a rule set; whatever is used in several places gets a column."""
    return _Conditions(periods.ruleset, leaves, grid).ruleset(periods)


def judged_otherwise(before: Assessed, written: RuleSet, periods: Periods, leaves: Leaves) -> Assessed:
    """The same by another reading of the text; only what says something else, or rests on what does, is compiled."""
    return _Otherwise(periods.ruleset, leaves, before, written).ruleset(periods)


def judged_again(before: Assessed, moved: str, periods: Periods, leaves: Leaves) -> Assessed:
    """The same with one figure moved; only what compares that figure, or rests on what does, is compiled anew."""
    return _Moved(periods.ruleset, leaves, before, moved).ruleset(periods)


class _Conditions:
    def __init__(self, ruleset: RuleSet, leaves: Leaves, grid: Grid) -> None:
        self.leaves = leaves
        self.steps = grid.steps
        self.criteria: dict[str, Judged] = {}
        self.reached: list[Part] = []
        self.grid = grid
        self.written = ruleset.criteria
        self.mosts = relations(ruleset).mosts

    def ruleset(self, periods: Periods) -> Assessed:
        for id, criterion in periods.ruleset.criteria.items():
            self.criteria[id] = self.criterion(criterion)
        scope = self.scope(periods.ruleset.scope)
        eligible = self.part(periods.ruleset.eligible_when, most=1)
        levels = self.levels(periods.ruleset)
        if periods.ruleset.verdict_by_level:
            eligible = eligible._replace(possible=self.steps.kept_all(by_level(levels), 1))
        return Assessed(self.criteria, scope, eligible, levels, self.reached, self.grid)

    def levels(self, ruleset: RuleSet) -> Mapping[str, Truth]:
        """In which rows each level is possible."""
        if not ruleset.levels:
            return {}
        self.reached = [self.part(level.when, most=1) for level in ruleset.levels if level.when is not None]
        reached = [part.possible for part in self.reached] + [MET] * (len(ruleset.levels) - len(self.reached))
        return places(ruleset.levels, reached, self.steps, is_ordered=ruleset.levels_ordered)

    def scope(self, ids: Sequence[str]) -> Possible:
        return self.steps.kept_all(all_of([self.criteria[id].possible for id in ids]) if ids else MET, 1)

    def criterion(self, criterion: Criterion) -> Judged:
        test, applies = self.part(criterion.test), None
        found = test.possible
        if criterion.applies_when is not None:
            applies = self.part(criterion.applies_when)
            found = applied(applies.possible, found)
        judged = Judged(self.steps.kept_all(self._in_force(criterion, found), 1), test, applies)
        if isinstance(criterion.earning, Scale) and not criterion.has_outcome:
            judged = judged._replace(rows=self._rows_of(criterion.earning))
        if criterion.earning is None:
            return judged
        if criterion.by is not None and isinstance(criterion.earning, Scale):
            judged, scored = self._stated(criterion, criterion.earning, judged, criterion.by)
        else:
            scored = self._scored(criterion, judged)
        if criterion.in_force is not None:
            scored = where(self._rows(criterion), scored, self.grid)
        return judged._replace(scored=scored)

    def _rows(self, criterion: Criterion) -> Truth:
        """The rows in which a criterion is in force."""
        return any_true(rows for plan, rows in self.leaves.plans if plan.has(criterion))

    def _in_force(self, criterion: Criterion, found: Possible) -> Possible:
        """What is possible for a criterion in the rows in which it is in force; in others it does not apply."""
        if criterion.in_force is None:
            return found
        rows = self._rows(criterion)
        return Possible(all_true([rows, found.met]), all_true([rows, found.fail]), any_true([no(rows), found.drop]))

    def _stated(self, criterion: Criterion, scale: Scale, judged: Judged, statement: str) -> tuple[Judged, Scored]:
        """What a criterion may earn that is earned by claim or by finding: no more, where a file is complete."""
        complete = among(nw.col(statement), [COMPLETE]) if statement in self.leaves.facts.schema else False
        rows = [*judged.rows] or [judged.test]
        complete = all_true([complete, self.leaves.facts[statement].known, self._rows(criterion)])
        conditions = [(row.condition, row.possible) for row in rows]
        found = closed(complete, judged.test.possible, conditions, self.leaves.computed.fact, self.steps)
        applies = MET if judged.applies is None else judged.applies.possible
        outcome = self.steps.kept_all(self._in_force(criterion, applied(applies, found.test)), 1)
        is_whole = criterion.has_outcome or scale.measured is not None
        if not is_whole:
            rows = [row._replace(possible=each) for row, each in zip(rows, found.rows, strict=True)]
            judged = judged._replace(rows=tuple(rows))
        ends = self._ends(criterion, scale, outcome, judged.rows)
        scored = of_scale(criterion, scale, ends, outcome, self.grid, is_whole and found.silent)
        return judged._replace(silent=self.steps.kept(all_true([found.silent, applies.met]), 1)), scored

    def _scored(self, criterion: Criterion, judged: Judged) -> Scored:
        """What a criterion may earn."""
        if isinstance(criterion.earning, Sum):
            members = [self.criteria[id].scored for id in criterion.earning.members]
            applies = MET if judged.applies is None else judged.applies.possible
            most = self.mosts[criterion.id]
            return of_sum(
                criterion,
                criterion.earning,
                [one for one in members if one],
                applies,
                most,
                self.grid,
                keeps_to_most=all(keeps_to_most(id, self.written) for id in criterion.earning.members),
            )
        scale = criterion.earning
        if not isinstance(scale, Scale):
            raise AssertionError(f"{criterion.id} has no points")
        ends = self._ends(criterion, scale, judged.possible, judged.rows)
        return of_scale(criterion, scale, ends, judged.possible, self.grid, unearned=False)

    def _rows_of(self, scale: Scale) -> tuple[Part, ...]:
        """The conditions of the rows of a scale; those that were written out all ask for the same as the first."""
        return tuple(self.part(rung.condition) for rung in scale.rungs[: 1 if scale.written is not None else None])

    def _ends(self, criterion: Criterion, scale: Scale, outcome: Possible, rows: Sequence[Part]) -> Ends:
        """The fewest and the most that a scale gives where its criterion applies."""
        if criterion.has_outcome:
            return by_test(scale, outcome, self.grid)
        found = of_ladder(scale, self.leaves, self.grid) if scale.written is not None else None
        if found is not None:
            return found
        if len(rows) < len(scale.rungs):
            rows = [self.part(rung.condition) for rung in scale.rungs]
        return by_rows(scale, [row.possible for row in rows], self.grid)

    def _points(self, leaf: PointsLeaf) -> Possible:
        scored = self.criteria[leaf.criterion].scored
        if scored is None:
            raise AssertionError(f"{leaf.criterion} has no points")
        return compared(leaf, scored, self.leaves.points_bounds(leaf), self.grid)

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
            case Holds():
                inner = self.part(condition.member)
                return Part(condition, holding(inner.possible), (inner,))
            case PointsLeaf():
                return Part(condition, self._points(condition))
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


class _Otherwise(_Conditions):
    """Criteria of which most are known already: those that say the same by either reading."""

    def __init__(self, ruleset: RuleSet, leaves: Leaves, before: Assessed, written: RuleSet) -> None:
        super().__init__(ruleset, leaves, before.grid)
        self._before = before
        self._written = written
        self._changed: set[str] = set()

    def criterion(self, criterion: Criterion) -> Judged:
        is_same = self._written.criteria.get(criterion.id) == criterion
        if is_same and self._changed.isdisjoint(criterion.references):
            return self._before.criteria[criterion.id]
        self._changed.add(criterion.id)
        return super().criterion(criterion)


class _Moved(_Conditions):
    """Conditions of which most are known already: those that do not rest on the figure that is moved."""

    def __init__(self, ruleset: RuleSet, leaves: Leaves, before: Assessed, moved: str) -> None:
        super().__init__(ruleset, leaves, before.grid)
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
            if isinstance(part, Leaf | Reference | PointsLeaf)
        )
