"""Columns of facts to the rows whose facts contradict each other: what `profile.contradictions` says, only quickly."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw
import polars as pl

from smartcommune.model.ruleset import RuleSet
from smartcommune.tables.cells.column_reader import Cells
from smartcommune.vectorise.contradictions import contradictions
from smartcommune.vectorise.days import AS_OF
from smartcommune.vectorise.leaves import NA, FactColumns
from smartcommune.vectorise.possible import Term, any_true


def contradicting(cells: Mapping[str, Cells], ruleset: RuleSet, height: int, as_of: Cells | None = None) -> pl.Series:
    """Which rows contradict themselves."""
    columns = {id: column.values for id, column in cells.items()}
    if as_of is not None:
        columns[AS_OF] = as_of.values
    columns |= {id + NA: column.na for id, column in cells.items() if column.na is not None}
    frame = nw.from_native(pl.DataFrame(columns), eager_only=True)
    facts = FactColumns(frame.schema, ruleset.indicators)
    found = any_true(truth for _, truth in contradictions(cells, ruleset, facts))
    if not isinstance(found, Term):
        return none(height)
    return frame.select(wrong=found.expr).to_native()["wrong"].fill_null(value=False)


def is_na(column: Cells) -> pl.Series:
    """Which cells do not apply."""
    return none(len(column.values)) if column.na is None else column.na


def none(height: int) -> pl.Series:
    """No row at all."""
    return pl.Series([False]).new_from_index(0, height)
