"""A comparison to what is possible for it in every row: over the values, the places and the periods there are.

Thresholds are constants of the expression, put where a 64-bit float compares as the exact numbers do. Nothing is ever
divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from math import ceil, floor
from typing import Final, NamedTuple

import narwhals as nw

from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan
from smartcommune.model.ruleset import Age, Comparison, Indicator, Leaf, Operator, Share
from smartcommune.vectorise.ages import Ages
from smartcommune.vectorise.long_shares import LongShares
from smartcommune.vectorise.possible import (
    MET,
    NOT_MET,
    Possible,
    Steps,
    Term,
    Truth,
    all_true,
    any_of,
    any_true,
    negate,
    no,
)
from smartcommune.vectorise.ranges import Choices, Edge, Range, Split, choices, split

NA: Final = ".na"  # the ending of the column that says which facts do not apply
NA_FOR_SPARK: Final = ":na"  # the same for Spark, which takes a dot for a field of a structure
# What a leaf compares with, and the rows in which it may be that.
Case = tuple[tuple[Edge, ...], Truth]
# Counts of at most 15 digits times numbers below this stay below 2**63.
_MOST_FACTOR: Final = 9_000


class Moved(NamedTuple):
    """A figure that is taken to be so much higher than it is; a negative amount means lower."""

    indicator: str
    by: Fraction


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


class ShareFact(NamedTuple):
    """A share as a fact; in which rows the counts say it, and in which it stands in a column of its own."""

    fact: Fact
    computed: Truth
    stated: Truth


class FactColumns:
    """The columns of a frame as facts of the indicators of a rule set; an absent column is unknown in every row."""

    def __init__(self, schema: Mapping[str, nw.dtypes.DType], indicators: Mapping[str, Indicator]) -> None:
        self.schema = schema
        self._indicators = indicators

    def __getitem__(self, id: str) -> Fact:
        value, dtype = nw.col(id), self.schema.get(id)
        allowed = self.allowed(id)
        na = all_true([self.said(id), allowed.is_met])
        if dtype is None:
            return Fact(False, na, value, may_be_na=allowed.met)  # noqa: FBT003  # known nowhere
        is_moment = isinstance(dtype, nw.Datetime)
        return Fact(Term(~value.is_null(), 0, 2), na, value, dtype.is_integer(), is_moment, allowed.met)

    def said(self, id: str) -> Truth:
        """Where a column says that a fact does not apply, whether it may or not."""
        endings = [ending for ending in (NA, NA_FOR_SPARK) if id + ending in self.schema]
        return Term(nw.col(id + endings[0])) if endings else False

    def allowed(self, id: str) -> Possible:
        """Whether a fact may not apply, by the facts that decide it."""
        counts = self._indicators[id].share or ()
        return any_of([self.declared(id), *(self._is_na(count) for count in counts)])

    def declared(self, id: str) -> Possible:
        """Whether the declaration of an indicator lets its fact not apply."""
        leaf, only_when = self._indicators[id].may_not_apply, self._indicators[id].only_when
        found = self._whether(leaf) if isinstance(leaf, Leaf) else MET if leaf else NOT_MET
        return found if only_when is None else any_of([found, negate(self._whether(only_when))])

    def _is_na(self, id: str) -> Possible:
        """Whether a count does not apply; an unknown one may turn out not to."""
        fact = self[id]
        return Possible(any_true([fact.na, all_true([fact.unknown, fact.may_be_na])]), no(fact.na), drop=False)

    def _whether(self, leaf: Leaf) -> Possible:
        """Whether a comparison of another fact holds; of one that does not apply it does not."""
        found = constant_leaf(leaf, self)
        return Possible(found.met, any_true([found.fail, found.drop]), drop=False)

    def indicator(self, id: str) -> Indicator:
        return self._indicators[id]


class Leaves:
    """Comparisons of the facts of a frame with the thresholds of each period."""

    def __init__(
        self, facts: FactColumns, periods: Periods, selected: Sequence[Truth], steps: Steps, moved: Moved | None = None
    ) -> None:
        self.facts = facts
        self._moved = moved
        self._long_shares = LongShares(steps)
        self._ages = Ages(periods, facts.schema, steps)
        day = periods.on(None).as_of
        self.plans = [
            (plan if self._ages.has_days else plan._replace(as_of=day), rows)
            for plan, rows in zip(periods.plans, selected, strict=True)
            if plan.in_force and rows is not False
        ]

    def leaf(self, leaf: Leaf) -> Possible:
        """What is possible for a comparison."""
        indicator = self.facts.indicator(leaf.indicator)
        if self._ages.has_days and leaf.comparisons[0].age is not None:
            return self._of_age(leaf.indicator, leaf.comparisons[0].operator, leaf.comparisons[0].age)
        bounds = self._bounds(leaf)
        if indicator.share is not None:
            return self._of_share(indicator, indicator.share, bounds)
        return _of_fact(self.facts[leaf.indicator], indicator, bounds)

    def needs(self, threshold: str) -> list[tuple[Fraction | None, Truth]]:
        """The values of a threshold that says how many members are enough, each with the rows in which it may count."""
        leaf = Leaf("", (Comparison(Operator.GTE, threshold=threshold),))
        return [(operand, rows) for ((_, operand),), rows in self._bounds(leaf)]  # type: ignore[misc]  # a number

    def share(self, id: str, share: Share) -> ShareFact:
        """What two counts, or else a column, say of the share that one has in the other."""
        part, whole, column = self.facts[share.of], self.facts[share.total], self.facts[id]
        nothing = all_true([whole.known, Term(whole.value == 0)])
        computed = all_true([part.known, whole.known, no(nothing)])
        has_none = all_true([nothing, self.facts.declared(id).is_met])
        na = any_true([part.na, whole.na, has_none, all_true([column.na, no(any_true([computed, nothing]))])])
        stated = all_true([column.known, no(any_true([computed, nothing, na]))])
        fact = column._replace(known=any_true([computed, stated]), na=na)
        return ShareFact(fact, computed, stated)

    def _bounds(self, leaf: Leaf) -> list[Case]:
        """What a leaf compares with, each with the rows in which it may be that."""
        found: dict[tuple[Edge, ...], list[Truth]] = {}
        for plan, rows in self.plans:
            for bounds, placed in self._placed(leaf, plan):
                found.setdefault(self._met_by(leaf, bounds), []).append(all_true([rows, placed]))
        return [(bounds, any_true(rows)) for bounds, rows in found.items()]

    def _met_by(self, leaf: Leaf, bounds: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """The bounds that a figure reaches as it would reach these if it were higher: all of them lower."""
        if self._moved is None or self._moved.indicator != leaf.indicator:
            return bounds
        by = self._moved.by
        return tuple((operator, bound - by if isinstance(bound, Fraction) else bound) for operator, bound in bounds)

    def _placed(self, leaf: Leaf, plan: Plan) -> list[Case]:
        by = plan.place_of(leaf)
        if by is None:
            return [(_at(leaf, plan, None), True)]
        places: dict[tuple[Edge, ...], list[str]] = {}
        for place in self.facts.indicator(by).values:
            places.setdefault(_at(leaf, plan, place), []).append(place)
        if len(places) == 1:
            return [(bounds, True) for bounds in places]
        fact = self.facts[by]
        return [
            (bounds, any_true([no(fact.known), all_true([fact.known, _among(fact.value, names)])]))
            for bounds, names in places.items()
        ]

    def _of_age(self, id: str, operator: Operator, age: Age) -> Possible:
        """Whether a day lies so long before the day of each row."""
        rows, holds = any_true(rows for _, rows in self.plans), self._ages.holds(id, operator, age)
        return _assembled(self.facts[id], [(rows, (holds, no(holds)))])

    def _of_share(self, indicator: Indicator, share: Share, bounds: Sequence[Case]) -> Possible:
        """The share that follows from two counts, else the one that is stated."""
        found = self.share(indicator.id, share)

        def told(ranges: Split) -> tuple[Truth, Truth]:
            met, fail = (self._within_either(found, indicator, share, each) for each in ranges)
            return met, fail

        return _assembled(found.fact, [(rows, told(split(each, indicator))) for each, rows in bounds])

    def _within_either(self, found: ShareFact, indicator: Indicator, share: Share, ranges: tuple[Range, ...]) -> Truth:
        counted = any_true(self._within_share(share, each) for each in ranges) if found.computed is not False else False
        written = _within(found.fact, indicator, ranges)
        return any_true([all_true([found.computed, counted]), all_true([found.stated, written])])

    def _within_share(self, share: Share, each: Range) -> Truth:
        """Whether the share that a count has in another lies in a range of percentages, by multiplication alone."""
        low = each.low is None or self._share_limit(share, each.low / 100, is_low=True, closed=each.has_low)
        high = each.high is None or self._share_limit(share, each.high / 100, is_low=False, closed=each.has_high)
        return all_true([low, high])

    def _share_limit(self, share: Share, limit: Fraction, *, is_low: bool, closed: bool) -> Term:
        """`part / whole >= n / d` as `part * d >= whole * n`, in pieces where that could exceed 64 bits."""
        if max(limit.denominator, limit.numerator) > _MOST_FACTOR:
            return self._long_shares.beyond(share.of, share.total, limit, is_low=is_low, closed=closed)
        left, right = nw.col(share.of) * limit.denominator, nw.col(share.total) * limit.numerator
        return _compared(left, right, is_low=is_low, closed=closed)._replace(size=3)


def _at(leaf: Leaf, plan: Plan, place: str | None) -> tuple[Edge, ...]:
    """The comparisons of a leaf with the values that count at a place."""
    return tuple((plan.operator(item), plan.operand(item, place)) for item in leaf.comparisons)


def constant_leaf(leaf: Leaf, facts: FactColumns) -> Possible:
    """What is possible for a comparison that names no thresholds."""
    bounds = tuple((comparison.operator, comparison.constant) for comparison in leaf.comparisons)
    return _of_fact(facts[leaf.indicator], facts.indicator(leaf.indicator), [(bounds, True)])


def _of_fact(fact: Fact, indicator: Indicator, bounds: Sequence[Case]) -> Possible:
    def told(each: tuple[Edge, ...]) -> tuple[Truth, Truth]:
        if indicator.numeric or indicator.type == "date":
            ranges = split(each, indicator)
            return _within(fact, indicator, ranges.met), _within(fact, indicator, ranges.fail)
        chosen = choices(each, indicator)
        return _chosen(fact.value, chosen, indicator, 0), _chosen(fact.value, chosen, indicator, 1)

    return _assembled(fact, [(rows, told(each)) for each, rows in bounds])


def _assembled(fact: Fact, told: Sequence[tuple[Truth, tuple[Truth, Truth]]]) -> Possible:
    """Anything it may be where the fact is unknown, not applicable where it does not apply, else what is told of it."""
    unknown = fact.unknown
    holds, fails = (any_true(all_true([rows, found[which]]) for rows, found in told) for which in (0, 1))
    return Possible(
        any_true([unknown, all_true([fact.known, holds])]),
        any_true([unknown, all_true([fact.known, fails])]),
        any_true([fact.na, all_true([unknown, fact.may_be_na])]),
    )


def _among(value: nw.Expr, names: Iterable[object]) -> Term:
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
        return bool(listed) and _among(value, listed)
    rest = [each for each in chosen.named if each not in wanted]
    return no(_among(value, rest))


def _within(fact: Fact, indicator: Indicator, ranges: tuple[Range, ...]) -> Truth:
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
    """A limit of floats that were read from decimals of at most 15 digits, as exact as the decimals themselves.

    Such decimals keep their order as floats, and no two share one. So a limit that is such a decimal compares as it is.
    Another one falls between two of them: the float nearest to it belongs to at most one, which is below or above.
    """
    nearest = float(limit)
    meant = Fraction(f"{nearest:.15g}")
    if float(meant) != nearest:
        meant = Fraction(nearest)
    if meant != limit:
        closed = meant > limit if is_low else meant < limit
    return _compared(value, nearest, is_low=is_low, closed=closed)


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
