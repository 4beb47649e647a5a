"""A set of values as a text, the same in profiles, tables and answers: `education, health`, or `[]` for none.

The values stand in the order in which they are declared, so that the same set is always the same text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Final

EMPTY: Final = "[]"
SEPARATOR: Final = ", "


def set_of(chosen: Iterable[str], values: Iterable[str]) -> str:
    """The set of those values of an indicator that are chosen."""
    wanted = frozenset(chosen)
    return SEPARATOR.join(value for value in values if value in wanted) or EMPTY


def sizes(values: Collection[str]) -> tuple[Fraction, ...]:
    """How many of an indicator's values a set can have."""
    return tuple(map(Fraction, range(len(values) + 1)))


def members(text: str) -> tuple[str, ...]:
    """The values in a set."""
    return () if text == EMPTY else tuple(text.split(SEPARATOR))
