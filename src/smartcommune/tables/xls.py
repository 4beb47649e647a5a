"""An XLS file, as Excel wrote until 2003, to a sheet of texts.

Its reader (calamine) gives values without their number formats, and error values as blank cells; both is said, and
percent columns then have values up to 1, which are refused later.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from smartcommune.files import TableFile, read_head
from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.tables.archive import broken, encrypted
from smartcommune.tables.choice import Listing, choice_note, chosen
from smartcommune.tables.fonts import Converter, Typed, converter
from smartcommune.tables.grid import Cell, grid_of
from smartcommune.tables.hidden import merged_note
from smartcommune.tables.sheet import Sheet
from smartcommune.tables.shown import filled, moment_text, number_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

# 65,536 rows of 256 columns, the most that such a file has, take far less.
MOST_BYTES: Final = 200_000_000
_FREE: Final = 0xFFFFFFFF


class Values(NamedTuple):
    """The values of a sheet, by row number and column, and its merged areas."""

    rows: dict[int, dict[int, object]]
    merged: tuple[tuple[int, int, int, int], ...]


def read_xls(file: TableFile, sheet: str | None, encoding: str | None) -> Sheet:
    """One sheet of an XLS file: the named one, else the first that is visible and not empty.

    Raises:
        InputError: encrypted, broken, too large, or without such a sheet.
    """
    if file.size > MOST_BYTES:
        raise InputError([Problem("too-large", Place(file.name), Message("too-large", most="200 MB"))])
    if not _is_whole(read_head(file.path, MOST_BYTES)):
        raise broken(file.name, ValueError("cut short"))
    listings, found = _sheets(file)
    position = chosen(file.name, listings, sheet, lambda number: not found[number].rows)
    values = found[position]
    texts = [Typed(value) for row in values.rows.values() for value in row.values() if isinstance(value, str)]
    convert, encoding_notes = converter(file.name, texts, encoding)
    grid = grid_of(file.name, {number: _cells(row, convert) for number, row in values.rows.items()})
    merged = values.merged
    return Sheet(
        name=file.name,
        kind="xls",
        is_typed=False,
        frame=grid.frame,
        width=grid.width,
        head=grid.head,
        tail=grid.tail,
        sheet=listings[position].name,
        merged=merged,
        has_number_marks=True,
        notes=(
            *choice_note(listings, position),
            *encoding_notes,
            *merged_note(len(merged)),
            Message("no-number-formats"),
        ),
    )


def _sheets(file: TableFile) -> tuple[list[Listing], list[Values]]:
    """Every sheet, with what is in it."""
    try:
        book = CalamineWorkbook.from_path(file.path)
        sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        listings = [Listing(each.name, each.visible != SheetVisibleEnum.Visible) for each in sheets]
        return listings, [_values(book.get_sheet_by_name(each.name)) for each in sheets]
    except PasswordError as error:
        raise encrypted(file.name) from error
    except CalamineError as error:
        raise broken(file.name, error) from error
    except BaseException as error:  # calamine's own bugs are no `Exception`
        if type(error).__name__ != "PanicException":
            raise
        raise broken(file.name, error) from error


def _values(sheet: CalamineSheet) -> Values:
    """What is not blank in a sheet, by row number and column."""
    rows = enumerate(sheet.to_python(skip_empty_area=False), 1)
    areas = sheet.merged_cell_ranges or []
    return Values(
        {number: found for number, row in rows if (found := _filled(row))},
        tuple(sorted((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in areas)),
    )


def _is_whole(content: bytes) -> bool:
    """Whether every sector that the container's table names lies within the file (MS-CFB, 2.2 and 2.3)."""
    try:
        size = 1 << struct.unpack_from("<H", content, 30)[0]
        (count,) = struct.unpack_from("<I", content, 44)
        tables = struct.unpack_from("<109I", content, 76)[:count]
        entries = [number for table in tables for number in struct.iter_unpack("<I", _sector(content, table, size))]
    except struct.error:
        return False
    used = [number for number, (entry,) in enumerate(entries) if entry != _FREE]
    return bool(used) and (max(used) + 2) * size <= len(content) + size - 1


def _sector(content: bytes, number: int, size: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _filled(row: Sequence[object]) -> dict[int, object]:
    return {column: value for column, value in enumerate(row) if not isinstance(value, str) or filled(value)}


def _cells(row: dict[int, object], convert: Converter) -> dict[int, Cell]:
    return {column: _cell(value, convert) for column, value in row.items()}


def _cell(value: object, convert: Converter) -> Cell:
    if isinstance(value, bool):
        return Cell("true" if value else "false", is_number=False)
    if isinstance(value, int | float):
        return Cell(number_text(value), is_number=True)
    if isinstance(value, datetime | date | time | timedelta):
        return Cell(moment_text(value), is_number=False)
    return Cell(convert(Typed(str(value))), is_number=False)
