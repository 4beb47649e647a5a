"""A sheet to facts: every row in the types that the rule set declares, and what is wrong with those that do not fit.

The rows stay in the file's order and are read piece by piece, as they are asked for. A row with a problem is marked and
keeps its cells as they stand, so that the problem can be worded without reading the file again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import reduce
from operator import or_
from pathlib import PurePath
from typing import Final, NamedTuple

import polars as pl

from smartcommune.messages import Amount, Listed, Message, Sayable, Words
from smartcommune.model.beside import as_read
from smartcommune.model.provenance import FileDigest, Provenance
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place, Problem, refusal
from smartcommune.tables.cells.column_reader import Cells, TextColumn, read_together, type_of
from smartcommune.tables.cells.contradictions import contradicting, misfitting
from smartcommune.tables.cells.decimal_marks import settled
from smartcommune.tables.cells.no_communes import Strangers
from smartcommune.tables.cells.refusals import MARK, Refusals
from smartcommune.tables.cells.ticks import with_ticks
from smartcommune.tables.cells.typed import TypedColumn, read_numbers
from smartcommune.tables.cells.written_once import headed, spread
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.columns import Column, header_notes, named, named_cell
from smartcommune.tables.header.header_names import Naming, naming_of
from smartcommune.tables.header.heading_parts import part_of, reading_of
from smartcommune.tables.header.identity_names import KEYS
from smartcommune.tables.header.laid_down import laid_down
from smartcommune.tables.header.layout import Layout, layout_of
from smartcommune.tables.header.left_out import with_rows_left_out
from smartcommune.tables.header.manner import Manner
from smartcommune.tables.header.matching import columns_of
from smartcommune.tables.header.more_headers import with_more_headers
from smartcommune.tables.header.reserved import RESERVED
from smartcommune.tables.header.titles import check_rows, check_titles
from smartcommune.tables.header.unused import said_unused, with_questions
from smartcommune.tables.named_rules import said_of
from smartcommune.tables.sheets.ends import reading
from smartcommune.tables.sheets.sheet import OK as OK  # its readers look for it beside what it is a column of
from smartcommune.tables.sheets.sheet import ROW, Sheet
from smartcommune.tables.sheets.unheard import panics_unheard

# The cells of a row with problems as they stand in the file; no indicator can have this name.
RAW: Final = ".cells"
# What a column that is handed through is called, with its position behind it, and the mark of its numbers behind that.
KEPT: Final = "kept."
NUMBER: Final = ".number"
# In it: whether the cells of a row are wrong together.
_AT_ODDS: Final = ""
_NAMES: Final = ("code", "name", "province")
# Headers that a message lists: enough to see whether one of them is meant.
MOST_HEADERS: Final = 5


class Loaded(NamedTuple):
    """A table that can be assessed: what it is, how it is read, and its rows."""

    sheet: Sheet
    layout: Layout
    columns: tuple[Column, ...]
    texts: pl.LazyFrame  # the cells of the rows, as they stand
    rows: Pieces  # reads them, and says what is wrong with one
    mapped_by: FileDigest | None = None  # the map of its columns, where the user gave one
    cells: pl.LazyFrame | None = None  # all cells of the rows, for whoever wants more of them than are read

    def with_map(self, rules: Provenance) -> Provenance:
        """The rules that answers rest on, with the map of the columns among the files."""
        return rules if self.mapped_by is None else rules._replace(files=(*rules.files, self.mapped_by))

    def keeping(self, positions: Sequence[int]) -> Loaded:
        """The same table, whose rows have some of its columns as they stand there, too: `kept.3` for the third."""
        if self.cells is None or not positions:
            return self
        pieces = self.rows.keeping(positions)
        return self._replace(texts=self.cells.select(pieces.needed), rows=pieces)

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns that somebody has to settle before the answers can be relied on."""
        return tuple(column for column in self.columns if column.is_asked)

    @property
    def frame(self) -> pl.LazyFrame:
        """The rows as they are read, lazily: they are as in `schema`."""
        return self.texts.map_batches(
            self.rows.read,
            schema=dict(self.schema()),
            predicate_pushdown=False,
            projection_pushdown=False,
            streamable=True,
        )

    @property
    def counted(self) -> tuple[Message, ...]:
        """What was read as not applicable, and letters that were read as unknown, in the rows that were read so far."""
        counts = {"cells-na": self.rows.not_applicable, "cells-letters": self.rows.letters}
        found = [Message(key, count=Amount(count, "noun.cell")) for key, count in counts.items() if count]
        return (*found, *self.rows.misfits())

    def reading(self, labels: Mapping[str, Words]) -> tuple[Sayable, ...]:
        """How the table was read, for whoever has only the results: its file, what was not used, what was left out."""
        file = Message("reading.file", file=PurePath(self.sheet.name).name)
        where = file if self.sheet.sheet is None else Message("reading.sheet", file=file, sheet=self.sheet.sheet)
        told = (each for each in said_unused(self.columns, labels) if each.key == "unused.why")
        plain = tuple(named(column) for column in self.columns if column.is_plain)
        unused = (Message("reading.unused", columns=Listed(plain, "; ")),) if plain else ()
        return (where, *self.sheet.notes, *self.layout.brief, *told, *unused, *self.counted)

    def schema(self) -> Mapping[str, pl.DataType]:
        """Row, ok, code, name, province, then the facts, each with `.na` where it may not apply."""
        return self.rows.schema()

    def batches(self, size: int) -> Iterator[pl.DataFrame]:
        """The rows as they are read, in their order and so many at a time: small pieces cost as much as large ones."""
        with reading(self.sheet.name):
            pieces = iter(self.texts.collect_batches(chunk_size=size, maintain_order=True, engine="streaming"))
            while (piece := _next_of(pieces)) is not None:
                yield self.rows.read(piece)


def _next_of(pieces: Iterator[pl.DataFrame]) -> pl.DataFrame | None:
    """The next piece of a table; None behind the last one."""
    with panics_unheard():
        return next(pieces, None)


def load_table(sheet: Sheet, ruleset: RuleSet, mapping: ColumnMap | None = None, as_of: date | None = None) -> Loaded:
    """The rows of a sheet with their facts.

    Raises:
        InputError: there is no header, its columns are not clear, or a column cannot be what it says.
    """
    _check_names(sheet, ruleset)
    ruleset = as_read(ruleset)
    naming, mapping = naming_of(ruleset), mapping or ColumnMap()
    sheet = laid_down(sheet, naming, ruleset)
    layout = with_more_headers(layout_of(sheet, naming, mapping), sheet, naming)
    check_titles(sheet, layout, naming, mapping)
    columns = columns_of(sheet, layout, naming, ruleset, mapping, _year(sheet, layout, naming, as_of))
    check_rows(sheet, layout, columns)
    _check_keys(sheet, columns, ruleset)
    layout = with_rows_left_out(layout, sheet, columns, ruleset.subject)
    rows, ticked = with_ticks(_rows(sheet, layout), columns)
    rows, remarks, once = spread(rows, sheet, layout, columns, mapping)
    columns = with_questions(settled(columns, sheet, layout, rows), sheet, layout, ruleset)
    rows, columns, heads = headed(rows, sheet, layout, columns, ruleset)
    remarks = (*said_of(sheet, ruleset), *header_notes(columns), *ticked, *remarks, *heads)
    layout = layout._replace(remarks=remarks, once=once)
    pieces = Pieces(columns, sheet, ruleset, layout)
    return Loaded(sheet, layout, columns, rows.select(pieces.needed), pieces, cells=rows)


def _check_names(sheet: Sheet, ruleset: RuleSet) -> None:
    taken = sorted(RESERVED & ruleset.indicators.keys())
    if taken:
        raise refusal("reserved-name", sheet.name, names=Listed(tuple(f"`{name}`" for name in taken)))


def _year(sheet: Sheet, layout: Layout, naming: Naming, as_of: date | None) -> int | None:
    """The year of the assessment: of the day that was given, or the one that all rows have that can be seen."""
    if as_of is not None:
        return as_of.year
    if sheet.is_typed:
        return None
    readings = ((place, reading_of(header, naming)) for place, header in enumerate(layout.headers) if header)
    place = next((at for at, found in readings if found and any(name.target == "as_of" for name in found.names)), None)
    if place is None:
        return None
    texts = (row.cells[place] for row in (*sheet.head, *sheet.tail) if row.number >= layout.first)
    years = {year for text in texts if text is not None for year in part_of(text).years}
    return years.pop() if len(years) == 1 else None


def _check_keys(sheet: Sheet, columns: Sequence[Column], ruleset: RuleSet) -> None:
    """A table that does not say which commune a row is answers nothing about any."""
    if any(column.target in KEYS for column in columns):
        return
    unused = [named(column) for column in columns if column.header and not column.target]
    message = Message(f"no-key-{ruleset.subject}", headers=Listed(tuple(unused[:MOST_HEADERS]))) if unused else None
    bare = Message(f"no-key-{ruleset.subject}-at-all")
    raise InputError([Problem("no-key", Place(sheet.name), message or bare, Message("no-key-help"))])


def _rows(sheet: Sheet, layout: Layout) -> pl.LazyFrame:
    """The rows of the sheet that are data."""
    rows = sheet.frame.filter(pl.col(ROW) >= layout.first) if layout.first > 1 else sheet.frame
    left_out = [item.row for item in layout.left_out if item.row >= layout.first]
    return rows.filter(~pl.col(ROW).is_in(left_out)) if left_out else rows


class Pieces:
    """Reads one piece of a table after the other."""

    def __init__(self, columns: Sequence[Column], sheet: Sheet, ruleset: RuleSet, layout: Layout) -> None:
        self._sheet = sheet
        self._ruleset = ruleset
        types = sheet.frame.collect_schema() if sheet.is_typed else {}
        used = [(column, column.target, column.manner) for column in columns]
        self._columns = {target: column for column, target, manner in used if target is not None and manner}
        self._readers = {
            target: _reader(manner, f"c{column.position}", types, has_marks=sheet.has_number_marks)
            for column, target, manner in used
            if target is not None and manner is not None
        }
        typed = ((target, reader) for target, reader in self._readers.items() if isinstance(reader, TypedColumn))
        self._numbers = {target: reader for target, reader in typed if reader.is_number}
        self._strangers = Strangers(self._columns, sheet, layout, ruleset.subject)
        self.refusals = Refusals(self._columns, self._readers, self._strangers, sheet, ruleset)
        self.not_applicable = 0
        self.letters = 0
        self._misfits: dict[tuple[str, str], list[int]] = {}  # how many rows, and the first
        self._kept: dict[str, str] = {}

    @property
    def needed(self) -> list[str]:
        """The columns of the sheet's frame that are read."""
        read = (source for reader in self._readers.values() for source in reader.sources)
        return list(dict.fromkeys((ROW, *read, *self._strangers.sources, *self._kept.values())))

    def keeping(self, positions: Sequence[int]) -> Pieces:
        """The same, with some columns of the sheet as they stand there, and with the marks of their numbers."""
        other = copy(self)
        marks = (NUMBER,) if self._sheet.has_number_marks else ()
        other._kept = {f"{KEPT}{at}{end}": f"c{at}{end}" for at in positions for end in ("", *marks)}
        return other

    def schema(self) -> dict[str, pl.DataType]:
        """The columns of what is read, with their types."""
        found: dict[str, pl.DataType] = {ROW: pl.Int64(), OK: pl.Boolean(), **dict.fromkeys(_NAMES, pl.String())}
        for target, reader in self._readers.items():
            found[target] = type_of(reader.manner)
            if target in self._ruleset.indicators and reader.may_not_apply:
                found[_na(target)] = pl.Boolean()
        kept = self._sheet.frame.collect_schema() if self._kept else {}
        return found | {name: kept[source] for name, source in self._kept.items()} | {RAW: pl.String()}

    def read(self, piece: pl.DataFrame) -> pl.DataFrame:
        """The facts of some rows."""
        cells = self._cells(piece)
        facts = {id: column for id, column in cells.items() if id in self._ruleset.indicators}
        self._count(piece, facts)
        at_odds = contradicting(cells, self._ruleset, piece.height) | self._strangers.among(piece, cells)
        wrong = {target: column.wrong for target, column in cells.items() if column.wrong is not None}
        bad = reduce(or_, wrong.values(), at_odds)
        found = {ROW: piece[ROW], OK: ~bad, **{name: _nothing(piece.height) for name in _NAMES}}
        for id, column in cells.items():
            found[id] = column.values
            if id in facts and self._readers[id].may_not_apply:
                found[_na(id)] = column.is_na
        found |= {name: piece[source] for name, source in self._kept.items()}
        return pl.DataFrame(found | {RAW: self._raw(piece, bad, {_AT_ODDS: at_odds, **wrong})})

    def _count(self, piece: pl.DataFrame, facts: Mapping[str, Cells]) -> None:
        """Add up what the run says aloud."""
        self.not_applicable += sum(int(cells.na.sum()) for cells in facts.values() if cells.na is not None)
        self.letters += sum(cells.letters for cells in facts.values())
        for share, count, rows in misfitting(facts, self._ruleset):
            if rows.any():
                known = self._misfits.setdefault((share, count), [0, piece[ROW].filter(rows)[0]])
                known[0] += int(rows.sum())

    def misfits(self) -> Iterator[Message]:
        """The stated shares that fit no whole number of a count beside them: in how many rows, and where first."""
        for (share, count), (rows, first) in self._misfits.items():
            cells = [named_cell(self._columns[id], first, self._sheet) for id in (share, count)]
            where = {"row": first, "share": cells[0], "number": cells[1]}
            yield Message("cells-misfit", count=Amount(rows, "noun.row"), **where)

    def _cells(self, piece: pl.DataFrame) -> dict[str, Cells]:
        """What each column says."""
        plain = {target: reader.plain for target, reader in self._readers.items() if reader.plain is not None}
        found = dict(zip(plain, read_together(list(plain.values()), piece), strict=True))
        found |= read_numbers(self._numbers, piece)
        found |= {target: reader.read(piece) for target, reader in self._readers.items() if target not in found}
        return {target: found[target] for target in self._readers}

    def _raw(self, piece: pl.DataFrame, bad: pl.Series, marks: Mapping[str, pl.Series]) -> pl.Series:
        """The marks of the rows with problems and the cells that these are about, as JSON; null elsewhere.

        Rows of which the same cells are wrong in the same way so have the same text.
        """
        raw = _nothing(piece.height)
        if not bad.any():
            return raw
        set_marks = [mark.filter(bad).alias(f"{name}{MARK}") for name, mark in marks.items()]
        rows = piece.filter(bad).with_columns(set_marks)
        whole = marks[_AT_ODDS].any()
        texts = [text for target in self._readers for text in self._shown(target, marks, is_whole=whole)]
        cells = rows.select(*texts, *(self._strangers.sources if whole else ()), *(mark.name for mark in set_marks))
        return raw.scatter(bad.arg_true(), cells.select(pl.struct(pl.all()).struct.json_encode()).to_series())

    def _shown(self, target: str, marks: Mapping[str, pl.Series], *, is_whole: bool) -> list[pl.Expr]:
        """The cells of a column in the rows where they are wrong, or where all cells of a row are asked for."""
        asked = [pl.col(f"{name}{MARK}") for name in (target, *([_AT_ODDS] if is_whole else ())) if name in marks]
        return [pl.when(pl.any_horizontal(asked)).then(text) for text in self._readers[target].texts()] if asked else []


def _reader(
    manner: Manner, source: str, types: Mapping[str, pl.DataType], *, has_marks: bool
) -> TextColumn | TypedColumn:
    """What reads a column; texts are read alike wherever they stand."""
    type = types.get(source, pl.String())
    return TextColumn(manner, source, has_marks=has_marks) if type == pl.String else TypedColumn(manner, type, source)


def _na(id: str) -> str:
    return f"{id}.na"


def _nothing(height: int) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, height)


def rejected(loaded: Loaded, rows: pl.DataFrame) -> list[Problem]:
    """What is wrong with rows of the frame that are not `ok`, each with its row and column."""
    raw = rows.select(OK, ROW, RAW).filter(~pl.col(OK)).drop(OK)
    return [problem for row, cells in raw.iter_rows() for problem in loaded.rows.refusals.told(row, cells)]
