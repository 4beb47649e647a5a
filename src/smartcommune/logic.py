"""Outcomes still possible to outcomes still possible: the three-valued logic.

A criterion is described by the set of outcomes that some completion of the unknown facts could give it. One member: the
outcome is settled. Several: it is unknown. Lifting the ordinary two-valued connectives to such sets member by member is
Kleene's strong logic, with "not applicable" as an outcome that drops out of its group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeAlias

# `(met, applicable) -> bool`
Enough = Callable[[int, int], bool]


class Outcome(StrEnum):
    """Of a criterion, as users see it (contract, section 1)."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    SCORED = "scored"  # of what earns points and is neither met nor not

    __hash__ = str.__hash__  # of an enumeration Python's own takes ten times as long


# The outcomes that are still possible, a bit for each; never empty. Plain numbers: an enumeration takes five times as
# long to combine, and nothing else is done as often.
Possible: TypeAlias = int

MET: Final[Possible] = 1
NOT_MET: Final[Possible] = 2
NOT_APPLICABLE: Final[Possible] = 4
UNDECIDED: Final[Possible] = MET | NOT_MET
ANYTHING: Final[Possible] = MET | NOT_MET | NOT_APPLICABLE

# What each outcome is called, where it is the only one that is possible.
SETTLED: Final[Mapping[Possible, Outcome]] = {
    MET: Outcome.MET,
    NOT_MET: Outcome.NOT_MET,
    NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
}
_NEGATED: Final = tuple((bits & MET) << 1 | (bits & NOT_MET) >> 1 | (bits & NOT_APPLICABLE) for bits in range(8))


def outcome_of(possible: Possible) -> Outcome:
    """The one outcome that is possible, or `unknown`."""
    return SETTLED.get(possible, Outcome.UNKNOWN)


def negate(member: Possible) -> Possible:
    """`met` and `not_met` exchanged."""
    return _NEGATED[member]


def holding(member: Possible) -> Possible:
    """Whether it is met: what does not apply is not."""
    return member & MET | (NOT_MET if member & (NOT_MET | NOT_APPLICABLE) else Possible(0))


def all_of(members: Iterable[Possible]) -> Possible:
    return counted(members, int.__eq__)


def any_of(members: Iterable[Possible]) -> Possible:
    return counted(members, at_least_members(1))


def at_least_members(need: Fraction | int) -> Enough:
    """The requirement that so many members are met."""
    return lambda met, _: met >= need


def at_least_percent(need: Fraction) -> Enough:
    """The requirement that so many percent of the applicable members are met, compared without a division."""
    return lambda met, applicable: 100 * met >= need * applicable


def counted(members: Iterable[Possible], enough: Enough) -> Possible:
    """The possible outcomes of a group whose requirement looks at counts alone.

    Args:
        members: what is possible for each member.
        enough: whether so many met members, among so many applicable ones, are enough; one more met member, or one
            fewer not met, never makes it false.
    """
    members = list(members)
    possible = Possible(0)
    if _can_hold(members, enough):
        possible |= MET
    if _can_fail(members, enough):
        possible |= NOT_MET
    if all(member & NOT_APPLICABLE for member in members):
        possible |= NOT_APPLICABLE
    return possible


def _can_hold(members: list[Possible], enough: Enough) -> bool:
    # The best that can come: met if possible, else dropped, else not met.
    met = sum(1 for member in members if member & MET)
    failed = sum(1 for member in members if member == NOT_MET)
    if met + failed > 0:
        return enough(met, met + failed)
    # All of them may drop out; where none has to be met, one that is not met is enough.
    return any(member & NOT_MET for member in members) and enough(0, 1)


def _can_fail(members: list[Possible], enough: Enough) -> bool:
    # The worst that can come: not met if possible, else dropped, else met.
    met = sum(1 for member in members if member == MET)
    failed = sum(1 for member in members if member & NOT_MET)
    if met + failed > 0:
        return not enough(met, met + failed)
    # All of them may drop out; the worst group that still applies has one member, and it is met.
    return any(member & MET for member in members) and not enough(1, 1)


def with_must(enough: Possible, must: Possible, free: Possible) -> Possible:
    """The possible outcomes of a group of which some members must be met besides.

    These are members like the others: what makes enough of them met also meets those that must be.

    Args:
        enough: what is possible for the whole group, as if none had to be met.
        must: what is possible for all of those that must be met, together.
        free: what is possible for the group of the others alone: these are what counts where all of those drop out.
    """
    met = (enough if must & MET else Possible(0)) | (free if must & NOT_APPLICABLE else Possible(0))
    return (met & MET) | ((enough | must) & NOT_MET) | (enough & NOT_APPLICABLE)


def applied(applies: Possible, test: Possible) -> Possible:
    """A criterion with a condition on when it applies.

    Where that condition is not known to hold, the criterion may drop out of its group, so it is never settled as not
    met: filling in the fact later could otherwise turn a decided verdict around.
    """
    possible = Possible(0)
    if applies & MET:
        possible |= test
    if applies & (NOT_MET | NOT_APPLICABLE):
        possible |= NOT_APPLICABLE
    return possible
