"""A rule set and its cases to its coverage: which obligations some case shows, which none, and which no case could show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smartcommune.authoring.cases import CaseResult
from smartcommune.authoring.obligations import Obligation, obligations, shows
from smartcommune.evaluate import Evaluation, evaluate
from smartcommune.facts import Facts
from smartcommune.plan import Plan, make_plan
from smartcommune.profile import read_facts
from smartcommune.ruleset import Case, RuleSet


class Exercise(NamedTuple):
    """A case that can be learned from: its facts, and what the rule set makes of them."""

    case: Case
    facts: Facts
    evaluation: Evaluation


class Example(NamedTuple):
    """A commune on a day."""

    day: date
    facts: Facts


class Shown(NamedTuple):
    """An obligation with the first case that shows it."""

    obligation: Obligation
    case: Case


class Lacking(NamedTuple):
    """An obligation that no case shows, with a commune that would; without one where that was not decided."""

    obligation: Obligation
    example: Example | None


class Coverage(NamedTuple):
    """What the cases of a rule set show."""

    shown: tuple[Shown, ...]
    lacking: tuple[Lacking, ...]
    impossible: tuple[Obligation, ...]

    @property
    def rate(self) -> Fraction:
        """The obligations that are shown, in percent of those that can be."""
        return share(len(self.shown), len(self.lacking))


def share(done: int, left: int) -> Fraction:
    """So many of all, in percent; of nothing, all."""
    return Fraction(100 * done, done + left) if done + left else Fraction(100)


def exercises(ruleset: RuleSet, results: Iterable[CaseResult]) -> tuple[Exercise, ...]:
    """The cases that pass: one that fails says nothing about the rule set."""
    plans: dict[date, Plan] = {}
    found = []
    for result in results:
        if result.passed:
            case = result.case
            facts, _ = read_facts(case.document, (*case.path, "facts"), ruleset)
            plan = plans.setdefault(case.on, make_plan(ruleset, case.on))
            found.append(Exercise(case, facts, evaluate(plan, facts)))
    return tuple(found)


def coverage(ruleset: RuleSet, found: Sequence[Exercise]) -> Coverage:
    """Every obligation: shown, lacking or impossible."""
    from smartcommune.authoring.witness import Witness

    shown: list[Shown] = []
    lacking: list[Lacking] = []
    impossible: list[Obligation] = []
    witness = Witness(ruleset)
    for obligation in obligations(ruleset):
        by = next((exercise.case for exercise in found if shows(obligation, exercise.evaluation)), None)
        if by is not None:
            shown.append(Shown(obligation, by))
            continue
        answer = witness.of(obligation)
        if answer.is_impossible:
            impossible.append(obligation)
        else:
            lacking.append(Lacking(obligation, answer.example))
    return Coverage(tuple(shown), tuple(lacking), tuple(impossible))
