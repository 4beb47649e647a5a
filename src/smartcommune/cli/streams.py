"""Standard streams: UTF-8 on every system, whole lines, and a quiet end where the reader has gone."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeGuard, cast

from smartcommune.problems import WriteError
from smartcommune.source.writing import descriptor_of, sink, whole_file

if TYPE_CHECKING:
    from smartcommune.render.styled import Styled

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


def show(text: Styled | str, stream: TextIO | None, *, color: bool) -> None:
    """Write to a standard stream; a reader that has gone away ends the output quietly.

    Raises:
        WriteError: the stream is closed, or cannot take it, as on a full disk.
    """
    if stream is None:
        raise WriteError("<stdout>", os.strerror(errno.EBADF))
    with written_to(stream):
        if color and not isinstance(text, str):
            _print(text, stream)
        else:
            stream.write(text if isinstance(text, str) else text.plain)


@contextmanager
def written_to(stream: TextIO) -> Iterator[None]:
    """A standard stream that is written to; a reader that has gone away ends the output quietly.

    Raises:
        WriteError: the stream cannot take it, as on a full disk.
    """
    try:
        yield
        stream.flush()
    except (BrokenPipeError, SystemExit):  # the latter is how rich puts it
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise WriteError(f"<{stream.name.strip('<>')}>", error.strerror or str(error)) from error


def wants_color(stream: TextIO | None, no_color: bool) -> bool:
    """Colours are for terminals, unless they are not wanted."""
    return is_terminal(stream) and not no_color and not os.environ.get("NO_COLOR")


def deliver(text: Styled | str | bytes, output: str | None, *, no_color: bool) -> None:
    """Write an answer to a file, or to standard output; bytes are for files only."""
    if is_stdout(output) and not isinstance(text, bytes):
        show(text, sys.stdout, color=wants_color(sys.stdout, no_color))
        return
    with suppress(ReaderGone), opened(output) as file:
        file.write(as_bytes(text))


def as_bytes(text: Styled | str | bytes) -> bytes:
    """An answer as a file has it."""
    if isinstance(text, bytes):
        return text
    return (text if isinstance(text, str) else text.plain).encode("utf-8", "backslashreplace")


def is_stdout(output: str | None) -> bool:
    """Whether an option names standard output, by whichever of its names."""
    return output in (None, "-") or descriptor_of(output) == 1


class ReaderGone(Exception):  # no error: whoever reads has seen enough
    """Whoever read the output has stopped."""


@contextmanager
def opened(name: str | None) -> Iterator[BinaryIO]:
    """A file that appears whole or not at all, or standard output for None.

    Raises:
        InputError: the run reads the file.
        WriteError: it cannot take what is written.
        ReaderGone: nobody reads what is written any more.
    """
    try:
        if name is not None:
            with whole_file(name) as file:
                yield file
            return
        if sys.stdout is None:
            raise WriteError("<stdout>", os.strerror(errno.EBADF))
        with sink("<stdout>", sys.stdout.buffer) as stream:
            yield cast("BinaryIO", stream)
    except WriteError as error:
        if name is None and sys.stdout is not None:
            _silence(sys.stdout)
        if isinstance(error.__cause__, BrokenPipeError):
            raise ReaderGone from error
        raise


def _print(text: Styled, stream: TextIO) -> None:
    from rich.console import Console

    console = Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=True)
    console.print(text.drawn(), end="")


def _silence(stream: TextIO) -> None:
    """Let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
