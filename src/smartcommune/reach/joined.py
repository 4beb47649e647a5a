"""Sets to the same sets, of which those that overlap are one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def joined(sets: Iterable[Iterable[Item]]) -> list[frozenset[Item]]:
    """Sets that overlap, directly or not, as one set; each stands where the last of its sets stood."""
    found: dict[int, set[Item]] = {}
    number_of: dict[Item, int] = {}
    for number, each in enumerate(sets):
        items = set(each)
        for touched in {number_of[item] for item in items if item in number_of}:
            items |= found.pop(touched)
        found[number] = items
        number_of |= dict.fromkeys(items, number)
    return [frozenset(items) for items in found.values()]
