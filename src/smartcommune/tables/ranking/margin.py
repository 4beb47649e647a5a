"""What others may ask for around a pick, at most and for sure, to those who can be the one too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from smartcommune.tables.ranking.contenders import Places
from smartcommune.tables.ranking.seats import Demand, Node


class Margin:
    """The room that is left for a pick.

    Args:
        most: what all others may ask for who may stand ahead of the pick or beside it.
        least: what those of them ask for who do so for sure.
        places: where the pick stands.
    """

    def __init__(self, most: Demand, least: Demand, places: Places) -> None:
        self._most = most
        self._least = least.of
        self._places = places
        self._seats = most.seats
        self._path = self._seats.path(places)
        self._known: dict[Places, bool] = {}

    def can_tip(self, its: Places) -> bool:
        """Whether, with some choice of the others, one who stands in its places takes the last seat of the pick's."""
        if its not in self._known:
            self._known[its] = any(self._tips(node, its) for node in self._path)
        return self._known[its]

    def _tips(self, top: Node, its: Places) -> bool:
        """Whether it can take the last seat of one place, in which others then have taken all but one."""
        if not self._most.may_be(its, top, self._places):
            return False
        most = self._seats.most
        below = [*self._below(top, self._path), *self._below(top, self._seats.path(its))]
        inside = [node for node in below if node[1] is not None]
        if any(self._least[node] >= most(node) for node in (top, *inside)):
            return False
        more = most(top) - 1 - self._least[top]
        around = self._path[self._path.index(top) + 1 :]
        has_room = all(self._least[node] + more < most(node) for node in around)
        return has_room and self._reached(top, its, inside) >= most(top) - 1

    def _below(self, top: Node, path: Sequence[Node]) -> Sequence[Node]:
        return path[: [number for number, _ in path].index(top[0])]

    def _reached(self, top: Node, its: Places, inside: Sequence[Node]) -> int:
        """How many of the others can be seated in a place while those inside it keep room for one more."""
        change: Counter[Node] = Counter()
        is_known = None not in its
        if is_known:
            change[self._seats.path(its)[0]] -= 1
        around = {one: other for path in (self._path, self._seats.path(its)) for one, other in pairwise(path)}
        depth = {node: place for path in (self._path, self._seats.path(its)) for place, node in enumerate(path)}
        for node in sorted(dict.fromkeys(inside), key=depth.__getitem__):
            most, asked = self._seats.most(node), self._most.of[node]
            change[around[node]] += min(most - 1, asked + change[node]) - min(most, asked)
        return self._most.asked(top, self._places) + change[top] - (0 if is_known else 1)
