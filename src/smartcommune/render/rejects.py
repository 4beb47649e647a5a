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
    return b"\xef\xbb\xbf" + _encoded(_lines([[Message(f"column.{name}").say(language) for name in _COLUMNS]]))


def lines(rejects: Sequence[Reject], language: Language) -> bytes:
    """A line for each."""
    said: dict[int, str] = {}  # by the message: rows that are refused for one reason share it
    for reject in rejects:
        message = reject.problem.message
        if id(message) not in said:
            (said[id(message)],) = _lines([_said(reject, language)])
    whose = _lines([_whose(reject) for reject in rejects])
    return _encoded([f"{who},{said[id(reject.problem.message)]}" for who, reject in zip(whose, rejects, strict=True)])


def _whose(reject: Reject) -> list[str]:
    """Which row it is."""
    return ["" if reject.row is None else str(reject.row), cell(reject.code or ""), cell(reject.name or "")]


def _said(reject: Reject, language: Language) -> list[str]:
    """What is wrong with a row."""
    problem = reject.problem
    help = "" if problem.help is None else problem.help.say(language)
    texts = (reject.column, reject.found, problem.message.say(language), help, problem.id)
    return [cell(text or "") for text in texts]


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as CSV; no cell has a line break."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().split("\n")[:-1]


def _encoded(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
