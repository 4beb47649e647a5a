"""A whole table at once against one profile at a time, and both against the reference."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.api import Rules
from smartcommune.assess.missing import missing
from smartcommune.authoring.cases import cases_beside
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.periods import Periods, periods
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.model.facts import FactValue
from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import read_facts
from smartcommune.rulesets.library import built_in, load_built_in, parse_ruleset
from smartcommune.tables.results.missing_facts import Narrowing
from smartcommune.vectorise import assessed
from tests.laws.frames import Row, expected, frame_of
from tests.laws.strategies import DAYS, EDGES, Facts, Tree, facts, rule_sets, threshold_values, to_yaml
from tests.profile_mapping import profile_from_mapping
from tests.quick import RULE_SETS, some
from tests.spec import reference

COMPARED = ("verdict", "score", "score_low", "score_high", "reasons", "missing")


class Table(NamedTuple):
    """A rule set with settings, and several communes, each with a day of its own or none."""

    rules: Tree
    communes: list[Facts]
    days: list[str | None]
    today: str
    overrides: dict[str, str]
    assumptions: Any

    @property
    def ruleset(self) -> RuleSet:
        return parse_ruleset(to_yaml(self.rules))

    def plan(self, ruleset: RuleSet, day: date) -> Plan:
        return make_plan(ruleset, day, self.overrides, self.assumptions)

    def facts(self, ruleset: RuleSet) -> list[dict[str, FactValue]]:
        return [dict(profile_from_mapping({"facts": stated}, ruleset).facts) for stated in self.communes]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A random rule set and a dozen random communes."""
    rules = draw(rule_sets())
    overridden = draw(st.lists(st.sampled_from(sorted(rules["thresholds"])), max_size=1)) if rules["thresholds"] else []
    overrides = {name: draw(st.sampled_from(threshold_values(rules["thresholds"][name], name))) for name in overridden}
    communes = draw(st.lists(facts(rules), min_size=12, max_size=12))
    days = [draw(st.sampled_from([None, *DAYS, *EDGES])) for _ in communes]
    today = draw(st.sampled_from(DAYS * 3 + EDGES))
    return Table(rules, communes, days, today, overrides, draw(st.sampled_from(["use", "use", "refuse"])))


def answers(frame: pl.DataFrame, plans: Periods) -> list[Row]:
    """What the table says, row by row."""
    return assessed(nw.from_native(frame.lazy()), plans, "vi", keep=["row"]).to_native().collect().to_dicts()


def same(found: list[Row], wanted: list[Row]) -> None:
    """Every row has what is wanted of it, and stands where it stood."""
    assert [row["row"] for row in found] == list(range(len(wanted)))
    for row, other in zip(found, wanted, strict=True):
        assert {key: row[key] for key in other} == other


@given(table=tables())
def test_what_is_missing_in_a_table_is_what_is_missing_for_each_commune(table: Table) -> None:
    """Rows that are not doubtful list just the facts that decide, and doubtful ones do once they are narrowed."""
    ruleset = table.ruleset
    plans = periods(ruleset, partial(table.plan, ruleset), date.fromisoformat(table.today))
    communes = table.facts(ruleset)
    days = [None if day is None else date.fromisoformat(day) for day in table.days]
    frame = nw.from_native(frame_of(ruleset, communes, days).lazy())
    found = assessed(frame, plans, "vi", keep=["row"], with_doubts=True).to_native()
    rows = Narrowing(plans).narrowed(found, ["row"]).collect().to_dicts()
    assert list(rows[0]) == list(answers(frame_of(ruleset, communes, days), plans)[0])
    for row, stated, day in zip(rows, communes, days, strict=True):
        evaluation = evaluate(plans.on(day), stated)
        exact = {item.indicator for item in missing(evaluation).facts}
        assert set((row["missing"] or "").split(",")) - {""} == exact


@given(table=tables())
def test_a_table_is_its_communes_one_at_a_time(table: Table) -> None:
    """On one day, every column of every row is what the evaluator of one profile gives."""
    ruleset = table.ruleset
    plan = table.plan(ruleset, date.fromisoformat(table.today))
    communes = table.facts(ruleset)
    same(answers(frame_of(ruleset, communes), Periods((plan,))), [expected(plan, each, "vi") for each in communes])


@given(table=tables())
def test_each_row_has_its_own_day(table: Table) -> None:
    """With days in the table, each row is assessed on its own; a row without one, on the day of asking."""
    ruleset = table.ruleset
    today = date.fromisoformat(table.today)
    days = [None if day is None else date.fromisoformat(day) for day in table.days]
    communes = table.facts(ruleset)
    plans = periods(ruleset, lambda day: table.plan(ruleset, day), today)
    wanted = [expected(table.plan(ruleset, day or today), each, "vi") for each, day in zip(communes, days, strict=True)]
    same(answers(frame_of(ruleset, communes, days), plans), wanted)


@given(table=tables())
def test_a_table_agrees_with_the_reference(table: Table) -> None:
    """Verdict and outcomes of every row are those that the reference semantics gives."""
    ruleset = table.ruleset
    plan = table.plan(ruleset, date.fromisoformat(table.today))
    found = answers(frame_of(ruleset, table.facts(ruleset)), Periods((plan,)))
    for row, stated in zip(found, table.communes, strict=True):
        wanted = reference.assess(
            table.rules, stated, table.today, overrides=table.overrides, assumptions=table.assumptions
        )
        assert row["verdict"] == wanted["verdict"]
        assert {id: row[f"outcome.{id}"] for id in wanted["outcomes"]} == wanted["outcomes"]


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_the_cases_of_a_built_in_rule_set_make_a_table(id: str) -> None:
    """All cases of a rule set, as the rows of one table, have the answers that each has alone."""
    ruleset = load_built_in(id)
    cases = cases_beside(ruleset, built_in()[id])
    facts = [read_facts(case.document, (*case.path, "facts"), ruleset, case.on)[0] for case in cases]
    days = [case.on for case in cases]
    frame = frame_of(ruleset, facts, days)
    wanted = [expected(make_plan(ruleset, day), each, "en") for day, each in zip(days, facts, strict=True)]
    assert any(row["verdict"] == "undetermined" for row in wanted)
    same(Rules(ruleset).assess(frame, "en", ["row"]).to_dicts(), wanted)
