"""Cells of a spreadsheet, wherever they stand, to a frame of texts with the row numbers that an officer sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.tables.office.stored_values import Value, Values
from smartcommune.tables.sheets.sheet import MOST_COLUMNS, MOST_HEAD, MOST_TAIL, ROW, Row, too_wide


class Grid(NamedTuple):
    """The parts of a `Sheet` that cells make."""

    frame: pl.LazyFrame
    width: int
    head: tuple[Row, ...]
    tail: tuple[Row, ...]


def grid_of(name: str, values: Values) -> Grid:
    """The frame of a spreadsheet, with its first and last rows; there are no blank cells among the values.

    Raises:
        InputError: no cells at all, or too many columns.
    """
    numbers = sorted(number for number, row in values.items() if row)
    if not numbers:
        raise InputError([Problem("empty-table", Place(name), Message("empty-table"))])
    width = 1 + max(max(values[number]) for number in numbers)
    if width > MOST_COLUMNS:
        raise too_wide(name, width)
    columns = {ROW: pl.Series(numbers, dtype=pl.Int64)}
    for column in range(width):
        found = [values[number].get(column) for number in numbers]
        columns[f"c{column}"] = pl.Series([value and value.text for value in found], dtype=pl.String)
        columns[f"c{column}.number"] = pl.Series([value is not None and value.is_number for value in found])
    head = _rows(values, numbers[:MOST_HEAD], width)
    return Grid(pl.LazyFrame(columns), width, head, _rows(values, numbers[-MOST_TAIL:], width))


def _rows(values: Values, numbers: Iterable[int], width: int) -> tuple[Row, ...]:
    return tuple(Row(number, _texts(values[number], width)) for number in numbers)


def _texts(row: Mapping[int, Value], width: int) -> tuple[str | None, ...]:
    return tuple(normalize("NFC", row[column].text) if column in row else None for column in range(width))
