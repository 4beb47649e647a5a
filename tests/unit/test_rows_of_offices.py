"""Which rows of an office's table are communes: by the column that names them, wherever districts stand."""

from __future__ import annotations

import polars as pl
import pytest

from smartcommune.problems import Place
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import Loaded, load_table, rejected
from smartcommune.tables.header.column_map import ColumnMap, Entry
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")
Area = tuple[int, int, int, int]


def office(rows: list[list[str]], *merged: Area, mapping: ColumnMap | None = None) -> Loaded:
    """The rows as those of a workbook, in which no cell is a number."""
    sheet = sheet_of(rows, "xlsx", merged=merged)
    marks = [pl.lit(value=False).alias(f"c{place}.number") for place in range(sheet.width)]
    sheet = sheet._replace(frame=sheet.frame.with_columns(marks), has_number_marks=True)
    return load_table(sheet, RULES, mapping)


def left_out(loaded: Loaded) -> dict[int, str]:
    return {item.row: item.why for item in loaded.layout.left_out}


def communes(loaded: Loaded) -> list[tuple[str | None, ...]]:
    """District and name of each row that is assessed."""
    frame = loaded.frame.collect()
    assert frame["ok"].all()
    names = ["district", "name"] if "district" in frame.columns else ["name"]
    return list(frame.select(names).rows())


def test_the_wording_of_the_statistics_office_is_known() -> None:
    """Its code of a ward or commune is the code; those of the province and the district are other columns."""
    header = ["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp", "ĐTTM"]
    row = ["Tỉnh Nam Định", "36", "Huyện Giao Thủy", "365", "Xã Giao Phong", "14212", "Xã", "81"]
    loaded = office([header, row])
    assert [column.target for column in loaded.columns] == [
        "province", None, "district", None, "name", "code", "unit_type", "smartphone_rate",
    ]  # fmt: skip
    assert communes(loaded) == [("Huyện Giao Thủy", "Xã Giao Phong")]


HEADER = ["Huyện", "Tên xã", "ĐTTM", "Người trưởng thành"]


def test_a_district_merged_over_its_communes_heads_nothing() -> None:
    """The first commune of each is one like the others, has the district like the others, and this is said."""
    rows = [HEADER, ["Huyện Giao Thủy", "Giao Phong", "81"], ["", "Giao Hà", "82"], ["", "Bạch Long", "83"],
            ["Thị xã Duy Tiên", "Bạch Thượng", "84"], ["", "Mộc Nam", "85"]]  # fmt: skip
    loaded = office(rows, (2, 0, 4, 0), (5, 0, 6, 0))
    assert left_out(loaded) == {}
    assert communes(loaded) == [
        ("Huyện Giao Thủy", "Giao Phong"), ("Huyện Giao Thủy", "Giao Hà"), ("Huyện Giao Thủy", "Bạch Long"),
        ("Thị xã Duy Tiên", "Bạch Thượng"), ("Thị xã Duy Tiên", "Mộc Nam"),
    ]  # fmt: skip
    notes = [note.say("en") for note in loaded.layout.notes]
    assert "column A “Huyện”: merged cells are taken for each of the rows 3–4, 6" in notes


def test_a_district_on_every_row_heads_nothing() -> None:
    """Whatever stands in front of the name."""
    rows = [HEADER, ["Huyện Giao Thủy", "Giao Phong", "81"], ["Huyện Giao Thủy", "Giao Hà", "82"]]
    assert communes(office(rows)) == [("Huyện Giao Thủy", "Giao Phong"), ("Huyện Giao Thủy", "Giao Hà")]


def test_a_district_written_once_is_told_and_filled_only_by_a_map() -> None:
    """Nobody said that the blank cells below it mean the same."""
    rows = [HEADER, ["Huyện Giao Thủy", "Giao Phong", "81"], ["", "Giao Hà", "82"], ["", "Bạch Long", "83"],
            ["Huyện Hải Hậu", "Hải Anh", "84"], ["", "Hải Minh", "84"]]  # fmt: skip
    loaded = office(rows)
    assert loaded.layout.once == {"district"}
    assert [district for district, _ in communes(loaded)] == ["Huyện Giao Thủy", None, None, "Huyện Hải Hậu", None]
    assert any("written once a group (row 2, 5)" in note.say("en") for note in loaded.layout.notes)
    mapping = ColumnMap({"district": Entry("district", Place("map"), fill="down")})
    filled = office(rows, mapping=mapping)
    assert filled.layout.once == frozenset()
    assert [district for district, _ in communes(filled)] == [*["Huyện Giao Thủy"] * 3, *["Huyện Hải Hậu"] * 2]


@pytest.mark.parametrize(
    ("districts", "is_once"),
    [
        (["Huyện A", "", "Huyện B", ""], True),
        (["Huyện A", "Huyện B", ""], True),
        (["Huyện A", "Huyện A", "Huyện B", ""], False),
        (["", "Huyện A", "Huyện B"], False),
        (["Huyện A", "Huyện B"], False),
    ],
)
def test_small_groups_are_written_once_as_well(districts: list[str], is_once: bool) -> None:
    """Where each district stands in one row and the first row has one, a blank cell may mean the one above it."""
    loaded = office([HEADER, *([district, f"Xã {at}", "81"] for at, district in enumerate(districts))])
    assert loaded.layout.once == ({"district"} if is_once else set())


@pytest.mark.parametrize(
    ("heading", "merged"),
    [
        (["I", "", "GIAO THỦY", "80", "50"], ()),
        (["", "", "Huyện Giao Thủy", "80", "50"], ()),
        (["3", "", "Huyện Giao Thủy", "80", "50"], ()),
        (["", "", "Giao Thủy", "80", "50"], ()),
        (["", "", "Giao Thủy", "", ""], ()),
        (["Giao Thủy", "", "", "", ""], ((2, 0, 2, 4),)),
        (["Giao Thủy", "", "", "80", "50"], ((2, 0, 2, 2),)),
        (["1", "", "Giao Thủy", "", ""], ((2, 2, 2, 4),)),
        (["", "365", "Huyện Giao Thủy", "80", "50"], ()),
        (["Huyện Giao Thủy", "", "", "80", "50"], ()),
    ],
)
def test_a_district_in_a_row_of_its_own_is_no_commune(heading: list[str], merged: tuple[Area, ...]) -> None:
    """Numbered or not, merged across or not, with its sums or its own code beside it."""
    rows = [["STT", "Mã xã", "Tên xã", "ĐTTM", "Người trưởng thành"], heading, ["1", "14212", "Giao Phong", "81", "9"],
            ["2", "14215", "Giao Hà", "82", "9"]]  # fmt: skip
    loaded = office(rows, *merged)
    assert left_out(loaded) == {2: "heading"}
    assert [each[-1] for each in communes(loaded)] == ["Giao Phong", "Giao Hà"]


def test_a_district_in_its_own_column_and_row_is_no_commune() -> None:
    """It names none; the communes below it do, and it is theirs."""
    rows = [["STT", *HEADER], ["", "Giao Thủy", "", "", ""], ["1", "", "Giao Phong", "81", "9"],
            ["2", "", "Giao Hà", "81", "9"], ["", "Hải Hậu", "", "", ""], ["3", "", "Hải Anh", "81", "9"]]  # fmt: skip
    loaded = office(rows)
    assert left_out(loaded) == {2: "heading", 5: "heading"}
    assert communes(loaded) == [("Giao Thủy", "Giao Phong"), ("Giao Thủy", "Giao Hà"), ("Hải Hậu", "Hải Anh")]


def headed(*headings: str) -> Loaded:
    """Each heading in a row of its own, with a commune below it."""
    rows = [["STT", "Tên xã", "ĐTTM"]]
    for number, heading in enumerate(headings, 1):
        rows += [["I", heading, "80"], [str(number), f"Xã {number}", "81"]]
    return office(rows)


def test_communes_lie_in_the_district_that_heads_them() -> None:
    """It becomes a column of its own, and this is said with its rows."""
    loaded = headed("Huyện Giao Thủy", "TP. Nam Định", "Thị xã Duy Tiên")
    assert communes(loaded) == [
        ("Huyện Giao Thủy", "Xã 1"), ("TP. Nam Định", "Xã 2"), ("Thị xã Duy Tiên", "Xã 3"),
    ]  # fmt: skip
    notes = [note.say("en") for note in loaded.layout.notes]
    assert "the district of each commune is the heading above it (rows 2, 4, 6)" in notes


def test_communes_lie_in_the_province_that_heads_them() -> None:
    """The district of the province before holds no longer."""
    frame = headed("Tỉnh Nam Định", "Huyện Giao Thủy", "Tỉnh Hà Nam").frame.collect()
    assert frame.select("province", "district").rows() == [
        ("Tỉnh Nam Định", None), ("Tỉnh Nam Định", "Huyện Giao Thủy"), ("Tỉnh Hà Nam", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        ("Huyện Giao Thủy", "Các xã khác"),
        ("Thành phố Nam Định",),
        ("Vùng I", "Vùng II"),
        ("Tỉnh Nam Định", "Thành phố Hà Nội"),
        ("Tỉnh Nam Định", "Huyện Giao Thủy", "TP Hà Nội"),
    ],
)
def test_a_heading_that_is_no_district_leaves_all_of_them_open(headings: tuple[str, ...]) -> None:
    """Nobody knows whether it ends the district before it; a city may be a province."""
    loaded = headed(*headings)
    assert "district" not in loaded.schema()
    assert loaded.frame.collect()["province"].null_count() == len(headings)


def test_a_row_that_may_be_a_heading_leaves_the_districts_open() -> None:
    """It is refused, and the communes below it may lie in a district that it names."""
    rows = [["STT", "Tên xã", "ĐTTM"], ["I", "Huyện A", ""], ["1", "Xã 1", "81"], ["", "Hải Hậu", "82"],
            ["2", "Xã 2", "82"]]  # fmt: skip
    loaded = office(rows)
    assert loaded.frame.collect()["ok"].to_list() == [True, False, True]
    assert "district" not in loaded.schema()


def test_a_heading_below_its_communes_heads_nothing() -> None:
    """Where sums stand below what they add up, the district above is another one."""
    rows = [["STT", "Tên xã", "ĐTTM"], ["1", "Xã 1", "81"], ["I", "Huyện A", "81"], ["1", "Xã 2", "82"],
            ["II", "Huyện B", "82"]]  # fmt: skip
    loaded = office(rows)
    assert left_out(loaded) == {3: "heading", 5: "heading"}
    assert "district" not in loaded.schema()


def test_a_row_that_the_count_passes_over_is_refused() -> None:
    """It has a name and figures, and no number where those around it follow each other: a commune, or a sum."""
    rows = [["STT", "Tên xã", "ĐTTM"], ["1", "Giao Phong", "81"], ["", "Hải Hậu", "82"], ["2", "Giao Hà", "83"]]
    loaded = office(rows)
    frame = loaded.frame.collect()
    assert frame["ok"].to_list() == [True, False, True]
    assert [problem.id for problem in rejected(loaded, frame)] == ["uncounted-row"]


@pytest.mark.parametrize("name", ["Trung Bình", "Tổng Cọt", "Cộng Hòa", "Xã Mẫu", "Xã Trung Bình", "Toàn Thắng"])
@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["Tên xã", "Có wifi", "ĐTTM"], ["{}", "có", "81"]),
        (["Huyện", "Tên xã", "ĐTTM"], ["Trần Đề", "{}", "81"]),
        (["STT", "Tên xã", "ĐTTM"], ["1", "{}", "81"]),
        (["Mã xã", "Tên xã", "ĐTTM"], ["14212", "{}", "81"]),
    ],
)
def test_a_commune_stays_one_whatever_it_is_called(name: str, header: list[str], row: list[str]) -> None:
    """By its code or its number; without them by its district, or by an answer that nobody adds up."""
    rows = [[cell.replace("Có wifi", "Nhà văn hóa có wifi miễn phí") for cell in header],
            [cell.format(name) for cell in row]]  # fmt: skip
    for placed in ([rows[0], rows[1]], [rows[0], rows[1], [cell.format("Tân Mỹ") for cell in row]]):
        assert name in [each[-1] for each in communes(office(placed))]


@pytest.mark.parametrize("total", [["Tổng cộng", "", "31 đơn vị"], ["", "Tổng số", "31 xã"], ["", "", "Tổng cộng"]])
def test_a_total_may_begin_where_a_number_or_a_code_is_due(total: list[str]) -> None:
    """And say in the column of names how many there are."""
    rows = [["STT", "Mã xã", "Tên xã", "ĐTTM"], ["1", "14212", "Giao Phong", "81"], [*total, "81"]]
    loaded = office(rows)
    assert left_out(loaded) == {3: "total"}
    assert communes(loaded) == [("Giao Phong",)]


def test_a_map_says_what_names_a_commune() -> None:
    """A row is judged by the column that the map calls the name."""
    mapping = ColumnMap({"name": Entry("name", Place("map"), "B")})
    rows = [["Huyện", "Nơi", "ĐTTM"], ["Huyện Giao Thủy", "Giao Phong", "81"], ["Huyện Giao Thủy", "Cộng", "81"]]
    loaded = office(rows, mapping=mapping)
    assert left_out(loaded) == {3: "total"}
    assert communes(loaded) == [("Huyện Giao Thủy", "Giao Phong")]
