"""A rule file to the problems that are shown in it: the quick ones after each key, all of them once nobody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from smartcommune.authoring.check.beside import unfit_children
from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lint import Lint
from smartcommune.messages import Amount, Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.source.document import read_document
from smartcommune.source.files import Source, read_source

# What has a file to do with others.
_REASONS: Final = ("extends", "ruleset", "id")


class Shown(NamedTuple):
    """A problem at the place of the open file where it is shown, and the places that have to do with it."""

    problem: Problem
    place: Place
    related: tuple[tuple[Place, Message], ...] = ()


def quick_problems(name: str, lints: Iterable[Lint]) -> list[Shown]:
    """What can be told after each key: all but what has to be asked of all communes, and of other files."""
    return _shown(name, lambda source: validate(source, [lint for lint in lints if not lint.asks_all]))


def all_problems(name: str, lints: Iterable[Lint]) -> list[Shown]:
    """Everything that is wrong with a file, and with those that rest on it as it is."""
    return _shown(name, lambda source: (*validate(source, lints), *unfit_children([name])))


def _shown(name: str, look: Callable[[Source], Iterable[Problem]]) -> list[Shown]:
    try:
        source = read_source(name)
    except InputError as error:
        return [_at_its_place(problem) for problem in error.problems]
    problems = list(look(source))
    own = [problem for problem in problems if problem.place.source == source.name]
    others = [problem for problem in problems if problem.place.source != source.name]
    return [*map(_at_its_place, own), *_elsewhere(others, source)]


def _at_its_place(problem: Problem) -> Shown:
    related = problem.related
    return Shown(problem, problem.place, () if related is None else ((related, Message("editor.other-place")),))


def _elsewhere(problems: Iterable[Problem], source: Source) -> Iterator[Shown]:
    """What is wrong in other files, each kind once: at what has this file do with them."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.id, []).append(problem)
    for alike in kinds.values():
        count = Amount(len(alike), "noun.problem")
        said = Message("editor.elsewhere", count=count, message=alike[0].message)
        places = tuple((problem.place, problem.message) for problem in alike)
        yield Shown(alike[0]._replace(message=said, related=None), _reason(source), places)


def _reason(source: Source) -> Place:
    """Where a file says what it rests on; else its id, by which others rest on it."""
    try:
        document = read_document(source)
    except InputError:
        return source.place(1, 1)
    return next((document.place((key,)) for key in _REASONS if document.text((key,))), document.place(()))
