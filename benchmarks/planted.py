"""Planted mistakes: the built-in files changed as a hand slips, and how many changes are reported where.

Each kind of change is tried on each built-in rule set, its cases and one example profile. A mutant counts as reported
if `validate` (of a profile: `check`) says something that it does not say of the original, and as near if that shows a
line within two of the change. Rules that say the same of every commune and cases that still pass are no mistakes. Same
seeds, same mutants.

    python -m benchmarks.planted [--each 5] [--missed] [--kind TEXT]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.slips import KINDS, Kind, Mutant, Told, mutants

from smartcommune.authoring.cases import cases_in, run_file
from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.measure.disagreement import difference
from smartcommune.messages import Words
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place, Problem
from smartcommune.profiles.profile import read_profile
from smartcommune.rulesets.library import CASES, load, load_built_in, read_ruleset
from smartcommune.source.document import as_data, read_document
from smartcommune.source.files import Source, read_source

ROOT: Final = Path(__file__).parents[1]
PROFILE: Final = "tan-my.yaml"
_PARTS: Final = ("indicators", "thresholds", "criteria")
NEAR: Final = 2  # lines between a change and its report


class Fate(NamedTuple):
    """What became of a mutant."""

    mutant: Mutant
    changed: bool  # means something else than the original
    reported: bool
    near: bool  # within two lines of the change
    failed: bool  # a case failed; only asked for what was not reported


# ---------------------------------------------------------------------------------------------------------------------
# What a file means, and what is said of it


def meaning(source: Source) -> object:
    """What a file says apart from its labels; None where it cannot be read."""
    try:
        if source.name.endswith(PROFILE):
            return _stripped(read_profile(read_document(source), load_built_in("pilot-smart-2023")))
        if source.name.endswith(CASES):
            cases = cases_in(source, load(source.name.partition(".cases.")[0] + ".yaml"))
            facts = [as_data(case.document.node((*case.path, "facts")) or case.document.root) for case in cases]
            return _stripped(cases), facts, as_data(read_document(source).root)["ruleset"]
        return _stripped(read_ruleset(source))
    except InputError:
        return None


def _stripped(value: Any) -> Any:
    """The value without words, places, and the text it was read from."""
    if isinstance(value, Words):
        return None
    if hasattr(value, "_asdict"):
        left_out = {"path", "document", "sha256", "aliases", "name", "is_recorded"}
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


def _is_near(place: Place, mutant: Mutant) -> bool:
    """Whether a place, which may be one of two that a problem shows, lies near the change."""
    is_there = place.source.endswith(mutant.file)
    return is_there and mutant.first - NEAR <= (place.line or 1) <= mutant.last + NEAR


def _asides(ruleset: RuleSet) -> Any:
    """What a rule set says besides its rules: documents, notices, what replaces it."""
    return _stripped((ruleset.sources, ruleset.remarks, ruleset.replaced_by, ruleset.subject, ruleset.version))


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
        rules = (file for file in self.files if not file.endswith((CASES[0], PROFILE)))
        self._rules = {file: load(str(folder / file)) for file in rules}
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
        near = any(_is_near(place, mutant) for problem in new for place in (problem.place, problem.related) if place)
        changed = said is None or not self.means_the_same(mutant, said)
        return Fate(mutant, changed, bool(new), near, changed and not new and self._fails(mutant))

    def means_the_same(self, mutant: Mutant, said: object) -> bool:
        """Whether a mutant that stands in its place, and says something, means what the original does."""
        return said == self._meanings[mutant.file] or self._is_as_true(mutant)

    def _is_as_true(self, mutant: Mutant) -> bool:
        """Whether a mutant is no mistake: cases that pass as well, or rules that always say the same."""
        if mutant.file.endswith(CASES):
            return not self._fails(mutant)
        if mutant.file.endswith(PROFILE):
            return False
        mine, original = load(str(self.folder / mutant.file)), self._rules[mutant.file]
        if any(getattr(mine, part).keys() != getattr(original, part).keys() for part in _PARTS):
            return False  # what has other names cannot be compared
        return _asides(mine) == _asides(original) and difference(original, mine).is_impossible

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


def fates(most: int, kinds: Iterable[Kind] = KINDS) -> Iterator[tuple[Kind, list[Fate]]]:
    """The fates of the mutants of each kind, at most so many of each file."""
    with tempfile.TemporaryDirectory() as folder:
        planter = Planter(Path(folder))
        for kind in kinds:
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
    parser.add_argument("--kind", default="", help="only the kinds whose name contains this text")
    options = parser.parse_args()
    found = list(fates(options.each, [kind for kind in KINDS if options.kind in kind.id]))
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
