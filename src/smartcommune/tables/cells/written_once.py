"""What is written once for several rows to each of these rows: in merged cells, or in a row that heads others.

A fact in a merged cell stays with the first row: nobody said that it is true of the others. What is written once and
not merged is told and stays where it is, until a map says that it holds for the rows below (`fill: down`).

An office that gives a district a row of its own leaves it out of the others. Only where every heading of a table is
such a place is it known which communes lie in which: any other heading may end a district as well as divide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import polars as pl

from smartcommune.messages import Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.columns import HEADS, Column, manner_of, named
from smartcommune.tables.header.identity_names import PLACES, SHARED
from smartcommune.tables.header.layout import Layout, rows_text
from smartcommune.tables.sheets.sheet import ROW, Row, Sheet

_PROVINCE: Final = re.compile(r"tỉnh\s.+", re.I)
_DISTRICT: Final = re.compile(r"(?:huyện|quận|thị xã|tx\b\.?)\s*.+", re.I)
# A province or a district: what stands beside it tells.
_CITY: Final = re.compile(r"(?:thành phố|tp\b\.?)\s*.+", re.I)


class Spread(NamedTuple):
    """The rows with shared values written out, what is said about it, and what may hold for more rows than it says."""

    rows: pl.LazyFrame
    remarks: tuple[Message, ...]
    once: frozenset[str]  # identity columns that are written once for several rows


def spread(rows: pl.LazyFrame, sheet: Sheet, layout: Layout, columns: Sequence[Column], mapping: ColumnMap) -> Spread:
    """The rows with the values of merged cells, and of columns that a map fills, written out."""
    remarks = []
    once = set()
    for column in columns:
        if column.target not in SHARED or sheet.is_typed:
            continue
        source, entry = pl.col(f"c{column.position}"), mapping.entries.get(column.target)
        texts = _texts(sheet, layout, column)
        if texts:
            filled = pl.col(ROW).replace_strict(list(texts), list(texts.values()), default=None, return_dtype=pl.String)
            source = pl.coalesce(source, filled)
            remarks.append(Message("note.spread", column=named(column), rows=rows_text(sorted(texts))))
        if entry is not None and entry.fill is not None:
            source = source.forward_fill()
            remarks.append(Message("note.filled", column=named(column)))
        elif not texts and (firsts := _written_once(sheet, layout, column)):
            once.add(column.target)
            remarks.append(Message("note.once", column=named(column), rows=rows_text(firsts)))
        rows = rows.with_columns(source.alias(f"c{column.position}"))
    return Spread(rows, tuple(remarks), frozenset(once))


def _texts(sheet: Sheet, layout: Layout, column: Column) -> dict[int, str]:
    """The rows below the first of each merged area, with the text that stands in the first."""
    areas = [
        (first, last)
        for first, left, last, right in sheet.merged
        if left == right == column.position and layout.first <= first < last
    ]
    if not areas:
        return {}
    firsts = sheet.frame.filter(pl.col(ROW).is_in([first for first, _ in areas]))
    found = dict(firsts.select(ROW, f"c{column.position}").collect().iter_rows())
    return {row: found[first] for first, last in areas if found.get(first) for row in range(first + 1, last + 1)}


def _written_once(sheet: Sheet, layout: Layout, column: Column) -> list[int]:
    """The rows with the first of each group, if each value is written once and some rows below have none."""
    left_out = {item.row for item in layout.left_out}
    rows = [row for row in sheet.head if row.number >= layout.first and row.number not in left_out]
    given = [row.number for row in rows if row.cells[column.position] is not None]
    values = {row.cells[column.position] for row in rows} - {None}
    is_once = len(values) == len(given) < len(rows)
    return given if is_once and given and given[0] == rows[0].number else []


class Headed(NamedTuple):
    """The rows with the places that head them, the columns that these are, and what is said about it."""

    rows: pl.LazyFrame
    columns: tuple[Column, ...]
    remarks: tuple[Message, ...] = ()


class _Heading(NamedTuple):
    """A row that heads others, and the place that it names."""

    row: int
    place: str
    text: str


def headed(rows: pl.LazyFrame, sheet: Sheet, layout: Layout, columns: Sequence[Column], ruleset: RuleSet) -> Headed:
    """The rows of a table, with the district and the province of the heading above each."""
    above = _rows_above(sheet, layout)
    if not above or not _is_blank(rows.filter(pl.col(ROW) < above[0].number)):
        return Headed(rows, tuple(columns))  # a heading below its communes is none
    found, remarks = [*columns], []
    headings = [*_in_own_column(above, columns)] or _by_words(above)
    given = {column.target: column.position for column in columns}
    for place in dict.fromkeys(each.place for each in headings):
        position = given.get(place, len(found) + sheet.width - len(columns))
        if place in given and not _is_blank(rows.filter(pl.col(f"c{position}").is_not_null())):
            continue
        rows = _filled(rows, position, place, headings, sheet)
        if place not in given:
            found.append(Column(position, "", place, HEADS, manner=manner_of(place, sheet, ruleset)))
        numbers = rows_text([each.row for each in headings if each.place == place])
        remarks.append(Message(f"note.headed-{place}", rows=numbers))
    return Headed(rows, tuple(found), tuple(remarks))


def _rows_above(sheet: Sheet, layout: Layout) -> list[Row]:
    """The headings of a table; none if there may be others: a row that is refused, or one of a long text file."""
    numbers = [item.row for item in layout.left_out if item.why == "heading"]
    if not numbers or layout.uncounted:
        return []
    is_between = pl.col(ROW).is_between(sheet.head[-1].number, sheet.tail[0].number, closed="none")
    if not sheet.has_number_marks and not _is_blank(sheet.frame.filter(is_between)):
        return []
    cells = sheet.frame.filter(pl.col(ROW).is_in(numbers)).select(ROW, *(f"c{place}" for place in range(sheet.width)))
    return [Row(number, tuple(row)) for number, *row in cells.collect().iter_rows()]


def _is_blank(rows: pl.LazyFrame) -> bool:
    return rows.head(1).collect().is_empty()


def _in_own_column(above: Sequence[Row], columns: Sequence[Column]) -> Iterator[_Heading]:
    """The headings that all stand in the column of a place."""
    for column in columns:
        if column.target in PLACES and all(row.cells[column.position] is not None for row in above):
            yield from (_Heading(row.number, column.target, row.cells[column.position] or "") for row in above)
            return


def _by_words(above: Sequence[Row]) -> list[_Heading]:
    """The headings that are called districts and provinces; none if one of them is called otherwise."""
    texts = [(row.number, _words(row)) for row in above]
    has = {kind: any(kind.fullmatch(text) for _, text in texts) for kind in (_PROVINCE, _DISTRICT)}
    is_told = has[_DISTRICT] and not has[_PROVINCE]  # beside provinces a city may be one
    found = [_Heading(number, _place(text, is_told=is_told), text) for number, text in texts]
    return found if all(each.place for each in found) else []


def _words(row: Row) -> str:
    """The cell of a heading that is called a place; else nothing."""
    texts = (" ".join(cell.split()) for cell in row.cells if cell is not None)
    return next((text for text in texts if any(each.fullmatch(text) for each in (_PROVINCE, _DISTRICT, _CITY))), "")


def _place(text: str, *, is_told: bool) -> str:
    """Which place a text names; of a city nobody knows unless all other headings are districts."""
    if _PROVINCE.fullmatch(text):
        return "province"
    return "district" if _DISTRICT.fullmatch(text) or (is_told and _CITY.fullmatch(text)) else ""


def _filled(rows: pl.LazyFrame, position: int, place: str, headings: Sequence[_Heading], sheet: Sheet) -> pl.LazyFrame:
    """The rows with the place of the last heading above each."""
    name = f"c{position}"
    above = pl.LazyFrame(
        {ROW: [each.row for each in headings], name: list(_places_below(place, headings))},
        schema={ROW: pl.Int64(), name: pl.String()},
    )
    marks = [pl.lit(value=False).alias(f"{name}.number")] if sheet.has_number_marks else []
    return rows.drop(name, strict=False).join_asof(above, on=ROW).with_columns(marks)


def _places_below(place: str, headings: Sequence[_Heading]) -> Iterator[str | None]:
    """The place that holds below each heading; a new province has no district yet."""
    text = None
    for each in headings:
        if each.place == place:
            text = each.text
        elif each.place == "province":
            text = None
        yield text
