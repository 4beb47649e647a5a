"""Results of a table to the same results, in which `missing` names just the facts that can change the verdict.

Whole columns tell which facts are asked for in undecided branches. In doubtful rows some of these cannot change the
verdict after all, and only a look at one commune at a time tells which; communes of which the same is known are looked
at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from threading import Lock
from typing import Any, Final

import polars as pl

from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.periods import Periods
from smartcommune.model.conditions import conditions, leaves_in
from smartcommune.model.facts import NA, FactValue
from smartcommune.model.ruleset import RuleSet
from smartcommune.reach import TooMany
from smartcommune.vectorise import DOUBTFUL, IDENTITY, is_fact
from smartcommune.vectorise.days import AS_OF
from smartcommune.vectorise.facts import NA as NA_COLUMN
from smartcommune.vectorise.verdicts import SEPARATOR

# Answers heard about one commune: a tenth of a second.
MOST_HEARD: Final = 100_000
# Communes looked at: of all that Viet Nam has had, each twice.
MOST_LOOKS: Final = 20_000
# Facts that are asked for at several places; with more of them hardly a commune takes less than a second.
MOST_TWICE: Final = 12


class Narrowing:
    """Looks at doubtful rows one by one; `wide` counts those for which that would have taken too long.

    Args:
        periods: the plans.
        is_wanted: whether anyone asks which facts are missing.
    """

    def __init__(self, periods: Periods, *, is_wanted: bool = True) -> None:
        self.periods = periods
        self.is_wanted = is_wanted
        every = [each.ruleset for each in (periods, *periods.others)]
        times = [Counter(leaf.indicator for leaf in leaves_in(conditions(ruleset))) for ruleset in every]
        self._is_possible = all(sum(count > 1 for count in each.values()) <= MOST_TWICE for each in times)
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
        return column == DOUBTFUL or (column not in (AS_OF, *IDENTITY) and is_fact(column, self.periods.ruleset))

    def _part(self, part: pl.DataFrame) -> pl.DataFrame:
        doubtful = part[DOUBTFUL].arg_true()
        known = ["missing", *(name for name in part.columns if is_fact(name, self.periods.ruleset))]
        with self._lock:
            missing = [self._missing(row, row.pop("missing")) for row in part[doubtful].select(known).to_dicts()]
        return part.with_columns(part["missing"].scatter(doubtful, pl.Series(missing, dtype=pl.String)))

    def _missing(self, row: Mapping[str, Any], wide: str) -> str | None:
        """The ids of the facts that can change the verdict; those that may, where there is too much to look at."""
        key = tuple(row.values())
        if key not in self._known:
            try:
                self._known[key] = self._looked_at(row)
            except TooMany:
                self.wide += 1
                return wide
        return self._known[key]

    def _looked_at(self, row: Mapping[str, Any]) -> str | None:
        if not self._is_possible or len(self._known) >= MOST_LOOKS:
            raise TooMany(len(self._known))
        plan, facts = self.periods.on(day_of(row.get(AS_OF))), facts_of(row, self.periods.ruleset)
        ids = {id for each in (plan, *plan.others) for id in _decisive(evaluate(each, facts))}
        return SEPARATOR.join(id for id in self.periods.ruleset.indicators if id in ids) or None


def _decisive(alone: Evaluation) -> Iterator[str]:
    """The facts that can change the verdict or the level of one commune, as `check` names them."""
    from smartcommune.assess.missing import decisive, open_questions  # only doubtful rows pay for it
    from smartcommune.assess.outlook import outlook
    from smartcommune.assess.together import together

    ahead = outlook(alone)
    evaluation = alone if ahead is None else together(alone, ahead)
    for asked in open_questions(evaluation):
        yield from decisive(asked, MOST_HEARD, ahead)


def facts_of(row: Mapping[str, Any], ruleset: RuleSet) -> dict[str, FactValue]:
    """The facts of a row; of a share whose counts are known, these."""
    found: dict[str, FactValue] = {}
    for id in ruleset.indicators:
        if row.get(id + NA_COLUMN):
            found[id] = NA
        elif row.get(id) is not None:
            found[id] = fact_of(row[id])
    return found


def fact_of(value: Any) -> FactValue:
    """The fact that a value of a column stands for."""
    if isinstance(value, bool | str):
        return value
    return day_of(value) or Fraction(Decimal(repr(value)))


def day_of(value: Any) -> date | None:
    """A day as it comes from a column; None of anything else."""
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
