"""Candidates to contenders: between which positions each stands, as whole numbers that compare quickly.

A position is the score and the values of the tie-breakers, in this order. Where a value is not known there are two of
them: one contender is surely ahead of another if its lowest position is above the other's highest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf, lcm
from typing import Final, NamedTuple

from smartcommune.model.ruleset import Verdict
from smartcommune.tables.ranking.candidate import Candidate, Chance, End, Terms, Value, reaches

Position = tuple[int, ...]
Places = tuple[str | None, ...]

_MOST: Final = 2**62
_NONE: Final = -1


class Span(NamedTuple):
    """Two positions, both included, between which one stands."""

    low: Position
    high: Position


class Turn(NamedTuple):
    """One way in which a commune may take part."""

    span: Span
    places: Places


class Contender(NamedTuple):
    """A commune that takes part, by its number among the candidates.

    It stands within the span of one of its turns, between `low` and `high`, if it takes part at all; a place that is
    None may be any.
    """

    number: int
    turns: tuple[Turn, ...]
    places: Places  # where all its turns stand, None where they do not agree
    is_sure: bool  # to take part
    is_exact: bool
    low: Position
    high: Position

    @property
    def has_places(self) -> bool:
        """Whether as much is known of its places in all its turns."""
        return None not in self.places or all(turn.places == self.places for turn in self.turns)

    @property
    def is_settled(self) -> bool:
        """Whether it surely takes part, and it is known where it stands."""
        return self.is_sure and self.low == self.high and None not in self.places


def contender(number: int, turns: tuple[Turn, ...], *, is_sure: bool, is_exact: bool) -> Contender:
    """A contender with what its turns have in common."""
    (low, high), places = turns[0]
    for span, there in turns[1:]:
        low, high = min(low, span.low), max(high, span.high)
        if there != places:
            places = tuple(one if one == other else None for one, other in zip(places, there, strict=True))
    return Contender(number, turns, places, is_sure, is_exact, low, high)


def ends_of(contenders: Iterable[Contender]) -> list[Position]:
    """Where the spans of contenders begin and end."""
    return list(dict.fromkeys(end for each in contenders for turn in each.turns for end in turn.span))


def beside(span: Span, ends: Sequence[Position]) -> list[Sequence[int]]:
    """The numbers that a position within a span may consist of, as far as others tell that apart.

    Where a number is open it may be that of another end, or next to it, which is between two.
    """
    return [
        (low,)
        if low == high
        else sorted({value for end in ends for value in (end[n] - 1, end[n], end[n] + 1) if low <= value <= high})
        for n, (low, high) in enumerate(zip(*span, strict=True))
    ]


class Scale:
    """The scores that occur on one common denominator, and the ends of values, each by a number in ascending order."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        chances = [chance for candidate in candidates for chance in candidate.chances]
        self._denominator = lcm(*{each.score.denominator for each in chances if each.score is not None})
        ties = zip(*(each.ties for each in chances if each.ties), strict=True)
        self._numbers = [_numbered({end for tie in ranges for end in tie}) for ranges in ties]

    def span(self, chance: Chance) -> Span:
        score = self._score(chance.score)
        if not chance.ties:
            return Span(position := (score,), position)
        ties = list(zip(self._numbers, chance.ties, strict=True))
        low = (score, *[number[tie.low] for number, tie in ties])
        return Span(low, (score, *[number[tie.high] for number, tie in ties]))

    def _score(self, score: Fraction | None) -> int:
        """Where there is none, it lies below all others."""
        if score is None:
            return _NONE
        above, below = score.as_integer_ratio()
        return above * (self._denominator // below)


def _numbered(ends: Collection[End]) -> dict[End, int]:
    """The ends that occur of a tie-breaker, with a number between those of any two values."""
    known = sorted({value for value, _ in ends if not isinstance(value, float)})
    number: dict[Value | float, int] = {value: 2 * place for place, value in enumerate(known, 1)}
    number |= {-inf: 0, inf: _MOST}
    return {(value, side): number[value] + side for value, side in ends}


def spans_now(candidates: Sequence[Candidate], scale: Scale) -> dict[int, Span]:
    """Where each eligible commune stands on what is known, by its number."""
    return {
        number: scale.span(Chance(each.low, each.ties))
        for number, each in enumerate(candidates)
        if each.verdict is Verdict.ELIGIBLE
    }


def contenders_now(candidates: Sequence[Candidate], spans: Mapping[int, Span], terms: Terms) -> list[Contender]:
    """Those who can take a seat on what is known: eligible, of known places, with a certain score that is enough."""
    known = ((number, span, candidates[number]) for number, span in spans.items())
    return [
        contender(number, (Turn(span, each.places),), is_sure=True, is_exact=True)
        for number, span, each in known
        if terms.reaches(each.low) and None not in each.places
    ]


def contenders_ever(candidates: Sequence[Candidate], scale: Scale, minimum: Fraction | None) -> list[Contender]:
    """Those who can take a seat, or a rank, whatever the unknown facts turn out to be."""
    alike: dict[tuple[object, ...], Contender | None] = {}  # but for their numbers, one of each with the same chances
    found = []
    for number, candidate in enumerate(candidates):
        key = id(candidate.chances), candidate.can_fail, candidate.is_exact
        if key not in alike:
            alike[key] = _ever(candidate, scale, minimum)
        one = alike[key]
        if one is not None:
            found.append(Contender(number, *one[1:]))
    return found


def _ever(candidate: Candidate, scale: Scale, minimum: Fraction | None) -> Contender | None:
    enough = [chance for chance in candidate.chances if reaches(chance.score, minimum)]
    if not enough:
        return None
    turns = tuple(dict.fromkeys(Turn(scale.span(chance), chance.places) for chance in enough))
    is_sure = not candidate.can_fail and len(enough) == len(candidate.chances)
    return contender(0, turns, is_sure=is_sure, is_exact=candidate.is_exact)
