"""Rows that are no communes in long workbooks: headings, subtotals and bare numbers, wherever they stand."""

from __future__ import annotations

import polars as pl

from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import Loaded, load_table
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")
HEADER = ["STT", "Mã xã", "Tên xã", "ĐTTM", "Người trưởng thành"]


def workbook(rows: list[list[str]]) -> Loaded:
    """The rows as those of a workbook, in which no cell is a number."""
    sheet = sheet_of(rows, "xlsx")
    marks = [pl.lit(value=False).alias(f"c{place}.number") for place in range(sheet.width)]
    return load_table(sheet._replace(frame=sheet.frame.with_columns(marks), has_number_marks=True), RULES)


def communes(count: int) -> list[list[str]]:
    return [[str(number), f"{number:05}", f"Xã {number}", "81", "9"] for number in range(1, count + 1)]


def left_out(loaded: Loaded) -> dict[int, str]:
    return {item.row: item.why for item in loaded.layout.left_out}


def test_headings_and_totals_in_the_middle_of_a_workbook_are_left_out() -> None:
    """With the sums of their group beside them, numbered or not; none of them is a commune."""
    rows = [HEADER, *communes(400)]
    for place, row in (
        (350, ["9", "", "", "", ""]),
        (300, ["", "", "Thành phố Nam Định", "80", "5"]),
        (280, ["", "", "Cộng huyện Giao Thủy", "80", "5"]),
        (250, ["II", "", "Giao Thủy", "80", "5"]),
        (1, ["I", "", "HẢI HẬU", "80", "5"]),
    ):
        rows.insert(place, row)
    loaded = workbook(rows)
    assert left_out(loaded) == {2: "heading", 252: "heading", 283: "total", 304: "heading", 355: "empty"}
    frame = loaded.frame.collect()
    assert (frame.height, frame["ok"].all(), frame["code"].null_count()) == (400, True, 0)


def test_communes_numbered_by_letters_are_communes() -> None:
    """Where nothing is counted in figures, a letter heads nothing."""
    rows = [["STT", "Tên xã", "ĐTTM"], ["A", "Tân Mỹ", "81"], ["B", "Giao Hà", "82"]]
    assert left_out(workbook(rows)) == {}


def test_a_district_numbered_in_figures_is_a_heading() -> None:
    """No commune is called so, and it has no code."""
    rows = [HEADER, ["1", "", "Huyện Giao Thủy", "", ""], *communes(2)]
    assert left_out(workbook(rows)) == {2: "heading"}


def test_a_form_numbered_beforehand_may_stay_half_empty() -> None:
    """Rows of a number only are no communes; a name alone is one."""
    rows = [HEADER, *communes(2), ["3", "", "Giao Hà", "", ""], ["4", "", "", "", ""], ["5", "", "", "", ""]]
    assert left_out(workbook(rows)) == {5: "empty", 6: "empty"}


def test_a_bare_name_below_the_last_number_is_no_commune() -> None:
    """Nobody can tell what `Xã đạt: 1` is; it is refused, for it may be a name."""
    frame = workbook([HEADER, *communes(3), [], ["", "", "Xã đạt: 1", "", ""]]).frame.collect()
    assert frame["ok"].to_list() == [True, True, True, False]
