"""Where the answers about a table go: which file, in which format, and which file takes the rows that were refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

from smartcommune.messages import Listed, Message
from smartcommune.problems import InputError, Place, Problem, did_you_mean
from smartcommune.source.files import STDIN, is_device, is_same_file

STDOUT: Final = "-"
# What cannot be written from front to back, and therefore not to a stream.
_FILES_ONLY: Final = ("parquet", "xlsx")


class Target(NamedTuple):
    """Where the answers go; None is standard output, and no file."""

    output: str | None
    format: str
    rejects: str | None
    has_mark: bool  # whether a CSV begins with the mark by which Excel knows UTF-8


def target_of(
    output: str | None,
    format: str | None,
    formats: Sequence[str],
    *,
    rejects: str | None = None,
    is_marked: bool = True,
    others: Iterable[str | None] = (),
) -> Target:
    """Where the answers go.

    Args:
        output: what the user gave, or None for standard output.
        format: what the user gave, or None for what the file's name says.
        formats: those that there are; the first is that of standard output.
        rejects: the user's file for rows that are refused.
        is_marked: whether CSV files bear a mark.
        others: the files that are read, which must not be written over.

    Raises:
        InputError: the format is not known or cannot go there, or a file would be overwritten.
    """
    name = None if output in (None, STDOUT) else output
    is_stream = name is None or is_device(name)
    chosen = _format(name, format, formats)
    if is_stream and chosen in _FILES_ONLY:
        raise _problem("--output", Message("needs-a-file", format=chosen))
    beside = rejects or (None if name is None or is_stream else str(PurePath(name).with_suffix(".rejects.csv")))
    read = [other for other in others if other is not None and other != STDIN]
    for option, written, kept in (("--output", name, read), ("--rejects", beside, [*read, *([name] if name else [])])):
        _check(option, written, kept)
    return Target(name, chosen, beside, is_marked and not is_stream)


def _format(name: str | None, format: str | None, formats: Sequence[str]) -> str:
    if format is not None:
        if format in formats:
            return format
        raise _problem("--format", Message("not-allowed", found=format, key="--format"), did_you_mean(format, formats))
    if name is None or is_device(name):
        return formats[0]
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    found = {"txt": "text", "ndjson": "jsonl", "yml": "yaml"}.get(suffix, suffix)
    if found in formats:
        return found
    raise _problem("--output", Message("unknown-suffix", found=name, formats=Listed(tuple(formats))))


def _check(option: str, written: str | None, kept: Iterable[str]) -> None:
    if written is None:
        return
    for name in kept:
        if is_same_file(written, name):
            raise _problem(option, Message("would-overwrite", name=written))


def _problem(option: str, message: Message, help: Message | None = None) -> InputError:
    return InputError([Problem(message.key, Place(option), message, help)])
