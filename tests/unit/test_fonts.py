"""Texts typed in fonts from before Unicode: a workbook gives them away, and they are converted only when asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from tests.unit.test_legacy import TEXT, typed


def book(cells: list[tuple[object, str]], folder: Path) -> str:
    """A workbook of one column, each cell with its font."""
    made = Workbook()
    for number, (value, font) in enumerate(cells, 1):
        made.active.cell(number, 1, value)
        made.active.cell(number, 1).font = Font(name=font)
    made.save(folder / "a.xlsx")
    return str(folder / "a.xlsx")


def texts(path: str, encoding: str | None = None) -> list[str | None]:
    return [row.cells[0] for row in open_table(path, encoding=encoding).head]


def refusal(path: str, encoding: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        open_table(path, encoding=encoding)
    (problem,) = caught.value.problems
    return problem.say("en").removeprefix(f"{path}: ")


def test_a_font_gives_tcvn3_away(tmp_path: Path) -> None:
    """One word suffices, since the name of its font is certain; plain letters are the same in every code."""
    assert refusal(book([("Ma xa", "Arial"), ("x·", ".VnTime")], tmp_path)) == (
        "looks like TCVN3; pass `--encoding tcvn3` [looks-like-legacy]"
    )
    assert texts(book([("Ma xa", ".VnTime"), (85.2, ".VnTime"), ("Tên xã Tân Mỹ", ".VnTime")], tmp_path)) == [
        "Ma xa",
        "85.2",
        "Tên xã Tân Mỹ",
    ]


def test_a_font_within_a_text_gives_it_away(tmp_path: Path) -> None:
    """Only part of a cell may be typed in it."""
    text = CellRichText("Xa ", TextBlock(InlineFont(rFont="VNI-Times"), "Taân Myõ"))
    assert "looks like VNI" in refusal(book([(text, "Arial")], tmp_path))


def test_words_give_it_away_where_the_font_is_lost(tmp_path: Path) -> None:
    """As after pasting into another workbook."""
    assert "pass `--encoding tcvn3`" in refusal(book([(typed(TEXT, "tcvn3"), "Arial")], tmp_path))
    assert "pass `--encoding vni`" in refusal(book([(typed(TEXT, "vni"), "Arial")], tmp_path))


@pytest.mark.parametrize(("legacy", "font"), [("tcvn3", ".VnArial"), ("vni", "VNI-Times")])
def test_texts_are_converted_when_asked_for(legacy: str, font: str, tmp_path: Path) -> None:
    """Those in such a font; what is Unicode beside them stays."""
    cells = [(typed(TEXT, legacy), font), ("Tên xã", "Arial"), ("Tân Mỹ", font), ("01001", font)]
    assert texts(book(cells, tmp_path), legacy) == [TEXT, "Tên xã", "Tân Mỹ", "01001"]


def test_all_texts_are_converted_where_no_font_tells(tmp_path: Path) -> None:
    """Except what has letters that the old code does not have."""
    cells = [("Tªn x·", "Arial"), ("Tỷ lệ", "Arial"), ("a", "Arial")]
    assert texts(book(cells, tmp_path), "tcvn3") == ["Tên xã", "Tỷ lệ", "a"]


def test_fonts_of_capitals_show_capitals(tmp_path: Path) -> None:
    """TCVN3 has a second font for them, named with an H."""
    assert texts(book([("tØnh nam ®Þnh", ".VnTimeH")], tmp_path), "tcvn3") == ["TỈNH NAM ĐỊNH"]


def test_texts_can_be_called_unicode(tmp_path: Path) -> None:
    """Whatever the font says."""
    assert texts(book([("Tªn x·", ".VnTime")], tmp_path), "utf-8") == ["Tªn x·"]


def test_other_encodings_are_not_for_workbooks(tmp_path: Path) -> None:
    """A workbook is in Unicode."""
    path = book([("a", "Arial")], tmp_path)
    assert "[workbook-encoding]" in refusal(path, "windows-1258")
    assert "[unknown-encoding]" in refusal(path, "latin-1")
