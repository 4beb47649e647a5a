"""Communes whose verdict two rule sets do not agree about to the reasons: the clauses that cause it, and both sides.

A change is laid to each clause that alone, taken from the new rule set into the old one, gives the new verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from smartcommune.api import Rules
from smartcommune.authoring.compare.clauses import ChangedClause, changed_clauses, with_clause
from smartcommune.authoring.compare.differences import ChangeExample, side
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan
from smartcommune.model.facts import Facts
from smartcommune.model.indicator import Indicator
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.tables.rows import FactRow

Pair = tuple[Verdict, Verdict]


class Cause(NamedTuple):
    """Why verdicts change: by each of these clauses alone; by several together if there is none, or by the period."""

    clauses: tuple[ChangedClause, ...]
    in_force: tuple[bool, bool] = (True, True)


class Affected(NamedTuple):
    """A commune of a table whose verdict changes, with what the two rule sets say of it."""

    row: FactRow
    example: ChangeExample


class AffectedGroup(NamedTuple):
    """The communes whose verdict changes for the same reason, in the table's order."""

    cause: Cause
    communes: tuple[Affected, ...]


class Province(NamedTuple):
    """How many communes of a province were compared, and how their verdicts change."""

    communes: int
    pairs: Mapping[Pair, int]

    @property
    def changed(self) -> int:
        return sum(self.pairs.values())


class OnTable(NamedTuple):
    """What a new rule set changes for the communes of a table.

    Of very many changes the groups have only the first.
    """

    old: RuleSet
    new: RuleSet
    as_of: date | None  # the day that was asked for; None where rows have their own, the others today's
    rests_on: tuple[Provenance, Provenance]
    table: str
    read: int  # rows
    refused: int  # rows that could not be read by one of the rule sets
    pairs: Mapping[Pair, int]  # how many verdicts change, and how
    provinces: Mapping[str | None, Province]  # in the order of their names, those without one last
    groups: tuple[AffectedGroup, ...]
    levels: tuple[int, ...] = ()  # the rows whose level changes, or becomes open, though their verdict does not

    @property
    def changed(self) -> int:
        return sum(self.pairs.values())

    @property
    def explained(self) -> int:
        """How many of the changes are in a group."""
        return sum(len(group.communes) for group in self.groups)


def also_called(ruleset: RuleSet, other: RuleSet) -> RuleSet:
    """A rule set whose indicators answer to the names that another one gives them, too.

    A table made for one of them is read the same way by both: a label that was reworded leaves no fact unknown.
    """
    indicators = ruleset.indicators
    taken = {name: id for id, one in indicators.items() for name in _names(one)}
    renamed = {
        id: one._replace(
            aliases=(*one.aliases, *(name for name in _names(other.indicators[id]) if taken.get(name, id) == id))
        )
        for id, one in indicators.items()
        if id in other.indicators and other.indicators[id].type == one.type
    }
    return ruleset._replace(indicators={**indicators, **renamed})


def _names(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.label.vi, indicator.label.en, *indicator.aliases)


def groups_of(old: Rules, new: Rules, rows: Iterable[tuple[FactRow, FactRow]]) -> tuple[AffectedGroup, ...]:
    """The communes by the cause of their change, in the order in which the causes come up.

    Args:
        old: the rules before.
        new: the rules after.
        rows: each commune as either rule set reads it.
    """
    found: dict[Cause, list[Affected]] = {}
    explained = _Explained(old, new)
    for before, after in rows:
        cause, example = explained.change(before, after)
        found.setdefault(cause, []).append(Affected(before, example))
    return tuple(AffectedGroup(cause, tuple(communes)) for cause, communes in found.items())


class _Explained:
    """Explains changes; what one clause makes of a day's plan is made once."""

    def __init__(self, old: Rules, new: Rules) -> None:
        self._old = old
        self._new = new
        self._clauses: dict[tuple[int, int], tuple[tuple[ChangedClause, Plan], ...]] = {}
        self._uncompared = {
            id
            for id, indicator in new.ruleset.indicators.items()
            if id in old.ruleset.indicators and old.ruleset.indicators[id].type != indicator.type
        }

    def change(self, before: FactRow, after: FactRow) -> tuple[Cause, ChangeExample]:
        old, new = self._old.on(before.as_of), self._new.on(after.as_of)
        example = ChangeExample((), side(old, before.facts), side(new, after.facts))
        if not (old.in_force and new.in_force):
            return Cause((), (old.in_force, new.in_force)), example
        facts = {id: fact for id, fact in {**after.facts, **before.facts}.items() if id not in self._uncompared}
        return Cause(tuple(self._alone(old, new, facts, example))), example

    def _alone(self, old: Plan, new: Plan, facts: Facts, example: ChangeExample) -> Iterator[ChangedClause]:
        if evaluate(old, facts).verdict is not example.before.verdict:
            return  # it rests on an indicator that has another type now
        for clause, plan in self._with_clauses(old, new):
            if evaluate(plan, facts).verdict is example.after.verdict:
                yield clause

    def _with_clauses(self, old: Plan, new: Plan) -> tuple[tuple[ChangedClause, Plan], ...]:
        key = (id(old), id(new))  # the rules keep their plans
        if key not in self._clauses:
            self._clauses[key] = tuple((one, with_clause(old, new, one)) for one in changed_clauses(old, new))
        return self._clauses[key]
