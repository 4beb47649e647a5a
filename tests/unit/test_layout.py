"""Where the parts of a table stand: real-looking office sheets, and what is never taken for a title or a total."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from smartcommune.problems import InputError, Place
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import Loaded, load_table, rejected
from smartcommune.tables.header.column_map import ColumnMap, Entry
from smartcommune.tables.open import open_table
from tests import office
from tests.table_rows import sheet_of, typed_sheet

RULES = load("pilot-smart-2023")


def left_out(loaded: Loaded) -> dict[int, str]:
    return {item.row: item.why for item in loaded.layout.left_out}


def test_a_provincial_report_is_read(tmp_path: Path) -> None:
    """Two header rows, a row of column numbers, a merged province, percent formats, a total and signatures."""
    loaded = load_table(open_table(str(office.provincial_report(tmp_path / "a.xlsx"))), RULES)
    frame = loaded.frame.collect()
    assert loaded.layout.header == (6, 7)
    assert left_out(loaded) == {
        **dict.fromkeys((1, 3, 4), "title"), 8: "numbers", 13: "total", **dict.fromkeys((15, 16, 20), "signature"),
    }  # fmt: skip
    assert frame.select("row", "ok", "code", "name", "province").rows() == [
        (9, True, "14212", "Giao Phong", "Nam Định"),
        (10, True, "14215", "Giao Hà", "Nam Định"),
        (11, True, "14218", "Giao Thịnh", "Nam Định"),
        (12, False, None, "Bạch Long", "Nam Định"),
    ]
    facts = ("broadband_household_rate", "free_wifi_culture_house", "adults", "smartphone_adults", "smartphone_rate")
    assert frame.select(facts).rows()[:3] == [
        (91.2, True, 5000, 4260, 85.2),
        (80.0, False, 4100, None, None),
        (71.5, True, 3950, 2800, 70.89),
    ]
    assert [problem.id for problem in rejected(loaded, frame)] == ["lost-zeros"]


def test_a_district_list_is_read(tmp_path: Path) -> None:
    """A row of units, a total and a heading above the communes, and a remark below are left out."""
    loaded = load_table(open_table(str(office.district_list(tmp_path / "b.xlsx"))), RULES)
    frame = loaded.frame.collect()
    assert left_out(loaded) == {1: "title", 4: "units", 5: "total", 6: "heading", 9: "remark"}
    assert frame.select("row", "name", "unit_type", "adults", "ntm_level").rows() == [
        (7, "NA", "xa", 4000, "basic"),
        (8, "Hòa Bình", "thi_tran", 5000, "none"),
    ]


def test_a_plain_form_is_read(tmp_path: Path) -> None:
    """Names stay what they are, dates in either form, percentages as people write them."""
    loaded = load_table(open_table(str(office.plain_form(tmp_path / "c.xlsx"))), RULES)
    frame = loaded.frame.collect()
    assert frame["as_of"].dt.to_string().to_list() == ["2023-06-30", "2023-06-30"]
    assert frame.select("ok", "code", "name", "smartphone_rate", "central_pilot", "ntm_level").rows() == [
        (True, "00001", "Null", 85.2, False, "model"),
        (True, "00004", "Đúng", 1.5, True, "model"),
    ]


HEADER = ["STT", "Mã xã", "Tên xã", "ĐTTM", "Người trưởng thành"]


@pytest.mark.parametrize(
    "row",
    [
        ["1", "00001", "Tổng Cọt", "81", ""],
        ["1", "00001", "Cộng Hòa", "81", ""],
        ["1", "", "Trung Bình", "81", ""],
        ["1", "00001", "Tổng cộng", "81", ""],
        ["", "00001", "", "", ""],
        ["1", "00001", "Chủ tịch", "81", "5"],
    ],
)
def test_no_commune_is_taken_for_a_total_or_a_signature(row: list[str]) -> None:
    """A code or a serial number makes a row a commune, whatever its name is; it is kept even where it stands last."""
    loaded = load_table(sheet_of([HEADER, ["1", "00002", "Tân Mỹ", "81", "9"], row]), RULES)
    assert loaded.frame.collect().select("row", "ok").rows() == [(2, True), (3, True)]


def test_a_total_in_the_middle_is_refused_and_not_assessed() -> None:
    """Far from both ends no row is left out silently: it is rejected with the reason."""
    rows = [HEADER, *[[str(number), f"{number:05}", "Xã", "81", ""] for number in range(300)]]
    rows.insert(230, ["", "", "Cộng", "81", "9"])
    loaded = load_table(sheet_of(rows), RULES)
    frame = loaded.frame.collect()
    assert [problem.id for problem in rejected(loaded, frame)] == ["total-row"]
    assert frame.height == 301


def test_a_table_without_known_names_is_refused() -> None:
    """The problem says what was looked for."""
    with pytest.raises(InputError, match="no header row in the first 2 rows: none has the name of an indicator"):
        load_table(sheet_of([["a", "b"], ["1", "2"]]), RULES)


def test_a_typed_table_without_known_names_is_refused() -> None:
    """Else everything about every commune would be unknown; a map may say what its columns are."""
    frame = pl.DataFrame({"code": ["00001"], "rate": [81.0]})
    with pytest.raises(InputError, match="no column has the name of an indicator"):
        load_table(typed_sheet(frame), RULES)
    mapping = ColumnMap(entries={"smartphone_rate": Entry("smartphone_rate", Place("map.yaml"), "rate")})
    assert load_table(typed_sheet(frame), RULES, mapping).frame.collect()["smartphone_rate"].to_list() == [81.0]


def test_the_first_row_of_numbers_of_a_plain_table_is_data() -> None:
    """Only column numbers in brackets, or in the place of a name, are left out."""
    loaded = load_table(sheet_of([["code", "adults", "smartphone_adults"], ["1", "2", "3"]]), RULES)
    assert left_out(loaded) == {}
    numbered = load_table(sheet_of([["Xã", "ĐTTM"], ["A", "1"], ["1", "2"], ["Tân Mỹ", "81"]]), RULES)
    assert left_out(numbered) == {2: "numbers", 3: "numbers"}


def test_a_total_with_a_doubtful_code_is_told_once() -> None:
    """The code is what is wrong with it."""
    sheet = sheet_of([["code", "name", "ĐTTM"], ["14212", "Tân Mỹ", "81"], ["1421", "Tổng", "81"]], "xlsx")
    marks = [
        pl.lit(value=True).alias("c0.number"),
        *(pl.lit(value=False).alias(f"c{place}.number") for place in (1, 2)),
    ]
    frame = sheet.frame.with_columns(*marks)
    loaded = load_table(sheet._replace(frame=frame, has_number_marks=True), RULES)
    read = loaded.frame.collect()
    assert read["ok"].to_list() == [True, False]
    assert [problem.id for problem in rejected(loaded, read)] == ["lost-zeros"]


@pytest.mark.parametrize(("unit", "target"), [("người", "adults"), ("nghìn người", None)])
def test_units_below_the_header_may_stand_in_brackets(unit: str, target: str | None) -> None:
    """They are no commune; one that does not fit is one as well."""
    rows = [["Tên xã", "Số người trưởng thành", "ĐTTM"], ["", f"({unit})", "(%)"], ["Tân Mỹ", "4", "81"]]
    loaded = load_table(sheet_of(rows), load("pilot-smart-2023"))
    assert [column.target for column in loaded.columns] == ["name", target, "smartphone_rate"]
    assert [item.why for item in loaded.layout.left_out] == ["units"]
