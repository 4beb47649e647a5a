"""Columns of a table: matched or refused, never guessed; what is not used is named."""

from __future__ import annotations

import pytest

from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.problems import InputError, Place
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import load_table
from smartcommune.tables.header.column_map import ColumnMap, Entry
from smartcommune.tables.header.columns import Column, named
from smartcommune.tables.header.likeness import Likeness
from smartcommune.tables.sheets.sheet import letter_of
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")


def columns(*headers: str) -> list[Column]:
    """What is made of some headers; a column of codes stands behind them."""
    return list(load_table(sheet_of([[*headers, "code"], ["x"] * (len(headers) + 1)]), RULES).columns)[:-1]


def test_unused_columns_are_named_and_a_likeness_is_suggested() -> None:
    """A close header is not taken; a denial is not even suggested to mean what it denies."""
    found = columns("ĐTTM", "Tỷ lệ hộ có Intenet băng rộng", "Ghi chú", "STT")
    assert [(column.target, column.how, column.likeness) for column in found] == [
        ("smartphone_rate", "alias", None),
        (None, "unused", Likeness("broadband_household_rate", "Tỷ lệ hộ có Internet băng rộng", is_near=True)),
        (None, "unused", None),
        (None, "serial", None),
    ]


@pytest.mark.parametrize("second", ["ĐTTM", "smartphone_rate", "tỷ lệ đttm (%)"])
def test_two_headers_for_one_indicator_are_refused(second: str) -> None:
    """Naming both columns."""
    with pytest.raises(InputError) as raised:
        columns("Ghi chú", "ĐTTM", second)
    assert "column B “ĐTTM” and column C “" in str(raised.value)


def test_one_header_for_two_indicators_is_refused() -> None:
    """With both of them named."""
    rules = RULES._replace(
        indicators={
            "a": Indicator("a", "percent", Words("Tỷ lệ má", "a1")),
            "b": Indicator("b", "percent", Words("Tỷ lệ mã", "b1")),
        }
    )
    with pytest.raises(InputError, match="the header `ty le ma` of column B could be `a`, `b`"):
        load_table(sheet_of([["a", "ty le ma"], ["1", "2"]]), rules)


@pytest.mark.parametrize("header", ["Xã/phường/thị trấn", "Xã, phường, đặc khu", "Phường, xã", "Đơn vị hành chính"])
@pytest.mark.parametrize(
    ("cells", "target"),
    [
        (["Xã", "phường", "Thị trấn"], "unit_type"),
        (["Tân Mỹ", "Cộng Hòa", "Thị trấn"], "name"),
        (["Xã Tân Mỹ", "Phường Vạn Phúc"], "name"),
    ],
)
def test_the_cells_tell_a_name_from_a_kind(header: str, cells: list[str], target: str) -> None:
    """Under a header that offices use for both, and this is said; the township of a district may be called so."""
    loaded = load_table(sheet_of([["Mã xã", header, "ĐTTM"], *(["", cell, "81"] for cell in cells)]), RULES)
    assert loaded.columns[1].target == target
    is_said = any("going by its cells" in note.say("en") for note in loaded.layout.notes)
    assert is_said == (loaded.columns[1].how == "cells")


@pytest.mark.parametrize(
    ("header", "cells", "target"),
    [
        ("Cấp", ["Xã", "Phường"], "unit_type"),
        ("Loại", ["Xã", "Thị trấn"], "unit_type"),
        ("Cấp", ["Xã", "Huyện"], None),
        ("Loại", ["I", "II"], None),
        ("Cấp", ["NTM nâng cao", "NTM"], "ntm_level"),
        ("Cấp", ["", ""], None),
        ("Ghi chú", ["Xã", "Phường"], None),
    ],
)
def test_kinds_under_a_word_of_many_meanings_are_told_by_their_cells(
    header: str, cells: list[str], target: str | None
) -> None:
    """If all of them are values of one indicator that no other column gives."""
    rows = [["Tên xã", header, "ĐTTM"], *(["Tân Mỹ", cell, "81"] for cell in cells)]
    assert load_table(sheet_of(rows), RULES).columns[1].target == target
    beside = [["Loại đơn vị", "Tên xã", header], *(["Xã", "Tân Mỹ", cell] for cell in cells)]
    found = load_table(sheet_of(beside), RULES).columns[2].target
    assert found == (None if target == "unit_type" else target)


def test_names_and_kinds_stand_side_by_side() -> None:
    """Each in its column; a map is believed whatever the cells say."""
    rows = [["Xã/phường/thị trấn", "Loại đơn vị", "ĐTTM"], ["Tân Mỹ", "Xã", "81"]]
    assert [column.target for column in load_table(sheet_of(rows), RULES).columns][:2] == ["name", "unit_type"]
    mapping = ColumnMap({"unit_type": Entry("unit_type", Place("map"), "A"), "code": Entry("code", Place("map"), "B")})
    assert load_table(sheet_of(rows), RULES, mapping).columns[0].target == "unit_type"


def test_a_unit_in_the_header_is_taken_off_and_kept() -> None:
    """It is told."""
    assert [(column.target, column.unit) for column in columns("Tỷ lệ ĐTTM (%)", "Người trưởng thành (người)")] == [
        ("smartphone_rate", "%"),
        ("adults", "người"),
    ]


def test_a_row_of_units_is_a_unit() -> None:
    """Below the header; a name that needs its unit is matched by it."""
    found = load_table(sheet_of([["Xã", "Thôn có cáp quang"], ["", "%"], ["Tân Mỹ", "100"]]), RULES)
    assert [column.target for column in found.columns] == ["name", "fibre_village_rate"]


@pytest.mark.parametrize(("written", "told"), [("(nghìn người)", " (nghìn người)"), ("triệu đồng", " (triệu đồng)")])
def test_a_unit_that_keeps_a_column_unread_is_told_with_it(written: str, told: str) -> None:
    """Its header alone would resemble itself."""
    header = "Tỷ lệ sử dụng điện thoại thông minh"
    found = load_table(sheet_of([["Xã", header], ["", written], ["Tân Mỹ", "81"]]), RULES).columns[1]
    assert (found.target, found.is_asked) == (None, True)
    assert named(found).say("vi") == f"cột B “{header}{told}”"


def test_an_indicator_with_the_name_of_an_identity_column_is_refused() -> None:
    """One column cannot be both."""
    rules = RULES._replace(indicators={"name": Indicator("name", "text", Words("a", "b"))})
    with pytest.raises(InputError, match="names that tables keep for themselves"):
        load_table(sheet_of([["name"], ["a"]]), rules)


@pytest.mark.parametrize(("place", "header"), [("province", "Tỉnh, thành phố"), ("district", "Quận Huyện")])
def test_an_indicator_that_is_a_place_reads_its_identity_column(place: str, header: str) -> None:
    """By any of the headers that such a column has; the fact is checked like any other."""
    values = {"giao_thuy": Words("Giao Thủy", "Giao Thuy"), "hai_hau": Words("Hải Hậu", "Hai Hau")}
    rules = RULES._replace(indicators={place: Indicator(place, "enum", Words("Nơi", "Place"), values=values)})
    rows = [[header, "Tên xã"], ["Giao Thủy", "Giao Phong"], ["hải hậu", "Hải Anh"], ["Xuân Trường", "Xuân Bắc"]]
    frame = load_table(sheet_of(rows), rules).frame.collect()
    assert frame.select("ok", "name", place).rows() == [
        (True, "Giao Phong", "giao_thuy"),
        (True, "Hải Anh", "hai_hau"),
        (False, "Xuân Bắc", None),
    ]


def test_columns_have_letters() -> None:
    """As spreadsheets name them."""
    assert [letter_of(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize("header", ["Huyện đăng ký", "Xã chưa có nhà văn hóa", "Tỉnh giao"])
def test_words_beside_the_name_of_a_place_make_something_else_of_it(header: str) -> None:
    """A column of ticks is no column of districts."""
    assert [column.target for column in columns("Tên xã", header, "ĐTTM")] == ["name", None, "smartphone_rate"]
