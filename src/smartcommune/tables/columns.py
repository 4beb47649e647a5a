"""A layout's headers to columns: which indicator or identity each one is, and how its cells are written.

Two candidates for one header, or two headers for one indicator, are refused; a header that is merely close to a name
is not used, and the name is suggested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple

from smartcommune.messages import Listed, Message, Words
from smartcommune.problems import InputError, Place, Problem
from smartcommune.ruleset import Indicator, RuleSet
from smartcommune.tables.folding import bare, folded
from smartcommune.tables.headings import DAYS, IDENTITY, SERIAL, Heading, Naming, heading_of, unit_of
from smartcommune.tables.layout import Layout, parts_of
from smartcommune.tables.parse import Manner, choices_of
from smartcommune.tables.sheet import Sheet

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


def columns_of(sheet: Sheet, layout: Layout, naming: Naming, ruleset: RuleSet) -> tuple[Column, ...]:
    """The columns of a sheet, in its order.

    Raises:
        InputError: a header that could be two things, or two headers that are the same thing.
    """
    found = [_column(position, layout, naming) for position in range(sheet.width)]
    problems = [*_unclear(sheet, layout, naming), *_doubled(found, sheet)]
    if problems:
        raise InputError(problems)
    return tuple(_with_manner(column, sheet, ruleset) for column in found)


def _column(position: int, layout: Layout, naming: Naming) -> Column:
    header = layout.headers[position]
    for heading in _headings(position, layout):
        names = naming.of(heading)
        if len(names) == 1:
            return Column(position, header, names[0].target, names[0].how, heading.unit_text)
    if not header:
        return Column(position, header)
    if bare(folded(header)) in SERIAL:
        return Column(position, header, how="serial")
    return Column(position, header, suggestion=_suggestion(position, layout, naming))


def _headings(position: int, layout: Layout) -> Iterator[Heading]:
    """What a column's header may be matched by: as a whole, then by its last part; a row of units adds the unit."""
    unit = layout.units[position]
    for part in parts_of(layout.headers[position]):
        heading = heading_of(part)
        if heading.unit is None and unit is not None:
            heading = heading._replace(unit=unit_of(unit), unit_text=unit)
        if heading.base:
            yield heading


def _unclear(sheet: Sheet, layout: Layout, naming: Naming) -> Iterator[Problem]:
    """Headers that are names of two things."""
    for position in range(sheet.width):
        for heading in _headings(position, layout):
            names = naming.of(heading)
            if len(names) > 1:
                targets = Listed(tuple(f"`{name.target}`" for name in names))
                message = Message("header-unclear", header=heading.text, column=letter_of(position), targets=targets)
                yield Problem("header-unclear", place_of(sheet, layout, position), message, Message("map-help"))
                break


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
            yield Problem("column-twice", Place(sheet.name), message, Message("map-help"))


def named(column: Column) -> Message:
    """A column in a sentence: its letter and its header."""
    return Message("column-name", letter=column.letter, header=column.header)


def place_of(sheet: Sheet, layout: Layout, position: int) -> Place:
    """Where the header of a column stands."""
    return Place(sheet.name, layout.header[0] if layout.header else None, position + 1)


def _suggestion(position: int, layout: Layout, naming: Naming) -> str | None:
    """A name that the header resembles; nobody but the officer decides whether it is meant."""
    known = {bare(base): names[0].text for base, names in naming.names.items()}
    for heading in _headings(position, layout):
        close = get_close_matches(bare(heading.base)[:120], known, n=1, cutoff=0.75)
        if close:
            return known[close[0]]
    return None


def _with_manner(column: Column, sheet: Sheet, ruleset: RuleSet) -> Column:
    if column.target is None:
        return column
    return column._replace(manner=manner_of(column.target, sheet, ruleset))


def manner_of(target: str, sheet: Sheet, ruleset: RuleSet) -> Manner:
    """How the cells of a column are written as long as nothing else is known."""
    is_office = sheet.kind in OFFICE
    if target in IDENTITY:
        label = Words(IDENTITY[target][-1], target)
        indicator = Indicator(target, "date" if target in DAYS else "text", label)
        return Manner(indicator, is_fact=False, is_office=is_office)
    indicator = ruleset.indicators[target]
    return Manner(indicator, is_office=is_office, choices=choices_of(indicator))
