"""The sheets of a workbook and what the user asked for to the one that is read, and a note that says which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from smartcommune.messages import Listed, Message
from smartcommune.problems import refusal


class Listing(NamedTuple):
    """One sheet of a workbook."""

    name: str
    is_hidden: bool


def chosen(file: str, sheets: Sequence[Listing], wanted: str | None, is_empty: Callable[[int], bool]) -> int:
    """The position of the sheet to read: the wanted one, else the first visible one that is not empty.

    Raises:
        InputError: there is no such sheet, or none at all.
    """
    if wanted is not None:
        return _wanted(file, sheets, wanted)
    order = sorted(range(len(sheets)), key=lambda position: sheets[position].is_hidden)
    for position in order:
        if not is_empty(position):
            return position
    raise refusal("empty-table", file)


def _wanted(file: str, sheets: Sequence[Listing], wanted: str) -> int:
    """By name first, since a sheet may be called `2`; then by number."""
    names = [normalize("NFC", sheet.name) for sheet in sheets]
    if normalize("NFC", wanted) in names:
        return names.index(normalize("NFC", wanted))
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 and 0 < int(wanted) <= len(sheets):
        return int(wanted) - 1
    known = Listed(tuple(f"`{name}`" for name in names))
    raise refusal("unknown-sheet", file, name=wanted, names=known)


def choice_note(sheets: Sequence[Listing], position: int) -> tuple[Message, ...]:
    """Which sheet is read and which are not, where there are several."""
    if len(sheets) == 1:
        return ()
    others = Listed(tuple(f"`{sheet.name}`" for number, sheet in enumerate(sheets) if number != position))
    return (Message("sheet-chosen", name=sheets[position].name, others=others),)
