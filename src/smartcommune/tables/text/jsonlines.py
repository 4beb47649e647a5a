"""A JSON Lines file to a typed sheet: one object a line, each key a column, numbers with all their digits.

Each line is read twice: first to know the columns and what is in them, then to write them as a table that Polars can
scan. A line that is no plain object is left out and told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from math import isfinite
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import normalize

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.source.table_files import TableFile, read_lines, spool
from smartcommune.tables.sheets.ends import typed_sheet
from smartcommune.tables.sheets.sheet import MOST_COLUMNS, ROW, Sheet, too_wide
from smartcommune.tables.text.encoding import as_utf8
from smartcommune.tables.text.lines import MOST_BAD_ROWS, joined

# As many as a 64-bit number holds without loss.
_MOST_DIGITS: Final = 15


class Number(str):
    """A number as it is written."""

    __slots__ = ()


Value = str | bool | None
Record = dict[str, Value]


class Wrong(ValueError):
    """A line that is no plain object; carries what is wrong with it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message

    @property
    def id(self) -> str:
        return self.message.key.removesuffix("-from")


class Lines(NamedTuple):
    """What was found in all lines."""

    types: dict[str, pl.DataType]
    problems: list[Problem]


def read_json_lines(file: TableFile, encoding: str | None) -> Sheet:
    """The sheet of a JSON Lines file.

    Raises:
        InputError: not a text, no object in it, or so many bad lines that it cannot be trusted.
    """
    text = as_utf8(file, encoding)
    found = _looked_through(file.name, text.path)
    if len(found.types) > MOST_COLUMNS:
        raise too_wide(file.name, len(found.types))
    if found.problems and (len(found.problems) > MOST_BAD_ROWS or not found.types):
        raise InputError(found.problems)
    table = spool(_table(text.path, found.types))
    columns = {f"c{number}": type for number, type in enumerate(found.types.values())}
    scan = pl.scan_csv(table, has_header=False, schema={ROW: pl.Int64(), **columns}, glob=False)
    composed = [normalize("NFC", name) for name in found.types]
    return typed_sheet(file, "jsonl", scan, composed, notes=(text.note,), problems=tuple(found.problems))


def _looked_through(name: str, path: Path) -> Lines:
    """Which columns there are, of which types, and which lines are bad."""
    kinds: dict[str, set[str]] = {}
    problems: list[Problem] = []
    for number, record in _records(path):
        if isinstance(record, Wrong):
            problems.append(Problem(record.id, Place(name, number), record.message))
            if len(problems) > MOST_BAD_ROWS:
                break
            continue
        for key, value in record.items():
            kinds.setdefault(key, set()).add(_kind(value))
    return Lines({key: _type(found) for key, found in kinds.items()}, problems)


def _table(path: Path, names: Iterable[str]) -> Iterator[bytes]:
    """The good lines as rows of a CSV file, each with its number in front."""
    for number, record in _records(path):
        if isinstance(record, dict) and record:
            yield joined([str(number), *(_cell(record.get(name)) for name in names)], ",")


def _records(path: Path) -> Iterator[tuple[int, Record | Wrong]]:
    """The values of each line, with its number, or what is wrong with it."""
    for number, line in enumerate(read_lines(path), 1):
        try:
            yield number, _record(line)
        except Wrong as wrong:
            yield number, wrong


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value or ""


def _record(line: bytes) -> Record:
    """The values of one line by their keys; none for a blank line.

    Raises:
        Wrong: not JSON, no object, a key twice, a value that is an object or a list, or a character no text has.
    """
    if not line.strip():
        return {}
    try:
        found = json.loads(
            line.removeprefix(b"\xef\xbb\xbf"),
            parse_int=Number,
            parse_float=Number,
            parse_constant=_no_number,
            object_pairs_hook=_plain,
        )
    except (json.JSONDecodeError, RecursionError, UnicodeDecodeError) as error:
        column = getattr(error, "colno", None)
        raise Wrong(Message("not-json") if column is None else Message("not-json-from", column=column)) from error
    if not isinstance(found, dict):
        raise Wrong(Message("not-an-object"))
    return found


def _plain(pairs: list[tuple[str, object]]) -> Record:
    record: Record = {}
    for key, value in pairs:
        if key in record:
            raise Wrong(Message("key-twice", key=key))
        if not isinstance(value, str | bool | None):
            raise Wrong(Message("nested-value", key=key))
        for text in (key, value):
            _check_letters(text)
        record[key] = value
    return record


def _check_letters(text: Value) -> None:
    if isinstance(text, str) and not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Wrong(Message("half-a-character"))
    if isinstance(text, str) and "\x00" in text:
        raise Wrong(Message("nul-character"))


def _no_number(word: str) -> None:
    raise Wrong(Message("not-a-json-number", word=word))


def _kind(value: Value) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "boolean"
    if not isinstance(value, Number):
        return "text"
    mantissa, _, power = value.lower().partition("e")
    digits = mantissa.lstrip("-").replace(".", "").strip("0")
    if len(digits) > _MOST_DIGITS or len(power) > 4 or not isfinite(float(value)):
        return "text"  # too many digits for a number; as a text it is told where it stands
    return "whole" if mantissa == value and "." not in value and len(value) <= _MOST_DIGITS else "number"


def _type(kinds: set[str]) -> pl.DataType:
    """The type that all values of a column have; text if they differ."""
    found = kinds - {"none"}
    if found == {"boolean"}:
        return pl.Boolean()
    if found == {"whole"}:
        return pl.Int64()
    return pl.Float64() if found and found <= {"whole", "number"} else pl.String()
