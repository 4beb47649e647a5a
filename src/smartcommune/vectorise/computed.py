"""Figures that follow from others, in every row: where they are computed, and how they compare. Nothing is divided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import gcd, lcm
from typing import Final, NamedTuple

import narwhals as nw

from smartcommune.model.forms import Form
from smartcommune.model.values import MOST_COUNT, MOST_DECIMALS, limits
from smartcommune.quantity import MOST_DIGITS
from smartcommune.vectorise.days import up_to
from smartcommune.vectorise.exact import LEAST, Exact, Number, constant
from smartcommune.vectorise.facts import Fact, FactColumns
from smartcommune.vectorise.flights import Flight, reached
from smartcommune.vectorise.possible import Steps, Term, Truth, all_true, any_true, no
from smartcommune.vectorise.ranges import Range

# Numbers of at most 15 digits times numbers whose sum is below this stay below 2**63.
_MOST_FACTOR: Final = 9_000
# What a column of whole numbers holds, with room for one doubling more.
_MOST: Final = 2**62


class ComputedFact(NamedTuple):
    """A figure as a fact; in which rows it follows from others, and in which it stands in a column of its own."""

    fact: Fact
    computed: Truth
    stated: Truth


class Quotient(NamedTuple):
    """A figure as one exact number over another, which is above 0."""

    above: Number
    below: Number


class ComputedColumns:
    """The figures of a frame that follow from others."""

    def __init__(self, facts: FactColumns, steps: Steps) -> None:
        self.facts = facts
        self._exact = Exact(steps)
        self._steps = steps
        self._known: dict[str, ComputedFact] = {}
        self._days: dict[str, str] = {}
        self._quotients: dict[str, Quotient] = {}
        self._compared: dict[tuple[str, Fraction], tuple[Term, Term]] = {}

    def fact(self, id: str) -> Fact:
        """What is known of an indicator, whether it is stated or follows from others."""
        form = self.facts.indicator(id).form
        return self.facts[id] if form is None else self.figure(id, form).fact

    def figure(self, id: str, form: Form) -> ComputedFact:
        """What the parts of a figure say of it, or else a column."""
        if id not in self._known:
            self._known[id] = self._figure(id, form)
        return self._known[id]

    def _figure(self, id: str, form: Form) -> ComputedFact:
        parts, column, nothing = [self.fact(part) for part in form.parts], self.facts[id], self.nothing(form)
        computed = all_true([*(part.known for part in parts), no(nothing)])
        has_none = all_true([nothing, self.facts.declared(id).is_met])
        is_left_out = all_true([column.na, no(any_true([computed, nothing]))])
        na = any_true([*(part.na for part in parts), has_none, is_left_out])
        stated = all_true([column.known, no(any_true([computed, nothing, na]))])
        known, may_be_na = any_true([computed, stated]), column.may_be_na
        known, na, may_be_na, computed, stated = map(self._steps.kept, (known, na, may_be_na, computed, stated))
        return ComputedFact(column._replace(known=known, na=na, may_be_na=may_be_na), computed, stated)

    def nothing(self, form: Form) -> Truth:
        """Where a figure would be divided by nothing, or by less."""
        if form.below is None:
            return False
        divisor = self.fact(form.below)
        if divisor.known is False:
            return False
        if self.facts.indicator(form.below).form is None:
            return all_true([divisor.known, Term(divisor.value <= 0)])
        return all_true([divisor.known, no(self._exact.is_above(self._of(form.below).above))])

    def within(self, id: str, form: Form, each: Range) -> Truth:
        """Where a computed figure lies in a range."""
        low = each.low is None or self._reaches(id, form, each.low, is_low=True, closed=each.has_low)
        high = each.high is None or self._reaches(id, form, each.high, is_low=False, closed=each.has_high)
        return all_true([low, high])

    def beyond(self, id: str, form: Form) -> Truth:
        """Where a figure is computed to be what it cannot be."""
        low, high = limits(self.facts.indicator(id))
        computed = self.figure(id, form).computed
        if computed is False or form.share:
            return False
        inside = self.within(id, form, Range(low, low is not None, high, high is not None))
        return all_true([computed, no(inside)])

    def otherwise(self, id: str, form: Form) -> Truth:
        """Where a column says something else of a figure than what it follows from, by more than its last digit."""
        stated, computed = self.facts[id], self.figure(id, form).computed
        is_none = any_true([*(self.facts.said(part) for part in form.parts), self.nothing(form)])
        found = [all_true([stated.known, is_none]), all_true([self.facts.said(id), computed])]
        if stated.known is not False and computed is not False:
            found.append(all_true([stated.known, computed, no(self._agrees(id, form))]))
        return any_true(found)

    def too_fine(self, id: str) -> Truth:
        """Where a number is so small that it may have more digits behind the point than are computed with."""
        fact = self.facts[id]
        if fact.known is False or fact.is_whole or self._is_day(id):
            return False
        return all_true([fact.known, Term(fact.value.abs() < float(LEAST)), Term(fact.value != 0)])

    def climbed(self, id: str, form: Form, flight: Flight) -> tuple[nw.Expr, int]:
        """How many steps of a flight a computed figure reaches, and the step in which that can be computed."""
        whole, step = self._wholes(form, flight), int(form.kind == "days")
        if whole is None:
            return self._climbed(self._quotient(id, form), flight)
        above, below = whole
        number = nw.col(self._steps.column(flight.nearest(above.cast(nw.Float64) / below.cast(nw.Float64)), step))
        over = above * flight.part - flight.wholes(number) * below
        return number + reached(over > 0, over >= 0, flight.closed, number).cast(nw.Int64), step + 1

    def _climbed(self, figure: Quotient, flight: Flight) -> tuple[nw.Expr, int]:
        """The same of numbers that 64 bits do not hold."""
        near, step = self._exact.nearly(*figure)
        number = nw.col(self._steps.column(flight.nearest(near), step))
        wholes = self._exact.whole(flight.wholes(number), flight.most, step + 1)
        times, plus = self._exact.times, self._exact.plus
        below = times(figure.below, times(wholes, constant(-1)))
        over = self._exact.carried(plus(times(figure.above, constant(flight.part)), below))
        from_, above = _not(self._exact.is_below(over)), self._exact.is_above(over)
        return number + reached(above.expr, from_.expr, flight.closed, number).cast(nw.Int64), over.step

    def _wholes(self, form: Form, flight: Flight) -> tuple[nw.Expr, nw.Expr] | None:
        """What is above the line of a figure of whole numbers, and below it; None where a flight takes more bits."""
        if not all(map(self._is_whole, form.parts)):
            return None
        scale = lcm(*(factor.denominator for _, factor in form.above))
        size = sum(abs(factor) * scale * self._size(id) for id, factor in form.above)
        divisor = 1 if form.below is None else self._size(form.below)
        if size * flight.part + flight.most * scale * divisor >= _MOST:
            return None
        above = _added([self._number(id) * int(factor * scale) for id, factor in form.above])
        return above, (above * 0 + 1 if form.below is None else self._number(form.below)) * scale

    def _size(self, id: str) -> int:
        """What whole numbers of a column never go beyond."""
        sizes = {"date": date.max.toordinal(), "count": MOST_COUNT}
        return sizes.get(self.facts.indicator(id).type, 10**MOST_DIGITS)

    def _reaches(self, id: str, form: Form, limit: Fraction, *, is_low: bool, closed: bool) -> Term:
        """Whether a figure is above a limit, or below; or reaches it, where it is closed."""
        above, below = self._sides(id, form, limit)
        if is_low:
            return _not(below) if closed else above
        return _not(above) if closed else below

    def _sides(self, id: str, form: Form, limit: Fraction) -> tuple[Term, Term]:
        """Where a figure is above a limit, and where it is below; it is compared with each once."""
        if (id, limit) not in self._compared:
            self._compared[id, limit] = self._beside(id, form, limit)
        return self._compared[id, limit]

    def _beside(self, id: str, form: Form, limit: Fraction) -> tuple[Term, Term]:
        factors, rest = _factors(form, limit)
        pair = None if rest else self._pair(factors)
        if pair is not None:
            one, other = pair
            return Term(one > other), Term(one < other)
        direct, step = self._direct(factors, rest), int(form.kind == "days")
        if direct is not None:
            return Term(direct > 0, step, 3), Term(direct < 0, step, 3)
        figure = self._quotient(id, form)
        above = self._exact.times(figure.above, constant(limit.denominator))
        over = self._exact.plus(above, self._exact.times(figure.below, constant(-limit.numerator)))
        over = self._exact.carried(over)
        return self._exact.is_above(over), self._exact.is_below(over)

    def _pair(self, factors: Mapping[str, Fraction]) -> tuple[nw.Expr, nw.Expr] | None:
        """Two columns, or one and 0, of which the first is the larger where a sum is above 0; None of other sums.

        Of as much of the one as of the other nothing has to be computed: decimals keep their order as floats.
        """
        used = {id: factor for id, factor in factors.items() if factor}
        added, taken = ([id for id, factor in used.items() if factor * sign > 0] for sign in (1, -1))
        is_even = not (added and taken) or not sum(used.values())
        if max(len(added), len(taken)) > 1 or not used or not is_even or not all(map(self._is_plain, used)):
            return None
        one, other = (nw.col(each[0]) if each else nw.lit(0) for each in (added, taken))
        return one, other

    def _direct(self, factors: Mapping[str, Fraction], rest: Fraction) -> nw.Expr | None:
        """A sum in 64 bits, for whole numbers times small ones; None where it takes more."""
        if not all(map(self._is_whole, factors)):
            return None
        scale = lcm(rest.denominator, *(factor.denominator for factor in factors.values()))
        whole = {id: int(factor * scale) for id, factor in factors.items()}
        shared = gcd(*whole.values(), int(rest * scale)) or 1
        if (sum(map(abs, whole.values())) // shared > _MOST_FACTOR) or abs(rest * scale) > 10**17:
            return None
        found = [self._number(id) * (factor // shared) for id, factor in whole.items()]
        return _added(found) + int(rest * scale) // shared

    def _is_day(self, id: str) -> bool:
        return self.facts.indicator(id).type == "date"

    def _is_plain(self, id: str) -> bool:
        """Whether a number is what its column says."""
        return not self._is_day(id) and self.facts.indicator(id).form is None

    def _is_whole(self, id: str) -> bool:
        return self._is_day(id) or (self._is_plain(id) and self.facts[id].is_whole)

    def _number(self, id: str) -> nw.Expr:
        """A column of whole numbers; of days it stands in the first step."""
        if not self._is_day(id):
            return nw.col(id)
        if id not in self._days:
            self._days[id] = self._steps.column(up_to(nw.col(id)), 0)
        return nw.col(self._days[id])

    def _of(self, id: str) -> Quotient:
        """A figure exactly: what follows from others where it does, and else what its column says."""
        form = self.facts.indicator(id).form
        if id not in self._quotients:
            self._quotients[id] = self._column(id) if form is None else self._either(id, form)
        return self._quotients[id]

    def _column(self, id: str) -> Quotient:
        return Quotient(self._of_column(id), constant(1))

    def _either(self, id: str, form: Form) -> Quotient:
        computed = self.figure(id, form).computed
        if computed is False:
            return self._column(id)
        found = self._quotient(id, form)
        if computed is True or id not in self.facts.schema:
            return found
        column = self._column(id)
        return Quotient(*(self._chosen(computed, *pair) for pair in zip(found, column, strict=True)))

    def _chosen(self, truth: Term, one: Number, other: Number) -> Number:
        """One number where something holds, else another."""
        step = max(truth.step, one.step, other.step)
        groups = {
            place: nw.col(
                self._steps.column(
                    nw.when(truth.expr).then(one.groups.get(place, 0)).otherwise(other.groups.get(place, 0)), step
                )
            )
            for place in {*one.groups, *other.groups}
        }
        return Number(groups, step + 1, max(one.most, other.most))

    def _quotient(self, id: str, form: Form) -> Quotient:
        """What follows from the parts of a figure."""
        key = f"{id}:"
        if key not in self._quotients:
            total = Quotient(constant(0), constant(1))
            for part, factor in form.above:
                total = self._plus(total, self._of(part), factor)
            if form.below is not None:
                divisor = self._of(form.below)
                total = Quotient(
                    self._exact.times(total.above, divisor.below), self._exact.times(total.below, divisor.above)
                )
            self._quotients[key] = total
        return self._quotients[key]

    def _plus(self, total: Quotient, part: Quotient, factor: Fraction) -> Quotient:
        ours = self._exact.times(total.above, self._exact.times(part.below, constant(factor.denominator)))
        theirs = self._exact.times(self._exact.times(part.above, constant(factor.numerator)), total.below)
        below = self._exact.times(self._exact.times(total.below, part.below), constant(factor.denominator))
        return Quotient(self._exact.plus(ours, theirs), below)

    def _agrees(self, id: str, form: Form) -> Term:
        """Whether a stated figure is the computed one, as `profiles.shares.agree` says."""
        exact, figure = self._exact, self._quotient(id, form)
        sign = Number({0: nw.col(self._steps.column(nw.when(nw.col(id) < 0).then(-1).otherwise(1), 0))}, 1)
        size = exact.carried(exact.times(self._of_column(id), sign))
        base, low, high = self._between(size)
        above = exact.times(figure.above, sign)
        least = exact.plus(exact.times(base, constant(2)), low)
        most = exact.plus(base, high)
        over = exact.plus(exact.times(above, constant(2)), exact.times(exact.times(least, figure.below), constant(-1)))
        under = exact.plus(exact.times(most, figure.below), exact.times(above, constant(-1)))
        return _both(_not(exact.is_below(over)), exact.is_above(under))

    def _of_column(self, id: str) -> Number:
        if self._is_day(id):
            return self._exact.days(id)
        return self._exact.column(id, is_whole=self.facts[id].is_whole)

    def _between(self, size: Number) -> tuple[Number, Number, Number]:
        """What a figure from 0 on is looked at as; twice what lies below it, and what above, in the fifth place."""
        if min(size.groups) >= 0:
            return size, Number({0: -1}), Number({0: 1})
        finest = 10 ** (MOST_DECIMALS + 1)
        first, step = _expr(size.groups.get(-1, 0)), size.step
        finer = [_expr(group) != 0 for place, group in size.groups.items() if place < -1]
        rough = nw.col(self._steps.column(first // 10 * 10, step))
        is_long: nw.Expr = first != rough
        for each in finer:
            is_long = is_long | each
        steps: nw.Expr = nw.lit(10)
        for places in range(MOST_DECIMALS - 1, -1, -1):
            unit = finest // 10**places
            steps = nw.when(first // unit * unit == first).then(unit).otherwise(steps)
        is_long_column = nw.col(self._steps.column(is_long, step + 1))
        low = nw.when(is_long_column).then(-20).otherwise(-nw.col(self._steps.column(steps, step + 1)))
        high = nw.when(is_long_column).then(20).otherwise(nw.col(self._steps.column(steps, step + 1)))
        groups = {place: group for place, group in size.groups.items() if place >= 0} | {-1: rough}
        ends = (Number({-1: nw.col(self._steps.column(end, step + 2))}, step + 3) for end in (low, high))
        return (Number(groups, step + 1), *ends)  # type: ignore[return-value]  # two of them


def _factors(form: Form, limit: Fraction) -> tuple[dict[str, Fraction], Fraction]:
    """The sum that is above 0 where a figure is above a limit: how often each part is added, and what is the same."""
    factors = dict(form.above)
    if form.below is None:
        return factors, -limit
    factors[form.below] = factors.get(form.below, Fraction(0)) - limit
    return factors, Fraction(0)


def _added(terms: list[nw.Expr]) -> nw.Expr:
    found, *rest = terms
    for term in rest:
        found = found + term
    return found


def _not(term: Term) -> Term:
    return Term(~term.expr, term.step, term.size + 1)


def _both(one: Term, other: Term) -> Term:
    return Term(one.expr & other.expr, max(one.step, other.step), one.size + other.size)


def _expr(group: nw.Expr | int) -> nw.Expr:
    return nw.lit(group) if isinstance(group, int) else group
