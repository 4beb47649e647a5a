"""Picks to how sure each is: everything that the unknown facts may turn out to be is tried.

For quotas that cross, and for communes whose place is not known: what these may be to others cannot be counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from smartcommune.reach import TooMany
from smartcommune.tables.ranking import crossing, seats
from smartcommune.tables.ranking.certainty import Certainty
from smartcommune.tables.ranking.contenders import Contender, Places, Span, Turn, beside, contender, ends_of
from smartcommune.tables.ranking.seats import ALL, Seats, not_behind

# Ways in which all communes may turn out together: a few seconds. Beyond them it is not decided how sure a pick is.
MOST_WAYS: Final = 10_000
# How places begin that no commune is known to stand in; none is called so.
_ELSEWHERE: Final = "\0"

# What each contender turns out to be, by number; the last one may be that it does not take part.
Way = tuple[int, ...]
Seated = dict[Way, frozenset[int]]


def certainties(picks: Sequence[int], contenders: Sequence[Contender], room: Seats) -> dict[int, Certainty]:
    """How sure each pick is; see `certainty`.

    Raises:
        TooMany: there are too many ways.
    """
    safe = _safe(contenders, room)
    found = {number: Certainty(is_certain=True) for number in picks if number in safe}
    unsure = [number for number in picks if number not in safe]
    return found | (_tried(unsure, contenders, room) if unsure else {})


def unsettled(picks: Sequence[int], contenders: Sequence[Contender], room: Seats) -> dict[int, Certainty]:
    """How sure each pick is where not everything can be tried: that of some is not decided."""
    safe = _safe(contenders, room)
    open = tuple(each.number for each in contenders if not each.is_settled)
    return {number: Certainty(is_certain=True) if number in safe else Certainty(None, open) for number in picks}


def _safe(contenders: Sequence[Contender], room: Seats) -> set[int]:
    """Who has room in every place, and among all seats under some quota alone: no others can leave less."""
    in_places = {each.number for each in contenders if each.is_sure and None not in each.places}
    in_all: set[int] = set()
    for quota in room.quotas:
        alone = Seats(room.seats, (quota,))
        for each, demand in not_behind(contenders, alone):
            place, _ = alone.path(each.places)
            if demand.asked(place, each.places) > alone.most(place):
                in_places.discard(each.number)
            if demand.asked(ALL, each.places) <= alone.seats:
                in_all.add(each.number)
    return in_places & in_all


def _tried(picks: Sequence[int], contenders: Sequence[Contender], room: Seats) -> dict[int, Certainty]:
    turns = _turns(contenders, room)
    seated = _seated(turns, room)
    is_decided = all(each.is_exact for each in contenders)
    found = {}
    for pick in picks:
        if all(pick in each for each in seated.values()):
            found[pick] = Certainty(is_certain=True)
            continue
        tips = [each.number for place, each in enumerate(contenders) if _tips(pick, place, len(turns[place]), seated)]
        found[pick] = Certainty(False if is_decided else None, tuple(tips))
    return found


def _turns(contenders: Sequence[Contender], room: Seats) -> list[list[Contender | None]]:
    """What each contender may turn out to be.

    Raises:
        TooMany: there are too many ways in which all may turn out.
    """
    found: list[list[Contender | None]] = []
    where, ends, many = _Where(contenders, room), ends_of(contenders), 1
    for each in contenders:
        settled = dict.fromkeys(
            Turn(Span(position, position), places)
            for turn in each.turns
            for position in product(*beside(turn.span, ends))
            for places in where.settled(turn.places)
        )
        ways = [contender(each.number, (turn,), is_sure=True, is_exact=each.is_exact) for turn in settled]
        found.append([*ways, *(() if each.is_sure else (None,))])
        many *= len(found[-1])
        if many > MOST_WAYS:
            raise TooMany(MOST_WAYS)
    return found


class _Where:
    """The places in which all contenders stand."""

    def __init__(self, contenders: Sequence[Contender], room: Seats) -> None:
        self._stood = list(dict.fromkeys(turn.places for each in contenders for turn in each.turns))
        self._anywhere = [list(_anywhere(number, contenders)) for number in range(len(contenders[0].places))]
        self._within = room.within

    def settled(self, places: Places) -> Iterator[Places]:
        """Where one may stand of whom only some places are known: where others do, or elsewhere."""
        known = ((place,) if place is not None else self._anywhere[number] for number, place in enumerate(places))
        return map(self._apart, filter(self._can_be, product(*known)))

    def _can_be(self, places: Places) -> bool:
        """Whether none of the places is known to lie in another one."""
        return all(
            there[coarse] in (None, places[coarse])
            for fine, coarse in self._within
            for there in self._stood
            if there[fine] == places[fine]
        )

    def _apart(self, places: Places) -> Places:
        """The places, of which none that nobody is known to stand in lies in two others."""
        found = [place or "" for place in places]
        for fine, coarse in self._within:
            if found[fine].startswith(_ELSEWHERE):
                found[fine] += f"{_ELSEWHERE}{found[coarse]}"
        return tuple(found)


def _anywhere(number: int, contenders: Sequence[Contender]) -> Iterator[str]:
    """The places that somebody is known to stand in, and as many others as it takes for all to stand apart."""
    known = dict.fromkeys(turn.places[number] for each in contenders for turn in each.turns)
    yield from (place for place in known if place is not None)
    apart = sum(any(turn.places[number] is None for turn in each.turns) for each in contenders)
    yield from (f"{_ELSEWHERE}{other}" for other in range(apart))


def _seated(turns: Sequence[Sequence[Contender | None]], room: Seats) -> Seated:
    """Who gets a seat in every way in which all may turn out."""
    held = seats.held if room.is_nested else crossing.held
    found = {}
    for way in product(*(range(len(turn)) for turn in turns)):
        there = [turn[number] for turn, number in zip(turns, way, strict=True)]
        given = held([each for each in there if each is not None], room)
        found[way] = frozenset(number for number, each in given.items() if each.is_in)
    return found


def _tips(pick: int, place: int, turns: int, seated: Seated) -> bool:
    """Whether two ways that differ in nothing but one contender decide otherwise about a pick."""
    return any(
        (pick in found) != (pick in seated[*way[:place], turn, *way[place + 1 :]])
        for way, found in seated.items()
        for turn in range(turns)
    )
