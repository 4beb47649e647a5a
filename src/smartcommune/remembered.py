"""What was made of a text, so that the next reader of the same text need not make it again; let go of all together.

A command ends before it matters. Who reads a file after every key would keep what was made of sixteen older texts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Final, TypeVar

T = TypeVar("T")
_ALL: Final[list[_lru_cache_wrapper[object]]] = []


def remembered(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Makes a function remember so many of its last results."""

    def remembering(function: Callable[..., T]) -> Callable[..., T]:
        found = lru_cache(maxsize=most)(function)
        _ALL.append(found)
        return found

    return remembering


def forget() -> None:
    """Let go of everything that is remembered."""
    for each in _ALL:
        each.cache_clear()
