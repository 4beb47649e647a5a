"""Results of cases to what can be learned from them: facts, and what the rule set makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smartcommune.authoring.cases import CaseResult
from smartcommune.engine.evaluate import Evaluation
from smartcommune.model.facts import Facts
from smartcommune.model.ruleset import Case


class Exercise(NamedTuple):
    """A case that can be learned from: its facts, and what the rule set makes of them."""

    case: Case
    facts: Facts
    evaluation: Evaluation


class Example(NamedTuple):
    """A commune on a day."""

    day: date
    facts: Facts


def share(done: int, left: int) -> Fraction:
    """So many of all, in percent; of nothing, all."""
    return Fraction(100 * done, done + left) if done + left else Fraction(100)


def exercises(results: Iterable[CaseResult]) -> tuple[Exercise, ...]:
    """The cases that pass: one that fails says nothing about the rule set, nor does one by another reading of it."""
    return tuple(
        Exercise(result.case, result.evaluation.facts, result.evaluation)
        for result in results
        if result.passed and result.evaluation is not None and not result.evaluation.plan.ruleset.instead
    )
