"""Seats and quotas that cross to who gets a seat in whatever order equals are taken: every order is tried.

Where a place of one quota lies in several places of another, one seat more for somebody can be one fewer for two
others. So all that can be is looked at, as far as that is not too much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from smartcommune.reach import TooMany
from smartcommune.tables.ranking.contenders import Contender, Places
from smartcommune.tables.ranking.seats import ALL, Held, Node, Seats, groups

# States of the seats that are looked at for one group of equals: a second.
MOST_STATES: Final = 20_000

# How many of each place have a seat, and how many in all.
Taken = frozenset[tuple[Node, int]]
NONE: Final[Taken] = frozenset()


def held(contenders: Sequence[Contender], seats: Seats) -> dict[int, Held]:
    """Who gets a seat, by the contenders' numbers; nobody any more where there are too many orders to look at."""
    found: dict[int, Held] = {}
    states = {NONE}
    for group in groups(contenders):
        many = Counter(each.places for each in group)
        try:
            after = [end for state in states for end in _ends(state, many, seats)]
        except TooMany:
            break
        for each in group:
            seated = [given[each.places] for _, given in after]
            found[each.number] = _held(each, seated, many[each.places], states, seats)
        states = {state for state, _ in after}
    return {each.number: found.get(each.number, Held(is_in=False, contested=ALL)) for each in contenders}


def _held(each: Contender, seated: Sequence[int], many: int, before: Iterable[Taken], seats: Seats) -> Held:
    """What the numbers of those seated in its places, in every order, mean for one contender."""
    if all(number == many for number in seated):
        return Held(is_in=True)
    if any(seated):
        return Held(is_in=False, contested=ALL)
    path = seats.path(each.places)
    full = (node for node in path if all(dict(taken).get(node, 0) >= seats.most(node) for taken in before))
    return Held(is_in=False, full=next(full, ALL))


def _ends(start: Taken, many: Counter[Places], seats: Seats) -> Iterator[tuple[Taken, Counter[Places]]]:
    """How a group can have taken seats when there are none left for it, with how many of each places have one.

    Raises:
        TooMany: there are too many orders to look at.
    """
    first = (start, frozenset(many.items()))
    seen, waiting = {first}, [first]
    while waiting:
        taken, left = waiting.pop()
        after = [_seated(places, taken, left, seats) for places, number in left if number]
        more = [each for each in after if each is not None]
        if not more:
            yield taken, many - Counter(dict(left))
        waiting += (each for each in more if each not in seen)
        seen.update(more)
        if len(seen) > MOST_STATES:
            raise TooMany(MOST_STATES)


Left = frozenset[tuple[Places, int]]


def _seated(places: Places, taken: Taken, left: Left, seats: Seats) -> tuple[Taken, Left] | None:
    """One more seated in some places; None if there is no room."""
    now, rest = Counter(dict(taken)), Counter(dict(left))
    path = seats.path(places)
    if any(now[node] >= seats.most(node) for node in path):
        return None
    now.update(path)
    rest[places] -= 1
    return frozenset(now.items()), frozenset(rest.items())
