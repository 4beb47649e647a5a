"""The progress of a run: shown where somebody is looking, and about right."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.cli.progress import expected
from smartcommune.tables.open import open_table
from tests.cli.test_batch import ROWS, table
from tests.command import Run


@pytest.mark.parametrize("rows", [5, 500, 50_000])
def test_the_number_of_rows_is_expected_from_the_first_ones(tmp_path: Path, rows: int) -> None:
    """A text is as long as its first rows let one think, give or take a fifth."""
    sheet = open_table(table(tmp_path / "xa.csv", (ROWS * rows)[:rows]))
    assert expected(sheet) == pytest.approx(rows, rel=0.2, abs=2)


def test_where_there_is_no_telling_nothing_is_told(tmp_path: Path) -> None:
    """Standard input and workbooks have no size that says how many rows there are."""
    sheet = open_table(table(tmp_path / "xa.csv"))
    assert expected(sheet._replace(name="<stdin>")) is None
    assert expected(sheet._replace(kind="xlsx")) is None


def test_nothing_is_shown_to_nobody(run: Run, tmp_path: Path) -> None:
    """Into a pipe goes no bar."""
    done = run("batch", table(tmp_path / "xa.csv"), "-o", "kq.csv", "--as-of", "2023-06-30")
    assert done.err == ""
    assert "━" not in done.out
