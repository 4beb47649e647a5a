"""The user's `--keep` to the columns of a table that are handed through, and results with them to what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem, did_you_mean
from smartcommune.tables.cells.cell_facts import KEPT, NUMBER, Loaded
from smartcommune.tables.header.columns import Column
from smartcommune.tables.header.folding import folded
from smartcommune.tables.sheets.sheet import ROW

ALL: Final = "all"
DISTRICT: Final = "district"
_PROVINCE: Final = "province"
# What the results say of a commune anyway.
_SAID: Final = frozenset({"code", "name", _PROVINCE, DISTRICT})


class Kept(NamedTuple):
    """A column of the table that is handed through."""

    position: int
    title: str

    @property
    def name(self) -> str:
        """What the results call it until they are written."""
        return f"{KEPT}{self.position}"

    @property
    def marks(self) -> str:
        """The column that says which of its cells are numbers."""
        return f"{self.name}{NUMBER}"


def kept_columns(loaded: Loaded, names: Sequence[str]) -> tuple[Kept, ...]:
    """The columns that the user wants beside the results, in the table's order.

    Raises:
        InputError: the table has no such column.
    """
    others = [column for column in loaded.columns if column.header and column.target not in _SAID]
    named = _named(loaded.columns, [name for name in names if name != ALL], "--keep")
    chosen = [column for column in loaded.columns if column in named or (ALL in names and column in others)]
    headers = [column.header for column in chosen]
    return tuple(
        Kept(
            column.position,
            column.header if headers.count(column.header) == 1 else f"{column.header} ({column.letter})",
        )
        for column in chosen
    )


def position_of(loaded: Loaded, name: str) -> int:
    """Where the column stands by which the user wants totals.

    Raises:
        InputError: the table has no such column.
    """
    return _named(loaded.columns, [name], "--by")[0].position


def _named(columns: Sequence[Column], names: Sequence[str], option: str) -> list[Column]:
    """By header as people type it, by what the column is read as, or by letter."""
    wanted: set[int] = set()
    for name in names:
        found = {column.position for column in columns if name in (column.header, column.target)}
        found |= {column.position for column in columns if column.header and folded(column.header) == folded(name)}
        found |= {column.position for column in columns if not found and column.letter == name}
        if not found:
            headers = [column.header for column in columns if column.header]
            message = Message("keep-what", name=name)
            raise InputError([Problem("keep-what", Place(option), message, did_you_mean(name, headers))])
        wanted |= found
    return [column for column in columns if column.position in wanted]


def carried(loaded: Loaded, kept: Sequence[Kept]) -> list[str]:
    """What has to go through the assessment beside the facts."""
    schema = loaded.keeping([column.position for column in kept]).schema()
    names = [name for column in kept for name in (column.name, column.marks) if name in schema]
    return [*([DISTRICT] if DISTRICT in schema else []), *names]


def arranged(results: pl.LazyFrame, kept: Sequence[Kept]) -> pl.LazyFrame:
    """The results as they are written: who, what, then the columns of the table under their own headers."""
    names = results.collect_schema().names()
    own = [name for name in _in_order(names) if not name.startswith(KEPT) and name != ROW]
    return results.select(*own, *(pl.col(name).alias(title) for name, title in titles(names, kept).items()))


def titles(names: Sequence[str], kept: Sequence[Kept]) -> dict[str, str]:
    """What columns of the table are called where results are written, by what these call them until then."""
    return {column.name: _free(column, names) for column in kept}


def _in_order(names: Sequence[str]) -> Iterator[str]:
    """The district stands behind the province."""
    for name in names:
        if name != DISTRICT:
            yield name
        if name == _PROVINCE and DISTRICT in names:
            yield DISTRICT


def _free(column: Kept, taken: Sequence[str]) -> str:
    return f"{column.title} ({column.position + 1})" if column.title in taken else column.title
