"""Columns whose header may mean the name of a commune or its kind, to what their cells say they are.

`Xã/phường/thị trấn` heads a column of `Xã`, `Phường`, `Thị trấn` in one table and one of names in the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from smartcommune.model.ruleset import Indicator
from smartcommune.tables.header.columns import Column
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import Naming
from smartcommune.tables.header.heading_parts import cells_of
from smartcommune.tables.header.identity_names import KIND, NAME_OR_KIND
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.header.manner import choices_of
from smartcommune.tables.sheets.sheet import MOST_HEAD, Sheet

NAME: Final = "name"
_EITHER: Final = frozenset(map(folded, NAME_OR_KIND))
_KIND: Final = frozenset(map(folded, KIND))


def told_by_cells(columns: Sequence[Column], sheet: Sheet, layout: Layout, naming: Naming) -> list[Column]:
    """The columns, of which those that may be names or kinds are what their cells are."""
    given = {column.target for column in columns}

    def told(column: Column) -> Column:
        header = folded(cells_of(column.header)[-1])
        if column.how == "unused" and header in _KIND:
            kind = _kind(_texts(column, sheet, layout), naming)
            return column if kind in given else _as(column, kind)
        if column.target is None or column.how == "map" or header not in _EITHER:
            return column
        return _told(column, _texts(column, sheet, layout), naming)

    return [told(column) for column in columns]


def _told(column: Column, texts: Sequence[str], naming: Naming) -> Column:
    """A column that is used, as a name or as a kind."""
    if column.target == NAME:
        return _as(column, _kind(texts, naming))
    indicator = naming.indicators.get(column.target or "")
    return column if indicator is None or 2 * _kinds(texts, indicator) >= len(texts) else _as(column, NAME)


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
