"""A rule set and its cases to its mutation score: which small mistakes in the rule set some case would notice.

A mistake that changes no outcome of any commune on any day is no mistake; what is proven to be one is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from smartcommune.authoring.cases import differences_at_sight, differences_thought_through, plan_of, read
from smartcommune.authoring.edits import Edit
from smartcommune.authoring.measure.disagreement import difference
from smartcommune.authoring.measure.exercise import Example, Exercise, share
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.witness import budget_for
from smartcommune.engine.evaluate import Evaluation
from smartcommune.engine.plan import Plan
from smartcommune.model.ruleset import Expectation, RuleSet


class Survivor(NamedTuple):
    """A mutant that no case notices, with a commune that would show it; without one where that was not decided."""

    mutant: Edit
    example: Example | None


class Mutation(NamedTuple):
    """What the cases of a rule set notice."""

    noticed: int
    survivors: tuple[Survivor, ...]
    equivalent: tuple[Edit, ...]

    @property
    def rate(self) -> Fraction:
        """The mutants that are noticed, in percent of those that change anything."""
        return share(self.noticed, len(self.survivors))


def mutation(ruleset: RuleSet, found: Sequence[Exercise]) -> Mutation:
    """Every mutant: noticed, unnoticed or equivalent."""
    noticed = 0
    survivors: list[Survivor] = []
    equivalent: list[Edit] = []
    budget = budget_for(ruleset)
    for mutant in mutants(ruleset):
        if is_noticed(mutant, found):
            noticed += 1
            continue
        answer = difference(ruleset, mutant.ruleset, budget)
        if answer.is_impossible:
            equivalent.append(mutant)
        else:
            survivors.append(Survivor(mutant, answer.example))
    return Mutation(noticed, tuple(survivors), tuple(equivalent))


def is_noticed(mutant: Edit, found: Sequence[Exercise]) -> bool:
    """Whether some case fails on the mutant."""
    seen: list[tuple[Expectation, Sequence[Evaluation]]] = []
    plans = dict[tuple[object, ...], Plan]()
    for exercise in found:
        case = exercise.case
        key = (case.on, *case.readings.items())
        plans[key] = plans.get(key) or plan_of(case, mutant.ruleset)
        readings = read(plans[key], exercise.facts)
        if any(differences_at_sight(case.expect, readings)):
            return True
        seen.append((case.expect, readings))
    # Most mutants are seen at once: all cases are looked at before any is thought through.
    return any(any(differences_thought_through(expect, readings)) for expect, readings in seen)
