"""All questions about a rule file, asked in a process of its own, which the next key ends.

Where nothing runs beside the server, that process is a copy of it: it knows what the server has read, and between two
questions there is none. A process of several threads cannot be copied safely: then one begins anew, which takes longer.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from smartcommune.authoring.lint import Lint
from smartcommune.editor.lens import Lens, lenses
from smartcommune.editor.problems import Shown, all_problems
from smartcommune.source.files import hold


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
        return await process.answer()
    finally:
        process.end()


class _Process:
    """A process that is asked one question."""

    def __init__(self, question: Question) -> None:
        self._is_copy = sys.platform == "linux" and threading.active_count() == 1
        context: Any = get_context("fork" if self._is_copy else "spawn")  # their types differ
        self._here, self._there = context.Pipe(duplex=False)
        asked = (self._there, question, self._here if self._is_copy else None)
        self._process = context.Process(target=_answer, args=asked, daemon=True)
        self._is_over = False

    async def answer(self) -> Answer | None:
        """Wait for the answer; there is none from a process that ends before it."""
        if not self._is_copy:  # the question is handed over in pieces, to a process that first has to begin
            return await asyncio.to_thread(self._start_and_receive)
        self._start()
        await _something_in(self._here)
        return self._receive()

    def _start_and_receive(self) -> Answer | None:
        self._start()
        return self._receive()

    def _start(self) -> None:
        with self._there, suppress(OSError):  # where no process can be made, nobody is at the other end
            self._process.start()
            if self._is_over:
                self._process.kill()

    def _receive(self) -> Answer | None:
        found: Answer | None = None
        with self._here, suppress(EOFError, OSError):
            found = self._here.recv()
        if self._process.pid is not None:
            self._process.join()
        return found

    def end(self) -> None:
        """Have it end, whether it has begun or not."""
        self._is_over = True
        if self._process.pid is not None:
            self._process.kill()


async def _something_in(connection: Connection) -> None:
    """Wait until there is something to receive, or nobody at the other end any more."""
    loop, seen = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(connection.fileno(), seen.set)
    try:
        await seen.wait()
    finally:
        loop.remove_reader(connection.fileno())


def _answer(connection: Connection, question: Question, servers: Connection | None) -> None:
    """Send what is found; a copy lets go of the server's end, so that nobody is there once the server has ended."""
    gc.freeze()  # what it has from the server stays shared with it as long as nobody looks through it
    if servers is not None:
        servers.close()
    hold(question.unsaved)
    connection.send(Answer(tuple(all_problems(question.name, question.lints)), lenses(question.name)))
