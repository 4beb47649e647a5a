"""Which columns of a table are handed through, and where they stand in the results."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from smartcommune.api import load_ruleset
from smartcommune.problems import InputError
from smartcommune.tables.cells.cell_facts import Loaded, load_table
from smartcommune.tables.open import open_table
from smartcommune.tables.results.kept import arranged, carried, kept_columns

RULES = load_ruleset("pilot-smart-2023").ruleset


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """A table with two columns of one header, and one that is called like a column of the results."""
    (tmp_path / "a.csv").write_text(
        "Mã xã,Tên xã,Tỉnh,smartphone_rate,Ghi chú,Ghi chú,score\n00123,A,B,85.2,x,y,9\n", encoding="utf-8"
    )
    return load_table(open_table(str(tmp_path / "a.csv")), RULES)


def test_all_are_those_that_the_results_do_not_say_anyway(loaded: Loaded) -> None:
    """Headers that occur twice bear their letters."""
    titles = [column.title for column in kept_columns(loaded, ["all"])]
    assert titles == ["smartphone_rate", "Ghi chú (E)", "Ghi chú (F)", "score"]


def test_one_is_named_by_header_target_or_letter(loaded: Loaded) -> None:
    """However people type a header; one name may mean several columns."""
    assert [column.position for column in kept_columns(loaded, ["ghi CHÚ"])] == [4, 5]
    assert [column.position for column in kept_columns(loaded, ["F", "code"])] == [0, 5]
    assert kept_columns(loaded, []) == ()
    with pytest.raises(InputError, match="--keep: the table has no column `Ghi chép`"):
        kept_columns(loaded, ["Ghi chép"])


def test_they_stand_behind_the_results_under_names_of_their_own(loaded: Loaded) -> None:
    """A header that the results have, too, is told apart by its place."""
    kept = kept_columns(loaded, ["all"])
    found = loaded.keeping([column.position for column in kept])
    names = ["row", "code", "province", "score", *carried(loaded, kept)]
    frame = found.frame.with_columns(score=1.5).select(names)
    written = arranged(frame, kept).collect()
    assert written.columns == [
        "code",
        "province",
        "score",
        "smartphone_rate",
        "Ghi chú (E)",
        "Ghi chú (F)",
        "score (7)",
    ]
    assert written.row(0) == ("00123", "B", 1.5, "85.2", "x", "y", "9")


def test_the_district_stands_behind_the_province() -> None:
    """Where the table has one."""
    frame = pl.LazyFrame({"district": ["x"], "code": ["1"], "province": ["y"], "verdict": ["z"]})
    assert arranged(frame, ()).collect().columns == ["code", "province", "district", "verdict"]
