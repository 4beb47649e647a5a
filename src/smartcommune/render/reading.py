"""How a table was read to sentences for whoever has only the results: what was not used, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from smartcommune.messages import Listed, Message, Sayable, Words
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.columns import Column, named
from smartcommune.tables.header.unused import said_unused


def reading(loaded: Loaded, labels: Mapping[str, Words]) -> tuple[Sayable, ...]:
    """The file and its sheet, what was found out about them, the columns that are not used, the rows left out."""
    sheet = loaded.sheet
    file = Message("reading.file", file=PurePath(sheet.name).name)
    where = file if sheet.sheet is None else Message("reading.sheet", file=file, sheet=sheet.sheet)
    return (where, *sheet.notes, *loaded.layout.brief, *_unused(loaded.columns, labels), *loaded.counted)


def _unused(columns: tuple[Column, ...], labels: Mapping[str, Words]) -> Iterator[Message]:
    """A sentence for each column that resembles an indicator or names another figure of one; one for all others."""
    yield from (each for each in said_unused(columns, labels) if each.key == "unused.why")
    plain = [named(column) for column in columns if column.is_plain]
    if plain:
        yield Message("reading.unused", columns=Listed(tuple(plain), "; "))
