"""Rows that head the communes of a district or a province, to that place on each row below them.

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
from smartcommune.tables.header.columns import HEADS, Column, manner_of
from smartcommune.tables.header.identity_names import PLACES
from smartcommune.tables.header.layout import Layout, rows_text
from smartcommune.tables.sheets.sheet import ROW, Row, Sheet

_PROVINCE: Final = re.compile(r"tỉnh\s.+", re.I)
_DISTRICT: Final = re.compile(r"(?:huyện|quận|thị xã|tx\b\.?)\s*.+", re.I)
# A province or a district: what stands beside it tells.
_CITY: Final = re.compile(r"(?:thành phố|tp\b\.?)\s*.+", re.I)


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
        {ROW: [each.row for each in headings], name: list(_texts(place, headings))},
        schema={ROW: pl.Int64(), name: pl.String()},
    )
    marks = [pl.lit(value=False).alias(f"{name}.number")] if sheet.has_number_marks else []
    return rows.drop(name, strict=False).join_asof(above, on=ROW).with_columns(marks)


def _texts(place: str, headings: Sequence[_Heading]) -> Iterator[str | None]:
    """The place that holds below each heading; a new province has no district yet."""
    text = None
    for each in headings:
        if each.place == place:
            text = each.text
        elif each.place == "province":
            text = None
        yield text
