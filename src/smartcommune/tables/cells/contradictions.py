"""Columns of facts to the rows whose facts contradict each other: what `profile.contradictions` says, only quickly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

import polars as pl

from smartcommune.model.facts import holds
from smartcommune.model.ruleset import MOST_PERCENT, Comparison, Indicator, Leaf, Operator, RuleSet
from smartcommune.profiles.profile import agree
from smartcommune.tables.cells.column_reader import Cells
from smartcommune.tables.cells.numbers import divided

# With more decimals the products below would leave 64 bits: 2 · 100 · 10¹² · 10⁴ is 2 · 10¹⁸.
_MOST_DECIMALS: Final = 4


def contradicting(cells: Mapping[str, Cells], ruleset: RuleSet, height: int) -> pl.Series:
    """Which rows contradict themselves."""
    found = none(height)
    for doubt in _doubts(cells, ruleset):
        found |= doubt.fill_null(value=False)
    return found


def is_na(column: Cells) -> pl.Series:
    """Which cells do not apply."""
    return none(len(column.values)) if column.na is None else column.na


def none(height: int) -> pl.Series:
    """No row at all."""
    return pl.Series([False]).new_from_index(0, height)


def _doubts(cells: Mapping[str, Cells], ruleset: RuleSet) -> Iterator[pl.Series]:
    for id, column in cells.items():
        indicator = ruleset.indicators[id]
        if id in ruleset.places:
            yield is_na(column)
        if indicator.at_most is not None and indicator.at_most in cells:
            yield column.values > cells[indicator.at_most].values
        if indicator.only_when is not None and indicator.only_when.indicator in cells:
            other = cells[indicator.only_when.indicator].values
            yield column.values.is_not_null() & other.is_not_null() & ~_holds(other, indicator.only_when, ruleset)
        if indicator.share is not None:
            yield _other_share(column, cells.get(indicator.share.of), cells.get(indicator.share.total))


def _holds(values: pl.Series, leaf: Leaf, ruleset: RuleSet) -> pl.Series:
    """Whether each value fulfils a leaf; null where there is no value."""
    indicator = ruleset.indicators[leaf.indicator]
    good = values.is_not_null()
    for item in leaf.comparisons:
        good &= _fulfils(values, item, indicator)
    return good


def _fulfils(values: pl.Series, item: Comparison, indicator: Indicator) -> pl.Series:
    operand = item.constant
    if isinstance(operand, Fraction):
        return _compared(values.cast(pl.Float64), item.operator, float(operand))
    if isinstance(operand, date):
        return _compared(values, item.operator, operand)
    # Words and truths: each different one is compared once.
    good = [value for value in values.drop_nulls().unique() if holds(item.operator, value, operand, indicator)]
    return values.is_in(good)


def _compared(values: pl.Series, operator: Operator, operand: float | date) -> pl.Series:
    match operator:
        case Operator.GTE:
            return values >= operand
        case Operator.GT:
            return values > operand
        case Operator.LTE:
            return values <= operand
        case Operator.LT:
            return values < operand
        case Operator.IS_NOT:
            return values != operand
        case _:
            return values == operand


def _other_share(stated: Cells, part: Cells | None, total: Cells | None) -> pl.Series:
    """Where a stated rate is not the share of the counts beside it."""
    is_stated = stated.values.is_not_null()
    is_nothing = is_stated & False
    for count in (part, total):
        if count is not None:
            is_nothing |= is_na(count)
    if total is not None:
        is_nothing |= (total.values == 0).fill_null(value=False)
    wrong = is_stated & is_nothing
    if part is not None and total is not None:
        is_counted = part.values.is_not_null() & total.values.is_not_null() & ~is_nothing
        wrong |= is_na(stated) & is_counted
        wrong |= is_stated & is_counted & _differ(stated.values, part.values, total.values)
    if part is not None:  # none of whatever it is
        wrong |= is_stated & (part.values == 0).fill_null(value=False) & (stated.values != 0)
    return wrong


def _differ(stated: pl.Series, part: pl.Series, total: pl.Series) -> pl.Series:
    """Where a rate is not the counted one, rounded or cut off at its own last digit; compared in whole numbers."""
    frame = pl.DataFrame({"stated": stated, "part": part, "total": total})
    frame = frame.with_columns(scale=pl.coalesce(_scaled_by(10**places) for places in range(_MOST_DECIMALS + 1)))
    digits = (pl.col("stated") * pl.col("scale")).round().cast(pl.Int64)
    share, total_of = 100 * pl.col("part") * pl.col("scale"), pl.col("total")
    is_cut_off = digits == share // total_of
    is_rounded = digits == (2 * share + total_of) // (2 * total_of)
    differ = frame.select(~(is_cut_off | is_rounded)).to_series()
    fine = differ.is_null() & stated.is_not_null() & part.is_not_null() & (total > 0)
    if fine.any():
        exact = [not _agrees(*row) for row in frame.filter(fine).select("stated", "part", "total").iter_rows()]
        differ = differ.scatter(fine.arg_true(), pl.Series(exact, dtype=pl.Boolean))
    return differ


def _scaled_by(scale: int) -> pl.Expr:
    """The scale itself, where it makes the stated rate a whole number."""
    stated = pl.col("stated")
    return pl.when(divided((stated * scale).round(), scale) == stated).then(pl.lit(scale, dtype=pl.Int64))


def _agrees(stated: float, part: int, total: int) -> bool:
    return agree(Fraction(repr(stated)), MOST_PERCENT * part / total)
