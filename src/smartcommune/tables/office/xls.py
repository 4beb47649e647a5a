"""An XLS file, as Excel wrote until 2003, to a sheet of texts; its records are read by xlrd."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message
from smartcommune.problems import InputError, refusal
from smartcommune.source.files import read_head
from smartcommune.source.table_files import TableFile
from smartcommune.tables.office.archive import broken, encrypted, too_many_cells
from smartcommune.tables.office.grid import Listing, Tab, chosen, sheet_of
from smartcommune.tables.office.stored_values import (
    Font,
    Style,
    Value,
    Values,
    as_seen,
    seen_number,
    struck,
    style_of,
    without_blanks,
)
from smartcommune.tables.office.xml import MOST_CELLS
from smartcommune.tables.sheets.sheet import RULES_NAME, Sheet
from smartcommune.tables.text.legacy import of_font

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as Stored

# A cell takes 6 bytes at least and becomes an object: more would be more than three million real ones take.
MOST_BYTES: Final = 60_000_000


def read_xls(file: TableFile, sheet: str | None, encoding: str | None) -> Sheet:
    """One sheet of an XLS file: the named one, else the first that is visible and not empty.

    Raises:
        InputError: encrypted, broken, too large, or without such a sheet.
    """
    if file.size > MOST_BYTES:
        raise refusal("too-large", file.name, Message("as-csv"), most="60 MB")
    book = _book(file)

    @cache
    def tab(position: int) -> Tab:
        return _tab(file.name, book, position)

    listings = [Listing(name, bool(hidden)) for name, hidden in zip(book.sheet_names(), _visibility(book), strict=True)]
    position = chosen(file.name, listings, sheet, lambda number: not tab(number).values)
    return sheet_of(file, "xls", tab(position), listings, position, encoding)._replace(rules=_rules(book))


def _book(file: TableFile) -> Book:
    from xlrd import open_workbook

    try:
        # What xlrd has to say about a file it says in English, to nobody here.
        return open_workbook(
            file_contents=read_head(file.path, MOST_BYTES),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    except Exception as error:  # a damaged record may raise anything
        if "encrypted" in str(error):  # xlrd has no other sign for it
            raise encrypted(file.name) from error
        raise broken(file.name, Message("damage.records")) from error


def _rules(book: Book) -> str | None:
    """The id of the rule set that a form was made for, among the names that the workbook defines."""
    found = (each.result for each in book.name_obj_list if each.name == RULES_NAME)
    return next((each.value for each in found if each is not None and isinstance(each.value, str)), None)


def _visibility(book: Book) -> list[int]:
    """Whether each sheet is hidden; a sheet of the versions before 5.0 cannot be."""
    known: list[int] = book._sheet_visibility  # type: ignore[attr-defined]  # says so before a sheet is loaded
    return known or [0] * book.nsheets


def _tab(name: str, book: Book, position: int) -> Tab:
    try:
        stored = book.sheet_by_index(position)
        values = without_blanks(_values(book, stored))
        merged = {(top + 1, left, bottom, right - 1) for top, bottom, left, right in stored.merged_cells}
        rows = [number + 1 for number, row in stored.rowinfo_map.items() if row.hidden]
        columns = [(number + 1, number + 1) for number, column in stored.colinfo_map.items() if column.hidden]
    except InputError:
        raise
    except Exception as error:  # as above
        raise broken(name, Message("damage.sheet", sheet=book.sheet_names()[position])) from error
    if sum(map(len, values.values())) > MOST_CELLS:
        raise too_many_cells(name)
    return Tab(values, rows, columns, merged)


def _values(book: Book, stored: Stored) -> Values:
    fonts = [Font(font.name, bool(font.struck_out)) for font in book.font_list]

    @cache
    def style(number: int) -> Style:
        found = book.xf_list[number]
        return style_of(book.format_map[found.format_key].format_str, fonts[found.font_index])

    def value(row: int, column: int, cell: Cell) -> Value:
        found = _value(cell, style(cell.xf_index), is_1904=bool(book.datemode))
        runs = stored.rich_text_runlist_map.get((row, column), ())
        return as_seen(_rich(found, [(at, fonts[number]) for at, number in runs]), style(cell.xf_index))

    return {
        row + 1: {column: value(row, column, cell) for column, cell in enumerate(stored.row(row)) if cell.value != ""}
        for row in range(stored.nrows)
    }


def _value(cell: Cell, style: Style, *, is_1904: bool) -> Value:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_ERROR, XL_CELL_TEXT, error_text_from_code

    if cell.ctype == XL_CELL_TEXT:
        return Value(str(cell.value), is_text=True)
    if cell.ctype == XL_CELL_ERROR:
        return Value(error_text_from_code.get(int(cell.value), "#ERR!"))
    if cell.ctype == XL_CELL_BOOLEAN:
        return Value("true" if cell.value else "false")
    return seen_number(float(cell.value), style, is_1904=is_1904)


def _rich(value: Value, runs: Iterable[tuple[int, Font]]) -> Value:
    """A text whose letters from some places on have fonts of their own: a legacy one, or one that strikes them out."""
    fonts = list(runs)
    legacy = next((font.name for _, font in fonts if of_font(font.name)), "")
    if any(font.is_struck for _, font in fonts):
        value = value._replace(text="".join(_pieces(value.text, fonts)))
    return value._replace(font=legacy)


def _pieces(text: str, fonts: list[tuple[int, Font]]) -> Iterator[str]:
    yield text[: fonts[0][0]]
    for (start, font), (end, _) in pairwise([*fonts, (len(text), Font())]):
        yield struck(text[start:end]) if font.is_struck else text[start:end]
