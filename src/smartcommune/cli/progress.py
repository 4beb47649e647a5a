"""How far a run over a table has come, on a terminal: rows, rows per second, time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction

from smartcommune.cli.streams import is_terminal
from smartcommune.messages import Language, Message
from smartcommune.quantity import written
from smartcommune.source.files import size_of
from smartcommune.tables.sheets.sheet import Sheet

Advance = Callable[[int], None]


@contextmanager
def progress(total: int | None, language: Language, *, is_wanted: bool, said: str = "progress") -> Iterator[Advance]:
    """What to call with the number of rows so far, of about so many; nothing is shown where nobody is looking."""
    if not is_wanted or not is_terminal(sys.stderr):
        yield lambda _: None
        return
    # What draws it takes as long to import as a small table to assess.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    words = TextColumn("{task.description}", markup=False)
    console = Console(file=sys.stderr, emoji=False, highlight=False)
    bar = Progress(TextColumn(" "), BarColumn(28), words, TimeRemainingColumn(), console=console, transient=True)
    with bar as shown:
        task = shown.add_task(_worded(said, 0, 0, language), total=total)

        def advance(rows: int) -> None:
            shown.update(task, completed=rows, description=_worded(said, rows, shown.tasks[0].speed or 0, language))

        yield advance


def _worded(key: str, rows: int, speed: float, language: Language) -> str:
    """The rows read and the rows per second."""
    read, a_second = (written(Fraction(int(number)), language) for number in (rows, speed))
    return Message(key, rows=read, speed=a_second).say(language)


def expected(sheet: Sheet) -> int | None:
    """About how many rows a table has; None if there is no telling."""
    size = size_of(sheet.name)
    if sheet.is_typed or sheet.kind not in ("csv", "tsv") or not size or not sheet.head:
        return None
    letters = [sum(len((cell or "").encode()) + 1 for cell in row.cells) for row in sheet.head]
    return max(size * len(letters) // sum(letters), 1)
