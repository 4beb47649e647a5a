"""How far a run over a table has come, on a terminal: rows, rows per second, time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from smartcommune.cli.streams import is_terminal
from smartcommune.messages import Language
from smartcommune.source.files import size_of
from smartcommune.tables.sheets.sheet import Sheet

Advance = Callable[[int], None]


@contextmanager
def progress(sheet: Sheet, language: Language, *, is_wanted: bool) -> Iterator[Advance]:
    """What to call with the number of rows read so far; nothing is shown where nobody is looking."""
    if not is_wanted or not is_terminal(sys.stderr):
        yield lambda _: None
        return
    from smartcommune.cli.progress_bar import bar  # what draws it takes as long to import as a small table to assess

    with bar(language) as shown:
        task = shown.add_task("", total=expected(sheet))
        yield lambda rows: shown.update(task, completed=rows)


def expected(sheet: Sheet) -> int | None:
    """About how many rows a table has; None if there is no telling."""
    size = size_of(sheet.name)
    if sheet.is_typed or sheet.kind not in ("csv", "tsv") or not size or not sheet.head:
        return None
    letters = [sum(len((cell or "").encode()) + 1 for cell in row.cells) for row in sheet.head]
    return max(size * len(letters) // sum(letters), 1)
