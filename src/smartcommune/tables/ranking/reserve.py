"""A choice to its reserve list: who takes the seat of each picked commune if it withdraws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from smartcommune.tables.ranking.contenders import Contender, Places
from smartcommune.tables.ranking.room import held
from smartcommune.tables.ranking.seats import ALL, Held, Node, Seats


class Reserve(NamedTuple):
    """Who gets a seat in place of a commune that withdraws, and who are equal for it, so that nobody gets it yet."""

    sure: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()


def reserves(contenders: Sequence[Contender], seats: Seats, before: Mapping[int, Held]) -> dict[int, Reserve]:
    """The reserve of each picked contender, by numbers; that of two in the same place is the same."""
    some = _near(contenders, before)
    few = _few(some, before, seats)
    found: dict[Places, Reserve] = {}
    for each in some:
        if before[each.number].is_in and each.places not in found:
            beside = (other for other in some if other.places == each.places or other.number in few)
            without = [other for other in beside if other is not each]
            found[each.places] = _gained(held(without, seats), before, seats.path(each.places))
    return {each.number: found[each.places] for each in some if before[each.number].is_in}


def next_in_line(contenders: Sequence[Contender], seats: Seats, before: Mapping[int, Held]) -> Reserve:
    """Who gets a seat where there is one more, by numbers."""
    return _gained(held(_near(contenders, before), seats.with_more()), before, (ALL,))


def _gained(after: Mapping[int, Held], before: Mapping[int, Held], path: Sequence[Node]) -> Reserve:
    """Who has a seat after a change who had none before, and who are equal for one of the places that it concerns."""
    sure = tuple(number for number, each in after.items() if each.is_in and not before[number].is_in)
    tied = (
        number
        for number, each in after.items()
        if each.contested is not None and (before[number].contested is None or (not sure and each.contested in path))
    )
    return Reserve(sure, tuple(tied))


def _near(contenders: Sequence[Contender], before: Mapping[int, Held]) -> list[Contender]:
    """Those who have a seat, may have one, or are the first in their place who have none: others come after them."""
    lowest: dict[Places, object] = {}
    for each in sorted(contenders, key=lambda each: each.low, reverse=True):
        if not before[each.number].is_in and before[each.number].full:
            lowest.setdefault(each.places, each.low)
    return [
        each
        for each in contenders
        if before[each.number].full is None or each.high >= lowest[each.places]  # type: ignore[operator]
    ]


def _few(contenders: Sequence[Contender], before: Mapping[int, Held], seats: Seats) -> set[int]:
    """Those who matter to other places: of too many for their own place no more than it takes to fill it."""
    waiting: dict[Places, list[Contender]] = {}
    found: set[int] = set()
    for each in contenders:
        given, (finest, *_) = before[each.number], seats.path(each.places)
        if finest in (given.full, given.contested) and seats.is_nested:
            waiting.setdefault(each.places, []).append(each)
        else:
            found.add(each.number)
    for places, those in waiting.items():
        most = seats.most(seats.path(places)[0]) + 1
        found.update(each.number for each in sorted(those, key=lambda each: each.high)[-most:])
        found.update(each.number for each in sorted(those, key=lambda each: each.low)[-most:])
    return found
