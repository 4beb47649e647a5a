"""Picks under quotas that cross to how sure each is: everything that the unknown facts may turn out to be is tried."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Final

from smartcommune.reach import TooMany
from smartcommune.tables.ranking.certainty import Certainty
from smartcommune.tables.ranking.contenders import Contender, contender
from smartcommune.tables.ranking.crossing import held
from smartcommune.tables.ranking.seats import ALL, Seats, beside

# Ways in which all communes may turn out together: a few seconds. Beyond them it is not decided how sure a pick is.
MOST_WAYS: Final = 10_000
# A place that no commune is known to stand in; no place is called so.
_ELSEWHERE: Final = "\0"

# What each contender turns out to be, by number; the last one may be that it does not take part.
Way = tuple[int, ...]


def certainties(picks: Sequence[int], contenders: Sequence[Contender], seats: Seats) -> dict[int, Certainty]:
    """How sure each pick is; see `certainty`."""
    safe = _safe(contenders, seats)
    found = {number: Certainty(is_certain=True) for number in picks if number in safe}
    unsure = [number for number in picks if number not in safe]
    return found | (_tried(unsure, contenders, seats) if unsure else {})


def _safe(contenders: Sequence[Contender], seats: Seats) -> set[int]:
    """Who has room in every place, and among all seats under some quota alone: no others can leave less."""
    in_places = {each.number for each in contenders if each.is_sure and None not in each.places}
    in_all: set[int] = set()
    for quota in seats.quotas:
        alone = Seats(seats.seats, (quota,))
        for each, demand in beside(contenders, alone):
            place, _ = alone.path(each.places)
            if demand.asked(place, each.places) > alone.most(place):
                in_places.discard(each.number)
            if demand.asked(ALL, each.places) <= alone.seats:
                in_all.add(each.number)
    return in_places & in_all


def _tried(picks: Sequence[int], contenders: Sequence[Contender], seats: Seats) -> dict[int, Certainty]:
    turns = [_turns(each, contenders) for each in contenders]
    open = tuple(each.number for each, turn in zip(contenders, turns, strict=True) if len(turn) > 1)
    try:
        seated = _seated(turns, seats)
    except TooMany:
        return dict.fromkeys(picks, Certainty(None, open))
    found = {}
    for pick in picks:
        if all(pick in each for each in seated.values()):
            found[pick] = Certainty(is_certain=True)
            continue
        tips = [each.number for place, each in enumerate(contenders) if _tips(pick, place, len(turns[place]), seated)]
        is_decided = all(each.is_exact for each in contenders)
        found[pick] = Certainty(False if is_decided else None, tuple(tips))
    return found


def _turns(each: Contender, contenders: Sequence[Contender]) -> list[Contender | None]:
    """What one contender may turn out to be."""
    known = (
        (place,) if place is not None else sorted({other.places[number] or _ELSEWHERE for other in contenders})
        for number, place in enumerate(each.places)
    )
    places = list(product(*known))
    found = [
        contender(each.number, (span,), there, is_sure=each.is_sure, is_exact=each.is_exact)
        for span in each.spans
        for there in places
    ]
    return [*found, *(() if each.is_sure else (None,))]


def _seated(turns: Sequence[Sequence[Contender | None]], seats: Seats) -> dict[Way, frozenset[int]]:
    """Who gets a seat in every way in which all may turn out.

    Raises:
        TooMany: there are too many.
    """
    if prod(map(len, turns)) > MOST_WAYS:
        raise TooMany(MOST_WAYS)
    found = {}
    for way in product(*(range(len(turn)) for turn in turns)):
        there = [turn[number] for turn, number in zip(turns, way, strict=True)]
        given = held([each for each in there if each is not None], seats)
        found[way] = frozenset(number for number, each in given.items() if each.is_in)
    return found


def _tips(pick: int, place: int, turns: int, seated: dict[Way, frozenset[int]]) -> bool:
    """Whether two ways that differ in nothing but one contender decide otherwise about a pick."""
    return any(
        (pick in found) != (pick in seated[*way[:place], turn, *way[place + 1 :]])
        for way, found in seated.items()
        for turn in range(turns)
    )
