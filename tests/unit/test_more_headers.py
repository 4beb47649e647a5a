"""Headers among the rows: repeated ones are left out, those of another table stop the run, as titles of plans do."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from smartcommune.problems import InputError, Place
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import Loaded, load_table
from smartcommune.tables.header.column_map import ColumnMap, Entry, Ignored
from smartcommune.tables.header.titles import is_planned
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")
HEADER = ["STT", "Mã xã", "Tên xã", "ĐTTM"]
ONE, TWO = ["1", "14212", "Giao Phong", "85"], ["2", "14215", "Giao Tân", "70"]


def loaded(rows: list[list[str]], kind: str = "csv") -> Loaded:
    sheet = sheet_of(rows, kind)
    if kind == "csv":
        return load_table(sheet, RULES)
    marks = [pl.lit(value=False).alias(f"c{place}.number") for place in range(sheet.width)]
    return load_table(sheet._replace(frame=sheet.frame.with_columns(marks), has_number_marks=True), RULES)


def stopped(rows: list[list[str]]) -> tuple[str, int | None]:
    with pytest.raises(InputError) as caught:
        loaded(rows)
    (problem,) = caught.value.problems
    return problem.id, problem.place.line


@pytest.mark.parametrize("numbers", [["1", "2", "3", "4"], ["(1)", "(2)", "(3)", "(4)"], None])
def test_a_header_on_every_printed_page_is_no_commune(numbers: list[str] | None) -> None:
    """With the numbers of its columns, which would be a commune called 3."""
    again = [HEADER] if numbers is None else [HEADER, numbers]
    found = loaded([*again, ONE, *again, TWO])
    assert found.frame.collect()["name"].to_list() == ["Giao Phong", "Giao Tân"]
    assert {item.why for item in found.layout.left_out} == ({"header"} if numbers is None else {"header", "numbers"})


def test_a_header_of_two_rows_is_repeated_whole() -> None:
    """Its lower row may have one cell."""
    header = [["STT", "Mã xã", "Tên xã", "Hạ tầng số"], ["", "", "", "Tỷ lệ ĐTTM"]]
    found = loaded([*header, ONE, *header, TWO])
    assert found.frame.collect()["code"].to_list() == ["14212", "14215"]


def test_a_repeated_header_is_found_in_the_middle_of_a_workbook() -> None:
    """Far from both of its ends, and without a column that counts."""
    communes = [[f"{number:05}", f"Xã {number}", "81"] for number in range(400)]
    header = ["Mã xã", "Tên xã", "ĐTTM"]
    communes.insert(300, header)
    frame = loaded([header, *communes], "xlsx").frame.collect()
    assert (frame.height, frame["ok"].all()) == (400, True)


@pytest.mark.parametrize(
    "second",
    [
        [["STT", "Mã xã", "Tên xã", "Tỷ lệ hộ có Internet băng rộng"]],
        [["Mã xã", "Tên xã", "ĐTTM", "Mức đạt chuẩn NTM"]],
        [["Biểu 2: Kế hoạch năm 2025"], HEADER],
    ],
)
def test_another_table_below_stops_the_run(second: list[list[str]]) -> None:
    """Its figures are others than those of the columns they stand in."""
    assert stopped([HEADER, ONE, TWO, [], *second, ONE]) == ("second-table", 4 + len(second))


def test_communes_whose_answers_are_words_of_headers_are_communes() -> None:
    """`Xã` and `Đạt chuẩn NTM` name columns elsewhere."""
    rows = [["Tên xã", "Loại đơn vị", "Mức đạt chuẩn NTM"], ["Giao Phong", "Xã", "Đạt chuẩn NTM"]]
    assert loaded(rows).frame.collect()["ntm_level"].to_list() == ["basic"]


ASKED = """
format: 1
id: asked
version: "1"
subject: commune
label: {vi: Thử, en: Trial}
in_force: {from: 2022-01-01}
sources: {d: {title: {vi: Quyết định, en: Decision}, number: 1/QĐ, date: 2022-01-01, kind: law}}
indicators:
  wifi: {type: boolean, label: {vi: Có, en: Has it}}
  team: {type: boolean, label: {vi: Đạt, en: Meets it}}
  level: {type: enum, values: {wifi: {vi: Có, en: It}, none: {vi: Không, en: No}}, label: {vi: Mức, en: Level}}
criteria: {a: {cite: "d#1", label: {vi: A, en: A}, test: {indicator: wifi, is: true}}}
verdict: {eligible_when: {all_of: [a]}}
"""


@pytest.mark.parametrize("row", [["Z", "có", "có", ""], ["Z", "đạt", "có", ""], ["Z", "có", "đạt", "Có"]])
def test_answers_that_are_headers_elsewhere_are_answers(row: list[str], tmp_path: Path) -> None:
    """`có` under one question is its answer, although another question is called so."""
    rules = tmp_path / "asked.yaml"
    rules.write_text(ASKED, encoding="utf-8")
    rows = [["Tên xã", "Có", "Đạt", "Mức"], ["X", "có", "không", "không"], row]
    frame = load_table(sheet_of(rows), load(str(rules))).frame.collect()
    assert frame["ok"].to_list() == [True, True]
    assert frame["team"].to_list() == [False, True]


@pytest.mark.parametrize(
    "below",
    [
        ["KH 2023", "TH 6 tháng", "% so với KH"],
        ["KH cả năm", "TH đến 30/6", "Đánh giá"],
        ["Kế hoạch", "Thực hiện", "Một cột lạ"],
    ],
)
def test_words_below_a_figure_of_which_one_is_a_plan_are_its_header(below: list[str]) -> None:
    """Whatever the others say: the row is none, and the plan is not the figure."""
    rows = [["Mã xã", "Tên xã", "Tỷ lệ ĐTTM", "", ""], ["", "", *below], ["14212", "Giao Phong", "90", "70", "78"]]
    found = loaded(rows)
    assert found.layout.header == (1, 2)
    assert found.frame.collect()["smartphone_rate"].to_list() == [70]


def test_a_table_that_calls_itself_a_plan_is_refused() -> None:
    """Its figures are none that a commune has; a map says that they are."""
    rows = [["KẾ HOẠCH NĂM 2025"], HEADER, ONE]
    assert stopped(rows) == ("planned-table", 1)
    mapping = ColumnMap({"smartphone_rate": Entry("smartphone_rate", Place("map"), "D")})
    assert load_table(sheet_of(rows), RULES, mapping).frame.collect()["smartphone_rate"].to_list() == [85]
    with pytest.raises(InputError):
        load_table(sheet_of([HEADER, ONE], sheet="KH 2025"), RULES)


def test_rows_of_plans_beside_those_of_results_are_refused() -> None:
    """Each commune would stand there twice, once with what it is to have."""
    rows = [["Tên xã", "Nội dung", "ĐTTM"], ["Giao Phong", "Kế hoạch", "90"], ["Giao Phong", "Thực hiện", "85"]]
    assert stopped(rows) == ("planned-rows", 1)
    mapping = ColumnMap(ignored=(Ignored("Nội dung", Place("map")),))
    assert load_table(sheet_of(rows), RULES, mapping).frame.collect().height == 2


@pytest.mark.parametrize("name", ["Yêu cầu", "Chỉ tiêu", "Kế hoạch 2023", "Mục tiêu"])
def test_what_is_asked_for_is_no_commune(name: str) -> None:
    """Nor with a number of its own: then it is refused."""
    assert loaded([["Tên xã", "ĐTTM"], [name, "80"], ["Giao Phong", "85"]]).frame.collect()["name"][0] == "Giao Phong"
    found = loaded([["STT", "Tên xã", "ĐTTM"], ["1", name, "80"], ["2", "Giao Phong", "85"]]).frame.collect()
    assert found["ok"].to_list() == [False, True]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Biểu số 2: Mục tiêu đến năm 2025", True),
        ("Phụ lục II. Dự kiến xã đạt chuẩn", True),
        ("Kế hoạch", True),
        ("ƯỚC THỰC HIỆN NĂM 2023", True),
        ("BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2023", False),
        ("(Kèm theo Kế hoạch số 12/KH-UBND ngày 5/5/2023)", False),
        ("Kế hoạch số 12/KH-UBND", False),
        ("Chương trình mục tiêu quốc gia xây dựng nông thôn mới", False),
        ("Mục tiêu quốc gia nông thôn mới", False),
        ("Sheet1", False),
    ],
)
def test_titles(title: str, *, expected: bool) -> None:
    """What begins as a plan is one; what only speaks of one is none."""
    assert is_planned(title) == expected
