"""Rows that cannot be assessed to what an officer mends them by: where, what was found, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import Problem
from smartcommune.tables.cells.cell_facts import Loaded, rejected


class Reject(NamedTuple):
    """One problem of one row; what is not known of the row is None."""

    row: int | None
    code: str | None
    name: str | None
    column: str | None  # its header
    problem: Problem

    @property
    def found(self) -> str | None:
        """What stands in the cell."""
        message = self.problem.message
        inner = message.values.get("problem")
        found = (inner if isinstance(inner, Message) else message).values.get("found")
        return None if found is None else str(found)


def of_rows(loaded: Loaded, rows: pl.DataFrame) -> Iterator[Reject]:
    """What is wrong with rows of the table's frame that are not `ok`, in their order."""
    headers = {column.position: column.header for column in loaded.columns}
    named = {row: (code, name) for row, code, name in rows.select("row", "code", "name").iter_rows()}
    for problem in rejected(loaded, rows):
        row = problem.place.line
        code, name = named.get(row, (None, None))
        yield Reject(row, code, name, headers.get((problem.place.column or 0) - 1), problem)


def of_sheet(loaded: Loaded) -> list[Reject]:
    """What is wrong with rows that could not even be taken apart into cells."""
    return [Reject(problem.place.line, None, None, None, problem) for problem in loaded.sheet.problems]


def interleaved(waiting: list[Reject], rejects: Iterable[Reject]) -> Iterator[Reject]:
    """The rejects with those that wait taken in before the first row that is behind theirs.

    Those that were taken are no longer waiting.
    """
    for reject in rejects:
        while waiting and (waiting[0].row or 0) <= (reject.row or 0):
            yield waiting.pop(0)
        yield reject
