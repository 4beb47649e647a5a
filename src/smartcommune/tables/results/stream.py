"""A table's rows to its results in one pass: rows with a problem are taken out on the way, the others go on.

The pass is lazy and streams: what is in memory at any moment is a few batches, however long the table is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

import polars as pl
from polars.io.plugins import register_io_source

from smartcommune.problems import InputError, Problem
from smartcommune.tables.results.doubles import Doubles
from smartcommune.vectorise.days import AS_OF

# Enough that the work on a batch outweighs its handling, and few enough that ten million rows fit.
BATCH: Final = 20_000
# A workbook is written at some thousands of rows a second, and nobody waits longer than that for Ctrl-C.
PIECE: Final = 4_000

Refuse = Callable[[pl.DataFrame], None]
Assess = Callable[[pl.LazyFrame], pl.LazyFrame]


class Batches(Protocol):
    """Rows that come in batches."""

    def schema(self) -> Mapping[str, pl.DataType]: ...
    def batches(self, size: int) -> Iterator[pl.DataFrame]: ...


class Stopped(Exception):  # whoever stopped it knows why: this is no error
    """The pass was stopped from outside."""


class Pass:
    """One pass over a table; it counts the rows that it has read, refused and handed on to a slow writer."""

    def __init__(self, table: Batches, refuse: Refuse, undated: Problem | None = None) -> None:
        """Make ready for the pass.

        Args:
            table: the rows, of which the column `ok` says whether they can be assessed.
            refuse: takes the rows that cannot, batch by batch and in their order.
            undated: what is wrong with a row that has no day of its own; None where it may have none.

        Raises:
            InputError: no row can have a day of its own, and each has to.
        """
        if undated is not None and AS_OF not in table.schema():
            raise InputError([undated])
        self._undated = undated
        self._table = table
        self._refuse = refuse
        self.doubles = Doubles()
        self._is_stopped = False
        self._handed_on: int | None = None
        self.read = 0
        self.refused = 0

    @property
    def done(self) -> int:
        """How many rows are dealt with: those that were read or, where writing takes longer, those that are written."""
        return self.read if self._handed_on is None else self._handed_on + self.refused

    def results(self, assess: Assess) -> pl.LazyFrame:
        """What `assess` makes of the rows that can be assessed, in their order; reading them is what runs the pass."""
        schema = self._table.schema()
        good = register_io_source(self._good_rows, schema=schema, validate_schema=False, is_pure=False)
        return assess(good)

    def stop(self) -> None:
        """End the pass at the next batch; whoever reads its results then meets `Stopped`."""
        self._is_stopped = True

    def handed_on(self, results: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The results in small pieces, counted as each is asked for.

        Raises:
            Stopped: the pass was stopped, even if all has been read.
        """
        self._handed_on = 0
        for part in results:
            for piece in part.iter_slices(PIECE):
                if self._is_stopped:
                    raise Stopped
                yield piece
                self._handed_on += piece.height

    def _good_rows(
        self, columns: Sequence[str] | None, predicate: pl.Expr | None, _most: int | None, _batch: int | None
    ) -> Iterator[pl.DataFrame]:
        """The source of the results, as Polars asks for it; it is always read to its end."""
        for batch in self._table.batches(BATCH):
            if self._is_stopped:
                raise Stopped
            good = self._taken(batch)
            good = good if columns is None else good.select(columns)
            yield good if predicate is None else good.filter(predicate)

    def _taken(self, batch: pl.DataFrame) -> pl.DataFrame:
        good = batch.filter("ok")
        if self._undated is not None and good[AS_OF].null_count():
            raise InputError([self._undated])
        self.doubles.add(good)
        self.read += batch.height
        self.refused += batch.height - good.height
        if good.height < batch.height:
            self._refuse(batch.filter(~pl.col("ok")))
        return good


def observed(results: pl.LazyFrame, observe: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.LazyFrame:
    """The results as `observe` hands them on, in their order.

    It sees every part of them once, but in any order, and several of them at the same time.
    """
    schema: Any = results.collect_schema()
    return results.map_batches(observe, streamable=True, schema=schema, validate_output_schema=False)
