"""Rejects to the lines of a CSV file that an officer mends the table by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from smartcommune.messages import Language, Message
from smartcommune.render.safe import cell
from smartcommune.tables.results.rejects import Reject

_cell = lru_cache(maxsize=10_000)(cell)  # rows are refused for few reasons
_COLUMNS: Final = ("row", "code", "name", "where", "found", "problem", "help", "kind")


def head(language: Language) -> bytes:
    """The first line, behind the mark by which Excel knows UTF-8."""
    return b"\xef\xbb\xbf" + _lines([[Message(f"column.{name}").say(language) for name in _COLUMNS]])


def lines(rejects: Iterable[Reject], language: Language) -> bytes:
    """A line for each."""
    return _lines([_cells(reject, language) for reject in rejects])


def _cells(reject: Reject, language: Language) -> list[str]:
    problem = reject.problem
    help = "" if problem.help is None else problem.help.say(language)
    row = "" if reject.row is None else str(reject.row)
    texts = [reject.code, reject.name, reject.column, reject.found, problem.message.say(language), help, problem.id]
    return [row, *(_cell(text or "") for text in texts)]


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")
