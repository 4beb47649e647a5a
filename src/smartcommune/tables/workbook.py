"""An XLSX file to a sheet of texts, with nothing lost: number formats, error values, merged and hidden parts."""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook

from smartcommune.files import TableFile
from smartcommune.messages import Listed, Message
from smartcommune.tables.archive import broken, part, parts_of
from smartcommune.tables.choice import Listing, choice_note, chosen
from smartcommune.tables.grid import Cell, grid_of
from smartcommune.tables.sheet import Sheet
from smartcommune.tables.shown import cell_text, is_number, percent_of

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_SHEETS: Final = "xl/worksheets/"
# More would make a note unreadable; the count says how many there are.
_MOST_NAMED: Final = 20


def read_workbook(file: TableFile, sheet: str | None, encoding: str | None) -> Sheet:  # noqa: ARG001  # to come
    """One sheet of a workbook: the named one, else the first that is visible and not empty.

    Raises:
        InputError: no workbook, encrypted, broken, too large, or without such a sheet.
    """
    parts = parts_of(file)
    book = _opened(file, data_only=True)
    listings = [Listing(found.title, found.sheet_state != "visible") for found in book.worksheets]
    position = chosen(file.name, listings, sheet, lambda number: not _cells(book.worksheets[number]))
    found = book.worksheets[position]
    has_formulas = any(name.startswith(_SHEETS) and b"<f" in part(file.path, name) for name in parts)
    formulas = _cells(_opened(file, data_only=False).worksheets[position]) if has_formulas else {}
    grid = grid_of(file.name, _read(found, formulas))
    notes = (*choice_note(listings, position), *_hidden(found, grid.width), *_merged_note(found))
    return Sheet(
        name=file.name,
        kind="xlsx",
        is_typed=False,
        frame=grid.frame,
        width=grid.width,
        head=grid.head,
        tail=grid.tail,
        sheet=found.title,
        merged=_merged(found),
        has_number_marks=True,
        notes=notes,
    )


def _opened(file: TableFile, *, data_only: bool) -> Workbook:
    """The workbook; what openpyxl warns of (styles, drop-downs it does not know) is no matter for a reader."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(file.path, data_only=data_only, keep_links=False)
    except Exception as error:  # a damaged part raises whatever its parser stumbles on
        raise broken(file.name, error) from error


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """The cells that are in the file; asking openpyxl row by row would make those between them as well."""
    return {place: cell for place, cell in sheet._cells.items() if cell.value is not None}


def _read(sheet: Worksheet, formulas: dict[tuple[int, int], Any]) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    values = _cells(sheet)
    for place, cell in values.items():
        text = cell_text(cell.value, percent_of(cell.number_format) if is_number(cell.value) else "")
        if text is not None:
            rows.setdefault(place[0], {})[place[1] - 1] = Cell(text, is_number(cell.value))
    for place, cell in formulas.items():
        if cell.data_type == "f" and place not in values:
            rows.setdefault(place[0], {})[place[1] - 1] = Cell(_formula(cell.value), is_number=False)
    return rows


def _formula(value: object) -> str:
    return str(getattr(value, "text", None) or value)


def _merged(sheet: Worksheet) -> tuple[tuple[int, int, int, int], ...]:
    areas = (area.bounds for area in sheet.merged_cells.ranges)
    return tuple(sorted((top, left - 1, bottom, right - 1) for left, top, right, bottom in areas))


def _merged_note(sheet: Worksheet) -> tuple[Message, ...]:
    count = len(sheet.merged_cells.ranges)
    return (Message("merged-cells", count=count),) if count else ()


def _hidden(sheet: Worksheet, width: int) -> tuple[Message, ...]:
    """Which rows and columns are hidden: they are read like the others, and this is said."""
    rows = sorted(number for number, row in sheet.row_dimensions.items() if row.hidden)
    hidden = (column for column in sheet.column_dimensions.values() if column.hidden)
    spans = (range(column.min or 1, min(column.max or 1, width) + 1) for column in hidden)
    columns = sorted({number for span in spans for number in span})
    notes = []
    if rows:
        notes.append(Message("hidden-rows", rows=_spans(rows, str)))
    if columns:
        notes.append(Message("hidden-columns", columns=_spans(columns, _letters)))
    return tuple(notes)


def _spans(numbers: list[int], shown: Any) -> Listed:
    """Numbers as `5, 7–9`."""
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after > before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after > before + 1), numbers[-1]]
    spans = [shown(a) if a == b else f"{shown(a)}–{shown(b)}" for a, b in zip(starts, ends, strict=True)]
    return Listed((*spans[:_MOST_NAMED], *(("…",) if len(spans) > _MOST_NAMED else ())))


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
