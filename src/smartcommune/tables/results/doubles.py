"""Rows of a table to those that have one key: code, code list and day say which commune, and when.

Only a number of each key is kept, so that looking for equal ones takes no second pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from smartcommune.tables.sheets.sheet import ROW

_KEY: Final = ("code", "code_list", "as_of")
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
        """Take some rows of the table's frame; those without a code say nothing."""
        self._count += rows.height
        if self.is_undecided or "code" not in rows.columns:
            self._parts.clear()
            return
        key = [name for name in _KEY if name in rows.columns]
        found = rows.select(ROW, "code", key=pl.struct(key).hash()).filter(pl.col("code").is_not_null())
        self._parts.append(found.select(ROW, "key"))

    def found(self) -> list[Double]:
        """The rows that stand twice, in their order, each with the first one of its key."""
        if not self._parts:
            return []
        keys = pl.concat(self._parts)
        if keys["key"].n_unique() == keys.height:
            return []
        return list(_doubles(keys.filter(pl.col("key").is_duplicated())))


def _doubles(rows: pl.DataFrame) -> Iterator[Double]:
    first: dict[int, int] = {}
    for row, key in rows.sort(ROW).iter_rows():
        if first.setdefault(key, row) != row:
            yield Double(row, first[key])
