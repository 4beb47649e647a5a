"""A CSV or TSV file to a sheet of texts, lazily: Polars scans it, and only irregular lines are looked at one by one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import InputError, Problem
from smartcommune.source.files import read_head
from smartcommune.source.table_files import TableFile, read_lines, spool
from smartcommune.tables.sheets.ends import IS_FILLED, ends_of, filled
from smartcommune.tables.sheets.sheet import BLANKS, MOST_COLUMNS, MOST_HEAD, ROW, Sheet, too_wide
from smartcommune.tables.text.encoding import as_utf8, not_utf8
from smartcommune.tables.text.lines import MOST_BAD_ROWS, Mender, Numbering, split
from smartcommune.tables.text.separators import FileShape, separation, short_lines, shown_separator

# What is looked at to find the separator and the number of columns.
_HEAD_BYTES: Final = 1 << 20
# Beyond this width one expression for a whole line grows too large.
_MOST_REGULAR: Final = 500
_BLANK_LINES: Final = 0  # no line has this number
_SEPARATOR_LINE: Final = re.compile(r"sep=([!#-/:-@\[-`{-~ \t])\r?\n")


class Found(NamedTuple):
    """What was found out about the lines of a file."""

    irregular: frozenset[int]  # their numbers
    has_blank_rows: bool  # perhaps


def read_delimited(file: TableFile, kind: str, encoding: str | None, separator: str | None) -> Sheet:
    """The sheet of a delimited file.

    Raises:
        InputError: not a text, no table in it, or so many bad rows that it cannot be trusted.
    """
    text = as_utf8(file, encoding)
    shape = _shape(file.name, text.path, separator or ("\t" if kind == "tsv" else None))
    try:
        found = _looked_through(text.path, shape)
    except pl.exceptions.ComputeError as error:  # all that can go wrong with lines
        raise not_utf8(file.name, text.path) from error
    if found.irregular:
        scan, problems = _mended(file.name, text.path, shape, found.irregular)
    else:
        scan, problems = _scan(text.path, shape, None, shape.first - 1), ()
    emptied = scan.with_columns(filled(f"c{number}") for number in range(shape.width))
    head, tail = ends_of(file.name, emptied, has_problems=bool(problems))
    notes = (text.note, Message("separator", separator=shown_separator(shape.separator)))
    return Sheet(
        name=file.name,
        kind=kind,
        is_typed=False,
        # To look for blank rows is to read every column, also those that nobody asks for; readers know blank cells.
        frame=emptied.filter(IS_FILLED) if found.has_blank_rows else scan,
        width=shape.width,
        head=head,
        tail=tail,
        notes=notes,
        problems=problems,
    )


def _shape(name: str, path: Path, separator: str | None) -> FileShape:
    head = read_head(path, _HEAD_BYTES).decode("utf-8", "ignore").removeprefix("\ufeff")
    said = _SEPARATOR_LINE.match(head)
    if said is not None:
        head, separator = head[said.end() :], separator or said[1]
    first = 1 if said is None else 2
    lines = re.split(r"\r?\n", head, maxsplit=MOST_HEAD)[:MOST_HEAD]
    found = separation(name, lines, separator, first)
    if found.width > MOST_COLUMNS:
        raise too_wide(name, found.width)
    return found


def _looked_through(path: Path, shape: FileShape) -> Found:
    """Which lines a reader might misread or are no full row, and whether others are blank, in one pass."""
    lines = pl.scan_lines(path, name="line", row_index_name=ROW, row_index_offset=1, glob=False)
    lines = lines.filter(pl.col(ROW) >= shape.first, ~_is_regular(shape) | _is_blank(shape))
    # One number stands for all blank lines.
    numbers = lines.select(pl.when(~_is_regular(shape)).then(ROW).otherwise(_BLANK_LINES)).unique()
    found = set(numbers.collect(engine="streaming").to_series().to_list())
    irregular = frozenset(found - {_BLANK_LINES} - _regular_first(path, shape))
    return Found(irregular, has_blank_rows=bool(irregular) or _BLANK_LINES in found)


def _is_blank(shape: FileShape) -> pl.Expr:
    return pl.col("line").str.strip_chars_start(f'{shape.separator}"{BLANKS}') == ""


def _is_regular(shape: FileShape) -> pl.Expr:
    """Whether a line is one row, whoever reads it."""
    line, separator = pl.col("line"), re.escape(shape.separator)
    if shape.width > _MOST_REGULAR:
        counted = line.str.count_matches(shape.separator, literal=True) == shape.width - 1
        return counted & ~line.str.contains(r'["\r\x00\x{FEFF}]')
    plain = rf'[^{separator}"\r\n\x00\x{{FEFF}}]'
    quoted = r'(?:[^"\r\n\x00\x{FEFF}]|"")'
    cell = rf'(?:{plain}*|"{quoted}*")'
    return line.str.contains(f"^(?:{cell}{separator}){{{shape.width - 1}}}{cell}$")


def _regular_first(path: Path, shape: FileShape) -> set[int]:
    """The first line, if nothing but a byte order mark sets it apart."""
    line = next(read_lines(path), b"").decode()
    row = split(line.removeprefix("\ufeff").rstrip("\r\n"), shape.separator)
    is_plain = "\x00" not in line and "\r" not in line.rstrip("\r\n") and '""' not in line
    is_plain = is_plain and not any('"' in cell for cell in row.cells)
    is_plain = is_plain and any(row.cells) and all(cell.strip(BLANKS) for cell in row.cells if cell)
    return {1} if line.startswith("\ufeff") and is_plain and len(row.cells) == shape.width else set()


def _mended(
    name: str, path: Path, shape: FileShape, irregular: frozenset[int]
) -> tuple[pl.LazyFrame, tuple[Problem, ...]]:
    short = short_lines(path, shape.separator, shape.width, shape.first)
    mender = Mender(name, shape.separator, shape.width, irregular.__contains__, short.__contains__)
    lines = _unmarked(read_lines(path))
    for _ in range(shape.first - 1):
        next(lines)
    copy = spool(mender.lines(lines, shape.first))
    if len(mender.problems) > MOST_BAD_ROWS or (mender.problems and mender.count == 0):
        raise InputError(mender.problems)
    return _scan(copy, shape, mender.numbering, 0), tuple(mender.problems)


def _unmarked(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines without the byte order mark of the first."""
    yield next(lines, b"").removeprefix(codecs.BOM_UTF8)
    yield from lines


def _scan(path: Path, shape: FileShape, numbering: Numbering | None, skipped: int) -> pl.LazyFrame:
    """Every row with its line number and its cells as texts."""
    frame = pl.scan_csv(
        path,
        has_header=False,
        separator=shape.separator,
        schema={f"c{number}": pl.String for number in range(shape.width)},
        skip_lines=skipped,
        row_index_name=ROW,
        row_index_offset=skipped + 1 if numbering is None else 0,
        glob=False,
    )
    if numbering is None:
        return frame.with_columns(pl.col(ROW).cast(pl.Int64))
    line = pl.col(ROW).map_batches(_lines_of(numbering), return_dtype=pl.Int64, is_elementwise=True)
    return frame.with_columns(line)


def _lines_of(numbering: Numbering) -> Callable[[pl.Series], pl.Series]:
    positions = pl.Series(numbering.positions, dtype=pl.Int64)
    offsets = pl.Series(numbering.offsets, dtype=pl.Int64)

    def lines(rows: pl.Series) -> pl.Series:
        if positions.is_empty():
            return rows.cast(pl.Int64)
        return rows.cast(pl.Int64) + offsets.gather(positions.search_sorted(rows.cast(pl.Int64), side="right") - 1)

    return lines
