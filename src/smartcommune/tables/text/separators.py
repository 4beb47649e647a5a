"""The first lines of a text to what separates its cells and how many there are; lines that Excel has left short.

Excel writes CSV in blocks of 16 rows and leaves out the separators behind the last cell that a block uses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import refusal
from smartcommune.tables.sheets.sheet import ROW
from smartcommune.tables.text.lines import Extent, extents

SEPARATORS: Final = (",", ";", "\t")
# Rows of one block, in which Excel writes equally many separators.
_BLOCK: Final = 16
# So many lines in a hundred may be ragged without making another sign the separator; two pairs for each.
_RAGGED: Final = 10
# A comma between two figures is more likely a decimal mark.
_DECIMAL: Final = re.compile(r"(?<=[0-9]),(?=[0-9])")


class FileShape(NamedTuple):
    """How the lines of a file are made: what separates its cells, and how many there are in a row."""

    separator: str
    width: int
    first: int  # the number of the first line that is a row


class _Tried(NamedTuple):
    """What becomes of the first lines if a sign separates their cells."""

    sign: str
    rows: list[Extent]

    @property
    def usual(self) -> int:
        """The number of cells that most rows of several cells have; the larger one if two are as frequent."""
        counts = Counter(row.cells for row in self.rows if row.cells > 1)
        return max(counts, key=lambda width: (counts[width], width), default=1)

    @property
    def agreement(self) -> tuple[int, int, int]:
        """How many rows have as many cells as the row above them, how many have the usual number, and this number."""
        widths = [row.cells for row in self.rows]
        pairs = sum(above == below > 1 for above, below in pairwise(widths))
        return (pairs, widths.count(self.usual), self.usual) if self.usual > 1 else (0, 0, 0)

    @property
    def first(self) -> int:
        """The first row with the usual number of cells: a header has no decimal commas, but it has separators."""
        return next((place for place, row in enumerate(self.rows) if row.cells == self.usual), len(self.rows))


def separation(name: str, lines: Sequence[str], separator: str | None, first: int) -> FileShape:
    """What separates the cells, and how many cells a row has.

    Raises:
        InputError: two signs do equally well.
    """
    filled = [line for line in lines if line.strip()]
    tried = [_Tried(sign, extents(filled, sign)) for sign in ((separator,) if separator else SEPARATORS)]
    best = _best(name, tried, filled)
    return FileShape(best.sign, _width_by_blocks(lines, best.sign, first) or _width(best), first)


def _best(name: str, tried: Sequence[_Tried], lines: Sequence[str]) -> _Tried:
    """The sign by which most lines agree; of those that do about as well, the one that the first lines have, too."""
    most = max(each.agreement[0] for each in tried)
    good = [each for each in tried if each.agreement[0] >= most - max(2, most // _RAGGED)]
    good = [each for each in good if each.agreement[0] or not most]
    if len(good) > 1 and _is_decimal(lines):
        good = [each for each in good if each.sign != ","]
    best, *others = sorted(good, key=_rank)
    if others and _rank(best) == _rank(others[0]) and best.agreement > (0, 0, 0):
        signs = {"one": shown_separator(best.sign), "other": shown_separator(others[0].sign)}
        raise refusal("unclear-separator", name, Message("give-separator"), **signs)
    return best


def _rank(tried: _Tried) -> tuple[int, ...]:
    """The earlier the first row of a table, then the more agree, the better."""
    return (tried.first if tried.agreement[0] else 0, *(-part for part in tried.agreement))


def _is_decimal(lines: Sequence[str]) -> bool:
    """Whether nearly all commas of those lines that have one between figures stand between figures."""
    some = [line for line in lines if _DECIMAL.search(line)]
    commas = sum(line.count(",") for line in some)
    return commas > 0 and 10 * sum(len(_DECIMAL.findall(line)) for line in some) >= 9 * commas


def _width(tried: _Tried) -> int:
    """The number of columns: the usual one, unless that is a header's with blank cells behind it in every row."""
    usual = tried.usual
    first = next((row.cells for row in tried.rows if row.cells > 1), usual)
    return first if first < usual and all(row.filled <= first for row in tried.rows) else usual


def _width_by_blocks(lines: Sequence[str], sign: str, first: int) -> int | None:
    """The number of columns of a file in which some blocks have fewer separators; None if it is not made so."""
    blocks: dict[int, set[int]] = {}
    for number, line in enumerate(lines, first):
        if line.strip():
            blocks.setdefault((number - 1) // _BLOCK, set()).add(extents([line], sign)[0].cells)
    widths = {max(found) for found in blocks.values() if len(found) == 1}
    is_made_so = all(len(found) == 1 for found in blocks.values()) and len(widths) > 1
    return max(widths) if is_made_so and max(blocks[min(blocks)]) == max(widths) else None


def short_lines(path: Path, separator: str, width: int, first: int) -> frozenset[int]:
    """The lines of blocks in which every line has equally many cells, and fewer than the table.

    What was put above a table later shifts its blocks; as many such lines in a row are one, wherever it begins.
    """
    line = pl.col("line").str.replace_all(r'"(?:[^"]|"")*"', "")
    cells = line.str.count_matches(separator, literal=True) + 1
    lines = pl.scan_lines(path, name="line", row_index_name=ROW, row_index_offset=1, glob=False)
    filled = lines.filter(pl.col(ROW) >= first, pl.col("line").str.strip_chars() != "")
    blocks = filled.group_by(block=(pl.col(ROW) - 1) // _BLOCK).agg(
        least=cells.min(), most=cells.max(), rows=pl.col(ROW)
    )
    even = blocks.filter(pl.col("least") == pl.col("most"), pl.col("most") < width)
    found = even.collect(engine="streaming")
    is_habit = bool((found["rows"].list.len() > 1).any()) if found.height else False
    in_blocks = found["rows"].explode().to_list() if is_habit else []
    return frozenset(in_blocks) | _short_runs(filled.select(ROW, cells=cells).filter(pl.col("cells") < width))


def _short_runs(short: pl.LazyFrame) -> frozenset[int]:
    """Of lines that are too short, those that stand in a row with as many others of the same number of cells."""
    lines = short.collect(engine="streaming").sort(ROW)
    run = pl.struct(pl.col(ROW) - pl.int_range(pl.len()), "cells").rle_id()
    return frozenset(lines.filter(pl.len().over(run) >= _BLOCK)[ROW].to_list())


def shown_separator(separator: str) -> object:
    """A separator in a sentence."""
    return Message("separator.tab") if separator == "\t" else f"`{separator}`"
