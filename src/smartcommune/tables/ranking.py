"""Results to a choice: which eligible communes get a seat, which do not and why, and who comes next.

Communes are ranked by their certain score, then by the tie-breakers, then by code. A rank holds for the facts as they
are known; beside it are the ranks between which the commune stays whatever the unknown facts turn out to be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from math import inf
from typing import NamedTuple

from smartcommune.messages import Message
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError, Place, Problem


class Standing(StrEnum):
    """Whether a commune is picked, and if not, why."""

    PICKED = "picked"
    BELOW_MINIMUM = "below_minimum"
    QUOTA_UNKNOWN = "quota_unknown"
    QUOTA_FULL = "quota_full"
    SEATS_FULL = "seats_full"
    UNDETERMINED = "undetermined"
    OUT_OF_REACH = "out_of_reach"
    NOT_ELIGIBLE = "not_eligible"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_FORCE = "not_in_force"


# What is compared first, then what decides between equals.
Key = tuple[tuple[float, ...], tuple[tuple[bool, str], ...]]


class Candidate(NamedTuple):
    """A commune with its verdict and what it is ranked by."""

    row: int
    code: str | None
    name: str | None
    province: str | None
    verdict: Verdict
    low: float | None
    high: float | None
    missing: tuple[str, ...] = ()
    ties: tuple[float | None, ...] = ()  # the values of the tie-breakers, the higher the better
    places: Mapping[str, str | None] = {}  # what quotas count by
    as_of: date | None = None  # the day of the assessment

    @property
    def order(self) -> Key:
        """By the certain score, then the tie-breakers, unknown values last, then the code."""
        return self._key(self.low, inf)

    @property
    def best_order(self) -> Key:
        """Where it stands if all that is unknown turns out to its favour."""
        return self._key(self.high, -inf)

    def _key(self, score: float | None, unknown: float) -> Key:
        """A rule set without weights gives everyone the same score."""
        ties = (unknown if value is None else -value for value in self.ties)
        texts = ((text is None, text or "") for text in (self.code, self.name, self.province))
        return (-(score or 0.0), *ties), (*texts, (False, f"{self.row:020}"))


class Terms(NamedTuple):
    """How many are picked, and under which conditions."""

    seats: int
    quotas: Mapping[str, int] = {}  # at most so many of each province, or of each value of an indicator
    minimum: float | None = None


class Pick(NamedTuple):
    """One commune with its standing; only eligible communes have a rank."""

    candidate: Candidate
    standing: Standing
    rank: int | None = None
    best: int | None = None
    worst: int | None = None
    quota: str | None = None  # the one that stood in the way

    @property
    def reason(self) -> Message:
        """Why it is picked, or is not."""
        return Message(f"pick.{self.standing}")


class Selection(NamedTuple):
    """The eligible communes by rank, the undetermined ones by what they could reach, then all others."""

    terms: Terms
    ranked: tuple[Pick, ...]
    open: tuple[Pick, ...]
    others: tuple[Pick, ...]

    @property
    def picked(self) -> tuple[Pick, ...]:
        return tuple(pick for pick in self.ranked if pick.standing is Standing.PICKED)

    @property
    def next(self) -> Pick | None:
        """Who would be picked with one seat more."""
        return next((pick for pick in self.ranked if pick.standing is Standing.SEATS_FULL), None)

    @property
    def all(self) -> tuple[Pick, ...]:
        return (*self.ranked, *self.open, *self.others)


def select(candidates: Iterable[Candidate], terms: Terms, source: str = "") -> Selection:
    """The choice among communes; the order in which they come does not matter.

    Args:
        candidates: the communes.
        terms: seats and conditions.
        source: what messages call the table.

    Raises:
        InputError: two rows have the same code, so that one commune could take two seats.
    """
    found = sorted(candidates, key=lambda candidate: candidate.order)
    _check_codes(found, source)
    eligible = [candidate for candidate in found if candidate.verdict is Verdict.ELIGIBLE]
    undetermined = [candidate for candidate in found if candidate.verdict is Verdict.UNDETERMINED]
    open = sorted(
        (candidate for candidate in undetermined if _may_be_picked(candidate, terms)),
        key=lambda candidate: candidate.best_order,
    )
    apart = {candidate.row for candidate in (*eligible, *open)}
    return Selection(
        terms,
        tuple(_ranked(eligible, undetermined, terms)),
        tuple(Pick(candidate, Standing.UNDETERMINED) for candidate in open),
        tuple(Pick(candidate, _standing_apart(candidate)) for candidate in found if candidate.row not in apart),
    )


def _may_be_picked(candidate: Candidate, terms: Terms) -> bool:
    """Whether an undetermined commune may turn out to have as high a score as is asked for."""
    return terms.minimum is None or (candidate.high or 0.0) >= terms.minimum


def _standing_apart(candidate: Candidate) -> Standing:
    if candidate.verdict is Verdict.UNDETERMINED:
        return Standing.OUT_OF_REACH
    return Standing(candidate.verdict.value)


def _check_codes(candidates: Sequence[Candidate], source: str) -> None:
    rows: dict[str, list[int]] = {}
    for candidate in candidates:
        if candidate.code is not None:
            rows.setdefault(candidate.code, []).append(candidate.row)
    doubled = {code: sorted(found) for code, found in rows.items() if len(found) > 1}
    if doubled:
        raise InputError(
            Problem(
                "code-twice",
                Place(source, found[1]),
                Message("code-twice", code=code, row=found[1], first=found[0]),
                Message("code-twice-help"),
            )
            for code, found in doubled.items()
        )


def _ranked(eligible: Sequence[Candidate], open: Sequence[Candidate], terms: Terms) -> Iterator[Pick]:
    """The eligible communes, which stand in the order of their ranks; the undetermined may yet compete with them."""
    certain = [candidate.order for candidate in eligible]
    possible = sorted(candidate.best_order for candidate in (*eligible, *open))
    taken: Counter[tuple[str, str | None]] = Counter()
    seats = terms.seats
    for rank, candidate in enumerate(eligible, 1):
        standing, quota = _standing(candidate, terms, seats, taken)
        if standing is Standing.PICKED:
            seats -= 1
            taken.update((name, candidate.places[name]) for name in terms.quotas)
        # Behind all that are certainly better, and behind all that may be, among whom it may be itself.
        best = bisect_left(certain, candidate.best_order) + 1
        worst = bisect_left(possible, candidate.order) + (candidate.best_order == candidate.order)
        yield Pick(candidate, standing, rank, best, worst, quota)


def _standing(
    candidate: Candidate, terms: Terms, seats: int, taken: Counter[tuple[str, str | None]]
) -> tuple[Standing, str | None]:
    if terms.minimum is not None and (candidate.low or 0.0) < terms.minimum:
        return Standing.BELOW_MINIMUM, None
    for name, most in terms.quotas.items():
        place = candidate.places[name]
        if place is None:
            return Standing.QUOTA_UNKNOWN, name
        if taken[name, place] >= most:
            return Standing.QUOTA_FULL, name
    return (Standing.PICKED if seats > 0 else Standing.SEATS_FULL), None
