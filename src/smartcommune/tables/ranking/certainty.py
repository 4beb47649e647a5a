"""Picked communes to how sure each is: certain whatever the unknown facts turn out to be, or on whose facts it hangs.

Whoever may stand ahead of a pick, or beside it, may ask for its seat before it: the more do, the worse for it. So a
pick is certain if there is room for it even when all of them do, and it hangs on those who can be the one too many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, takewhile
from math import prod
from typing import Final, NamedTuple

from smartcommune.tables.ranking.contenders import Contender, Places, Position, beside, ends_of
from smartcommune.tables.ranking.demand import Margin
from smartcommune.tables.ranking.seats import ALL, Demand, Seats, not_behind

# Positions of one pick: each is compared with all communes.
MOST_POSITIONS: Final = 200


class Certainty(NamedTuple):
    """Whether a pick is certain, None where that is not decided, and the numbers of those on whose facts it hangs."""

    is_certain: bool | None
    hangs_on: tuple[int, ...] = ()


def certainties(picks: Sequence[int], contenders: Sequence[Contender], seats: Seats) -> dict[int, Certainty]:
    """How sure each pick is.

    Args:
        picks: their numbers.
        contenders: all who may take a seat, the picks among them.
        seats: for whom there is room.
    """
    certain = _safe(contenders, seats)
    found = dict.fromkeys(picks, Certainty(is_certain=True))
    unsure = [number for number in picks if number not in certain]
    if not unsure:
        return found
    # One of whom it is not known exactly what it can become, and where, may just as well never get so far.
    exact = [each for each in contenders if each.is_exact and each.has_places]
    open = certain if len(exact) == len(contenders) else _safe(exact, seats)
    by_number = {each.number: each for each in contenders}
    levels = _Levels(contenders, seats, [by_number[number] for number in unsure])
    for number in unsure:
        is_decided = by_number[number].is_exact and number not in open
        found[number] = Certainty(False if is_decided else None, tuple(levels.hangs_on(by_number[number])))
    return found


def _safe(contenders: Sequence[Contender], seats: Seats) -> set[int]:
    """Who gets a seat wherever all others stand."""
    found = set[int]()
    for each, demand in not_behind(contenders, seats):
        if demand.of[ALL] > seats.seats:
            break  # whoever comes later asks for more still
        if each.is_sure and None not in each.places and demand.has_room(each.places):
            found.add(each.number)
    return found


# Where somebody stands, and whether it surely asks for a seat, so that only its place is open.
Open = tuple[Places, bool]


class _Level(NamedTuple):
    """A position: what may be asked for by those who are not behind it, what is for sure, and of whom that is open."""

    most: Demand
    least: Demand
    open: dict[Open, list[int]]


class _Levels:
    """The positions of picks, each looked at once."""

    def __init__(self, contenders: Sequence[Contender], seats: Seats, picks: Sequence[Contender]) -> None:
        self._contenders = sorted(contenders, key=lambda each: each.high, reverse=True)
        self._ends = ends_of(contenders)
        self._positions = {pick.number: self._positions_of(pick) for pick in picks}
        asked = {position for positions in self._positions.values() for position in positions}
        asked.update(end for pick in picks for end in (pick.low, pick.high))
        self._levels = dict(_levels(self._contenders, seats, sorted(asked, reverse=True)))

    def hangs_on(self, pick: Contender) -> Iterator[int]:
        """Those whose facts, with some choice of all others, decide by themselves whether a pick gets a seat.

        Where a pick has too many positions to look at each, all whose facts are open and who are not behind it.
        """
        positions = self._positions[pick.number]
        if not positions:
            yield from (each.number for each in self._not_behind(pick) if not each.is_settled)
            return
        if len(positions) > 1 and self._hangs_on_itself(pick):
            yield pick.number
        found: set[int] = set()
        for position in positions:
            level = self._levels[position]
            margin = self._margin(level, pick, is_sure=pick.low >= position)
            found.update(*(numbers for open, numbers in level.open.items() if margin.can_tip(*open)))
        found.discard(pick.number)
        yield from (each.number for each in self._not_behind(pick) if each.number in found)

    def _not_behind(self, pick: Contender) -> Iterator[Contender]:
        """Those who may stand ahead of a pick or beside it, the pick among them."""
        return takewhile(lambda each: each.high >= pick.low, self._contenders)

    def _positions_of(self, pick: Contender) -> list[Position]:
        """Where a pick may stand, as far as others tell that apart; nowhere if that is at too many positions."""
        found: set[Position] = set()
        for turn in pick.turns:
            numbers = beside(turn.span, self._ends)
            if prod(map(len, numbers)) > MOST_POSITIONS:
                return []
            found.update(product(*numbers))
        return sorted(found)

    def _margin(self, level: _Level, pick: Contender, *, is_sure: bool) -> Margin:
        """What all but the pick may ask for; it stands among those who do so for sure only at its lowest position."""
        places = pick.places
        least = level.least.without(places) if is_sure else level.least
        return Margin(level.most.without(places), least, places)

    def _hangs_on_itself(self, pick: Contender) -> bool:
        """Whether there is somebody whom a pick may pass or not, and who takes its seat if it does not."""
        low, high = pick.low, pick.high
        margin = Margin(self._levels[low].most.without(pick.places), self._levels[high].least, pick.places)
        return any(
            margin.can_tip(each.places) and any(turn.span.high >= low and turn.span.low < high for turn in each.turns)
            for each in self._contenders
            if each.number != pick.number
        )


def _levels(
    contenders: Sequence[Contender], seats: Seats, positions: Sequence[Position]
) -> Iterator[tuple[Position, _Level]]:
    """What is asked for at positions; these from the best on, and so the contenders."""
    waiting = [*reversed(contenders)]
    settling = sorted((each for each in contenders if each.is_sure), key=lambda each: each.low)
    most, least = Demand(seats), Demand(seats)
    open: dict[Open, set[int]] = {}
    for position in positions:
        while waiting and waiting[-1].high >= position:
            each = waiting.pop()
            most.add(each.places)
            open.setdefault((each.places, False), set()).add(each.number)
        while settling and settling[-1].low >= position:
            each = settling.pop()
            open[each.places, False].discard(each.number)
            if None in each.places:
                open.setdefault((each.places, True), set()).add(each.number)
            else:
                least.add(each.places)
        yield position, _Level(most.copy(), least.copy(), {key: [*numbers] for key, numbers in open.items() if numbers})
