"""Problems of many rows to fewer lines: those that say the same are told once, with their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from smartcommune.messages import Language
from smartcommune.problems import Problem

# More stretches of rows than that are not read; the file of rejected rows has all of them.
MOST_STRETCHES: Final = 12


def gathered(problems: Iterable[Problem], language: Language) -> Iterator[tuple[Problem, list[int]]]:
    """Each problem that differs from those before it, with the rows that have it; none of what is no row of a table.

    A place with the text of its line is that of a text file, where each problem stands by itself.
    """
    found: dict[object, tuple[Problem, list[int]]] = {}
    for problem in problems:
        if problem.place.line is None or problem.place.excerpt:
            found[problem.place, problem.id, problem.say(language)] = (problem, [])
            continue
        said = problem._replace(place=problem.place._replace(line=None), related=None).say(language)
        found.setdefault((said, problem.severity), (problem, []))[1].append(problem.place.line)
    yield from found.values()


def stretches(rows: Sequence[int]) -> str:
    """Rows in a few letters: `2–6, 9`."""
    ordered = sorted(set(rows))
    runs = [
        [row for _, row in run]
        for _, run in groupby(enumerate(ordered), key=lambda numbered: numbered[1] - numbered[0])
    ]
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs[:MOST_STRETCHES]]
    return ", ".join([*shown, "…"] if len(runs) > MOST_STRETCHES else shown)
