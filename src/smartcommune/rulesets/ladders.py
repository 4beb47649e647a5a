"""Points in proportion, and points for every so much more, to scales of rows that compare one figure.

They are rounded or come in whole parts, so that each row is a comparison with one constant, or with one threshold.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from smartcommune.model.condition import Comparison, Holds, Leaf, Operator
from smartcommune.model.points import Increments, Proportion, Rung, Scale
from smartcommune.source.document import Path

# Rows that a scale is written out to.
MOST_ROWS: Final = 4_000
_HALF: Final = Fraction(1, 2)


def row_count(rates: Proportion | Increments) -> Fraction:
    """How many rows a scale has that is written out: one for each step of the points."""
    if isinstance(rates, Proportion):
        return rates.round.of(rates.most) / rates.round.to
    return Fraction(-(-((rates.most if rates.add > 0 else rates.least) - rates.base) // _step(rates)))


def ladder(rates: Proportion | Increments, path: Path) -> Scale:
    """The scale with its rows written out; there are as many as `row_count` says."""
    numbers = range(1, int(row_count(rates)) + 1)
    if isinstance(rates, Proportion):
        begins = ((_from(rates, number), min(number * rates.round.to, rates.most)) for number in numbers)
        return Scale(rungs_from(begins, rates.indicator, path), written=rates)
    return _climbing(rates, numbers, path)


def _step(rates: Increments) -> Fraction:
    return rates.add if rates.round is None else rates.round.to * (1 if rates.add > 0 else -1)


def _from(rates: Proportion, number: int) -> Comparison:
    """From which figure on points in proportion are rounded to so many steps, or more."""
    is_half = rates.round.how != "down"
    figure = (number - (_HALF if is_half else 0)) * rates.round.to * rates.full_at / rates.most
    if rates.none_below is not None and figure < rates.none_below:
        return Comparison(Operator.GTE, rates.none_below)
    to_even = rates.round.how == "half_even" and number % 2
    return Comparison(Operator.GT if to_even else Operator.GTE, min(figure, rates.full_at))


def _climbing(rates: Increments, numbers: Iterable[int], path: Path) -> Scale:
    """The rows of points that grow, or shrink, with a figure."""
    begins = [] if rates.none_below is None else [(Comparison(Operator.GTE, rates.none_below), rates.base)]
    begins += [
        (_growth(rates, number), max(rates.least, min(rates.most, rates.base + number * _step(rates))))
        for number in numbers
    ]
    also = () if rates.threshold is None else tuple(begin for begin, _ in begins[: rates.none_below is not None])
    rungs = rungs_from(begins, rates.indicator, path, also)
    return Scale(rungs, rates.base if rates.none_below is None else Fraction(0), rates)


def _growth(rates: Increments, number: int) -> Comparison:
    """From which figure on so many steps are earned."""
    wanted, operator = Fraction(number), Operator.GTE
    if rates.round is not None:
        wanted = (number - (0 if rates.round.how == "down" else _HALF)) * rates.round.to / abs(rates.add)
        operator = Operator.GT if rates.round.how == "half_even" and number % 2 else operator
    beyond = wanted * rates.each
    if rates.threshold is not None:
        return Comparison(operator, threshold=rates.threshold, plus=beyond)
    figure = (rates.above or Fraction(0)) + beyond
    if rates.none_below is not None and figure < rates.none_below:
        return Comparison(Operator.GTE, rates.none_below)
    return Comparison(operator, figure)


def rungs_from(
    begins: Iterable[tuple[Comparison, Fraction]], indicator: str, path: Path, also: tuple[Comparison, ...] = ()
) -> tuple[Rung, ...]:
    """Rows from the figures at which each begins, in ascending order; the highest that holds counts, so it comes first.

    What else has to hold for each of them stands behind it.
    """
    last: list[tuple[Comparison, Fraction]] = []
    for begin, points in begins:
        if last and last[-1][0] == begin:
            last.pop()  # of several rows that begin together the last counts
        last.append((begin, points))
    return tuple(
        Rung(Holds(Leaf(indicator, (begin, *(each for each in also if each != begin)), path), path), points)
        for begin, points in reversed(last)
    )
