"""Columns of facts to the rows whose facts contradict each other: what `profile.contradictions` says, only quickly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

import narwhals as nw
import polars as pl

from smartcommune.model.relations import Same, relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.quantity import today
from smartcommune.tables.cells.column_reader import Cells, none
from smartcommune.vectorise.contradictions import contradictions, misfits, misnamed
from smartcommune.vectorise.facts import NA, FactColumns
from smartcommune.vectorise.possible import Steps, Term, Truth, any_true

# Kinds of pieces of tables: which columns they have, and which of these have marks.
_MOST_KEPT: Final = 16


def contradicting(cells: Mapping[str, Cells], ruleset: RuleSet, height: int) -> pl.Series:
    """Which rows contradict themselves, or have a code that their list cannot have on their own day."""
    frame = _frame(cells)
    found, steps = _at_odds(Same(ruleset), tuple(frame.schema.items()), today())
    if not isinstance(found, Term):
        return none(height)
    rows: pl.Series = steps.beside(frame, wrong=found.expr)["wrong"].to_native()
    return rows.fill_null(value=False)


@lru_cache(_MOST_KEPT)
def _at_odds(
    same: Same[RuleSet],
    columns: tuple[tuple[str, nw.dtypes.DType], ...],
    _day: date,  # on which it is found: that days are to come holds for one day
) -> tuple[Truth, Steps]:
    """Where rows with such columns contradict themselves; found once for all pieces of a table."""
    ruleset, schema, steps = same.thing, dict(columns), Steps()
    given = [id for id in schema if id in ruleset.indicators]
    wrong = [truth for _, truth in contradictions(given, ruleset, FactColumns(schema, ruleset.indicators), steps)]
    return any_true([*wrong, *misnamed(schema, None).values()]), steps


def misfitting(cells: Mapping[str, Cells], ruleset: RuleSet) -> Iterator[tuple[str, str, pl.Series]]:
    """Stated shares and counts beside them, with the rows in which no whole number makes the one of the other."""
    shares = relations(ruleset).shares
    if not any(id in cells and not cells.keys().isdisjoint(share) for id, share in shares.items()):
        return
    frame = _frame(cells)
    for id, count, rows in misfits(ruleset, FactColumns(frame.schema, ruleset.indicators)):
        if isinstance(rows, Term):
            yield id, count, frame.select(rows=rows.expr).to_native()["rows"].fill_null(value=False)


def _frame(cells: Mapping[str, Cells]) -> nw.DataFrame[pl.DataFrame]:
    columns = {id: column.values for id, column in cells.items()}
    marks = {id + NA: column.na for id, column in cells.items() if column.na is not None}
    return nw.from_native(pl.DataFrame({**columns, **marks}), eager_only=True)
