"""A day of each row to whether it lies so long before the day on which the row is assessed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import narwhals as nw

from smartcommune.engine.periods import Periods
from smartcommune.model.condition import Age, Operator
from smartcommune.vectorise.days import AS_OF, days, parts
from smartcommune.vectorise.possible import Steps, Term, Truth, all_true, no

# More than a month has days: days in their order are whole numbers of which each month has so many.
OF_MONTH: Final = 32


class Ages:
    """Compares days with the days of the rows, where these have days of their own."""

    def __init__(self, periods: Periods, schema: Mapping[str, nw.dtypes.DType], steps: Steps) -> None:
        self.has_days = AS_OF in schema and periods.today is not None
        self._days = days(periods, schema)
        self._steps = steps

    @cached_property
    def _now(self) -> nw.Expr:
        """The days of the rows as numbers."""
        return nw.col(self._steps.column(numbered(self._days), 0))

    def holds(self, day: str, operator: Operator, age: Age) -> Truth:
        """In which rows a day lies within an age, or longer ago; where the day is unknown it may say anything.

        A month later a day has the number of its day still, or a lower one: it comes as far as numbers say.
        """
        came = numbered(nw.col(day))
        reaches = Term(came + OF_MONTH * age.months >= self._now, 1, 4)
        return all_true([reaches, Term(came <= self._now, 1, 4)]) if operator is Operator.WITHIN else no(reaches)


def numbered(day: nw.Expr) -> nw.Expr:
    """Days as whole numbers in their order; a month later is `OF_MONTH` more, or less than that."""
    year, month, number = parts(day)
    return (12 * year + month) * OF_MONTH + number
