"""An XLS file, as Excel wrote until 2003, to a sheet of texts.

Its reader (calamine) gives values without their number formats and fonts, and error values as blank cells; the records
of the file tell the rest. Where they cannot (files older than Excel 97), this is said.
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
from smartcommune.tables.biff import Details, details_of
from smartcommune.tables.choice import Listing, choice_note, chosen
from smartcommune.tables.container import Container
from smartcommune.tables.fonts import Converter, Typed, converter
from smartcommune.tables.grid import Cell, grid_of
from smartcommune.tables.hidden import hidden_notes, merged_note
from smartcommune.tables.ooxml import Style
from smartcommune.tables.sheet import Sheet
from smartcommune.tables.shown import filled, moment_text, number_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

# 65,536 rows of 256 columns, the most that such a file has, take far less.
MOST_BYTES: Final = 200_000_000


Rows = dict[int, dict[int, object]]


class Error(NamedTuple):
    """An error value, as it is shown."""

    text: str


class Values(NamedTuple):
    """The values of a sheet, by row number and column, and its merged areas."""

    rows: Rows
    merged: tuple[tuple[int, int, int, int], ...]


def read_xls(file: TableFile, sheet: str | None, encoding: str | None) -> Sheet:
    """One sheet of an XLS file: the named one, else the first that is visible and not empty.

    Raises:
        InputError: encrypted, broken, too large, or without such a sheet.
    """
    if file.size > MOST_BYTES:
        raise InputError([Problem("too-large", Place(file.name), Message("too-large", most="200 MB"))])
    try:
        container = Container(read_head(file.path, MOST_BYTES))
        listings, found = _sheets(file)
        details = _details(container.workbook(), len(listings))
    except (ValueError, struct.error) as error:
        raise broken(file.name, error) from error
    position = chosen(file.name, listings, sheet, lambda number: not found[number].rows)
    values, known = found[position], details[position]
    rows = _with_errors(values.rows, known.errors)
    texts = [_typed(value, known.styles.get((number, column))) for number, row in rows.items()
             for column, value in row.items() if isinstance(value, str)]  # fmt: skip
    convert, encoding_notes = converter(file.name, texts, encoding)
    cells = {
        number: {column: _cell(value, known.styles.get((number, column)), convert) for column, value in row.items()}
        for number, row in rows.items()
    }
    grid = grid_of(file.name, cells)
    return Sheet(
        name=file.name,
        kind="xls",
        is_typed=False,
        frame=grid.frame,
        width=grid.width,
        head=grid.head,
        tail=grid.tail,
        sheet=listings[position].name,
        merged=values.merged,
        has_number_marks=True,
        notes=(
            *choice_note(listings, position),
            *encoding_notes,
            *hidden_notes(set(known.hidden_rows) & rows.keys(), known.hidden_columns, grid.width),
            *merged_note(len(values.merged)),
            *(() if known.styles else (Message("no-number-formats"),)),
        ),
    )


def _details(stream: bytes | None, count: int) -> list[Details]:
    """What each sheet says beside its values; nothing where that cannot be known."""
    found = None if stream is None else details_of(stream)
    return found if found is not None and len(found) == count else [Details({}, {}, [], [])] * count


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


def _filled(row: Sequence[object]) -> dict[int, object]:
    return {column: value for column, value in enumerate(row) if not isinstance(value, str) or filled(value)}


def _with_errors(rows: Rows, errors: dict[tuple[int, int], str]) -> Rows:
    """The values with the error values that calamine takes for blank cells."""
    found = {number: dict(row) for number, row in rows.items()}
    for (number, column), error in errors.items():
        found.setdefault(number, {})[column] = Error(error)
    return found


def _typed(value: str, style: Style | None) -> Typed:
    return Typed(value, style.font if style else "")


def _cell(value: object, style: Style | None, convert: Converter) -> Cell:
    if isinstance(value, Error):
        return Cell(value.text, is_number=False)
    if isinstance(value, bool):
        return Cell("true" if value else "false", is_number=False)
    if isinstance(value, int | float):
        return Cell(number_text(value, style.shown if style else "number"), is_number=True)
    if isinstance(value, datetime | date | time | timedelta):
        return Cell(moment_text(value), is_number=False)
    return Cell(convert(_typed(str(value), style)), is_number=False)
