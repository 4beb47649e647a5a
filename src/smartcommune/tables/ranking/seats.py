"""Seats and nested quotas to who can be kept out of them, without trying every order of those who are equal.

The seats lie around the places of the coarsest quota, these around those of the next one. A place asks for as many
seats as are wanted in it, but for no more than its quota; whoever stands where more is asked for than there is can be
kept out. (The sets that fit are those of a laminar matroid, of which the best are taken first.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from smartcommune.tables.ranking.candidate import Terms
from smartcommune.tables.ranking.contenders import Contender, Places

# A place: the number of its quota, or that of all seats, and which one it is.
Node = tuple[int, str | None]
ALL: Final[Node] = (-1, None)
# Numbers of two places of which the first always lies in the second, as a district in its province.
Within = tuple[tuple[int, int], ...]
NO_LIMIT: Final = 10**9


class Seats:
    """How many seats there are, and how many each quota lets in: where they are nested, the finest comes first."""

    def __init__(
        self, seats: int, quotas: Sequence[tuple[int, int]] = (), *, is_nested: bool = True, within: Within = ()
    ) -> None:
        self.seats = seats
        self.quotas = tuple(quotas)
        self.is_nested = is_nested
        self.within = within
        self._most = {**dict(quotas), ALL[0]: seats}
        self._paths: dict[Places, tuple[Node, ...]] = {}

    def with_more(self) -> Seats:
        """The same with one seat more."""
        return Seats(self.seats + 1, self.quotas, is_nested=self.is_nested, within=self.within)

    def path(self, places: Places) -> tuple[Node, ...]:
        """The places that somebody stands in, the finest first, and all seats last."""
        if places not in self._paths:
            self._paths[places] = (*((number, places[number]) for number, _ in self.quotas), ALL)
        return self._paths[places]

    def most(self, node: Node) -> int:
        return self._most[node[0]]

    def known(self, places: Places) -> tuple[Node, ...]:
        """The places that somebody surely stands in, of whom only some are known."""
        path = self.path(places)
        if None not in places:
            return path
        unknown = [depth for depth, (_, place) in enumerate(path[:-1], 1) if place is None]
        return path[max(unknown, default=0) :]


def seats_of(terms: Terms, contenders: Iterable[Contender], within: Within = ()) -> Seats:
    """The seats; they are nested if each place of a quota lies in one place of the next one, whatever is unknown.

    Args:
        terms: how many there are, and how many for each place.
        contenders: who may take them; of places that no quota is asked for there are as many as there are seats.
        within: what lies in what by its nature, by the numbers of the places.
    """
    known = list(dict.fromkeys(turn.places for each in contenders for turn in each.turns))
    most = [*terms.quotas.values(), *(NO_LIMIT for _, coarse in within if coarse == len(terms.quotas))]
    many = [len({each[number] for each in known}) for number in range(len(most))]
    for fine, coarse in within:  # that of which there are more comes first
        many[fine] = max(many[fine], many[coarse] + 1)
    order = sorted(range(len(most)), key=lambda number: -many[number])
    is_nested = all((fine, coarse) in within or _lies_in(fine, coarse, known) for fine, coarse in pairwise(order))
    quotas = [(number, most[number]) for number in order]
    return Seats(terms.seats, quotas, is_nested=is_nested, within=within)


def _lies_in(fine: int, coarse: int, known: Iterable[Places]) -> bool:
    pairs = {(each[fine], each[coarse]) for each in known}
    return all(None not in pair for pair in pairs) and len({one for one, _ in pairs}) == len(pairs)


class Demand:
    """How many seats are asked for in each place, by contenders that come one after the other."""

    def __init__(self, seats: Seats) -> None:
        self.seats = seats
        self.of: Counter[Node] = Counter()
        self.anywhere: Counter[Places] = Counter()  # those of whom a place is not known
        self.stood: set[Places] = set()

    def add(self, places: Places) -> None:
        """One more who asks for a seat."""
        if None in places:
            self.anywhere[places] += 1
        else:
            self.stood.add(places)
        for node in self.seats.known(places):
            self.of[node] += 1
            if self.of[node] > self.seats.most(node):
                return

    def withdraw(self, places: Places) -> None:
        """One fewer of those in known places."""
        for node in self.seats.path(places):
            self.of[node] -= 1
            if self.of[node] >= self.seats.most(node):
                return

    def copy(self) -> Demand:
        other = Demand(self.seats)
        other.of, other.anywhere, other.stood = self.of.copy(), self.anywhere.copy(), self.stood.copy()
        return other

    def without(self, places: Places) -> Demand:
        """The demand without one of those in known places."""
        other = self.copy()
        other.withdraw(places)
        return other

    def asked(self, node: Node, places: Places) -> int:
        """How many seats may be asked for in a place of somebody, also by those who may stand there."""
        if not self.anywhere:
            return self.of[node]
        apart = ((where, many) for where, many in self.anywhere.items() if node not in self.seats.known(where))
        return self.of[node] + sum(many for where, many in apart if self.may_be(where, node, places))

    def may_be(self, where: Places, node: Node, places: Places) -> bool:
        """Whether somebody may stand in a place of somebody else, by what is known of both."""
        around = [number for number, _ in self.seats.quotas]
        around = around[around.index(node[0]) :] if node != ALL else []
        return all(where[number] in (None, places[number]) for number in around)

    def full(self, places: Places) -> Node | None:
        """The finest place of somebody in which all seats may be taken; None if there is room."""
        return next(
            (node for node in self.seats.path(places) if self.asked(node, places) >= self.seats.most(node)), None
        )

    def has_room(self, places: Places) -> bool:
        """Whether somebody who is among those who ask gets a seat, in whatever order they are taken."""
        return all(self.asked(node, places) <= self.seats.most(node) for node in self.seats.path(places))


class Held(NamedTuple):
    """Whether somebody gets a seat in whatever order equals are taken, and if not, where there are too few.

    `full` is where those who are surely ahead take all seats; without it somebody gets a seat in one order and none in
    another, and `contested` is where.
    """

    is_in: bool
    full: Node | None = None
    contested: Node | None = None


def held(contenders: Sequence[Contender], seats: Seats) -> dict[int, Held]:
    """Who gets a seat, by the contenders' numbers."""
    found = {}
    for each, demand in not_behind(contenders, seats):
        over = [node for node in seats.path(each.places) if demand.of[node] > seats.most(node)]
        found[each.number] = Held(not over, contested=over[-1] if over else None)
    for each, ahead in before(contenders, seats):
        if not found[each.number].is_in:
            full = ahead.full(each.places)
            found[each.number] = Held(is_in=False, full=full, contested=None if full else found[each.number].contested)
    return found


def not_behind(contenders: Sequence[Contender], seats: Seats) -> Iterator[tuple[Contender, Demand]]:
    """For each contender what it and all others ask for that may be ahead of it or equal, at its lowest position."""
    waiting = sorted(contenders, key=lambda each: each.high)
    demand = Demand(seats)
    for each in sorted(contenders, key=lambda each: each.low, reverse=True):
        while waiting and waiting[-1].high >= each.low:
            demand.add(waiting.pop().places)
        yield each, demand


def before(contenders: Sequence[Contender], seats: Seats) -> Iterator[tuple[Contender, Demand]]:
    """For each contender what those ask for that are surely ahead of it."""
    waiting = sorted(contenders, key=lambda each: each.low)
    demand = Demand(seats)
    for each in sorted(contenders, key=lambda each: each.high, reverse=True):
        while waiting and waiting[-1].low > each.high:
            demand.add(waiting.pop().places)
        yield each, demand


def groups(contenders: Iterable[Contender]) -> list[list[Contender]]:
    """The contenders from the best to the last, those together of whom it is not known who is ahead."""
    found: list[list[Contender]] = []
    for each in sorted(contenders, key=lambda each: each.high, reverse=True):
        if found and any(each.high >= other.low for other in found[-1]):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def one_way(contenders: Iterable[Contender], seats: Seats) -> frozenset[int]:
    """Who gets a seat in one of the orders in which equals may be taken."""
    taken: Counter[Node] = Counter()
    found = []
    for each in sorted(contenders, key=lambda each: each.low, reverse=True):
        path = seats.path(each.places)
        if all(taken[node] < seats.most(node) for node in path):
            taken.update(path)
            found.append(each.number)
    return frozenset(found)
