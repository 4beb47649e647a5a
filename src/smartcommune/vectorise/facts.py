"""The columns of a frame to facts, and a fact beside bounds to what is possible for it in every row.

Bounds are constants of the expression, put where a 64-bit float compares as the exact numbers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from math import ceil, floor
from typing import Final, NamedTuple

import narwhals as nw

from smartcommune.model.condition import Leaf
from smartcommune.model.indicator import Indicator
from smartcommune.vectorise.possible import MET, NOT_MET, Possible, Term, Truth, all_true, any_of, any_true, negate, no
from smartcommune.vectorise.ranges import Choices, Edge, Range, choices, split
from smartcommune.vectorise.sets import told_of_set

NA: Final = ".na"  # the ending of the column that says which facts do not apply
NA_FOR_SPARK: Final = ":na"  # the same for Spark, which takes a dot for a field of a structure
# What a leaf compares with, and the rows in which it may be that.
Case = tuple[tuple[Edge, ...], Truth]


class Fact(NamedTuple):
    """What a column says of an indicator: whether a row knows its value, whether it applies, and the value."""

    known: Truth
    na: Truth
    value: nw.Expr
    is_whole: bool = False
    is_moment: bool = False  # a day with a time

    may_be_na: Truth = False  # where an unknown one may turn out not to apply

    @property
    def unknown(self) -> Truth:
        return no(any_true([self.known, self.na]))


class FactColumns:
    """The columns of a frame as facts of the indicators of a rule set; an absent column is unknown in every row."""

    def __init__(self, schema: Mapping[str, nw.dtypes.DType], indicators: Mapping[str, Indicator]) -> None:
        self.schema = schema
        self._indicators = indicators

    def __getitem__(self, id: str) -> Fact:
        value, dtype = nw.col(id), None if self._indicators[id].sides else self.schema.get(id)
        allowed = self.allowed(id)
        na = all_true([self.said(id), allowed.is_met])
        if dtype is None:
            return Fact(False, na, value, may_be_na=allowed.met)  # noqa: FBT003  # known nowhere
        is_moment = isinstance(dtype, nw.Datetime)
        return Fact(Term(~value.is_null(), 0, 2), na, value, dtype.is_integer(), is_moment, allowed.met)

    def said(self, id: str) -> Truth:
        """Where a column says that a fact does not apply, whether it may or not."""
        if self._indicators[id].sides:
            return False
        endings = [ending for ending in (NA, NA_FOR_SPARK) if id + ending in self.schema]
        return Term(nw.col(id + endings[0])) if endings else False

    def allowed(self, id: str) -> Possible:
        """Whether a fact may not apply, by the facts that decide it."""
        return any_of([self.declared(id), *(self._is_na(part) for part in self._indicators[id].parts)])

    def declared(self, id: str) -> Possible:
        """Whether the declaration of an indicator lets its fact not apply."""
        leaf, only_when = self._indicators[id].may_not_apply, self._indicators[id].only_when
        found = self._whether(leaf) if isinstance(leaf, Leaf) else MET if leaf else NOT_MET
        return found if only_when is None else any_of([found, negate(self._whether(only_when))])

    def _is_na(self, id: str) -> Possible:
        """Whether a part does not apply; an unknown one may turn out not to."""
        fact = self[id]
        return Possible(any_true([fact.na, all_true([fact.unknown, fact.may_be_na])]), no(fact.na), drop=False)

    def _whether(self, leaf: Leaf) -> Possible:
        """Whether a comparison of another fact holds; of one that does not apply it does not."""
        found = constant_leaf(leaf, self)
        return Possible(found.met, any_true([found.fail, found.drop]), drop=False)

    def indicator(self, id: str) -> Indicator:
        return self._indicators[id]


def constant_leaf(leaf: Leaf, facts: FactColumns) -> Possible:
    """What is possible for a comparison that names no thresholds."""
    bounds = tuple((comparison.operator, comparison.constant) for comparison in leaf.comparisons)
    return of_fact(facts[leaf.indicator], facts.indicator(leaf.indicator), [(bounds, True)])


def of_fact(fact: Fact, indicator: Indicator, bounds: Sequence[Case]) -> Possible:
    """What is possible for a comparison of a fact with bounds."""

    def told(each: tuple[Edge, ...]) -> tuple[Truth, Truth]:
        if indicator.numeric or indicator.type == "date":
            ranges = split(each, indicator)
            return within(fact, indicator, ranges.met), within(fact, indicator, ranges.fail)
        if indicator.type == "set":
            return told_of_set(fact.value, each, indicator)
        chosen = choices(each, indicator)
        return _chosen(fact.value, chosen, indicator, 0), _chosen(fact.value, chosen, indicator, 1)

    return assembled(fact, [(rows, told(each)) for each, rows in bounds])


def assembled(fact: Fact, told: Sequence[tuple[Truth, tuple[Truth, Truth]]]) -> Possible:
    """Anything it may be where the fact is unknown, not applicable where it does not apply, else what is told of it."""
    unknown = fact.unknown
    holds, fails = (any_true(all_true([rows, found[which]]) for rows, found in told) for which in (0, 1))
    return Possible(
        any_true([unknown, all_true([fact.known, holds])]),
        any_true([unknown, all_true([fact.known, fails])]),
        any_true([fact.na, all_true([unknown, fact.may_be_na])]),
    )


def among(value: nw.Expr, names: Iterable[object]) -> Term:
    listed = list(names)
    return Term(value == listed[0] if len(listed) == 1 else value.is_in(listed))


def _chosen(value: nw.Expr, chosen: Choices, indicator: Indicator, which: int) -> Truth:
    """Whether a value is one of those for which a comparison can hold (0) or fail (1)."""
    wanted = (chosen.met, chosen.fail)[which]
    listed = [each for each in chosen.named if each in wanted]
    if len(listed) == len(chosen.named) and (indicator.type in ("boolean", "enum") or chosen.other[which]):
        return True
    if indicator.type == "boolean":
        return bool(listed) and Term(value if listed[0] else ~value)
    if indicator.type == "enum" or not chosen.other[which]:
        return bool(listed) and among(value, listed)
    rest = [each for each in chosen.named if each not in wanted]
    return no(among(value, rest))


def within(fact: Fact, indicator: Indicator, ranges: tuple[Range, ...]) -> Truth:
    """Whether a number or a day lies in one of the ranges."""
    if indicator.type == "date":
        limit = moment_limit if fact.is_moment else _day_limit
    else:
        limit = _whole_limit if fact.is_whole else _float_limit
    return any_true(
        all_true(
            [
                each.low is None or limit(fact.value, each.low, is_low=True, closed=each.has_low),
                each.high is None or limit(fact.value, each.high, is_low=False, closed=each.has_high),
            ]
        )
        for each in ranges
    )


def _compared(value: nw.Expr, operand: object, *, is_low: bool, closed: bool) -> Term:
    if is_low:
        return Term(value >= operand if closed else value > operand)
    return Term(value <= operand if closed else value < operand)


def _float_limit(value: nw.Expr, limit: Fraction, *, is_low: bool, closed: bool) -> Truth:
    """A limit of floats that were read from decimals of at most 15 digits, as exact as the decimals themselves."""
    closed = nearest_counts(limit, is_low=is_low, closed=closed)
    return _compared(value, float(limit), is_low=is_low, closed=closed)


def nearest_counts(limit: Fraction, *, is_low: bool, closed: bool) -> bool:
    """Whether the float that is nearest to a limit is within it, if it was read from a decimal of at most 15 digits.

    Such decimals keep their order as floats, and no two share one. So a limit that is such a decimal compares as it is.
    Another one falls between two of them: the float nearest to it belongs to at most one, which is below or above.
    """
    nearest = float(limit)
    meant = Fraction(f"{nearest:.15g}")
    if float(meant) != nearest:
        meant = Fraction(nearest)
    if meant == limit:
        return closed
    return meant > limit if is_low else meant < limit


def _whole_limit(value: nw.Expr, limit: Fraction, *, is_low: bool, closed: bool) -> Truth:
    """A limit of whole numbers, as a whole number."""
    if limit.denominator != 1:
        return _compared(value, ceil(limit) if is_low else floor(limit), is_low=is_low, closed=True)
    return _compared(value, int(limit), is_low=is_low, closed=closed)


def _day_limit(value: nw.Expr, limit: Fraction, *, is_low: bool, closed: bool) -> Truth:
    return _compared(value, date.fromordinal(int(limit)), is_low=is_low, closed=closed)


def moment_limit(value: nw.Expr, limit: Fraction, *, is_low: bool, closed: bool) -> Truth:
    """A limit of days that come with a time: a day lasts until the next one begins."""
    begin = int(limit) if is_low is closed else int(limit) + 1
    if begin > date.max.toordinal():
        return not is_low
    return _compared(value, datetime.fromordinal(begin), is_low=is_low, closed=is_low)
