"""An XLS file, as Excel wrote from 1997 to 2003, to a sheet of texts."""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.source.files import TableFile, read_head
from smartcommune.tables.office.archive import broken, encrypted
from smartcommune.tables.office.biff import Book, EncryptedError, OldVersionError, Worksheet
from smartcommune.tables.office.container import Container
from smartcommune.tables.office.fonts import in_unicode
from smartcommune.tables.office.grid import grid_of
from smartcommune.tables.office.hidden import hidden_notes, merged_note
from smartcommune.tables.office.sheet_choice import Listing, choice_note, chosen
from smartcommune.tables.office.stored_values import without_blanks
from smartcommune.tables.sheets.sheet import Sheet

# 65,536 rows of 256 columns, the most that such a file has, take far less.
MOST_BYTES: Final = 200_000_000


def read_xls(file: TableFile, sheet: str | None, encoding: str | None) -> Sheet:
    """One sheet of an XLS file: the named one, else the first that is visible and not empty.

    Raises:
        InputError: encrypted, broken, too large, too old, or without such a sheet.
    """
    if file.size > MOST_BYTES:
        raise InputError([Problem("too-large", Place(file.name), Message("too-large", most="200 MB"))])
    book = _book(file)

    @cache
    def worksheet(position: int) -> Worksheet:
        try:
            return Worksheet(book, book.sheets[position])
        except ValueError as error:
            raise broken(file.name, error) from error

    listings = [Listing(part.name, part.is_hidden) for part in book.sheets]
    position = chosen(file.name, listings, sheet, lambda number: not worksheet(number).rows)
    found = worksheet(position)
    values = without_blanks(found.rows)
    texts, encoding_notes = in_unicode(file.name, values, encoding)
    grid = grid_of(file.name, texts)
    return Sheet(
        name=file.name,
        kind="xls",
        is_typed=False,
        frame=grid.frame,
        width=grid.width,
        head=grid.head,
        tail=grid.tail,
        sheet=listings[position].name,
        merged=tuple(sorted(found.merged)),
        has_number_marks=True,
        notes=(
            *choice_note(listings, position),
            *encoding_notes,
            *hidden_notes(set(found.hidden_rows) & values.keys(), found.hidden_columns, grid.width),
            *merged_note(len(found.merged)),
        ),
    )


def _book(file: TableFile) -> Book:
    try:
        stream = Container(read_head(file.path, MOST_BYTES)).workbook()
        if stream is None:
            raise broken(file.name, ValueError("no workbook"))
        return Book(stream)
    except EncryptedError as error:
        raise encrypted(file.name) from error
    except OldVersionError as error:
        problem = Problem("old-workbook", Place(file.name), Message("old-workbook"), Message("as-xlsx"))
        raise InputError([problem]) from error
    except (ValueError, struct.error) as error:
        raise broken(file.name, error) from error
