"""What is known of communes to candidates: what each may turn out to be, and how many may be picked of which places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import inf
from typing import Final, NamedTuple

from smartcommune.model.ruleset import Verdict

# Among the levels of a commune: that it may be in none.
NO_LEVEL: Final = "-"
# What a tie-breaker says: a whole number where it is one, for these compare much more quickly.
Value = Fraction | int
# A value, and whether it is just below (-1) or just above (1) what it is.
End = tuple[Value | float, int]


class Range(NamedTuple):
    """Between which values the value of a tie-breaker lies, the higher the better; both ends are among them."""

    low: End
    high: End

    @property
    def is_known(self) -> bool:
        return self.low == self.high


# Nothing is known of the value.
ANY: Final = Range((-inf, 0), (inf, 0))


def exactly(value: Value) -> Range:
    """The range of a value that is known."""
    return Range((value, 0), (value, 0))


class Chance(NamedTuple):
    """One way in which a commune may turn out to be eligible; a place that is None may be any."""

    score: Fraction | None
    ties: tuple[Range, ...] = ()
    places: tuple[str | None, ...] = ()


class Candidate(NamedTuple):
    """A commune with its verdict and what it may turn out to be.

    `chances` has every way in which it may be eligible, that without a score first, then the lowest one, and `can_fail`
    says whether it may turn out not to be. Where that could not be looked through, `is_exact` is false and the chances
    take in at least what can be.
    """

    row: int
    code: str | None
    name: str | None
    province: str | None
    verdict: Verdict
    chances: tuple[Chance, ...] = ()
    can_fail: bool = False
    is_exact: bool = True
    ties: tuple[Range, ...] = ()  # as far as they are known
    places: tuple[str | None, ...] = ()  # what the quotas count by, in their order
    words: tuple[str | None, ...] = ()  # the same as the table words it
    missing: tuple[str, ...] = ()  # facts that can change the verdict
    because: str = ""  # the verdict and what decides it, with its figures, in a sentence
    district: str | None = None
    code_list: date | None = None
    day: date | None = None
    levels: tuple[str, ...] = ()  # those that are possible, `-` for none of them; empty where there are none

    @property
    def low(self) -> Fraction | None:
        """The score that is certain; None where there may be none."""
        return self.chances[0].score if self.chances else None

    @property
    def high(self) -> Fraction | None:
        """The highest score that is possible."""
        return self.chances[-1].score if self.chances else None


class Terms(NamedTuple):
    """How many are picked, and under which conditions."""

    seats: int
    quotas: Mapping[str, int] = {}  # at most so many of each place, by what is counted
    minimum: Fraction | None = None

    def reaches(self, score: Fraction | None) -> bool:
        """Whether a score is enough."""
        return reaches(score, self.minimum)


def reaches(score: Fraction | None, minimum: Fraction | None) -> bool:
    """Whether a score is enough for a minimum, if there is one."""
    return minimum is None or (score is not None and score >= minimum)
