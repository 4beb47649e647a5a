"""What others may ask for around a pick, at most and for sure, to those who can be the one too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from smartcommune.tables.ranking.contenders import Places
from smartcommune.tables.ranking.seats import ALL, Demand, Node


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
        self._known: dict[tuple[Places, bool], bool] = {}

    def can_tip(self, its: Places, is_there: bool = False) -> bool:
        """Whether, with some choice of the others, one who stands in its places takes the last seat of the pick's.

        If it is there for sure, it must be able to stand in a place, too, in which it does not take that seat.
        """
        key = (its, is_there)
        if key not in self._known:
            self._known[key] = any(self._tips(node, its, is_there) for node in self._path)
        return self._known[key]

    def _tips(self, top: Node, its: Places, is_there: bool) -> bool:
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
        room = [most(node) - 1 - self._least[node] - more for node in around]
        if min(room, default=0) < 0 or self._reached(top, its, inside) < most(top) - 1:
            return False
        return not is_there or self._can_hide(its) or self._can_leave(top, its, around, room)

    def _can_leave(self, top: Node, its: Places, around: Sequence[Node], room: Sequence[int]) -> bool:
        """Whether it may stand outside of a place, with room for it in what it then stands in."""
        if top == ALL or its[top[0]] is not None:
            return False
        return all(more for node, more in zip(around, room, strict=True) if node == ALL or its[node[0]] is not None)

    def _can_hide(self, its: Places) -> bool:
        """Whether it may stand in a place beside the pick's that others can fill, so that it takes no seat at all."""
        apart = (
            (node, places)
            for places in self._most.stood
            for node in self._seats.path(places)
            if node not in self._path and self._most.may_be(its, node, places)
        )
        if any(self._most.asked(node, places) > self._seats.most(node) for node, places in apart):
            return True
        others = sum(self._most.anywhere.values()) - 1
        return any(most <= others for (number, most) in self._seats.quotas if its[number] is None)

    def _below(self, top: Node, path: Sequence[Node]) -> Sequence[Node]:
        return path[: [number for number, _ in path].index(top[0])]

    def _reached(self, top: Node, its: Places, inside: Sequence[Node]) -> int:
        """How many of the others can be seated in a place while those inside it keep room for one more."""
        change: Counter[Node] = Counter()
        finest = self._seats.known(its)[0]
        change[finest if finest in inside else top] -= 1
        around = {one: other for path in (self._path, self._seats.path(its)) for one, other in pairwise(path)}
        depth = {node: place for path in (self._path, self._seats.path(its)) for place, node in enumerate(path)}
        for node in sorted(dict.fromkeys(inside), key=depth.__getitem__):
            most, asked = self._seats.most(node), self._most.of[node]
            change[around[node]] += min(most - 1, asked + change[node]) - min(most, asked)
        return self._most.asked(top, self._places) + change[top]
