"""Rows written whole, beside the same cells written by the library one by one."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import xlsxwriter  # type: ignore[import-untyped]  # the library has no types

from smartcommune.render.workbook_lines import Lines

VALUES = ["Xã A", None, 3, 2.5, 1 / 3, True, False, " <b> & 'c' \"d\" ", "_x0041_", "Xã A", 10**12, "=1+1", "e\u0301"]
HEIGHT = 31.5


def part(write: Callable[[Any, Any], None], kind: type | None = None) -> bytes:
    """The sheet that is written."""
    file = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        write(book.add_worksheet("A", kind), book.add_format({"bold": True}))
    return ZipFile(file).read("xl/worksheets/sheet1.xml")


def by_the_library(sheet: Any, bold: Any) -> None:
    for row in (0, 1, 5):
        for column, value in enumerate(VALUES):
            sheet.write(row, column, value, bold)
    sheet.set_row(6, HEIGHT)
    sheet.merge_range(6, 0, 6, 3, "merged", bold)
    sheet.set_row(7, HEIGHT)
    sheet.write(7, 0, "last")


def by_lines(sheet: Any, bold: Any) -> None:
    for row in (0, 1, 5):
        sheet.line(row, VALUES, [bold] * len(VALUES), None)
    sheet.set_row(6, HEIGHT)
    sheet.merge_range(6, 0, 6, 3, "merged", bold)
    sheet.line(7, ["last", None], [None, None], HEIGHT)


def test_a_line_is_what_the_library_writes() -> None:
    """Byte for byte, also beside rows that the library writes itself."""
    assert part(by_lines, Lines) == part(by_the_library)


def test_what_the_library_would_take_for_markup_is_a_text() -> None:
    """A text that looks like one of several fonts stays what it is."""
    line = part(lambda sheet, _: sheet.line(0, ["<r>x</r>"], [None], None), Lines)
    assert b"<t>&lt;r&gt;x&lt;/r&gt;</t>" in line
