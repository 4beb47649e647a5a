"""Results of cases to what can be learned from them: facts, and what the rule set makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smartcommune.authoring.cases import CaseResult
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
