"""Rows of results to candidates: what each commune may turn out to be, with what quotas count by and ties compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from smartcommune.assess.prospects import Known, Prospect, Prospects
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan
from smartcommune.logic import ANYTHING, MET, NOT_APPLICABLE, NOT_MET, Outcome, Possible
from smartcommune.model.facts import NA, Facts, FactValue, completed
from smartcommune.model.ruleset import Verdict
from smartcommune.reach import TooMany
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.folding import folded
from smartcommune.tables.ranking.asked import DISTRICT, PROVINCE, Asked, PlaceReader, cells
from smartcommune.tables.ranking.candidate import Candidate, Chance, Range
from smartcommune.tables.ranking.ties import (
    Cuts,
    TieBreak,
    cells_compared,
    exact,
    number_of,
    texts_compared,
)
from smartcommune.tables.results.missing_facts import day_of, fact_of
from smartcommune.tables.sheets.sheet import ROW
from smartcommune.vectorise.days import AS_OF
from smartcommune.vectorise.leaves import NA as NA_COLUMN
from smartcommune.vectorise.verdicts import SEPARATOR

_POSSIBLE: Final[Mapping[str | None, Possible]] = {
    Outcome.MET: MET,
    Outcome.NOT_MET: NOT_MET,
    Outcome.NOT_APPLICABLE: NOT_APPLICABLE,
}
_NONE: Final = Fraction(-1)
_CONSIDERED: Final = (Verdict.ELIGIBLE, Verdict.UNDETERMINED)

Row = Mapping[str, Any]
Filled = Mapping[str, FactValue | None]
Places = tuple[str | None, ...]


class Wanted(NamedTuple):
    """What is asked of each commune beside its score."""

    places: tuple[Asked, ...] = ()  # those of the quotas first
    ties: tuple[TieBreak, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The indicators, and what says which commune it is, among all of it."""
        every = (*self.places, *(tie.column for tie in self.ties))
        return tuple(dict.fromkeys(column.target for column in every if column.target is not None))

    @property
    def within(self) -> tuple[tuple[int, int], ...]:
        """The district and its province, by their numbers among the places."""
        number = {column.target: number for number, column in enumerate(self.places)}
        return ((number[DISTRICT], number[PROVINCE]),) if {DISTRICT, PROVINCE} <= number.keys() else ()


class _Rules(NamedTuple):
    """One plan, and what is asked of it."""

    plan: Plan
    prospects: Prospects
    cuts: Cuts


class Outlook:
    """Reads candidates from rows of results.

    Args:
        periods: the plans.
        wanted: what is asked beside the score.
        loaded: the table.
        rows: the results, each with its facts.
    """

    def __init__(self, periods: Periods, wanted: Wanted, loaded: Loaded, rows: Sequence[Row]) -> None:
        self._periods = periods
        self._ruleset = periods.ruleset
        self._wanted = wanted
        self._asked = tuple(id for id in wanted.names if id in self._ruleset.indicators)
        self._places = PlaceReader(wanted.places, loaded)
        self._rows = {row[ROW]: row for row in rows}
        columns = rows[0].keys() if rows else ()
        self._values: dict[str, dict[Any, FactValue]] = {id: {} for id in self._ruleset.indicators if id in columns}
        self._may_not_apply = {id: f"{id}{NA_COLUMN}" for id in self._values if f"{id}{NA_COLUMN}" in columns}
        self._outcomes = {id: f"outcome.{id}" for id in self._ruleset.criteria}
        self.compared = {
            tie.column.key: self._compared(tie.column, loaded)
            for tie in wanted.ties
            if tie.column.target not in self._asked
        }
        self._rules: dict[date, _Rules] = {}
        self._scores: dict[frozenset[Prospect], list[Fraction | None]] = {}

    def candidates(self) -> Iterator[Candidate]:
        """A candidate for each row."""
        return map(self._candidate, self._rows.values())

    def open_facts(self, row: int) -> tuple[str, ...]:
        """What is not known of a row and decides what its commune becomes: facts, then other columns."""
        found = self._rows[row]
        rules = self._of(found)
        ids = rules.prospects.open_facts(self._known(found, Verdict(found["verdict"])))
        unknown = [
            column.target or column.name
            for column, place in zip(self._wanted.places, self._places.places(found), strict=True)
            if place is None and column.target not in ids
        ]
        columns = {tie.column.key: tie.column for tie in self._wanted.ties}
        blank = (columns[key] for key, each in self.compared.items() if row not in each)
        unknown += (column.target or column.name for column in blank)
        return (*ids, *dict.fromkeys(unknown))

    def number(self, row: int, id: str) -> Fraction | None:
        """What an indicator says of a row, as a number that compares as it does; None where it is not known."""
        facts = completed(self._facts(self._rows[row]), self._ruleset)
        return number_of(facts.get(id), self._ruleset.indicators[id])

    def _compared(self, column: Asked, loaded: Loaded) -> Mapping[int, Fraction]:
        if column.target is not None:
            return texts_compared({row: found.get(column.target) for row, found in self._rows.items()})
        texts = cells(column, loaded)
        return cells_compared({row: texts.get(row) for row in self._rows})

    def _candidate(self, row: Row) -> Candidate:
        verdict = Verdict(row["verdict"])
        found = Candidate(
            row[ROW],
            row["code"],
            row["name"],
            row["province"],
            verdict,
            can_fail=True,
            words=self._places.words(row),
            missing=tuple(row["missing"].split(SEPARATOR)) if row["missing"] else (),
            because=row["reasons"],
            district=row.get("district"),
            code_list=day_of(row.get("code_list")),
            day=day_of(row.get(AS_OF)),
        )
        return self._with_chances(found, row) if verdict in _CONSIDERED else found

    def _with_chances(self, candidate: Candidate, row: Row) -> Candidate:
        """A commune that is eligible or may be, with what it may turn out to be."""
        rules, known = self._of(row), self._known(row, candidate.verdict)
        try:
            prospects = rules.prospects.of(known)
            is_exact = True
        except TooMany:
            prospects, is_exact = self._at_most(row, candidate.verdict), False
        places = self._places.places(row)
        chances = tuple(self._chances(prospects, row, known.facts, places, rules))
        return candidate._replace(
            chances=chances,
            can_fail=not all(each.is_eligible for each in prospects),
            is_exact=is_exact,
            ties=tuple(_around(ranges) for ranges in zip(*(each.ties for each in chances), strict=True)),
            places=places,
        )

    def _chances(
        self, prospects: frozenset[Prospect], row: Row, facts: Facts, places: Places, rules: _Rules
    ) -> Iterable[Chance]:
        """The ways in which a commune may be eligible, the lowest score first."""
        if self._asked:
            facts = completed(facts, self._ruleset)
            found = [self._chance(each, row, facts, places, rules) for each in prospects if each.is_eligible]
            return sorted(found, key=_in_order)
        if prospects not in self._scores:
            self._scores[prospects] = sorted((each.score for each in prospects if each.is_eligible), key=_or_none)
        ties = tuple(self._range(tie, row, {}, {}, rules) for tie in self._wanted.ties)
        return (Chance(score, ties, places) for score in self._scores[prospects])

    def _at_most(self, row: Row, verdict: Verdict) -> frozenset[Prospect]:
        """What a commune may become at most, where that could not be looked through."""
        scores = (None if row[end] is None else Fraction(repr(row[end])) for end in ("score_low", "score_high"))
        found = {Prospect(is_eligible=True, score=score, values=(None,) * len(self._asked)) for score in scores}
        fails = [Prospect(is_eligible=False, score=None)] if verdict is Verdict.UNDETERMINED else []
        return frozenset((*found, *fails))

    def _chance(self, prospect: Prospect, row: Row, facts: Facts, known: Places, rules: _Rules) -> Chance:
        """One way in which a commune is eligible; a fact that was filled in stands for all that are not told apart."""
        filled = {id: fact for id, fact in zip(self._asked, prospect.values, strict=True) if id not in facts}
        ties = tuple(self._range(tie, row, facts, filled, rules) for tie in self._wanted.ties)
        places = (
            self._filled_place(column.target, filled) if column.target in filled else place
            for column, place in zip(self._wanted.places, known, strict=True)
        )
        return Chance(prospect.score, ties, tuple(places))

    def _range(self, tie: TieBreak, row: Row, facts: Facts, filled: Filled, rules: _Rules) -> Range:
        """Between which values that of a tie-breaker lies."""
        id = tie.column.target or ""
        if tie.column.key in self.compared:
            return exact(self.compared[tie.column.key].get(row[ROW]), tie)
        if id in filled:
            return rules.cuts.around(id, filled[id], tie)
        return exact(number_of(facts.get(id), self._ruleset.indicators[id]), tie)

    def _filled_place(self, id: str, filled: Filled) -> str | None:
        """The place of a fact that was filled in; a text stands for every other one, too."""
        fact = filled[id]
        is_one = isinstance(fact, bool) or self._ruleset.indicators[id].values
        return folded(str(fact)) if is_one else None

    def _known(self, row: Row, verdict: Verdict) -> Known:
        outcomes = {id: _POSSIBLE.get(row.get(column), ANYTHING) for id, column in self._outcomes.items()}
        if not self._asked and ANYTHING not in outcomes.values():
            return Known(verdict, outcomes, {})  # all that facts decide is settled
        return Known(verdict, outcomes, self._facts(row))

    def _facts(self, row: Row) -> Facts:
        """What is stated in a row; each value of a column is read once."""
        found: dict[str, FactValue] = {}
        for id, values in self._values.items():
            value = row[id]
            if value is None:
                continue
            if value not in values:
                values[value] = fact_of(value)
            found[id] = values[value]
        found |= {id: NA for id, column in self._may_not_apply.items() if row[column]}
        return found

    def _of(self, row: Row) -> _Rules:
        """The rules that hold for a row."""
        plan = self._periods.on(day_of(row.get(AS_OF)))
        if plan.as_of not in self._rules:
            self._rules[plan.as_of] = _Rules(plan, Prospects(plan, self._asked), Cuts(plan))
        return self._rules[plan.as_of]


def _in_order(chance: Chance) -> tuple[Fraction, tuple[Range, ...], str]:
    return _or_none(chance.score), chance.ties, repr(chance.places)


def _or_none(score: Fraction | None) -> Fraction:
    """A score as it is compared: none is below all others."""
    return _NONE if score is None else score


def _around(ranges: Sequence[Range]) -> Range:
    """The range that all of some lie in."""
    return Range(min(each.low for each in ranges), max(each.high for each in ranges))
