"""Comments in a rule file to the lint problems that they silence.

`# smartcommune: ignore[id, id] -- reason` silences problems on its own line, or on the next if nothing else stands on
its line. The reason is required, and a comment that silences nothing is itself a problem.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from smartcommune.authoring.lints import LINTS
from smartcommune.messages import Message
from smartcommune.problems import Edit, Fix, InputError, Place, Problem
from smartcommune.source.document import Listing, Node, Scalar, read_document, scalar_spans
from smartcommune.source.files import Source

_MARK: Final = "smartcommune:"
_COMMENT: Final = re.compile(r"(?<!\S)#\s*smartcommune:\s*ignore(?:\[([^\]]*)\])?(?:\s*--\s*(.*))?")


class Suppression(NamedTuple):
    """One comment: the line whose problems it silences, their ids, and where it stands."""

    line: int
    ids: frozenset[str]
    reason: str
    place: Place


def silenced(
    problems: Iterable[Problem],
    source: Source,
    looked_for: Collection[str] = frozenset(LINTS),
    beside: Iterable[Source] = (),
) -> list[Problem]:
    """The problems that no comment silences, and those of the comments themselves.

    Args:
        problems: what lints found.
        source: the file that they looked at.
        looked_for: the ids of these lints; of another one it cannot be said that there is nothing to silence.
        beside: other files in which they found something; whether their comments are needed is told elsewhere.
    """
    problems, own = list(problems), list(_suppressions(source))
    named = {problem.place.source for problem in problems}
    comments = [*own, *(comment for other in beside if other.name in named for comment in _suppressions(other))]
    left: list[Problem] = []
    used: set[tuple[Suppression, str]] = set()
    for problem in problems:
        by = [comment for comment in comments if _silences(comment, problem)]
        used.update((comment, problem.id) for comment in by)
        if not by:
            left.append(problem)
    return left + [problem for comment in own for problem in _faults(comment, used, looked_for)]


def _suppressions(source: Source) -> Iterator[Suppression]:
    if _MARK not in source.text or not any(_COMMENT.search(line) for line in source.lines if "#" in line):
        return
    texts = scalar_spans(source) if _may_be_text(source) else ()
    for number, line in enumerate(source.lines, 1):
        match = _COMMENT.search(line)
        if match and not any(first <= (number, match.start()) < last for first, last in texts):
            ids = frozenset(id.strip() for id in (match[1] or "").split(",") if id.strip())
            place = source.place(number, match.start() + 1, len(match.group().rstrip()))
            target = number if line[: match.start()].strip() else _next_line(source, number)
            yield Suppression(target, ids, (match[2] or "").strip(), place)


def _may_be_text(source: Source) -> bool:
    """Whether some text of the file looks like such a comment, so that it has to be found out where texts end."""
    try:
        return any(_MARK in text for text in _texts(read_document(source).root))
    except InputError:
        return True


def _texts(node: Node) -> Iterator[str]:
    """Every key and value."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _texts(item)
    else:
        for key, value in node.entries.values():
            yield key.text
            yield from _texts(value)


def _next_line(source: Source, number: int) -> int:
    """The first line below that is no comment."""
    below = enumerate(source.lines[number:], number + 1)
    return next((found for found, line in below if not line.lstrip().startswith("#")), number)


def _silences(comment: Suppression, problem: Problem) -> bool:
    is_there = (problem.place.source, problem.place.line) == (comment.place.source, comment.line)
    return is_there and problem.id in comment.ids and comment.reason != ""


def _faults(comment: Suppression, used: set[tuple[Suppression, str]], looked_for: Collection[str]) -> Iterator[Problem]:
    idle = sorted(id for id in comment.ids if (comment, id) not in used and (id in looked_for or id not in LINTS))
    if not comment.ids:
        yield Problem("bad-suppression", comment.place, Message("suppression-without-id"), severity="warning")
    elif not comment.reason:
        yield Problem("bad-suppression", comment.place, Message("suppression-without-reason"), severity="warning")
    elif idle:
        message = Message("unused-suppression", ids=", ".join(idle))
        fix = _without(comment, frozenset(idle))
        yield Problem("unused-suppression", comment.place, message, severity="warning", fix=fix)


def _without(comment: Suppression, idle: frozenset[str]) -> Fix:
    """Without the ids that silence nothing; without the comment, and the line that it stands on alone, if all are."""
    line, column, excerpt = comment.place.line or 1, comment.place.column or 1, comment.place.excerpt
    kept = [id.strip() for id in _ids_in(excerpt[column - 1 :]).split(",") if id.strip() not in idle]
    title = Message("fix.without", name=", ".join(sorted(idle)))
    if any(kept):
        first = excerpt.index("[", column - 1) + 2
        end = first + len(_ids_in(excerpt[column - 1 :]))
        return Fix(title, (Edit(comment.place.source, line, first, line, end, ", ".join(kept)),), safe=True)
    before = excerpt[: column - 1].rstrip()
    end_line, end_column = (line, column + comment.place.width) if before else (line + 1, 1)
    return Fix(title, (Edit(comment.place.source, line, len(before) + 1, end_line, end_column, ""),), safe=True)


def _ids_in(comment: str) -> str:
    match = _COMMENT.search(comment)
    return (match[1] or "") if match else ""
