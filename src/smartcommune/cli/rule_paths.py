"""Paths, folders and patterns to the rule files that they mean, and what in them is something else."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from os.path import normpath
from pathlib import PurePath
from typing import Final, NamedTuple

from smartcommune.cli.configuration import Configuration, configured
from smartcommune.cli.streams import show
from smartcommune.messages import Amount, Language, Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem
from smartcommune.rulesets.library import CASES
from smartcommune.source.files import from_folder, is_folder, read_source, within, yaml_files

_DEFAULT: Final = "rules"
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".jsonl", ".ndjson")
# A key at the margin, and those that only rule files and cases have.
_KEY: Final = re.compile(r"""^["']?(?P<key>[A-Za-z_][\w-]*)["']?\s*:""", re.MULTILINE)
_OF_RULES: Final = frozenset(
    {"format", "id", "ruleset", "extends", "indicators", "thresholds", "criteria", "eligible_when", "cases"}
)


class RuleFiles(NamedTuple):
    """The files that were asked for, each once."""

    names: list[str]
    problems: list[Problem]  # of paths that mean none: a check of nothing is no success
    others: int  # YAML files in folders that are something else

    def note(self, language: Language) -> None:
        """Say on standard error how many files were left alone: whoever misses a rule file learns why."""
        if self.others:
            said = Message("other-files", files=Amount(self.others, "noun.file")).say(language)
            show(f"{said}\n", sys.stderr, color=False)


def asked_for(paths: Sequence[str] | None) -> list[str]:
    """What a call names, else what the file of settings says, else the folder of rules."""
    found = configured()
    return list(paths or (within(found.folder, path) for path in found.paths)) or [_DEFAULT]


def rule_files(paths: Sequence[str]) -> RuleFiles:
    """The files that paths, folders and patterns mean; of a folder those that are rule files or cases."""
    names: dict[str, str] = {}
    problems: list[Problem] = []
    others: dict[str, str] = {}
    for path in paths:
        found = yaml_files(path)
        wanted = [name for name in found if name == path or not is_excluded(name, configured())]
        if not wanted:
            problems.append(Problem(UNREADABLE, Place(path), Message("no-rule-files", path=path)))
        for name in wanted:
            if PurePath(name).suffix.lower() in _TABLES:
                problems.append(Problem("is-table", Place(name), Message("is-table"), Message("is-table-help")))
            else:
                of = others if is_folder(path) and _is_something_else(name) else names
                of.setdefault(normpath(name), name)
    return RuleFiles(list(names.values()), problems, len(others.keys() - names.keys()))


def is_excluded(name: str, found: Configuration) -> bool:
    """Whether a pattern of the settings means a file, or a folder that it lies in."""
    return any(matches(name, pattern, found) for pattern in found.exclude)


def matches(name: str, pattern: str, found: Configuration) -> bool:
    """Whether a pattern means a file or a folder that it lies in, both seen from the file of settings."""
    wanted = pattern.removeprefix("./").rstrip("/")
    return any(fnmatchcase(each, wanted) for each in _with_folders(from_folder(name, found.folder)))


def _with_folders(name: str) -> Iterator[str]:
    path = PurePath(name)
    yield path.as_posix()
    yield from (folder.as_posix() for folder in path.parents)


def _is_something_else(name: str) -> bool:
    """Whether it has keys, and none that only rule files have; what cannot be read will be told."""
    if name.endswith(CASES):
        return False
    try:
        keys = {match["key"] for match in _KEY.finditer(read_source(name).text)}
    except InputError:
        return False
    return bool(keys) and not keys & _OF_RULES
