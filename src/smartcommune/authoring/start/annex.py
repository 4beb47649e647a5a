"""A sheet with a table of criteria, as the annex of a decision has it, to its columns, its rows and what stands around.

What is merged stands in each of its cells where it is a header or a level; a name that is written once for several
criteria stays where it is, and so do points, which belong to one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from smartcommune.messages import Message
from smartcommune.problems import Place, Problem, finding, refusal
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.sheets.sheet import ROW, Sheet, letter_of, runs

NUMBER: Final = "number"
NAME: Final = "name"
CONTENT: Final = "content"
POINTS: Final = "points"
METHOD: Final = "method"
EVIDENCE: Final = "evidence"
NOTE: Final = "note"
UNIT: Final = "unit"
LEVEL: Final = "level"
# What a commune or an appraiser enters; a rule set has no use for it.
_ENTERED: Final = "entered"

# Titles above a table rarely take more than ten rows.
_MOST_ABOVE: Final = 40
_MOST_DEPTH: Final = 3
# What the header of a column says, without accents; the first that fits counts.
_SPOKEN: Final = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (NUMBER, r"(tt|stt|so tt|so thu tu)"),
        (_ENTERED, r".*(tu cham|tu danh gia|tham dinh|diem cham|diem dat|ket qua).*"),
        (METHOD, r".*(huong dan|cach tinh|cach cham|phuong phap|cach danh gia|cach cho diem).*"),
        (EVIDENCE, r".*(tai lieu|minh chung|kiem chung|ho so chung minh).*"),
        (NOTE, r"ghi chu.*|can cu.*"),
        (UNIT, r"(don vi tinh|don vi|dvt)"),
        (POINTS, r"(so )?diem.*|thang diem.*"),
        (LEVEL, r"(muc|yeu cau|chi tieu|vung|nhom|khu vuc|xa thuoc|xa nhom).*"),
        (NAME, r".*(tieu chi|noi dung|tieu chuan).*"),
    )
)
# The column of a level for all places, beside those for some.
_FOR_ALL: Final = frozenset({"", "chung", "chi tieu chung", "muc chung", "ca nuoc", "toan tinh"})
_PLACES: Final = re.compile(r".*\b(vung|nhom|khu vuc|xa|phuong|dac khu)\b")
_COLUMN_NUMBER: Final = re.compile(r"\(?\[?\s*([0-9]{1,2}|[a-z])\s*\]?\)?")
_FIGURE: Final = re.compile(r"[-–]?\s*\d+(?:[.,]\d+)?")


class Cell(NamedTuple):
    """What stands in a cell, and where."""

    text: str
    name: str  # as spreadsheets name it: `E7`


class AnnexRow(NamedTuple):
    """One row of the table; blank cells are absent. A level's key is `level:` and the number of its column."""

    number: int
    cells: Mapping[str, Cell]


class Annex(NamedTuple):
    """A table of criteria."""

    name: str  # of the file
    titles: tuple[str, ...]  # what stands above the table
    places: Mapping[str, str]  # the key of each column of levels, with the place that it is for; "" for all
    rows: tuple[AnnexRow, ...]
    unclear: tuple[Problem, ...]

    @property
    def has_common(self) -> bool:
        """Whether a level for all stands beside those for some places."""
        return len(set(self.places.values())) > 1 and "" in self.places.values()

    def place(self, row: int) -> Place:
        return Place(self.name, row)


def read_annex(sheet: Sheet) -> Annex:
    """The table of criteria of a sheet.

    Raises:
        InputError: no row names the columns of such a table, or there is none below it.
    """
    lines = _lines(sheet)
    found = None if sheet.is_typed else _header(lines, sheet)
    if found is None:
        raise refusal("annex-columns", sheet.name, Message("annex-columns-help"))
    first, last = found
    headers = _headers(lines, first, last, sheet)
    roles = _roles(headers, [row for number, row in lines.items() if number > last])
    over = _merged(sheet, [position for position, role in roles.items() if role.startswith(LEVEL)])
    body = [(number, row) for number, row in lines.items() if number > last and not _counts_columns(row)]
    rows = tuple(_row(number, cells, roles, over, lines) for number, cells in body)
    if not any(NAME in row.cells or CONTENT in row.cells for row in rows):
        raise refusal("annex-empty", sheet.name, Message("annex-empty-help"))
    titles = [text for number, row in lines.items() if number < first for text in row if text]
    places = {role: _place(headers[position]) for position, role in roles.items() if role.startswith(LEVEL)}
    unused = tuple(_unused(headers, roles, body, last, sheet))
    return Annex(sheet.name, tuple(titles), places, rows, unused)


def _lines(sheet: Sheet) -> dict[int, tuple[str | None, ...]]:
    """The cells of each row, by its number."""
    names = [f"c{position}" for position in range(sheet.width)]
    rows = sheet.frame.select(ROW, *names).collect().iter_rows()
    return {number: tuple(text.strip() or None if text else None for text in cells) for number, *cells in rows}


def _header(lines: Mapping[int, Sequence[str | None]], sheet: Sheet) -> tuple[int, int] | None:
    """The first and the last row of the header: its first names a criterion, and what is asked or earned."""
    for first in list(lines)[:_MOST_ABOVE]:
        last = _last_of_header(first, lines, sheet)
        spoken = {_role(key) for key in _headers(lines, first, last, sheet)}
        if NAME in spoken and spoken & {LEVEL, POINTS} and len([text for text in lines[first] if text]) > 1:
            return first, last
    return None


def _last_of_header(first: int, lines: Mapping[int, Sequence[str | None]], sheet: Sheet) -> int:
    """A header goes on as far as its cells are merged down, or else to a row that names no criterion."""
    areas = [area for area in sheet.merged if area[0] == first and area[2] - first < _MOST_DEPTH]
    last = max((area[2] for area in areas), default=first)
    if last > first or (sheet.merged and not any(area[1] < area[3] for area in areas)):
        return last
    below = next((number for number in lines if number > first), first)
    named = [position for position, text in enumerate(lines[first]) if text and _role(text) in (NUMBER, NAME)]
    goes_on = not any(lines[below][position] for position in named) and len([text for text in lines[below] if text]) > 1
    return below if goes_on else first


def _headers(lines: Mapping[int, Sequence[str | None]], first: int, last: int, sheet: Sheet) -> list[str]:
    """What each column is called, from top to bottom; a title over several columns stands in each of them."""
    over = _merged(sheet, range(sheet.width))
    parts: list[list[str]] = [[] for _ in range(sheet.width)]
    for number in range(first, last + 1):
        above: str | None = None
        for position in range(sheet.width):
            top, left = over.get((number, position), (number, position))
            text = lines[top][left] if top in lines else None
            is_open = not sheet.merged and number == first < last and lines[last][position]
            above = text or (above if is_open else None)
            if above and above not in parts[position]:
                parts[position].append(above)
    return [" ".join(" / ".join(part).split()) for part in parts]


def _merged(sheet: Sheet, columns: Iterable[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each merged cell of some columns the one that has its text."""
    wanted = set(columns)
    return {
        (row, column): (first, left)
        for first, left, last, right in sheet.merged
        if left in wanted
        for row in range(first, last + 1)
        for column in range(left, right + 1)
    }


def _role(text: str) -> str:
    """What a header says that its column holds; "" where that is not known."""
    words = bare(folded(text.partition(" / ")[0]))
    return next((role for role, pattern in _SPOKEN if pattern.fullmatch(words)), "")


def _roles(headers: Sequence[str], below: Sequence[Sequence[str | None]]) -> dict[int, str]:
    """Which column holds what; each role but levels has one column, the first."""
    found: dict[int, str] = {}
    spoken = [_role(header) for header in headers]
    has_others = any(
        role == LEVEL and not bare(folded(text)).startswith("chi tieu")
        for role, text in zip(spoken, headers, strict=True)
    )
    for position, role in enumerate(spoken):
        if role == LEVEL and has_others and bare(folded(headers[position])) == "chi tieu":
            role = NAME  # beside a column of levels, what is called an indicator is what they are asked of
        if role == POINTS and not _holds_figures(position, below):
            role = METHOD
        if role == NAME and NAME in found.values():
            role = CONTENT
        if role == LEVEL:
            found[position] = f"{LEVEL}:{position}"
        elif role == _ENTERED:
            found[position] = f"{_ENTERED}:{position}"
        elif role and role not in found.values():
            found[position] = role
    return found


def _holds_figures(position: int, below: Sequence[Sequence[str | None]]) -> bool:
    """Whether most cells of a column begin with a figure and say little more."""
    texts = [row[position] or "" for row in below if row[position]]
    figures = [text for text in texts if _FIGURE.match(text) and len(text.split()) < 4]
    return 2 * len(figures) >= len(texts)


def _counts_columns(row: Sequence[str | None]) -> bool:
    """Whether a row does nothing but number the columns: (1), (2), (3) …"""
    texts = [folded(text) for text in row if text]
    return len(texts) > 2 and all(map(_COLUMN_NUMBER.fullmatch, texts)) and len(set(texts)) == len(texts)


def _row(
    number: int,
    texts: Sequence[str | None],
    roles: Mapping[int, str],
    over: Mapping[tuple[int, int], tuple[int, int]],
    lines: Mapping[int, Sequence[str | None]],
) -> AnnexRow:
    cells: dict[str, Cell] = {}
    for position, role in roles.items():
        top, left = over.get((number, position), (number, position))
        text = texts[position] or (lines[top][left] if top in lines else None)
        if text:
            cells[role] = Cell(text, f"{letter_of(left)}{top}")
    stray = [(position, text) for position, text in enumerate(texts) if text and position not in roles]
    if not cells and stray:
        cells[NAME] = Cell(stray[0][1], f"{letter_of(stray[0][0])}{number}")
    return AnnexRow(number, cells)


def _place(header: str) -> str:
    """For which place a column of levels is."""
    last = header.rpartition(" / ")[2].strip()
    words = bare(folded(last))
    is_place = " / " in header or _PLACES.match(words) is not None
    return last if is_place and words not in _FOR_ALL else ""


def _unused(
    headers: Sequence[str],
    roles: Mapping[int, str],
    body: Sequence[tuple[int, Sequence[str | None]]],
    last: int,
    sheet: Sheet,
) -> Iterator[Problem]:
    """Columns with a name and texts that are not read."""
    for position, header in enumerate(headers):
        rows = [number for number, row in body if row[position]]
        if header and position not in roles and rows:
            said = {"column": letter_of(position), "header": header, "rows": ", ".join(runs(rows))}
            found = finding("annex-column", Place(sheet.name, last), Message("annex-column-help"), **said)
            yield found._replace(severity="warning")
