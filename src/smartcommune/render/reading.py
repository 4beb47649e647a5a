"""How a table was read to sentences for whoever has only the results: what was not used, what was left out."""

from __future__ import annotations

from pathlib import PurePath

from smartcommune.messages import Listed, Message, Sayable
from smartcommune.tables.cells.cell_facts import Loaded


def reading(loaded: Loaded) -> tuple[Sayable, ...]:
    """The file and its sheet, what was found out about them, the columns that are not used, the rows left out."""
    sheet = loaded.sheet
    file = Message("reading.file", file=PurePath(sheet.name).name)
    named = file if sheet.sheet is None else Message("reading.sheet", file=file, sheet=sheet.sheet)
    unused = [
        Message("reading.column", letter=column.letter, header=column.header)
        for column in loaded.columns
        if column.how == "unused" and column.header
    ]
    columns = [Message("reading.unused", columns=Listed(tuple(unused), "; "))] if unused else []
    return (named, *sheet.notes, *loaded.layout.brief, *columns, *loaded.counted)
