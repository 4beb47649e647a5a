"""XLSX to sheets: what the officer sees, cell by cell and row by row, with nothing lost."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from smartcommune.tables.sheets.sheet import Sheet


def saved(book: Workbook, folder: Path) -> str:
    path = folder / "a.xlsx"
    book.save(path)
    return str(path)


def cells(sheet: Sheet) -> dict[int, list[str | None]]:
    """The texts of each row by its number, without the columns that mark numbers."""
    names = ["row", *(f"c{number}" for number in range(sheet.width))]
    return {row[0]: list(row[1:]) for row in sheet.frame.select(names).collect().rows()}


def notes(sheet: Sheet) -> list[str]:
    return [note.say("en") for note in sheet.notes]


@pytest.mark.parametrize(
    ("value", "format", "text", "is_number"),
    [
        (0.825, "0.0%", "82.5%", True),
        (0.825, "0%", "82.5%", True),
        (82.5, '0.0"%"', "82.5%", True),
        (82.5, r"0.0\%", "82.5%", True),
        (0.29, "0.00%", "29%", True),
        (0.07, "[Red]0.0%", "7%", True),
        (82.5, "General", "82.5", True),
        (80.0, "General", "80", True),
        (80, "General", "80", True),
        (57.99999999999999, "General", "58", True),
        (66.66666666666667, "General", "66.6666666666667", True),
        (1e20, "General", "100000000000000000000", True),
        (0.00001, "General", "0.00001", True),
        (-3, "General", "-3", True),
        ("82,5%", "General", "82,5%", False),
        ("01001", "@", "01001", False),
        (" NA ", "General", " NA ", False),
        (True, "General", "true", False),
        (False, "General", "false", False),
        (date(2023, 5, 31), "dd/mm/yyyy", "2023-05-31", False),
        (datetime.fromisoformat("2023-05-31T14:30"), "dd/mm/yyyy hh:mm", "2023-05-31 14:30:00", False),
        (time(14, 30), "hh:mm", "14:30:00", False),
        ("#DIV/0!", "General", "#DIV/0!", False),
        ("=A1*2", "General", "=A1*2", False),
    ],
)
def test_a_cell_is_the_text_that_is_seen(
    value: object, format: str, text: str, is_number: bool, tmp_path: Path
) -> None:
    """Percent formats, dates, truth values, errors and formulas that nobody has computed; with every stored digit."""
    book = Workbook()
    book.active.append(["x", value])
    book.active["B1"].number_format = format
    sheet = open_table(saved(book, tmp_path))
    assert cells(sheet) == {1: ["x", text]}
    assert sheet.frame.collect()["c1.number"].to_list() == [is_number]
    assert sheet.has_number_marks
    assert (sheet.kind, sheet.is_typed, sheet.problems) == ("xlsx", False, ())


def test_rows_have_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    """Blank rows count but are no rows; cells of spaces are blank."""
    book = Workbook()
    book.active["A3"], book.active["C7"], book.active["B5"] = "a", "b", "  "
    sheet = open_table(saved(book, tmp_path))
    assert cells(sheet) == {3: ["a", None, None], 7: [None, None, "b"]}
    assert [row.number for row in sheet.head] == [row.number for row in sheet.tail] == [3, 7]


def test_hidden_and_merged_parts_are_read_and_said(tmp_path: Path) -> None:
    """Nothing is left out because it is hidden."""
    book = Workbook()
    for number in range(1, 10):
        book.active.append([number, "x", "y"])
    for number in (3, 5, 6, 7):
        book.active.row_dimensions[number].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.merge_cells("A1:C1")
    sheet = open_table(saved(book, tmp_path))
    assert len(cells(sheet)) == 9
    assert sheet.merged == ((1, 0, 1, 2),)
    assert notes(sheet) == [
        "hidden rows, read all the same: 3, 5–7",
        "hidden columns, read all the same: B",
        "merged areas: 1; where nothing else is said, a figure belongs to the first cell of its area",
    ]


def book_of_sheets() -> Workbook:
    book = Workbook()
    book.active.title = "Bìa"
    for name in ("Ẩn", "Biểu 01", "2"):
        book.create_sheet(name).append([name])
    book["Ẩn"].sheet_state = "hidden"
    return book


@pytest.mark.parametrize(
    ("wanted", "read"), [(None, "Biểu 01"), ("Ẩn", "Ẩn"), ("3", "Biểu 01"), ("2", "2"), ("Biê\u0309u 01", "Biểu 01")]
)
def test_a_sheet_is_chosen_by_name_or_number(wanted: str | None, read: str, tmp_path: Path) -> None:
    """By default the first visible one with something in it; a name goes before a number."""
    sheet = open_table(saved(book_of_sheets(), tmp_path), sheet=wanted)
    assert (sheet.sheet, cells(sheet)) == (read, {1: [read]})
    assert notes(sheet)[0].startswith(f"the sheet `{read}` is read; not read: `Bìa`")


@pytest.mark.parametrize("wanted", ["Biểu 1", "0", "5", "-1", "²"])
def test_an_unknown_sheet_is_answered_with_those_there_are(wanted: str, tmp_path: Path) -> None:
    """The message lists every name, so that one can be copied."""
    with pytest.raises(InputError) as caught:
        open_table(saved(book_of_sheets(), tmp_path), sheet=wanted)
    (problem,) = caught.value.problems
    assert problem.say("en").endswith(
        f"there is no sheet `{wanted}`; the file has the sheets `Bìa`, `Ẩn`, `Biểu 01`, `2` [unknown-sheet]"
    )
