"""What Polars says about a damaged file is a problem of that file, also where it gives up altogether."""

from __future__ import annotations

import polars as pl
import pytest

from smartcommune.problems import InputError
from smartcommune.tables.sheets.broken import reading


@pytest.mark.parametrize(
    "error",
    [pl.exceptions.ComputeError("bad page"), OSError(5, "bad page"), pl.exceptions.PanicException("bad page")],
    ids=lambda error: type(error).__name__,
)
def test_a_damaged_table_is_a_problem_of_the_file(error: BaseException) -> None:
    """Its name, and what was said, whatever the kind of failure."""
    with pytest.raises(InputError, match=r"t\.parquet: .*bad page"), reading("t.parquet"):
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("x")], ids=lambda error: type(error).__name__)
def test_what_is_no_fault_of_the_file_goes_on(error: BaseException) -> None:
    """An interruption is one, and a bug of ours is one."""
    with pytest.raises(type(error)), reading("t.parquet"):
        raise error
