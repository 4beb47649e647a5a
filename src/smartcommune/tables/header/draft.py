"""A table that is not clear yet to as much as is known of its columns, for whoever has to settle the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Problem
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.columns import Column
from smartcommune.tables.header.header_names import naming_of
from smartcommune.tables.header.layout import layout_of
from smartcommune.tables.header.matching import columns_found
from smartcommune.tables.header.unused import with_questions
from smartcommune.tables.sheets.sheet import Sheet, letter_of

# Of a column without a header: enough of its cells to know it by, and more columns than anybody looks at.
_MOST_CELLS: Final = 3
_MOST_COLUMNS: Final = 60


class Draft(NamedTuple):
    """What is known of the columns of a table."""

    header: tuple[int, ...]
    columns: tuple[Column, ...]
    problems: tuple[Problem, ...] = ()  # what has to be settled
    samples: tuple[tuple[str, str], ...] = ()  # of each column of a table without a header: its letter, some cells


def draft_of(
    sheet: Sheet, ruleset: RuleSet, mapping: ColumnMap, problems: Sequence[Problem], year: int | None
) -> Draft:
    """What is known of a table that could not be loaded for some problems.

    Raises:
        InputError: the map itself does not fit the table.
    """
    naming = naming_of(ruleset)
    try:
        layout = layout_of(sheet, naming, mapping)
    except InputError:
        return Draft((), (), tuple(problems), tuple(_samples(sheet)))
    found, _ = columns_found(sheet, layout, naming, ruleset, mapping, year)
    return Draft(layout.header, with_questions(found, sheet, layout, ruleset), tuple(problems))


def _samples(sheet: Sheet) -> list[tuple[str, str]]:
    """The first cells of each column."""
    if sheet.is_typed:
        return [(letter_of(place), name) for place, name in enumerate(sheet.names[:_MOST_COLUMNS])]
    found = []
    for place in range(min(sheet.width, _MOST_COLUMNS)):
        cells = (row.cells[place] for row in sheet.head if place < len(row.cells))
        found.append((letter_of(place), " · ".join([cell for cell in cells if cell is not None][:_MOST_CELLS])))
    return found
