"""Doubtful rows of a table, looked at one commune at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from smartcommune.assess.missing import missing
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import make_plan
from smartcommune.model.facts import FactValue
from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.library import load_built_in
from smartcommune.tables.results import missing_facts
from smartcommune.tables.results.missing_facts import Narrowing
from smartcommune.vectorise import DOUBTFUL, assessed
from tests.laws.frames import frame_of
from tests.profile_mapping import profile_from_mapping
from tests.quick import some

from .tiny import DAY, threshold, tiny, yes

# Two of three never come to be, for two have no value yet: `a` cannot help, and only `b` decides.
LATE = {"late": threshold("percent", "50%") | {"values": [{"from": "2024-01-01", "default": "50%"}]}}
OPEN = [{"indicator": "rate", operator: {"threshold": "late"}} for operator in ("gte", "lte")]
HELPLESS = tiny({"it": {"any_of": [yes("b"), {"at_least": {"n": 2, "of": [*OPEN, yes("a")]}}]}}, "it", thresholds=LATE)


def plans(ruleset: RuleSet, day: date = DAY) -> Periods:
    return Periods((make_plan(ruleset, day),))


def results(ruleset: RuleSet, communes: Sequence[Mapping[str, FactValue]], day: date = DAY) -> pl.LazyFrame:
    frame = nw.from_native(frame_of(ruleset, communes).lazy())
    found: pl.LazyFrame = assessed(frame, plans(ruleset, day), "en", keep=["row"], with_doubts=True).to_native()
    return found


def facts(ruleset: RuleSet, **stated: Any) -> dict[str, FactValue]:
    return dict(profile_from_mapping({"facts": stated}, ruleset).facts)


def test_a_fact_that_cannot_help_is_not_missing() -> None:
    """Columns list `a`, which is in an undecided branch; a look at the commune tells that only `b` decides."""
    commune = facts(HELPLESS, rate=50)
    wide = results(HELPLESS, [commune]).collect()
    assert wide["missing"].to_list() == ["a,b"]
    assert wide[DOUBTFUL].to_list() == [True]
    narrowed = Narrowing(plans(HELPLESS)).narrowed(results(HELPLESS, [commune]), ["row"]).collect()
    assert narrowed["missing"].to_list() == ["b"]
    assert narrowed.columns == [name for name in wide.columns if name not in (DOUBTFUL, "rate")]


def test_where_every_fact_is_asked_for_once_nothing_is_doubtful() -> None:
    """There the columns are exact: no column tells of doubts, and no row is looked at."""
    ruleset = load_built_in("pilot-smart-2023")
    assert DOUBTFUL not in results(ruleset, [{}, facts(ruleset, unit_type="xa")]).collect_schema()


@pytest.mark.parametrize(
    "name", some(["advanced-title-after-merger", "commune-group-2026", "ntm-model-2021"], ["commune-group-2026"])
)
def test_built_in_rule_sets_that_ask_twice_are_narrowed(name: str) -> None:
    """Every row then lists just what `check` lists."""
    ruleset = load_built_in(name)
    day = ruleset.in_force.first
    communes: list[dict[str, FactValue]] = [{}, facts(ruleset, unit_type="xa")]
    narrowing = Narrowing(plans(ruleset, day))
    rows = narrowing.narrowed(results(ruleset, communes, day), ["row"]).collect()
    for listed, known in zip(rows["missing"], communes, strict=True):
        exact = {item.indicator for item in missing(evaluate(make_plan(ruleset, day), known)).facts}
        assert set((listed or "").split(",")) - {""} == exact
    assert narrowing.wide == 0


@pytest.mark.parametrize(("limit", "value"), [("MOST_LOOKS", 0), ("MOST_HEARD", 20), ("MOST_TWICE", 0)])
def test_rows_that_there_is_no_time_for_keep_their_list_and_are_counted(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    """Too many communes, too much to look at in each, too many facts that are asked for twice."""
    communes: list[dict[str, FactValue]] = [facts(HELPLESS, rate=rate) for rate in (40, 40, 50, 60)]
    assert narrowed(communes) == (["b", "b", "b", "b"], 0)
    monkeypatch.setattr(missing_facts, limit, value)
    assert narrowed(communes) == (["a,b"] * 4, 4)


def narrowed(communes: Sequence[Mapping[str, FactValue]]) -> tuple[list[str], int]:
    narrowing = Narrowing(plans(HELPLESS))
    return narrowing.narrowed(results(HELPLESS, communes), ["row"]).collect()["missing"].to_list(), narrowing.wide


def test_who_does_not_ask_for_missing_facts_pays_nothing_for_them() -> None:
    """Without doubts asked for there is no column of them."""
    frame = nw.from_native(frame_of(HELPLESS, [{}]).lazy())
    assert DOUBTFUL not in assessed(frame, plans(HELPLESS), "en").to_native().collect_schema()


def test_of_a_table_without_any_fact_every_row_is_the_same() -> None:
    """Nothing is known, so that there are no columns of facts to look at."""
    ruleset = load_built_in("commune-group-2026")
    day = ruleset.in_force.first
    rows = Narrowing(plans(ruleset, day)).narrowed(results(ruleset, [{}, {}], day), ["row"]).collect()
    first, second = rows["missing"]
    assert first == second
    assert set(first.split(",")) == {item.indicator for item in missing(evaluate(make_plan(ruleset, day), {})).facts}
