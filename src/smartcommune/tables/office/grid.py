"""The sheets of a workbook to the one that is read, as texts with the row numbers that an officer sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

import polars as pl

from smartcommune.messages import Listed, Message
from smartcommune.problems import refusal
from smartcommune.source.table_files import TableFile
from smartcommune.tables.office.fonts import in_unicode
from smartcommune.tables.office.notes import hidden_notes, struck_notes, without_struck_rows
from smartcommune.tables.office.stored_values import Value, Values
from smartcommune.tables.sheets.sheet import MOST_COLUMNS, MOST_HEAD, MOST_TAIL, ROW, Row, Sheet, too_wide


class Listing(NamedTuple):
    """One sheet of a workbook."""

    name: str
    is_hidden: bool


def chosen(file: str, sheets: Sequence[Listing], wanted: str | None, is_empty: Callable[[int], bool]) -> int:
    """The position of the sheet to read: the wanted one, else the first visible one that is not empty.

    Raises:
        InputError: there is no such sheet, or none at all.
    """
    if wanted is not None:
        return _wanted(file, sheets, wanted)
    order = sorted(range(len(sheets)), key=lambda position: sheets[position].is_hidden)
    for position in order:
        if not is_empty(position):
            return position
    raise refusal("empty-table", file)


def _wanted(file: str, sheets: Sequence[Listing], wanted: str) -> int:
    """By name first, since a sheet may be called `2`; then by number."""
    names = [normalize("NFC", sheet.name) for sheet in sheets]
    if normalize("NFC", wanted) in names:
        return names.index(normalize("NFC", wanted))
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 and 0 < int(wanted) <= len(sheets):
        return int(wanted) - 1
    known = Listed(tuple(f"`{name}`" for name in names))
    raise refusal("unknown-sheet", file, name=wanted, names=known)


class Tab(NamedTuple):
    """One sheet of a workbook as it is seen: no blank cells; rows counted from 1, columns from 0."""

    values: Values
    hidden_rows: list[int]
    hidden_columns: list[tuple[int, int]]  # first and last, from 1
    merged: set[tuple[int, int, int, int]]


def sheet_of(
    file: TableFile, kind: str, tab: Tab, listings: Sequence[Listing], position: int, encoding: str | None
) -> Sheet:
    """The chosen sheet of a workbook, in Unicode, and what is unusual about it.

    Raises:
        InputError: no cells at all, too many columns, or texts in an old code about which nothing was said.
    """
    values, encoding_notes = in_unicode(file.name, tab.values, encoding)
    kept, struck_rows = without_struck_rows(values)
    numbers = sorted(kept)
    if not numbers:
        raise refusal("empty-table", file.name)
    width = 1 + max(max(kept[number]) for number in numbers)
    if width > MOST_COLUMNS:
        raise too_wide(file.name, width)
    merged = tuple(sorted(tab.merged))
    return Sheet(
        name=file.name,
        kind=kind,
        is_typed=False,
        frame=_frame(kept, numbers, width),
        width=width,
        head=_rows(kept, numbers[:MOST_HEAD], width),
        tail=_rows(kept, numbers[-MOST_TAIL:], width),
        sheet=listings[position].name,
        others=tuple(each.name for number, each in enumerate(listings) if number != position and not each.is_hidden),
        merged=merged,
        has_number_marks=True,
        notes=(
            *_choice_note(listings, position),
            *encoding_notes,
            *struck_notes(kept, struck_rows),
            *hidden_notes(set(tab.hidden_rows) & kept.keys(), tab.hidden_columns, width),
            *([Message("merged-cells", count=len(merged))] if merged else []),
        ),
    )


def _frame(values: Values, numbers: Sequence[int], width: int) -> pl.LazyFrame:
    columns = {ROW: pl.Series(numbers, dtype=pl.Int64)}
    for column in range(width):
        found = [values[number].get(column) for number in numbers]
        columns[f"c{column}"] = pl.Series([value and value.text for value in found], dtype=pl.String)
        columns[f"c{column}.number"] = pl.Series([value is not None and value.is_number for value in found])
    return pl.LazyFrame(columns)


def _rows(values: Values, numbers: Iterable[int], width: int) -> tuple[Row, ...]:
    return tuple(Row(number, _texts(values[number], width)) for number in numbers)


def _texts(row: Mapping[int, Value], width: int) -> tuple[str | None, ...]:
    return tuple(normalize("NFC", row[column].text) if column in row else None for column in range(width))


def _choice_note(sheets: Sequence[Listing], position: int) -> tuple[Message, ...]:
    """Which sheet is read and which are not, where there are several."""
    if len(sheets) == 1:
        return ()
    others = Listed(tuple(f"`{sheet.name}`" for number, sheet in enumerate(sheets) if number != position))
    return (Message("sheet-chosen", name=sheets[position].name, others=others),)
