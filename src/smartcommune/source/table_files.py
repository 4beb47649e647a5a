"""Paths to the bytes of tables, which are too large to be read at once; and files that vanish with the process."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from smartcommune.messages import Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, WriteError, refusal
from smartcommune.source.files import STDIN, read_head, shown

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

# Ten million rows of forty columns have a little more than 2 GB.
MOST_TABLE_BYTES: Final = 8_000_000_000
_CHUNK: Final = 1 << 20


class TableFile(NamedTuple):
    """A regular file that holds a table, and the name that messages give it."""

    name: str
    path: Path
    size: int  # in bytes


def find_table(name: str) -> TableFile:
    """The file of that name, or a copy of standard input for `-`; tables are too large to be read at once.

    Raises:
        InputError: no regular file, not readable, or larger than 8 GB.
    """
    if name == STDIN:
        if sys.stdin is None:
            raise InputError([Problem(UNREADABLE, Place("<stdin>"), Message("no-such-file"))])
        path = spool(_bounded("<stdin>", sys.stdin.buffer))
        return TableFile("<stdin>", path, path.stat().st_size)
    path = Path(name)
    read_head(path, 1)  # says why, if it cannot be read
    path = path.resolve()
    size = path.stat().st_size
    if size > MOST_TABLE_BYTES:
        raise refusal("too-large", shown(name), most="8 GB")
    return TableFile(shown(name), path, size)


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, each with its line feed."""
    with path.open("rb") as file:
        yield from file


def read_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def spool(chunks: Iterable[bytes]) -> Path:
    """A file with these bytes, which vanishes when the process ends.

    Raises:
        WriteError: the disk has no room for it.
    """
    folder = Path(_spools().name)
    try:
        path = folder / f"{sum(1 for _ in folder.iterdir())}"
        with path.open("wb") as file:
            file.writelines(chunks)
    except OSError as error:
        raise WriteError(shown(str(folder)), error.strerror or str(error)) from error
    return path


@cache
def _spools() -> TemporaryDirectory[str]:
    from tempfile import TemporaryDirectory  # only a table pays for this import

    folder = TemporaryDirectory(prefix="smartcommune-")
    atexit.register(folder.cleanup)
    return folder


def _bounded(name: str, stream: IO[bytes]) -> Iterator[bytes]:
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MOST_TABLE_BYTES:
            raise refusal("too-large", name, most="8 GB")
        yield chunk
