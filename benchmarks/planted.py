"""Planted mistakes: the built-in files changed as a hand slips, and how many changes are reported where.

Each kind of change is tried on each built-in rule set, its cases and one example profile. A mutant counts as reported
if `validate` (of a profile: `check`) says something that it does not say of the original. Same seeds, same mutants.

    python benchmarks/planted.py [--each 5] [--missed]
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartcommune.authoring.cases import cases_in, run_file
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.validate import validate
from smartcommune.document import plain, read_document
from smartcommune.files import Source, read_source
from smartcommune.library import CASES, load, load_built_in, read_ruleset
from smartcommune.messages import Words
from smartcommune.problems import InputError, Problem
from smartcommune.profile import read_profile

ROOT: Final = Path(__file__).parents[1]
PROFILE: Final = "tan-my.yaml"
NEAR: Final = 2  # lines between a change and its report


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


class Fate(NamedTuple):
    """What became of a mutant."""

    mutant: Mutant
    changed: bool  # means something else than the original
    reported: bool
    near: bool  # within two lines of the change
    failed: bool  # a case failed; only asked for what was not reported


# ---------------------------------------------------------------------------------------------------------------------
# Ways to change lines

_KEY: Final = r"(?P<lead>^\s*(?:- )?\{?)(?P<key>[a-z][a-z0-9_]*)(?=:(?:\s|$))"
_REQUIRED: Final = r"^(?:    (?:type|cite|basis|kind|test)|id|version): .*$"
_NAME: Final = r"(?P<word>[a-z]+_[a-z_]+)"
_SOURCE: Final = r"(?P<word>[a-z][a-z]+[0-9]+[a-z]*)"
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
        declared = re.match(r"  ([a-z_]+):$", line)
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
    _kind("another month", r"(?<=\d{4}-)\d\d(?=-\d\d)", "07", told=Told.NOWHERE),
    _kind("number of members changed", r"(?<=n: )3", "2", told=Told.NOWHERE),
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


# ---------------------------------------------------------------------------------------------------------------------
# What a file means, and what is said of it


def meaning(source: Source) -> object:
    """What a file says apart from its labels; None where it cannot be read."""
    try:
        if source.name.endswith(PROFILE):
            return _stripped(read_profile(read_document(source), load_built_in("pilot-smart-2023")))
        if source.name.endswith(CASES):
            cases = cases_in(source, load(source.name.partition(".cases.")[0] + ".yaml"))
            facts = [plain(case.document.node((*case.path, "facts")) or case.document.root) for case in cases]
            return _stripped(cases), facts, plain(read_document(source).root)["ruleset"]
        return _stripped(read_ruleset(source))
    except InputError:
        return None


def _stripped(value: Any) -> Any:
    """The value without words, places, and the text it was read from."""
    if isinstance(value, Words):
        return None
    if hasattr(value, "_asdict"):
        left_out = {"path", "document", "sha256", "aliases", "name"}
        return {key: _stripped(item) for key, item in value._asdict().items() if key not in left_out}
    if isinstance(value, tuple):
        return [_stripped(item) for item in value]
    if isinstance(value, Mapping):
        return [(key, _stripped(item)) for key, item in value.items()]
    return value


def problems(source: Source) -> tuple[Problem, ...]:
    """Everything that is said of a file."""
    if not source.name.endswith(PROFILE):
        return validate(source, LINTS.values())
    try:
        read_profile(read_document(source), load_built_in("pilot-smart-2023"))
    except InputError as error:
        return error.problems
    return ()


def _said(found: Iterable[Problem]) -> Counter[tuple[str, str]]:
    return Counter((problem.id, problem.message.say("en")) for problem in found)


class Planter:
    """Puts mutants in the place of their originals, in a copy of the built-in files."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(ROOT / "rules", folder / "rules", ignore=shutil.ignore_patterns("*.sha256", "*.json"))
        shutil.copy(ROOT / "examples" / PROFILE, folder)
        self.folder = folder
        self.files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
        self.texts = {file: (folder / file).read_bytes().decode() for file in self.files}
        self._meanings = {file: meaning(self._source(file)) for file in self.files}
        self._said = {file: _said(problems(self._source(file))) for file in self.files}

    def fate(self, mutant: Mutant) -> Fate:
        """What is said of a mutant."""
        path = self.folder / mutant.file
        path.write_text(mutant.text, encoding="utf-8", newline="")
        try:
            return self._fate(mutant)
        finally:
            path.write_text(self.texts[mutant.file], encoding="utf-8", newline="")

    def _fate(self, mutant: Mutant) -> Fate:
        try:
            source = self._source(mutant.file)
            found, said = problems(source), meaning(source)
        except InputError as error:
            found, said = error.problems, None
        new = [problem for problem in found if _said([problem]) - self._said[mutant.file]]
        near = any(mutant.first - NEAR <= (problem.place.line or 1) <= mutant.last + NEAR for problem in new)
        changed = said is None or said != self._meanings[mutant.file]
        return Fate(mutant, changed, bool(new), near, changed and not new and self._fails(mutant))

    def _fails(self, mutant: Mutant) -> bool:
        """Whether the cases tell the mutant from the original."""
        if mutant.file.endswith(PROFILE):
            return False
        tested = run_file(str(self.folder / mutant.file.replace(".cases.yaml", ".yaml")))
        return not all(result.passed for result in tested.results)

    def _source(self, file: str) -> Source:
        return read_source(str(self.folder / file))


# ---------------------------------------------------------------------------------------------------------------------
# The table


def fates(most: int) -> Iterator[tuple[Kind, list[Fate]]]:
    """The fates of the mutants of each kind, at most so many of each file."""
    with tempfile.TemporaryDirectory() as folder:
        planter = Planter(Path(folder))
        for kind in KINDS:
            found = (mutant for file in planter.files for mutant in mutants(kind, file, planter.texts[file], most))
            yield kind, [planter.fate(mutant) for mutant in found]


def missed(found: Iterable[Fate]) -> list[Fate]:
    """The mutants that mean something else and are not reported near the change."""
    return [fate for fate in found if fate.changed and not fate.near]


HEADS: Final = ("mutants", "changed", "reported", "near", "cases")


def _row(name: str, found: list[Fate]) -> str:
    changed = [fate for fate in found if fate.changed]
    numbers = (
        len(found),
        len(changed),
        sum(fate.reported for fate in changed),
        sum(fate.near for fate in changed),
        sum(fate.failed for fate in changed),
    )
    return f"{name:<36}" + "".join(f"{number:>9}" for number in numbers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=5, help="mutants of each kind and file")
    parser.add_argument("--missed", action="store_true", help="show what was not reported near the change")
    options = parser.parse_args()
    found = list(fates(options.each))
    for told in Told:
        print(f"\n{told}\n{'':<36}" + "".join(f"{head:>9}" for head in HEADS))
        for kind, items in found:
            if kind.told == told:
                print(_row(kind.id, items))
        print(_row("all", [fate for kind, items in found if kind.told == told for fate in items]))
    changed = [fate for _, items in found for fate in items if fate.changed]
    near = len(changed) - len(missed(changed))
    print(f"\nReported within {NEAR} lines: {near} of {len(changed)} that mean something else")
    for fate in missed(fate for _, items in found for fate in items) if options.missed else ():
        where = "reported elsewhere" if fate.reported else "a case fails" if fate.failed else "not reported"
        print(f"\n{fate.mutant.kind}: {where}\n{fate.mutant.file}:{fate.mutant.first}: ", end="")
        print("\n".join(fate.mutant.text.splitlines()[fate.mutant.first - 1 : fate.mutant.last]))


if __name__ == "__main__":
    main()
