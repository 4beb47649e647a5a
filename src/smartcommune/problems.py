"""What is wrong with a file: an id, a place, a message and a help.

Problems are collected before any is raised, so that one run tells all of them.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from smartcommune.messages import Amount, Language, Listed, Message

# More would bury the first ones; the last line then says how many were left out.
MOST_PROBLEMS: Final = 100
# Beyond every column of a file of 1 MB.
MOST_COLUMNS: Final = 1_000_001
UNREADABLE: Final = "unreadable-file"
# Stands for the problems behind the last that is listed, and says how many they are.
LEFT_OUT: Final = "too-many-problems"

# What a sentence calls the text that it found in a file.
_FOUND: Final = ("found", "name", "key")

# Why a file is left as it is that somebody else wrote to while it was looked at.
CHANGED_MEANWHILE: Final = "the file was changed meanwhile"

# What systems say of files, each sentence by its name in `errno`.
_OF_SYSTEMS: Final = {
    os.strerror(getattr(errno, name)): name.lower()
    for name in (
        "EACCES", "EBADF", "EBUSY", "EDQUOT", "EEXIST", "EFBIG", "EIO", "EISDIR", "ELOOP", "EMFILE", "ENAMETOOLONG",
        "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EPIPE", "EROFS", "ETXTBSY",
    )
    if hasattr(errno, name)
} | {CHANGED_MEANWHILE: "changed"}  # fmt: skip

# An error makes a file unusable; a warning is a weak place in a file that works.
Severity = Literal["error", "warning"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning")


class Place(NamedTuple):
    """Where in a source a problem lies; lines and columns count from 1, in characters."""

    source: str
    line: int | None = None
    column: int | None = None
    width: int = 1
    excerpt: str = ""  # the source line the place lies on

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)


class Edit(NamedTuple):
    """A stretch of a source and the text that takes its place; lines and columns count from 1, in characters."""

    source: str
    line: int
    column: int
    end_line: int
    end_column: int  # behind the last character that goes
    text: str


class Fix(NamedTuple):
    """What puts a problem right: edits that go together."""

    title: Message
    edits: tuple[Edit, ...]
    safe: bool = False  # whether it says the same in other words, as is proven before it is used; else it is a guess


class Problem(NamedTuple):
    """One thing wrong with a file."""

    id: str
    place: Place
    message: Message
    help: Message | None = None
    related: Place | None = None  # the other place, where two contradict each other
    severity: Severity = "error"
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """By place; a problem of a whole file comes first, one of a whole line last on it."""
        return (self.place.source, self.place.line or 0, self.place.column or MOST_COLUMNS, self.id)

    @property
    def stands_for(self) -> int:
        """How many problems it is: one, unless it stands for those that are not listed."""
        amount = self.message.values.get("count")
        return amount.count if self.id == LEFT_OUT and isinstance(amount, Amount) else 1

    def say(self, language: Language) -> str:
        """The problem in one line: place, finding, help, id."""
        sentence = self.message.say(language)
        if self.help is not None:
            sentence = f"{sentence}; {self.help.say(language)}"
        return f"{self.place}: {sentence} [{self.id}]"


class InputError(Exception):
    """A rule file, profile or table has problems; carries all of them, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(dict.fromkeys(problems), key=lambda problem: problem.order)
        listed = [problem for problem in found if problem.id != LEFT_OUT]
        self.problems = (*listed[:MOST_PROBLEMS], *_left_out(found, listed))
        super().__init__(self.problems)

    @property
    def unreadable(self) -> bool:
        """Whether a file could not be read at all, as opposed to being wrong."""
        return any(problem.id == UNREADABLE for problem in self.problems)

    def __str__(self) -> str:
        return "\n".join(problem.say("en") for problem in self.problems)


class WriteError(Exception):
    """A result could not be written; nothing half-written was left behind."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


def finding(id: str, place: Place, help: Message | None = None, /, **values: object) -> Problem:
    """A problem whose sentence has its name in the catalogue."""
    return Problem(id, place, Message(id, **values), help)


def refusal(id: str, source: str, help: Message | None = None, /, **values: object) -> InputError:
    """What is raised where one thing is wrong with a whole file, or with an option."""
    return InputError([finding(id, Place(source), help, **values)])


def os_words(reason: str) -> Message | str:
    """What a system says of a file, in both languages where it is known."""
    name = _OF_SYSTEMS.get(reason)
    return reason if name is None else Message(f"system.{name}")


def total(problems: Iterable[Problem], severity: Severity | None = None) -> int:
    """How many problems there are, those included that are not listed; only the errors or the warnings, if asked."""
    return sum(problem.stands_for for problem in problems if severity in (None, problem.severity))


def left_out(count: int, place: Place, severity: Severity = "error") -> Problem:
    """What stands for so many problems that are not listed."""
    noun = "noun.more-warning" if severity == "warning" else "noun.more-problem"
    return Problem(LEFT_OUT, place, Message(LEFT_OUT, count=Amount(count, noun)), severity=severity)


def _left_out(found: Sequence[Problem], listed: Sequence[Problem]) -> Iterator[Problem]:
    """What stands for the problems behind the last that is listed, and for those that were not listed before."""
    rest = [*listed[MOST_PROBLEMS:], *(problem for problem in found if problem.id == LEFT_OUT)]
    if not rest:
        return
    last = listed[MOST_PROBLEMS - 1 : MOST_PROBLEMS] or listed[-1:] or rest
    for severity in SEVERITIES:
        count = total(rest, severity)
        if count:
            yield left_out(count, Place(last[0].place.source, last[0].place.line), severity)


def suggested(count: int, found: str, known: Iterable[str]) -> Message | None:
    """As `did_you_mean`, for the first problems only: looking for similar names takes time, and the rest is counted."""
    return did_you_mean(found, known) if count < MOST_PROBLEMS else None


def did_you_mean(found: str, known: Iterable[str]) -> Message | None:
    """A help that names the closest known name, or else all of them if they are few."""
    names = list(known)
    closest = _closest(found, names)
    if closest is not None:
        return Message("did-you-mean", name=closest)
    if 0 < len(names) <= 12:
        return Message("known-names", names=Listed(tuple(f"`{name}`" for name in names)))
    return None


def guessed(problem: Problem) -> Problem:
    """The problem with the fix that its `did you mean` is, where what was found stands at its place as it is told."""
    if problem.help is None or problem.help.key != "did-you-mean":
        return problem
    return with_text(problem, str(problem.help.values["name"]))


def with_text(problem: Problem, meant: str) -> Problem:
    """The problem with the guess that another text is meant than the one that its place begins with."""
    line, column, excerpt = problem.place.line, problem.place.column, problem.place.excerpt
    if line is None or column is None:
        return problem
    first = column + (excerpt[column - 1 : column] in ("'", '"'))
    told = (str(problem.message.values.get(name, "")) for name in _FOUND)
    found = next((text for text in told if text and excerpt.startswith(text, first - 1)), None)
    if found is None:
        return problem
    edit = Edit(problem.place.source, line, first, line, first + len(found), meant)
    return problem._replace(fix=Fix(Message("fix.write", text=meant), (edit,)))


def _closest(found: str, names: list[str]) -> str | None:
    # Longer than any name that a rule file declares, and the comparison is quadratic in the length.
    if len(found) > 80:
        return None
    from difflib import get_close_matches  # only a mistake pays for this import

    close = _anagrams(found, names) or get_close_matches(found.lower(), names, n=1, cutoff=0.6)
    matches = close or _longer(found, names)
    return matches[0] if matches else None


def _anagrams(found: str, names: list[str]) -> list[str]:
    """The only name that has the same letters in another order: `gte` for `get`, which is as near to `gt`."""
    if len(found) < 3:  # `no` is not `on`
        return []
    matches = [name for name in names if len(name) == len(found) and sorted(name) == sorted(found)]
    return matches if len(matches) == 1 else []


def _longer(found: str, names: list[str]) -> list[str]:
    """The only name that is this one with words added or left out: `t_min` for `t`."""
    matches = [name for name in names if name.startswith(f"{found}_") or found.startswith(f"{name}_")]
    return matches if len(matches) == 1 else []
