"""Rows of text to a sheet, as a file of them would be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from smartcommune.tables.sheets.sheet import MOST_HEAD, MOST_TAIL, Row, Sheet


def sheet_of(rows: Sequence[Sequence[str]], kind: str = "csv", **more: Any) -> Sheet:
    """A sheet of text; blank cells are empty texts, and wholly blank rows only count."""
    width = max(map(len, rows))
    found = [
        Row(number, tuple(cell or None for cell in (*cells, *[""] * (width - len(cells)))))
        for number, cells in enumerate(rows, 1)
        if any(cells)
    ]
    columns = {f"c{place}": pl.Series([row.cells[place] for row in found], dtype=pl.String) for place in range(width)}
    frame = pl.DataFrame({"row": pl.Series([row.number for row in found], dtype=pl.Int64), **columns})
    ends = {"head": tuple(found[:MOST_HEAD]), "tail": tuple(found[-MOST_TAIL:])}
    return Sheet(name=f"t.{kind}", kind=kind, is_typed=False, frame=frame.lazy(), width=width, **ends, **more)


def typed_sheet(frame: pl.DataFrame) -> Sheet:
    """A sheet whose columns keep their types, as of a Parquet file."""
    columns = {f"c{place}": frame[name] for place, name in enumerate(frame.columns)}
    rows = pl.DataFrame({"row": pl.Series(range(1, frame.height + 1), dtype=pl.Int64), **columns})
    names = tuple(frame.columns)
    found = [Row(number, tuple(map(_text, cells))) for number, cells in enumerate(frame.iter_rows(), 1)]
    ends: dict[str, Any] = {"head": tuple(found[:MOST_HEAD]), "tail": tuple(found[-MOST_TAIL:])}
    return Sheet(
        name="t.parquet", kind="parquet", is_typed=True, frame=rows.lazy(), width=len(names), names=names, **ends
    )


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else str(value).lower()
