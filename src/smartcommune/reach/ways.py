"""Ways to an answer: what each costs, and which are kept."""

from __future__ import annotations

from bisect import insort
from collections.abc import Hashable
from operator import attrgetter
from typing import Any, Final, NamedTuple

from smartcommune.model.facts import FactValue
from smartcommune.reach.atoms import Answer
from smartcommune.reach.communes import Cost
from smartcommune.reach.wholes import TooMany

_COST: Final = attrgetter("cost")


class Way(NamedTuple):
    """One way to an answer: what it costs, the facts that cost something, and all facts as a tree of choices."""

    cost: Cost
    names: int  # a bit for each of those facts
    choices: Any

    def facts(self) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        waiting = [self.choices]
        while waiting:
            choice = waiting.pop()
            if isinstance(choice, tuple):
                waiting += choice
            else:
                found |= choice
        return found


Table = dict[tuple[Answer, ...], list[Way]]


class Limit:
    """How many answers may still be heard."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.heard = 0

    def hear(self, answers: int) -> None:
        self.heard += answers
        if self.heard > self._most:
            raise TooMany(self._most)

    def afford(self, answers: int) -> None:
        """Give up at once if so many more cannot be heard: nobody waits for a question that stays open anyway."""
        if self.heard + answers > self._most:
            raise TooMany(self.heard)


class Budget:
    """How many steps several questions may take together."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.taken = 0

    @property
    def left(self) -> int:
        return self.steps - self.taken

    def take(self, steps: int) -> None:
        self.taken += steps
        if self.left < 0:
            raise TooMany(self.steps)


def add_way(found: dict[Any, list[Way]], key: Hashable, way: Way, keep: int) -> None:
    """Keep a way if it is among the cheapest; of ways with the same names the cheapest is kept."""
    ways = found.setdefault(key, [])
    if keep == 1:
        if not ways:
            ways.append(way)
        elif way.cost < ways[0].cost:
            ways[0] = way
        return
    if len(ways) == keep and way.cost >= ways[-1].cost:
        return
    names = [other.names for other in ways]
    if way.names in names:
        same = names.index(way.names)
        if way.cost >= ways[same].cost:
            return
        del ways[same]
    insort(ways, way, key=_COST)
    del ways[keep:]
