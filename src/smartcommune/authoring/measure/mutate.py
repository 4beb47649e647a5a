"""A rule set and its cases to its mutation score: which small mistakes in the rule set some case would notice.

A mistake that changes no outcome of any commune on any day is no mistake; what is proven to be one is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.measure.disagreement import difference
from smartcommune.authoring.measure.exercise import Example, Exercise, share
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.noticing import Noticing
from smartcommune.authoring.measure.scorings import Scorings
from smartcommune.authoring.measure.witness import budget_for
from smartcommune.authoring.variants import Variant
from smartcommune.model.relations import Same
from smartcommune.model.ruleset import RuleSet
from smartcommune.reach import TooMany

# The parts of a rule set whose mistakes are tried first, should there be too many of them.
_FIRST: Final = {"levels": 0, "verdict": 1, "in_force": 2, "thresholds": 3}


class Survivor(NamedTuple):
    """A mutant that no case notices, with a commune that would show it; without one where that was not decided."""

    mutant: Variant
    example: Example | None


class Mutation(NamedTuple):
    """What the cases of a rule set notice."""

    noticed: int
    survivors: tuple[Survivor, ...]
    equivalent: tuple[Variant, ...]
    untried: tuple[Variant, ...] = ()  # those that there were no steps left for

    @property
    def tried(self) -> int:
        """How many mutants were tried."""
        return self.noticed + len(self.survivors) + len(self.equivalent)

    @property
    def rate(self) -> Fraction:
        """The mutants that are noticed, in percent of those that may change anything: one not tried is not noticed."""
        return share(self.noticed, len(self.survivors) + len(self.untried))


def mutation(ruleset: RuleSet, found: Sequence[Exercise]) -> Mutation:
    """Every mutant: noticed, unnoticed or equivalent."""
    survivors: list[Survivor] = []
    equivalent: list[Variant] = []
    budget, scorings = budget_for(ruleset), Scorings(ruleset)
    every = tuple(mutants(ruleset))
    noticed, unnoticed, untried = _noticed(sorted(every, key=_rank), Noticing(ruleset, found, scorings))
    for mutant in unnoticed:
        answer = difference(ruleset, mutant.ruleset, budget, scorings)
        if answer.is_impossible:
            equivalent.append(mutant)
        else:
            survivors.append(Survivor(mutant, answer.example))
    place = {Same(mutant): number for number, mutant in enumerate(every)}
    survivors.sort(key=lambda survivor: place[Same(survivor.mutant)])
    equivalent.sort(key=lambda mutant: place[Same(mutant)])
    return Mutation(noticed, tuple(survivors), tuple(equivalent), tuple(untried))


def _noticed(mutants: Sequence[Variant], cases: Noticing) -> tuple[int, list[Variant], Sequence[Variant]]:
    """How many mutants some case notices, those that none does, and those that there were no steps left for."""
    unnoticed: list[Variant] = []
    for number, mutant in enumerate(mutants):
        try:
            unnoticed += [] if cases.notice(mutant) else [mutant]
        except TooMany:
            return number - len(unnoticed), unnoticed, mutants[number:]
    return len(mutants) - len(unnoticed), unnoticed, ()


def _rank(mutant: Variant) -> int:
    """What is tried first: levels and the verdict, then figures that much rests on, then single criteria."""
    return _FIRST.get(str(mutant.path[0]), len(_FIRST))
