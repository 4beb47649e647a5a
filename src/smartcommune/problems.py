"""What is wrong with a file: an id, a place, a message and a help.

Problems are collected before any is raised, so that one run tells all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from smartcommune.messages import Language, Listed, Message

# More would bury the first ones; the last line then says how many were left out.
MOST_PROBLEMS: Final = 100
# Beyond every column of a file of 1 MB.
MOST_COLUMNS: Final = 1_000_001
UNREADABLE: Final = "unreadable-file"

# An error makes a file unusable; a warning is a weak place in a file that works.
Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Where in a source a problem lies; lines and columns count from 1, in characters."""

    source: str
    line: int | None = None
    column: int | None = None
    width: int = 1
    excerpt: str = ""  # the source line the place lies on

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)


class Problem(NamedTuple):
    """One thing wrong with a file."""

    id: str
    place: Place
    message: Message
    help: Message | None = None
    related: Place | None = None  # the other place, where two contradict each other
    severity: Severity = "error"

    @property
    def order(self) -> tuple[str, int, int, str]:
        """By place; a problem of a whole file comes first, one of a whole line last on it."""
        return (self.place.source, self.place.line or 0, self.place.column or MOST_COLUMNS, self.id)

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
        self.problems = tuple(found[:MOST_PROBLEMS]) + _left_out(found)
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


def _left_out(found: list[Problem]) -> tuple[Problem, ...]:
    if len(found) <= MOST_PROBLEMS:
        return ()
    last, rest = found[MOST_PROBLEMS - 1].place, found[MOST_PROBLEMS:]
    message = Message("too-many-problems", count=len(rest))
    is_error = any(problem.severity == "error" for problem in rest)
    place = Place(last.source, last.line)
    return (Problem("too-many-problems", place, message, severity="error" if is_error else "warning"),)


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


def _closest(found: str, names: list[str]) -> str | None:
    # Longer than any name that a rule file declares, and the comparison is quadratic in the length.
    if len(found) > 80:
        return None
    from difflib import get_close_matches  # only a mistake pays for this import

    matches = get_close_matches(found.lower(), names, n=1, cutoff=0.6) or _longer(found, names)
    return matches[0] if matches else None


def _longer(found: str, names: list[str]) -> list[str]:
    """The only name that is this one with words added or left out: `t_min` for `t`."""
    matches = [name for name in names if name.startswith(f"{found}_") or found.startswith(f"{name}_")]
    return matches if len(matches) == 1 else []
