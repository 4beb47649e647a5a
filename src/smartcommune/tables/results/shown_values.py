"""The facts of a table to the words for them, in columns of their own: `79,5 %`, `Có`, `nông thôn mới nâng cao`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

import polars as pl

from smartcommune.engine.cut_points import rounded_from
from smartcommune.engine.periods import Periods
from smartcommune.messages import Language, Message, say
from smartcommune.model.conditions import conditions, leaves_in
from smartcommune.model.facts import NA, Facts, completed, is_of_nothing
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import as_compared, shown
from smartcommune.quantity import apart
from smartcommune.vectorise.facts import NA as NA_COLUMN
from smartcommune.vectorise.figures import SHOWN


def with_words(frame: pl.LazyFrame, periods: Periods, language: Language) -> pl.LazyFrame:
    """The frame with a column `<id>.shown` for each indicator that the rule set compares."""
    schema = frame.collect_schema()
    bounds = _bounds(periods)
    words = []
    for id in bounds:
        indicator = periods.ruleset.indicators[id]
        names = [name for name in _columns(id, periods.ruleset) if name in schema]
        say_row = partial(_said, _Figure(indicator, periods.ruleset), bounds[id], language)
        if names:
            column = partial(_worded, say_row)
            worded = pl.struct(names).map_batches(column, return_dtype=pl.String, is_elementwise=True)
        else:
            worded = pl.lit(say_row({}))
        words.append(worded.alias(id + SHOWN))
    return frame.with_columns(words)


def _bounds(periods: Periods) -> Mapping[str, frozenset[Fraction]]:
    """The indicators that are compared, with the numbers that they are compared with in any period."""
    found: dict[str, set[Fraction]] = {}
    for plan in periods.plans:
        for leaf in leaves_in(conditions(plan.ruleset)):
            operands = (operand for choice in plan.operands(leaf, {}) for operand in choice)
            numbers = (operand for operand in operands if isinstance(operand, Fraction))
            found.setdefault(leaf.indicator, set()).update(numbers)
    return {id: frozenset(numbers) for id, numbers in found.items()}


def _columns(id: str, ruleset: RuleSet) -> list[str]:
    sources = relations(ruleset).sources.get(id, frozenset())
    return [name for each in ruleset.indicators if each == id or each in sources for name in (each, each + NA_COLUMN)]


class _Figure(NamedTuple):
    """An indicator, and the rule set by which it may follow from others."""

    indicator: Indicator
    ruleset: RuleSet

    def known(self, row: Mapping[str, Any]) -> Facts:
        """What a row says of it, and of those that it follows from."""
        given = {id: value for id, value in row.items() if value is not None and not id.endswith(NA_COLUMN)}
        facts = {id: value if isinstance(value, bool | str) else _exact(value) for id, value in given.items()}
        return facts if self.indicator.form is None else completed(facts, self.ruleset)


def _worded(say_row: partial[str], rows: pl.Series) -> pl.Series:
    """The words for each row; equal ones, of which a table has many, are worded once."""
    fields = rows.struct.fields
    known: dict[tuple[Any, ...], str] = {}
    found = []
    for values in zip(*(rows.struct.field(name).to_list() for name in fields), strict=True):
        if values not in known:
            known[values] = say_row(dict(zip(fields, values, strict=True)))
        found.append(known[values])
    return pl.Series(found, dtype=pl.String)


def _said(figure: _Figure, bounds: frozenset[Fraction], language: Language, row: Mapping[str, Any]) -> str:
    indicator, known = figure.indicator, figure.known(row)
    if indicator.sides is not None:
        one, other = (_value(figure.ruleset.indicators[side], known, row, language) for side in indicator.sides)
        return Message("sentence.beside", value=one, other=other).say(language)
    value = known.get(indicator.id)
    if (value is None or value is NA) and is_of_nothing(indicator.form, known):
        return Message("sentence.of-nothing" if indicator.share is None else "sentence.share-of-nothing").say(language)
    if value is None or value is NA:
        return Message("sentence.na-value" if row.get(indicator.id + NA_COLUMN) else "sentence.no-value").say(language)
    if isinstance(value, Fraction) and indicator.rounded_to is not None:
        low, high = rounded_from(value, indicator)
        if any(low <= bound < high for bound in bounds):
            ends = {"low": shown(low, indicator), "high": shown(high, indicator)}
            return Message("sentence.rounded", value=shown(value, indicator), **ends).say(language)
    # A share is never rounded onto a bound that it lies beside.
    places = max((apart(value, bound) or 0 for bound in bounds), default=0) if isinstance(value, Fraction) else 0
    return say(as_compared(value, indicator, places or None), language)


def _value(indicator: Indicator, known: Facts, row: Mapping[str, Any], language: Language) -> str:
    """One of two facts that are compared with each other."""
    value = known.get(indicator.id)
    if value is None or value is NA:
        return Message("sentence.na-value" if row.get(indicator.id + NA_COLUMN) else "sentence.no-value").say(language)
    return say(shown(value, indicator), language)


def _exact(value: object) -> Fraction | date:
    """A number or a day as it went in."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else Fraction(repr(value))
