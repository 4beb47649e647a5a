"""What is struck out in a sheet to notes: a row that is wholly struck out is none; a cell's text shows its line."""

from __future__ import annotations

from itertools import islice
from typing import Final

from smartcommune.messages import Listed, Message
from smartcommune.tables.office.notes import column_letters, spans
from smartcommune.tables.office.stored_values import STROKE, Values

# More would make a note unreadable.
_MOST_NAMED: Final = 20


def without_struck_rows(values: Values) -> tuple[Values, list[int]]:
    """The rows that have a cell which is not wholly struck out, and the numbers of the others."""
    rows = [number for number, row in values.items() if any(STROKE in value.text for value in row.values())]
    gone = {number for number in rows if all(_is_struck(value.text) for value in values[number].values())}
    return ({number: row for number, row in values.items() if number not in gone} if gone else values), sorted(gone)


def struck_notes(values: Values, rows: list[int]) -> tuple[Message, ...]:
    """Which rows were left out for it, and which cells of the others are struck out."""
    cells = [
        f"{column_letters(column + 1)}{number}"
        for number, row in sorted(values.items())
        for column, value in sorted(row.items())
        if STROKE in value.text
    ]
    notes = [Message("struck-rows", rows=spans(rows, str))] if rows else []
    if cells:
        named = [*islice(cells, _MOST_NAMED), *(["…"] if len(cells) > _MOST_NAMED else [])]
        notes.append(Message("struck-cells", cells=Listed(tuple(named))))
    return tuple(notes)


def _is_struck(text: str) -> bool:
    """Whether there is a line through every letter."""
    letters = "".join(text.split())
    return len(letters) == 2 * letters.count(STROKE)
