"""A sheet to facts: every row in the types that the rule set declares, and what is wrong with those that do not fit.

The rows stay in the file's order and are read piece by piece, as they are asked for. A row with a problem is marked and
keeps its cells as they stand, so that the problem can be worded without reading the file again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from smartcommune.facts import NA, FactValue
from smartcommune.messages import Listed, Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.profile import contradictions
from smartcommune.ruleset import RuleSet
from smartcommune.tables.columns import Column, columns_of, named
from smartcommune.tables.contradictions import contradicting
from smartcommune.tables.headings import IDENTITY, naming_of
from smartcommune.tables.layout import Layout, layout_of
from smartcommune.tables.mapping import ColumnMap
from smartcommune.tables.parse import Manner, read_cell
from smartcommune.tables.readers import MISREAD, NOT_APPLICABLE, Cells, Reader, type_of
from smartcommune.tables.sheet import ROW, Sheet
from smartcommune.values import Unfit

OK: Final = "ok"
# The cells of a row with problems as they stand in the file; no indicator can have this name.
RAW: Final = ".cells"
_NAMES: Final = ("code", "name", "province")
_RESERVED: Final = frozenset({ROW, OK, *IDENTITY})


class Loaded(NamedTuple):
    """A table that can be assessed: what it is, how it is read, and its rows."""

    sheet: Sheet
    layout: Layout
    columns: tuple[Column, ...]
    frame: pl.LazyFrame  # row, ok, code, name, province, then the facts, each with `.na` where it may not apply
    rows: RuleSet  # whose indicators decide what is wrong with a row


def load_table(sheet: Sheet, ruleset: RuleSet, mapping: ColumnMap | None = None) -> Loaded:
    """The rows of a sheet with their facts.

    Raises:
        InputError: there is no header, or its columns are not clear.
    """
    _check_names(sheet, ruleset)
    naming, mapping = naming_of(ruleset), mapping or ColumnMap()
    layout = layout_of(sheet, naming, mapping)
    columns = columns_of(sheet, layout, naming, ruleset, mapping)
    return Loaded(sheet, layout, columns, _frame(sheet, layout, columns, ruleset), ruleset)


def _check_names(sheet: Sheet, ruleset: RuleSet) -> None:
    taken = sorted(_RESERVED & ruleset.indicators.keys())
    if taken:
        message = Message("reserved-name", names=Listed(tuple(f"`{name}`" for name in taken)))
        raise InputError([Problem("reserved-name", Place(sheet.name), message)])


def _frame(sheet: Sheet, layout: Layout, columns: tuple[Column, ...], ruleset: RuleSet) -> pl.LazyFrame:
    used = tuple(column for column in columns if column.target is not None)
    needed = [ROW, *(name for column in used for name in _sources(column, sheet))]
    rows = sheet.frame.select(needed)
    rows = rows.filter(pl.col(ROW) >= layout.first) if layout.first > 1 else rows
    left_out = [item.row for item in layout.left_out if item.row >= layout.first]
    if left_out:
        rows = rows.filter(~pl.col(ROW).is_in(left_out))
    piece = _Piece(used, sheet, ruleset)
    return rows.map_batches(
        piece.read,
        schema=piece.schema(),
        predicate_pushdown=False,
        projection_pushdown=False,
        streamable=True,
    )


def _sources(column: Column, sheet: Sheet) -> list[str]:
    """The columns of the sheet's frame that one column is read from."""
    name = f"c{column.position}"
    return [name, f"{name}.number"] if sheet.has_number_marks else [name]


class _Piece:
    """Reads one piece of the table after the other."""

    def __init__(self, used: tuple[Column, ...], sheet: Sheet, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._readers = {
            column.target: _ColumnReader(_sources(column, sheet), column.manner)
            for column in used
            if column.target is not None and column.manner is not None
        }

    def schema(self) -> dict[str, pl.DataType]:
        """The columns of what is read, with their types."""
        found: dict[str, pl.DataType] = {ROW: pl.Int64(), OK: pl.Boolean(), **dict.fromkeys(_NAMES, pl.String())}
        for target, reader in self._readers.items():
            found[target] = type_of(reader.manner)
            if target not in IDENTITY:
                found[_na(target)] = pl.Boolean()
        return found | {RAW: pl.String()}

    def read(self, piece: pl.DataFrame) -> pl.DataFrame:
        """The facts of some rows."""
        cells = {target: reader.read(piece) for target, reader in self._readers.items()}
        facts = {id: column for id, column in cells.items() if id not in IDENTITY}
        bad = contradicting(facts, self._ruleset, piece.height)
        for column in cells.values():
            bad |= column.states == MISREAD
        found = {ROW: piece[ROW], OK: ~bad, **{name: _nothing(piece.height) for name in _NAMES}}
        for id, column in cells.items():
            found[id] = column.values
            if id in facts:
                found[_na(id)] = column.states == NOT_APPLICABLE
        return pl.DataFrame(found | {RAW: _raw(piece, bad)})


def _na(id: str) -> str:
    return f"{id}.na"


def _nothing(height: int) -> pl.Series:
    return pl.repeat(None, height, dtype=pl.String, eager=True)


def _raw(piece: pl.DataFrame, bad: pl.Series) -> pl.Series:
    """The cells of the rows with problems, as JSON; null elsewhere."""
    raw = _nothing(piece.height)
    if not bad.any():
        return raw
    cells = piece.filter(bad).select(pl.struct(pl.exclude(ROW)).struct.json_encode()).to_series()
    return raw.scatter(bad.arg_true(), cells)


class _ColumnReader:
    """Reads one column: cells that hold numbers apart from those that hold text."""

    def __init__(self, sources: list[str], manner: Manner) -> None:
        self.manner = manner
        self._source, *self._mark = sources
        self._texts = Reader(manner)
        self._numbers = Reader(manner, is_number=True)

    def read(self, piece: pl.DataFrame) -> Cells:
        texts = self._texts.read(piece[self._source])
        if not self._mark:
            return texts
        is_number = piece[self._mark[0]].fill_null(value=False)
        numbers = self._numbers.read(piece[self._source])
        values = numbers.values.zip_with(is_number, texts.values)
        return Cells(values, numbers.states.zip_with(is_number, texts.states))


def rejected(loaded: Loaded, rows: pl.DataFrame) -> list[Problem]:
    """What is wrong with rows of the frame that are not `ok`, each with its row and column."""
    return [
        problem
        for row, raw in rows.filter(~pl.col(OK)).select(ROW, RAW).iter_rows()
        for problem in _problems(loaded, row, json.loads(raw))
    ]


def _problems(loaded: Loaded, row: int, cells: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the cells of one row, or else with its facts together."""
    facts: dict[str, FactValue] = {}
    places: dict[str, Place] = {}
    problems = []
    for column in loaded.columns:
        if column.target is None or column.manner is None:
            continue
        place = places[column.target] = Place(loaded.sheet.name, row, column.position + 1)
        name = f"c{column.position}"
        try:
            value = read_cell(cells[name], column.manner, is_number=bool(cells.get(f"{name}.number")))
        except Unfit as unfit:
            message = Message("cell", column=named(column), problem=unfit.message)
            problems.append(Problem(unfit.id, place, message, unfit.help))
            continue
        if value is NA and column.target in loaded.rows.places:
            message = Message("cell", column=named(column), problem=Message("place-not-applicable", name=column.target))
            problems.append(Problem("place-not-applicable", place, message))
        elif value is not None and column.is_fact:
            facts[column.target] = value
    return problems + list(contradictions(facts, loaded.rows, places))
