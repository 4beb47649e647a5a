"""Rows of a table to those among them that are no communes: totals, headings of groups, signatures, remarks.

What a row is follows from the column that names the commune, or from its code, and not from the words it begins with:
a district may stand in front of the name of a commune. Only rows that the officer can be told about are left out;
whatever else is none is refused row by row (`no_communes`). An office that counts passes over what is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

import polars as pl

from smartcommune.tables.header.columns import Column
from smartcommune.tables.header.layout import Layout, LeftOut, said
from smartcommune.tables.header.row_words import (
    FIGURES,
    HINTS,
    closes,
    is_figure,
    is_group,
    is_remark,
    is_section,
    is_total,
    may_be_name,
)
from smartcommune.tables.sheets.sheet import ROW, Row, Sheet

# Signatures stand side by side, but no more of them.
_MOST_CELLS: Final = 3
# A code of a district has three digits, that of a province two, that of a commune five.
_MOST_DIGITS_ABOVE: Final = 3
_DIGITS: Final = re.compile("[0-9]+")


class Roles(NamedTuple):
    """The columns that tell what a row is."""

    codes: frozenset[int]
    names: frozenset[int]
    places: frozenset[int]  # provinces and districts
    serials: frozenset[int]
    facts: frozenset[int]


def roles_of(columns: Sequence[Column]) -> Roles:
    """The columns of a table by what they are."""

    def those(*targets: str) -> frozenset[int]:
        return frozenset(column.position for column in columns if column.target in targets)

    return Roles(
        those("code"),
        those("name"),
        those("province", "district"),
        frozenset(column.position for column in columns if column.how == "serial"),
        frozenset(column.position for column in columns if column.is_fact),
    )


def with_rows_left_out(layout: Layout, sheet: Sheet, columns: Sequence[Column], subject: str) -> Layout:
    """The layout with the rows among the data that are no communes, and those of which nobody can tell."""
    if sheet.is_typed:
        return layout
    roles = roles_of(columns)
    known = {item.row for item in layout.left_out}
    counted = counted_of(sheet, layout.first, roles.serials, known)
    doubtful = doubtful_rows(sheet, layout.first, roles.serials, roles.facts, subject)
    rows = [row for row in doubtful if row.number not in known]
    finder = Finder(sheet, roles, subject, counted)
    left_out = tuple(finder.found(rows))
    apart = {item.row for item in left_out}
    uncounted = frozenset(row.number for row in rows if row.number not in apart and finder.is_uncounted(row))
    return layout._replace(left_out=(*layout.left_out, *left_out), serial=counted.position, uncounted=uncounted)


class Finder:
    """Knows which rows among the data of one sheet are no communes."""

    def __init__(self, sheet: Sheet, roles: Roles, subject: str, counted: Counted) -> None:
        self._roles = roles
        self._subject = subject
        self._counted = counted
        self._bands = _bands(sheet, roles)
        self._spread = _spread(sheet, roles)

    def found(self, rows: Sequence[Row]) -> Iterator[LeftOut]:
        """Totals, headings and rows of a number only, and what stands below the last commune."""
        last = self._last_commune(rows)
        is_closed = False
        for row in rows:
            why = self._why_within(row, is_below=row.number > last)
            if why is None and row.number > last:
                why = _why_below(row, is_closed=is_closed)
                is_closed = is_closed or why is not None
            if why is not None:
                yield LeftOut(row.number, why, said(row))

    def _why_within(self, row: Row, *, is_below: bool) -> str | None:
        """Why a row among the communes is none."""
        name = self._text(row, self._roles.names)
        if self._is_coded(row):
            return "heading" if self._is_above(row, name) else None
        if not _given(row) - self._roles.serials:
            return self._why_serial_only(row, is_below=is_below)
        if name is None:
            return self._why_nameless(row, is_below=is_below)
        is_keyed = self._is_keyed(row)
        if is_group(name, self._subject, is_numbered=is_keyed):
            return "heading"
        if not is_keyed and (_is_plain_total(name) or self._begins_as_total(row)):
            return "total"
        if self._is_band(row):
            return "heading"
        return "heading" if not is_keyed and (self._is_lettered(row) or self._is_passed_over(row)) else None

    def _why_serial_only(self, row: Row, *, is_below: bool) -> str | None:
        """Why a row with nothing but what stands where the number is due is no commune."""
        if self._is_keyed(row):
            return "empty" if self._counted.is_counted else None
        return self._why_nameless(row, is_below=is_below)

    def _why_nameless(self, row: Row, *, is_below: bool) -> str | None:
        """Why a row that names no commune is none: by the first words that it has instead."""
        first, is_keyed = self._first_words(row), self._is_keyed(row)
        if is_group(first, self._subject, is_numbered=is_keyed):
            return "heading" if row.number not in self._spread else None
        if not is_keyed and (is_total(first) or self._begins_as_total(row)):
            return "total"
        if self._is_band(row) or (not is_keyed and self._is_lettered(row)):
            return "heading"
        if is_keyed or is_below or not self._roles.names or row.number in self._spread:
            return None
        if _given(row) & self._roles.facts:
            return None
        return "heading" if self._text(row, self._roles.places | self._roles.serials) else None

    def _begins_as_total(self, row: Row) -> bool:
        """Whether `Tổng cộng` stands where a number, a code or a place is due, and how many there are in the name's."""
        before = self._roles.codes | self._roles.serials | self._roles.places
        return any(is_total(row.cells[position] or "") for position in before)

    def _is_above(self, row: Row, name: str | None) -> bool:
        """Whether a code is one of a district or a province, which the row is called like."""
        code = self._text(row, self._roles.codes) or ""
        words = name or self._first_words(row)
        return len(code.strip()) <= _MOST_DIGITS_ABOVE and is_group(words, "commune", is_numbered=True)

    def _is_lettered(self, row: Row) -> bool:
        """Whether a row heads the communes below it: it is numbered I, II or A, B.

        Where nothing is counted in figures, letters may count communes; then only one with nothing to assess is one.
        """
        has_letters = any(is_section(row.cells[position] or "") for position in self._roles.serials)
        return has_letters and (self._counted.is_counted or not _given(row) & (self._roles.facts | self._roles.codes))

    def _is_passed_over(self, row: Row) -> bool:
        """Whether the office itself counts on without a row that has nothing to assess or begins a new count."""
        if not self._counted.passes_over(row.number):
            return False
        return not _given(row) & self._roles.facts or self._counted.starts_below(row.number)

    def _is_band(self, row: Row) -> bool:
        """Whether a row is one cell merged over several columns, and no commune by its number."""
        return row.number in self._bands and (not self._is_keyed(row) or self._counted.starts_below(row.number))

    def is_uncounted(self, row: Row) -> bool:
        """Whether the office counts on without a row that has something, or has no number behind it for a bare name."""
        given = _given(row)
        if self._is_keyed(row) or not given:
            return False
        is_bare_below = self._counted.ends_above(row.number) and not given & self._roles.facts
        return is_bare_below or self._counted.passes_over(row.number)

    def _last_commune(self, rows: Sequence[Row]) -> int:
        """The last row that is plainly data: it has a code or a number, or names a commune above any signature."""
        keyed = [row.number for row in rows if self._is_keyed(row)]
        if keyed:
            return keyed[-1]
        last = 0
        for row in rows:
            if _is_closing(row):
                break
            given, name = _given(row), self._text(row, self._roles.names)
            if given & self._roles.facts and (name or not self._roles.names) and not _is_plain_total(name or ""):
                last = row.number
        return last

    def _is_coded(self, row: Row) -> bool:
        return any(any(map(str.isdecimal, row.cells[position] or "")) for position in self._roles.codes)

    def _is_keyed(self, row: Row) -> bool:
        """Whether a row has a code, or a serial number in figures."""
        return self._is_coded(row) or any(is_figure(row.cells[position] or "") for position in self._roles.serials)

    def _text(self, row: Row, positions: frozenset[int]) -> str | None:
        """What stands in the first of some columns that has anything."""
        return next((row.cells[position] for position in sorted(positions) if row.cells[position] is not None), None)

    def _first_words(self, row: Row) -> str:
        """The first words of a row, before any fact and behind a number."""
        taken = self._roles.facts | self._roles.serials
        words = (cell for position, cell in enumerate(row.cells) if cell is not None and position not in taken)
        return next(words, None) or self._text(row, self._roles.serials) or ""


def _bands(sheet: Sheet, roles: Roles) -> frozenset[int]:
    """The rows with one cell that is merged over the name of a commune and another column: they head those below."""
    used = frozenset[int]().union(*roles)
    found = set()
    for first, left, last, right in sheet.merged:
        across = used.intersection(range(left, right + 1))
        if first == last and len(across) > 1 and across & (roles.names | roles.codes):
            found.add(first)
    return frozenset(found)


def _spread(sheet: Sheet, roles: Roles) -> frozenset[int]:
    """The first rows of places that are merged down over several rows: these are communes, not headings."""
    return frozenset(
        first for first, left, last, right in sheet.merged if first < last and left == right and left in roles.places
    )


def _is_plain_total(name: str) -> bool:
    """Whether a row without a key is a total and nothing else; what may be a name is looked at again row by row."""
    return is_total(name) and not may_be_name(name)


def _given(row: Row) -> set[int]:
    return {position for position, cell in enumerate(row.cells) if cell is not None}


def _is_closing(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell is not None]
    return len(cells) <= _MOST_CELLS and any(closes(cell) for cell in cells)


def _why_below(row: Row, *, is_closed: bool) -> str | None:
    """Why a row below the last commune is none: a signature, a remark, or what follows them."""
    cells = [cell for cell in row.cells if cell is not None]
    if _is_closing(row):
        return "signature"
    if is_remark(cells[0]):
        return "remark"
    return "signature" if is_closed and len(cells) <= _MOST_CELLS else None


# ---------------------------------------------------------------------------------------- how an office counts its rows


class Counted:
    """The serial numbers of a table by the rows they stand in; of a long text file, of its ends only."""

    def __init__(self, serials: Mapping[int, str | None], position: int | None = None) -> None:
        self.position = position  # of the column that counts
        texts = {row: text for row, text in serials.items() if text is not None and is_figure(text)}
        found = {row: int(_DIGITS.findall(text)[0][:9]) for row, text in texts.items()}
        self._rows = sorted(found)
        self._numbers = [found[row] for row in self._rows]

    @property
    def is_counted(self) -> bool:
        """Whether communes are counted in figures at all."""
        return bool(self._rows)

    def passes_over(self, row: int) -> bool:
        """Whether the count goes on below a row as if it were not there, or begins below it."""
        at = bisect_left(self._rows, row)
        if at == len(self._rows):
            return False
        return self._numbers[at] == 1 or (at > 0 and self._numbers[at] == self._numbers[at - 1] + 1)

    def ends_above(self, row: int) -> bool:
        """Whether the last number stands above a row."""
        return self.is_counted and self._rows[-1] < row

    def starts_below(self, row: int) -> bool:
        """Whether the first number below a row is 1."""
        at = bisect_left(self._rows, row)
        return at < len(self._rows) and self._numbers[at] == 1


def counted_of(sheet: Sheet, first: int, serials: Iterable[int], left_out: Set[int] = frozenset()) -> Counted:
    """How the rows of a sheet are counted from its first row of data on; a column of words alone counts nothing."""
    for position in sorted(serials):
        texts = {row: text for row, text in _texts(sheet, first, position) if row not in left_out}
        counted = Counted(texts, position)
        if counted.is_counted:
            return counted
    return Counted({})


def _texts(sheet: Sheet, first: int, position: int) -> Iterable[tuple[int, str | None]]:
    if sheet.has_number_marks:
        rows = sheet.frame.filter(pl.col(ROW) >= first).select(ROW, f"c{position}").collect()
        return rows.iter_rows()
    return ((row.number, row.cells[position]) for row in (*sheet.head, *sheet.tail) if row.number >= first)


def doubtful_rows(sheet: Sheet, first: int, serials: frozenset[int], facts: frozenset[int], subject: str) -> list[Row]:
    """The rows that may be no communes: the first and the last ones, and of a workbook any between without a number."""
    rows = {row.number: row for row in (*sheet.head, *sheet.tail) if row.number >= first}
    if sheet.has_number_marks:
        rows |= {row.number: row for row in _between(sheet, serials, facts, subject)}
    return [rows[number] for number in sorted(rows)]


def _between(sheet: Sheet, serials: frozenset[int], facts: frozenset[int], subject: str) -> Iterator[Row]:
    """The rows between the first and the last ones without a number, or called like what is no commune."""
    cells = {position: pl.col(f"c{position}") for position in range(sheet.width)}
    rest = [cell for position, cell in cells.items() if position not in serials]
    is_counted = _any(cells[position].str.contains(FIGURES) for position in serials)
    is_hinted = _any(cells[position].str.contains(HINTS[subject]) for position in cells if position not in facts)
    is_uncounted = pl.lit(value=bool(serials)) & ~is_counted
    is_between = pl.col(ROW).is_between(sheet.head[-1].number, sheet.tail[0].number, closed="none")
    is_doubtful = is_uncounted | is_hinted | ~_any(cell.is_not_null() for cell in rest)
    rows = sheet.frame.filter(is_between & is_doubtful).select(ROW, *cells.values()).collect()
    return (Row(number, tuple(texts)) for number, *texts in rows.iter_rows())


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(condition.fill_null(value=False) for condition in conditions))
