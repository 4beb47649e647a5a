"""Checked files and cases to what every format of problems is made from: counts, sentences, paths, fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple

from smartcommune.messages import Amount, Language, Message
from smartcommune.model.provenance import Provenance
from smartcommune.problems import Fix, Place, Problem, total
from smartcommune.source.files import Source, from_here


class CheckedFile(NamedTuple):
    """A file that was checked, with what is wrong with it or with a file that it builds on."""

    name: str  # as given, with `/` between folders
    problems: tuple[Problem, ...] = ()  # in the order of their places
    rules: Provenance | None = None  # of a file that is a rule set, where the format has a place for it

    def is_at(self, problem: Problem) -> bool:
        """Whether a problem lies in this very file."""
        return problem.place.source == self.name


class Fixed(NamedTuple):
    """A problem whose fix was used, with its place at that time, or held back."""

    problem: Problem
    fix: Fix
    why_not: Message | None = None  # None where it was used

    @property
    def sentence(self) -> Message:
        """What was done where, and on what grounds; or why not."""
        known = {"place": str(self.problem.place), "title": self.fix.title, "id": self.problem.id}
        if self.why_not is not None:
            return Message("fix.held-back", why=self.why_not, **known)
        return Message("fix.done-proven" if self.fix.safe else "fix.done-guess", **known)


class Mended(NamedTuple):
    """A file before and after, and what was done with its problems."""

    before: Source
    after: Source
    fixes: tuple[Fixed, ...]

    @property
    def is_changed(self) -> bool:
        return self.before.text != self.after.text


class Report(NamedTuple):
    """What `validate` found."""

    files: tuple[CheckedFile, ...]
    mended: tuple[Mended, ...] = ()  # the files that were to be put right

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem once, in the order of the places: two files that extend a third both bring its problems."""
        found = dict.fromkeys(problem for problems in self._told for problem in problems)
        return tuple(sorted(found, key=lambda problem: problem.order))

    @property
    def _told(self) -> list[list[Problem]]:
        """Of each file what is wrong, without what another file that was checked tells of itself in its own words."""
        own = {(problem.id, file.name) for file in self.files for problem in file.problems if file.is_at(problem)}
        return [
            [
                problem
                for problem in file.problems
                if file.is_at(problem) or (problem.id, problem.place.source) not in own
            ]
            for file in self.files
        ]

    @property
    def fixable(self) -> Message | None:
        """How many of the problems have a fix, proved or guessed; None where none has."""
        names = {file.name for file in self.files}
        held_back = {fixed.problem for mended in self.mended for fixed in mended.fixes if fixed.why_not is not None}
        open = (problem for problem in self.problems if problem.place.source in names and problem not in held_back)
        fixes = [problem.fix for problem in open if problem.fix]
        safe = sum(fix.safe for fix in fixes)
        found = {"safe": safe, "guesses": len(fixes) - safe}
        keys = {(True, True): "fix.can", (True, False): "fix.can-safe", (False, True): "fix.can-guess"}
        key = keys.get((found["safe"] > 0, found["guesses"] > 0))
        return None if key is None else Message(key, **found)

    @property
    def errors(self) -> int:
        return total(self.problems, "error")

    @property
    def warnings(self) -> int:
        return total(self.problems, "warning")

    @property
    def by_id(self) -> Mapping[str, int]:
        """How many problems of each kind there are."""
        counts: Counter[str] = Counter()
        for problem in self.problems:
            counts[problem.id] += problem.stands_for
        return counts

    @property
    def files_with_problems(self) -> int:
        return sum(bool(problems) for problems in self._told)

    @property
    def summary(self) -> Message:
        """How many problems there are, in how many of how many files."""
        files = Amount(len(self.files), "noun.file")
        if not self.problems:
            return Message("summary.none", files=files)
        errors, warnings = Amount(self.errors, "noun.problem"), Amount(self.warnings, "noun.warning")
        if self.errors and self.warnings:
            return Message("summary.both", count=errors, warnings=warnings, bad=self.files_with_problems, files=files)
        count = errors if self.errors else warnings
        return Message("summary.errors", count=count, bad=self.files_with_problems, files=files)


class CaseRun(NamedTuple):
    """A case that was run; no failures means that it passed. How long it took would differ from run to run."""

    file: str
    name: str
    place: Place
    failures: tuple[str, ...] = ()
    skipped: str = ""  # why it could not be run, or says nothing
    warning: str = ""  # what is said although it passed
    kind: str = "failure"


def sentence(problem: Problem, language: Language) -> str:
    """What was found and what to do, for formats that hold the place and the id apart."""
    parts = (problem.message, problem.help)
    return "; ".join(part.say(language) for part in parts if part is not None)


def tidy_path(name: str) -> str:
    """The path as a code host knows the file: `rules/x.yaml` for `./rules//x.yaml`, and wherever the folder lies."""
    return str(PurePosixPath(from_here(name)))


def fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """A digest for each problem that outlives moved lines and another language.

    Equal problems on lines that read the same are numbered: a host shows only one problem for each fingerprint.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        key = (problem.id, tidy_path(problem.place.source), " ".join(problem.place.excerpt.split()))
        seen[key] += 1
        # A file name may hold bytes that are no text.
        yield sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()
