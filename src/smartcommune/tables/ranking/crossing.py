"""Seats and quotas that cross to who gets a seat in whatever order equals are taken: every order is tried.

Where a place of one quota lies in several places of another, one seat more for somebody can be one fewer for two
others. So all that can be is looked at, as far as that is not too much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from smartcommune.reach import TooMany
from smartcommune.tables.ranking.contenders import Contender, Places, Position
from smartcommune.tables.ranking.seats import ALL, Held, Node, Seats, groups

# What is looked at for one group of equals, in each state of the seats all kinds of them: half a second.
MOST_LOOKED: Final = 200_000


class Alike(NamedTuple):
    """Those of whom nothing tells one from the other."""

    places: Places
    low: Position
    high: Position


# How many of each place have a seat, and how many in all.
Taken = frozenset[tuple[Node, int]]
Left = frozenset[tuple[Alike, int]]
NONE: Final[Taken] = frozenset()


def held(contenders: Sequence[Contender], seats: Seats) -> dict[int, Held]:
    """Who gets a seat, by the contenders' numbers; nobody any more where there are too many orders to look at."""
    found: dict[int, Held] = {}
    states = {NONE}
    for group in groups(contenders):
        many = Counter(map(_alike, group))
        try:
            after = [end for state in states for end in _ends(state, many, seats)]
        except TooMany:
            break
        for each in group:
            seated = [given[_alike(each)] for _, given in after]
            found[each.number] = _held(each, seated, many[_alike(each)], states, seats)
        states = {state for state, _ in after}
    return {each.number: found.get(each.number, Held(is_in=False, contested=ALL)) for each in contenders}


def _alike(each: Contender) -> Alike:
    return Alike(each.places, each.low, each.high)


def _held(each: Contender, seated: Sequence[int], many: int, before: Iterable[Taken], seats: Seats) -> Held:
    """What the numbers of those like it who are seated, in every order, mean for one contender."""
    if all(number == many for number in seated):
        return Held(is_in=True)
    if any(seated):
        return Held(is_in=False, contested=ALL)
    path = seats.path(each.places)
    full = (node for node in path if all(dict(taken).get(node, 0) >= seats.most(node) for taken in before))
    return Held(is_in=False, full=next(full, ALL))


def _ends(start: Taken, many: Counter[Alike], seats: Seats) -> Iterator[tuple[Taken, Counter[Alike]]]:
    """How a group can have taken seats when there are none left for it, with how many of those alike have one.

    Raises:
        TooMany: there are too many orders to look at.
    """
    first = (start, frozenset(many.items()))
    seen, waiting = {first}, [first]
    while waiting:
        taken, left = waiting.pop()
        more = [_seated(each, taken, left, seats) for each in _next(taken, left, seats)]
        if not more:
            yield taken, many - Counter(dict(left))
        waiting += (each for each in more if each not in seen)
        seen.update(more)
        if len(seen) * len(many) > MOST_LOOKED:
            raise TooMany(MOST_LOOKED)


def _next(taken: Taken, left: Left, seats: Seats) -> list[Alike]:
    """Who may be seated next: all for whom there is room, but those who are surely behind another one of them."""
    now = dict(taken)
    fit = [
        each
        for each, number in left
        if number and all(now.get(node, 0) < seats.most(node) for node in seats.path(each.places))
    ]
    return [each for each in fit if not any(other.low > each.high for other in fit)]


def _seated(each: Alike, taken: Taken, left: Left, seats: Seats) -> tuple[Taken, Left]:
    """One more seated."""
    now, rest = Counter(dict(taken)), Counter(dict(left))
    now.update(seats.path(each.places))
    rest[each] -= 1
    return frozenset(now.items()), frozenset(rest.items())
