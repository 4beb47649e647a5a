"""The columns of facts and the plans of a rule set to what is possible in every row, whichever reading is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import narwhals as nw

from smartcommune.assess.sentence import ELIGIBLE, SCOPE
from smartcommune.engine.periods import Periods
from smartcommune.model.ruleset import Verdict
from smartcommune.vectorise.criteria import Assessed, judged, judged_otherwise
from smartcommune.vectorise.days import in_force, selected
from smartcommune.vectorise.facts import FactColumns
from smartcommune.vectorise.grid import Grid, Scored, grid_of
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.points import shown
from smartcommune.vectorise.possible import Possible, Steps, Truth, all_true, any_true, no, two_of
from smartcommune.vectorise.verdicts import verdicts

Ends = tuple[nw.Expr, nw.Expr]


class Judgement(NamedTuple):
    """What is possible for every criterion and verdict, in every row."""

    periods: Periods
    facts: FactColumns
    rows: Sequence[Truth]  # for each plan, in which rows it counts
    leaves: Leaves
    found: Assessed
    force: Truth
    given: dict[Verdict, Truth]
    steps: Steps
    others: tuple[Judgement, ...] = ()  # by the other readings of the text that are left open

    @property
    def readings(self) -> tuple[Judgement, ...]:
        """By each reading, that as written first."""
        return (self, *self.others)

    @property
    def possible(self) -> dict[str, Possible]:
        """What is possible for every criterion and for the two parts of the verdict, by some reading."""
        found = {**self.outcomes, SCOPE: self.found.scope, ELIGIBLE: self.found.eligible.possible}
        for other in (each.possible for each in self.others):
            found = {id: self._either(own, other[id]) for id, own in found.items()}
        return found

    def _either(self, one: Possible, other: Possible) -> Possible:
        if one is other:
            return one
        return self.steps.kept_all(Possible(*(any_true(pair) for pair in zip(one, other, strict=True))), 1)

    @property
    def outcomes(self) -> dict[str, Possible]:
        """What is possible for every criterion by this reading."""
        return {id: each.possible for id, each in self.found.criteria.items()}

    @property
    def levels(self) -> dict[str, Truth]:
        """In which rows each level is possible, by some reading."""
        ids = dict.fromkeys(id for each in self.readings for id in each.found.levels)
        every = {id: any_true(each.found.levels.get(id, False) for each in self.readings) for id in ids}
        return {id: self.steps.kept(truth, 1) for id, truth in every.items()} if self.others else every

    def verdicts(self) -> dict[Verdict, Truth]:
        """In which rows each verdict is given by all readings; what they do not agree on is undetermined."""
        if not self.others:
            return self.given
        settled = [verdict for verdict in Verdict if verdict is not Verdict.UNDETERMINED]
        found: dict[Verdict, Truth]
        found = {verdict: all_true(each.given[verdict] for each in self.readings) for verdict in settled}
        if self.periods.ruleset.verdict_by_level:
            found[Verdict.ELIGIBLE] = all_true([found[Verdict.ELIGIBLE], no(two_of(self.levels.values()))])
        kept = {verdict: self.steps.kept(truth, 1) for verdict, truth in found.items()}
        return {**kept, Verdict.UNDETERMINED: self.steps.kept(no(any_true(kept.values())), 1)}

    def differ(self) -> Truth:
        """In which rows verdict or level hang on the reading; out of scope there is no level."""
        if not self.others:
            return False
        same = all_true(_same(self._answers, other._answers) for other in self.others)
        outside = all_true(each.given[Verdict.OUT_OF_SCOPE] for each in self.readings)
        return self.steps.kept(no(any_true([same, outside])), 1)

    @property
    def _answers(self) -> dict[str, Truth]:
        return {**{verdict.value: truth for verdict, truth in self.given.items()}, **self.found.levels}

    def ends(self, id: str) -> Ends | None:
        """The fewest and the most points of a criterion, by some reading; None of one that earns none."""
        found: list[Scored] = []
        for scored in (each.found.criteria[id].scored for each in self.readings):
            if scored is not None and not any(scored is other for other in found):
                found.append(scored)
        return hull([shown(scored, self.found.grid) for scored in found])


def hull(ends: Sequence[Ends]) -> Ends | None:
    """The least and the most of some intervals."""
    if len(ends) < 2:
        return ends[0] if ends else None
    return nw.min_horizontal(*(low for low, _ in ends)), nw.max_horizontal(*(high for _, high in ends))


def judgement(schema: Mapping[str, nw.dtypes.DType], periods: Periods) -> Judgement:
    """What is possible in every row by each reading of the text that is left open."""
    steps, every = Steps(), (periods, *periods.others)
    grid = grid_of([each.ruleset for each in every], steps)
    written = _judged(schema, periods, grid)
    others = (_judged_otherwise(schema, each, written) for each in periods.others)
    return written._replace(others=tuple(others))


def _judged(schema: Mapping[str, nw.dtypes.DType], periods: Periods, grid: Grid) -> Judgement:
    facts, rows = FactColumns(schema, periods.ruleset.indicators), selected(periods, schema)
    leaves = Leaves(facts, periods, rows, grid.steps)
    return _concluded(periods, rows, leaves, judged(periods, leaves, grid))


def _judged_otherwise(schema: Mapping[str, nw.dtypes.DType], periods: Periods, written: Judgement) -> Judgement:
    """The same by another reading; where that declares what this one does, most is known already."""
    if not _agree(periods, written.periods):
        return _judged(schema, periods, written.found.grid)
    found = judged_otherwise(written.found, written.periods.ruleset, periods, written.leaves)
    return _concluded(periods, written.rows, written.leaves, found)


def _concluded(periods: Periods, rows: Sequence[Truth], leaves: Leaves, found: Assessed) -> Judgement:
    force, steps = in_force(periods, rows), found.grid.steps
    return Judgement(periods, leaves.facts, rows, leaves, found, force, verdicts(found, force, steps), steps)


def _agree(one: Periods, other: Periods) -> bool:
    """Whether two readings declare the same facts, and the same thresholds on every day."""
    declared = ((each.ruleset.indicators, each.ruleset.in_force) for each in (one, other))
    bounds = ([plan.bounds for plan in each.plans] for each in (one, other))
    return next(declared) == next(declared) and next(bounds) == next(bounds)


def _same(one: Mapping[str, Truth], other: Mapping[str, Truth]) -> Truth:
    """Whether the same is possible."""
    pairs = [(one.get(id, False), other.get(id, False)) for id in (*one, *(id for id in other if id not in one))]
    return all_true(any_true([all_true(pair), no(any_true(pair))]) for pair in pairs)


def union(rows: Iterable[Mapping[str, Truth]]) -> dict[str, Truth]:
    """In which rows each is so in one of several respects."""
    every = [dict(each) for each in rows]
    return reduce(lambda one, other: {id: any_true([one.get(id, False), other[id]]) for id in other}, every)
