"""`smartcommune.toml`, or `[tool.smartcommune]` of `pyproject.toml`, to what a user would otherwise type at each call.

The nearest of them counts, from the working folder upwards to the one that holds `.git`. An option wins over an
environment variable, and this over the file. No verdict depends on it: which rules count, on which day and with which
thresholds is never said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args

from smartcommune.messages import LANGUAGES, Language, Listed, Message
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding
from smartcommune.source.files import Source, folders_upwards, is_file, read_source, within

Level = Literal["off", "warning", "error"]
FILES: Final = ("smartcommune.toml", "pyproject.toml")
_TABLE: Final = ("tool", "smartcommune")
# How values are written, by their keys; the help of a wrong one names the kind.
KINDS: Final = {
    "lang": "language",
    "office": "lines",
    "place": "text",
    "number": "text",
    "signer": "text",
    "title": "lines",
    "template": "text",
    "paths": "texts",
    "exclude": "texts",
    "strict": "switch",
    "lints": "levels",
    "per-file": "files",
}
_HEADER: Final = re.compile(r"\s*\[+\s*(?P<path>[^\]]+?)\s*\]+\s*(#.*)?$")
_KEY: Final = re.compile(r"""\s*(?P<key>"[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=""")
_WHERE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


class Configuration(NamedTuple):
    """What a file says; what it does not say is empty."""

    folder: str = ""  # where the file stands, as seen from the working folder
    source: Source | None = None
    lang: Language | None = None
    office: tuple[str, ...] = ()
    place: str | None = None
    number: str | None = None
    signer: str | None = None
    title: tuple[str, ...] = ()
    template: str | None = None
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    strict: bool = False
    lints: Mapping[str, Level] = {}
    per_file: Mapping[str, Mapping[str, Level]] = {}

    def at(self, *path: str) -> Place:
        """Where a key stands."""
        return Place("") if self.source is None else _place(self.source, path)


def lang_of_file() -> Language | None:
    """The language that the file says; what is wrong with the file is told once a command runs."""
    with suppress(InputError):
        return configured().lang
    return None


@cache
def configured() -> Configuration:
    """What the nearest file says; nothing where there is none.

    Raises:
        InputError: it cannot be read, or something in it is unknown or wrong.
    """
    for folder in folders_upwards():
        for name in FILES:
            path = within(folder, name)
            if is_file(path):
                source = read_source(path)
                found = _table(source, is_shared=name != FILES[0])
                if found is not None:
                    return _read(folder, source, found)
    return Configuration()


def _table(source: Source, *, is_shared: bool) -> dict[str, Any] | None:
    """What it says of us; None where a file that others share says nothing."""
    if is_shared and _TABLE[1] not in source.text:
        return None
    import tomllib  # only who has such a file pays for it

    try:
        whole = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_no_toml(source, str(error))]) from error
    if not is_shared:
        return whole
    tools = whole.get(_TABLE[0])
    mine = tools.get(_TABLE[1]) if isinstance(tools, dict) else None
    return mine if isinstance(mine, dict) else None


def _no_toml(source: Source, said: str) -> Problem:
    where = _WHERE.search(said)
    place = source.place_within(len(source.lines) + 1, 1) if where is None else source.place(*map(int, where.groups()))
    return finding("not-toml", place, Message("not-toml-help"), reason=_WHERE.sub("", said))


def _read(folder: str, source: Source, found: Mapping[str, Any]) -> Configuration:
    """Everything that is wrong is told at once."""
    problems = list(_problems(source, found))
    if problems:
        raise InputError(problems)
    values: dict[str, Any] = {}
    for key, value in found.items():
        kind, name = KINDS[key], key.replace("-", "_")
        values[name] = (value,) if kind == "lines" and isinstance(value, str) else value
        if isinstance(values[name], list):
            values[name] = tuple(value)
    return Configuration(folder, source, **values)


def _problems(source: Source, found: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in found.items():
        if key not in KINDS:
            yield finding("unknown-setting", _place(source, (key,)), did_you_mean(key, KINDS), key=key)
        elif not _fits(KINDS[key], value):
            yield _wrong(source, (key,), KINDS[key])
        elif KINDS[key] == "levels":
            yield from _levels(source, (key,), value)
        elif KINDS[key] == "files":
            for pattern, levels in value.items():
                yield from _levels(source, (key, pattern), levels)


def _levels(source: Source, path: tuple[str, ...], value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield _wrong(source, path, "levels")
        return
    for id, level in value.items():
        if level not in get_args(Level):
            yield _wrong(source, (*path, id), "level")


def _wrong(source: Source, path: tuple[str, ...], kind: str) -> Problem:
    words = {"language": LANGUAGES, "level": get_args(Level)}.get(kind, ())
    help = Message(f"setting-{kind}", words=Listed(tuple(f'"{word}"' for word in words)))
    return finding("wrong-setting", _place(source, path), help, key=path[-1])


def _fits(kind: str, value: object) -> bool:
    match kind:
        case "language":
            return value in LANGUAGES
        case "switch":
            return isinstance(value, bool)
        case "text":
            return isinstance(value, str)
        case "lines" if isinstance(value, str):
            return True
        case "lines" | "texts":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case _:
            return isinstance(value, dict)


def _place(source: Source, path: tuple[str, ...]) -> Place:
    """Where a key stands, by the headers of tables above it; the file as a whole where it is written otherwise."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(source.lines, 1):
        if (header := _HEADER.match(line)) and "=" not in line.partition("#")[0]:
            table = _own(_parts(header["path"]))
            if table == path:
                return source.place(number, 1, len(line))
        elif (key := _KEY.match(line)) and (*table, *_parts(key["key"])) == path:
            return source.place(number, key.start("key") + 1, len(key["key"]))
    return Place(source.name)


def _parts(dotted: str) -> tuple[str, ...]:
    found = re.findall(r"""\s*(?:"([^"]*)"|'([^']*)'|([^.\s"']+))\s*(?:\.|$)""", dotted)
    return tuple(next(filter(None, parts), "") for parts in found)


def _own(table: tuple[str, ...]) -> tuple[str, ...]:
    return table[len(_TABLE) :] if table[: len(_TABLE)] == _TABLE else table
