"""An XLSX file to a sheet of texts, with nothing lost: number formats, error values, merged and hidden parts."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from smartcommune.messages import Message
from smartcommune.problems import refusal
from smartcommune.source.table_files import TableFile
from smartcommune.tables.office.archive import Archive, broken
from smartcommune.tables.office.grid import Listing, Tab, chosen, sheet_of
from smartcommune.tables.office.ooxml import Found, Relations, Strings, Styles, Workbook, Worksheet
from smartcommune.tables.office.stored_values import Style, Text, Value, Values, as_seen, filled, number_of, seen_number
from smartcommune.tables.sheets.sheet import Sheet, letter_of

_OFFICE_DOCUMENT: Final = "/officeDocument"
_WORKSHEET: Final = "/worksheet"
# How Excel writes a control character, and an underscore that looks like the beginning of one; it reads any character
# so. Halves of characters and the one that no text has stay as they stand.
_ESCAPED: Final = re.compile("_x(?!0000|[Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")


class Book(NamedTuple):
    """The parts of a workbook that every sheet needs."""

    listings: tuple[Listing, ...]
    paths: tuple[str, ...]  # of the same sheets
    texts: tuple[Text, ...]
    styles: tuple[Style, ...]
    is_1904: bool
    rules: str | None  # the id of the rule set that a form was made for


def read_workbook(file: TableFile, sheet: str | None, encoding: str | None) -> Sheet:
    """One sheet of a workbook: the named one, else the first that is visible and not empty.

    Raises:
        InputError: no workbook, encrypted, broken, too large, or without such a sheet.
    """
    archive = Archive(file)
    book = _book(archive)

    @cache
    def worksheet(path: str) -> Worksheet:
        return archive.visit(path, Worksheet())

    position = chosen(file.name, book.listings, sheet, lambda number: not worksheet(book.paths[number]).rows)
    found = worksheet(book.paths[position])
    values = _values(file.name, book.listings[position].name, book, found)
    tab = Tab(values, found.hidden_rows, found.hidden_columns, found.merged)
    return sheet_of(file, "xlsx", tab, book.listings, position, encoding)._replace(rules=book.rules)


def _book(archive: Archive) -> Book:
    main = next((path for type, path in _relations(archive, "").values() if type.endswith(_OFFICE_DOCUMENT)), None)
    if main is None:
        raise broken(archive.file.name, Message("damage.missing", part="xl/workbook.xml"))
    if main.endswith(".bin"):
        raise refusal("binary-workbook", archive.file.name, Message("as-xlsx"))
    workbook = archive.visit(main, Workbook())
    related = _relations(archive, main)
    lost = next((name for name, id, _ in workbook.sheets if id not in related), None)
    if lost is not None:
        raise broken(archive.file.name, Message("damage.sheet", sheet=lost))
    sheets = [(name, id, is_hidden) for name, id, is_hidden in workbook.sheets if related[id][0].endswith(_WORKSHEET)]
    paths = {type.rpartition("/")[2]: path for type, path in related.values()}
    shared = paths.get("sharedStrings", "")  # a file without it is whole as long as no cell points there
    texts = archive.visit(shared, Strings()).texts if shared in archive else []
    styles = archive.visit(paths["styles"], Styles()).styles if "styles" in paths else []
    listings = tuple(Listing(name, is_hidden) for name, _, is_hidden in sheets)
    found = tuple(related[id][1] for _, id, _ in sheets)
    return Book(listings, found, tuple(texts), tuple(styles), workbook.is_1904, workbook.rules)


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part points to, by id: the type and the path of each."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    return archive.visit(path, Relations(folder)).targets


def _values(file: str, name: str, book: Book, sheet: Worksheet) -> Values:
    """What is seen in each cell that is not blank; equal cells, of which a table has many, are looked at once.

    Raises:
        InputError: a cell holds what no spreadsheet program writes.
    """
    known: dict[Found, Value | None] = {}
    values: Values = {}
    for number, cells in sheet.rows.items():
        row = {}
        for column, cell in cells.items():
            if cell not in known:
                try:
                    value = _value(book, cell)
                except (ValueError, IndexError) as error:
                    where = f"{letter_of(column)}{number}"
                    lost = "texts" if isinstance(error, IndexError) else "cell"
                    what = Message(f"damage.{lost}", sheet=name, cell=where, found=cell.value)
                    raise broken(file, what) from error
                known[cell] = None if filled(value.text) is None else value
            seen = known[cell]
            if seen is not None:
                row[column] = seen
        if row:
            values[number] = row
    return values


def _value(book: Book, cell: Found) -> Value:
    style = book.styles[cell.style] if cell.style < len(book.styles) else Style()
    return as_seen(_stored(book, cell, style), style)


def _stored(book: Book, cell: Found, style: Style) -> Value:
    if cell.value is None or (cell.formula is not None and cell.type != "str" and not cell.value):
        return Value(f"={cell.formula or '…'}")
    if cell.type not in ("str", "inlineStr") and not cell.value.strip():
        return Value("")
    if cell.type == "s":
        shared = book.texts[_position(cell.value)]
        return Value(_unescaped(shared.text), is_text=True, font=shared.font)
    if cell.type in ("str", "inlineStr"):
        return Value(_unescaped(cell.value), is_text=True, font=cell.font)
    if cell.type == "b":
        return Value("true" if cell.value.strip() in ("1", "true") else "false")
    if cell.type == "n":
        return seen_number(number_of(cell.value), style, is_1904=book.is_1904)
    is_day = cell.type == "d" and not cell.value.startswith("P")  # as a length of time does: `PT11M`
    return Value(cell.value.removesuffix("T00:00:00").replace("T", " ") if is_day else cell.value)


def _position(text: str) -> int:
    """The number of a shared text.

    Raises:
        ValueError: it is none.
    """
    if not (text.strip().isascii() and text.strip().isdecimal()):
        raise ValueError
    return int(text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text
