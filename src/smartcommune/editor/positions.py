"""Columns in characters, as this program counts, to the units that an editor counts in, and back.

Editors count from 0, mostly in units of UTF-16: a letter beyond the first plane, such as an emoji, has two of them.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from smartcommune.problems import Place

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_SIZES: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Position(NamedTuple):
    """A place between two letters: line and column count from 0, the column in characters or in an editor's units."""

    line: int
    column: int


class Range(NamedTuple):
    """A piece of a text; the end is not part of it."""

    start: Position
    end: Position

    def holds(self, position: Position) -> bool:
        """Whether a position lies in it or at one of its ends."""
        return self.start <= position <= self.end


def units(line: str, column: int, encoding: Encoding) -> int:
    """How many units lie before a column of a line; before one behind its end, all of them."""
    codec, size = _SIZES[encoding]
    return len(line[:column].encode(codec, "surrogatepass")) // size


def column(line: str, count: int, encoding: Encoding) -> int:
    """The column before which so many units lie; one inside a letter is the one before that."""
    codec, size = _SIZES[encoding]
    return len(line.encode(codec, "surrogatepass")[: count * size].decode(codec, "ignore"))


def range_of(place: Place) -> Range:
    """The characters that a place marks; a whole file is marked at its first one."""
    line, start = (place.line or 1) - 1, (place.column or 1) - 1
    width = place.width if place.column else max(len(place.excerpt), 1)
    return Range(Position(line, start), Position(line, start + width))
