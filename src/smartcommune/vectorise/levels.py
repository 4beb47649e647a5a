"""What is possible for the conditions of levels to the level of every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from smartcommune.model.ruleset import Level
from smartcommune.vectorise.possible import Possible, Steps, Truth, all_true, any_true, no, two_of

# The place of those who are in no level, which no level can be called.
NONE: Final = "-"


def places(levels: Sequence[Level], reached: Sequence[Possible], steps: Steps, *, is_ordered: bool) -> dict[str, Truth]:
    """In which rows each level is possible, and in which none of them."""
    outcomes = dict(zip((level.id for level in levels), reached, strict=True))
    found = _ranks(outcomes, steps) if is_ordered else _classes(levels, outcomes)
    return {id: steps.kept(truth, 1) for id, truth in found.items()}


def _ranks(outcomes: Mapping[str, Possible], steps: Steps) -> dict[str, Truth]:
    """Each that can be reached while no better one has to be."""
    found: dict[str, Truth] = {}
    open: Truth = True
    for id, outcome in outcomes.items():
        found[id] = all_true([open, outcome.met])
        open = steps.kept(all_true([open, outcome.fail]), 1)
    return {**found, NONE: open}


def _classes(levels: Sequence[Level], outcomes: Mapping[str, Possible]) -> dict[str, Truth]:
    """Each that can be reached; whoever has to be in none is in the one that takes what is left."""
    own = [level.id for level in levels if level.when is not None]
    rest = next((level.id for level in levels if level.when is None), NONE)
    found = {id: outcomes[id].met for id in own}
    return {**found, rest: no(any_true(outcomes[id].is_met for id in own))}


def by_level(found: Mapping[str, Truth]) -> Possible:
    """Whether a commune falls into a level: it does where it is settled into which."""
    some = any_true(truth for id, truth in found.items() if id != NONE)
    return Possible(some, any_true([two_of(found.values()), found.get(NONE, False)]), drop=False)
