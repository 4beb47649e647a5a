"""Rows of a table to those among them that cannot be communes, and to the problem that one of them is.

Such rows stand between the first and the last ones of a text file, where they are not looked for beforehand: without a
code, called like a total or a district, numbered like a heading, or with neither a code nor a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import Place, Problem, finding
from smartcommune.tables.cells.column_reader import Cells, none
from smartcommune.tables.header.columns import Column, named_cell
from smartcommune.tables.header.identity_names import KEYS, PLACES
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.header.row_words import (
    FIGURES,
    HINTS,
    SECTION,
    is_figure,
    is_group,
    is_section,
    is_total,
    may_be_name,
)
from smartcommune.tables.sheets.sheet import ROW, Sheet


class Strangers:
    """Knows the rows of one table that are no communes."""

    def __init__(self, columns: Mapping[str, Column], sheet: Sheet, layout: Layout, subject: str) -> None:
        self._columns = columns
        self._sheet = sheet
        self._subject = subject
        # What nobody adds up: a place, words, yes or no. A row that has some is no total.
        self._wordy = [target for target, column in columns.items() if target in PLACES or _is_words(column)]
        self._serial = None if layout.serial is None else f"c{layout.serial}"
        self._uncounted = sorted(layout.uncounted)
        # Who makes a typed table knows which of its rows are which.
        self._is_keyed = not sheet.is_typed and any(key in columns for key in KEYS)

    @property
    def sources(self) -> list[str]:
        """The columns of the sheet's frame that are needed besides those of the facts."""
        used = {f"c{column.position}" for column in self._columns.values()}
        return [] if self._serial is None or self._serial in used else [self._serial]

    def among(self, piece: pl.DataFrame, cells: Mapping[str, Cells]) -> pl.Series:
        """Which rows are no communes."""
        is_coded = _is_given(cells.get("code"), piece.height)
        if is_coded.all():
            return none(piece.height)
        found = self._called(piece, cells) | self._lettered(piece)
        if self._uncounted:
            found |= piece[ROW].is_in(self._uncounted)
        if self._is_keyed:
            found |= ~_is_given(cells.get("name"), piece.height)
        return found & ~is_coded

    def _called(self, piece: pl.DataFrame, cells: Mapping[str, Cells]) -> pl.Series:
        """Which rows have the name of a total or of a group."""
        found = none(piece.height)
        if "name" not in cells:
            return found
        names = cells["name"].values
        at = names.str.contains(HINTS[self._subject]).fill_null(value=False).arg_true()
        is_counted = none(len(at)) if self._serial is None else _matches(piece[self._serial][at], FIGURES)
        is_worded = self._worded(cells, piece.height)[at]
        found_names = zip(names[at], is_counted, is_worded, strict=True)
        called = [
            self._is_called_otherwise(name, is_numbered=counted, is_worded=worded)
            for name, counted, worded in found_names
        ]
        return found.scatter(at, pl.Series(called, dtype=pl.Boolean))

    def _worded(self, cells: Mapping[str, Cells], height: int) -> pl.Series:
        """Which rows have something that nobody adds up: a place, words, yes or no."""
        found = none(height)
        for target in self._wordy:
            found |= _is_given(cells.get(target), height)
        return found

    def _is_called_otherwise(self, name: str, *, is_numbered: bool, is_worded: bool) -> bool:
        is_name = is_numbered or (is_worded and may_be_name(name))
        return is_total(name, is_numbered=is_name) or is_group(name, self._subject, is_numbered=is_numbered)

    def _lettered(self, piece: pl.DataFrame) -> pl.Series:
        return none(piece.height) if self._serial is None else _matches(piece[self._serial], SECTION)

    def problems(
        self, row: int, known: Mapping[str, Any], refused: Set[str], cells: Mapping[str, Any]
    ) -> Iterator[Problem]:
        """Why a row is no commune."""
        if "code" in known or "code" in refused:
            return
        name, serial = known.get("name"), str(cells.get(self._serial or "") or "")
        is_numbered = is_figure(serial)
        if name is None and "name" not in refused and self._is_keyed and not is_section(serial):
            yield finding("nameless-row", self._place(row), Message("nameless-row-help"))
        elif name is not None and is_total(name, is_numbered=is_numbered or self._is_name(name, {*known, *refused})):
            yield self._named("total-row", row, name)
        elif row in self._uncounted:
            yield self._named("uncounted-row", row, name or serial.strip(), Message("uncounted-row-help"))
        elif is_section(serial) or (name and is_group(name, self._subject, is_numbered=is_numbered)):
            yield self._named("group-row", row, name or serial.strip())

    def _is_name(self, name: str, given: Set[str]) -> bool:
        """Whether a row called like a total has something that a total has not."""
        return may_be_name(name) and not given.isdisjoint(self._wordy)

    def _named(self, id: str, row: int, found: str, help: Message | None = None) -> Problem:
        column = self._columns.get("name")
        message = Message(id, found=found)
        if column is not None:
            message = Message("cell", cell=named_cell(column, row, self._sheet), problem=message)
        return Problem(id, self._place(row), message, help or Message("not-a-commune-help"))

    def _place(self, row: int) -> Place:
        column = self._columns.get("name") or self._columns.get("code")
        return Place(self._sheet.name, row, None if column is None else column.position + 1)


def _is_words(column: Column) -> bool:
    return column.is_fact and column.manner is not None and not column.manner.indicator.numeric


def _is_given(column: Cells | None, height: int) -> pl.Series:
    """Where there is something in a column, be it right or wrong."""
    if column is None:
        return none(height)
    given = column.values.is_not_null()
    return given if column.wrong is None else given | column.wrong


def _matches(texts: pl.Series, pattern: str) -> pl.Series:
    return texts.str.contains(pattern).fill_null(value=False)
