"""The cells of columns to what these say about each other: which decimal mark a column has, whether shares are meant.

A cell with two readings is read as the other cells of its column are written, if these agree. They are looked at where
the first or the last rows have any mark at all; in a column that shows none there, such cells are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

from smartcommune.messages import Message
from smartcommune.model.facts import NA
from smartcommune.model.values import Unfit
from smartcommune.problems import InputError, Problem, finding
from smartcommune.tables.cells.numbers import exceeds_one, shows
from smartcommune.tables.cells.parse import read_cell
from smartcommune.tables.cells.typed import as_text
from smartcommune.tables.header.columns import Column, named, place_of
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.header.manner import Manner
from smartcommune.tables.sheets.sheet import Sheet

_MARKS: Final = frozenset(".,")


class _Seen(NamedTuple):
    """A column that is used, with some of its cells and an expression for all of them as text."""

    column: Column
    manner: Manner
    sample: Sequence[str]
    text: pl.Expr
    words: pl.Expr | None  # the cells that hold text, where there can be any: a number is written with a point


def settled(columns: tuple[Column, ...], sheet: Sheet, layout: Layout, rows: pl.LazyFrame) -> tuple[Column, ...]:
    """The columns with the decimal mark that their cells show.

    Raises:
        InputError: a column of percentages holds nothing but fractions.
    """
    seen = _seen(columns, sheet, layout)
    marked = [item for item in seen if item.words is not None and _may_settle(item)]
    shares = [item for item in seen if _may_be_shares(item)]
    asked = {
        _key(item.column, mark): shows(item.words, item.manner, mark)
        for item in marked
        if item.words is not None
        for mark in item.manner.marks
    }
    asked |= {_key(item.column, "larger"): exceeds_one(item.text) for item in shares}
    found = rows.select(**asked).collect(engine="streaming").row(0, named=True) if asked else {}
    fractions = [item.column for item in shares if not found[_key(item.column, "larger")]]
    if fractions:
        raise InputError(_fractions(column, sheet, layout) for column in fractions)
    manners = {item.column.position: _preferring(item, found) for item in marked}
    return tuple(column._replace(manner=manners.get(column.position, column.manner)) for column in columns)


def _key(column: Column, question: str) -> str:
    return f"{column.position}.{question}"


def _seen(columns: Sequence[Column], sheet: Sheet, layout: Layout) -> list[_Seen]:
    """The columns that are used, with their cells."""
    types, samples = sheet.frame.collect_schema(), _samples(sheet, layout)
    found = []
    for column in columns:
        type = types[f"c{column.position}"]
        if column.manner is not None:
            text = as_text(f"c{column.position}", type)
            words = text if type == pl.String else None
            if sheet.has_number_marks:
                words = pl.when(~pl.col(f"c{column.position}.number")).then(text)
            found.append(_Seen(column, column.manner, samples[column.position], text, words))
    return found


def _samples(sheet: Sheet, layout: Layout) -> dict[int, list[str]]:
    """The cells of each column in the first and the last rows of the data."""
    left_out = {item.row for item in layout.left_out}
    samples: dict[int, list[str]] = {position: [] for position in range(sheet.width)}
    for row in dict.fromkeys((*sheet.head, *sheet.tail)):
        if row.number >= layout.first and row.number not in left_out:
            for position, cell in enumerate(row.cells):
                if cell is not None:
                    samples[position].append(cell)
    return samples


def _may_settle(item: _Seen) -> bool:
    """Whether cells of a column can have two readings, and other cells may tell which is meant."""
    if item.manner.indicator.type not in ("count", "number", "money") or len(item.manner.marks) == 1:
        return False
    return any(_MARKS & set(cell) for cell in item.sample)


def _may_be_shares(item: _Seen) -> bool:
    """Whether the percentages that can be seen are all at most 1, and more than one of them is a fraction."""
    if item.manner.indicator.type != "percent" or item.manner.is_fraction or item.manner.is_percent:
        return False
    small = 0
    for cell in item.sample:
        try:
            value = read_cell(cell, item.manner)
        except Unfit as unfit:
            small += unfit.id == "percent-or-fraction"
        else:
            if value and value is not NA:
                return False
    return small > 1


def _preferring(item: _Seen, found: Mapping[str, bool]) -> Manner:
    """The manner with the one mark that cells show, or as it was if they show both or none."""
    marks = [mark for mark in item.manner.marks if found[_key(item.column, mark)]]
    return item.manner._replace(preferred=marks[0]) if len(marks) == 1 else item.manner


def _fractions(column: Column, sheet: Sheet, layout: Layout) -> Problem:
    help = Message("all-fractions-help", target=column.target)
    return finding("all-fractions", place_of(sheet, layout, column.position), help, column=named(column))
