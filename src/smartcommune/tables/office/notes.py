"""What is hidden or merged in a sheet to notes: it is read like the rest, and this is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

from smartcommune.messages import Listed, Message

# More would make a note unreadable.
_MOST_NAMED: Final = 20


def hidden_notes(rows: Iterable[int], columns: Iterable[tuple[int, int]], width: int) -> tuple[Message, ...]:
    """Which rows and columns are hidden.

    Args:
        rows: the numbers of hidden rows.
        columns: the first and last of hidden columns, counted from 1.
        width: the number of columns in use.
    """
    numbers = sorted(rows)
    hidden = list(_within(columns, width))
    notes = []
    if numbers:
        notes.append(Message("hidden-rows", rows=spans(numbers, str)))
    if hidden:
        notes.append(Message("hidden-columns", columns=spans(hidden, column_letters)))
    return tuple(notes)


def _within(stretches: Iterable[tuple[int, int]], most: int) -> Iterator[int]:
    """The numbers in some stretches, each once, however often the stretches of a hostile file overlap."""
    start = 1
    for first, last in sorted(stretches):
        yield from range(max(first, start), min(last, most) + 1)
        start = max(start, last + 1)


def merged_note(count: int) -> tuple[Message, ...]:
    return (Message("merged-cells", count=count),) if count else ()


def spans(numbers: list[int], shown: Callable[[int], str]) -> Listed:
    """Numbers as `5, 7–9`."""
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after > before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after > before + 1), numbers[-1]]
    spans = [shown(a) if a == b else f"{shown(a)}–{shown(b)}" for a, b in zip(starts, ends, strict=True)]
    return Listed((*spans[:_MOST_NAMED], *(("…",) if len(spans) > _MOST_NAMED else ())))


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
