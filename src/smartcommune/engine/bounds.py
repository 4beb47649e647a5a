"""The values that a threshold has on one day, at every place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from smartcommune.model.condition import Value
from smartcommune.model.threshold import Threshold


class Absence(StrEnum):
    """Why a threshold has no value."""

    DATE = "date"
    ASSUMPTION = "assumption"


class Bound(NamedTuple):
    """The values of one threshold on the plan's date: by place, and for every other place."""

    threshold: Threshold
    default: Value | None  # for every place without one of its own; None leaves those without
    places: Mapping[str, Value]  # by value of the indicator that chooses
    is_set: bool = False  # by the user, with --set
    absence: Absence | None = None  # why there is no value on this day

    def at(self, place: str | None) -> Value | None:
        """The value at a place; None if there is none."""
        return self.default if place is None else self.places.get(place, self.default)

    def everywhere(self, value: Value) -> Bound:
        """The same threshold with one value wherever it has any."""
        default = None if self.default is None else value
        return self._replace(default=default, places=dict.fromkeys(self.places, value))

    @property
    def by(self) -> str | None:
        """The indicator that decides which value counts."""
        return self.threshold.by if self.places else None


def bound_on(threshold: Threshold, day: date, *, are_refused: bool = False) -> Bound:
    """The values of a day, with what they rest on then; of one that is assumed none, where these are refused."""
    dated, then = threshold.on(day), threshold.as_of(day)
    if are_refused and then.basis == "assumption":
        return Bound(then, None, {}, absence=Absence.ASSUMPTION)
    if dated is None:
        return Bound(then, None, {}, absence=Absence.DATE)
    return Bound(then, dated.default, dated.places)
