"""Problems that are shown to what puts them right: the fixes that they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smartcommune.editor.positions import Range, range_of
from smartcommune.editor.problems import Shown
from smartcommune.problems import Fix


class Action(NamedTuple):
    """A fix, and the problem that it puts right."""

    fix: Fix
    shown: Shown


def actions(problems: Iterable[Shown], asked: Range) -> Iterator[Action]:
    """The fixes of the problems that are shown in a piece of the text, or touch it."""
    for shown in problems:
        place, fix = range_of(shown.place), shown.problem.fix
        if fix is not None and place.start <= asked.end and asked.start <= place.end:
            yield Action(fix, shown)
