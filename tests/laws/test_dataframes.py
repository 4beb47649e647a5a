"""The same table in every dataframe library: each engine gives the same rows, and the same kind of frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings

from smartcommune.api import Rules
from smartcommune.engine.evaluate import evaluate
from smartcommune.model.facts import NA, FactValue
from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.library import load, parse_ruleset
from tests.laws.frames import Row, expected, frame_of
from tests.laws.strategies import to_yaml
from tests.laws.test_ladders import planned
from tests.laws.test_tables import Table, same, tables
from tests.profile_mapping import profile_from_mapping
from tests.quick import some
from tests.unit.tiny import DAY, tiny

# Each example asks every engine.
fewer = settings(max_examples=max(2, settings.default.max_examples // 10))
ENGINES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars, lazy": pl.DataFrame.lazy,
    "pandas": pl.DataFrame.to_pandas,
    "pandas, arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}
every_engine = pytest.mark.parametrize("engine", some(ENGINES, ["pandas", "duckdb"]))


def rows(answer: Any) -> list[Row]:
    """The rows of any frame, in their order."""
    frame = nw.from_native(answer)
    table = (frame.collect() if isinstance(frame, nw.LazyFrame) else frame).to_arrow()
    return sorted(table.to_pylist(), key=lambda row: int(row["row"]))


def on_spark(spark: Any, frame: pl.DataFrame) -> Any:
    return spark.createDataFrame(frame.to_arrow())


@every_engine
@fewer
@given(table=tables())
def test_every_engine_gives_the_same_rows(engine: str, table: Table) -> None:
    """Through any library, each row is what the evaluator of one profile says of it on its day."""
    ruleset, wanted, frame = asked(table)
    rules = Rules(ruleset, None, table.overrides, table.assumptions)
    same(rows(rules.assess(ENGINES[engine](frame), keep=["row"])), wanted)


def asked(table: Table) -> tuple[RuleSet, list[Row], pl.DataFrame]:
    """A table in which every row has a day, and what is wanted of it."""
    ruleset = parse_ruleset(to_yaml(table.rules))
    days = [date.fromisoformat(day or table.today) for day in table.days]
    communes = [dict(profile_from_mapping({"facts": stated}, ruleset).facts) for stated in table.communes]
    wanted = [expected(table.plan(ruleset, day), each, "vi") for each, day in zip(communes, days, strict=True)]
    return ruleset, wanted, frame_of(ruleset, communes, days)


@settings(max_examples=2, derandomize=True)
@given(table=tables())
def test_spark_gives_the_same_rows(spark: Any, table: Table) -> None:
    """Spark gives what one profile at a time gives, on random rules."""
    ruleset, wanted, frame = asked(table)
    rules = Rules(ruleset, None, table.overrides, table.assumptions)
    same(rows(rules.assess(on_spark(spark, frame), keep=["row"])), wanted)


def pilot(count: int = 60) -> tuple[list[dict[str, FactValue]], pl.DataFrame]:
    """Communes of all sorts for the built-in rule set, in a fixed order."""
    ruleset = load("pilot-smart-2023")
    cycles: Mapping[str, Sequence[FactValue | None]] = {
        "unit_type": ["xa", "xa", "xa", "xa", "phuong", "xa", None],
        "central_pilot": [False, False, False, False, None, False, True, False, False],
        "ntm_level": ["basic", "basic", None, "basic", "none"],
        "ntm_criteria_set": [None, None, NA, None, NA],
        "smartphone_rate": [Fraction(80), Fraction("79.9"), Fraction("79.99"), None, Fraction(60)],
        "digital_trained_staff_rate": [Fraction("99.9"), Fraction(0)],
        "mobile_coverage_household_rate": [Fraction("94.9"), Fraction(60)],
        "outstanding_field": ["[]", "education", None, "[]", "[]", "[]"],
        "community_digital_team": [True, False, None],
        "free_wifi_culture_house": [False, None, True],
        "human_resources_attested": [False, False, False, False, None],
        "facilities_attested": [False, False, False, None],
    }
    communes = [
        {id: fact for id, cycle in cycles.items() if (fact := cycle[number % len(cycle)]) is not None}
        for number in range(count)
    ]
    return communes, frame_of(ruleset, communes, [date(2023, 6, 30)] * count)


def test_spark_gives_the_same_rows_for_the_built_in_rule_set(spark: Any) -> None:
    """Verdicts, scores, sentences and missing facts of the main rule set are the same on Spark, and stay lazy."""
    communes, frame = pilot()
    rules = Rules(load("pilot-smart-2023"))
    wanted = [expected(rules.plan(date(2023, 6, 30)), each, "en") for each in communes]
    answer = rules.assess(on_spark(spark, frame), "en", ["row"])
    assert type(answer).__module__.startswith("pyspark.sql")
    same(rows(answer), wanted)
    assert {row["verdict"] for row in wanted} == {"eligible", "not_eligible", "undetermined", "out_of_scope"}


EDGES = {
    "rate": [69.95, 70.0, 57.9999999999999, 58.0, 0.300000000000001, 0.3, 66.6666666666666, 66.6666666666667, None],
    "part": [29, 167, 333333333333, 999999999998, 0, 1, 2, None, 5],
    "whole": [50, 293, 999999999999, 999999999999, 0, 3, 3, 7, 5],
}
EDGE_TESTS = {
    "seventy": {"indicator": "rate", "gte": "70%"},
    "fifty_eight": {"indicator": "rate", "gte": "58%"},
    "three_tenths": {"indicator": "rate", "lte": "0.3%"},
    "share": {"indicator": "share", "gte": "58%"},
    "seven": {"indicator": "share", "gte": "57%"},
    "third": {"indicator": "share", "lte": "33.3333333333333%"},
    "nearly_all": {"indicator": "share", "lt": "99.9999999999999%"},
}
EDGE_ANSWERS = {
    "seventy": "01000000?",
    "fifty_eight": "11010011?",
    "three_tenths": "00000100?",
    "share": "1001-01?1",
    "seven": "1001-01?1",
    "third": "0000-00?0",
    "nearly_all": "1111-11?0",
}
SIGNS = {"met": "1", "not_met": "0", "unknown": "?", "not_applicable": "-"}


def edges() -> tuple[Rules, pl.DataFrame]:
    criteria = {id: test | {} for id, test in EDGE_TESTS.items()}
    frame = pl.DataFrame({"row": range(9), **EDGES}, schema_overrides={"part": pl.Int64, "whole": pl.Int64})
    return Rules(tiny(criteria, "seventy"), date(2023, 5, 1)), frame


def signs(answer: Any) -> dict[str, str]:
    found = rows(answer)
    return {id: "".join(SIGNS[row[f"outcome.{id}"]] for row in found) for id in EDGE_TESTS}


@every_engine
def test_every_engine_is_exact_at_the_edges(engine: str) -> None:
    """No engine rounds: neither the last digit of a decimal nor that of a share of two long counts decides wrongly."""
    rules, frame = edges()
    assert signs(rules.assess(ENGINES[engine](frame), keep=["row"], percent=["rate"])) == EDGE_ANSWERS


def test_spark_is_exact_at_the_edges(spark: Any) -> None:
    """Spark divides as floats, and is asked for nothing that this could spoil."""
    rules, frame = edges()
    assert signs(rules.assess(on_spark(spark, frame), keep=["row"], percent=["rate"])) == EDGE_ANSWERS


CLIMBS = {
    # A hundredth of a point for each 0.085 %, so that 84.9575 % is the first figure that gives all of them.
    "rate": {"indicator": "rate", "in_proportion": {"most": "10", "full_at": "85%", "none_below": "60%"}},
    "third": {"indicator": "length", "in_proportion": {"most": "3", "full_at": "7"}},
    "share": {"indicator": "share", "in_proportion": {"most": "10", "full_at": "85%"}},
    "spending": {"indicator": "spending", "in_proportion": {"most": "10", "full_at": "85%"}},
    "taken": {"indicator": "taken", "base": "10", "each": "1", "add": "-1", "least": "0"},
    "far": {"indicator": "length", "in_proportion": {"most": "1", "full_at": "123.456789012345"}},
}
CLIMBED: dict[str, list[Any]] = {
    "rate": [84.9575, 84.9574999999999, 84.9575000000001, 60.0, 59.9999999999999, 72.2075, 72.2074999999999, None],
    "length": [
        6.98833333333333,
        6.98833333333334,
        0.0116666666666666,
        0.0116666666666667,
        123.0,
        122.839506,
        -3.0,
        None,
    ],
    "part": [169_915, 169_914, 8_499, 8_500, 0, 849_574_999_999, 849_575_000_000, 5],
    "whole": [200_000, 200_000, 10_000, 10_000, 10_000, 10**12, 10**12, None],
    "spent": [169.915, 169.914999999999, 0.000424999999999, 0.000425, 0.0, 84957.4999999999, 84957.5, None],
    "given": [200.0, 200.0, 1.0, 1.0, 10.0, 100000.0, 100000.0, 3.0],
    "from": [date(2023, 4, 30 - days) for days in (0, 1, 9, 10, 11, 3)] + [date(2023, 5, 1), None],
    "to": [date(2023, 4, 30)] * 8,
}


def climbed() -> tuple[Rules, pl.DataFrame, list[dict[str, float | None]]]:
    """Figures on, just below and just above the steps of points, and what each is worth; null where that is open."""
    plan = planned(**{id: rule | ({} if "each" in rule else {"round": {"to": "0.01"}}) for id, rule in CLIMBS.items()})
    communes = [
        {id: _fact(column[number]) for id, column in CLIMBED.items() if column[number] is not None}
        for number in range(8)
    ]
    earned = [evaluate(plan, commune).earned for commune in communes]
    wanted = [{id: float(each.low) if each.is_settled else None for id, each in one.items()} for one in earned]
    return Rules(plan.ruleset, DAY), frame_of(plan.ruleset, communes), wanted


def _fact(value: Any) -> FactValue:
    return value if isinstance(value, date) else Fraction(str(value))


def of_climbed(answer: Any) -> list[dict[str, float | None]]:
    return [{id: row[f"points.{id}"] for id in CLIMBS} for row in rows(answer)]


@pytest.mark.full
@pytest.mark.parametrize("engine", some(ENGINES, ["pandas"]))
def test_every_engine_counts_steps_exactly(engine: str) -> None:
    """Points that climb with a figure are those of the evaluator of one profile, on either side of a step."""
    rules, frame, wanted = climbed()
    assert of_climbed(rules.assess(ENGINES[engine](frame), keep=["row"])) == wanted
    assert [each["rate"] for each in wanted] == [10.0, 9.99, 10.0, 7.06, 0.0, 8.5, 8.49, None]
    assert [each["taken"] for each in wanted] == [10.0, 9.0, 1.0, 0.0, 0.0, 7.0, 10.0, None]


def test_spark_counts_steps_exactly(spark: Any) -> None:
    """Spark gives the same points on either side of a step."""
    rules, frame, wanted = climbed()
    assert of_climbed(rules.assess(on_spark(spark, frame), keep=["row"])) == wanted


BESIDE = """format: 1
id: beside
version: "1"
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/QĐ, date: 2022-01-01, kind: law}
indicators:
  plan: {type: boolean, label: {vi: Kế hoạch, en: Plan}}
  tasks: {type: percent, evidence: {required: true, within: {months: 6}}, label: {vi: Việc, en: Tasks}}
criteria:
  made: {label: {vi: a, en: a}, cite: law, test: {indicator: plan, is: true}, points: 4}
  done: {label: {vi: b, en: b}, cite: law, points: {indicator: tasks, scale: [{gte: 90%, points: 8}]}}
  total: {label: {vi: c, en: c}, cite: law, points: {sum: [made, done]}}
score: {points: total, basis: law, cite: law}
verdict: {eligible_when: {points: total, gte: 10}}
"""
BESIDE_ROWS = [(12.0, None, -1.0), (4.0, "tasks", None)]


def beside() -> tuple[Rules, pl.DataFrame]:
    """Facts with their evidence, one of which is too old, and self-scored points."""
    facts = {"plan": True, "tasks": 90.0, "self_points.done": 7.0, "tasks.evidence": "BC 1"}
    days = [date(2023, 6, 1), date(2022, 6, 1)]
    frame = pl.DataFrame([{"row": row, **facts, "tasks.evidence_date": day} for row, day in enumerate(days)])
    return Rules(parse_ruleset(BESIDE), date(2023, 6, 30)), frame


def told(answer: Any) -> list[tuple[Any, ...]]:
    return [(row["points"], row["unevidenced"], row["points_difference.done"]) for row in rows(answer)]


@every_engine
def test_every_engine_reads_what_stands_beside_facts(engine: str) -> None:
    """Columns with a dot in their names: evidence and self-scored points."""
    rules, frame = beside()
    assert told(rules.assess(ENGINES[engine](frame), keep=["row"])) == BESIDE_ROWS


def test_spark_reads_what_stands_beside_facts(spark: Any) -> None:
    """Spark, which takes a dot for a field of a structure, as well."""
    rules, frame = beside()
    assert told(rules.assess(on_spark(spark, frame), keep=["row"])) == BESIDE_ROWS
