"""A layout's headers to columns: which indicator or identity each one is, and how its cells are written.

Two candidates for one header, or two headers for one indicator, are refused; a header that is merely close to a name
is not used, and the name is suggested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple

from smartcommune.messages import Listed, Message, Words
from smartcommune.model.ruleset import Indicator, RuleSet
from smartcommune.problems import InputError, Place, Problem, did_you_mean
from smartcommune.tables.header.column_map import ColumnMap, Entry
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import (
    DAYS,
    IDENTITY,
    SERIAL,
    Heading,
    Name,
    Naming,
    heading_of,
    parts_of,
    unit_of,
)
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.header.manner import Manner, choices_of
from smartcommune.tables.sheets.sheet import Sheet

# Of the codes of communes in the official list.
CODE_DIGITS: Final = 5
# Looking for likenesses takes time; no office table has as many columns.
_MOST_COMPARED: Final = 300
OFFICE: Final = frozenset({"xlsx", "xls", "ods"})


class Column(NamedTuple):
    """One column of a table; `target` is an indicator's id, an identity column, or None where it is not used."""

    position: int  # from 0
    header: str
    target: str | None = None
    how: str = "unused"  # id, label, alias, map, serial or unused
    unit: str | None = None  # as the header writes it
    manner: Manner | None = None
    suggestion: str | None = None  # a name that the header of an unused column resembles

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it: A, B, …, Z, AA."""
        return letter_of(self.position)

    @property
    def is_fact(self) -> bool:
        return self.target is not None and self.target not in IDENTITY


def letter_of(position: int) -> str:
    """The name that spreadsheets give to a column."""
    letters, number = "", position + 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def columns_of(
    sheet: Sheet, layout: Layout, naming: Naming, ruleset: RuleSet, mapping: ColumnMap
) -> tuple[Column, ...]:
    """The columns of a sheet, in its order.

    Raises:
        InputError: a header that could be two things, two headers that are the same thing, or a column that the map
            names and the table does not have.
    """
    given = given_columns(layout, mapping)
    found = []
    problems = []
    for position in range(sheet.width):
        if position in given:
            unit = heading_of(layout.headers[position]).unit_text
            found.append(Column(position, layout.headers[position], given[position], "map", unit))
            continue
        names = _names(position, layout, naming, frozenset(given.values()))
        if len(names) > 1:
            problems.append(_unclear(position, names, sheet, layout))
        found.append(_column(position, names, layout, naming))
    problems += _doubled(found, sheet)
    if problems:
        raise InputError(problems)
    return tuple(_with_manner(column, sheet, ruleset, mapping) for column in found)


def _names(position: int, layout: Layout, naming: Naming, taken: frozenset[str]) -> tuple[Name, ...]:
    """What a header names, without what the map has found elsewhere."""
    for heading in _headings(position, layout):
        names = naming.of(heading)
        if names:
            return tuple(name for name in names if name.target not in taken)
    return ()


def _column(position: int, names: Sequence[Name], layout: Layout, naming: Naming) -> Column:
    header = layout.headers[position]
    if names:
        unit = next((heading.unit_text for heading in _headings(position, layout)), None)
        return Column(position, header, names[0].target, names[0].how, unit)
    if bare(folded(header)) in SERIAL:
        return Column(position, header, how="serial")
    is_near = position < _MOST_COMPARED
    return Column(position, header, suggestion=_suggestion(position, layout, naming) if is_near else None)


def _headings(position: int, layout: Layout) -> Iterator[Heading]:
    """What a column's header may be matched by: as a whole, then by its last part; a row of units adds the unit."""
    unit = layout.units[position]
    for part in parts_of(layout.headers[position]):
        heading = heading_of(part)
        if heading.unit is None and unit is not None:
            heading = heading._replace(unit=unit_of(unit), unit_text=unit)
        if heading.base:
            yield heading


def _unclear(position: int, names: Sequence[Name], sheet: Sheet, layout: Layout) -> Problem:
    """A header that is a name of two things."""
    targets = Listed(tuple(f"`{name.target}`" for name in names))
    header = layout.headers[position]
    message = Message("header-unclear", header=header, column=letter_of(position), targets=targets)
    return Problem("header-unclear", place_of(sheet, layout, position), message, _map_help(names[0].target, position))


def _doubled(columns: Sequence[Column], sheet: Sheet) -> Iterator[Problem]:
    """Columns that are the same thing."""
    first: dict[str, Column] = {}
    for column in columns:
        if column.target is None:
            continue
        other = first.setdefault(column.target, column)
        if other is not column:
            message = Message(
                "column-twice",
                target=column.target,
                first=named(other),
                second=named(column),
            )
            yield Problem("column-twice", Place(sheet.name), message, _map_help(column.target, other.position))


def _map_help(target: str, position: int) -> Message:
    return Message("map-help", target=target, column=letter_of(position))


def named(column: Column) -> Message:
    """A column in a sentence: its letter and its header."""
    return Message("column-name", letter=column.letter, header=column.header)


def named_cell(column: Column, row: int, sheet: Sheet) -> Message:
    """A cell in a sentence: as spreadsheets name it, or by its column."""
    if sheet.kind not in OFFICE:
        return named(column)
    return Message("cell-name", cell=f"{column.letter}{row}", header=column.header)


def lettered(column: Column, row: int, sheet: Sheet) -> Message:
    """A cell, or its column in a text file, in a few letters."""
    if sheet.kind not in OFFICE:
        return Message("column-letter", letter=column.letter)
    return Message("cell-letter", cell=f"{column.letter}{row}")


def place_of(sheet: Sheet, layout: Layout, position: int) -> Place:
    """Where the header of a column stands."""
    return Place(sheet.name, layout.header[0] if layout.header else None, position + 1)


def _suggestion(position: int, layout: Layout, naming: Naming) -> str | None:
    """A name that the header resembles; nobody but the officer decides whether it is meant."""
    strange = {name for indicator in naming.indicators.values() for name in indicator.not_to_be_confused}
    if layout.headers[position] in strange:
        return None
    known = {bare(base): names[0].text for base, names in naming.names.items()}
    for heading in _headings(position, layout):
        close = get_close_matches(bare(heading.base)[:120], known, n=1, cutoff=0.75)
        if close:
            return known[close[0]]
    return None


def given_columns(layout: Layout, mapping: ColumnMap) -> dict[int, str]:
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
            problems.append(_not_one(entry, entry.column, positions, layout))
        elif positions[0] in found:
            message = Message("map-same-column", other=found[positions[0]], column=entry.column)
            problems.append(Problem("map-same-column", entry.place, message))
        else:
            found[positions[0]] = entry.target
    if problems:
        raise InputError(problems)
    return found


def _positions(text: str, layout: Layout) -> list[int]:
    """The columns with a header, or else the one with a letter."""
    headers = [tuple(map(folded, parts_of(header))) for header in layout.headers]
    key = folded(text)
    for part in (0, -1):
        found = [position for position, parts in enumerate(headers) if key and parts[part] == key]
        if found:
            return found
    return [position for position in range(len(headers)) if letter_of(position) == text.strip().upper()]


def _not_one(entry: Entry, text: str, positions: Sequence[int], layout: Layout) -> Problem:
    if positions:
        letters = Listed(tuple(map(letter_of, positions)))
        return Problem("map-many-columns", entry.place, Message("map-many-columns", column=text, letters=letters))
    known = [header for header in layout.headers if header]
    return Problem("map-no-column", entry.place, Message("map-no-column", column=text), did_you_mean(text, known))


def _with_manner(column: Column, sheet: Sheet, ruleset: RuleSet, mapping: ColumnMap) -> Column:
    if column.target is None:
        return column
    manner = manner_of(column.target, sheet, ruleset)
    entry = mapping.entries.get(column.target)
    return column._replace(manner=manner if entry is None else _settled(manner, entry))


def _settled(manner: Manner, entry: Entry) -> Manner:
    """The manner with what the map says about it."""
    return manner._replace(
        is_fraction=entry.unit == "fraction",
        is_percent=entry.unit == "percent",
        marks=manner.marks if entry.decimal is None else (entry.decimal,),
        yes=entry.yes,
        no=entry.no,
        unknown=entry.unknown,
        not_applicable=entry.not_applicable,
    )


def manner_of(target: str, sheet: Sheet, ruleset: RuleSet) -> Manner:
    """How the cells of a column are written as long as nothing else is known."""
    is_office = sheet.kind in OFFICE
    if target in IDENTITY:
        label = Words(IDENTITY[target][-1], target)
        indicator = Indicator(target, "date" if target in DAYS else "text", label)
        digits = CODE_DIGITS if target == "code" and ruleset.subject == "commune" else 0
        return Manner(indicator, is_fact=False, is_office=is_office, digits=digits)
    indicator = ruleset.indicators[target]
    return Manner(indicator, is_office=is_office, choices=choices_of(indicator))
