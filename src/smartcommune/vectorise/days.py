"""The days of a table's rows to the plans that count in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import narwhals as nw

from smartcommune.engine.periods import Periods
from smartcommune.vectorise.possible import Term, Truth, all_true, any_true, no

AS_OF: Final = "as_of"


def selected(periods: Periods, schema: Mapping[str, nw.dtypes.DType]) -> list[Truth]:
    """For each plan, in which rows it counts: those of its period, and for the default one those without a day."""
    if AS_OF not in schema or len(periods.plans) == 1:
        return [number == periods.default for number in range(len(periods.plans))]
    day, begins = nw.col(AS_OF), [plan.as_of for plan in periods.plans]
    if isinstance(schema[AS_OF], nw.Datetime):
        begins = [datetime(begin.year, begin.month, begin.day) for begin in begins]  # noqa: DTZ001  # as in the column
    without = Term(day.is_null())
    found: list[Truth] = []
    for number, begin in enumerate(begins):
        since: Truth = number == 0 or Term(day >= begin)
        before: Truth = number == len(begins) - 1 or Term(day < begins[number + 1])
        inside = all_true([no(without), since, before])
        found.append(any_true([without, inside]) if number == periods.default else inside)
    return found


def days(periods: Periods, schema: Mapping[str, nw.dtypes.DType]) -> nw.Expr:
    """The day on which each row is assessed."""
    if periods.today is None:
        return nw.lit(periods.plans[0].as_of, dtype=nw.Date)
    today = nw.lit(periods.today, dtype=nw.Date)
    if AS_OF not in schema:
        return today
    return nw.when(~nw.col(AS_OF).is_null()).then(nw.col(AS_OF).cast(nw.Date)).otherwise(today)


def up_to(day: nw.Expr) -> nw.Expr:
    """How many days there were up to each day, as `date.toordinal` counts them: in whole numbers, on every engine.

    Years are counted from March on, so that the day that some of them lack is their last.
    """
    year, month, number = parts(day)
    begun = (14 - month) // 12
    years, months = year + 4800 - begun, month + 12 * begun - 3
    leap_days = years // 4 - years // 100 + years // 400
    return number + (153 * months + 2) // 5 + 365 * years + leap_days - 1753470


def parts(day: nw.Expr) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    """Year, month and day as whole numbers; any, where there is no day."""
    found = (part.fill_null(1).cast(nw.Int64) for part in (day.dt.year(), day.dt.month(), day.dt.day()))
    return tuple(found)  # type: ignore[return-value]  # three of them


def has_undated(frame: Any) -> bool:
    """Whether some row of a frame has no day of its own; where the frame is lazy, that one column is looked through."""
    if AS_OF not in frame.columns:
        return True
    found = frame.select(nw.col(AS_OF).is_null().any())
    return bool((found.collect() if isinstance(found, nw.LazyFrame) else found)[AS_OF].to_list()[0])


def in_force(periods: Periods, rows: Sequence[Truth]) -> Truth:
    """In which rows the rule set is in force."""
    covered = [each for plan, each in zip(periods.plans, rows, strict=True) if plan.in_force]
    return True if len(covered) == len(periods.plans) else any_true(covered)


def to_come(id: str, schema: Mapping[str, nw.dtypes.DType], last: date) -> Truth:
    """In which rows a day had not come on the row's own day, where it has none by another."""
    after = no(until(id, schema, last))
    known = Term(~nw.col(id).is_null())
    if AS_OF not in schema:
        return all_true([known, after])
    dated, own = Term(~nw.col(AS_OF).is_null()), Term(_day(id, schema) > _day(AS_OF, schema))
    return all_true([known, any_true([all_true([dated, own]), all_true([no(dated), after])])])


def until(id: str, schema: Mapping[str, nw.dtypes.DType], last: date) -> Truth:
    """In which rows a day does not lie after another."""
    if not isinstance(schema[id], nw.Datetime):
        return Term(nw.col(id) <= last)
    return Term(nw.col(id) < datetime(last.year, last.month, last.day) + timedelta(days=1))  # noqa: DTZ001  # as in the column


def _day(id: str, schema: Mapping[str, nw.dtypes.DType]) -> nw.Expr:
    """The days of a column, as dates where those of rows are."""
    kinds = [isinstance(schema[name], nw.Datetime) for name in (id, AS_OF)]
    day = nw.col(id).dt.truncate("1d") if isinstance(schema[id], nw.Datetime) else nw.col(id)
    return day.cast(nw.Datetime) if any(kinds) else day
