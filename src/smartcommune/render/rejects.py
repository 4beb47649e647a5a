"""Rejects to the lines of a CSV file that an officer mends the table by."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from smartcommune.messages import Language, Message
from smartcommune.render.safe import cell
from smartcommune.tables.results.rejects import Reject

_COLUMNS: Final = ("row", "code", "name", "where", "found", "problem", "help", "kind")


def head(language: Language) -> bytes:
    """The first line, behind the mark by which Excel knows UTF-8."""
    return b"\xef\xbb\xbf" + _lines([[Message(f"column.{name}").say(language) for name in _COLUMNS]])


def lines(rejects: Sequence[Reject], language: Language) -> bytes:
    """A line for each."""
    said: dict[int, list[str]] = {}  # by the message: rows that are refused for one reason share it
    rows = []
    for reject in rejects:
        message = reject.problem.message
        if id(message) not in said:
            said[id(message)] = _said(reject, language)
        row = "" if reject.row is None else str(reject.row)
        rows.append([row, cell(reject.code or ""), cell(reject.name or ""), *said[id(message)]])
    return _lines(rows)


def _said(reject: Reject, language: Language) -> list[str]:
    """What is wrong with a row."""
    problem = reject.problem
    help = "" if problem.help is None else problem.help.say(language)
    texts = (reject.column, reject.found, problem.message.say(language), help, problem.id)
    return [cell(text or "") for text in texts]


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")
