"""Cells of a spreadsheet, wherever they stand, to a frame of texts with the row numbers that an officer sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from unicodedata import normalize

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.tables.sheet import MOST_HEAD, MOST_TAIL, ROW, Row

# Wider than any real table; one stray cell in the last column of a sheet would else make 16,384 columns.
MOST_COLUMNS: Final = 2_000


class Cell(NamedTuple):
    """What a cell shows, and whether it is a number there."""

    text: str
    is_number: bool


# By row number, then by column, counted from 0; blank cells and blank rows are not there.
Cells = Mapping[int, Mapping[int, Cell]]


class Grid(NamedTuple):
    """The parts of a `Sheet` that cells make."""

    frame: pl.LazyFrame
    width: int
    head: tuple[Row, ...]
    tail: tuple[Row, ...]


def grid_of(name: str, cells: Cells) -> Grid:
    """The frame of a spreadsheet, with its first and last rows.

    Raises:
        InputError: no cells at all, or too many columns.
    """
    numbers = sorted(number for number, row in cells.items() if row)
    if not numbers:
        raise InputError([Problem("empty-table", Place(name), Message("empty-table"))])
    width = 1 + max(max(cells[number]) for number in numbers)
    if width > MOST_COLUMNS:
        raise too_wide(name, width)
    columns = {ROW: pl.Series(numbers, dtype=pl.Int64)}
    for column in range(width):
        found = [cells[number].get(column) for number in numbers]
        columns[f"c{column}"] = pl.Series([cell and cell.text for cell in found], dtype=pl.String)
        columns[f"c{column}.number"] = pl.Series([cell is not None and cell.is_number for cell in found])
    head = _rows(cells, numbers[:MOST_HEAD], width)
    return Grid(pl.LazyFrame(columns), width, head, _rows(cells, numbers[-MOST_TAIL:], width))


def too_wide(name: str, width: int) -> InputError:
    message = Message("too-many-columns", found=width, most=MOST_COLUMNS)
    return InputError([Problem("too-many-columns", Place(name), message)])


def _rows(cells: Cells, numbers: Iterable[int], width: int) -> tuple[Row, ...]:
    return tuple(Row(number, _texts(cells[number], width)) for number in numbers)


def _texts(row: Mapping[int, Cell], width: int) -> tuple[str | None, ...]:
    return tuple(normalize("NFC", row[column].text) if column in row else None for column in range(width))
