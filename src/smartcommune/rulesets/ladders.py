"""Points in proportion, and points for every so much more, to scales of rows that compare one figure.

They are rounded or come in whole parts, so that each row is a comparison with one constant, or with one threshold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import accumulate, repeat
from typing import Final

from smartcommune.model.condition import Comparison, Holds, Leaf, Operator
from smartcommune.model.points import Increments, Proportion, Rung, Scale
from smartcommune.source.document import Path

# Rows that a scale is written out to.
MOST_ROWS: Final = 4_000


def row_count(rates: Proportion | Increments) -> Fraction:
    """How many rows a scale has that is written out: one for each step of the points."""
    if isinstance(rates, Proportion):
        return rates.round.of(rates.most) / rates.round.to
    return Fraction(-(-((rates.most if rates.add > 0 else rates.least) - rates.base) // _step(rates)))


def ladder(rates: Proportion | Increments, path: Path) -> Scale:
    """The scale with its rows written out; there are as many as `row_count` says."""
    count = int(row_count(rates))
    if isinstance(rates, Proportion):
        return Scale(rungs_from(_rising(rates, count), rates.indicator, path), written=rates)
    return _climbing(rates, count, path)


def evenly(first: Fraction, step: Fraction, count: int) -> Iterator[Fraction]:
    """So many numbers, each so much above the one before; adding takes a fraction of the time of multiplying."""
    return accumulate(repeat(step, count - 1), initial=first) if count > 0 else iter(())


def _step(rates: Increments) -> Fraction:
    return rates.add if rates.round is None else rates.round.to * (1 if rates.add > 0 else -1)


def _rising(rates: Proportion, count: int) -> Iterator[tuple[Comparison, Fraction]]:
    """From which figures on points in proportion are rounded to so many steps, or more."""
    step, points = rates.round.to * rates.full_at / rates.most, evenly(rates.round.to, rates.round.to, count)
    figures = evenly(step if rates.round.how == "down" else step / 2, step, count)
    for number, (figure, earned) in enumerate(zip(figures, points, strict=True), 1):
        yield _from(rates, number, figure), earned if number < count else min(earned, rates.most)


def _from(rates: Proportion, number: int, figure: Fraction) -> Comparison:
    if rates.none_below is not None and figure < rates.none_below:
        return Comparison(Operator.GTE, rates.none_below)
    to_even = rates.round.how == "half_even" and number % 2
    return Comparison(Operator.GT if to_even else Operator.GTE, min(figure, rates.full_at))


def _climbing(rates: Increments, count: int, path: Path) -> Scale:
    """The rows of points that grow, or shrink, with a figure."""
    begins = [] if rates.none_below is None else [(Comparison(Operator.GTE, rates.none_below), rates.base)]
    gap = rates.each if rates.round is None else rates.each * rates.round.to / abs(rates.add)
    is_half = rates.round is not None and rates.round.how != "down"
    rows = zip(
        evenly(gap / 2 if is_half else gap, gap, count),
        evenly(rates.base + _step(rates), _step(rates), count),
        strict=True,
    )
    begins += [
        (_growth(rates, number, beyond), max(rates.least, min(rates.most, points)))
        for number, (beyond, points) in enumerate(rows, 1)
    ]
    also = () if rates.threshold is None else tuple(begin for begin, _ in begins[: rates.none_below is not None])
    rungs = rungs_from(begins, rates.indicator, path, also)
    return Scale(rungs, rates.base if rates.none_below is None else Fraction(0), rates)


def _growth(rates: Increments, number: int, beyond: Fraction) -> Comparison:
    """From which figure on so many steps are earned, which lies so far beyond where they begin."""
    to_even = rates.round is not None and rates.round.how == "half_even" and number % 2
    operator = Operator.GT if to_even else Operator.GTE
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
