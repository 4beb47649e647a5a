"""Tables to facts: the same words give the same facts as in a profile, and no row is lost."""

from __future__ import annotations

import polars as pl
import pytest

from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import load_table, rejected
from smartcommune.tables.results.rejects import of_rows
from smartcommune.tables.sheets.sheet import Cell
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")


def test_a_simple_table_is_read_in_order() -> None:
    """A header in row 1, and every row behind it with its number and its facts."""
    rows = [["code", "name", "smartphone_rate", "Wifi nhà văn hoá", "Loại đơn vị"],
            ["00123", "Hoà Bình", "85,2 %", "x", "Xã"], ["00124", "NA", "", "không", "phường"]]  # fmt: skip
    loaded = load_table(sheet_of(rows), RULES)
    frame = loaded.frame.collect(engine="streaming")
    assert frame.select(
        "row", "ok", "code", "name", "smartphone_rate", "free_wifi_culture_house", "unit_type"
    ).rows() == [
        (2, True, "00123", "Hoà Bình", 85.2, True, "xa"),
        (3, True, "00124", "NA", None, False, "phuong"),
    ]
    assert frame.schema["smartphone_rate"] == pl.Float64
    assert frame.schema["row"] == pl.Int64


def test_a_bad_cell_rejects_its_row_and_is_named() -> None:
    """The row, the column with its header, what was found: and the other rows stay."""
    rows = [["code", "ĐTTM"], ["1", "80-85"], ["2", "81"]]
    loaded = load_table(sheet_of(rows), RULES)
    frame = loaded.frame.collect()
    assert frame["ok"].to_list() == [False, True]
    (problem,) = rejected(loaded, frame)
    assert problem.say("en") == (
        "t.csv:2:2: column B “ĐTTM”: `80-85` is not a number; write one number, leave it blank if not known"
        " [not-a-number]"
    )


@pytest.mark.parametrize(("kind", "cells"), [("csv", ["column B", "column B"]), ("xlsx", ["cell B2", "cell B4"])])
def test_rows_with_the_same_wrong_cell_are_each_told_of(kind: str, cells: list[str]) -> None:
    """Each in its own row, also beside one that contradicts itself, of which all cells are looked at."""
    header = ["Mã xã", "Wifi nhà văn hoá", "Số người trưởng thành", "Số người trưởng thành dùng ĐTTM", "ĐTTM"]
    wrong = ["abc", "100", "50", "50"]
    rows = [header, ["00001", *wrong], ["00002", "x", "100", "50", "51"], ["00003", *wrong], ["00004", "x", *[""] * 3]]
    loaded = load_table(sheet_of(rows, kind), RULES)
    frame = loaded.frame.collect()
    told = [(problem.place.line, problem.id, problem.message.say("en")) for problem in rejected(loaded, frame)]
    assert [line for line, _, _ in told] == [2, 3, 4]
    assert [id for _, id, _ in told] == ["not-a-truth", "contradiction", "not-a-truth"]
    assert [told[0][2], told[2][2]] == [f"{cell} “Wifi nhà văn hoá”: `abc` is neither yes nor no" for cell in cells]
    assert [reject.code for reject in of_rows(loaded, frame)] == ["00001", "00002", "00003"]


def test_cells_of_sheets_that_were_laid_into_rows_are_told_apart() -> None:
    """Where each stands there, although their texts are the same."""
    rows = [["Mã xã", "Wifi nhà văn hoá"], ["00001", "abc"], ["00002", "abc"]]
    cells = {(row, 1): Cell(f"{row}.csv", None, 10 * row, 2) for row in (2, 3)}
    loaded = load_table(sheet_of(rows)._replace(cells=cells), RULES)
    told = [problem.message.say("en") for problem in rejected(loaded, loaded.frame.collect())]
    assert [" C20 " in told[0], " C30 " in told[1]] == [True, True]


@pytest.mark.parametrize(("kind", "cell", "other"), [("csv", "column D", "column C"), ("xlsx", "cell D2", "cell C2")])
def test_a_contradiction_names_both_cells(kind: str, cell: str, other: str) -> None:
    """As the officer sees them, with what stands in the first and what to do."""
    rows = [["Mã xã", "Số người trưởng thành", "Số người trưởng thành dùng ĐTTM", "ĐTTM"], ["00001", "100", "50", "51"]]
    loaded = load_table(sheet_of(rows, kind), RULES)
    (found,) = rejected(loaded, loaded.frame.collect())
    assert found.say("en") == (
        f"t.{kind}:2:4: {cell} “ĐTTM”: "
        f"`ĐTTM` says 51%, but `Số người trưởng thành dùng ĐTTM` in `Số người trưởng thành` is 50% ({other})"
        "; correct what is wrong, or leave blank what is not certain [contradiction]"
    )
    assert [reject.found for reject in of_rows(loaded, loaded.frame.collect())] == ["51"]


def test_a_share_of_none_is_refused_although_the_whole_is_unknown() -> None:
    """Of whatever it is; of a part that is not zero a share of 0 % may have been cut off."""
    header = ["Mã xã", "Số người trưởng thành dùng ĐTTM", "ĐTTM"]
    rows = [header, ["00001", "0", "51"], ["00002", "0", "0"], ["00003", "1", "0"], ["00004", "0", ""]]
    frame = load_table(sheet_of(rows, "csv"), RULES).frame.collect()
    assert frame["ok"].to_list() == [False, True, True, True]
