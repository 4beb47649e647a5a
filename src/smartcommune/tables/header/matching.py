"""A layout's headers to columns: which indicator or identity each one is, and how its cells are written.

Two candidates for one header, or two headers for one indicator, are refused. A header that names another figure of an
indicator (a plan, a part, another year) is not that indicator: beside a column that is, it is left alone; where none
is, the run stops. What merely resembles a name is never used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import polars as pl

from smartcommune.messages import Listed, Message
from smartcommune.model.beside import SELF
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.columns import Column, named, place_of, with_manner
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import Heading, Naming, unit_of
from smartcommune.tables.header.heading_parts import EVIDENCE, Reading, cells_of, reading_of, ticked
from smartcommune.tables.header.identity_names import EITHER, KIND, NAME_OR_KIND, PLACES, SERIAL
from smartcommune.tables.header.layout import MOST_COMPARED, Layout
from smartcommune.tables.header.likeness import likeness_of
from smartcommune.tables.header.manner import choices_of
from smartcommune.tables.sheets.sheet import MOST_HEAD, Sheet, letter_of

_NAME: Final = "name"
_NAME_OR_KIND: Final = frozenset(map(folded, NAME_OR_KIND))
_KIND: Final = frozenset(map(folded, KIND))
_EITHER: Final = frozenset(map(folded, EITHER))


def columns_of(
    sheet: Sheet, layout: Layout, naming: Naming, ruleset: RuleSet, mapping: ColumnMap, year: int | None = None
) -> tuple[Column, ...]:
    """The columns of a sheet, in its order.

    Raises:
        InputError: a header that could be two things, two headers that are the same thing, an indicator of which there
            are other figures only, or a column that the map names and the table does not have.
    """
    found, problems = columns_found(sheet, layout, naming, ruleset, mapping, year)
    if problems:
        raise InputError(problems)
    return found


def columns_found(
    sheet: Sheet, layout: Layout, naming: Naming, ruleset: RuleSet, mapping: ColumnMap, year: int | None = None
) -> tuple[tuple[Column, ...], Sequence[Problem]]:
    """The columns as far as they are clear, and what is not."""
    matching = _Matching(sheet, layout, naming, mapping, year)
    found = matching.columns()
    return tuple(with_manner(column, sheet, ruleset, mapping) for column in found), matching.problems


class _Matching:
    """Matches the headers of one sheet, and collects what is wrong with them."""

    def __init__(self, sheet: Sheet, layout: Layout, naming: Naming, mapping: ColumnMap, year: int | None) -> None:
        self._sheet = sheet
        self._layout = layout
        self._naming = naming
        self._year = year
        self._given = _given_columns(layout, mapping)
        self._ignored = _ignored_columns(layout, mapping) - self._given.keys()
        self._taken = frozenset(self._given.values())
        self.problems: list[Problem] = []

    def columns(self) -> list[Column]:
        """Every column, matched or not."""
        readings = {position: self._reading(position) for position in range(self._sheet.width)}
        found = [self._column(position, readings[position]) for position in range(self._sheet.width)]
        found = _told_by_cells(self._paired(found), self._sheet, self._layout, self._naming)
        self._check_years(found)
        self._check_others(found)
        self.problems += [*_doubled(found, self._sheet), *self._not_scored(found)]
        return self._compared(found)

    def _reading(self, position: int) -> Reading | None:
        """What a header names, without what the map has found elsewhere."""
        if position in self._given or position in self._ignored:
            return None
        reading = reading_of(self._layout.headers[position], self._naming, self._unit(position))
        if reading is None:
            return None
        return reading._replace(names=tuple(name for name in reading.names if name.target not in self._taken))

    def _unit(self, position: int) -> Heading | None:
        """The unit that a row of units gives a column."""
        unit = self._layout.units[position]
        return None if unit is None else Heading("", "", unit_of(unit), unit)

    def _column(self, position: int, reading: Reading | None) -> Column:
        header = self._layout.headers[position]
        if position in self._given:
            found = reading_of(header, self._naming, self._unit(position))
            unit = found.heading.unit_text if found else None
            return Column(position, header, self._given[position], "map", unit, parts=found.parts if found else ())
        if position in self._ignored:
            return Column(position, header, how="ignored")
        if reading is not None and reading.names:
            return self._matched(position, reading)
        if bare(folded(header)) in SERIAL:
            return Column(position, header, how="serial")
        either = PLACES if folded(header) in _EITHER else ()
        return Column(position, header, unit=self._layout.units[position], either=either)

    def _matched(self, position: int, reading: Reading) -> Column:
        """A column whose header names something, be it the figure that is asked for or another."""
        header, first = self._layout.headers[position], reading.names[0]
        if len(reading.names) > 1:
            self.problems.append(self._unclear(position, reading))
        is_fact = first.target in self._naming.indicators
        if is_fact and reading.is_evidence:
            if f"{first.target}.{EVIDENCE}" in self._naming.indicators:  # facts need it to count
                return Column(position, header, f"{first.target}.{EVIDENCE}", first.how)
            return Column(position, header, how=EVIDENCE, named=first.target, parts=reading.parts)
        other = reading.other(self._year) if is_fact else None
        if not is_fact and any(part.is_other_beside for part in reading.parts):
            return Column(position, header)  # `Huyện đăng ký` is no district
        unit = reading.heading.unit_text
        if other is None:
            return Column(position, header, first.target, first.how, unit, parts=reading.parts)
        return Column(position, header, how="other", unit=unit, parts=reading.parts, named=first.target, other=other)

    def _paired(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, of which those to be ticked for yes know the one to be ticked for no."""
        found = list(columns)
        for left, right in pairwise(columns):
            yes, no = sorted((left, right), key=_is_no)
            target = yes.target
            if target is None or target != no.named or self._naming.indicators[target].type != "boolean":
                continue
            above = cells_of(yes.header)[:-1] == cells_of(no.header)[:-1]
            if above and ticked(cells_of(yes.header)) is True and ticked(cells_of(no.header)) is False:
                found[yes.position] = yes._replace(no=no.position)
                found[no.position] = no._replace(how="ticked", other=None)
        return found

    def _check_years(self, columns: Sequence[Column]) -> None:
        """Several years of one figure, and no day that says which is meant."""
        if self._year is not None:
            return
        for target, those in _by_target(columns).items():
            years = [column for column in those if column.years]
            if len(years) > 1 and len(years) == len(those):
                names = Listed(tuple(named(column) for column in years), "; ")
                help = Message("header-years-help", target=target, column=years[-1].letter)
                place = Place(self._sheet.name)
                self.problems.append(finding("header-years", place, help, target=target, columns=names))

    def _check_others(self, columns: Sequence[Column]) -> None:
        """Indicators of which the table has other figures only, each called so by a header over or under its name."""
        stopped = {problem.message.values.get("target") for problem in self.problems}
        for target, those in _by_target(columns).items():
            others = [column for column in those if column.other is not None and column.other.is_apart]
            if not others or target in stopped or any(column.target or column.how == "ticked" for column in those):
                continue
            names = Listed(tuple(_why(column, self._year) for column in others), "; ")
            help = Message("other-figure-help", target=target, column=others[0].letter)
            place = place_of(self._sheet, self._layout, others[0].position)
            self.problems.append(finding("other-figure", place, help, target=target, columns=names))

    def _not_scored(self, columns: Sequence[Column]) -> Iterator[Problem]:
        """Columns of self-scored points that are of no criterion, or of one that earns none."""
        known = [id.removeprefix(SELF) for id in self._naming.indicators if id.startswith(SELF)]
        for column in columns:
            if column.how == "unused" and column.header.startswith(SELF):
                id, place = column.header.removeprefix(SELF), place_of(self._sheet, self._layout, column.position)
                yield finding("self-points-of-none", place, did_you_mean(id, known), column=named(column), name=id)

    def _unclear(self, position: int, reading: Reading) -> Problem:
        """A header that is a name of two things."""
        targets = Listed(tuple(f"`{name.target}`" for name in reading.names))
        known = {"header": self._layout.headers[position], "column": letter_of(position), "targets": targets}
        place, help = place_of(self._sheet, self._layout, position), _map_help(reading.names[0].target, position)
        return finding("header-unclear", place, help, **known)

    def _compared(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, of which those that are not used know what they resemble, first of what no column gives."""
        used = self._taken | _by_target(columns).keys()
        absent = {id: indicator for id, indicator in self._naming.indicators.items() if id not in used}
        others = self._naming.indicators.keys() - absent.keys()
        names = {name.text: target for target, name in self._naming.called(absent)}
        given = {name.text: target for target, name in self._naming.called(others)}
        strange = {name for indicator in self._naming.indicators.values() for name in indicator.not_to_be_confused}
        return [
            column._replace(likeness=likeness_of(column.header, names) or likeness_of(column.header, given))
            if column.how == "unused"
            and column.header
            and column.header not in strange
            and column.position < MOST_COMPARED
            else column
            for column in columns
        ]


def _is_no(column: Column) -> bool:
    return column.target is None


def _by_target(columns: Sequence[Column]) -> Mapping[str, list[Column]]:
    """The columns that name each indicator, as the figure that is asked for or as another."""
    found: dict[str, list[Column]] = {}
    for column in columns:
        target = column.target or column.named
        if target is not None and column.how != EVIDENCE:
            found.setdefault(target, []).append(column)
    return found


def _why(column: Column, year: int | None) -> Message:
    """A column, and what its header says it is instead."""
    why = column.other.why(year) if column.other is not None else None
    return Message("other-figure-column", column=named(column), why=Message(f"other-figure.{why}"))


def _doubled(columns: Sequence[Column], sheet: Sheet) -> Iterator[Problem]:
    """Columns that are the same thing."""
    first: dict[str, Column] = {}
    for column in columns:
        if column.target is None:
            continue
        other = first.setdefault(column.target, column)
        if other is not column:
            known = {"target": column.target, "first": named(other), "second": named(column)}
            yield finding("column-twice", Place(sheet.name), _map_help(column.target, other.position), **known)


def _map_help(target: str, position: int) -> Message:
    return Message("map-help", target=target, column=letter_of(position))


def _given_columns(layout: Layout, mapping: ColumnMap) -> dict[int, str]:
    """The positions that a map names, with what stands there.

    Raises:
        InputError: a header or letter that the table does not have, has twice, or that two entries name.
    """
    found: dict[int, str] = {}
    problems = []
    for entry in mapping.entries.values():
        if entry.column is None:
            continue
        positions = _positions(entry.column, layout)
        if len(positions) != 1:
            problems.append(_not_one(entry.place, entry.column, positions, layout))
        elif positions[0] in found:
            other = found[positions[0]]
            problems.append(finding("map-same-column", entry.place, other=other, column=entry.column))
        else:
            found[positions[0]] = entry.target
    if problems:
        raise InputError(problems)
    return found


def _ignored_columns(layout: Layout, mapping: ColumnMap) -> frozenset[int]:
    """The positions that somebody said are not to be used; a header that several columns have means all of them.

    Raises:
        InputError: a header or letter that the table does not have.
    """
    found: set[int] = set()
    problems = []
    for ignored in mapping.ignored:
        positions = _positions(ignored.column, layout)
        found.update(positions)
        if not positions:
            problems.append(_not_one(ignored.place, ignored.column, (), layout))
    if problems:
        raise InputError(problems)
    return frozenset(found)


def _positions(text: str, layout: Layout) -> list[int]:
    """The columns with a header, or else the one with a letter."""
    key = folded(text)
    for part in (lambda header: header, lambda header: cells_of(header)[-1]):
        found = [place for place, header in enumerate(layout.headers) if key and folded(part(header)) == key]
        if found:
            return found
    return [place for place in range(len(layout.headers)) if letter_of(place) == text.strip().upper()]


def _not_one(place: Place, text: str, positions: Sequence[int], layout: Layout) -> Problem:
    if positions:
        return finding("map-many-columns", place, column=text, letters=Listed(tuple(map(letter_of, positions))))
    return finding("map-no-column", place, did_you_mean(text, filter(None, layout.headers)), column=text)


def _told_by_cells(columns: Sequence[Column], sheet: Sheet, layout: Layout, naming: Naming) -> list[Column]:
    """The columns, of which those that may be names or kinds are what their cells are.

    `Xã/phường/thị trấn` heads a column of `Xã`, `Phường`, `Thị trấn` in one table and one of names in the next.
    """
    given = {column.target for column in columns}

    def told(column: Column) -> Column:
        header = folded(cells_of(column.header)[-1])
        if column.how == "unused" and header in _KIND:
            kind = _kind(_texts(column, sheet, layout), naming)
            return column if kind in given else _as(column, kind)
        if column.target is None or column.how == "map" or header not in _NAME_OR_KIND:
            return column
        return _told_one(column, _texts(column, sheet, layout), naming)

    return [told(column) for column in columns]


def _told_one(column: Column, texts: Sequence[str], naming: Naming) -> Column:
    """A column that is used, as a name or as a kind."""
    if column.target == _NAME:
        return _as(column, _kind(texts, naming))
    indicator = naming.indicators.get(column.target or "")
    return column if indicator is None or 2 * _kinds(texts, indicator) >= len(texts) else _as(column, _NAME)


def _as(column: Column, target: str | None) -> Column:
    return column if target is None else column._replace(target=target, how="cells")


def _kind(texts: Sequence[str], naming: Naming) -> str | None:
    """The one enumeration of which all cells are values."""
    kinds = [id for id, each in naming.indicators.items() if each.values and _kinds(texts, each) == len(texts)]
    return kinds[0] if texts and len(kinds) == 1 else None


def _kinds(texts: Sequence[str], indicator: Indicator) -> int:
    """How many of some cells are values of an enumeration."""
    choices = choices_of(indicator)
    return sum(folded(text) in choices or bare(folded(text)) in choices for text in texts)


def _texts(column: Column, sheet: Sheet, layout: Layout) -> list[str]:
    """What stands in the first and the last cells of a column."""
    if sheet.is_typed:
        name = f"c{column.position}"
        cells = sheet.frame.select(pl.col(name).cast(pl.String)).head(MOST_HEAD).collect()[name].to_list()
    else:
        rows = {row.number: row for row in (*sheet.head, *sheet.tail) if row.number >= layout.first}
        cells = [row.cells[column.position] for row in rows.values()]
    return [cell for cell in cells if cell is not None and cell.strip()]
