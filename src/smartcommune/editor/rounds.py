"""All questions about a rule file, asked in a process of its own, which the next key ends.

The process comes from one that has imported what it needs, where the system can make one of another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Any, Final, NamedTuple

from smartcommune.authoring.lint import Lint
from smartcommune.editor.lens import Lens, lenses
from smartcommune.editor.problems import Shown, all_problems
from smartcommune.source.files import hold

_FORKED: Final = "forkserver"
_IMPORTED: Final = ("smartcommune.editor.rounds", "smartcommune.authoring.lints", "smartcommune.shape.wellformed")


class Question(NamedTuple):
    """A file, with the texts that stand for files: nobody has saved them yet."""

    name: str
    lints: Sequence[Lint]
    unsaved: Mapping[str, bytes]


class Answer(NamedTuple):
    """What a whole round has found: the problems, and what became of the cases."""

    problems: tuple[Shown, ...]
    lenses: tuple[Lens, ...]


async def ask(question: Question) -> Answer | None:
    """What a whole round finds, None if it did not come to its end; whoever cancels it ends the process."""
    here, there = _context().Pipe(duplex=False)
    process = _context().Process(target=_answer, args=(there, question), daemon=True)
    process.start()
    there.close()
    try:
        return await asyncio.to_thread(_received, here)
    finally:
        process.kill()
        process.join()


def _received(connection: Connection) -> Answer | None:
    """The answer; none from a process that has ended before it."""
    with connection, suppress(EOFError, OSError):
        found: Answer = connection.recv()
        return found
    return None


def _answer(connection: Connection, question: Question) -> None:
    hold(question.unsaved)
    connection.send(Answer(tuple(all_problems(question.name, question.lints)), lenses(question.name)))


@cache
def _context() -> Any:
    """How processes are made here; the modules differ from system to system, and so do their types."""
    method = _FORKED if _FORKED in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == _FORKED:
        context.set_forkserver_preload(list(_IMPORTED))
    return context
