"""Columns that nobody reads to what is said about them, and to those that somebody has to settle.

A column is asked about if it holds data, is a name but for a slip or a short form, and no other column gives the
indicator although the verdict may depend on it: if it is meant, every answer without it is worth less than it seems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import polars as pl

from smartcommune.messages import Listed, Message, Words
from smartcommune.model.beside import as_read
from smartcommune.model.conditions import conditions, leaves_in
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import Problem
from smartcommune.tables.header.columns import Column, named, place_of, why_unused
from smartcommune.tables.header.header_names import naming_of
from smartcommune.tables.header.identity_names import IDENTITY
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.header.likeness import likeness_of
from smartcommune.tables.sheets.sheet import ROW, Sheet

# More would bury the rest of a summary; `inspect` shows all.
MOST_SAID: Final = 8


def with_questions(columns: Sequence[Column], sheet: Sheet, layout: Layout, ruleset: RuleSet) -> tuple[Column, ...]:
    """The columns, of which those that are not used know whether they hold data and are asked about."""
    unused = [column for column in columns if column.is_left_alone]
    filled = _filled(unused, sheet, layout)
    needed = _needed(ruleset) - {column.target for column in columns}

    def asked(column: Column) -> Column:
        if not column.is_left_alone:
            return column
        is_blank = column.position not in filled
        like = column.likeness
        is_asked = not is_blank and like is not None and like.is_near and like.target in needed
        return column._replace(is_blank=is_blank, is_asked=is_asked)

    return tuple(map(asked, columns))


def said_unused(columns: Sequence[Column], labels: Mapping[str, Words]) -> Iterator[Message]:
    """What there is to say about each column that holds data and is not used, those that are asked about first."""
    for column in sorted(columns, key=lambda column: not column.is_asked):
        if column.is_left_alone and not column.is_blank:
            why = next(why_unused(column, labels), None)
            yield named(column) if why is None else Message("unused.why", column=named(column), why=why)


def labels_of(ruleset: RuleSet) -> dict[str, Words]:
    """What each indicator is called."""
    return {id: indicator.label for id, indicator in as_read(ruleset).declared.items()}


def unused_note(columns: Sequence[Column], labels: Mapping[str, Words]) -> tuple[Message, ...]:
    """All of them in one sentence; nothing if there are none."""
    said = tuple(said_unused(columns, labels))
    more = (Message("unused.more", count=len(said) - MOST_SAID),) if len(said) > MOST_SAID else ()
    return (Message("unused", columns=Listed((*said[:MOST_SAID], *more), "; ")),) if said else ()


def questions(
    columns: Sequence[Column], sheet: Sheet, layout: Layout, labels: Mapping[str, Words]
) -> Iterator[Problem]:
    """What is asked about, as problems of a table: nobody is picked before they are settled."""
    for column in columns:
        if column.is_asked:
            why = next(why_unused(column, labels))
            message = Message("unused.why", column=named(column), why=why)
            yield Problem("column-asked", place_of(sheet, layout, column.position), message)


def of_frame(headers: Sequence[str], ruleset: RuleSet) -> tuple[Column, ...]:
    """The columns of a frame that are not used: there, columns are known by the ids of indicators alone."""
    naming = naming_of(as_read(ruleset))
    absent = naming.indicators.keys() - set(headers)
    names = {name.text: target for target, name in naming.called(absent)}
    needed = _needed(ruleset) & absent
    found = []
    for position, header in enumerate(headers):
        if header not in naming.indicators and header not in IDENTITY:
            like = likeness_of(header, names)
            is_asked = like is not None and like.is_near and like.target in needed
            found.append(Column(position, header, likeness=like, is_asked=is_asked))
    return tuple(found)


def _filled(columns: Sequence[Column], sheet: Sheet, layout: Layout) -> set[int]:
    """The positions of columns with data; a long file is gone through only for those that are blank at both ends."""
    rows = [row for row in (*sheet.head, *sheet.tail) if row.number >= layout.first]
    seen = {place for row in rows for place, cell in enumerate(row.cells) if cell is not None}
    rest = [column.position for column in columns if column.position not in seen]
    if rest:
        data = sheet.frame.filter(pl.col(ROW) >= layout.first)
        found = data.select((pl.col(f"c{place}").is_not_null().any()).alias(str(place)) for place in rest)
        row = found.collect(engine="streaming").row(0, named=True)
        seen |= {place for place in rest if row[str(place)]}
    return seen


def _needed(ruleset: RuleSet) -> set[str]:
    """The indicators that the verdict may depend on, with those from which some of them are computed."""
    found = {leaf.indicator for leaf in leaves_in(conditions(ruleset))}
    for id, form in reversed([*relations(ruleset).forms.items()]):
        found.update(form.parts if id in found else ())
    return found
