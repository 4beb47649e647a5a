"""A mutant to whether some case of its rule set fails on it: only what the mistake can reach is looked at again.

Where a case leaves points open it takes all ways to fill in what is unknown to tell what it shows. That is asked last:
mostly one of them is told otherwise than the case expects, or what it expects is not possible any more.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from smartcommune.authoring.cases import as_checked, differences_at_sight, differences_thought_through, plan_of
from smartcommune.authoring.measure.changed import changed_criteria
from smartcommune.authoring.measure.exercise import Exercise
from smartcommune.authoring.measure.scorings import Scorings
from smartcommune.authoring.variants import Variant
from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_under
from smartcommune.engine.plan import Plan
from smartcommune.engine.readings import joined, under_each
from smartcommune.logic import outcome_of
from smartcommune.model.ruleset import Expectation, RuleSet, Verdict
from smartcommune.profiles.profile import contradicts_itself

# Ways to fill in unknown facts that are tried before all are looked at together.
_MOST_FILLED: Final = 30
# The steps that it takes to see that a mutant changes nothing for a commune.
_ALIKE: Final = 15
# The steps that it takes to look at all of them together: some to begin with, more the more is open; then it gives up.
_TO_BEGIN: Final = 6_000
_FOR_EACH: Final = 25
_MOST_TOGETHER: Final = 10_000
_KNOWN: Final = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.OUT_OF_SCOPE)

Found = tuple[Evaluation, ...]  # under each reading of the text


class Noticing:
    """The cases of a rule set that pass on it, and what each of them shows there."""

    def __init__(
        self,
        ruleset: RuleSet,
        found: Iterable[Exercise],
        scorings: Scorings | None = None,
    ) -> None:
        self._scorings = scorings or Scorings(ruleset)
        self._plans = dict[Hashable, Plan]()
        self._seen: list[_Seen] = []
        for exercise in found:
            plan = self._plans.setdefault(_day(exercise), plan_of(exercise.case, ruleset))
            self._seen.append(_Seen(exercise, plan, self._scorings))
        self._seen.sort(key=lambda seen: _is_open(seen.found))  # what leaves points open takes longest to look at

    def notice(self, mutant: Variant) -> bool:
        """Whether some case fails on a mutant: all are looked at before any is thought through.

        Raises:
            TooMany: the steps that all mutants may take together have been taken.
        """
        changes, open = dict[Hashable, _Change](), list[tuple[_Seen, Found]]()
        for number, seen in enumerate(self._seen):
            day = _day(seen.exercise)
            if day not in changes:
                changes[day] = _change(self._plans[day], plan_of(seen.exercise.case, mutant.ruleset))
            found = self._under(changes[day], seen.found)
            fails = seen.fails(found)
            if fails:
                self._seen.insert(0, self._seen.pop(number))  # it mostly notices the next one as well
                return True
            if fails is None or seen.is_thoughtful:
                open.append((seen, found))
        return any(self._is_astray(*each) for each in open) or any(self._is_thought_otherwise(*each) for each in open)

    def _under(self, change: _Change, found: Found) -> Found:
        under = change.of(found)
        told = zip(found, under, strict=True)
        steps = sum(_ALIKE if _are_alike(before, each) else each.steps for before, each in told)
        self._scorings.looked.take(steps)
        return under

    def _is_astray(self, seen: _Seen, found: Found) -> bool:
        """Whether one way to fill in what is unknown is told what the case does not expect to be possible."""
        change, expect = _again(seen.found, found), seen.exercise.case.expect
        return any(_leads_astray(expect, self._under(change, filled)) for filled in seen.filled)

    def _is_thought_otherwise(self, seen: _Seen, found: Found) -> bool:
        self._scorings.looked.take(sum(_together(each) if _is_open((each,)) else each.steps for each in found))
        checked = tuple(map(as_checked, found))
        expect = seen.exercise.case.expect
        return any(differences_at_sight(expect, checked)) or any(differences_thought_through(expect, checked))


class _Change(NamedTuple):
    """Under each reading the plan of a mutant, and the criteria that it changes."""

    under: tuple[tuple[Plan, tuple[str, ...]], ...]

    def of(self, found: Found) -> Found:
        """What a mutant makes of a commune."""
        return tuple(evaluate_under(each, *under) for each, under in zip(found, self.under, strict=True))


def _change(before: Plan, after: Plan) -> _Change:
    pairs = zip((before, *before.others), (after, *after.others), strict=True)
    return _Change(tuple((other, tuple(changed_criteria(plan, other))) for plan, other in pairs))


def _again(before: Found, after: Found) -> _Change:
    """The same for a commune more of which is known: what nobody claimed in its file stays so."""
    pairs = ((one.plan, other.plan) for one, other in zip(before, after, strict=True))
    return _Change(tuple((other, tuple(changed_criteria(plan, other))) for plan, other in pairs))


class _Seen:
    """A case, and what the rule set makes of its facts, as far as each criterion alone tells."""

    def __init__(self, exercise: Exercise, plan: Plan, scorings: Scorings) -> None:
        self.exercise = exercise
        self.found = under_each(plan, lambda each: evaluate(each, exercise.facts))
        self._expect = exercise.case.expect
        self._sight = _sight(self._expect, self.found)
        self._scorings = scorings

    @property
    def is_thoughtful(self) -> bool:
        """Whether it expects something that takes other communes to tell."""
        return self._expect.because is not None or self._expect.missing is not None

    def fails(self, found: Found) -> bool | None:
        """Whether it fails with what a mutant makes of its facts; None where that cannot be seen from this."""
        if _sight(self._expect, found) == self._sight:
            return False
        if not _is_open(found):
            return any(differences_at_sight(self._expect, found))
        return True if _is_impossible(self._expect, joined(found)) else None

    @cached_property
    def filled(self) -> Sequence[Found]:
        """Communes with its facts and others that it leaves open, of those that are told what it expects."""
        return [found for found in self._filled() if not _leads_astray(self._expect, found)]

    def _filled(self) -> Iterator[Found]:
        for commune in self._scorings.on(self.exercise.case.on)[:_MOST_FILLED] if _is_open(self.found) else ():
            facts = {**commune.stated, **self.exercise.facts}
            if not contradicts_itself(facts, commune.plan.ruleset):
                yield tuple(evaluate(each.plan, facts) for each in self.found)


def _leads_astray(expect: Expectation, found: Found) -> bool:
    return any(_is_unexpected(expect, each) for each in found)


def _is_unexpected(expect: Expectation, found: Evaluation) -> bool:
    """Whether a commune is surely told what a case about fewer of its facts does not expect to be possible."""
    if (expect.verdict is Verdict.NOT_IN_FORCE) != (found.verdict is Verdict.NOT_IN_FORCE):
        return True
    if expect.levels is not None and len(found.levels) == 1 and found.levels[0] not in expect.levels:
        return True
    if expect.verdict in _KNOWN and found.verdict in _KNOWN and found.verdict is not expect.verdict:
        return True
    settled = ((found.earned[id], ends) for id, ends in expect.points.items() if id in found.earned)
    return any(earned.is_settled and not ends[0] <= earned.low <= ends[1] for earned, ends in settled)


def _is_impossible(expect: Expectation, found: Evaluation) -> bool:
    """Whether what a case expects is not possible, be it by each criterion alone."""
    if found.verdict is not Verdict.UNDETERMINED and found.verdict is not expect.verdict:
        return True
    if expect.levels is not None and not expect.levels <= {*found.levels}:
        return True
    if any(outcome_of(found.outcomes[id]) != each for id, each in expect.outcomes.items() if id in found.outcomes):
        return True
    earned = ((found.earned[id], ends) for id, ends in expect.points.items() if id in found.earned)
    return any(not each.low <= low <= high <= each.high for each, (low, high) in earned)


def _are_alike(before: Evaluation, after: Evaluation) -> bool:
    """Whether nothing had to be looked at again but what a mutant changes."""
    return before.outcomes == after.outcomes and before.earned == after.earned


def _together(evaluation: Evaluation) -> int:
    """The steps that it takes to look at all ways to fill in what is unknown."""
    return min(_MOST_TOGETHER, _TO_BEGIN + _FOR_EACH * evaluation.steps)


def _day(exercise: Exercise) -> Hashable:
    """What cases have in common that are assessed by one plan."""
    return (exercise.case.on, *exercise.case.readings.items())


def _is_open(found: Found) -> bool:
    return not all(earned.is_settled for each in found for earned in each.earned.values())


def _sight(expect: Expectation, found: Found) -> list[object]:
    """What a case compares, as far as the outcomes alone tell; where points stay open, as far as each alone does."""
    sight = list[object]()
    for each in found:
        ends = [(earned.low, earned.high) if earned else None for earned in map(each.earned.get, expect.points)]
        outcomes = [each.outcomes.get(id) for id in expect.outcomes]
        remarks = expect.notices is not None and each.plan.remarks
        scored = expect.score is not None and (each.outcomes, each.earned, each.plan.ruleset)
        sight += [each.verdict, each.levels if expect.levels else None, ends, outcomes, remarks, scored]
    return sight
