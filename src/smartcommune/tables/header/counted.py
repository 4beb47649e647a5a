"""Rows of a table to how its office counts them: which have a number in figures, and which the count passes over."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import polars as pl

from smartcommune.tables.header.row_words import FIGURES, HINTS, is_figure
from smartcommune.tables.sheets.sheet import ROW, Row, Sheet

_DIGITS: Final = re.compile("[0-9]+")


class Counted:
    """The serial numbers of a table by the rows they stand in; of a long text file, of its ends only."""

    def __init__(self, serials: Mapping[int, str | None], position: int | None = None) -> None:
        self.position = position  # of the column that counts
        texts = {row: text for row, text in serials.items() if text is not None and is_figure(text)}
        found = {row: int(_DIGITS.findall(text)[0][:9]) for row, text in texts.items()}
        self._rows = sorted(found)
        self._numbers = [found[row] for row in self._rows]

    @property
    def is_counted(self) -> bool:
        """Whether communes are counted in figures at all."""
        return bool(self._rows)

    def passes_over(self, row: int) -> bool:
        """Whether the count goes on below a row as if it were not there, or begins below it."""
        at = bisect_left(self._rows, row)
        if at == len(self._rows):
            return False
        return self._numbers[at] == 1 or (at > 0 and self._numbers[at] == self._numbers[at - 1] + 1)

    def starts_below(self, row: int) -> bool:
        """Whether the first number below a row is 1."""
        at = bisect_left(self._rows, row)
        return at < len(self._rows) and self._numbers[at] == 1


def counted_of(sheet: Sheet, first: int, serials: Iterable[int]) -> Counted:
    """How the rows of a sheet are counted from its first row of data on; a column of words alone counts nothing."""
    for position in sorted(serials):
        counted = Counted(dict(_texts(sheet, first, position)), position)
        if counted.is_counted:
            return counted
    return Counted({})


def _texts(sheet: Sheet, first: int, position: int) -> Iterable[tuple[int, str | None]]:
    if sheet.has_number_marks:
        rows = sheet.frame.filter(pl.col(ROW) >= first).select(ROW, f"c{position}").collect()
        return rows.iter_rows()
    return ((row.number, row.cells[position]) for row in (*sheet.head, *sheet.tail) if row.number >= first)


def doubtful_rows(sheet: Sheet, first: int, serials: frozenset[int], facts: frozenset[int], subject: str) -> list[Row]:
    """The rows that may be no communes: the first and the last ones, and of a workbook any between without a number."""
    rows = {row.number: row for row in (*sheet.head, *sheet.tail) if row.number >= first}
    if sheet.has_number_marks:
        rows |= {row.number: row for row in _between(sheet, serials, facts, subject)}
    return [rows[number] for number in sorted(rows)]


def _between(sheet: Sheet, serials: frozenset[int], facts: frozenset[int], subject: str) -> Iterator[Row]:
    """The rows between the first and the last ones without a number, or called like what is no commune."""
    cells = {position: pl.col(f"c{position}") for position in range(sheet.width)}
    rest = [cell for position, cell in cells.items() if position not in serials]
    is_counted = _any(cells[position].str.contains(FIGURES) for position in serials)
    is_hinted = _any(cells[position].str.contains(HINTS[subject]) for position in cells if position not in facts)
    is_uncounted = pl.lit(value=bool(serials)) & ~is_counted
    is_between = pl.col(ROW).is_between(sheet.head[-1].number, sheet.tail[0].number, closed="none")
    is_doubtful = is_uncounted | is_hinted | ~_any(cell.is_not_null() for cell in rest)
    rows = sheet.frame.filter(is_between & is_doubtful).select(ROW, *cells.values()).collect()
    return (Row(number, tuple(texts)) for number, *texts in rows.iter_rows())


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(condition.fill_null(value=False) for condition in conditions))
