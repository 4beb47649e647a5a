"""The bar that shows how far a run has come: rows, rows per second, time left."""

from __future__ import annotations

import sys
from fractions import Fraction

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from smartcommune.messages import Language, Message
from smartcommune.quantity import written


def bar(language: Language) -> Progress:
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
