"""Sets that overlap become one; what was apart stays apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.reach.joined import joined

SETS = st.lists(st.sets(st.integers(0, 9), min_size=1, max_size=3), max_size=8)


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([], []),
        ([{1}, {2}], [{1}, {2}]),
        ([{1, 2}, {3}, {2, 4}], [{3}, {1, 2, 4}]),
        ([{1}, {2}, {3}, {1, 2, 3}], [{1, 2, 3}]),
    ],
)
def test_each_stands_where_the_last_of_its_sets_stood(sets: list[set[int]], expected: list[set[int]]) -> None:
    """One that overlaps several makes one of all."""
    assert joined(sets) == expected


@given(SETS)
def test_two_items_are_together_just_where_a_chain_of_sets_leads_from_one_to_the_other(sets: list[set[int]]) -> None:
    """No two of what comes out overlap, no item is lost, and nothing is put together without a reason."""
    found = joined(sets)
    assert all(one.isdisjoint(other) for one, other in combinations(found, 2))
    assert set().union(*found) == set().union(*sets)
    for group in found:
        inside = [each for each in sets if each <= group]
        reached = set(inside[0])
        for _ in inside:
            reached = reached.union(*(each for each in inside if each & reached))
        assert reached == group
