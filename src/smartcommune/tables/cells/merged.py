"""Identity columns whose cells are merged down over several communes: each of these rows has the value.

A fact in such a cell stays with the first row: nobody said that it is true of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from smartcommune.messages import Message
from smartcommune.tables.header.columns import Column, named
from smartcommune.tables.header.layout import Layout, rows_text
from smartcommune.tables.sheets.sheet import ROW, Sheet

# What communes have in common; a code or a name belongs to one.
_SHARED: Final = ("province", "code_list", "as_of")


def spread(
    rows: pl.LazyFrame, sheet: Sheet, layout: Layout, columns: Sequence[Column]
) -> tuple[pl.LazyFrame, tuple[Message, ...]]:
    """The rows with these values written out, and what is said about it."""
    notes = []
    for column in columns:
        texts = _texts(sheet, layout, column) if column.target in _SHARED else {}
        if texts:
            source, filled = (
                pl.col(f"c{column.position}"),
                pl.col(ROW).replace_strict(list(texts), list(texts.values()), default=None, return_dtype=pl.String),
            )
            rows = rows.with_columns(pl.coalesce(source, filled).alias(f"c{column.position}"))
            notes.append(Message("note.spread", column=named(column), rows=rows_text(sorted(texts))))
    return rows, tuple(notes)


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
