"""Columns of numbers to exact sums and products of them, in groups of digits: what no float and no 64 bits can hold.

A number is written with groups of five digits, each a whole number of a column of its own; the groups of sums and
products stay far below 2⁵³, so that engines that divide as floats give the exact quotient, too. What is more than five
digits is carried on to the next group once that has to be, which takes one column after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

import narwhals as nw

from smartcommune.quantity import MOST_DIGITS
from smartcommune.vectorise.days import up_to
from smartcommune.vectorise.possible import Steps, Term

_WIDTH: Final = 5
_BASE: Final = 10**_WIDTH
# More than the sum of all products of groups that come together in one place, in units of the base.
_ABOVE: Final = 10**9
# What a group may go up to before it is carried on.
_MOST: Final = 10**13
_GROUPS: Final = 3  # of 15 digits
_DECIMALS: Final = 20  # behind the point
# A number below this may have more of them.
LEAST: Final = Fraction(1, 10**5)
# What makes whole numbers of 15 digits behind the point, and of 20.
_FULL: Final = float(10**MOST_DIGITS)
_FINEST: Final = float(10**_DECIMALS)

Group = nw.Expr | int


class Number(NamedTuple):
    """Groups of digits by their place, 0 being the one in front of the point, and the step in which they are known."""

    groups: Mapping[int, Group]
    step: int = 0
    most: int = _BASE  # what no group goes beyond, either way
    is_carried: bool = False  # whether all groups are from 0 up to the base, but for the highest, which has the sign

    @property
    def is_one(self) -> bool:
        return self.is_constant and dict(self.groups) == {0: 1}

    @property
    def is_constant(self) -> bool:
        """Whether it is the same in every row."""
        return all(isinstance(group, int) for group in self.groups.values())


def constant(value: int) -> Number:
    """A whole number, of any size."""
    groups: dict[int, Group] = {}
    rest, sign = abs(value), 1 if value >= 0 else -1
    while rest:
        rest, digits = divmod(rest, _BASE)
        groups[len(groups)] = sign * digits
    return Number(groups, most=max(map(abs, groups.values()), default=0))  # type: ignore[arg-type]  # no expressions


class Exact:
    """Numbers of columns, and what is computed from them; each is computed once."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._columns: dict[str, Number] = {}

    def column(self, id: str, *, is_whole: bool) -> Number:
        """The numbers of a column, which were read from decimals of at most 15 digits."""
        if id not in self._columns:
            self._columns[id] = self._whole(id) if is_whole else self._decimal(id)
        return self._columns[id]

    def days(self, id: str) -> Number:
        """How many days there were up to those of a column."""
        if id not in self._columns:
            number = nw.col(self._steps.column(up_to(nw.col(id)), 0))
            above = nw.col(self._steps.column(number // _BASE, 1))
            self._columns[id] = Number({0: number - above * _BASE, 1: above}, 2)
        return self._columns[id]

    def whole(self, number: nw.Expr, most: int, step: int) -> Number:
        """Whole numbers that never go beyond so much, either way, which is below 10¹⁵."""
        if most < _BASE:
            return Number({0: number}, step)
        size, sign = (nw.col(self._steps.column(each, step)) for each in (number.abs(), _sign(number)))
        found = self._split(size, sign, 1, 0, step + 1)
        return self._carried(found.groups, found.step)

    def nearly(self, above: Number, below: Number) -> tuple[nw.Expr, int]:
        """One number over another, which is above 0, as floats that miss it by few units of their last place."""
        above, below = self.carried(above), self.carried(below)
        sign = Number({0: nw.col(self._steps.column(_sign(self._from_top(above)[0]), above.step))}, above.step + 1, 1)
        size = self.carried(self.times(above, sign))
        found = _float(size) / _float(below) * _expr(sign.groups[0])
        return nw.col(self._steps.column(found, max(size.step, below.step))), max(size.step, below.step) + 1

    def plus(self, one: Number, other: Number) -> Number:
        """The sum of two numbers."""
        if not one.groups or not other.groups:
            return one if one.groups else other
        if one.most + other.most > _MOST:
            one, other = self.carried(one), self.carried(other)
        places = {*one.groups, *other.groups}
        sums = {place: _sum([each.groups[place] for each in (one, other) if place in each.groups]) for place in places}
        return Number(sums, max(one.step, other.step), one.most + other.most)

    def times(self, one: Number, other: Number) -> Number:
        """The product of two numbers."""
        if one.is_one or other.is_one:
            return other if one.is_one else one
        count = min(len(one.groups), len(other.groups))
        if one.most * other.most * count > _MOST:
            one, other = self.carried(one), self.carried(other)
        products: dict[int, list[Group]] = {}
        for place, group in one.groups.items():
            for second, factor in other.groups.items():
                products.setdefault(place + second, []).append(group * factor)
        found = Number(
            {place: _sum(each) for place, each in products.items()},
            max(one.step, other.step),
            one.most * other.most * count,
        )
        return found if one.is_constant or other.is_constant else self._in_columns(found)

    def _in_columns(self, number: Number) -> Number:
        """The same number with a column for each of its groups."""
        groups = {place: self._kept(group, number.step) for place, group in number.groups.items()}
        return number._replace(groups=groups, step=number.step + 1)

    def carried(self, number: Number) -> Number:
        """The same number in its digits."""
        return number if number.is_carried else self._carried(number.groups, number.step)

    def is_above(self, number: Number) -> Term:
        """Where a number is above 0."""
        number = self.carried(number)
        top, *rest = self._from_top(number)
        found: nw.Expr = nw.lit(value=False)
        for group in reversed(rest):
            found = found | (group > 0)
        return Term((top > 0) | ((top == 0) & found), number.step, 2 * len(number.groups))

    def is_below(self, number: Number) -> Term:
        """Where a number is below 0: only its highest group has a sign."""
        number = self.carried(number)
        return Term(self._from_top(number)[0] < 0, number.step)

    def _from_top(self, number: Number) -> list[nw.Expr]:
        """The groups from the highest down; a constant is one column, too."""
        return [_expr(number.groups[place]) for place in sorted(number.groups, reverse=True)] or [nw.lit(0)]

    def _carried(self, sums: Mapping[int, Group], step: int) -> Number:
        """The same number with groups from 0 up to the base, and a sign in front of them."""
        groups: dict[int, Group] = {}
        carry: Group = 0
        for place in range(min(sums), max(sums) + 1) if sums else ():
            whole = self._kept(_sum([sums.get(place, 0), carry]), step)
            carry = self._divided(whole, step + 1)
            groups[place] = whole - carry * _BASE
            step += 2
        groups[max(sums, default=0) + 1] = carry
        return Number(groups, step, is_carried=True)

    def _divided(self, whole: Group, step: int) -> Group:
        """How often the base goes into a number, rounded down also where that is below 0."""
        return self._kept((whole + _ABOVE * _BASE) // _BASE, step) - _ABOVE

    def _kept(self, group: Group, step: int) -> Group:
        return group if isinstance(group, int) else nw.col(self._steps.column(group, step))

    def _whole(self, id: str) -> Number:
        """The groups of digits of whole numbers, each with the sign of the number."""
        size, sign = nw.col(self._steps.column(nw.col(id).abs(), 0)), self._sign(id)
        found = self._split(size, sign, 1, 0, 1)
        return self._carried(found.groups, found.step)

    def _decimal(self, id: str) -> Number:
        """The digits in front of the point, and those behind it.

        What is behind the point of a float lies so near to the decimal that it was read from that the digits which 15
        leave there are found by rounding.
        """
        size, sign = nw.col(self._steps.column(nw.col(id).abs(), 0)), self._sign(id)
        front = nw.col(self._steps.column(size.floor(), 1))
        behind, scale = nw.col(self._steps.column(size - front, 2)), nw.col(self._steps.column(_scale(size), 2))
        is_small = scale > _FULL
        up = nw.when(is_small).then(1.0).otherwise(_FULL / scale)
        finer = nw.when(is_small).then(_FINEST / scale).otherwise(float(_BASE))
        whole = nw.col(self._steps.column(((behind * scale).round(0) * up).cast(nw.Int64), 3))
        finer = nw.col(self._steps.column(finer.cast(nw.Int64), 3))
        in_front = self._split(nw.col(self._steps.column(front.cast(nw.Int64), 2)), sign, 1, 0, 3)
        finest = self._split(whole, sign, finer, -_DECIMALS // _WIDTH, 4)
        return self.carried(self.plus(in_front, finest._replace(most=_BASE * _BASE)))

    def _sign(self, id: str) -> nw.Expr:
        return nw.col(self._steps.column(_sign(nw.col(id)), 0))

    def _split(self, size: nw.Expr, sign: nw.Expr, factor: Group, place: int, step: int) -> Number:
        """The groups of a number of at most 15 digits, times a factor, from a place on."""
        groups: dict[int, Group] = {}
        for number in range(_GROUPS):
            rest = nw.col(self._steps.column(size // _BASE, step))
            groups[place + number] = nw.col(self._steps.column((size - rest * _BASE) * sign * factor, step + 1))
            size, step = rest, step + 1
        return Number(groups, step + 1)


def _sign(number: nw.Expr) -> nw.Expr:
    return nw.when(number < 0).then(-1).otherwise(1)


def _float(number: Number) -> nw.Expr:
    """A number from 0 on; nothing of it is lost by adding up its groups from the lowest."""
    found: nw.Expr = nw.lit(0.0)
    for place in sorted(number.groups):
        found = found + _expr(number.groups[place]) * float(Fraction(_BASE) ** place)
    return found


def _scale(size: nw.Expr) -> nw.Expr:
    """What makes a whole number of the digits behind the point: there are as many as those in front leave of 15."""
    found: nw.Expr = nw.lit(1.0)
    for places in range(1, _DECIMALS + 1):
        is_below = size < float(Fraction(10) ** (MOST_DIGITS - places))
        found = nw.when(is_below).then(float(10**places)).otherwise(found)
    return found


def _sum(groups: list[Group]) -> Group:
    found, *rest = groups
    for group in rest:
        found = found + group if not (isinstance(group, int) and group == 0) else found
    return found


def _expr(group: Group) -> nw.Expr:
    return nw.lit(group) if isinstance(group, int) else group
