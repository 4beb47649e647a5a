"""Rows of a table to those among them that cannot be communes, and to the problem that one of them is.

Such rows stand between the first and the last ones of a text file, where they are not looked for beforehand: without a
code, called like a total or a district, numbered like a heading, or with neither a code nor a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import Place, Problem
from smartcommune.tables.cells.column_reader import Cells
from smartcommune.tables.cells.contradictions import none
from smartcommune.tables.header.columns import Column, named_cell
from smartcommune.tables.header.row_words import FIGURES, HINTS, SECTION, is_figure, is_group, is_section, is_total
from smartcommune.tables.sheets.sheet import Sheet

_KEYS: Final = ("code", "name")


class Strangers:
    """Knows the rows of one table that are no communes."""

    def __init__(self, columns: Mapping[str, Column], sheet: Sheet, serial: int | None, subject: str) -> None:
        self._columns = columns
        self._sheet = sheet
        self._subject = subject
        self._serial = None if serial is None else f"c{serial}"
        # Who makes a typed table knows which of its rows are which.
        self._is_keyed = not sheet.is_typed and any(key in columns for key in _KEYS)

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
        pairs = zip(names[at], is_counted, strict=True)
        called = [self._is_called_otherwise(name, is_numbered=counted) for name, counted in pairs]
        return found.scatter(at, pl.Series(called, dtype=pl.Boolean))

    def _is_called_otherwise(self, name: str, *, is_numbered: bool) -> bool:
        return is_total(name, is_numbered=is_numbered) or is_group(name, self._subject, is_numbered=is_numbered)

    def _lettered(self, piece: pl.DataFrame) -> pl.Series:
        return none(piece.height) if self._serial is None else _matches(piece[self._serial], SECTION)

    def problems(
        self, row: int, commune: Mapping[str, Any], refused: Set[str], cells: Mapping[str, Any]
    ) -> Iterator[Problem]:
        """Why a row is no commune.

        Args:
            row: its number.
            commune: what it is called.
            refused: what has a problem of its own.
            cells: all that stands in it.
        """
        if "code" in commune or "code" in refused:
            return
        name, serial = commune.get("name"), str(cells.get(self._serial or "") or "")
        if name is None and "name" not in refused and self._is_keyed and not is_section(serial):
            yield Problem("nameless-row", self._place(row), Message("nameless-row"), Message("nameless-row-help"))
        elif name is not None and is_total(name, is_numbered=is_figure(serial)):
            yield self._named("total-row", row, name)
        elif is_section(serial) or (name and is_group(name, self._subject, is_numbered=is_figure(serial))):
            yield self._named("group-row", row, name or serial.strip())

    def _named(self, id: str, row: int, found: str) -> Problem:
        column = self._columns.get("name")
        message = Message(id, found=found)
        if column is not None:
            message = Message("cell", cell=named_cell(column, row, self._sheet), problem=message)
        return Problem(id, self._place(row), message, Message("not-a-commune-help"))

    def _place(self, row: int) -> Place:
        column = self._columns.get("name") or self._columns.get("code")
        return Place(self._sheet.name, row, None if column is None else column.position + 1)


def _is_given(column: Cells | None, height: int) -> pl.Series:
    """Where there is something in a column, be it right or wrong."""
    if column is None:
        return none(height)
    given = column.values.is_not_null()
    return given if column.wrong is None else given | column.wrong


def _matches(texts: pl.Series, pattern: str) -> pl.Series:
    return texts.str.contains(pattern).fill_null(value=False)
