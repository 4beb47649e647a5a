"""One table as it stands in its file: every row, with the number an officer sees, and nothing interpreted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from smartcommune.messages import Message
from smartcommune.problems import InputError, Problem, refusal

if TYPE_CHECKING:
    import polars as pl

# The column of a sheet's frame that holds the row number: lines of a text file, rows as Excel numbers them.
ROW: Final = "row"
# That of the rows that can be assessed.
OK: Final = "ok"
# How many rows at either end are looked at for titles, headers, totals and signatures.
MOST_HEAD: Final = 200
MOST_TAIL: Final = 60
# Wider than any real table; one stray cell in the last column of a sheet would else make 16,384 columns.
MOST_COLUMNS: Final = 2_000
# A cell with nothing but these is blank: what Unicode calls white space, as Polars strips it.
BLANKS: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


# What a form calls its rule set, among the names that its workbook defines.
RULES_NAME: Final = "smartcommune.rules"


class Cell(NamedTuple):
    """Where a value stands that a sheet was made of which has it elsewhere."""

    file: str
    sheet: str | None
    row: int  # as an officer sees it
    column: int  # from 0

    @property
    def name(self) -> str:
        """As spreadsheets name it: `C12`."""
        return f"{letter_of(self.column)}{self.row}"


class Row(NamedTuple):
    """One row: its number as an officer sees it, and its cells as text; blank cells are None."""

    number: int
    cells: tuple[str | None, ...]


class Sheet(NamedTuple):
    """One table of a file.

    `frame` has the column `row` (64-bit integers, ascending) and one column `c0`, `c1`, … per column of the file, in
    its order. In a `text` sheet they hold text; blank cells may be null. A spreadsheet's cells are text too: a number
    in its shortest form with a point and the at most 15 digits that are shown, a percent-formatted one as `82.5%`, a
    date as `2023-05-31`, a truth value as `true` or `false`, an error as `#DIV/0!`, a formula without a stored value
    as `=A1`; its `c0.number` says which cells of `c0` are numbers there. A `typed` sheet (Parquet, JSON Lines) keeps
    the types it has (64-bit numbers, truth values, days; anything else as the text that says exactly what it is), and
    its header is `names`. Rows that are wholly blank are not in the frame; numbers count them all the same.
    """

    name: str  # what messages call the file
    kind: str  # csv, tsv, xlsx, xls, ods, parquet or jsonl
    is_typed: bool
    frame: pl.LazyFrame
    width: int
    head: tuple[Row, ...]
    tail: tuple[Row, ...]
    names: tuple[str, ...] = ()  # of the columns of a typed sheet
    sheet: str | None = None  # which sheet of a workbook
    others: tuple[str, ...] = ()  # the visible sheets beside it, where nobody asked for this one
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column; columns from 0
    has_number_marks: bool = False  # whether the frame has the `c0.number` columns
    notes: tuple[Message, ...] = ()  # what was found out: encoding, separator, hidden rows …
    problems: tuple[Problem, ...] = ()  # what is wrong with single rows, which the frame then leaves out
    rules: str | None = None  # the id of the rule set that a form was made for
    parts: tuple[Sheet, ...] = ()  # of a folder, the sheets in it
    cells: Mapping[tuple[int, int], Cell] = {}  # of sheets that were laid into rows, where each value stands there
    remarks: Mapping[int, tuple[Message, ...]] = {}  # what was found out about single rows


def letter_of(position: int) -> str:
    """The name that spreadsheets give to a column."""
    letters, number = "", position + 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def runs(numbers: Iterable[int], shown: Callable[[int], str] = str) -> list[str]:
    """Ascending numbers as people list them: `1–3`, `7`."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [shown(first) if first == last else f"{shown(first)}–{shown(last)}" for first, last in found]


def too_wide(name: str, width: int) -> InputError:
    return refusal("too-many-columns", name, Message("clear-cells"), found=width, most=MOST_COLUMNS)
