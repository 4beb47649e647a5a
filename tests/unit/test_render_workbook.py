"""The workbook of results: made to be opened, with nothing in it that calculates, and the rules it rests on."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import nan
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from smartcommune.api import Rules, load_ruleset
from smartcommune.cli.applied import on_days
from smartcommune.messages import Language, Message, Words
from smartcommune.problems import InputError, Place, Problem
from smartcommune.render import workbook_table
from smartcommune.render.office import OfficeDetails
from smartcommune.render.safe import MOST_CELL
from smartcommune.render.workbook import Applied, write_workbook
from smartcommune.render.workbook_collect import Open, collect_sheet
from smartcommune.render.workbook_pages import writing
from smartcommune.rulesets.library import built_in, parse_ruleset
from smartcommune.tables.collection_plan import Collect
from smartcommune.tables.results.rejects import Reject
from smartcommune.tables.results.tally import Tally
from smartcommune.tables.results.unread import Unread

DAY = date(2023, 6, 30)
RULES = load_ruleset("pilot-smart-2023", as_of=DAY)
CRITERIA = list(RULES.ruleset.criteria)
HEAD = 4
NOBODY = OfficeDetails()


def result(verdict: str, **more: Any) -> dict[str, Any]:
    row = {"code": "00123", "name": "Giao Phong", "province": "Nam Định", "verdict": verdict, "score": 16.66}
    row |= {"score_low": 16.66, "score_high": 100.0, "reasons": "Đủ điều kiện; đạt: Là xã", "missing": None}
    outcomes = {f"outcome.{id}": "met" for id in CRITERIA}
    row |= {"row": 4}
    return row | outcomes | {"as_of": DAY, "ruleset": RULES.on(None).provenance.text} | more


def schema() -> dict[str, Any]:
    kinds = {"row": pl.Int64, "as_of": pl.Date, "score": pl.Float64, "score_low": pl.Float64, "score_high": pl.Float64}
    return {name: kinds.get(name, pl.String) for name in result("eligible")}


def applied(rules: Rules = RULES, kept: tuple[tuple[str, str], ...] = (), apart: Sequence[Reject] = ()) -> Applied:
    labels = {id: criterion.label for id, criterion in rules.ruleset.criteria.items()}
    indicators = {id: indicator.label for id, indicator in rules.ruleset.indicators.items()}
    provenance, verdicts = rules.on(None).provenance, rules.ruleset.verdicts
    reading = lambda: (Message("reading.file", file="xã.xlsx"),)  # noqa: E731  # as `batch` says it
    days = lambda days: on_days(rules, days)  # noqa: E731  # as `batch` asks for them
    return Applied(provenance, days, labels, indicators, verdicts, kept, Unread(apart), reading)


def content(
    *rows: dict[str, Any],
    language: Language = "vi",
    rules: Rules = RULES,
    refused: int = 0,
    kept: Mapping[str, str] | None = None,
    types: Mapping[str, Any] | None = None,
    apart: Sequence[Reject] = (),
    details: OfficeDetails = NOBODY,
) -> bytes:
    """The workbook, its rows written two at a time."""
    names = dict(kept or {})
    frame = pl.DataFrame(list(rows), schema=schema() | dict.fromkeys(names, pl.String) | (types or {}))
    tally = Tally(rules.ruleset)

    def parts() -> Iterator[pl.DataFrame]:
        yield frame.clear()
        for part in frame.iter_slices(2):
            tally.add(part)
            yield part

    file = io.BytesIO()
    counts = lambda: tally.counts()._replace(refused=refused)  # noqa: E731  # as `batch` counts
    write_workbook(file, parts(), counts, applied(rules, tuple(names.items()), apart), language, details)
    return file.getvalue()


def book(*rows: dict[str, Any], **more: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(*rows, **more)))


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


ROWS = [
    result("eligible"),
    result("not_eligible", province="Bắc Giang", **{"outcome.facilities": "not_met"}),
    result("undetermined", missing="adults,ntm_level"),
    result("undetermined", province=None, missing="adults"),
    result("out_of_scope"),
]


def lines(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def test_what_to_collect_is_listed_commune_by_commune() -> None:
    """Step by step, with what settles a commune marked; the numbers are those of the plan."""
    found = book(*ROWS)
    adults, level = (RULES.ruleset.indicators[id].label.vi for id in ("adults", "ntm_level"))
    assert lines(found["Cần thu thập"]) == [
        (1, adults, "00123", "Giao Phong", "Nam Định", None),
        (1, adults, "00123", "Giao Phong", None, "có"),
        (2, level, "00123", "Giao Phong", "Nam Định", "có"),
    ]
    assert "Thu thập ở nơi nào: xem trang “Cần thu thập”." in texts(found["Tổng hợp"])


def test_what_to_collect_has_the_district_where_the_table_has_one() -> None:
    """Before the province."""
    open = Open()
    open.add(pl.DataFrame([result("undetermined", missing="adults", district="Giao Thủy")]))
    assert [(one.district, one.province) for one in open.communes] == [("Giao Thủy", "Nam Định")]
    stream = io.BytesIO()
    with writing(stream, "vi") as pages:
        labels = {id: indicator.label for id, indicator in RULES.ruleset.indicators.items()}
        collect_sheet(pages, [Collect("adults", 1, 1)], open.communes, labels)
    (sheet,) = openpyxl.load_workbook(stream).worksheets
    (head, row) = [tuple(cell.value for cell in line) for line in sheet.iter_rows()]
    assert (head[4:6], row[4:6]) == (("Huyện", "Tỉnh"), ("Giao Thủy", "Nam Định"))


def test_where_there_are_too_many_to_list_the_results_are_filtered(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sheet lists a part of them as if it were all."""
    monkeypatch.setattr("smartcommune.render.workbook_collect.MOST_COMMUNES", 1)
    found = book(*ROWS)
    assert found.sheetnames == ["Danh sách", "Tổng hợp", "Kết quả", "Bộ tiêu chí"]
    assert any(text.startswith("Thu thập ở nơi nào: lọc cột") for text in texts(found["Tổng hợp"]))


@pytest.mark.parametrize(
    ("language", "sheets", "heads"),
    [
        (
            "vi",
            ["Danh sách", "Tổng hợp", "Kết quả", "Cần thu thập", "Bộ tiêu chí"],
            ["Mã xã", "Tên xã", "Tỉnh", "Kết luận"],
        ),
        ("en", ["List", "Summary", "Results", "To collect", "Rule set"], ["Code", "Name", "Province", "Verdict"]),
    ],
)
def test_it_is_in_the_language(language: Language, sheets: list[str], heads: list[str]) -> None:
    """Sheets, headers, verdicts, outcomes and facts have the words of the language."""
    found = book(*ROWS, language=language)
    assert found.sheetnames == sheets
    for sheet in (found.worksheets[0], found.worksheets[2]):
        assert [cell.value for cell in sheet[HEAD]][1:5] == heads
        assert sheet["E5"].value == Message("verdict.eligible").say(language)
    label = RULES.ruleset.indicators["adults"].label.say(language)
    assert found.worksheets[2]["I8"].value == label
    assert found.worksheets[2]["J5"].value == Message("outcome.met").say(language)


def test_it_is_made_to_be_read() -> None:
    """The header stays in view and filters, verdicts have colours of their own, long texts get the height they need."""
    sheet = book(result("eligible", reasons="dài " * 200), *ROWS[1:]).worksheets[0]
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref == "A4:G9"
    assert len({sheet.cell(row, 5).fill.fgColor.rgb for row in (5, 6, 7, 9)}) == 4
    assert (sheet.row_dimensions[5].height or 0) > 90
    assert sheet.column_dimensions["G"].width > 40
    assert all(sheet.cell(row, sheet.max_column).border.bottom.style for row in range(4, 10))
    assert all(sheet.cell(row, 4).border.bottom.style for row in range(4, 10))


NAMES = ("Thượng Nông Trung Du Miền Núi Đông Bắc 1", "Mỹ Thạnh Đông Hòa Hiệp Nam", "Krông Pắc Ea Kênh Buôn Đôn")


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_cell_is_cut(name: str) -> None:
    """A row is as high as its texts in Times New Roman of 12 points, where a unit of a column's width is 7 dots."""
    reasons = "Tỷ lệ cán bộ, công chức được tập huấn chuyển đổi số (85,5 %, cần từ 100 % trở lên, giả định); " * 6
    sheet = book(result("eligible", name=name, reasons=reasons)).worksheets[0]
    for cell in sheet[5]:
        if isinstance(cell.value, str) and cell.alignment.wrap_text:
            room = 7 * sheet.column_dimensions[cell.column_letter].width
            dots = sum(_dots(letter) for letter in cell.value)
            lines = round((sheet.row_dimensions[5].height or 15.75) / 15.75)
            assert dots <= lines * room, cell.value


def _dots(letter: str) -> float:
    """How wide a letter is at 96 dots an inch, rounded up to that of its kind."""
    return 11.2 if letter.isupper() else 4.0 if letter in " ,.;:ijlt()" else 8.0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "https://x.vn", "mailto:x", "123", "\x1b[31m", "a\nb"])
def test_a_text_stays_a_text(text: str) -> None:
    """What would be a formula, a link or a number elsewhere is a text of the cell; numbers are numbers."""
    found = book(result("eligible", code=text, name=text))
    for sheet in (found["Danh sách"], found["Kết quả"]):
        assert {sheet["B5"].data_type, sheet["C5"].data_type} == {"s"}
        assert sheet["B5"].hyperlink is None
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        assert "\x1b" not in str(sheet["B5"].value)
    assert (found["Kết quả"]["F5"].value, found["Kết quả"]["F5"].data_type) == (16.66, "n")


@pytest.mark.full
def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    """A cell has a greatest length; a longer text ends in an ellipsis instead of vanishing."""
    value = str(book(result("eligible", reasons="x" * 40_000)).worksheets[0]["G5"].value)
    assert (len(value), value[-1]) == (MOST_CELL, "…")


def test_the_summary_adds_up() -> None:
    """Verdicts, provinces, criteria not met and facts that are lacking, with a chart beside them."""
    sheet = book(*ROWS).worksheets[1]
    rows = [[cell.value for cell in row][:3] for row in sheet.iter_rows()]
    assert ["Đủ điều kiện", 1, 20] in rows
    assert ["Chưa kết luận được", 2, 40] in rows
    assert ["Tổng số", 5, None] in rows
    assert ["(không ghi tỉnh)", 0, 0] in rows
    assert ["Có điều kiện về cơ sở vật chất", 1, 100] in rows
    assert [RULES.ruleset.indicators["adults"].label.vi, 2, 1] in rows
    assert len(sheet._charts) == 1


def test_the_summary_counts_self_scored_points_that_differ() -> None:
    """By criterion, with how many communes give themselves more and fewer; nothing where none are given."""
    criterion = "points_difference.facilities"
    given = [row | {criterion: by} for row, by in zip(ROWS, (1.5, -2.0, 0.0, None, 0.5), strict=True)]
    rows = [[cell.value for cell in row][:4] for row in book(*given, types={criterion: pl.Float64}).worksheets[1]]
    assert ["Có điều kiện về cơ sở vật chất", 3, 2, 1] in rows
    assert any("Điểm tự chấm khác điểm tính được (3 nơi" in str(row[0]) for row in rows)
    assert not any("tự chấm" in str(row[0].value) for row in book(*ROWS).worksheets[1])


def test_the_summary_tells_of_rows_that_are_not_there() -> None:
    """Who has only the workbook knows that some rows could not be read."""
    rows = list(book(*ROWS, refused=4, language="en")["Summary"].iter_rows(max_col=2, values_only=True))
    total = rows.index(("Total", len(ROWS)))
    assert rows[total + 1] == ("Rows that could not be read", 4)
    assert "Rows that could not be read" not in texts(book(*ROWS, language="en")["Summary"])


def test_it_prints_on_a4() -> None:
    """Landscape, as wide as the page, numbered; of the list all, of the results what is not for the screen."""
    found = book(*ROWS)
    for sheet in found.worksheets:
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.center.text == "&P / &N"
    assert found["Danh sách"].print_title_rows == found["Kết quả"].print_title_rows == "$4:$4"
    assert found["Danh sách"].print_area == f"'Danh sách'!$A$1:$G${found['Danh sách'].max_row}"
    assert found["Kết quả"].print_area == "'Kết quả'!$A$1:$I$9"


def test_it_has_a_title_and_running_numbers() -> None:
    """What it is, by which rules, and which row is the how-manieth."""
    sheet = book(*ROWS)["Danh sách"]
    assert sheet["A1"].value == f"Kết quả đánh giá: {RULES.ruleset.label.vi}".upper()
    assert "pilot-smart-2023" in str(sheet["A2"].value)
    assert [sheet.cell(row, 1).value for row in range(4, 10)] == ["STT", 1, 2, 3, 4, 5]


def reject(row: int, found: str) -> Reject:
    problem = Problem("not-a-number", Place("xã.xlsx", row), Message("not-a-number", found=found), Message("as-csv"))
    return Reject(row, None, None, None, problem)


def test_every_row_of_the_table_is_there() -> None:
    """Those that could not be read stand in their places with what is wrong with them, and without an answer."""
    rows = [result("eligible", row=3), result("eligible", row=6)]
    found = book(*rows, apart=[reject(2, "a"), reject(5, "b"), reject(5, "c"), reject(9, "d")])
    for sheet in (found["Danh sách"], found["Kết quả"]):
        verdicts = [sheet.cell(row, 5).value for row in range(5, 10)]
        assert verdicts == ["Không đọc được", "Đủ điều kiện", "Không đọc được", "Đủ điều kiện", "Không đọc được"]
        assert [sheet.cell(row, 1).value for row in range(5, 10)] == [1, 2, 3, 4, 5]
    said = str(found["Danh sách"]["G7"].value)
    assert "`b`" in said
    assert "`c`" in said
    assert found["Danh sách"]["F7"].value is None
    assert all(found["Kết quả"].cell(7, column).value is None for column in range(6, 12))


def test_the_list_has_levels_and_scores_in_words() -> None:
    """A level by its label, or those that are possible; a score, or its two ends; no score where rules give none."""
    rules = load_ruleset("pilot-smart-2023", as_of=DAY)
    levels = {"a": Words("Loại A", "Class A"), "b": Words("Loại B", "Class B")}
    rows = [
        result("eligible", level="a", levels_possible="a"),
        result("eligible", level=None, levels_possible="a,b", score_high=16.66),
    ]
    frame = pl.DataFrame(rows)

    def sheet(of: Applied) -> list[tuple[Any, ...]]:
        file = io.BytesIO()
        write_workbook(file, iter([frame]), Tally(rules.ruleset).counts, of, "vi", NOBODY)
        found = openpyxl.load_workbook(file)
        return list(found["Danh sách"].iter_rows(min_row=4, max_row=6, min_col=6, values_only=True))

    scored = applied()._replace(levels=levels)
    assert [row[:2] for row in sheet(scored)] == [
        ("Xếp loại", "Điểm"),
        ("Loại A", "16,66–100"),
        ("Loại A / Loại B", "16,66"),
    ]
    assert [row[0] for row in sheet(scored._replace(has_score=False))] == ["Xếp loại", "Loại A", "Loại A / Loại B"]
    assert "Điểm" not in sheet(scored._replace(has_score=False))[0]


def test_the_list_ends_with_what_whoever_signs_has_to_know() -> None:
    """The sums, the day, thresholds that are assumed, clauses that were not read, the digest; then who signs."""
    office = OfficeDetails(("UBND tỉnh Nam Định",), "Nam Định", None, "Nguyễn Văn A", ("TM. UBND", "Chủ tịch"))
    sheet = book(*ROWS, refused=1, details=office)["Danh sách"]
    found = texts(sheet)
    assert found[0] == "UBND TỈNH NAM ĐỊNH"
    below = found[found.index("Tổng số 6: Đủ điều kiện 1; Không đủ điều kiện 1; Chưa kết luận được 2; "
                              "Ngoài phạm vi áp dụng 1; Không đọc được 1") :]  # fmt: skip
    assert below[1] == "Xét tại ngày 30/06/2023"
    assert "Tỷ lệ người trưởng thành dùng điện thoại thông minh tối thiểu: 80 %" in below[2]
    assert below[3].startswith("Căn cứ chưa đọc được nguyên văn: 3445/BNN-VPĐP")
    assert RULES.ruleset.sha256 in below[4]
    assert below[5:] == [
        "Nam Định, ngày … tháng … năm …",
        "NGƯỜI LẬP BIỂU",
        "TM. UBND",
        "CHỦ TỊCH",
        "…………………",
        "Nguyễn Văn A",
    ]


def test_nobody_signs_by_an_example() -> None:
    """The list says what it is, and has no room for a signature."""
    example = applied()
    provenance = example.provenance._replace(status="example")
    file = io.BytesIO()
    parts = iter([pl.DataFrame([result("eligible")], schema=schema())])
    write_workbook(file, parts, Tally(RULES.ruleset).counts, example._replace(provenance=provenance), "vi", NOBODY)
    found = texts(openpyxl.load_workbook(file)["Danh sách"])
    assert any(text.startswith("VÍ DỤ") for text in found)
    assert "NGƯỜI LẬP BIỂU" not in found


def test_columns_of_the_table_stand_beside_the_results() -> None:
    """Under their own headers, behind the last column of ours, texts as texts."""
    sheet = book(result("eligible", **{"kept.3": "=1+1"}), kept={"kept.3": "Ghi chú"})["Kết quả"]
    assert (sheet.cell(4, sheet.max_column).value, sheet.cell(4, sheet.max_column - 1).value) == (
        "Ghi chú",
        "Bộ tiêu chí đã dùng",
    )
    assert (sheet.cell(5, sheet.max_column).value, sheet.cell(5, sheet.max_column).data_type) == ("=1+1", "s")


def test_typed_columns_of_the_table_are_shown_as_what_they_are() -> None:
    """Truth values in words; a number that is none is a text, for no program would open the file."""
    kept = {"kept.3": True, "kept.4": nan, "kept.5": 7}
    types = {"kept.3": pl.Boolean, "kept.4": pl.Float64, "kept.5": pl.Int64}
    sheet = book(result("eligible", **kept), kept=dict.fromkeys(kept, "Ghi chú"), types=types)["Kết quả"]
    assert [cell.value for cell in sheet[5]][-3:] == ["có", "nan", 7]


def test_no_number_is_parted_from_its_unit() -> None:
    """A line may break anywhere else."""
    sheet = book(result("eligible", reasons="Tỷ lệ hộ 79,5 %, cần từ 80 % trở lên; 12 hộ"))["Danh sách"]
    assert sheet["G5"].value == "Tỷ lệ hộ 79,5\u00a0%, cần từ 80\u00a0% trở lên; 12\u00a0hộ"


def test_the_summary_says_how_the_table_was_read() -> None:
    """Which file, and what was not used."""
    found = texts(book(*ROWS)["Tổng hợp"])
    assert found[found.index("Bảng đã được đọc như sau") + 1] == "Tệp: xã.xlsx"


def test_the_rules_are_there() -> None:
    """Which rule set with its digest, each criterion with its citation, each threshold with what it rests on."""
    found = texts(book(*ROWS)["Bộ tiêu chí"])
    assert any(RULES.ruleset.sha256 in text for text in found)
    for criterion in RULES.ruleset.criteria.values():
        assert criterion.label.vi in found
    assert any(text.startswith("80\u00a0%. GIẢ ĐỊNH") for text in found)
    assert any("3445/BNN-VPĐP" in text for text in found)


def test_a_threshold_that_the_user_set_says_so() -> None:
    """It has the user's value, and is not passed off as the rule set's."""
    rules = load_ruleset("pilot-smart-2023", as_of=DAY, thresholds={"smartphone_min": "70%"})
    found = texts(book(*ROWS, rules=rules)["Bộ tiêu chí"])
    assert "70\u00a0%. Cơ sở: do người dùng đặt" in found
    assert "Người dùng đặt: smartphone_min=70%" in found
    assert not any("Giao Phong" in text for text in found if text.startswith("70\u00a0%"))


def test_thresholds_are_those_of_the_days_of_the_rows() -> None:
    """Not those of today: rows of two stretches of time have two lists of thresholds, each under its days."""
    text = Path(built_in()["pilot-smart-2023"]).read_text(encoding="utf-8")
    before, declared, after = text.partition("  smartphone_min:")
    one = "values: [{from: 2023-06-05, default: 80%}]"
    two = "values: [{from: 2023-06-05, until: 2023-12-31, default: 80%}, {from: 2024-01-01, default: 90%}]"
    changed = before + declared + after.replace(one, two, 1)
    rules = Rules(parse_ruleset(changed))
    days = (date(2023, 6, 30), date(2023, 12, 31), date(2024, 8, 1))
    found = texts(book(*(result("eligible", as_of=day) for day in days), rules=rules)["Bộ tiêu chí"])
    stretches = [text for text in found if text.startswith("Các dòng xét")]
    assert stretches == [
        "Các dòng xét từ ngày 30/06/2023 đến ngày 31/12/2023",
        "Các dòng xét từ ngày 01/08/2024 đến ngày 01/08/2024",
    ]
    assert sum(text.startswith("90\u00a0%") for text in found) > 0
    assert any("pilot-smart-2023" in text and text.startswith("Đã thay đổi") for text in found)


def test_it_is_the_same_every_time() -> None:
    """Two runs give the same bytes, and no date of today is in them."""
    assert content(*ROWS) == content(*ROWS)
    assert openpyxl.load_workbook(io.BytesIO(content(*ROWS))).properties.created.year == 2023


def test_no_rows_leave_a_header() -> None:
    """A table of which nothing could be assessed has its columns all the same."""
    found = book()
    assert found.worksheets[2].max_row == HEAD
    assert "Tổng số" in texts(found.worksheets[1])


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut off: the message says how many fit and what to write instead."""
    monkeypatch.setattr(workbook_table, "MOST_ROWS", 4)
    with pytest.raises(InputError, match=r"a sheet holds 4 rows.*\.parquet"):
        content(*ROWS)
    monkeypatch.setattr(workbook_table, "MOST_ROWS", 5)
    assert content(*ROWS)


def test_a_disk_that_is_full_is_told() -> None:
    """What the system says about the file comes out as its own error."""

    class Full(io.BytesIO):
        def write(self, content: object) -> int:  # noqa: ARG002  # whatever it is
            raise OSError(28, "No space left on device")

    tally = Tally(RULES.ruleset)
    with pytest.raises(OSError, match="No space left"):
        write_workbook(Full(), iter([pl.DataFrame(schema=schema())]), tally.counts, applied(), "vi", NOBODY)


def test_words_of_a_rule_file_do_not_act() -> None:
    """A criterion that is called like a formula or holds an escape is a text in every sheet."""
    labels = {id: Words("=1+1\x1b[31m", "=1") for id in CRITERIA}
    tally = Tally(RULES.ruleset)
    file = io.BytesIO()
    parts = iter([pl.DataFrame([result("eligible")], schema=schema())])
    write_workbook(file, parts, tally.counts, applied()._replace(criteria=labels), "vi", NOBODY)
    sheet = openpyxl.load_workbook(file)["Kết quả"]
    assert (sheet["J4"].value, sheet["J4"].data_type) == ("=1+1\\x1b[31m", "s")
