"""Identity columns whose cells stand for several rows: merged down, each of these rows has the value.

A fact in such a cell stays with the first row: nobody said that it is true of the others. What is written once without
being merged is told and stays where it is, until a map says that it holds for the rows below (`fill: down`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from smartcommune.messages import Message
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.columns import Column, named
from smartcommune.tables.header.identity_names import SHARED
from smartcommune.tables.header.layout import Layout, rows_text
from smartcommune.tables.sheets.sheet import ROW, Sheet


class Spread(NamedTuple):
    """The rows with shared values written out, what is said about it, and what may hold for more rows than it says."""

    rows: pl.LazyFrame
    remarks: tuple[Message, ...]
    once: frozenset[str]  # identity columns that are written once for several rows


def spread(rows: pl.LazyFrame, sheet: Sheet, layout: Layout, columns: Sequence[Column], mapping: ColumnMap) -> Spread:
    """The rows with the values of merged cells, and of columns that a map fills, written out."""
    remarks = []
    once = set()
    for column in columns:
        if column.target not in SHARED or sheet.is_typed:
            continue
        source, entry = pl.col(f"c{column.position}"), mapping.entries.get(column.target)
        texts = _texts(sheet, layout, column)
        if texts:
            filled = pl.col(ROW).replace_strict(list(texts), list(texts.values()), default=None, return_dtype=pl.String)
            source = pl.coalesce(source, filled)
            remarks.append(Message("note.spread", column=named(column), rows=rows_text(sorted(texts))))
        if entry is not None and entry.fill is not None:
            source = source.forward_fill()
            remarks.append(Message("note.filled", column=named(column)))
        elif not texts and (firsts := _written_once(sheet, layout, column)):
            once.add(column.target)
            remarks.append(Message("note.once", column=named(column), rows=rows_text(firsts)))
        rows = rows.with_columns(source.alias(f"c{column.position}"))
    return Spread(rows, tuple(remarks), frozenset(once))


def _texts(sheet: Sheet, layout: Layout, column: Column) -> dict[int, str]:
    """The rows below the first of each merged area, with the text that stands in the first."""
    areas = [
        (first, last)
        for first, left, last, right in sheet.merged
        if left == right == column.position and layout.first <= first < last
    ]
    if not areas:
        return {}
    firsts = sheet.frame.filter(pl.col(ROW).is_in([first for first, _ in areas]))
    found = dict(firsts.select(ROW, f"c{column.position}").collect().iter_rows())
    return {row: found[first] for first, last in areas if found.get(first) for row in range(first + 1, last + 1)}


def _written_once(sheet: Sheet, layout: Layout, column: Column) -> list[int]:
    """The rows with the first of each group, if each value is written once and some rows below have none."""
    left_out = {item.row for item in layout.left_out}
    rows = [row for row in sheet.head if row.number >= layout.first and row.number not in left_out]
    given = [row.number for row in rows if row.cells[column.position] is not None]
    values = {row.cells[column.position] for row in rows} - {None}
    is_once = len(values) == len(given) < len(rows)
    return given if is_once and given and given[0] == rows[0].number else []
