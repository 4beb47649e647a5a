"""Rows of a table to those that have one key: code, code list and day say which commune, and when.

Where there is no code, the name says so, with the district and the province.

Only a number of each key is kept, so that looking for equal ones takes no second pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import polars as pl

from smartcommune.tables.sheets.sheet import ROW

_KEY: Final = ("code", "code_list", "as_of")
_NAMES: Final = ("name", "district", "province", "as_of")
# Of all communes that Viet Nam has had, each some hundred times; more are not compared, and that is said.
MOST_ROWS: Final = 5_000_000


class Double(NamedTuple):
    """A row with the key of one above it."""

    row: int
    first: int


class Doubles:
    """Takes the rows of a table batch by batch, and finds those that have one key."""

    def __init__(self) -> None:
        self._parts: list[pl.DataFrame] = []
        self._count = 0

    @property
    def is_undecided(self) -> bool:
        """Whether there were too many rows to compare."""
        return self._count > MOST_ROWS

    def add(self, rows: pl.DataFrame) -> None:
        """Take some rows of the table's frame; those with neither a code nor a name say nothing."""
        self._count += rows.height
        if self.is_undecided or "code" not in rows.columns:
            self._parts.clear()
            return
        if not rows["code"].null_count():  # as in most tables
            self._parts.append(_keys(rows, _KEY))
            return
        is_coded = pl.col("code").is_not_null()
        self._parts.append(_keys(rows.filter(is_coded), _KEY))
        self._parts.append(_keys(rows.filter(~is_coded & pl.col("name").is_not_null()), _NAMES))

    def found(self) -> list[Double]:
        """The rows that stand twice, in their order, each with the first one of its key."""
        if not self._parts:
            return []
        keys = pl.concat(self._parts)
        if keys["key"].n_unique() == keys.height:
            return []
        return list(_doubles(keys.filter(pl.col("key").is_duplicated())))


def _keys(rows: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """A number for the key of each row; the kind of the key is part of it."""
    parts = (pl.col(name) for name in key if name in rows.columns)
    return rows.select(ROW, key=pl.struct(pl.lit(key[0]).alias("kind"), *parts).hash())


def _doubles(rows: pl.DataFrame) -> Iterator[Double]:
    first: dict[int, int] = {}
    for row, key in rows.sort(ROW).iter_rows():
        if first.setdefault(key, row) != row:
            yield Double(row, first[key])
