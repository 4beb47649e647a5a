"""What is hidden or struck out in a sheet to notes: it is read like the rest, and this is said.

A row that is wholly struck out is none; the text of any other cell shows its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from smartcommune.messages import Listed, Message
from smartcommune.tables.office.stored_values import STROKE, Values
from smartcommune.tables.sheets.sheet import letter_of, runs

# More would make a note unreadable.
_MOST_NAMED: Final = 20


def hidden_notes(rows: Iterable[int], columns: Iterable[tuple[int, int]], width: int) -> Iterator[Message]:
    """Which rows are hidden, and which of so many columns; of these the first and the last are given, from 1."""
    numbers, hidden = sorted(rows), list(_within(columns, width))
    if numbers:
        yield Message("hidden-rows", rows=_named(runs(numbers)))
    if hidden:
        yield Message("hidden-columns", columns=_named(runs(hidden, lambda column: letter_of(column - 1))))


def _within(stretches: Iterable[tuple[int, int]], most: int) -> Iterator[int]:
    """The numbers in some stretches, each once, however often the stretches of a hostile file overlap."""
    start = 1
    for first, last in sorted(stretches):
        yield from range(max(first, start), min(last, most) + 1)
        start = max(start, last + 1)


def without_struck_rows(values: Values) -> tuple[Values, list[int]]:
    """The rows that have a cell which is not wholly struck out, and the numbers of the others."""
    rows = [number for number, row in values.items() if any(STROKE in value.text for value in row.values())]
    gone = {number for number in rows if all(_is_struck(value.text) for value in values[number].values())}
    return ({number: row for number, row in values.items() if number not in gone} if gone else values), sorted(gone)


def struck_notes(values: Values, rows: list[int]) -> Iterator[Message]:
    """Which rows were left out for it, and which cells of the others are struck out."""
    cells = [
        f"{letter_of(column)}{number}"
        for number, row in sorted(values.items())
        for column, value in sorted(row.items())
        if STROKE in value.text
    ]
    if rows:
        yield Message("struck-rows", rows=_named(runs(rows)))
    if cells:
        yield Message("struck-cells", cells=_named(cells))


def _is_struck(text: str) -> bool:
    """Whether there is a line through every letter."""
    letters = "".join(text.split())
    return len(letters) == 2 * letters.count(STROKE)


def _named(names: Sequence[str]) -> Listed:
    """The first of them."""
    return Listed((*names[:_MOST_NAMED], *(("…",) if len(names) > _MOST_NAMED else ())))
