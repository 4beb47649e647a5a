"""A rule set and its cases to its mutation score: which small mistakes in the rule set some case would notice.

A mistake that changes no outcome of any commune on any day is no mistake; what is proven to be one is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.cases import differences_at_sight, differences_thought_through, plan_of, read
from smartcommune.authoring.measure.disagreement import difference
from smartcommune.authoring.measure.exercise import Example, Exercise, share
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.scorings import Scorings
from smartcommune.authoring.measure.witness import budget_for
from smartcommune.authoring.variants import Variant
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import Plan
from smartcommune.engine.readings import under_each
from smartcommune.model.ruleset import Expectation, RuleSet, Verdict
from smartcommune.profiles.profile import contradicts_itself

# Ways to fill in unknown facts that are tried before all are looked at together.
_MOST_FILLED: Final = 30


class Survivor(NamedTuple):
    """A mutant that no case notices, with a commune that would show it; without one where that was not decided."""

    mutant: Variant
    example: Example | None


class Mutation(NamedTuple):
    """What the cases of a rule set notice."""

    noticed: int
    survivors: tuple[Survivor, ...]
    equivalent: tuple[Variant, ...]

    @property
    def rate(self) -> Fraction:
        """The mutants that are noticed, in percent of those that change anything."""
        return share(self.noticed, len(self.survivors))


def mutation(ruleset: RuleSet, found: Sequence[Exercise]) -> Mutation:
    """Every mutant: noticed, unnoticed or equivalent."""
    noticed = 0
    survivors: list[Survivor] = []
    equivalent: list[Variant] = []
    budget, scorings = budget_for(ruleset), Scorings(ruleset)
    cases = Noticing(ruleset, found, scorings)
    for mutant in mutants(ruleset):
        if cases.notice(mutant):
            noticed += 1
            continue
        answer = difference(ruleset, mutant.ruleset, budget, scorings)
        if answer.is_impossible:
            equivalent.append(mutant)
        else:
            survivors.append(Survivor(mutant, answer.example))
    return Mutation(noticed, tuple(survivors), tuple(equivalent))


class Noticing:
    """The cases of a rule set that pass on it, and what each of them shows there at first sight."""

    def __init__(self, ruleset: RuleSet, found: Sequence[Exercise], scorings: Scorings | None = None) -> None:
        self._scorings = scorings or Scorings(ruleset)
        self._seen = [(exercise, _sight(exercise, plan_of(exercise.case, ruleset))) for exercise in found]
        self._seen.sort(key=lambda item: _is_open(item[0]))  # what leaves points open takes longest to look at

    def notice(self, mutant: Variant) -> bool:
        """Whether some case fails on a mutant: all are looked at before any is thought through."""
        plans = dict[tuple[object, ...], Plan]()
        for number, (exercise, sight) in enumerate(self._seen):
            key = _day(exercise)
            plans[key] = plan = plans.get(key) or plan_of(exercise.case, mutant.ruleset)
            if _sight(exercise, plan) != sight and self._fails(exercise, plan):
                self._seen.insert(0, self._seen.pop(number))  # it mostly notices the next one as well
                return True
        return any(
            any(differences_thought_through(exercise.case.expect, read(plans[_day(exercise)], exercise.facts)))
            for exercise, _ in self._seen
            if exercise.case.expect.because is not None or exercise.case.expect.missing is not None
        )

    def _fails(self, exercise: Exercise, plan: Plan) -> bool:
        """Whether a case that shows something else fails: surely where one way to fill in what is unknown leads astray.

        Else it takes all ways together to tell, which takes long.
        """
        expect = exercise.case.expect
        if not plan.others:
            if _is_astray(expect, evaluate(plan, exercise.facts)):
                return True
            for commune in self._scorings.on(exercise.case.on)[:_MOST_FILLED] if _is_open(exercise) else ():
                facts = {**commune.stated, **exercise.facts}
                if not contradicts_itself(facts, plan.ruleset) and _is_astray(expect, evaluate(plan, facts)):
                    return True
        return any(differences_at_sight(expect, read(plan, exercise.facts)))


def _is_astray(expect: Expectation, found: Evaluation) -> bool:
    """Whether a commune is surely told what a case about fewer of its facts does not expect to be possible."""
    if (expect.verdict is Verdict.NOT_IN_FORCE) != (found.verdict is Verdict.NOT_IN_FORCE):
        return True
    if expect.levels is not None and len(found.levels) == 1 and found.levels[0] not in expect.levels:
        return True
    known = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.OUT_OF_SCOPE)
    if expect.verdict in known and found.verdict in known and found.verdict is not expect.verdict:
        return True
    settled = ((found.earned[id], ends) for id, ends in expect.points.items() if id in found.earned)
    return any(earned.is_settled and not ends[0] <= earned.low <= ends[1] for earned, ends in settled)


def _day(exercise: Exercise) -> tuple[object, ...]:
    """What cases have in common that are assessed by one plan."""
    return (exercise.case.on, *exercise.case.readings.items())


def _is_open(exercise: Exercise) -> bool:
    return not all(earned.is_settled for earned in exercise.evaluation.earned.values())


def _sight(exercise: Exercise, plan: Plan) -> list[object]:
    """What a case compares, as far as the outcomes alone tell; where points stay open, as far as each alone does."""
    expect, sight = exercise.case.expect, list[object]()
    for found in under_each(plan, lambda each: evaluate(each, exercise.facts)):
        ends = [(earned.low, earned.high) if earned else None for earned in map(found.earned.get, expect.points)]
        outcomes = [found.outcomes.get(id) for id in expect.outcomes]
        remarks = expect.notices is not None and found.plan.remarks
        scored = expect.score is not None and (found.outcomes, found.earned, found.plan.ruleset)
        sight += [found.verdict, found.levels if expect.levels else None, ends, outcomes, remarks, scored]
    return sight
