"""Standard streams: UTF-8 on every system, whole lines, and a quiet end where the reader has gone."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeGuard, cast

from smartcommune.problems import WriteError
from smartcommune.source.files import whole_file, write_text

if TYPE_CHECKING:
    from rich.text import Text
    from typing_extensions import Buffer

DEFAULT_COLUMNS = 80


def use_utf8() -> None:
    """Make the standard streams write UTF-8: Vietnamese Windows consoles are set to code pages without it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline=None)


def columns(stream: TextIO | None) -> int:
    """How wide the page may be: what `COLUMNS` says, else the terminal, else 80."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and len(given) < 5:
        return int(given)
    return os.get_terminal_size(stream.fileno()).columns or DEFAULT_COLUMNS if is_terminal(stream) else DEFAULT_COLUMNS


def is_terminal(stream: TextIO | None) -> TypeGuard[TextIO]:
    return stream is not None and stream.isatty()


def show(text: Text | str, stream: TextIO | None, *, color: bool) -> None:
    """Write to a standard stream; a reader that has gone away ends the output quietly.

    Raises:
        WriteError: the stream is closed, or cannot take it, as on a full disk.
    """
    if stream is None:
        raise WriteError("<stdout>", os.strerror(errno.EBADF))
    try:
        if color and not isinstance(text, str):
            _print(text, stream)
        else:
            stream.write(text if isinstance(text, str) else text.plain)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise WriteError(f"<{stream.name.strip('<>')}>", error.strerror or str(error)) from error


def wants_color(stream: TextIO | None, no_color: bool) -> bool:
    """Colours are for terminals, unless they are not wanted."""
    return is_terminal(stream) and not no_color and not os.environ.get("NO_COLOR")


def deliver(text: Text | str, output: str | None, *, no_color: bool) -> None:
    """Write an answer to a file, or to standard output."""
    if output is None or output == "-":
        show(text, sys.stdout, color=wants_color(sys.stdout, no_color))
    else:
        write_text(output, text if isinstance(text, str) else text.plain)


class ReaderGone(Exception):  # no error: whoever reads has seen enough
    """Whoever read the output has stopped."""


class _Stdout(io.RawIOBase):
    """Standard output for bytes, for whoever writes to files; knows whether its reader has gone."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.is_gone = False

    def writable(self) -> bool:
        return True

    def write(self, content: Buffer) -> int:
        try:
            return self._stream.write(content)
        except BrokenPipeError:
            self.is_gone = True
            raise

    def flush(self) -> None:
        if not self.is_gone:
            self._stream.flush()


@contextmanager
def opened(name: str | None) -> Iterator[BinaryIO]:
    """A file that appears whole or not at all, or standard output for None.

    Raises:
        WriteError: it cannot take what is written.
        ReaderGone: nobody reads standard output any more.
    """
    if name is not None:
        with whole_file(name) as file:
            yield file
        return
    if sys.stdout is None:
        raise WriteError("<stdout>", os.strerror(errno.EBADF))
    stream = _Stdout(sys.stdout.buffer)
    try:
        yield cast("BinaryIO", stream)
        stream.flush()
    except OSError as error:
        _silence(sys.stdout)
        if stream.is_gone or isinstance(error, BrokenPipeError):
            raise ReaderGone from error
        raise WriteError("<stdout>", error.strerror or str(error)) from error


def _print(text: Text, stream: TextIO) -> None:
    from rich.console import Console

    console = Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=True)
    console.print(text, end="")


def _silence(stream: TextIO) -> None:
    """Let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
