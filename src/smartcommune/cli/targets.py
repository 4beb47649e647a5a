"""Where answers go: which file, in which format, and which file takes the rows of a table that were refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

from smartcommune.cli.streams import is_stdout
from smartcommune.messages import Listed
from smartcommune.problems import did_you_mean, refusal
from smartcommune.source.files import is_folder
from smartcommune.source.writing import is_same_file, is_stream

# What cannot be written from front to back, and therefore not to a stream.
_FILES_ONLY: Final = ("parquet", "xlsx", "docx")
_SUFFIXES: Final = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".docx": "docx",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".sarif": "sarif",
    ".xml": "junit",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".sha256": "sha256",
}


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
) -> Target:
    """Where the answers go.

    Args:
        output: what the user gave, or None for standard output.
        format: what the user gave, or None for what the file's name says.
        formats: those that there are; the first is that of standard output.
        rejects: the user's file for rows that are refused.
        is_marked: whether CSV files bear a mark.

    Raises:
        InputError: the format is not known or cannot go there, or both files are one.
    """
    name = None if is_stdout(output) else output
    has_stream = name is None or is_stream(name)
    chosen = _format(name, format, formats)
    if has_stream and chosen in _FILES_ONLY:
        raise refusal("needs-a-file", "--output", format=chosen)
    beside = rejects or (None if name is None or has_stream or is_folder(name) else _beside(name))
    if rejects is not None:
        check_suffix("--rejects", rejects, ("csv",))
    if name is not None and beside is not None and is_same_file(name, beside) and not has_stream:
        raise refusal("would-overwrite", "--rejects", name=beside)
    return Target(name, chosen, beside, is_marked and not has_stream)


def _beside(name: str) -> str:
    """The file of rejects beside one of results."""
    return str(PurePath(name).with_suffix(".rejects.csv"))


def format_of(output: str | None, format: str | None, formats: Sequence[str]) -> str:
    """The format of an answer that is a text: what the user gave, else what the file's name says."""
    return target_of(output, format, formats).format


def suffix_of(format: str) -> str:
    """How the name of a file in a format ends."""
    return next(suffix for suffix, each in _SUFFIXES.items() if each == format)


def check_suffix(option: str, name: str, formats: Sequence[str]) -> None:
    """Refuse a file whose name promises what is not written.

    Raises:
        InputError: its suffix is none of these formats.
    """
    if not is_stdout(name) and not is_stream(name):
        _by_suffix(option, name, formats)


def _format(name: str | None, format: str | None, formats: Sequence[str]) -> str:
    if format is not None:
        if format in formats:
            return format
        raise refusal("not-allowed", "--format", did_you_mean(format, formats), found=format, key="--format")
    if name is None or is_stream(name) or is_folder(name):  # of a folder the writer says what is wrong
        return formats[0]
    return _by_suffix("--output", name, formats)


def _by_suffix(option: str, name: str, formats: Sequence[str]) -> str:
    """The format that a file's name says."""
    found = _SUFFIXES.get(PurePath(name).suffix.lower())
    if found in formats:
        return str(found)
    known = Listed(tuple(suffix for suffix, format in _SUFFIXES.items() if format in formats))
    raise refusal("unknown-suffix", option, found=name, suffixes=known)
