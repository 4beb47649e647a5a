"""Lines of a delimited file to lines that any CSV reader reads alike, and a problem for each that cannot be read.

Only lines known to be irregular are looked at; the others pass through untouched. A row that spans several lines keeps
the number of its first one, a blank line counts, and nothing is shifted: a row with too few or too many cells is left
out and told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from smartcommune.messages import Message
from smartcommune.problems import Place, Problem
from smartcommune.tables.sheets.sheet import BLANKS

# A cell with more lines than this is a quote that somebody forgot to close.
MOST_LINES: Final = 200
# Beyond this many, a file is not a table with some bad rows.
MOST_BAD_ROWS: Final = 100_000

# `open`: a quoted cell does not end here; `stray`: something stands behind a closing quote.
Fault = Literal["", "open", "stray"]

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"')
_BREAK: Final = re.compile(r"\r\n|\r|\n")


class SplitFile(NamedTuple):
    """The cells of one row, or why it has none."""

    cells: tuple[str, ...]
    fault: Fault = ""


def split(text: str, separator: str) -> SplitFile:
    """The cells of a row; quotes count only where a cell begins with one."""
    cells: list[str] = []
    at = 0
    while True:
        cell, end = _cell(text, at, separator)
        if end < 0:
            return SplitFile((), "open")
        cells.append(cell)
        if end == len(text):
            return SplitFile(tuple(cells))
        if text[end] != separator:
            return SplitFile((), "stray")
        at = end + 1


class Extent(NamedTuple):
    """How many cells a row has, and how many up to the last one that is not blank."""

    cells: int
    filled: int


def extents(lines: Sequence[str], separator: str) -> list[Extent]:
    """The extent of each row of these lines; nothing if its quotes are wrong."""
    found = []
    at = 0
    while at < len(lines):
        taken = 1
        row = split(lines[at], separator)
        while row.fault == "open" and taken < min(MOST_LINES, len(lines) - at):
            taken += 1
            row = split("\n".join(lines[at : at + taken]), separator)
        filled = [number for number, cell in enumerate(row.cells, 1) if cell.strip(BLANKS)]
        found.append(Extent(len(row.cells), max(filled, default=0)))
        at += taken if row.cells else 1
    return found


def _cell(text: str, at: int, separator: str) -> tuple[str, int]:
    """One cell and where it ends; -1 if its closing quote is missing."""
    if not text.startswith('"', at):
        end = text.find(separator, at)
        end = len(text) if end < 0 else end
        return text[at:end], end
    quoted = _QUOTED.match(text, at)
    return ("", -1) if quoted is None else (quoted[1].replace('""', '"'), quoted.end())


def joined(cells: Iterable[str], separator: str) -> bytes:
    """A row that every reader reads alike: each cell in quotes."""
    return (separator.join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n").encode()


class Numbering:
    """From the position of a row in the mended copy to the line it starts on in the file."""

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.offsets: list[int] = []

    def note(self, position: int, line: int) -> None:
        if not self.offsets or line - position != self.offsets[-1]:
            self.positions.append(position)
            self.offsets.append(line - position)

    def line(self, position: int) -> int:
        return position + self.offsets[bisect_right(self.positions, position) - 1]


class Mender:
    """Mends one file; `lines` is to be used up before the results are read."""

    def __init__(self, name: str, separator: str, width: int, is_irregular: Callable[[int], bool]) -> None:
        self.name = name
        self.separator = separator
        self.width = width
        self.is_irregular = is_irregular
        self.numbering = Numbering()
        self.problems: list[Problem] = []
        self.count = 0  # of rows in the mended copy
        self.has_full_row = False
        self._waiting: deque[tuple[int, bytes]] = deque()

    def lines(self, source: Iterable[bytes], first: int = 1) -> Iterator[bytes]:
        """The mended lines, in order.

        Args:
            source: the lines of the file with their ends, in UTF-8.
            first: the number of the first of them.
        """
        numbered = enumerate(source, first)
        while True:
            number, line = self._next(numbered)
            if not line or len(self.problems) > MOST_BAD_ROWS:
                return
            mended = self._mended(number, line, numbered) if self.is_irregular(number) else line
            if mended is not None:
                self.numbering.note(self.count, number)
                self.count += 1
                self.has_full_row = True
                yield mended

    def _next(self, numbered: Iterator[tuple[int, bytes]]) -> tuple[int, bytes]:
        return self._waiting.popleft() if self._waiting else next(numbered, (0, b""))

    def _mended(self, number: int, line: bytes, numbered: Iterator[tuple[int, bytes]]) -> bytes | None:
        """The row that begins on this line, or None if there is none that can be read."""
        text = line.decode().rstrip("\r\n")
        row = split(text, self.separator)
        if row.fault == "open":
            row = self._over_lines(line, numbered)
        if row.fault == "" and _is_blank(row.cells):
            return None
        if len(row.cells) < self.width and not self.has_full_row and sum(map(bool, row.cells)) == 1:
            row = SplitFile(row.cells + ("",) * (self.width - len(row.cells)))  # a title above the table
        if len(row.cells) > self.width and _is_blank(row.cells[self.width :]):
            row = SplitFile(
                row.cells[: self.width]
            )  # separators at the end of a line, as spreadsheet programs leave them
        message = self._wrong(row)
        if message is None:
            return joined(row.cells, self.separator)
        self.problems.append(Problem(message.key, Place(self.name, number), message, _HELP.get(message.key)))
        return None

    def _wrong(self, row: SplitFile) -> Message | None:
        if row.fault:
            return Message("unclosed-quote" if row.fault == "open" else "stray-quote")
        if any("\x00" in cell for cell in row.cells):
            return Message("nul-character")
        if len(row.cells) != self.width:
            return Message("wrong-width", found=len(row.cells), expected=self.width)
        return None

    def _over_lines(self, line: bytes, numbered: Iterator[tuple[int, bytes]]) -> SplitFile:
        """The row that begins on this line and ends on a later one; if it never ends, the later lines stand alone."""
        taken: list[tuple[int, bytes]] = []
        text = line
        while len(taken) < MOST_LINES:
            number, following = self._next(numbered)
            if not following:
                break
            taken.append((number, following))
            text += following
            if b'"' not in following:
                continue
            row = split(text.decode().rstrip("\r\n"), self.separator)
            if len(row.cells) == self.width and not self._are_rows(text):
                return row
            if row.fault != "open":
                break
        self._waiting.extendleft(reversed(taken))
        return SplitFile((), "open")

    def _are_rows(self, text: bytes) -> bool:
        """Whether each line would be a full row if its quotes were none: two forgotten quotes, not one long cell."""
        lines = _BREAK.split(text.decode().rstrip("\r\n"))
        return self.width > 1 and all(line.count(self.separator) == self.width - 1 for line in lines)


def _is_blank(cells: Iterable[str]) -> bool:
    return not any(cell.strip(BLANKS) for cell in cells)


_HELP: Final = {
    "wrong-width": Message("wrong-width-help"),
    "unclosed-quote": Message("unclosed-quote-help"),
    "stray-quote": Message("stray-quote-help"),
}
