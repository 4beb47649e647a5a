"""Columns settled by their own cells: which decimal mark they have, and whether shares are meant."""

from __future__ import annotations

import polars as pl
import pytest

from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import load_table, rejected
from smartcommune.tables.header.column_map import ColumnMap, Entry
from tests.table_rows import sheet_of, typed_sheet

PILOT = load("pilot-smart-2023")
ROAD = Indicator("road_km", "number", Words("Đường (km)", "Road"), unit="km")
RULES: RuleSet = PILOT._replace(indicators={**PILOT.indicators, "road_km": ROAD})


def read(cells: list[str], header: str = "road_km") -> tuple[list[object], list[str]]:
    """The values of a column, and the ids of its problems."""
    loaded = load_table(sheet_of([["code", header], *[["00001", cell] for cell in cells]]), RULES)
    frame = loaded.frame.collect()
    target = next(str(column.target) for column in loaded.columns[1:])
    return frame[target].to_list(), [problem.id for problem in rejected(loaded, frame)]


def test_cells_with_one_reading_settle_those_with_two() -> None:
    """Where one cell of the column can only have decimal commas, and none only points, `1.234` are thousands."""
    assert read(["1.234", "5,6"]) == ([1234.0, 5.6], [])
    assert read(["1.234", "5.6"]) == ([1.234, 5.6], [])


def test_a_column_that_shows_both_marks_settles_nothing() -> None:
    """What is clear is read; what is not is refused."""
    assert read(["1.234", "5,6", "7.8"]) == ([None, 5.6, 7.8], ["two-readings"])
    assert read(["1.234", "12"]) == ([None, 12.0], ["two-readings"])


def test_counts_settle_each_other() -> None:
    """`1.234` cannot be a count with decimals, so `1.000` beside it are a thousand."""
    assert read(["1.000", "1.234"], "adults") == ([1000, 1234], [])
    assert read(["1.000", "999"], "adults") == ([None, 999], ["two-readings"])


def test_all_rows_of_a_long_table_are_asked() -> None:
    """One cell far from both ends that shows the other mark is enough to settle nothing."""
    cells = ["1.234", "5,6", *["7"] * 500]
    assert read(cells)[1] == []
    cells[300] = "7.8"
    assert read(cells)[1] == ["two-readings"]


def test_numbers_of_a_spreadsheet_say_nothing_about_its_texts() -> None:
    """A cell that holds a number is written with a point whatever people type."""
    sheet = sheet_of([["code", "road_km"], ["00001", "1.234"], ["00002", "5.6"]], "xlsx")
    marks = pl.Series([False, False, True])
    frame = sheet.frame.with_columns(marks.alias("c1.number"), pl.lit(value=False).alias("c0.number"))
    loaded = load_table(sheet._replace(frame=frame, has_number_marks=True), RULES)
    assert loaded.frame.collect().select("ok", "road_km").rows() == [(False, None), (True, 5.6)]


def test_a_column_of_nothing_but_fractions_is_refused_with_the_hint() -> None:
    """Before any row is; one fraction among percentages is a problem of its row."""
    with pytest.raises(InputError, match=r"all values are at most 1.*columns: \{smartphone_rate: \{unit: fraction\}\}"):
        read(["0,85", "0.9", "1", "0", "?"], "ĐTTM")
    assert read(["0,85", "90"], "ĐTTM") == ([None, 90.0], ["percent-or-fraction"])
    assert read(["0,85", "0,9", *["1"] * 400, "90", *["1"] * 100], "ĐTTM")[1][:2] == ["percent-or-fraction"] * 2
    assert read(["0", "0"], "ĐTTM") == ([0.0, 0.0], [])


@pytest.mark.parametrize(("unit", "value"), [("fraction", 57.0), ("percent", 0.57)])
def test_a_map_settles_fractions(unit: str, value: float) -> None:
    """In text and in typed tables alike."""
    mapping = ColumnMap({"smartphone_rate": Entry("smartphone_rate", Place("map"), unit=unit)})
    text = sheet_of([["code", "smartphone_rate"], ["00001", "0.57"], ["00004", "0,57"]])
    typed = typed_sheet(pl.DataFrame({"code": ["00001", "00004"], "smartphone_rate": [0.57, 0.57]}))
    for sheet in (text, typed):
        assert load_table(sheet, RULES, mapping).frame.collect()["smartphone_rate"].to_list() == [value, value]


def test_a_typed_column_of_nothing_but_fractions_is_refused() -> None:
    """As in text."""
    with pytest.raises(InputError, match="all values are at most 1"):
        load_table(typed_sheet(pl.DataFrame({"code": ["1", "2", "3"], "smartphone_rate": [0.5, 0.6, None]})), RULES)
