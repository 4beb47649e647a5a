"""Communes' facts to typed columns, and what the evaluator of one profile says to the columns a table should have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

import polars as pl

from smartcommune.assess.missing import open_questions
from smartcommune.assess.open_facts import open_facts
from smartcommune.assess.sentence import ELIGIBLE, SCOPE, sentence
from smartcommune.assess.whole import score
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan
from smartcommune.logic import Outcome, outcome_of
from smartcommune.messages import Language
from smartcommune.model.facts import NA, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import Criterion, RuleSet, Verdict, is_borrowed

Row = dict[str, Any]
TYPES: dict[str, Any] = {"boolean": pl.Boolean, "count": pl.Int64, "date": pl.Date}
TYPES |= dict.fromkeys(("percent", "number", "money"), pl.Float64) | dict.fromkeys(
    ("enum", "set", "text", "code"), pl.String
)


def frame_of(
    ruleset: RuleSet, communes: Sequence[Mapping[str, FactValue]], days: Sequence[date | None] | None = None
) -> pl.DataFrame:
    """One row per commune; an indicator that no commune knows has no column, one that always applies no `.na`."""
    columns: dict[str, pl.Series] = {"row": pl.Series(range(len(communes)), dtype=pl.Int64)}
    if days is not None:
        columns["as_of"] = pl.Series(days, dtype=pl.Date)
    for id, indicator in ruleset.indicators.items():
        facts = [commune.get(id) for commune in communes]
        if any(fact is not None for fact in facts):
            values = [None if fact is NA else _plain(fact, indicator) for fact in facts]
            columns[id] = pl.Series(values, dtype=TYPES[indicator.type])
        if NA in facts:
            columns[f"{id}.na"] = pl.Series([fact is NA for fact in facts])
    return pl.DataFrame(columns)


def _plain(fact: object, indicator: Indicator) -> object:
    if isinstance(fact, Fraction):
        return int(fact) if indicator.type == "count" else float(fact)
    return fact


def expected(plan: Plan, facts: Mapping[str, FactValue], language: Language) -> Row:
    """The row that a table should have for one commune, by the evaluator of one profile."""
    evaluation = evaluate(plan, facts)
    interval = None if evaluation.verdict is Verdict.NOT_IN_FORCE else score(evaluation)
    low = None if interval is None else floor(interval.low * 100) / 100
    high = None if interval is None else ceil(interval.high * 100) / 100
    if interval is not None and interval.low == interval.high:
        low = high = floor(interval.low * 100 + Fraction(1, 2)) / 100
    outcomes = {id: outcome_of(possible) for id, possible in evaluation.outcomes.items()}
    own = [item for id, item in plan.ruleset.criteria.items() if not is_borrowed(id)]
    parts = {SCOPE: outcome_of(evaluation.scope), ELIGIBLE: outcome_of(evaluation.eligible)}
    asked = {id for question in open_questions(evaluation) for id in open_facts(question)}
    return {
        "verdict": evaluation.verdict.value,
        "score": low,
        "score_low": low,
        "score_high": high,
        "reasons": sentence(plan, evaluation.verdict, {**outcomes, **parts}, language),
        "missing": ",".join(id for id in plan.ruleset.indicators if id in asked) or None,
        **{f"outcome.{item.id}": _outcome(item, outcomes) if outcomes else None for item in own},
    }


def _outcome(criterion: Criterion, outcomes: Mapping[str, Outcome]) -> str:
    return str(outcomes[criterion.id] if criterion.has_outcome else Outcome.SCORED)
