"""Rows of results to candidates: what each commune may turn out to be, with what quotas count by and ties compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.assess.prospects import Prospect
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan
from smartcommune.model.facts import Facts, FactValue, completed
from smartcommune.model.ruleset import Verdict
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.folding import folded
from smartcommune.tables.ranking.asked import DISTRICT, PROVINCE, Asked, PlaceReader, cells
from smartcommune.tables.ranking.candidate import Candidate, Chance, Range, Value
from smartcommune.tables.ranking.futures import NEVER, Future, Futures, Row, Stated, or_none
from smartcommune.tables.ranking.ties import (
    Cuts,
    TieBreak,
    cells_compared,
    exact,
    number_of,
    texts_compared,
)
from smartcommune.tables.results.missing_facts import day_of
from smartcommune.tables.sheets.sheet import ROW
from smartcommune.vectorise.days import AS_OF
from smartcommune.vectorise.verdicts import SEPARATOR

_CONSIDERED: Final = (Verdict.ELIGIBLE, Verdict.UNDETERMINED)

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

    futures: Futures
    cuts: Cuts


class Outlook:
    """Reads candidates from rows of results.

    Args:
        periods: the plans.
        wanted: what is asked beside the score.
        loaded: the table.
        rows: the results, each with its facts.
        because: what decides about those that are not eligible, by row.
    """

    def __init__(
        self, periods: Periods, wanted: Wanted, loaded: Loaded, rows: Sequence[Row], because: Mapping[int, str]
    ) -> None:
        self._periods = periods
        self._because = because
        self._ruleset = periods.ruleset
        self._wanted = wanted
        self._asked = tuple(id for id in wanted.names if id in self._ruleset.indicators)
        self._places = PlaceReader(wanted.places, loaded)
        self._rows = {row[ROW]: row for row in rows}
        self._stated = Stated(self._ruleset, rows[0].keys() if rows else ())
        self.compared = {
            tie.column.key: self._compared(tie.column, loaded)
            for tie in wanted.ties
            if tie.column.target not in self._asked
        }
        self._rules: dict[date | None, _Rules] = {}  # by day
        self._alike: dict[tuple[int, tuple[Range, ...], Places], tuple[Future, tuple[Chance, ...]]] = {}
        self._by_plan: dict[date, _Rules] = {}
        self._completed: dict[int, Facts] = {}  # by row, of those that were asked for numbers

    def candidates(self) -> Iterator[Candidate]:
        """A candidate for each row."""
        return map(self._candidate, self._rows.values())

    def open_facts(self, row: int) -> tuple[str, ...]:
        """What is not known of a row and decides what its commune becomes: facts, then other columns."""
        found = self._rows[row]
        ids = self._of(found).futures.open_facts(found)
        unknown = [
            column.target or column.name
            for column, place in zip(self._wanted.places, self._places.places(found), strict=True)
            if place is None and column.target not in ids
        ]
        columns = {tie.column.key: tie.column for tie in self._wanted.ties}
        blank = (columns[key] for key, each in self.compared.items() if row not in each)
        unknown += (column.target or column.name for column in blank)
        return (*ids, *dict.fromkeys(unknown))

    def number(self, row: int, id: str) -> Value | None:
        """What an indicator says of a row, as a number that compares as it does; None where it is not known."""
        if row not in self._completed:
            self._completed[row] = completed(self._stated.facts(self._rows[row]), self._ruleset)
        return number_of(self._completed[row].get(id), self._ruleset.indicators[id])

    def _compared(self, column: Asked, loaded: Loaded) -> Mapping[int, Value]:
        if column.target is not None:
            return texts_compared({row: found.get(column.target) for row, found in self._rows.items()})
        texts = cells(column, loaded)
        return cells_compared({row: texts.get(row) for row in self._rows})

    def _candidate(self, row: Row) -> Candidate:
        verdict = Verdict(row["verdict"])
        rules, future = self._of(row), NEVER
        places: Places = ()
        chances: tuple[Chance, ...] = ()
        if verdict in _CONSIDERED:
            future, places = rules.futures.of(row), self._places.places(row)
            chances = self._chances(future, row, places, rules)
        return Candidate(
            row[ROW],
            row["code"],
            row["name"],
            row["province"],
            verdict,
            chances,
            future.can_fail,
            future.is_exact,
            self._common(chances),
            places,
            self._places.words(row),
            tuple(row["missing"].split(SEPARATOR)) if row["missing"] else (),
            self._because.get(row[ROW], ""),
            row.get("district"),
            day_of(row.get("code_list")),
            day_of(row.get(AS_OF)),
            tuple((row.get("level") or row.get("levels_possible") or "").split(SEPARATOR)),
        )

    def _chances(self, future: Future, row: Row, places: Places, rules: _Rules) -> tuple[Chance, ...]:
        """The ways in which a commune may be eligible, the lowest score first."""
        if self._asked:
            facts = completed(self._stated.facts(row), self._ruleset)
            found = [self._chance(each, row, facts, places, rules) for each in future.eligible]
            return tuple(sorted(found, key=_in_order))
        ties = tuple([self._range(tie, row, {}, {}, rules) for tie in self._wanted.ties])
        key = id(future), ties, places  # equal scores need not be looked at again to tell that they are
        if key not in self._alike:
            self._alike[key] = future, tuple([Chance(each.score, ties, places) for each in future.eligible])
        return self._alike[key][1]

    def _common(self, chances: Sequence[Chance]) -> tuple[Range, ...]:
        """What is known of each tie-breaker, whichever of the chances it is; without facts it is the same in all."""
        if not self._asked:
            return chances[0].ties if chances else ()
        return tuple([_around(ranges) for ranges in zip(*[each.ties for each in chances], strict=True)])

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

    def _of(self, row: Row) -> _Rules:
        """The rules that hold for a row."""
        day = row.get(AS_OF)
        if day not in self._rules:
            self._rules[day] = self._on(self._periods.on(day_of(day)))
        return self._rules[day]

    def _on(self, plan: Plan) -> _Rules:
        if plan.as_of not in self._by_plan:
            self._by_plan[plan.as_of] = _Rules(Futures(plan, self._asked, self._stated), Cuts(plan))
        return self._by_plan[plan.as_of]


def _in_order(chance: Chance) -> tuple[Fraction, tuple[Range, ...], str]:
    return or_none(chance.score), chance.ties, repr(chance.places)


def _around(ranges: Sequence[Range]) -> Range:
    """The range that all of some lie in."""
    return Range(min(each.low for each in ranges), max(each.high for each in ranges))
