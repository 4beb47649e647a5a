"""Signals that ask the process to end, to exceptions that clean up on their way out and to an exit code."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Final, NoReturn

# Ctrl-C, `kill`, and a terminal that is closed.
_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
# The exit code, once the process was asked to end.
_asked: list[int] = []


class Terminated(BaseException):
    """The process was asked to end; whatever is being written is cleaned up on the way out."""


def listen() -> None:
    """Have these signals end the run, but those that whoever started it wants ignored, as `nohup` does."""
    _asked.clear()
    for name in _SIGNALS:
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


def listen_alone() -> None:
    """Have Ctrl-C come to this program only.

    Polars listens to it as well once it is imported: its threads end at once, now and then the whole process with them.
    """
    import polars  # noqa: F401  # so that it has begun to listen

    signal.signal(signal.SIGINT, signal.getsignal(signal.SIGINT))


def asked() -> int | None:
    """The exit code for the signal that came; None if none has."""
    return _asked[0] if _asked else None


def check() -> None:
    """End if a signal came and nobody heard: what is raised while Python imports a module may get lost."""
    if _asked:
        raise Terminated


def leave_if_asked() -> None:
    """End here if a signal came, although threads still wait for something that nobody will send."""
    if _asked:
        leave(_asked[0])


def leave(code: int) -> NoReturn:
    """End the process here, without taking Python down; what is written is cleaned up by then."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


def _end(number: int, _frame: FrameType | None) -> None:
    _asked.append(128 + number)
    raise KeyboardInterrupt if number == signal.SIGINT else Terminated
