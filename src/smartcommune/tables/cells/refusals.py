"""Rows with a problem to what is wrong with them: in which cell, what was found there, what to write instead.

Few different texts are wrong in many rows: what is wrong with them is found out once, and told of every row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from smartcommune.logic import NOT_MET
from smartcommune.messages import Message
from smartcommune.model.facts import NA, FactValue, may_be_na
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import Unfit
from smartcommune.problems import Place, Problem
from smartcommune.profiles import codes
from smartcommune.profiles.profile import contradictions, to_come
from smartcommune.tables.cells.called import in_words
from smartcommune.tables.cells.column_reader import TextColumn
from smartcommune.tables.cells.no_communes import Strangers
from smartcommune.tables.cells.typed import TypedColumn
from smartcommune.tables.header.columns import Column, lettered, named_cell, names_rows
from smartcommune.tables.sheets.sheet import Sheet

# Behind the name of a column: whether its cell is wrong. Alone it says whether the cells of a row are wrong together.
MARK: Final = ".wrong"
# What is kept of rows that were looked at.
_MOST_KEPT: Final = 2_000


class Refusals:
    """Words what is wrong with the rows of one table."""

    def __init__(
        self,
        columns: Mapping[str, Column],
        readers: Mapping[str, TextColumn | TypedColumn],
        strangers: Strangers,
        sheet: Sheet,
        ruleset: RuleSet,
    ) -> None:
        self._columns = columns
        self._readers = readers
        self._strangers = strangers
        self._sheet = sheet
        self._ruleset = ruleset
        self._alone = lru_cache(_MOST_KEPT)(self._each)
        self._words = lru_cache(_MOST_KEPT)(self._worded)

    def told(self, row: int, raw: str) -> list[Problem]:
        """What is wrong with a row.

        Args:
            row: its number.
            raw: JSON of the marks of its cells, and of those that are wrong as they stand there; where the row is
                wrong as a whole, of all of them.
        """
        found = self._alone(raw)
        return self.problems(row, json.loads(raw)) if found is None else [self._refused(*each, row) for each in found]

    def _each(self, raw: str) -> tuple[tuple[str, Unfit], ...] | None:
        """What is wrong with single cells of a row, by their columns; None where it is wrong as a whole."""
        cells = json.loads(raw)
        if cells[MARK]:
            return None
        marked = ((id, reader) for id, reader in self._readers.items() if cells.get(f"{id}{MARK}"))
        found = ((id, self._one(id, reader, cells)) for id, reader in marked)
        return tuple((id, unfit) for id, unfit in found if isinstance(unfit, Unfit))

    def problems(self, row: int, cells: Mapping[str, Any]) -> list[Problem]:
        """What is wrong with all cells of a row: with each of them, with its facts together, or that it is no commune.

        Args:
            row: its number.
            cells: as they stand there.
        """
        facts: dict[str, FactValue] = {}
        commune: dict[str, Any] = {}
        places: dict[str, Place] = {}
        problems = []
        refused: set[str] = set()
        for target, reader in self._readers.items():
            places[target] = self._place(target, row)
            value = self._one(target, reader, cells)
            if isinstance(value, Unfit):
                problems.append(self._refused(target, value, row))
                refused.add(target)
            elif value is not None:
                (facts if target in self._ruleset.indicators else commune)[target] = value
        strange = list(self._strangers.problems(row, commune | facts, refused, cells))
        if strange:
            return strange
        problems += codes.problems(commune.get("code"), commune.get("code_list"), commune.get("as_of"), places)
        for problem in to_come(facts, self._ruleset, commune.get("as_of"), places):
            cell = named_cell(self._column_at(problem.place), row, self._sheet)
            problems.append(problem._replace(message=Message("cell", cell=cell, problem=problem.message)))
        found = contradictions(facts, self._ruleset, places)
        return problems + [self._in_cells(problem, row, cells) for problem in found]

    def _in_cells(self, problem: Problem, row: int, cells: Mapping[str, Any]) -> Problem:
        """A contradiction with its two cells called as the officer sees them."""
        one, other = (self._column_at(place) for place in (problem.place, problem.related))
        found = cells[f"c{one.position}"]
        headers = {target: column.header for target, column in self._columns.items()}
        called = in_words(problem.message, headers, self._ruleset.indicators).values
        values = called | {"place": lettered(other, row, self._sheet), "found": found}
        inner = Message(problem.message.key, **values)
        message = Message("cell", cell=named_cell(one, row, self._sheet), problem=inner)
        return problem._replace(message=message, help=Message("contradiction-help"))

    def _column_at(self, place: Place | None) -> Column:
        position = (place.column if place is not None and place.column is not None else 0) - 1
        return next(column for column in self._columns.values() if column.position == position)

    def _refused(self, target: str, unfit: Unfit, row: int) -> Problem:
        named = row if names_rows(self._sheet) else None
        return Problem(unfit.id, self._place(target, row), *self._words(target, unfit, named))

    def _worded(self, target: str, unfit: Unfit, row: int | None) -> tuple[Message, Message | None]:
        """What is wrong with a cell, and what to write instead."""
        cell = named_cell(self._columns[target], row or 0, self._sheet)
        return Message("cell", cell=cell, problem=unfit.message), unfit.help

    def _place(self, target: str, row: int) -> Place:
        return Place(self._sheet.name, row, self._columns[target].position + 1)

    def _one(self, target: str, reader: TextColumn | TypedColumn, cells: Mapping[str, Any]) -> FactValue | Unfit | None:
        """The fact in one cell of a row, or what is wrong with it."""
        value = reader.one(cells)
        if value is NA and target in self._ruleset.places:
            return Unfit("place-not-applicable", Message("place-not-applicable", name=target))
        if value is NA and may_be_na(target, {}, self._ruleset.indicators) == NOT_MET:
            return Unfit(
                "na-not-allowed",
                Message("na-not-allowed", fact=self._columns[target].header),
                Message("na-not-allowed-help"),
            )
        return value
