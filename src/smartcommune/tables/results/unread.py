"""Rows that could not be read to lines of the results: who, what stands there, and what is wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import polars as pl

from smartcommune.messages import Listed, Message, Sayable
from smartcommune.tables.results.rejects import Reject


class UnreadRow(NamedTuple):
    """A row of the table without an answer."""

    row: int
    cells: Mapping[str, Any]  # by the names of the results, as far as they could be read
    wrong: Sayable


class Unread:
    """Takes the rows that could not be read, and gives them back where they stand among the others."""

    def __init__(self, apart: Sequence[Reject]) -> None:
        """Begin with rows that never came to the table's frame."""
        self._apart = deque(_rows(apart, {}))
        self._others: deque[UnreadRow] = deque()

    def take(self, rejects: Sequence[Reject], rows: pl.DataFrame) -> None:
        """Take rows of the table's frame, in their order, with what is wrong with them."""
        cells = {row["row"]: row for row in rows.iter_rows(named=True)}
        self._others.extend(_rows([reject for reject in rejects if reject.row in cells], cells))

    def before(self, number: int | None) -> Iterator[UnreadRow]:
        """Those above a row, which are then no longer here; all of them for None."""
        while queue := min(filter(None, (self._apart, self._others)), key=lambda queue: queue[0].row, default=None):
            if number is not None and queue[0].row > number:
                return
            yield queue.popleft()


def _rows(rejects: Sequence[Reject], cells: Mapping[int, Mapping[str, Any]]) -> Iterator[UnreadRow]:
    for row, found in groupby(rejects, key=lambda reject: reject.row or 0):
        yield UnreadRow(row, cells.get(row, {}), Listed(tuple(_words(reject) for reject in found), "; "))


def _words(reject: Reject) -> Sayable:
    problem = reject.problem
    if problem.help is None:
        return problem.message
    return Message("sheet.wrong", problem=problem.message, help=problem.help)
