"""A sheet's first and last rows to its layout: where the header stands, where the data begin, what is left out.

Only rows that the officer can be told about are left out: titles, units and column numbers above the data, totals and
signatures around them. Whatever else has no place in the table stays in it and is refused row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smartcommune.messages import Listed, Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import DAYS, IDENTITY, Naming, heading_of, parts_of, unit_of
from smartcommune.tables.header.left_out import LeftOut, counts, doubtful_rows, roles_of, rows_left_out, said
from smartcommune.tables.sheets.sheet import Row, Sheet

# Titles above a table rarely take more than ten rows, and a header has at most three.
MOST_ROWS_ABOVE: Final = 40
MOST_DEPTH: Final = 3

_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,\s]*%?")
_COLUMN_NUMBER: Final = re.compile(r"[(\[]?\s*(?:[0-9]{1,3}|[A-ZĐa-z])\s*[)\]]?(?:\s*=.*)?")


class Layout(NamedTuple):
    """Where the parts of a table stand; row numbers are those the officer sees."""

    header: tuple[int, ...]  # the rows of the header; none in a typed sheet
    first: int  # the first row that can be data
    headers: tuple[str, ...]  # of each column, the parts of a merged header joined by " / "; empty where there is none
    units: tuple[str | None, ...]  # what a row of units writes below each header
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Message, ...] = ()  # what else was decided about the rows
    serial: int | None = None  # the position of the column that counts the communes in figures

    @property
    def notes(self) -> tuple[Message, ...]:
        """What was decided, each with its row numbers."""
        return (*_notes(self), *self.remarks)

    @property
    def brief(self) -> tuple[Message, ...]:
        """The same in few words."""
        found = [Message("note.header", rows=rows_text(self.header))] if self.header else []
        parts = []
        for why in dict.fromkeys(item.why for item in self.left_out):
            rows = rows_text([item.row for item in self.left_out if item.why == why])
            parts.append(Message("summary.left-out-rows", rows=rows, why=Message(f"summary.why-{why}")))
        return (*found, Message("summary.left-out", rows=Listed(tuple(parts)))) if parts else tuple(found)


class _Found(NamedTuple):
    """A header that was tried: its rows, its texts, and how many columns it would name."""

    rows: tuple[Row, ...]
    headers: tuple[str, ...]
    named: int

    @property
    def order(self) -> tuple[int, int]:
        """The more columns are named, then the fewer rows it takes, the better."""
        return self.named, -len(self.rows)


def layout_of(sheet: Sheet, naming: Naming, mapping: ColumnMap) -> Layout:
    """The layout of a sheet.

    Args:
        sheet: the table.
        naming: what columns may be called.
        mapping: says which rows are the header, or names headers that are not known otherwise.

    Raises:
        InputError: no row names any column.
    """
    if sheet.is_typed:
        wanted = frozenset(map(folded, mapping.wanted))
        if not mapping.entries and not _named(sheet.names, naming, wanted):
            raise InputError([_no_columns(sheet, naming)])
        return Layout((), 0, sheet.names, (None,) * sheet.width)
    if mapping.header:
        found = _given_header(sheet, mapping.header)
    else:
        found = _header(sheet, naming, frozenset(map(folded, mapping.wanted)))
    if found is None:
        raise InputError([_no_header(sheet, naming)])
    below = [row for row in sheet.head if row.number > found.rows[-1].number]
    above = [row for row in sheet.head if row.number < found.rows[0].number]
    units, skipped = _rows_below(below, found, sheet)
    left_out = [LeftOut(row.number, "title", said(row)) for row in above]
    left_out += skipped
    first = (left_out[-1].row if skipped else found.rows[-1].number) + 1
    roles = roles_of(found.headers, naming)
    rows = doubtful_rows(sheet, first, roles, naming.subject)
    serial = next((position for position in sorted(roles.serials) if counts(rows, position)), None)
    left_out += rows_left_out(rows, roles, naming.subject)
    header = tuple(row.number for row in found.rows)
    return Layout(header, first, found.headers, units, tuple(left_out), serial=serial)


def _header(sheet: Sheet, naming: Naming, wanted: frozenset[str]) -> _Found | None:
    """The rows that name most columns; the fewest and the first of those that name equally many."""
    best: _Found | None = None
    head = sheet.head[:MOST_ROWS_ABOVE]
    for start in range(len(head)):
        for depth in range(1, min(MOST_DEPTH, len(head) - start) + 1):
            rows = head[start : start + depth]
            if depth > 1 and not _is_words(rows[-1]):
                break
            headers = _joined(rows, sheet)
            tried = _Found(rows, headers, _named(headers, naming, wanted))
            if tried.named and (best is None or tried.order > best.order):
                best = tried
    return best


def _given_header(sheet: Sheet, numbers: Sequence[int]) -> _Found | None:
    """The header in the rows that somebody named."""
    rows = tuple(row for row in sheet.head if row.number in numbers)
    return _Found(rows, _joined(rows, sheet), 0) if len(rows) == len(numbers) else None


def _is_words(row: Row) -> bool:
    """Whether a row could belong to a header: it holds words and no figures."""
    cells = [cell for cell in row.cells if cell is not None]
    return bool(cells) and not any(_NUMBER.fullmatch(cell.strip()) for cell in cells)


def _named(headers: Sequence[str], naming: Naming, wanted: frozenset[str]) -> int:
    """How many different targets the headers name; at least one must be an indicator or asked for by a map."""
    targets: set[str] = set()
    for header in filter(None, headers):
        if folded(header) in wanted:
            targets.add(f"map:{folded(header)}")
        for part in parts_of(header):
            names = naming.of(heading_of(part))
            targets.update(name.target for name in names)
            if names:
                break
    return len(targets) if targets - IDENTITY.keys() - set(DAYS) else 0


def _joined(rows: Sequence[Row], sheet: Sheet) -> tuple[str, ...]:
    """The headers of the columns, top to bottom; what is merged stands in each of its columns."""
    below = [*rows[1:], None]
    filled = [_filled(row, under, sheet) for row, under in zip(rows, below, strict=True)]
    headers = []
    for cells in zip(*filled, strict=True):
        parts = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell is not None)
        headers.append(" / ".join(parts))
    return tuple(headers)


def _filled(row: Row, below: Row | None, sheet: Sheet) -> list[str | None]:
    """A row of a header with the text of merged cells repeated across them.

    A text file has lost what was merged: there, a title goes on to the right as long as only the row below has text.
    """
    cells = [*row.cells, *[None] * (sheet.width - len(row.cells))]
    for first, left, last, right in sheet.merged:
        if first <= row.number <= last and left < len(cells) and first == row.number:
            cells[left : right + 1] = [cells[left]] * (min(right, len(cells) - 1) - left + 1)
    if below is None or sheet.merged:
        return cells
    for position in range(1, len(cells)):
        has_text_below = position < len(below.cells) and below.cells[position] is not None
        if cells[position] is None and has_text_below and below.cells[position - 1] is not None:
            cells[position] = cells[position - 1]
    return cells


def _rows_below(below: Sequence[Row], found: _Found, sheet: Sheet) -> tuple[tuple[str | None, ...], list[LeftOut]]:
    """The units that a row below the header writes, and the rows there that are no data."""
    units: tuple[str | None, ...] = (None,) * sheet.width
    skipped: list[LeftOut] = []
    for row in below:
        if _is_units(row):
            units = tuple(cell if cell is not None and unit_of(cell) else None for cell in row.cells)
            skipped.append(LeftOut(row.number, "units", said(row)))
        elif _is_numbering(row, found):
            skipped.append(LeftOut(row.number, "numbers", said(row)))
        else:
            break
    return units, skipped


def _is_units(row: Row) -> bool:
    """Whether a row holds units only, at least one of them a scale and not a word that could be an answer."""
    cells = [cell for cell in row.cells if cell is not None]
    meanings = [unit_of(cell) for cell in cells]
    named = [cell for cell in cells if bare(folded(cell)) in ("dvt", "don vi tinh", "unit")]
    known = [meaning for meaning in meanings if meaning not in (None, "choice")]
    return len(cells) == len(named) + sum(meaning is not None for meaning in meanings) and bool(known)


def _is_numbering(row: Row, found: _Found) -> bool:
    """Whether a row numbers the columns: (1) (2) (3), or A B 1 2 3 where a name is due."""
    cells = [(position, cell.strip()) for position, cell in enumerate(row.cells) if cell is not None]
    if len(cells) < 2 or not all(_COLUMN_NUMBER.fullmatch(cell) for _, cell in cells):
        return False
    numbers = [int(digits[0]) for _, cell in cells if (digits := re.findall(r"[0-9]+", cell.partition("=")[0]))]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] > 3:
        return False
    names = {position for position, header in enumerate(found.headers) if _is_name(header)}
    return all(cell[0] in "([" for _, cell in cells) or any(position in names for position, _ in cells)


def _is_name(header: str) -> bool:
    return any(folded(part) in map(folded, IDENTITY["name"]) for part in parts_of(header))


def _no_columns(sheet: Sheet, naming: Naming) -> Problem:
    message = Message("no-columns", examples=_examples(naming))
    return Problem("no-header", Place(sheet.name), message, Message("no-header-help"))


def _examples(naming: Naming) -> Listed:
    return Listed(tuple(indicator.label for indicator in list(naming.indicators.values())[:4]), "; ")


def _no_header(sheet: Sheet, naming: Naming) -> Problem:
    message = Message("no-header", rows=min(len(sheet.head), MOST_ROWS_ABOVE), examples=_examples(naming))
    help = Message("no-header-help")
    for note in sheet.notes:
        if note.key == "sheet-chosen":  # the table may stand in another sheet
            help = Message("no-header-sheet-help", help=help, **note.values)
    return Problem("no-header", Place(sheet.name), message, help)


def _notes(layout: Layout) -> Iterator[Message]:
    if layout.header:
        yield Message("note.header", rows=rows_text(layout.header))
    reasons = dict.fromkeys(item.why for item in layout.left_out)
    for why in reasons:
        items = [item for item in layout.left_out if item.why == why]
        rows = rows_text([item.row for item in items])
        yield Message(f"note.left-out.{why}", rows=rows, text=Listed(tuple(item.text for item in items[:3]), "; "))


def rows_text(rows: Sequence[int]) -> str:
    """Row numbers as people list them: `1–3, 7`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
