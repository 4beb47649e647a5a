"""Rows of a table to those among them that are no communes: totals, headings of groups, signatures, remarks.

Only rows that the officer can be told about are left out; whatever else is none is refused row by row (`no_communes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import polars as pl

from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import IDENTITY, SERIAL, Naming, heading_of, parts_of
from smartcommune.tables.header.row_words import (
    FIGURES,
    HINTS,
    closes,
    is_figure,
    is_group,
    is_remark,
    is_section,
    is_total,
)
from smartcommune.tables.sheets.sheet import ROW, Row, Sheet

# Of a row that is left out: enough to know it by.
_MOST_LETTERS: Final = 48
# Signatures stand side by side, but no more of them.
_MOST_CELLS: Final = 3


class LeftOut(NamedTuple):
    """A row that is no commune: why, and the words that show it."""

    row: int
    why: str  # title, units, numbers, heading, total, empty, signature or remark
    text: str


class RowRoles(NamedTuple):
    """The columns that tell what a row is."""

    codes: frozenset[int]
    names: frozenset[int]
    serials: frozenset[int]
    facts: frozenset[int]


def roles_of(headers: Sequence[str], naming: Naming) -> RowRoles:
    """The columns of a table by what their headers say."""
    roles: dict[str, set[int]] = {"code": set(), "name": set(), "serial": set(), "fact": set()}
    for position, header in enumerate(headers):
        targets = {name.target for part in parts_of(header) for name in naming.of(heading_of(part))}
        for target in targets & {"code", "name"}:
            roles[target].add(position)
        if targets - IDENTITY.keys():
            roles["fact"].add(position)
        if bare(folded(header)) in SERIAL:
            roles["serial"].add(position)
    return RowRoles(*(frozenset(positions) for positions in roles.values()))


def doubtful_rows(sheet: Sheet, first: int, roles: RowRoles, subject: str) -> list[Row]:
    """The rows that may be no communes: the first and the last ones, and of a workbook any between without a key."""
    rows = {row.number: row for row in (*sheet.head, *sheet.tail) if row.number >= first}
    if sheet.has_number_marks:
        rows |= {row.number: row for row in _between(sheet, roles, subject)}
    return [rows[number] for number in sorted(rows)]


def _between(sheet: Sheet, roles: RowRoles, subject: str) -> Iterator[Row]:
    """The rows between the first and the last ones that have no code, and what may be a total or a heading."""
    cells = {position: pl.col(f"c{position}") for position in range(sheet.width)}
    rest = [cell for position, cell in cells.items() if position not in roles.serials]
    is_counted = _any(cells[position].str.contains(FIGURES) for position in roles.serials)
    is_lettered = _any(cells[position].is_not_null() for position in roles.serials) & ~is_counted
    is_coded = _any(cells[position].str.contains("[0-9]") for position in roles.codes)
    is_hinted = _any(cells[position].str.contains(HINTS[subject]) for position in cells if position not in roles.facts)
    is_between = pl.col(ROW).is_between(sheet.head[-1].number, sheet.tail[0].number, closed="none")
    is_doubtful = (is_lettered | is_hinted) & ~is_coded | ~_any(cell.is_not_null() for cell in rest)
    rows = sheet.frame.filter(is_between & is_doubtful).select(ROW, *cells.values()).collect()
    return (Row(number, tuple(texts)) for number, *texts in rows.iter_rows())


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(condition.fill_null(value=False) for condition in conditions))


def counts(rows: Sequence[Row], position: int) -> bool:
    """Whether a column has numbers in figures."""
    return any(is_figure(row.cells[position] or "") for row in rows)


def rows_left_out(rows: Sequence[Row], roles: RowRoles, subject: str) -> Iterator[LeftOut]:
    """Totals, headings and rows of a number only, and what stands below the last commune."""
    last = _last_commune(rows, roles)
    is_counted = any(counts(rows, position) for position in roles.serials)
    is_closed = False
    for row in rows:
        why = _why_within(row, roles, subject, is_counted=is_counted)
        if why is None and row.number > last:
            why = _why_below(row, is_closed=is_closed)
            is_closed = is_closed or why is not None
        if why is not None:
            yield LeftOut(row.number, why, said(row))


def _why_within(row: Row, roles: RowRoles, subject: str, *, is_counted: bool) -> str | None:
    """Why a row among the communes is none."""
    if _is_coded(row, roles):
        return None
    if not _given(row) - roles.serials:
        return "empty" if is_counted and _is_keyed(row, roles) else None
    if is_group(_first_words(row, roles), subject, is_numbered=_is_keyed(row, roles)):
        return "heading"
    if _is_keyed(row, roles):
        return None
    if _is_total(row, roles):
        return "total"
    return "heading" if _is_lettered(row, roles, is_counted=is_counted) else None


def _last_commune(rows: Sequence[Row], roles: RowRoles) -> int:
    """The last row that is plainly data: it has a code or a serial number, or names a commune above any signature."""
    keyed = [row.number for row in rows if _is_keyed(row, roles)]
    if keyed:
        return keyed[-1]
    last = 0
    for row in rows:
        if _is_closing(row):
            break
        given = _given(row)
        if given & roles.facts and (given & roles.names or not roles.names) and not _is_total(row, roles):
            last = row.number
    return last


def _given(row: Row) -> set[int]:
    return {position for position, cell in enumerate(row.cells) if cell is not None}


def _is_coded(row: Row, roles: RowRoles) -> bool:
    return any(any(map(str.isdecimal, row.cells[position] or "")) for position in roles.codes)


def _is_keyed(row: Row, roles: RowRoles) -> bool:
    """Whether a row has a code, or a serial number in figures."""
    return _is_coded(row, roles) or any(is_figure(row.cells[position] or "") for position in roles.serials)


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


def _first_words(row: Row, roles: RowRoles) -> str:
    """The first words of a row, before any fact and behind a number."""
    taken = roles.facts | roles.serials
    words = (cell for position, cell in enumerate(row.cells) if cell is not None and position not in taken)
    serials = (row.cells[position] or "" for position in roles.serials)
    return next(words, None) or next(serials, "")


def _is_total(row: Row, roles: RowRoles) -> bool:
    """Whether the first words of a row without a key are those of a total."""
    words = (cell for position, cell in enumerate(row.cells) if cell is not None and position not in roles.facts)
    return is_total(next(words, ""))


def _is_lettered(row: Row, roles: RowRoles, *, is_counted: bool) -> bool:
    """Whether a row heads the communes below it: it is numbered I, II or A, B.

    Where nothing is counted in figures, letters may count communes; then only one with nothing to assess is a heading.
    """
    has_letters = any(is_section(row.cells[position] or "") for position in roles.serials)
    return has_letters and (is_counted or not _given(row) & (roles.facts | roles.codes))


def said(row: Row) -> str:
    """The words of a row, shortened."""
    text = " · ".join(" ".join(cell.split()) for cell in row.cells if cell is not None)
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
