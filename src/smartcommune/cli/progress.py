"""How far a run over a table has come, on a terminal: rows, rows per second, time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from smartcommune.cli.streams import is_terminal
from smartcommune.files import size_of
from smartcommune.messages import Language, Message
from smartcommune.quantity import written
from smartcommune.tables.sheet import Sheet

Advance = Callable[[int], None]


@contextmanager
def progress(sheet: Sheet, language: Language, *, is_wanted: bool) -> Iterator[Advance]:
    """What to call with the number of rows read so far; nothing is shown where nobody is looking."""
    if not is_wanted or not is_terminal(sys.stderr):
        yield lambda _: None
        return
    with _bar(language) as bar:
        task = bar.add_task("", total=expected(sheet))
        yield lambda rows: bar.update(task, completed=rows)


def _bar(language: Language) -> Progress:
    return Progress(
        TextColumn(" "),
        BarColumn(bar_width=28),
        _Rows(language),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr, emoji=False, highlight=False),
        transient=True,
    )


class _Rows(ProgressColumn):
    """The rows read and the rows per second."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language

    def render(self, task: Task) -> Text:
        rows, speed = (written(Fraction(int(number)), self._language) for number in (task.completed, task.speed or 0))
        return Text(Message("progress", rows=rows, speed=speed).say(self._language))


def expected(sheet: Sheet) -> int | None:
    """About how many rows a table has; None if there is no telling."""
    size = size_of(sheet.name)
    if sheet.is_typed or sheet.kind not in ("csv", "tsv") or not size or not sheet.head:
        return None
    letters = [sum(len((cell or "").encode()) + 1 for cell in row.cells) for row in sheet.head]
    return max(size * len(letters) // sum(letters), 1)
