"""Rows of a text file that are no communes: refused one by one where nobody looked for them beforehand."""

from __future__ import annotations

import polars as pl
import pytest

from smartcommune.problems import InputError, Place
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import load_table, rejected
from smartcommune.tables.header.column_map import ColumnMap, Entry
from smartcommune.tables.sheets.sheet import Sheet
from tests.table_rows import sheet_of, typed_sheet

RULES = load("pilot-smart-2023")
HEADER = ["STT", "Mã xã", "Tên xã", "ĐTTM", "Người trưởng thành"]


def problems(row: list[str], header: list[str] = HEADER) -> list[str]:
    """What is wrong with a row in the middle of a long table."""
    filled = {"STT": "1", "Mã xã": "00001", "Tên xã": "Tân Mỹ", "ĐTTM": "81", "Người trưởng thành": "9"}
    rows = [header, *[[filled[name] for name in header] for _ in range(300)]]
    rows.insert(230, row)
    loaded = load_table(sheet_of(rows), RULES)
    frame = loaded.frame.collect()
    found = rejected(loaded, frame)
    assert frame.height == 301
    assert frame.filter(~pl.col("ok"))["row"].to_list() == [231] * bool(found)
    assert {problem.place.line for problem in found} <= {231}
    return [problem.id for problem in found]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (["", "", "Cộng", "81", "9"], "total-row"),
        (["", "", "Cộng huyện Giao Thủy", "", ""], "total-row"),
        (["", "", "Huyện Giao Thủy", "81", "9"], "group-row"),
        (["12", "", "Thành phố Nam Định", "81", "9"], "group-row"),
        (["II", "", "GIAO THỦY", "81", "9"], "group-row"),
        (["II", "", "", "81", "9"], "group-row"),
        (["", "", "", "81", "9"], "nameless-row"),
        (["12", "", "", "", ""], "nameless-row"),
        (["II", "", "GIAO THỦY", "nhiều", "9"], "group-row"),
    ],
)
def test_what_is_no_commune_is_refused_once(row: list[str], problem: str) -> None:
    """With what it is, and not with what is wrong with its figures."""
    assert problems(row) == [problem]


@pytest.mark.parametrize(
    "row",
    [
        ["12", "", "Trung Bình", "81", "9"],
        ["12", "", "Giao Hà", "", ""],
        ["", "", "Giao Hà", "81", "9"],
        ["II", "00005", "Giao Hà", "81", "9"],
        ["", "00005", "", "81", "9"],
        ["", "00005", "Tổng", "81", "9"],
    ],
)
def test_a_code_a_number_or_a_name_makes_a_commune(row: list[str]) -> None:
    """Whatever else it lacks."""
    assert problems(row) == []


def test_a_bad_code_is_what_is_wrong() -> None:
    """A row that has one is no heading."""
    assert problems(["II", "#REF!", "GIAO THỦY", "81", "9"]) != ["group-row"]


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of([["STT", "Nơi", "ĐTTM"], ["1", "Tân Mỹ", "81"]]),
        typed_sheet(pl.DataFrame({"ward_id": ["1"], "smartphone_rate": [81.0]})),
    ],
)
def test_a_table_that_does_not_say_which_commune_a_row_is_is_refused(sheet: Sheet) -> None:
    """A table of figures alone answers nothing about any commune, and could put an unnamed one on a list of pilots."""
    with pytest.raises(InputError, match=r"no column says which commune a row is .* columns not used: column"):
        load_table(sheet, RULES)


def test_rows_of_a_typed_table_may_be_nameless() -> None:
    """Programs that leave names out know what they do; a total is refused there too."""
    frame = pl.DataFrame({"name": [None, "Tân Mỹ", "Tổng cộng"], "smartphone_rate": [81.0, 82.0, 83.0]})
    loaded = load_table(typed_sheet(frame), RULES)
    assert loaded.frame.collect()["ok"].to_list() == [True, True, False]


def test_the_column_of_numbers_may_be_that_of_codes() -> None:
    """A map says so; it is read once."""
    mapping = ColumnMap(entries={"code": Entry("code", Place("map.yaml"), "A")})
    rows = [HEADER, ["1", "", "Tân Mỹ", "81", "9"], ["", "", "Cộng", "81", "9"]]
    loaded = load_table(sheet_of([*rows, ["2", "", "Giao Hà", "nhiều", "9"]]), RULES, mapping)
    frame = loaded.frame.collect()
    assert frame.select("code", "ok").rows() == [("1", True), ("2", False)]
    assert [problem.id for problem in rejected(loaded, frame)] == ["not-a-number"]
