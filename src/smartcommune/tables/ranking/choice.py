"""Candidates to a choice: which eligible communes get a seat, which do not and why, how sure it is, who comes next.

Communes are ranked by the score that is certain, then by the tie-breakers. Those who are equal in all of it get seats
together or not at all: seats for which more of them stand than there are stay open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from smartcommune.messages import Message
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError, Place, Problem, finding
from smartcommune.tables.header.folding import folded
from smartcommune.tables.ranking.candidate import Candidate, Terms
from smartcommune.tables.ranking.certainty import Certainty
from smartcommune.tables.ranking.contenders import Scale, contenders_ever, contenders_now, spans_now
from smartcommune.tables.ranking.ranks import Ranks, ranks_now
from smartcommune.tables.ranking.reserve import Reserve, next_in_line, reserves
from smartcommune.tables.ranking.room import certainties, held
from smartcommune.tables.ranking.seats import ALL, Node, Within, groups, one_way, seats_of


class Standing(StrEnum):
    """Whether a commune is picked, and if not, why."""

    PICKED = "picked"
    TIED = "tied"
    BELOW_MINIMUM = "below_minimum"
    QUOTA_UNKNOWN = "quota_unknown"
    QUOTA_FULL = "quota_full"
    SEATS_FULL = "seats_full"
    UNDETERMINED = "undetermined"
    OUT_OF_REACH = "out_of_reach"
    NEVER_ELIGIBLE = "never_eligible"
    NOT_ELIGIBLE = "not_eligible"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_FORCE = "not_in_force"


class Pick(NamedTuple):
    """One commune with its standing; only eligible communes have a rank.

    Beside the rank on what is known stand the best and the worst that it can have, None where that is not decided.
    """

    candidate: Candidate
    standing: Standing
    rank: int | None = None
    best: int | None = None
    worst: int | None = None
    quota: str | None = None  # the one that stands in the way
    certain: bool | None = None  # of a pick: None where it is not decided
    hangs_on: tuple[Candidate, ...] = ()
    reserve: tuple[Candidate, ...] = ()  # who gets the seat if it withdraws
    reserve_tied: tuple[Candidate, ...] = ()  # who are equal for it then


class Tie(NamedTuple):
    """Equals of whom more stand for some seats than there are."""

    picks: tuple[Pick, ...]
    seats: int
    quota: str | None  # that of the seats; None where these are seats of all


class Selection(NamedTuple):
    """The eligible communes by rank, the undetermined ones by what they could reach, then all others."""

    terms: Terms
    ranked: tuple[Pick, ...]
    open: tuple[Pick, ...]
    others: tuple[Pick, ...]
    ties: tuple[Tie, ...] = ()
    next: tuple[Candidate, ...] = ()  # who would be picked with one seat more
    next_tied: tuple[Candidate, ...] = ()  # who are equal for it

    @property
    def picked(self) -> tuple[Pick, ...]:
        return tuple(pick for pick in self.ranked if pick.standing is Standing.PICKED)

    @property
    def certain(self) -> int:
        """How many picks are certain."""
        return sum(pick.certain is True for pick in self.picked)

    @property
    def tied(self) -> int:
        """How many seats stay open because equals do not fit into them."""
        return sum(tie.seats for tie in self.ties)

    @property
    def all(self) -> tuple[Pick, ...]:
        return (*self.ranked, *self.open, *self.others)


def select(candidates: Iterable[Candidate], terms: Terms, source: str = "", within: Within = ()) -> Selection:
    """The choice among communes; the order in which they come does not matter.

    Args:
        candidates: the communes.
        terms: seats and conditions.
        source: what messages call the table.
        within: which of their places lie in which, by numbers.

    Raises:
        InputError: two rows have the same code, so that one commune could take two seats.
    """
    found = sorted(candidates, key=_name)
    _check_keys(found, source)
    return _Choice(found, terms, within).selection()


def _name(candidate: Candidate) -> tuple[object, ...]:
    """In which order those are listed who are equal; their ranks do not rest on it."""
    code, name, province = candidate.code, candidate.name, candidate.province
    return code is None, code or "", name is None, name or "", province is None, province or "", candidate.row


class _Choice:
    """The candidates in the order in which equals are listed, with what is asked of them."""

    def __init__(self, candidates: Sequence[Candidate], terms: Terms, within: Within) -> None:
        self._candidates = candidates
        self._terms = terms
        self._number = {each.row: number for number, each in enumerate(candidates)}
        scale = Scale(candidates)
        self._spans = spans_now(candidates, scale)
        self._now = contenders_now(candidates, self._spans, terms)
        self._with_ranks = contenders_ever(candidates, scale, None)
        is_open = terms.minimum is None
        self._ever = self._with_ranks if is_open else contenders_ever(candidates, scale, terms.minimum)
        self._seats = seats_of(terms, (*self._now, *self._ever), within)
        self._held = held(self._now, self._seats)

    def selection(self) -> Selection:
        ranked = self._ranked()
        open, others = self._apart()
        next = next_in_line(self._now, self._seats, self._held)
        coming = self._those(next.sure), () if next.sure else self._those(next.tied)
        return Selection(self._terms, ranked, open, others, tuple(self._ties(ranked)), *coming)

    def _ranked(self) -> tuple[Pick, ...]:
        """The eligible communes by rank."""
        picked = sorted(number for number, each in self._held.items() if each.is_in)
        certain = certainties(picked, self._ever, self._seats)
        reserve = reserves(self._now, self._seats, self._held)
        now, between = ranks_now(self._spans), Ranks(self._with_ranks)
        found = []
        for number in sorted(now, key=lambda number: (now[number], number)):
            standing, quota = self._standing(number)
            pick = Pick(self._candidates[number], standing, now[number], *between.of(number), quota)
            found.append(self._sure(pick, certain[number], reserve[number]) if number in certain else pick)
        return tuple(found)

    def _sure(self, pick: Pick, certainty: Certainty, reserve: Reserve) -> Pick:
        """A pick with how sure it is, and who comes after it."""
        return pick._replace(
            certain=certainty.is_certain,
            hangs_on=() if certainty.is_certain else self._those(certainty.hangs_on or self._unsettled(pick)),
            reserve=self._those(reserve.sure),
            reserve_tied=self._those(reserve.tied),
        )

    def _unsettled(self, pick: Pick) -> Iterator[int]:
        """Those who are not behind a pick and of whom a fact is missing: named where none of them decides alone."""
        own = self._number[pick.candidate.row]
        low = next(each.low for each in self._ever if each.number == own)
        for each in self._ever:
            is_settled = each.is_settled and self._candidates[each.number].verdict is Verdict.ELIGIBLE
            if each.number != own and each.high >= low and not is_settled:
                yield each.number

    def _those(self, numbers: Iterable[int]) -> tuple[Candidate, ...]:
        return tuple([self._candidates[number] for number in numbers])

    def _standing(self, number: int) -> tuple[Standing, str | None]:
        """The standing of an eligible commune, and the quota that stands in its way."""
        candidate = self._candidates[number]
        names = list(self._terms.quotas)
        if not self._terms.reaches(candidate.low):
            return Standing.BELOW_MINIMUM, None
        if None in candidate.places:
            return Standing.QUOTA_UNKNOWN, names[candidate.places.index(None)]
        each = self._held[number]
        if each.is_in:
            return Standing.PICKED, None
        if each.full is None:
            return Standing.TIED, self._quota(each.contested)
        return (Standing.SEATS_FULL, None) if each.full == ALL else (Standing.QUOTA_FULL, self._quota(each.full))

    def _quota(self, node: Node | None) -> str | None:
        return None if node is None or node == ALL else list(self._terms.quotas)[node[0]]

    def _apart(self) -> tuple[tuple[Pick, ...], tuple[Pick, ...]]:
        """The undetermined communes that may become candidates, the most promising first, and all others."""
        open: list[Pick] = []
        others: list[Pick] = []
        for candidate in self._candidates:
            if candidate.verdict is Verdict.UNDETERMINED:
                standing = self._prospect(candidate)
                (open if standing is Standing.UNDETERMINED else others).append(Pick(candidate, standing))
            elif candidate.verdict is not Verdict.ELIGIBLE:
                others.append(Pick(candidate, Standing(candidate.verdict.value)))
        open.sort(key=lambda pick: -1 if pick.candidate.high is None else pick.candidate.high, reverse=True)
        return tuple(open), tuple(others)

    def _prospect(self, candidate: Candidate) -> Standing:
        """Whether an undetermined commune may become a candidate."""
        if not candidate.chances:
            return Standing.NEVER_ELIGIBLE
        can = any(self._terms.reaches(chance.score) for chance in candidate.chances)
        return Standing.UNDETERMINED if can else Standing.OUT_OF_REACH

    def _ties(self, ranked: Sequence[Pick]) -> Iterator[Tie]:
        """The groups of equals, with the seats that stay open for each."""
        picks = {self._number[pick.candidate.row]: pick for pick in ranked if pick.standing is Standing.TIED}
        tied = [each for each in self._now if each.number in picks]
        seated = one_way(self._now, self._seats) if tied else frozenset()
        contested = {each.number: self._held[each.number].contested for each in tied}
        for node in sorted(set(contested.values()) - {None}, key=str):
            for group in groups(each for each in tied if contested[each.number] == node):
                numbers = sorted(each.number for each in group)
                seats = len(seated.intersection(numbers))
                yield Tie(tuple(picks[number] for number in numbers), seats, self._quota(node))


def _check_keys(candidates: Sequence[Candidate], source: str) -> None:
    """Whether each commune stands in one row, whatever day that is of: otherwise it could take two seats.

    Where there is no code, the name says which commune it is, with the district and the province.
    """
    rows: dict[tuple[object, ...], list[Candidate]] = {}
    for one in candidates:
        if one.code is not None:
            rows.setdefault((one.code, one.code_list), []).append(one)
        elif one.name is not None:
            texts = (one.name, one.district, one.province)
            rows.setdefault((None, *(text and folded(text) for text in texts)), []).append(one)
    doubled = [sorted(found, key=lambda one: one.row) for found in rows.values() if len(found) > 1]
    if doubled:
        raise InputError(_twice(source, first, second) for first, second, *_ in doubled)


def _twice(source: str, first: Candidate, second: Candidate) -> Problem:
    place, rows = Place(source, second.row), {"row": second.row, "first": first.row}
    if first.code is None:
        return finding("name-twice", place, Message("name-twice-help"), found=first.name, **rows)
    return finding("code-twice", place, Message("code-twice-help"), found=first.code, **rows)
