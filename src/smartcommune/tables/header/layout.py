"""A sheet's first and last rows to its layout: where the header stands, where the data begin, what is left out.

Only rows that the officer can be told about are left out: titles, units and column numbers above the data, totals and
signatures around them. Whatever else has no place in the table stays in it and is refused row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from smartcommune.messages import Amount, Listed, Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import Naming, unit_of
from smartcommune.tables.header.heading_parts import PLAIN_KIND, cells_of, joined, part_of, reading_of
from smartcommune.tables.header.identity_names import IDENTITY
from smartcommune.tables.header.likeness import likeness_of
from smartcommune.tables.sheets.sheet import Row, Sheet, letter_of, runs
from smartcommune.tables.text.syllables import lost_letters

# Titles above a table rarely take more than ten rows, and a header has at most three.
MOST_ROWS_ABOVE: Final = 40
MOST_DEPTH: Final = 3

# Looking for likenesses takes time; no office table has as many columns.
MOST_COMPARED: Final = 300
# Of a row that is left out: enough to know it by.
_MOST_LETTERS: Final = 48

_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,\s]*%?")
_COLUMN_NUMBER: Final = re.compile(r"[(\[]?\s*(?:[0-9]{1,3}|[A-ZĐa-z])\s*[)\]]?(?:\s*=.*)?")


# What an answer may say as well as a header: `có` and `không` are words of both.
_MAY_ANSWER: Final = frozenset({None, PLAIN_KIND, "denied"})
# Around a unit.
_BRACKETS: Final = "()[] "
# Why rows are left out that look like data: a table of nothing else has rows, and none of them is assessed.
_MEANT: Final = ("heading", "total")


class LeftOut(NamedTuple):
    """A row that is no commune: why, and the words that show it."""

    row: int
    why: str  # title, units, numbers, header, heading, total, empty, signature or remark
    text: str


class Layout(NamedTuple):
    """Where the parts of a table stand; row numbers are those the officer sees."""

    header: tuple[int, ...]  # the rows of the header; none in a typed sheet
    first: int  # the first row that can be data
    headers: tuple[str, ...]  # of each column, the parts of a merged header joined by " / "; empty where there is none
    units: tuple[str | None, ...]  # what a row of units writes below each header
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Message, ...] = ()  # what else was decided about the rows
    serial: int | None = None  # the position of the column that counts the communes in figures
    uncounted: frozenset[int] = frozenset()  # rows that this count passes over, although they have a name and facts

    once: frozenset[str] = frozenset()  # identity columns that are written once for several rows

    @property
    def notes(self) -> tuple[Message, ...]:
        """What was decided, each with its row numbers."""
        said = [
            Message(f"note.left-out.{why}", rows=rows, text=Listed(tuple(item.text for item in items[:3]), "; "))
            for why, rows, items in self._reasons()
        ]
        return (*self._header_note(), *said, *self.remarks)

    @property
    def dropped(self) -> tuple[int, ...]:
        """The rows left out that somebody may have meant as communes."""
        return tuple(item.row for item in self.left_out if item.why in _MEANT)

    @property
    def brief(self) -> tuple[Message, ...]:
        """The same in few words."""
        parts = tuple(
            Message("summary.left-out-rows", rows=rows, why=Message(f"summary.why-{why}"))
            for why, rows, _ in self._reasons()
        )
        left_out = [Message("summary.left-out", rows=Listed(parts))] if parts else []
        return (*self._header_note(), *left_out, *self.remarks)

    def _header_note(self) -> Iterator[Message]:
        if self.header:
            yield Message("note.header", rows=rows_text(self.header))

    def _reasons(self) -> Iterator[tuple[str, str, list[LeftOut]]]:
        """Each reason for which rows are left out, with their numbers, and the rows themselves."""
        for why in dict.fromkeys(item.why for item in self.left_out):
            items = [item for item in self.left_out if item.why == why]
            yield why, rows_text(item.row for item in items), items


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
    """The layout of a sheet; which rows among its data are no communes is known once its columns are.

    Raises:
        InputError: no row names any column.
    """
    if sheet.is_typed:
        wanted = frozenset(map(folded, mapping.wanted))
        if not mapping.entries and not _named(sheet.names, naming, wanted):
            raise InputError([_no_columns(sheet, naming)])
        return Layout((), 0, sheet.names, (None,) * sheet.width)
    wanted = frozenset(map(folded, mapping.wanted))
    if mapping.header is None:
        found = _header(sheet, naming, wanted) or _lettered(sheet, mapping, naming)
    else:
        found = _given_header(sheet, mapping.header)
    if found is None:
        raise InputError([no_header(sheet, naming)])
    if mapping.header is None and found.rows:
        found = _extended(found, sheet, naming)
    if not found.rows:
        return Layout((), 0, found.headers, (None,) * sheet.width)
    below = [row for row in sheet.head if row.number > found.rows[-1].number]
    above = [row for row in sheet.head if row.number < found.rows[0].number]
    units, skipped = _rows_below(below, found, sheet)
    left_out = [LeftOut(row.number, "title", said(row)) for row in above]
    left_out += skipped
    first = (left_out[-1].row if skipped else found.rows[-1].number) + 1
    header = tuple(row.number for row in found.rows)
    return Layout(header, first, found.headers, units, tuple(left_out))


def _header(sheet: Sheet, naming: Naming, wanted: frozenset[str]) -> _Found | None:
    """The rows that name most columns; the fewest and the first of those that name equally many."""
    for by_words in (False, True):
        best: _Found | None = None
        for rows in _candidates(sheet):
            headers = _joined(rows, sheet)
            tried = _Found(rows, headers, _named(headers, naming, wanted, by_words=by_words))
            if tried.named and (best is None or tried.order > best.order):
                best = tried
        if best is not None:
            return best
    return None


def _candidates(sheet: Sheet) -> Iterator[tuple[Row, ...]]:
    """The rows that may be a header, from the top down."""
    head = sheet.head[:MOST_ROWS_ABOVE]
    for start in range(len(head)):
        for depth in range(1, min(MOST_DEPTH, len(head) - start) + 1):
            rows = head[start : start + depth]
            if depth > 1 and not is_words(rows[-1]):
                break
            yield rows


def _given_header(sheet: Sheet, numbers: Sequence[int]) -> _Found | None:
    """The header in the rows that somebody named, or none if there is none."""
    rows = tuple(row for row in sheet.head if row.number in numbers)
    if not numbers:
        return _Found((), ("",) * sheet.width, 0)
    return _Found(rows, _joined(rows, sheet), 0) if len(rows) == len(numbers) else None


def _lettered(sheet: Sheet, mapping: ColumnMap, naming: Naming) -> _Found | None:
    """No header, where a map gives each column by its letter; a first row of words where figures are due is one."""
    letters = {letter_of(position): position for position in range(sheet.width)}
    places = {entry.target: letters.get((entry.column or "").strip().upper()) for entry in mapping.entries.values()}
    if not places or None in places.values():
        return None
    numeric = [place for target, place in places.items() if place is not None and _is_numeric(target, naming)]
    first = sheet.head[0]
    if any(any(map(str.isalpha, first.cells[place] or "")) for place in numeric):
        return _Found((first,), _joined((first,), sheet), 0)
    return _Found((), ("",) * sheet.width, 0)


def _is_numeric(target: str, naming: Naming) -> bool:
    indicator = naming.indicators.get(target)
    return indicator is not None and indicator.numeric


def _extended(found: _Found, sheet: Sheet, naming: Naming) -> _Found:
    """The header with the rows above and below it that say more about the figures it names."""
    places = {row.number: place for place, row in enumerate(sheet.head)}
    first, last = places[found.rows[0].number], places[found.rows[-1].number]
    while last + 1 < len(sheet.head):
        below = sheet.head[last + 1]
        is_name = _figure_names(sheet.head[first : last + 1], sheet, naming, below)
        if not _says_more(below, sheet, is_name):
            break
        last += 1
    is_name = _figure_names(found.rows, sheet, naming)
    while first > 0 and _is_qualifying(sheet.head[first - 1], sheet.head[first], sheet, is_name):
        first -= 1
    rows = sheet.head[first : last + 1]
    return found if len(rows) == len(found.rows) else _Found(rows, _joined(rows, sheet), found.named)


def _figure_names(rows: Sequence[Row], sheet: Sheet, naming: Naming, below: Row | None = None) -> list[bool]:
    """Of each column, whether its header in some rows names a figure."""
    return [_is_figure_name(header, naming) for header in _joined(rows, sheet, below)]


def _is_figure_name(header: str, naming: Naming) -> bool:
    reading = reading_of(header, naming) if header else None
    return reading is not None and any(name.target in naming.indicators for name in reading.names)


def _says_more(row: Row, sheet: Sheet, is_name: Sequence[bool]) -> bool:
    """Whether a row of words below a header says more about the figures that are named above it.

    It does if each of its cells is known to, or one makes another figure of it: then the others are no answers, either.
    """
    cells = [(place, cell) for place, cell in enumerate(_filled(row, None, sheet)) if cell is not None]
    if not cells or not all(is_name[place] for place, _ in cells):
        return False
    kinds = {part_of(cell).kind for _, cell in cells}
    return None not in kinds or (is_words(row) and bool(kinds - _MAY_ANSWER))


def _is_qualifying(row: Row, below: Row, sheet: Sheet, is_name: Sequence[bool]) -> bool:
    """Whether a row above a header makes other figures of those below; a title stands above other columns, too."""
    cells = [(place, cell) for place, cell in enumerate(_filled(row, below, sheet)) if cell is not None]
    parts = [part_of(cell) for place, cell in cells if is_name[place]]
    first = next((place for place, _ in cells), 0)
    return is_name[first] and any(part.kind not in (None, PLAIN_KIND) or part.years for part in parts)


def is_words(row: Row) -> bool:
    """Whether a row could belong to a header: it holds words and no figures."""
    cells = [cell for cell in row.cells if cell is not None]
    return bool(cells) and not any(_NUMBER.fullmatch(cell.strip()) for cell in cells)


def _named(headers: Sequence[str], naming: Naming, wanted: frozenset[str], *, by_words: bool = True) -> int:
    """How many different targets the headers name; at least one must be an indicator or asked for by a map."""
    targets: set[str] = set()
    for header in filter(None, headers):
        if folded(header) in wanted:
            targets.add(f"map:{folded(header)}")
        is_worded = any(map(str.isalpha, header))  # figures, of which data are full, name nothing
        reading = reading_of(header, naming, by_words=by_words) if is_worded else None
        targets.update(name.target for name in (reading.names if reading else ()))
    return len(targets) if targets - (IDENTITY.keys() - naming.indicators.keys()) else 0


def _joined(rows: Sequence[Row], sheet: Sheet, last: Row | None = None) -> tuple[str, ...]:
    """The headers of the columns, top to bottom; what is merged stands in each of its columns."""
    below = [*rows[1:], last]
    filled = [_filled(row, under, sheet) for row, under in zip(rows, below, strict=True)]
    headers = []
    for cells in zip(*filled, strict=True):
        parts = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell is not None)
        headers.append(joined(parts))
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
            cells = tuple(cell and cell.strip(_BRACKETS) for cell in row.cells)
            units = tuple(cell if cell and unit_of(cell) else None for cell in cells)
            skipped.append(LeftOut(row.number, "units", said(row)))
        elif is_numbering(row, found.headers):
            skipped.append(LeftOut(row.number, "numbers", said(row)))
        else:
            break
    return units, skipped


def _is_units(row: Row) -> bool:
    """Whether a row holds units only, at least one of them a scale and not a word that could be an answer."""
    cells = [cell for cell in row.cells if cell is not None]
    meanings = [unit_of(cell.strip(_BRACKETS)) for cell in cells]
    named = [cell for cell in cells if bare(folded(cell)) in ("dvt", "don vi tinh", "unit")]
    known = [meaning for meaning in meanings if meaning not in (None, "choice")]
    return len(cells) == len(named) + sum(meaning is not None for meaning in meanings) and bool(known)


def is_numbering(row: Row, headers: Sequence[str]) -> bool:
    """Whether a row numbers the columns: (1) (2) (3), or A B 1 2 3 where a name is due."""
    cells = [(position, cell.strip()) for position, cell in enumerate(row.cells) if cell is not None]
    if len(cells) < 2 or not all(_COLUMN_NUMBER.fullmatch(cell) for _, cell in cells):
        return False
    numbers = [int(digits[0]) for _, cell in cells if (digits := re.findall(r"[0-9]+", cell.partition("=")[0]))]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] > 3:
        return False
    names = {position for position, header in enumerate(headers) if _is_name(header)}
    return all(cell[0] in "([" for _, cell in cells) or any(position in names for position, _ in cells)


def _is_name(header: str) -> bool:
    return any(folded(part) in map(folded, IDENTITY["name"]) for part in (header, cells_of(header)[-1]))


def said(row: Row) -> str:
    """The words of a row, shortened."""
    text = " · ".join(" ".join(cell.split()) for cell in row.cells if cell is not None)
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


def _no_columns(sheet: Sheet, naming: Naming) -> Problem:
    message = Message("no-columns", examples=_examples(naming))
    return Problem("no-header", Place(sheet.name), message, Message("no-header-help"))


def _examples(naming: Naming) -> Listed:
    return Listed(tuple(indicator.label for indicator in list(naming.indicators.values())[:4]), "; ")


def no_header(sheet: Sheet, naming: Naming) -> Problem:
    """What is wrong with a table without a header: what was looked for, where, and how the file was taken apart."""
    rows = min(len(sheet.head), MOST_ROWS_ABOVE)
    message = Message("no-header", rows=Amount(rows, "noun.row"), examples=_examples(naming))
    help = Message("no-header-help")
    for note in sheet.notes:
        if note.key == "sheet-chosen":  # the table may stand in another sheet
            help = Message("no-header-sheet-help", help=help, **note.values)
        elif note.key == "separator":
            message = Message("no-header-split", message=message, width=Amount(sheet.width, "noun.cell"), **note.values)
            help = Message("no-header-split-help", help=help)
    likely = tuple(_likely(sheet, naming))
    if likely:
        message = Message("no-header-near", message=message, headers=Listed(likely, "; "))
    elif any(lost_letters(cell) for row in sheet.head for cell in row.cells if cell is not None):
        message = Message("no-header-lost", message=message)
    return Problem("no-header", Place(sheet.name), message, help)


def _likely(sheet: Sheet, naming: Naming) -> Iterator[Message]:
    """Cells near the top that all but name an indicator."""
    names = {name.text: target for target, name in naming.called(naming.indicators)}
    for row in sheet.head[:MOST_ROWS_ABOVE]:
        if not any(reading_of(cell, naming, by_words=False) for cell in row.cells if cell):
            continue
        for place, cell in enumerate(row.cells[:MOST_COMPARED]):
            like = likeness_of(cell, names) if cell else None
            if like is not None and like.is_near:
                shown = Message("column-name", letter=letter_of(place), header=cell)
                yield Message("no-header-like", column=shown, name=like.name, target=like.target)


def rows_text(rows: Iterable[int]) -> str:
    """Row numbers in one text: `1–3, 7`."""
    return ", ".join(runs(rows))
