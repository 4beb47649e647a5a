"""Cases that fail to what may be wrong: a change of the rule set with which they pass, and no other case fails.

Where the cases are good, that is the very slip. A case that no single change mends is left to itself: it may be what is
wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from smartcommune.authoring.cases import CaseResult, differences_at_sight, differences_thought_through, plan_of
from smartcommune.authoring.mend.repairs import repairs, tried
from smartcommune.authoring.variants import Variant
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan
from smartcommune.engine.readings import under_each
from smartcommune.model.facts import Facts
from smartcommune.model.ruleset import Case, RuleSet

# About three seconds; a rule set of 60 criteria needs some 5,000, the pilot's, with all its cases, up to 20,000. One
# whose points have thousands of rows counts for as many as it has comparisons more than the pilot's.
_MOST_EVALUATIONS: Final = 30_000
_USUAL_WORK: Final = 35
# Whoever breaks more of a rule set than this looks at one thing after the other anyway.
_MOST_BLAMED: Final = 5
# Cases by which a change is judged before all others are looked at.
_MOST_SAMPLED: Final = 4
# What cases are assessed by, by their days and the readings that they take.
Plans = dict[tuple[object, ...], Plan]


class Blame(NamedTuple):
    """A change, and the cases that fail without it and pass with it."""

    repair: Variant
    mended: tuple[Case, ...]


def blamed(ruleset: RuleSet, results: Sequence[CaseResult]) -> list[Blame]:
    """For the cases that fail, as few changes as mend them, first those that mend most; some cases may be left."""
    found: list[Blame] = []
    trial = _Trial(results)
    left = tuple(trial.failing)
    while left and len(found) < _MOST_BLAMED:
        best = _best(ruleset, left, trial)
        if best is None:
            break
        repair, mended = best
        found.append(Blame(repair, tuple(trial.cases[number][0] for number in mended)))
        left = tuple(number for number in left if number not in mended)
    return found


def _best(ruleset: RuleSet, left: tuple[int, ...], trial: _Trial) -> tuple[Variant, tuple[int, ...]] | None:
    """The smallest change that mends all cases that are left, else the one that mends most of them."""
    partly: list[tuple[Variant, tuple[int, ...]]] = []
    for repair in repairs(ruleset, tried((case.on, facts) for case, facts in trial.cases)):
        if trial.evaluations > _MOST_EVALUATIONS:
            break
        mended = trial.mended(repair.ruleset, left)
        if mended == left and trial.holds(repair.ruleset, mended):
            return repair, mended
        if mended:
            partly.append((repair, mended))
    by_number = sorted(partly, key=lambda item: -len(item[1]))  # stable: the smallest change first
    return next((item for item in by_number if trial.holds(item[0].ruleset, item[1])), None)


class _Trial:
    """Cases that are run on one rule set after another."""

    def __init__(self, results: Sequence[CaseResult]) -> None:
        run = [(item, item.evaluation) for item in results if item.evaluation is not None]
        self.cases: list[tuple[Case, Facts]] = [(item.case, evaluation.facts) for item, evaluation in run]
        self.failing = [number for number, (item, _) in enumerate(run) if not item.passed]
        self.passing = [number for number, (item, _) in enumerate(run) if item.passed]
        self.evaluations = 0
        self._weight = 1

    def mended(self, ruleset: RuleSet, left: tuple[int, ...]) -> tuple[int, ...]:
        """Which of the failing cases pass on a rule set on which no other fails, as far as outcomes alone tell."""
        plans: Plans = {}
        sample = left[:: max(1, len(left) // _MOST_SAMPLED)]
        if not any(self._passes(ruleset, number, plans) for number in sample):
            return ()
        mended = tuple(number for number in left if self._passes(ruleset, number, plans))
        return mended if all(self._passes(ruleset, number, plans) for number in self.passing) else ()

    def holds(self, ruleset: RuleSet, mended: Iterable[int]) -> bool:
        """Whether these cases and all that pass do so when it takes other communes to tell."""
        plans: Plans = {}
        return all(self._passes(ruleset, number, plans, thoroughly=True) for number in (*mended, *self.passing))

    def _passes(self, ruleset: RuleSet, number: int, plans: Plans, *, thoroughly: bool = False) -> bool:
        case, facts = self.cases[number]
        key = (case.on, *case.readings.items())
        if key not in plans:
            plans[key] = plan_of(case, ruleset)
            self._weight = max(1, plans[key].work() // _USUAL_WORK)
        self.evaluations += self._weight
        readings = under_each(plans[key], lambda each: evaluate(each, facts))
        differences = differences_thought_through if thoroughly else differences_at_sight
        return not any(differences(case.expect, readings))
