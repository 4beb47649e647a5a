"""The values that a threshold has on one day, at every place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from smartcommune.model.condition import Value
from smartcommune.model.threshold import Locality, Threshold, Where, nearest


class Absence(StrEnum):
    """Why a threshold has no value."""

    DATE = "date"
    ASSUMPTION = "assumption"


class Bound(NamedTuple):
    """The values of one threshold on the plan's date: by place, and for every other place."""

    threshold: Threshold
    default: Value | None  # for every place without one of its own; None leaves those without
    places: Mapping[Where, Value | None]  # by values of the indicators that choose; None leaves all without others
    by: tuple[str, ...] = ()  # these indicators
    is_set: bool = False  # by the user, with --set
    absence: Absence | None = None  # why there is no value on this day

    def at(self, locality: Locality) -> Value | None:
        """The value where a commune lies; None if there is none."""
        where = nearest(tuple(locality[id] for id in self.by if id in locality), self.places)
        return self.places[where] if where else self.default

    def everywhere(self, value: Value) -> Bound:
        """The same threshold with one value wherever it has any."""
        default = None if self.default is None else value
        places = {where: None if each is None else value for where, each in self.places.items()}
        return self._replace(default=default, places=places)


def bound_on(threshold: Threshold, day: date, *, are_refused: bool = False) -> Bound:
    """The values of a day, with what they rest on then; of one that is assumed none, where these are refused."""
    dated, then = threshold.on(day), threshold.as_of(day)
    if are_refused and then.basis == "assumption":
        return Bound(then, None, {}, absence=Absence.ASSUMPTION)
    if dated is None:
        return Bound(then, None, {}, absence=Absence.DATE)
    # Where it looks at no more than the first of them on the day, the others do not matter.
    deepest = max(map(len, dated.places), default=0)
    return Bound(then, dated.default, dated.places, then.by[:deepest])
