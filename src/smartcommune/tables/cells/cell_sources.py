"""One column of a table to a reader of it: text, text with numbers among it, or cells of a type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from smartcommune.model.facts import FactValue
from smartcommune.model.values import Unfit
from smartcommune.tables.cells.column_reader import Cells, Reader
from smartcommune.tables.cells.typed import TypedReader, as_text
from smartcommune.tables.header.columns import Column
from smartcommune.tables.header.manner import Manner
from smartcommune.tables.sheets.sheet import Sheet


class TextColumn:
    """A column of text; in a workbook, some of its cells hold numbers."""

    may_not_apply = True

    def __init__(self, column: Column, manner: Manner, sheet: Sheet) -> None:
        self.manner = manner
        self.source = f"c{column.position}"
        self.mark = f"{self.source}.number" if sheet.has_number_marks else None
        self.sources = [self.source] if self.mark is None else [self.source, self.mark]
        self._texts = Reader(manner, self.source)
        self.plain = self._texts if self.mark is None else None  # reads the whole column, together with others
        self._numbers = Reader(manner, self.source, is_number=True)

    def texts(self) -> list[pl.Expr]:
        """The cells as they are worded in a problem."""
        return [pl.col(source) for source in self.sources]

    def read(self, piece: pl.DataFrame) -> Cells:
        """The values and states of some rows."""
        cells = piece[self.source]
        if self.mark is None:
            return self._texts.read(cells)
        is_number = piece[self.mark].fill_null(value=False)
        blank = pl.repeat(None, len(cells), dtype=pl.String, eager=True)
        texts = self._texts.read(blank.zip_with(is_number, cells))
        numbers = self._numbers.read(cells.zip_with(is_number, blank))
        values = numbers.values.zip_with(is_number, texts.values)
        return Cells(values, _either(numbers.wrong, texts.wrong), _either(numbers.na, texts.na))

    def one(self, cells: Mapping[str, Any]) -> FactValue | Unfit | None:
        """The fact in one row, or what is wrong with it."""
        reader = self._numbers if self.mark is not None and cells[self.mark] else self._texts
        return reader.one(cells[self.source])


class TypedColumn:
    """A column whose cells have a type."""

    def __init__(self, column: Column, manner: Manner, types: Mapping[str, pl.DataType]) -> None:
        self.manner = manner
        self.source = f"c{column.position}"
        self.sources = [self.source]
        self._type = types[self.source]
        self.may_not_apply = self._type == pl.String
        self.plain = Reader(manner, self.source) if self._type == pl.String else None
        self._reader = self.plain or TypedReader(manner, self._type)

    def texts(self) -> list[pl.Expr]:
        """The cells as they are worded in a problem."""
        return [as_text(self.source, self._type)]

    def read(self, piece: pl.DataFrame) -> Cells:
        """The values and states of some rows."""
        return self._reader.read(piece[self.source])

    def one(self, cells: Mapping[str, Any]) -> FactValue | Unfit | None:
        """The fact in one row, or what is wrong with it."""
        return self._reader.one(cells[self.source])


def _either(one: pl.Series | None, other: pl.Series | None) -> pl.Series | None:
    """Marks of cells of which each was read as a number or as a text."""
    if one is None or other is None:
        return one if other is None else other
    return one | other
