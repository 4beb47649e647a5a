"""A piece of a column that has a type already (Parquet, JSON Lines) to values and states.

Numbers, truths and days are used as they are, as long as they are values of the indicator; text is read like any text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, Final

import polars as pl

from smartcommune.model.facts import FactValue
from smartcommune.model.values import Unfit, no_number, number_of
from smartcommune.quantity import MOST_DIGITS
from smartcommune.tables.cells.column_reader import MOST_KNOWN, Cells, Reader, overlaid, type_of
from smartcommune.tables.cells.numbers import divided, fitting
from smartcommune.tables.cells.parse import checked_number
from smartcommune.tables.header.manner import Manner

# Beyond these a share in a fraction is not known to be exact; see `_percentages`.
_STEPS: Final = 1e13


def as_text(column: str, type: pl.DataType) -> pl.Expr:
    """The text of typed cells: what a file of text would have."""
    text = pl.col(column).cast(pl.String)
    return text.str.replace(r"\.0$", "") if type.is_float() else text


class TypedColumn:
    """Reads a column whose cells have a type; one of texts is a column of text like any other."""

    may_not_apply = False
    plain = None

    def __init__(self, manner: Manner, type: pl.DataType, source: str = "c0") -> None:
        self.manner = manner
        self.source = source
        self.sources = [source]
        self._type = type
        self._is_number = type.is_numeric()
        self._texts = Reader(manner, is_number=self._is_number)
        # Rows with a problem are read once more, and what is refused has few different texts.
        self._known = lru_cache(MOST_KNOWN)(self._one)
        self._value = lru_cache(MOST_KNOWN)(self._number_in)
        self.is_number = self._is_number and manner.indicator.numeric

    def texts(self) -> list[pl.Expr]:
        """The cells as they are worded in a problem."""
        return [as_text(self.source, self._type)]

    def one(self, cells: Mapping[str, Any]) -> FactValue | Unfit | None:
        """The fact in one row, or what is wrong with it."""
        return self._known(cells[self.source])

    def read(self, piece: pl.DataFrame) -> Cells:
        """The values and states of some rows."""
        column = piece[self.source]
        if self._is_plain():
            return Cells(column)
        return self._texts.read(self._text(column))

    def _text(self, column: pl.Series) -> pl.Series:
        return column.to_frame("").select(as_text("", self._type)).to_series()

    def _one(self, text: str | None) -> FactValue | Unfit | None:
        """The fact in one cell, from its text, or what is wrong with it."""
        if text is None or not self.is_number:
            return self._texts.one(text)
        try:
            return self._number(text)
        except Unfit as unfit:
            return unfit

    def _number(self, text: str) -> Fraction:
        try:
            number = Fraction(text)
        except ValueError:  # NaN and infinity
            raise no_number(text) from None
        exact = number_of(text, text) if self._type.is_integer() else number
        return checked_number(exact, text, text, self.manner)

    def _number_in(self, text: str) -> float | None:
        """The number in one cell, from its text; None if it is none."""
        fact = self._known(text)
        return float(fact) if isinstance(fact, Fraction) else None

    def _is_plain(self) -> bool:
        return self._type in (pl.Boolean, pl.Date) and self._type == type_of(self.manner)

    @cached_property
    def numbers(self) -> pl.Expr:
        """The numbers that are values of the indicator; null elsewhere."""
        indicator, number = self.manner.indicator, pl.col(self.source).cast(pl.Float64)
        good = number.abs() < math.inf  # neither infinite nor NaN, which is above all numbers
        if self._type.is_integer():
            good &= pl.col(self.source).is_between(1 - 10**MOST_DIGITS, 10**MOST_DIGITS - 1)
        if indicator.type == "percent" and self.manner.is_fraction:
            number, is_exact = _percentages(number)
            good &= is_exact
        return fitting(pl.when(good).then(number), self.manner, pl.lit(value=self.manner.is_fraction))

    def completed(self, values: pl.Series, rest: pl.Series, column: pl.Series) -> Cells:
        """What the cells say of which the numbers that are values are found already; `rest` marks the others."""
        return overlaid(Cells(values), self._one_by_one(column.filter(rest)), rest)

    def _one_by_one(self, column: pl.Series) -> Cells:
        """Numbers that are no values, and shares that the quick way does not take."""
        values = [*map(self._value, map(str, column))]
        found = pl.Series(values, dtype=pl.Float64).cast(type_of(self.manner))
        return Cells(found, found.is_null())


def read_numbers(columns: Mapping[str, TypedColumn], piece: pl.DataFrame) -> dict[str, Cells]:
    """What each of some columns of numbers says; in one step, which spares most of the time."""
    found = piece.select(**{id: column.numbers for id, column in columns.items()})
    open = [id for id, column in columns.items() if found[id].null_count() > piece[column.source].null_count()]
    rest = piece.select(**{id: pl.lit(found[id]).is_null() & pl.col(columns[id].source).is_not_null() for id in open})
    completed = {id: columns[id].completed(found[id], rest[id], piece[columns[id].source]) for id in open}
    return {id: completed.get(id) or Cells(found[id]) for id in columns}


def _percentages(share: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Shares times 100, and where that is the nearest number to the exact product.

    0.57 · 100 is 56.99999999999999. A share with 15 decimals at most is a whole number of steps of 10⁻¹³ per cent,
    found by rounding; dividing it by 10¹³ rounds once, so it is right wherever the way back leads to the share.
    """
    product = divided((share * 100 * _STEPS).round(), _STEPS)
    return product, divided(product, 100) == share
