"""Shares of large counts compared with long thresholds, in groups of digits, where a product could exceed 64 bits."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import narwhals as nw

from smartcommune.vectorise.possible import Steps, Term

# Sums of three products of such groups stay below 2**53: engines that divide as floats give the exact quotient too.
_BASE: Final = 10**6


class LongShares:
    """Products of counts of at most 15 digits and any whole numbers; each is computed once."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._products: dict[tuple[str, int], tuple[list[nw.Expr], int]] = {}

    def beyond(self, part: str, whole: str, limit: Fraction, *, is_low: bool, closed: bool) -> Term:
        """Whether `part / whole` is above a limit, or below; or reaches it, where it is closed."""
        left, first = self._product(part, limit.denominator)
        right, second = self._product(whole, limit.numerator)
        width = max(len(left), len(right))
        found: nw.Expr = nw.lit(closed)
        for ours, theirs in zip(_widened(left, width), _widened(right, width), strict=True):
            is_beyond = ours > theirs if is_low else ours < theirs
            found = is_beyond | ((ours == theirs) & found)
        return Term(found, max(first, second), 5 * width)

    def _product(self, id: str, factor: int) -> tuple[list[nw.Expr], int]:
        """The groups of digits of a product from the lowest up, and the step in which they are known."""
        if (id, factor) not in self._products:
            self._products[id, factor] = self._multiplied(id, factor)
        return self._products[id, factor]

    def _multiplied(self, id: str, factor: int) -> tuple[list[nw.Expr], int]:
        thousands, low = self._divided(nw.col(id), 0)
        high, middle = self._divided(thousands, 1)
        digits, factors = [low, middle, high], _groups(factor)
        found: list[nw.Expr] = []
        carry, step = nw.lit(0), 2
        for place in range(len(digits) + len(factors)):
            sums = [digits[place - number] * each for number, each in enumerate(factors) if 0 <= place - number < 3]
            carry, rest = self._divided(sum(sums, carry), step)
            found.append(rest)
            step += 1
        return found, step

    def _divided(self, value: nw.Expr, step: int) -> tuple[nw.Expr, nw.Expr]:
        """Quotient and remainder by the base; not all engines have an operator for the latter."""
        dividend = nw.col(self._steps.column(value, step))
        quotient = nw.col(self._steps.column(value // _BASE, step))
        return quotient, dividend - quotient * _BASE


def _groups(factor: int) -> list[int]:
    found: list[int] = []
    while factor:
        factor, rest = divmod(factor, _BASE)
        found.append(rest)
    return found


def _widened(groups: list[nw.Expr], width: int) -> list[nw.Expr]:
    return [*groups, *[nw.lit(0)] * (width - len(groups))]
