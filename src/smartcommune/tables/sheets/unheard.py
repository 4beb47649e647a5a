"""Standard error without the words of a panic: Polars writes them in a thread of its own before it raises one.

Whatever else is written meanwhile is written there afterwards, in its order.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, Final

_STDERR: Final = 2
_PANIC: Final = re.compile(
    rb"\n?^thread '[^\n]* panicked at [^\n]*\n(?:(?!thread '|note: )[^\n]+\n)*(?:note: [^\n]*\n)?", re.MULTILINE
)
# Standard error belongs to the whole process: while one thread holds it, another one's panics are heard.
_HOLDS: Final = Lock()


@contextmanager
def panics_unheard() -> Iterator[None]:
    """A call of Polars of which nobody hears on standard error that it panics; what it raises is raised."""
    if not _HOLDS.acquire(blocking=False):
        yield
        return
    with ExitStack() as after:
        after.callback(_HOLDS.release)
        with suppress(OSError):  # there need not be a standard error
            meanwhile = after.enter_context(TemporaryFile())
            after.callback(_let_go, os.dup(_STDERR), meanwhile)
            os.dup2(meanwhile.fileno(), _STDERR)
        yield


def _let_go(stderr: int, meanwhile: IO[bytes]) -> None:
    os.dup2(stderr, _STDERR)
    os.close(stderr)
    meanwhile.seek(0)
    with suppress(OSError):  # nobody may be listening any more
        os.write(_STDERR, _PANIC.sub(b"", meanwhile.read()))
