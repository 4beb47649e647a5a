"""Counts that are parts of others: the wholes that are looked at leave room for whatever a commune can be."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from smartcommune.reach.wholes import CountCells, Interval, Portion, TooMany, portions, ranges, wholes
from tests.laws.grid import law

MOST = 25  # of the wholes that are tried
MOST_PARTS = 120  # so many at most has a part in a whole that is looked at
CUTS = st.lists(st.integers(0, 8).map(Fraction), max_size=2)
SHARES = st.lists(st.sampled_from([Fraction(cut) for cut in (0, 20, 25, 50, 60, 100)]), max_size=2)


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> CountCells:
    """A count with up to two parts, of which the first may have a part itself."""
    low, high = draw(st.sampled_from([(0, None), (0, 9), (3, None), (2, 20)]))
    parts = []
    for number in range(draw(st.integers(1, 2)) if depth == 2 else draw(st.integers(0, depth))):
        shares = portions(draw(SHARES), draw(st.sampled_from([Fraction(1), None])))
        parts.append((shares, draw(trees(depth - 1 if number == 0 else 0))))
    return CountCells(ranges(draw(CUTS), low, high), tuple(parts))


def cell(number: Fraction | int, of: tuple[Any, ...]) -> int | None:
    return next((place for place, each in enumerate(of) if is_in(number, each)), None)


def is_in(number: Fraction | int, each: Interval | Portion) -> bool:
    if isinstance(each, Portion) and each.is_exact:
        return number == each.low
    strictly = isinstance(each, Portion)
    above = each.low < number if strictly else each.low <= number
    return above and (each.high is None or (number < each.high if strictly else number <= each.high))


@cache
def seen(cells: CountCells, number: int) -> frozenset[tuple[Any, ...]]:
    """Every combination of cells in which a count of so many, its parts and their shares can lie."""
    place = cell(number, cells.ranges)
    if place is None or (cells.parts and not number):
        return frozenset()
    parts = (seen_in(shares, part, number) for shares, part in cells.parts)
    return frozenset((place, *each) for each in product(*parts))


def seen_in(shares: tuple[Portion, ...], part: CountCells, whole: int) -> set[tuple[Any, ...]]:
    found = set()
    for number in range(MOST_PARTS):
        share = cell(Fraction(number, whole), shares)
        if share is not None:
            found |= {(share, combination) for combination in seen(part, number)}
    return found


@law
@given(cells=trees())
def test_every_combination_of_cells_that_exists_has_a_whole(cells: CountCells) -> None:
    """What some whole of the first few dozen allows, one of those that are looked at allows as well."""
    try:
        looked_at = wholes(cells)
    except TooMany:
        reject()
    assume(max(looked_at, default=0) < MOST_PARTS)
    allowed = frozenset().union(*(seen(cells, whole) for whole in looked_at))
    for whole in range(MOST):
        assert seen(cells, whole) <= allowed, whole
    seen.cache_clear()


def test_a_share_of_a_large_part_has_a_large_whole() -> None:
    """Of 50 parts or more 16 % are a whole number of 325, not of any of the wholes below; also where another is too."""
    part = CountCells((Interval(50, None),), ())
    just = (Portion(Fraction(4, 25), Fraction(4, 25)),)
    assert wholes(CountCells((Interval(0, None),), ((just, part),))) == (325,)
    third = (Portion(Fraction(1, 3), Fraction(1, 3)),)
    assert wholes(CountCells((Interval(0, None),), ((just, part), (third, CountCells((Interval(0, None),), ()))))) == (
        375,
    )
    assert wholes(CountCells((Interval(0, 300),), ((just, part),))) == ()


def test_how_far_is_looked() -> None:
    """More combinations than are looked at, and wholes too far apart, are told."""
    many = tuple(Interval(number, number) for number in range(150))
    with pytest.raises(TooMany):
        wholes(CountCells(many, (((Portion(Fraction(0), None),), CountCells(many, ())),)))
    rare = [(Portion(Fraction(1, prime), Fraction(1, prime)),) for prime in (10007, 10009)]
    with pytest.raises(TooMany):
        wholes(CountCells((Interval(0, None),), tuple((share, CountCells((Interval(0, None),), ())) for share in rare)))
