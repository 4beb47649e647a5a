"""What is hidden or merged in a sheet to notes: it is read like the rest, and this is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    hidden = sorted({number for first, last in columns for number in range(first, min(last, width) + 1)})
    notes = []
    if numbers:
        notes.append(Message("hidden-rows", rows=_spans(numbers, str)))
    if hidden:
        notes.append(Message("hidden-columns", columns=_spans(hidden, _letters)))
    return tuple(notes)


def merged_note(count: int) -> tuple[Message, ...]:
    return (Message("merged-cells", count=count),) if count else ()


def _spans(numbers: list[int], shown: Callable[[int], str]) -> Listed:
    """Numbers as `5, 7–9`."""
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after > before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after > before + 1), numbers[-1]]
    spans = [shown(a) if a == b else f"{shown(a)}–{shown(b)}" for a, b in zip(starts, ends, strict=True)]
    return Listed((*spans[:_MOST_NAMED], *(("…",) if len(spans) > _MOST_NAMED else ())))


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
