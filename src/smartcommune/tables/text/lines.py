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
# Lines that may be looked at in vain for where an open quote closes, beyond twice those that the file has had so far.
MOST_WASTED: Final = 20_000
# Beyond this many, a file is not a table with some bad rows.
MOST_BAD_ROWS: Final = 100_000

# `open`: a quoted cell does not end here; `stray`: something stands behind a closing quote.
Fault = Literal["", "open", "stray"]

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"')
_REST: Final = re.compile(r'((?:[^"]|"")*+)"')
_BREAK: Final = re.compile(r"\r\n|\r|\n")


class SplitFile(NamedTuple):
    """The cells of one row, or why it has none."""

    cells: tuple[str, ...]
    fault: Fault = ""


class Splitter:
    """Takes the lines of one row, each once: what they cost does not depend on how many there are before."""

    def __init__(self, separator: str) -> None:
        self._separator = separator
        self._cells: list[str] = []
        self._open: list[str] = []  # what a quoted cell that does not end yet holds so far
        self.fault: Fault = ""

    def take(self, line: str) -> Fault:
        """Take one line, with its end; `open` if the row goes on behind it."""
        body = line.rstrip("\r\n")
        if self.fault != "open" and '"' not in body:  # as most lines are
            self._cells += body.split(self._separator)
            return self.fault
        at = self._close(body) if self.fault == "open" else 0
        while at >= 0:
            at = self._cell(body, at)
        if self.fault == "open":
            self._open.append(line[len(body) :])
        return self.fault

    @property
    def row(self) -> SplitFile:
        """The cells of the row, if it has ended well."""
        return SplitFile((), self.fault) if self.fault else SplitFile(tuple(self._cells))

    def _close(self, text: str) -> int:
        """Take what is left of the cell that is open; where the next one begins, or a negative number."""
        rest = _REST.match(text)
        if rest is None:
            self._open.append(text)
            return -1
        self._cells.append("".join((*self._open, rest[1])).replace('""', '"'))
        self._open, self.fault = [], ""
        return self._behind(text, rest.end())

    def _cell(self, text: str, at: int) -> int:
        """Take the cell that begins here; where the next one does, or a negative number."""
        if not text.startswith('"', at):
            end = text.find(self._separator, at)
            self._cells.append(text[at:] if end < 0 else text[at:end])
            return -1 if end < 0 else end + 1
        quoted = _QUOTED.match(text, at)
        if quoted is None:
            self._open, self.fault = [text[at + 1 :]], "open"
            return -1
        self._cells.append(quoted[1].replace('""', '"'))
        return self._behind(text, quoted.end())

    def _behind(self, text: str, end: int) -> int:
        """Where the cell behind a closing quote begins."""
        if end == len(text):
            return -1
        if text[end] != self._separator:
            self.fault = "stray"
            return -1
        return end + 1


def split(text: str, separator: str) -> SplitFile:
    """The cells of a row; quotes count only where a cell begins with one."""
    splitter = Splitter(separator)
    splitter.take(text)
    return splitter.row


class Extent(NamedTuple):
    """How many cells a row has, and how many up to the last one that is not blank."""

    cells: int
    filled: int


def extents(lines: Sequence[str], separator: str) -> list[Extent]:
    """The extent of each row of these lines; nothing if its quotes are wrong."""
    found = []
    at = 0
    while at < len(lines):
        splitter, taken = Splitter(separator), 1
        while splitter.take(lines[at + taken - 1] + "\n") == "open" and taken < min(MOST_LINES, len(lines) - at):
            taken += 1
        row = splitter.row
        filled = (number for number in range(len(row.cells), 0, -1) if row.cells[number - 1].strip(BLANKS))
        found.append(Extent(len(row.cells), next(filled, 0)))
        at += taken if row.cells else 1
    return found


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

    def __init__(
        self,
        name: str,
        separator: str,
        width: int,
        is_irregular: Callable[[int], bool],
        is_short: Callable[[int], bool] = lambda _: False,
    ) -> None:
        self.name = name
        self.separator = separator
        self.width = width
        self.is_irregular = is_irregular
        self.is_short = is_short  # whether separators behind the last cell of a line were left out
        self.numbering = Numbering()
        self.problems: list[Problem] = []
        self.count = 0  # of rows in the mended copy
        self.has_full_row = False
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._wasted = 0

    def lines(self, source: Iterable[bytes], first: int = 1) -> Iterator[bytes]:
        """The mended lines, in order, of a source in UTF-8; `first` is the number of its first line."""
        numbered = enumerate(source, first)
        while True:
            number, line = self._next(numbered)
            if not line or len(self.problems) > MOST_BAD_ROWS:
                return
            mended = self._mended(number, line, numbered) if self.is_irregular(number) else self._regular(line)
            if mended is not None:
                self.numbering.note(self.count, number)
                self.count += 1
                yield mended

    def _next(self, numbered: Iterator[tuple[int, bytes]]) -> tuple[int, bytes]:
        return self._waiting.popleft() if self._waiting else next(numbered, (0, b""))

    def _regular(self, line: bytes) -> bytes:
        """A line that is a row as it stands; one with a single cell in it may be a title."""
        if not self.has_full_row:
            self.has_full_row = len(list(filter(None, line.strip().split(self.separator.encode())))) > 1
        return line

    def _mended(self, number: int, line: bytes, numbered: Iterator[tuple[int, bytes]]) -> bytes | None:
        """The row that begins on this line, or None if there is none that can be read."""
        text = line.decode().rstrip("\r\n")
        row = split(text, self.separator)
        if row.fault == "open" and self._wasted <= MOST_WASTED + 2 * number:
            row = self._over_lines(line, numbered)
        if row.fault == "" and _is_blank(row.cells):
            return None
        if not row.fault:
            row = SplitFile(self._fitted(row.cells, number))
        message = self._wrong(row)
        if message is None:
            return joined(row.cells, self.separator)
        self.problems.append(Problem(message.key, Place(self.name, number), message, _HELP.get(message.key)))
        return None

    def _fitted(self, cells: tuple[str, ...], number: int) -> tuple[str, ...]:
        """The cells in the columns of the table, where it is plain how they stand in them."""
        lacking = self.width - len(cells)
        if lacking > 0 and (self.is_short(number) or not self.has_full_row):  # or a title above the table
            return cells + ("",) * lacking
        if lacking < 0 and _is_blank(cells[self.width :]):  # separators at the end, as spreadsheet programs leave them
            cells, lacking = cells[: self.width], 0
        if lacking < 0 and not self.has_full_row:  # a title that has the separator in it
            return (*cells[: self.width - 1], self.separator.join(cells[self.width - 1 :]))
        self.has_full_row = self.has_full_row or (not lacking and sum(map(bool, cells)) > 1)
        return cells

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
        parts, splitter = [line], Splitter(self.separator)
        splitter.take(line.decode())
        while len(taken) < MOST_LINES:
            number, following = self._next(numbered)
            if not following:
                break
            taken.append((number, following))
            parts.append(following)
            if splitter.take(following.decode()) == "open":
                continue
            row = splitter.row
            if len(row.cells) == self.width and not self._are_rows(b"".join(parts)):
                return row
            break
        self._wasted += len(taken)
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
