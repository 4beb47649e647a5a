"""What the cases of a rule set lack to cases that show it: real communes, few facts, a computed verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smartcommune.authoring.cases import differences, read
from smartcommune.authoring.measure.changed import changed_criteria
from smartcommune.authoring.measure.coverage import Coverage
from smartcommune.authoring.measure.exercise import Example
from smartcommune.authoring.measure.measured import Measured
from smartcommune.authoring.measure.mutate import Mutation
from smartcommune.authoring.measure.obligations import Kind, Obligation, shows
from smartcommune.authoring.measure.witness import comparing
from smartcommune.authoring.variants import Variant
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.engine.readings import joined
from smartcommune.engine.verdicts import Levels
from smartcommune.logic import Outcome, outcome_of
from smartcommune.messages import Message
from smartcommune.model.condition import Age
from smartcommune.model.facts import Facts
from smartcommune.model.ruleset import Expectation, RuleSet, Verdict, is_borrowed
from smartcommune.model.wording import Shown


class Suggested(NamedTuple):
    """A case to be added: what it is called, and what is expected of its facts."""

    name: Message
    day: date
    facts: Facts
    verdict: Verdict
    outcomes: Mapping[str, Outcome]
    points: Mapping[str, tuple[Fraction, Fraction]]  # the fewest and the most, by criterion
    levels: Levels  # those that are possible, of a rule set with levels


def suggested(measured: Measured) -> tuple[Suggested, ...]:
    """Cases for everything that is lacking and possible; one case for several things where it shows them all."""
    ruleset = measured.tested.ruleset
    found: list[Suggested] = []
    if measured.coverage is not None:
        _for_obligations(measured.coverage, ruleset, found)
    if measured.mutation is not None:
        _for_mutants(measured.mutation, ruleset, found)
    return tuple(found)


def _for_obligations(coverage: Coverage, ruleset: RuleSet, found: list[Suggested]) -> None:
    seen: list[Evaluation] = []
    for obligation, example in coverage.lacking:
        if example is not None and not any(shows(obligation, evaluation) for evaluation in seen):
            evaluation = _evaluated(example, ruleset)
            seen.append(evaluation)
            found.append(_case(_name(obligation, ruleset), example, evaluation, _about(obligation, ruleset)))


def _for_mutants(mutation: Mutation, ruleset: RuleSet, found: list[Suggested]) -> None:
    for mutant, example in mutation.survivors:
        if example is not None and not any(_notices(case, mutant) for case in found):
            changed = _changed(mutant, example, ruleset)
            name = Message("suggest.mutant", text=mutant.message)
            found.append(_case(name, example, _evaluated(example, ruleset), changed))


def _evaluated(example: Example, ruleset: RuleSet) -> Evaluation:
    return joined(read(make_plan(ruleset, example.day), example.facts))


def _case(name: Message, example: Example, evaluation: Evaluation, about: Iterable[str]) -> Suggested:
    """The case with the verdict and level, and what the rule set's own criteria come to that it is about."""
    criteria = evaluation.plan.ruleset.criteria
    own = [id for id in about if id in evaluation.outcomes and not is_borrowed(id)]
    outcomes = {id: outcome_of(evaluation.outcomes[id]) for id in own if criteria[id].has_outcome}
    total = (evaluation.plan.ruleset.score_points,) if evaluation.earned else ()
    scored = [id for id in dict.fromkeys((*own, *total)) if id in evaluation.earned]
    points = {id: (evaluation.earned[id].low, evaluation.earned[id].high) for id in scored if id is not None}
    return Suggested(name, example.day, example.facts, evaluation.verdict, outcomes, points, evaluation.levels)


def _notices(case: Suggested, mutant: Variant) -> bool:
    levels = frozenset(case.levels) if case.levels else None
    expect = Expectation(case.verdict, None, case.outcomes, None, None, points=case.points, levels=levels)
    return any(differences(expect, read(make_plan(mutant.ruleset, case.day), case.facts)))


def _changed(mutant: Variant, example: Example, ruleset: RuleSet) -> Sequence[str]:
    """The criteria whose outcomes or points tell a mutant from the rule set, if any do."""
    plans = make_plan(ruleset, example.day), make_plan(mutant.ruleset, example.day)
    old, new = (evaluate(plan, example.facts) for plan in plans)
    if not old.outcomes or not new.outcomes:
        return ()
    nearest = changed_criteria(*plans)
    differing = [id for id in old.outcomes if _came(old, id) != _came(new, id) and not is_borrowed(id)]
    return [id for id in differing if id in nearest] or differing[:1]


def _came(evaluation: Evaluation, id: str) -> tuple[object, object]:
    """How a criterion came out, and what it earned."""
    return outcome_of(evaluation.outcomes[id]), evaluation.earned.get(id)


def _about(obligation: Obligation, ruleset: RuleSet) -> Sequence[str]:
    """The criteria that a case for an obligation is about."""
    figure = obligation.figure
    if figure is None:
        return () if obligation.kind is Kind.LEVEL else (obligation.subject,)
    used = [id for indicator in figure.indicators for id in comparing(ruleset, indicator)]
    return list(dict.fromkeys(used))[:3]


def _name(obligation: Obligation, ruleset: RuleSet) -> Message:
    """What a case for an obligation is called: what it shows, in the words of the rule set."""
    key, figure = f"suggest.{obligation.kind.value}", obligation.figure
    if obligation.kind is Kind.LEVEL:
        return Message(key, **obligation.message.values)
    if figure is None:
        points = {} if obligation.points is None else {"points": Shown(obligation.points)}
        return Message(key, **points, label=ruleset.criteria[obligation.subject].label)
    where = obligation.message.values.get("where", "")
    value = obligation.message.values["value"]
    if isinstance(figure.value, Age):
        return Message(obligation.message.key, subject=ruleset.indicators[figure.indicators[0]].label, value=value)
    if figure.indicators:
        return Message(key, label=ruleset.indicators[figure.indicators[0]].label, value=value, where=where)
    label = ruleset.criteria[obligation.subject].label if figure.threshold is None else figure.threshold.label
    return Message(key, label=label or f"`{obligation.subject}`", value=value, where=where)
