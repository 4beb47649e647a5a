"""A loaded table to what is told about it before anything is assessed: how it is read, and what is wrong with it."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import polars as pl

from smartcommune.model.indicator import Indicator
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import Problem
from smartcommune.tables.cells.cell_facts import OK, Loaded, rejected
from smartcommune.tables.header.columns import HEADS, Column
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.sheets.sheet import ROW, Sheet

# Rows whose problems are shown: enough to see a pattern.
MOST_ROWS: Final = 5


class Inspection(NamedTuple):
    """What would be read from a table."""

    ruleset: RuleSet
    rests_on: Provenance
    as_of: date | None  # the day that was asked for
    sheet: Sheet
    layout: Layout
    columns: tuple[Column, ...]
    rows: int
    first: int | None  # the first and the last row of the data
    last: int | None
    refused: int  # rows with problems, those among them that could not be taken apart into cells
    problems: tuple[Problem, ...]  # of the first of these rows
    missing: tuple[Indicator, ...]  # indicators that no column gives


def inspected(loaded: Loaded, ruleset: RuleSet, as_of: date | None = None) -> Inspection:
    """Read every row, and word the problems of the first ones that have any."""
    row, is_bad = pl.col(ROW), ~pl.col(OK)
    counts = loaded.frame.select(rows=pl.len(), refused=is_bad.sum(), first=row.min(), last=row.max())
    total = counts.collect(engine="streaming").row(0, named=True)
    problems = list(loaded.sheet.problems[:MOST_ROWS])
    if total["refused"]:
        problems += rejected(loaded, loaded.frame.filter(is_bad).head(MOST_ROWS).collect(engine="streaming"))
    given = {column.target for column in loaded.columns}
    missing = (item for id, item in ruleset.indicators.items() if id not in given and item.form is None)
    return Inspection(
        ruleset=ruleset,
        rests_on=loaded.with_map(ruleset.provenance()),
        as_of=as_of,
        sheet=loaded.sheet,
        layout=loaded.layout,
        columns=tuple(column for column in loaded.columns if column.how != HEADS),
        rows=total["rows"] + len(loaded.sheet.problems),
        first=total["first"],
        last=total["last"],
        refused=total["refused"] + len(loaded.sheet.problems),
        problems=tuple(sorted(problems, key=lambda problem: problem.order)),
        missing=tuple(missing),
    )
