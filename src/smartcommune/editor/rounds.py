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
    process = _Process(question)
    try:
        return await asyncio.to_thread(process.answer)
    finally:
        process.end()


def prepare() -> None:
    """Have what makes the processes begin to import: the first round need not wait for it."""
    if _context().get_start_method() == _FORKED:
        from multiprocessing.forkserver import ensure_running  # not every system has it

        ensure_running()


class _Process:
    """A process that is asked one question, in a thread: a long text is handed over in pieces."""

    def __init__(self, question: Question) -> None:
        self._here, self._there = _context().Pipe(duplex=False)
        self._process = _context().Process(target=_answer, args=(self._there, question), daemon=True)
        self._is_over = False

    def answer(self) -> Answer | None:
        """Wait for the answer; there is none from a process that ends before it."""
        found: Answer | None = None
        with self._here, suppress(EOFError, OSError):
            self._process.start()
            self._there.close()
            if self._is_over:
                self._process.kill()
            found = self._here.recv()
        if self._process.pid is not None:
            self._process.join()
        return found

    def end(self) -> None:
        """Have it end, whether it has begun or not."""
        self._is_over = True
        if self._process.pid is not None:
            self._process.kill()


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
