"""Slips of the hand in YAML: kinds of changes to the lines of rule files, files of cases and profiles."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple


class Edit(NamedTuple):
    """Lines from `first` on that are replaced by others."""

    first: int
    removed: int
    lines: tuple[str, ...]


class Told(StrEnum):
    """Where a reader of the changed file alone can see the mistake."""

    HERE = "A reader sees it there"
    ELSEWHERE = "A reader sees it elsewhere: what lacks a line, what still uses a name, what begins a circle"
    NOWHERE = "Another legal value: quotes, ranges and cases may tell"


class Kind(NamedTuple):
    """A way to change a file."""

    id: str
    edits: Callable[[list[str]], Iterator[Edit]]
    told: Told = Told.HERE


class Mutant(NamedTuple):
    """A changed file, and the lines of it that were changed, from 1."""

    kind: str
    file: str
    text: str
    first: int
    last: int


# ---------------------------------------------------------------------------------------------------------------------
# Ways to change lines

_KEY: Final = r"(?P<lead>^\s*(?:- )?\{?)(?P<key>[a-z][a-z0-9_]*)(?=:(?:\s|$))"
_REQUIRED: Final = r"^(?:    (?:type|cite|basis|kind|test)|id|version): .*$"
_NAME: Final = r"(?P<word>[a-z]+_[a-z_]+)"
_SOURCE: Final = r"(?P<word>[a-z][a-z]+[0-9]+[a-z]*)"
_MONTH: Final = r"(?<=\d{4}-)\d\d(?=-\d\d)"
_FIELD: Final = r"(?:unit_type|ntm_level|outstanding_field)"
_FACTS: Final = r"facts: \{|^  \w+: [^{\[]|value: "
_LISTED: Final = r"(?<=[\[ ])(?P<word>[a-z][a-z]*_[a-z_]+)(?=[,\]])"


def swapped(match: re.Match[str]) -> str:
    """A word with two letters in the wrong order: the last two that differ, so that it begins as it did."""
    word = match["word"]
    at = next((at for at in range(len(word) - 2, 0, -1) if word[at] != word[at + 1]), 0)
    wrong = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :] if len(word) > 1 else word * 2
    return match.string[match.start() : match.start("word")] + wrong + match.string[match.end("word") : match.end()]


def other(match: re.Match[str]) -> str:
    """The contrary of a word."""
    return {"any": "all", "all": "any", "true": "false", "false": "true"}[match.group()]


def each(pattern: str, new: str | Callable[[re.Match[str]], str], lines: list[str], where: str = "") -> Iterator[Edit]:
    """An edit for each place where a pattern matches, in the lines where another does; comments are left alone."""
    for number, line in enumerate(lines):
        if re.search(where, line) and not line.lstrip().startswith("#"):
            for match in re.finditer(pattern, line):
                changed = line[: match.start()] + (match.expand(new) if isinstance(new, str) else new(match))
                yield Edit(number, 1, (changed + line[match.end() :],))


def without_line(pattern: str, lines: list[str]) -> Iterator[Edit]:
    """Lines that are left out."""
    return (edit._replace(lines=()) for edit in each(pattern, "", lines))


def doubled(pattern: str, lines: list[str]) -> Iterator[Edit]:
    """Lines that stand there twice."""
    return (edit._replace(lines=(lines[edit.first],) * 2) for edit in each(pattern, "", lines))


def joined(lines: list[str]) -> Iterator[Edit]:
    """A line whose end was lost: the next one follows on it."""
    for edit in each(r"(?<=\S)$", "", lines[:-1], where=r"^\s*[a-z_]+: ?"):
        yield Edit(edit.first, 2, (f"{lines[edit.first]} {lines[edit.first + 1].strip()}",))


def exchanged(lines: list[str]) -> Iterator[Edit]:
    """The two days of a period, each in the place of the other."""
    for number, (line, below) in enumerate(pairwise(lines)):
        days = [re.search(r"\d{4}-\d\d-\d\d", text) for text in (line, below)]
        if "from:" in line and "until:" in below and days[0] and days[1]:
            yield Edit(number, 2, (line.replace(days[0][0], days[1][0]), below.replace(days[1][0], days[0][0])))


def circular(lines: list[str]) -> Iterator[Edit]:
    """A criterion that refers to itself."""
    criterion = ""
    for number, line in enumerate(lines):
        declared = re.match(r"  ([a-z0-9_]+):$", line)
        criterion = declared[1] if declared else criterion
        if re.match(r"    test: [{\[]", line):
            yield Edit(number, 1, (f"    test: {{any_of: [{criterion}, {line.strip().removeprefix('test: ')}]}}",))


def _kind(
    id: str, pattern: str, new: str | Callable[[re.Match[str]], str], where: str = "", told: Told = Told.HERE
) -> Kind:
    return Kind(id, partial(each, pattern, new, where=where), told)


KINDS: Final = (
    # The signs of YAML
    _kind("colon deleted", _KEY + ":", r"\g<lead>\g<key>"),
    _kind("colon deleted between braces", r"(?<=[{ ])([a-z_]+): (?=[^{}]*\})", r"\1 ", where=r"\{"),
    _kind("space after a colon deleted", r"(?<=[a-z]): (?=[\w{\[])", ":", where=r"^\s*[a-z_]+: "),
    _kind("no-break space after a colon", r"(?<=[a-z]): (?=[\w{\[])", ":\u00a0", where=r"^\s*[a-z_]+: "),
    _kind("closing brace deleted", r"\}(?=[^}]*$)", "", where=r"\{"),
    _kind("closing bracket deleted", r"\](?=[^\]]*$)", "", where=r": \["),
    _kind("closing quote deleted", r"(?<=[^\s:,\[{])\"", "", where=r"\".*\""),
    _kind("typographic quotes", r"\"([^\"]+)\"", r"“\1”", where=r"cite: \["),
    _kind("comma deleted between braces", r", (?=[a-z_]+: )", " ", where=r"\{"),
    _kind("tab as indentation", r"^  ", "\t", where=r"^\s+[a-z_]+:"),
    _kind("one space too many", r"^(?=\s+[a-z_]+:)", " "),
    _kind("two spaces too few", r"^  (?=\s*[a-z_]+:)", ""),
    _kind("dash of a list deleted", r"^(\s+)- ", r"\1"),
    Kind("line end deleted", joined),
    _kind("control character", r"(?<=[a-z])(?=[a-z])", "\x0b", where=r"^\s+label: "),
    _kind("anchor", r"(?<=cite: )", "&c "),
    _kind("tag", r"(?<=default: )", "!!float "),
    # Keys
    _kind("key misspelt", _KEY.replace("key", "word"), swapped, where=r"^(?!  [a-z_]+:(\s*$))"),
    _kind("key in capitals", r"(?<=[{ ])(type|cite|test|basis|values|label|from|kind)(?=:)", lambda m: m[0].title()),
    Kind("key written twice", partial(doubled, r"^\s+(?:type|cite|basis|kind|date|number|on|version): \S.*")),
    Kind("required line deleted", partial(without_line, _REQUIRED), Told.ELSEWHERE),
    _kind("value deleted", r"(?<=^    )(type|cite|kind|basis|date|number|quote): .*", r"\1:"),
    _kind("one language deleted", r"\{vi: [^{}]*?, en: ", "{en: "),
    _kind("format 2", r"^format: 1", "format: 2"),
    # Names
    _kind("threshold misspelt", r"(?<=\{threshold: )(?P<word>\w+)", swapped),
    _kind("indicator misspelt", r"(?<=indicator: )(?P<word>\w+)", swapped),
    _kind("criterion misspelt", _LISTED, swapped, where=r"(scope|any_of|all_of|because): \["),
    _kind("source misspelt", r"(?<=cite: )(?P<word>[a-z][a-z_0-9]+)", swapped),
    _kind("source misspelt in a list", rf"(?<=[\[ \"]){_SOURCE}(?=[#,\]])", swapped, where="cite: "),
    _kind("parent misspelt", r"(?<=^extends: )(?P<word>\S+)", swapped),
    _kind("rule set of cases misspelt", r"(?<=^ruleset: )(?P<word>\S+)", swapped),
    _kind("fact misspelt", rf"(?<=[{{ ]){_NAME}(?=: [^\[{{]|: \{{value)", swapped, where=_FACTS),
    _kind("name misspelt where it is declared", rf"(?<=^  ){_NAME}(?=:$)", swapped, told=Told.ELSEWHERE),
    _kind("foreign letter in a name", r"(?<=(?:eshold|icator): )(\w*?)[ao]", "\\1\u043e"),
    _kind("capital in a name", r"(?<=^  )([a-z])(?=[a-z_]+:$)", lambda match: match[0].upper()),
    _kind("comparison misspelt", r"\b(?P<word>is_not|gte|any_of|all_of|at_least)(?=:)", swapped),
    Kind("criterion that refers to itself", circular, Told.ELSEWHERE),
    # Values
    _kind("% dropped", r"(?<=default: )(\d+)%", r"\1"),
    _kind("full-width %", r"(?<=default: )(\d+)%", "\\1\uff05"),
    _kind("80% as 0.8%", r"(?<=default: )(\d+)0%", r"0.\1%"),
    _kind("80% as 0.8", r"(?<=[a-z]: )(\d+)0%", r"0.\1"),
    _kind("decimal comma", r"(?<=default: )(\d+)%", r"\1,5%"),
    _kind("letter O for 0", r"(?<=: )(\d+)0%", r"\1O%"),
    _kind("beyond 100%", r"(?<=: )(\d\d)%", r"1\1%", where=r"default: |_rate: "),
    _kind("month 13", r"(\d{4})-\d\d-(\d\d)", r"\1-13-\2"),
    _kind("day 31 of February", r"(\d{4})-\d\d-\d\d", r"\1-02-31"),
    _kind("day before month before year", r"(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1"),
    _kind("year without its last digit", r"(\d{3})\d(?=-\d\d-\d\d)", r"\1"),
    Kind("days of a period exchanged", exchanged),
    _kind("type misspelt", r"(?<=type: )(?P<word>[a-z]+)", swapped),
    _kind("kind or basis misspelt", r"(?<=(?:kind|asis): )(?P<word>[a-z]+)", swapped),
    _kind("value of an enumeration misspelt", _FIELD + r": (?P<word>[a-z_]{3,})", swapped),
    _kind("constant misspelt", r"((?:is|is_not|gte): [a-z]{2,})(?=\})", r"\1h"),
    _kind("verdict misspelt", r"(?<=verdict: )(?P<word>[a-z_]+)", swapped),
    _kind("outcome misspelt", r"(?<=: )(?P<word>met|not_met|unknown|not_applicable)(?=[,}])", swapped),
    _kind("yes for true", r"(?<=: )true\b", "yes"),
    _kind("address without its scheme", r"https?://", "www.", where="url: "),
    _kind("weight below 0", r"(?<=weight: )\d+", "-1"),
    _kind("foreign letter in a label", r"(?<=vi: )([^}{,]*?)o", "\\1\u043e", told=Told.NOWHERE),
    # Another legal value
    _kind("typographic quotes around a version", r"\"([^\"]+)\"", r"“\1”", where="^version: ", told=Told.NOWHERE),
    _kind("bound turned round", r"\bgte(?=:)", "lte", told=Told.NOWHERE),
    _kind("bound made strict", r"\bgte(?=:)", "gt", told=Told.NOWHERE),
    _kind("another percentage", r"(?<=default: )\d+%", "55%", told=Told.NOWHERE),
    _kind("exclusive turned round", r"(?<=exclusive: )true", "false", told=Told.NOWHERE),
    _kind("any for all, all for any", r"\b(any|all)(?=_of:)", other, told=Told.NOWHERE),
    _kind("member of a group deleted", r", [a-z_]+(?=\])", "", where=r"(any_of|all_of|scope): \[", told=Told.NOWHERE),
    _kind("false for true, true for false", r"(?<=is: )(true|false)", other, told=Told.NOWHERE),
    _kind("another month", _MONTH, "07", where=r"from:|until:|on: ", told=Told.NOWHERE),
    _kind("another month of a document", _MONTH, "07", where="^    date: ", told=Told.NOWHERE),
    _kind("number of members changed", r"(?<=n: )3", "2", told=Told.NOWHERE),
)  # fmt: skip


# What says the same in other words.
SAME: Final = (
    _kind("group of one", r"(?<=test: )(\{indicator: [^{}]*\})", r"{any_of: [\1]}"),
    _kind("member of all_of twice", r"(?<=all_of: \[)(\w+), ([^\[\]]*)(?=\])", r"\1, \2, \1"),
    _kind("member of any_of twice", r"(?<=any_of: \[)(\w+), ([^\[\]]*)(?=\])", r"\1, \2, \1"),
    _kind("item of a list twice", r"^( {8,}- [a-z_]+)$", "\\1\n\\1"),
    _kind("all of them as a share", r"\{all_of: (\[[^\[\]]*,[^\[\]]*\])\}", r"{at_least: {n: 100%, of: \1}}"),
    _kind("two bounds", r"(?<=indicator: )(\w+_rate), gte: (\d+%|\{[^{}]*\})", r"\1, gte: \2, gt: 1%"),
    _kind("comment that ignores nothing", r"(?<=[a-z0-9])$", "  # smartcommune: ignore[uncited] -- none", "cite: "),
    _kind("foreign letter in a title", r"(?<=vi: )([^}{,]*?)o", "\\1\u043e", where="title: "),
    _kind("accents apart in a title", "\u1ecb", "i\u0323", where="title: "),
)  # fmt: skip


def mutants(kind: Kind, file: str, text: str, most: int) -> list[Mutant]:
    """Some of the mutants of a kind, always the same."""
    lines = text.splitlines()
    edits = list(kind.edits(lines))
    chosen = random.Random(f"{kind.id} {file}").sample(edits, min(most, len(edits)))  # noqa: S311  # no secret
    return [_mutant(kind, file, lines, edit) for edit in sorted(chosen)]


def _mutant(kind: Kind, file: str, lines: list[str], edit: Edit) -> Mutant:
    changed = [*lines[: edit.first], *edit.lines, *lines[edit.first + edit.removed :]]
    return Mutant(kind.id, file, "\n".join(changed) + "\n", edit.first + 1, edit.first + max(len(edit.lines), 1))
