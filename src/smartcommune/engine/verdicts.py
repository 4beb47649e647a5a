"""What is possible for the conditions of a verdict to the verdict, and of levels to the levels that are possible."""

from __future__ import annotations

from collections.abc import Sequence

from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, UNDECIDED, Possible
from smartcommune.model.ruleset import Verdict

# The levels that are possible; None stands for none of them.
Levels = tuple[str | None, ...]


def by_level(levels: Levels) -> Possible:
    """Whether a commune falls into a level: it does where it is settled into which."""
    if len(levels) > 1:
        return UNDECIDED
    return NOT_MET if levels == (None,) else MET


def levels_of(reached: Sequence[tuple[str, Possible | None]], *, is_ordered: bool) -> Levels:
    """The levels that are possible, from what is possible for the condition of each.

    The last may stand without one, and takes what is left. Where no class is better than another, a commune that has
    the signs of two is in neither for now.
    """
    own = [(id, outcome) for id, outcome in reached if outcome is not None]
    rest = next((id for id, outcome in reached if outcome is None), None)
    if is_ordered:
        behind = next((number for number, (_, outcome) in enumerate(own, 1) if outcome == MET), len(own))
        own = own[:behind]  # whoever is surely in one is in none behind it
    found = tuple(id for id, outcome in own if outcome & MET)
    return found if any(outcome == MET for _, outcome in own) else (*found, rest)


def verdict_of(scope: Possible, eligible: Possible) -> Verdict:
    """The only verdict that is possible, or `undetermined`."""
    if not scope & MET or eligible == NOT_APPLICABLE:
        return Verdict.OUT_OF_SCOPE
    if scope != MET:
        return Verdict.UNDETERMINED
    return {MET: Verdict.ELIGIBLE, NOT_MET: Verdict.NOT_ELIGIBLE}.get(eligible, Verdict.UNDETERMINED)
