"""What a map says about columns to the columns of a layout: which position each entry means."""

from __future__ import annotations

from collections.abc import Sequence

from smartcommune.messages import Listed
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.heading_parts import cells_of
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.sheets.sheet import letter_of


def given_columns(layout: Layout, mapping: ColumnMap) -> dict[int, str]:
    """The positions that a map names, with what stands there.

    Raises:
        InputError: a header or letter that the table does not have, has twice, or that two entries name.
    """
    found: dict[int, str] = {}
    problems = []
    for entry in mapping.entries.values():
        if entry.column is None:
            continue
        positions = _positions(entry.column, layout)
        if len(positions) != 1:
            problems.append(_not_one(entry.place, entry.column, positions, layout))
        elif positions[0] in found:
            other = found[positions[0]]
            problems.append(finding("map-same-column", entry.place, other=other, column=entry.column))
        else:
            found[positions[0]] = entry.target
    if problems:
        raise InputError(problems)
    return found


def ignored_columns(layout: Layout, mapping: ColumnMap) -> frozenset[int]:
    """The positions that somebody said are not to be used; a header that several columns have means all of them.

    Raises:
        InputError: a header or letter that the table does not have.
    """
    found: set[int] = set()
    problems = []
    for ignored in mapping.ignored:
        positions = _positions(ignored.column, layout)
        found.update(positions)
        if not positions:
            problems.append(_not_one(ignored.place, ignored.column, (), layout))
    if problems:
        raise InputError(problems)
    return frozenset(found)


def _positions(text: str, layout: Layout) -> list[int]:
    """The columns with a header, or else the one with a letter."""
    key = folded(text)
    for part in (lambda header: header, lambda header: cells_of(header)[-1]):
        found = [place for place, header in enumerate(layout.headers) if key and folded(part(header)) == key]
        if found:
            return found
    return [place for place in range(len(layout.headers)) if letter_of(place) == text.strip().upper()]


def _not_one(place: Place, text: str, positions: Sequence[int], layout: Layout) -> Problem:
    if positions:
        return finding("map-many-columns", place, column=text, letters=Listed(tuple(map(letter_of, positions))))
    return finding("map-no-column", place, did_you_mean(text, filter(None, layout.headers)), column=text)
