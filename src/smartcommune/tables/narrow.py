"""Results of a table to the same results, in which `missing` names just the facts that can change the verdict.

Whole columns tell which facts are asked for in undecided branches. In doubtful rows some of these cannot change the
verdict after all, and only a look at one commune at a time tells which; communes of which the same is known are looked
at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from threading import Lock
from typing import Any, Final

import polars as pl

from smartcommune.counts import TooMany
from smartcommune.evaluate import evaluate
from smartcommune.facts import NA, FactValue
from smartcommune.missing import decisive
from smartcommune.periods import Periods
from smartcommune.vectorise import DOUBTFUL, is_fact
from smartcommune.vectorise.days import AS_OF
from smartcommune.vectorise.leaves import NA as NA_COLUMN
from smartcommune.vectorise.verdicts import SEPARATOR

# Answers heard about one commune, and about all: a quarter of a second, and some ten seconds. To ask takes as long as
# to hear a thousand.
MOST_HEARD: Final = 200_000
MOST_IN_ALL: Final = 4_000_000
_TO_ASK: Final = 1_000


class Narrowing:
    """Looks at doubtful rows one by one; `wide` counts those for which that would have taken too long."""

    def __init__(self, periods: Periods) -> None:
        self._periods = periods
        self._left = MOST_IN_ALL
        self._known: dict[tuple[Any, ...], str | None] = {}
        self._lock = Lock()  # Polars hands on several parts of a table at the same time
        self.wide = 0

    def narrowed(self, results: pl.LazyFrame, keep: list[str]) -> pl.LazyFrame:
        """The results with their columns to keep, without what only tells which rows are doubtful."""
        columns = [name for name in results.collect_schema() if name in keep or not self._is_extra(name)]
        if DOUBTFUL not in results.collect_schema():
            return results
        schema: Any = {name: dtype for name, dtype in results.collect_schema().items() if name in columns}
        return results.map_batches(
            lambda part: self._part(part).select(columns), streamable=True, schema=schema, validate_output_schema=False
        )

    def _is_extra(self, column: str) -> bool:
        return column == DOUBTFUL or is_fact(column, self._periods.ruleset)

    def _part(self, part: pl.DataFrame) -> pl.DataFrame:
        doubtful = part[DOUBTFUL].arg_true()
        facts = part.select(name for name in part.columns if is_fact(name, self._periods.ruleset))[doubtful]
        with self._lock:
            missing = [
                self._missing(row, wide)
                for row, wide in zip(facts.iter_rows(named=True), part["missing"][doubtful], strict=True)
            ]
        return part.with_columns(part["missing"].scatter(doubtful, pl.Series(missing, dtype=pl.String)))

    def _missing(self, row: Mapping[str, Any], wide: str | None) -> str | None:
        """The ids of the facts that can change the verdict; those that may, where there is too much to look at."""
        key = tuple(row.values())
        if key in self._known:
            return self._known[key]
        most = min(self._left, MOST_HEARD)
        try:
            self._known[key], heard = self._looked_at(row, most)
        except TooMany:
            self._left -= most
            self.wide += 1
            return wide
        self._left = max(0, self._left - heard - _TO_ASK)
        return self._known[key]

    def _looked_at(self, row: Mapping[str, Any], most: int) -> tuple[str | None, int]:
        if not most:
            raise TooMany(0)
        evaluation = evaluate(self._periods.on(_day(row.get(AS_OF))), self._facts(row))
        ids, heard = decisive(evaluation, most)
        return SEPARATOR.join(id for id in self._periods.ruleset.indicators if id in ids) or None, heard

    def _facts(self, row: Mapping[str, Any]) -> dict[str, FactValue]:
        """The facts of a row; of a share whose counts are known, these."""
        found: dict[str, FactValue] = {}
        for id in self._periods.ruleset.indicators:
            if row.get(id + NA_COLUMN):
                found[id] = NA
            elif row.get(id) is not None:
                found[id] = _value(row[id])
        return found


def _value(value: Any) -> FactValue:
    if isinstance(value, bool | str):
        return value
    return _day(value) or Fraction(repr(value))


def _day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
