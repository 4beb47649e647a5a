"""Rows of a worksheet, written whole as its file holds them (ECMA-376, part 1, 18.3.1): a fifth of the library's time.

The library makes an object of each cell, and words each text anew, though most texts of a table stand in many rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import isfinite
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # the library has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the library has no types

from smartcommune.render.safe import sheet_cell

# What a reader would take for a character that is written as its number.
_CODE: Final = re.compile("(?=_x[0-9a-fA-F]{4}_)")
_MARKUP: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Lines(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet of a workbook in constant memory that takes whole rows; other rows are left to the library."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: str | None = None  # the last row, until the next one begins

    def line(self, row: int, values: Sequence[object], formats: Sequence[Any], height: float | None) -> None:
        """Write a row from its first column on; where there is no value, its format alone.

        Args:
            row: below all rows that were written.
            values: numbers, truth values, and anything that is written as its text: a number that is not finite, too.
            formats: one for each value; a cell without format and value is left out.
            height: in points; None for that of any row.
        """
        cells = "".join(_cells(str(row + 1), values, formats))
        if not cells:
            return
        if row > self.previous_row:
            self._write_single_row(row)
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(values) - 1)
        high = "" if height is None else f' ht="{height:.16g}" customHeight="1"'
        self._waiting = f'<row r="{row + 1}"{high}>{cells}</row>'

    def _write_single_row(self, current_row_num: int = 0) -> None:
        """What the library calls where a row ends."""
        if self._waiting is None:
            super()._write_single_row(current_row_num)
            return
        self.fh.write(self._waiting)
        self._waiting = None
        self.previous_row = current_row_num


def _cells(row: str, values: Sequence[object], formats: Sequence[Any]) -> Iterator[str]:
    for column, (value, format) in enumerate(zip(values, formats, strict=True)):
        if value is None and format is None:
            continue
        style = "" if format is None else f' s="{format._get_xf_index()}"'
        yield f'<c r="{_letters(column)}{row}"{style}{_content(value)}'


_letters = cache(xl_col_to_name)


def _content(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return "/>"
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float) and isfinite(value):
        return f"><v>{value:.16G}</v></c>"
    return _text(str(value))


@lru_cache(maxsize=10_000)
def _text(text: str) -> str:
    shown = _CODE.sub("_x005F", sheet_cell(text)).translate(_MARKUP)
    space = "" if shown == shown.strip() else ' xml:space="preserve"'
    return f' t="inlineStr"><is><t{space}>{shown}</t></is></c>'
