"""Headers among the rows of a table: of the same table on its next printed page, or of another one below it.

Those of the same table are left out, with what numbers their columns. Below any other header, cells would be read as
figures that they are not, so the run stops there; so it does where a title says that planned figures follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import Final

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, finding
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.header_names import Naming
from smartcommune.tables.header.heading_parts import cells_of, reading_of
from smartcommune.tables.header.layout import Layout, LeftOut, is_numbering, is_words, said
from smartcommune.tables.header.manner import is_answer
from smartcommune.tables.header.titles import is_planned
from smartcommune.tables.sheets.sheet import BLANKS, ROW, Row, Sheet

# A title above a header that stands below data.
_MOST_TITLES: Final = 5


def with_more_headers(layout: Layout, sheet: Sheet, naming: Naming) -> Layout:
    """The layout with the rows left out that say once more what its columns are.

    Raises:
        InputError: another table begins below this one.
    """
    if sheet.is_typed or not layout.header:
        return layout
    rows = _rows(sheet, layout)
    headers = _Headers(layout, naming)
    if _has_table_above(sheet, layout, headers):
        first = next(row for row in sheet.head if row.number == layout.header[0])
        raise _second(sheet, first.number, said(first))
    left_out: list[LeftOut] = []
    for above, row in zip([None, *rows], rows, strict=False):
        follows = above is not None and any(item.row == above.number for item in left_out)
        if headers.are_in(row, is_lower=follows):
            left_out.append(LeftOut(row.number, "header", said(row)))
        elif follows and is_numbering(row, layout.headers):
            left_out.append(LeftOut(row.number, "numbers", said(row)))
        elif headers.are_others_in(row):
            raise _second(sheet, row.number, said(row))
    for item in left_out:
        title = next(filter(is_planned, _titles(rows, item.row)), None)
        if title is not None:
            raise _second(sheet, item.row, title)
    return layout._replace(left_out=(*layout.left_out, *left_out))


def _second(sheet: Sheet, row: int, found: str) -> InputError:
    return InputError([finding("second-table", Place(sheet.name, row), Message("second-table-help"), found=found)])


def _has_table_above(sheet: Sheet, layout: Layout, headers: _Headers) -> bool:
    """Whether a header with figures below it stands above the one that names most columns."""
    above = dropwhile(lambda row: not headers.are_names_in(row), sheet.head)
    return any(
        not is_words(row) and not is_numbering(row, layout.headers) for row in above if row.number < layout.header[0]
    )


class _Headers:
    """What stands above the columns of a table."""

    def __init__(self, layout: Layout, naming: Naming) -> None:
        self._naming = naming
        self._parts = [{folded(text) for text in (header, *cells_of(header))} for header in layout.headers]
        readings = (reading_of(header, naming) if header else None for header in layout.headers)
        self._targets = [{name.target for name in reading.names} if reading else set() for reading in readings]

    def are_in(self, row: Row, *, is_lower: bool) -> bool:
        """Whether each cell of a row says what stands above its column anyway; one cell may do so by chance."""
        cells = [(place, cell) for place, cell in enumerate(row.cells) if cell is not None]
        is_same = all(place < len(self._parts) and folded(cell) in self._parts[place] for place, cell in cells)
        return is_same and is_words(row) and len(cells) > (0 if is_lower else 1)

    def are_others_in(self, row: Row) -> bool:
        """Whether a row names several columns, and among them a figure that is not the one of its column."""
        return self.are_names_in(row) and any(
            target in self._naming.indicators
            for place, cell in enumerate(row.cells)
            if cell and not self._answers(cell, place)
            for target in self._named(cell)
            if target not in self._targets[place]
        )

    def are_names_in(self, row: Row) -> bool:
        """Whether a row of words names several columns, and among them a figure."""
        if not is_words(row):
            return False
        named = {target for cell in row.cells if cell for target in self._named(cell)}
        return len(named) > 1 and any(target in self._naming.indicators for target in named)

    def _answers(self, cell: str, place: int) -> bool:
        """Whether a cell says what its column asks for: `có` under one question is no header `Có` of another."""
        asked = [self._naming.indicators[id] for id in self._targets[place] if id in self._naming.indicators]
        return any(is_answer(cell, indicator) for indicator in asked)

    def _named(self, cell: str) -> Iterator[str]:
        reading = reading_of(cell, self._naming, by_words=False)
        yield from (name.target for name in reading.names) if reading else ()


def _rows(sheet: Sheet, layout: Layout) -> Sequence[Row]:
    """The first and the last rows of data, and of a workbook those between that have a word of the header."""
    rows = {row.number: row for row in (*sheet.head, *sheet.tail) if row.number >= layout.first}
    if sheet.has_number_marks:
        rows |= {row.number: row for row in _between(sheet, layout)}
    return [rows[number] for number in sorted(rows)]


def _between(sheet: Sheet, layout: Layout) -> Iterator[Row]:
    """The rows that have a cell of the header, and those next to them."""
    known = [cell for row in sheet.head if row.number in layout.header for cell in row.cells if cell is not None]
    texts = [pl.col(f"c{position}") for position in range(sheet.width)]
    is_word = pl.any_horizontal(text.str.strip_chars(BLANKS).is_in(known) for text in texts)
    found = sheet.frame.filter(is_word.fill_null(value=False)).select(ROW).collect().to_series()
    near = [row + step for row in found for step in range(-_MOST_TITLES, 2) if row >= layout.first]
    between = sheet.frame.filter(pl.col(ROW).is_in(near) & (pl.col(ROW) >= layout.first)).select(ROW, *texts).collect()
    return (Row(number, tuple(cells)) for number, *cells in between.iter_rows())


def _titles(rows: Sequence[Row], header: int) -> Iterator[str]:
    """What stands alone in a row right above a header."""
    above = [row for row in rows if header - _MOST_TITLES <= row.number < header]
    alone = takewhile(lambda row: sum(cell is not None for cell in row.cells) == 1, reversed(above))
    return (cell for row in alone for cell in row.cells if cell is not None)
