"""Criteria that are earned by claim, or by finding, to what they still earn once a file says that it is complete.

A row of points is silent if it compares a fact that is unknown, and does not hold whatever that is. Once all claims are
stated nobody claims it: it is not met. Facts stay unknown wherever else they are looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from smartcommune.logic import MET, Possible
from smartcommune.model.condition import Condition, Holds
from smartcommune.model.conditions import leaves_in
from smartcommune.model.facts import Facts
from smartcommune.model.points import Given, Increments, Proportion, Scale, Unearned
from smartcommune.model.relations import Same, relations
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.model.statements import COMPLETE
from smartcommune.remembered import remembered

# Rule sets without what was not claimed that are kept: communes often leave the same out.
_MOST_KEPT: Final = 64
# The silent rows of criteria, by their numbers.
Silent = Mapping[str, tuple[int, ...]]
Written = Proportion | Increments | Given
# Says what is possible for the condition of the row of a number.
Outcome = Callable[[int], Possible]


def complete(ruleset: RuleSet, facts: Facts) -> frozenset[str]:
    """The statements that say of a commune's file that it is complete, of those that the rule set asks for."""
    return frozenset(id for id in relations(ruleset).statements if facts.get(id) == COMPLETE)


def rows_of(criterion: Criterion) -> tuple[Condition, ...]:
    """The conditions of the rows that a criterion earns points by, the furthest from 0 first."""
    if criterion.earns_by_test:
        return (criterion.test,)
    return tuple(rung.condition for rung in criterion.earning.rungs) if isinstance(criterion.earning, Scale) else ()


def silent_rows(rows: Iterable[Condition], outcomes: Iterable[Possible], known: Facts) -> Iterator[int]:
    """The numbers of the rows that are silent, of those that may count."""
    for number, (row, outcome) in enumerate(zip(rows, outcomes, strict=False)):  # not all are asked for
        if outcome == MET:
            return
        if any(leaf.indicator not in known for leaf in leaves_in((row,))):
            yield number


def silent_steps(scale: Scale, written: Written, row: Outcome, known: Facts) -> range:
    """The same of rows that compare one figure and lie within each other: those before the first that holds anyhow."""
    if written.indicator in known:
        return range(0)
    return range(bisect_left(range(len(scale.rungs)), x=True, key=lambda number: row(number) == MET))


def without_rows(criterion: Criterion, silent: tuple[int, ...]) -> Criterion:
    """What is left of a criterion without its silent rows; it applies by what it says itself, and by nothing else."""
    scale = criterion.earning
    if not isinstance(scale, Scale) or not silent:
        return criterion
    gone = frozenset(silent)  # there may be thousands
    rungs = tuple(rung for number, rung in enumerate(scale.rungs) if number not in gone)
    if not rungs:
        return criterion._replace(earning=Unearned(scale.most), is_silent=True)
    earning = Scale(rungs, scale.otherwise, top=scale.most)
    return criterion._replace(earning=earning, test=Holds(criterion.test, criterion.test.path), is_silent=True)


def closed(ruleset: RuleSet, silent: Silent) -> RuleSet:
    """A rule set without the rows that are silent for a commune."""
    return _closed(Same(ruleset), tuple(silent.items())) if silent else ruleset


@remembered(_MOST_KEPT)
def _closed(same: Same[RuleSet], silent: tuple[tuple[str, tuple[int, ...]], ...]) -> RuleSet:
    criteria = same.thing.criteria
    return same.thing._replace(criteria={**criteria, **{id: without_rows(criteria[id], rows) for id, rows in silent}})
