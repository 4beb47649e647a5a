"""A stated figure beside those that it follows from: whether it can be theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.values import MOST_DECIMALS
from smartcommune.quantity import plain


def true_between(stated: Fraction) -> tuple[Fraction, Fraction]:
    """The computed figures, from 0 on, that a stated one can stand for: from the first up to, but without, the second.

    It is one of them rounded, or cut off, at its own last digit. One with more decimals than anybody writes was
    computed by a program, whose division may miss the last of them: it is looked at to the fourth.
    """
    decimals = len(plain(stated).partition(".")[2])
    step = Fraction(1, 10 ** min(decimals, MOST_DECIMALS))
    if decimals <= MOST_DECIMALS:
        return stated - step / 2, stated + step
    below = floor(stated / step) * step
    return below - step, below + 2 * step


def agree(stated: FactValue, counted: FactValue) -> bool:
    """Whether a stated figure is the computed one, as far as it says; one below 0 is read as its opposite is."""
    if not isinstance(stated, Fraction) or not isinstance(counted, Fraction):
        return stated is counted
    low, high = true_between(abs(stated))
    return low <= (-counted if stated < 0 else counted) < high


def misfits(facts: Facts, indicators: Mapping[str, Indicator]) -> Iterator[tuple[str, str]]:
    """Each stated share beside just one of its counts that no whole number of the other makes it, with that count.

    Of 4,120 adults no number is 75.35 %: honest figures are rounded, and counts are of another day.
    """
    for id, indicator in indicators.items():
        stated = facts.get(id)
        if indicator.share is None or not isinstance(stated, Fraction):
            continue
        part, whole = (facts.get(count) for count in indicator.share)
        if isinstance(part, Fraction) and whole is None and not _has_whole(part, stated):
            yield id, indicator.share.of
        if isinstance(whole, Fraction) and part is None and not _has_part(whole, stated):
            yield id, indicator.share.total


def _has_part(whole: Fraction, stated: Fraction) -> bool:
    low, high = (edge * whole / 100 for edge in true_between(stated))
    return max(ceil(low), 0) < high


def _has_whole(part: Fraction, stated: Fraction) -> bool:
    """Of a part of 0 any share is 0 %, and nothing else."""
    low, high = true_between(stated)
    return not part or low <= 0 or floor(100 * part / high) + 1 <= 100 * part / low
