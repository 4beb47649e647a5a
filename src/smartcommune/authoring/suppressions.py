"""Comments in a rule file to the lint problems that they silence.

`# smartcommune: ignore[id, id] -- reason` silences problems on its own line, or on the next if nothing else stands on
its line. The reason is required, and a comment that silences nothing is itself a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from smartcommune.files import Source
from smartcommune.messages import Message
from smartcommune.problems import Place, Problem

_COMMENT: Final = re.compile(r"#\s*smartcommune:\s*ignore(?:\[([^\]]*)\])?(?:\s*--\s*(.*))?")


class Suppression(NamedTuple):
    """One comment: the line whose problems it silences, their ids, and where it stands."""

    line: int
    ids: frozenset[str]
    reason: str
    place: Place


def silenced(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """The problems that no comment silences, and those of the comments themselves."""
    comments = list(_suppressions(source))
    left: list[Problem] = []
    used: set[Suppression] = set()
    for problem in problems:
        by = next((comment for comment in comments if _silences(comment, problem)), None)
        if by is None:
            left.append(problem)
        else:
            used.add(by)
    return left + [problem for comment in comments for problem in _faults(comment, comment in used)]


def _suppressions(source: Source) -> Iterator[Suppression]:
    for number, text in enumerate(source.lines, 1):
        match = _COMMENT.search(text)
        if match:
            alone = not text[: match.start()].strip()
            ids = frozenset(id.strip() for id in (match[1] or "").split(",") if id.strip())
            place = source.place(number, match.start() + 1, len(match.group().rstrip()))
            yield Suppression(number + 1 if alone else number, ids, (match[2] or "").strip(), place)


def _silences(comment: Suppression, problem: Problem) -> bool:
    return problem.place.line == comment.line and problem.id in comment.ids and comment.reason != ""


def _faults(comment: Suppression, is_used: bool) -> Iterator[Problem]:
    if not comment.ids:
        yield Problem("bad-suppression", comment.place, Message("suppression-without-id"), severity="warning")
    elif not comment.reason:
        yield Problem("bad-suppression", comment.place, Message("suppression-without-reason"), severity="warning")
    elif not is_used:
        message = Message("unused-suppression", ids=", ".join(sorted(comment.ids)))
        yield Problem("unused-suppression", comment.place, message, severity="warning")
