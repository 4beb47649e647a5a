"""Tables that LibreOffice wrote: XLSX, ODS and XLS are one and the same table, as far as their readers can know."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from smartcommune.tables.sheets.sheet import Sheet

FILES = Path(__file__).parents[1] / "files" / "tables"
KINDS = ("xlsx", "ods", "xls")
every_kind = pytest.mark.parametrize("kind", KINDS)


def opened(kind: str, sheet: str | None = None) -> Sheet:
    return open_table(str(FILES / f"libreoffice.{kind}"), sheet=sheet)


@every_kind
def test_every_cell_is_read(kind: str) -> None:
    """Texts, numbers, days, times and computed values stand where the officer sees them."""
    sheet = opened(kind)
    assert (sheet.kind, sheet.sheet, sheet.is_typed, sheet.width) == (kind, "Biểu 01", False, 5)
    assert sheet.head == sheet.tail
    assert [tuple(row) for row in sheet.head] == [
        (1, ("BIỂU TỔNG HỢP", None, None, None, None)),
        (2, ("Mã xã", "Tên xã", "Tỷ lệ", "Ngày", "Ghi chú")),
        (4, ("01001", "Tân Mỹ", "82.5%", "2023-05-31", "x")),
        (5, ("01002", "NA", "#DIV/0!", "2023-05-31 14:30:00", "1.65")),
        (6, ("01003", None, "85.2", "14:30:00", "dòng 1\ndòng 2")),
    ]


@every_kind
def test_numbers_are_marked(kind: str) -> None:
    """A text of digits is no number, a percentage is one."""
    frame = opened(kind).frame.collect()
    assert frame["row"].to_list() == [1, 2, 4, 5, 6]
    assert frame["c0.number"].to_list() == [False] * 5
    assert frame["c2.number"].to_list() == [False, False, True, False, True]
    assert frame["c4.number"].to_list() == [False, False, False, True, False]


@every_kind
def test_what_is_unusual_is_said(kind: str) -> None:
    """Other sheets, hidden rows and columns, merged cells."""
    sheet = opened(kind)
    notes = [note.say("en") for note in sheet.notes]
    assert sheet.merged == ((1, 0, 1, 4),)
    assert notes[0] == "the sheet `Biểu 01` is read; not read: `Ẩn`, `Trống`"
    assert "hidden rows, read all the same: 5" in notes
    assert "hidden columns, read all the same: B" in notes


@every_kind
def test_a_hidden_sheet_can_be_asked_for(kind: str) -> None:
    """By name or by its number; its only cell keeps its place."""
    for wanted in ("Ẩn", "2"):
        assert opened(kind, wanted).head == ((2, (None, "1")),)


@every_kind
def test_an_empty_sheet_is_refused(kind: str) -> None:
    """Asked for by name, it is not silently replaced by another."""
    with pytest.raises(InputError) as caught:
        opened(kind, "Trống")
    assert [problem.id for problem in caught.value.problems] == ["empty-table"]


@every_kind
def test_an_unknown_sheet_is_answered_with_those_there_are(kind: str) -> None:
    """So that one can be copied."""
    with pytest.raises(InputError) as caught:
        opened(kind, "Biểu 02")
    assert "the file has the sheets `Biểu 01`, `Ẩn`, `Trống`" in str(caught.value)


@every_kind
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short_is_a_problem(kind: str, share: float, tmp_path: Path) -> None:
    """As a broken download is: one problem, never a traceback."""
    content = (FILES / f"libreoffice.{kind}").read_bytes()
    path = tmp_path / f"a.{kind}"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(InputError) as caught:
        open_table(str(path))
    assert [problem.id for problem in caught.value.problems] == ["broken-workbook"]


@every_kind
def test_a_damaged_file_is_a_problem_or_a_table(kind: str, tmp_path: Path) -> None:
    """Wherever a stretch of bytes is overwritten, nothing but `InputError` is raised."""
    content = (FILES / f"libreoffice.{kind}").read_bytes()
    path = tmp_path / f"a.{kind}"
    refused = 0
    for start in range(0, len(content) - 40, len(content) // 60):
        path.write_bytes(content[:start] + b"\xa5" * 40 + content[start + 40 :])
        try:
            open_table(str(path)).frame.collect()
        except InputError:
            refused += 1
    assert refused
