"""A file to the file with its problems put right: round by round, for one fix may bring the next one about.

What says the same in other words is used once it is proven that every commune is judged the same; a guess only where
guesses are asked for, and where its problem is gone with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.fixing.proof import unproven
from smartcommune.authoring.lint import Lint
from smartcommune.authoring.report import Fixed, Mended
from smartcommune.messages import Message
from smartcommune.problems import Edit, Problem
from smartcommune.source.files import Source, hold
from smartcommune.source.layout import changed

# What a fix brings about is mended in two or three; guesses that undo each other would go on for ever.
MOST_ROUNDS: Final = 10
_Key = tuple[str, int | None, str, Message]


def mended(source: Source, lints: Iterable[Lint], *, guesses: bool = False) -> Mended:
    """A file with its problems put right as far as that can be done.

    From then on the mended text stands for the file, whoever reads it in this run.

    Args:
        source: a rule file, or a file of cases.
        lints: what to look for.
        guesses: whether to put right as well what takes a guess.
    """
    found = _Mending(source, tuple(lints), guesses=guesses)
    rounds = 0
    while rounds < MOST_ROUNDS and found.go_round():
        rounds += 1
    return Mended(source, found.source, (*found.used, *found.left))


class _Mending:
    """A file on its way."""

    def __init__(self, source: Source, lints: tuple[Lint, ...], *, guesses: bool) -> None:
        self.source = source
        self.used: list[Fixed] = []
        self.held_back: dict[_Key, Fixed] = {}
        self._lints = lints
        self._guesses = guesses
        self._problems = validate(source, lints)

    def go_round(self) -> bool:
        """Put right what can be at once; whether anything was."""
        open = [problem for problem in self._problems if self._is_open(problem)]
        safe = _apart(problem for problem in open if problem.fix and problem.fix.safe)
        guesses = _apart(problem for problem in open if problem.fix and not problem.fix.safe)
        return self._use(safe) or (self._guesses and self._use(guesses))

    @property
    def left(self) -> list[Fixed]:
        """What was held back, where it stands now."""
        found = ((problem, self.held_back.get(_key(problem))) for problem in self._problems)
        return [held._replace(problem=problem) for problem, held in found if held is not None]

    def _is_open(self, problem: Problem) -> bool:
        """Whether a problem of this very file has a fix that was not held back."""
        fix = problem.fix
        is_here = fix is not None and all(edit.source == self.source.name for edit in fix.edits)
        return is_here and _key(problem) not in self.held_back

    def _use(self, problems: Sequence[Problem]) -> bool:
        """Put these right together, or else without those that cannot be used even alone."""
        if not problems or self._take(problems) is None:
            return bool(problems)
        reasons = {_key(problem): self._why_not(self._with((problem,)), (problem,)) for problem in problems}
        for problem in problems:
            why = reasons[_key(problem)]
            if why is not None and problem.fix is not None:
                self.held_back[_key(problem)] = Fixed(problem, problem.fix, why)
        left = [problem for problem in problems if reasons[_key(problem)] is None]
        return bool(left) and (self._take(left) is None or self._take(left[:1]) is None)

    def _take(self, problems: Sequence[Problem]) -> Message | None:
        """Put these right, or say why not."""
        source = self._with(problems)
        why = self._why_not(source, problems)
        if why is None:
            self.used += [Fixed(problem, problem.fix) for problem in problems if problem.fix]
            self.source, self._problems = source, validate(source, self._lints)
            if source.path is not None:
                hold({str(source.path): source.text.encode()})
        return why

    def _with(self, problems: Sequence[Problem]) -> Source:
        """The file with the fixes of some problems."""
        edits = [edit for problem in problems if problem.fix for edit in problem.fix.edits]
        return Source(self.source.name, changed(self.source.text, edits), self.source.path)

    def _why_not(self, source: Source, problems: Sequence[Problem]) -> Message | None:
        """Why fixes are not to be used: what they change, or what is wrong with the file then."""
        is_safe = all(problem.fix and problem.fix.safe for problem in problems)
        why = unproven(self.source, source) if is_safe else None
        if why is not None:
            return why
        after = validate(source, self._lints)
        return self._new_error(after) if is_safe else _left(self._problems, after, problems)

    def _new_error(self, after: Iterable[Problem]) -> Message | None:
        """An error that the file did not have."""
        new = _errors(after) - _errors(self._problems)
        return Message("fix.new-problem", id=min(new)) if new else None


def _left(before: Iterable[Problem], after: Iterable[Problem], mended: Iterable[Problem]) -> Message | None:
    """Whether a problem that was to be put right is still there, or the file is no YAML any more."""
    if any(problem.id == "not-yaml" for problem in after):
        return Message("fix.new-problem", id="not-yaml")
    told, still = (Counter((problem.id, problem.message.say("en")) for problem in found) for found in (before, after))
    gone = Counter((problem.id, problem.message.say("en")) for problem in mended)
    is_left = any(still[key] > told[key] - count for key, count in gone.items())
    return Message("fix.no-help") if is_left else None


def _errors(problems: Iterable[Problem]) -> Counter[str]:
    return Counter(problem.id for problem in problems if problem.severity == "error")


def _key(problem: Problem) -> _Key:
    """What a problem is known by in the next round, on whichever line it stands then."""
    return problem.id, problem.place.column, problem.place.excerpt, problem.message


def _apart(problems: Iterable[Problem]) -> list[Problem]:
    """The problems whose fixes do not touch those of others before them."""
    found: list[Problem] = []
    taken: list[Edit] = []
    for problem in problems:
        edits = problem.fix.edits if problem.fix else ()
        if not any(_touch(edit, other) for edit in edits for other in taken):
            found.append(problem)
            taken += edits
    return found


def _touch(edit: Edit, other: Edit) -> bool:
    """Whether two stretches have something in common, or one ends where the other begins."""
    first, second = ((each.line, each.column) for each in (edit, other))
    return first <= (other.end_line, other.end_column) and second <= (edit.end_line, edit.end_column)
