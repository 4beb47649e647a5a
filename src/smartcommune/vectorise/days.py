"""The days of a table's rows to the plans that count in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import narwhals as nw

from smartcommune.periods import Periods
from smartcommune.vectorise.possible import Term, Truth, all_true, any_true, no

AS_OF: Final = "as_of"


def selected(periods: Periods, columns: Collection[str]) -> list[Truth]:
    """For each plan, in which rows it counts: those of its period, and for the default one those without a day."""
    if AS_OF not in columns or len(periods.plans) == 1:
        return [number == periods.default for number in range(len(periods.plans))]
    without = Term(nw.col(AS_OF).is_null())
    inside = [all_true([no(without), _inside(periods, number)]) for number in range(len(periods.plans))]
    return [any_true([without, rows]) if number == periods.default else rows for number, rows in enumerate(inside)]


def _inside(periods: Periods, number: int) -> Truth:
    day = nw.col(AS_OF)
    since: Truth = number == 0 or Term(day >= periods.plans[number].as_of)
    before: Truth = number == len(periods.plans) - 1 or Term(day < periods.plans[number + 1].as_of)
    return all_true([since, before])


def in_force(periods: Periods, rows: Sequence[Truth]) -> Truth:
    """In which rows the rule set is in force."""
    covered = [each for plan, each in zip(periods.plans, rows, strict=True) if plan.in_force]
    return True if len(covered) == len(periods.plans) else any_true(covered)
