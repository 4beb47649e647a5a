"""Sums of which something may be left out, in tables as for one commune: nobody earns more than was to be had."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from smartcommune.api import Rules
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.logic import outcome_of
from smartcommune.rulesets.library import parse_ruleset

DAY = date(2023, 6, 30)
RULES = """format: 1
id: left-out
version: "1"
label: {vi: Thử, en: Try}
in_force: {from: 2023-01-01}
sources: {law: {title: {vi: Luật, en: Law}, number: "1", date: 2022-01-01, kind: law}}
indicators:
  plan: {type: boolean, label: {vi: Kế hoạch, en: Plan}}
  market: {type: boolean, label: {vi: Có chợ, en: Market}}
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
criteria:
  planned: {cite: law#1, label: {vi: A, en: A}, test: {indicator: plan, is: true}, points: 70}
  markets:
    cite: law#2
    label: {vi: B, en: B}
    applies_when: {indicator: market, is: true}
    not_applicable: left_out
    points: {indicator: rate, scale: [{gte: 80%, points: 30}, {gte: 40%, points: 10}]}
  total: {cite: law#3, label: {vi: T, en: T}, points: {sum: [planned, markets], scaled_to: 100}}
  test: {cite: law#3, label: {vi: E, en: E}, test: {points: total, lte: 100}}
verdict: {eligible_when: test}
"""


def both(facts: dict[str, Any]) -> tuple[str, str]:
    """The outcome for a row of a table, and for one commune."""
    rules = parse_ruleset(RULES)
    frame = pl.DataFrame({id: pl.Series([facts.get(id)], dtype=pl.Boolean) for id in ("plan", "market")})
    table = Rules(rules, DAY).assess(frame.with_columns(rate=pl.lit(None, dtype=pl.Float64)))
    alone = evaluate(make_plan(rules, DAY), facts)
    return table["outcome.test"].to_list()[0], str(outcome_of(alone.outcomes["test"]).value)


@pytest.mark.parametrize("facts", [{}, {"plan": True}, {"plan": False}, {"plan": True, "market": False}])
def test_what_is_left_out_cannot_be_earned(facts: dict[str, Any]) -> None:
    """100 of 100 is the most, whatever is open of what was to be had."""
    assert both(facts) == ("met", "met")
