"""Annexes as decisions have them, from texts to workbooks: titles above, merged cells, broken lines, signatures below.

`rating.csv` is annex 3 of Rules 11-QĐ/TU of Khánh Hòa (19 August 2026), in its words, some of them cut; its classes are
those of a commune's dashboard. `standard.csv` has the shape of the new-rural criteria of provinces.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import openpyxl

FOLDER: Final = Path(__file__).parent / "files" / "annexes"
# What the annexes merge; a text file has lost it.
MERGED: Final[dict[str, tuple[str, ...]]] = {
    "digital": (),
    "regions": ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"),
    "rating": ("A1:G1", "A2:G2", "A3:G3"),
    "standard": (
        *("A1:F1", "A2:F2", "A3:F3"),
        *("A4:A5", "B4:B5", "C4:C5", "D4:F4", "A7:A8", "B7:B8", "D8:F8", "D12:F12"),
    ),
}


def annex(name: str, folder: Path) -> Path:
    """A workbook with one of the annexes."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return workbook(folder / f"{name}.xlsx", csv.reader(file), MERGED[name])


def workbook(path: Path, rows: Iterable[Sequence[str]], merged: Iterable[str] = ()) -> Path:
    """A workbook with one sheet of these rows; whole numbers are numbers there, and blank texts no cells."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            if text:
                sheet.cell(number, column, int(text) if text.isdecimal() else text)
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path
