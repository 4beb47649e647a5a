"""One pass over a table: good rows go on in order, bad ones are handed out, and it ends when it is told to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
import pytest

from smartcommune.tables.results.stream import BATCH, PIECE, Pass, Stopped, observed

ROWS = 3 * BATCH + 17


class Rows:
    """Rows of which every thousandth cannot be assessed."""

    def __init__(self, height: int) -> None:
        rows = pl.DataFrame({"row": range(height)}, schema={"row": pl.Int64})
        self._frame = rows.with_columns(ok=pl.col("row") % 1000 != 5)

    def schema(self) -> Mapping[str, pl.DataType]:
        return self._frame.schema

    def batches(self, size: int) -> Iterator[pl.DataFrame]:
        return self._frame.iter_slices(size)


def table(rows: int = ROWS) -> Rows:
    return Rows(rows)


def doubled(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.select("row", twice=pl.col("row") * 2)


def test_every_row_goes_one_way() -> None:
    """Rows read are rows assessed and rows refused, each once and in the table's order."""
    refused: list[int] = []
    run = Pass(table(), lambda rows: refused.extend(rows["row"]))
    results = run.results(doubled).collect(engine="streaming")
    assert results["row"].to_list() == [row for row in range(ROWS) if row % 1000 != 5]
    assert refused == list(range(5, ROWS, 1000))
    assert (run.read, run.refused) == (ROWS, len(refused))
    assert results["twice"].to_list() == [2 * row for row in results["row"]]


def test_a_table_without_rows_has_its_columns() -> None:
    """Nothing in, nothing out, under the same names."""
    run = Pass(table(0), lambda _: None)
    assert run.results(doubled).collect(engine="streaming").columns == ["row", "twice"]
    assert (run.read, run.refused) == (0, 0)


def test_a_pass_that_is_stopped_ends() -> None:
    """Whoever reads the results of a stopped pass is told, and gets no end that looks like one."""
    run = Pass(table(), lambda _: None)
    run.stop()
    with pytest.raises(Stopped):
        run.results(doubled).collect(engine="streaming")


def test_a_pass_may_be_stopped_once_all_is_read() -> None:
    """Where writing takes longer than reading, rows are done when they are written, and no more are handed on."""
    run = Pass(table(), lambda _: None)
    results = run.results(doubled).collect(engine="streaming")
    assert run.done == run.read == ROWS
    pieces = run.handed_on([results])
    assert next(pieces).height == next(pieces).height == PIECE
    assert run.done == PIECE + run.refused
    run.stop()
    with pytest.raises(Stopped):
        next(pieces)


def test_all_results_are_handed_on() -> None:
    """In their order, and then all rows are done."""
    run = Pass(table(), lambda _: None)
    results = run.results(doubled).collect(engine="streaming")
    assert pl.concat(run.handed_on([results])).equals(results)
    assert run.done == ROWS


def test_what_goes_wrong_on_the_way_comes_out() -> None:
    """An error of whoever takes the refused rows is not lost in the engine."""

    def full(_rows: pl.DataFrame) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        Pass(table(), full).results(doubled).collect(engine="streaming")


def test_results_are_seen_once_and_stay_in_order() -> None:
    """What looks at the results on their way sees every row once, and hands on what it likes."""
    seen: list[int] = []

    def look(part: pl.DataFrame) -> pl.DataFrame:
        seen.extend(part["row"])
        return part.with_columns(twice=pl.lit(0, pl.Int64))

    results = observed(Pass(table(), lambda _: None).results(doubled), look).collect(engine="streaming")
    assert sorted(seen) == results["row"].to_list()
    assert set(results["twice"]) == {0}
