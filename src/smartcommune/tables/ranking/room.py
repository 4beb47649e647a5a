"""Contenders and seats to who gets one and how sure that is, whether quotas lie inside each other or cross."""

from __future__ import annotations

from collections.abc import Sequence

from smartcommune.reach import TooMany
from smartcommune.tables.ranking import certainty, crossing, seats, tried
from smartcommune.tables.ranking.certainty import Certainty
from smartcommune.tables.ranking.contenders import Contender
from smartcommune.tables.ranking.seats import Held, Seats


def held(contenders: Sequence[Contender], room: Seats) -> dict[int, Held]:
    """Who gets a seat, by the contenders' numbers."""
    return seats.held(contenders, room) if room.is_nested else crossing.held(contenders, room)


def certainties(picks: Sequence[int], contenders: Sequence[Contender], room: Seats) -> dict[int, Certainty]:
    """How sure each pick is, by its number."""
    if room.is_nested and not any(None in each.places for each in contenders):
        return certainty.certainties(picks, contenders, room)
    try:
        return tried.certainties(picks, contenders, room)
    except TooMany:
        way = certainty.certainties if room.is_nested else tried.unsettled
        return way(picks, contenders, room)
