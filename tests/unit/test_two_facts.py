"""One fact compared with another: what is said of it, asked for, and refused."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from smartcommune.api import Rules
from smartcommune.authoring.show.describe import describe
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.render.json import assessment
from smartcommune.rulesets.library import parse_ruleset
from tests.unit.tiny import DAY, Tree, assessed, evaluated, reason_of, tiny

FACTS: Tree = {
    "income": {"type": "money", "may_not_apply": "false"},
    "province_income": {"type": "money"},
    "asked_on": {"type": "date"},
    "done_on": {"type": "date"},
}
RICH = {"indicator": "income", "gte": {"indicator": "province_income"}}


def rules(leaf: Any = RICH, **more: Any) -> RuleSet:
    return tiny({"rich": leaf}, {"all_of": ["rich"]}, indicators={**FACTS, **more})


@pytest.mark.parametrize(
    ("operator", "verdicts"),
    [
        ("gte", ["not_eligible", "eligible", "eligible"]),
        ("gt", ["not_eligible", "not_eligible", "eligible"]),
        ("lte", ["eligible", "eligible", "not_eligible"]),
        ("lt", ["eligible", "not_eligible", "not_eligible"]),
        ("is", ["not_eligible", "eligible", "not_eligible"]),
        ("is_not", ["eligible", "not_eligible", "eligible"]),
    ],
)
def test_a_fact_stands_below_at_or_above_another(operator: str, verdicts: list[str]) -> None:
    """Exactly, at the last of 15 digits; days by their order."""
    for one, other, is_ in (("income", "province_income", RICH), ("done_on", "asked_on", None)):
        ruleset = rules({"indicator": one, operator: {"indicator": other}})
        near = ["49.9999999999999", "50", "50.0000000000001"] if is_ else ["2022-12-31", "2023-01-01", "2023-01-02"]
        found = [evaluated(ruleset, {one: each, other: near[1]}).verdict for each in near]
        assert found == verdicts


def test_both_values_stand_in_the_answer() -> None:
    """In words, and in JSON."""
    answer = assessed(rules(), {"income": 49, "province_income": 50})
    reason = reason_of(answer, "rich")
    assert reason.text.say("en") == "49 million VND (needs no less than “province_income” (50 million VND))"
    assert reason.text.say("vi") == "49 triệu đồng (cần không thấp hơn “province_income” (50 triệu đồng))"
    (criterion,) = assessment(answer, "en")["reasons"]["children"][-1]["children"]
    keys = ("indicator", "value", "other_indicator", "other_value", "operator")
    assert [criterion[key] for key in keys] == ["income", 49, "province_income", 50, ">="]


def test_what_is_not_known_or_does_not_apply_is_no_comparison() -> None:
    """The other fact is asked for, too; where one of them does not apply, neither does the comparison."""
    answer = assessed(rules(), {"income": 49})
    assert (answer.verdict, [item.indicator for item in answer.missing]) == ("undetermined", ["province_income"])
    assert reason_of(answer, "rich").text.say("en") == "49 million VND (needs no less than “province_income”)"
    assert {item.indicator for item in assessed(rules(), {}).missing} == {"income", "province_income"}
    dropped = assessed(rules(), {"income": 49, "province_income": "na"})
    assert dropped.verdict == "out_of_scope"
    assert reason_of(dropped, "rich").text.say("en") == "“province_income” does not apply"


def test_the_difference_is_nobodys_fact() -> None:
    """No profile states it, no column gives it, and no form asks for it."""
    ruleset = rules()
    with pytest.raises(InputError) as caught:
        assessed(ruleset, {"income:province_income": 1})
    assert [problem.id for problem in caught.value.problems] == ["unknown-indicator"]
    frame = pl.DataFrame(
        {"income": [None, 51.0], "province_income": [50.0, 50.0], "income:province_income": [1.0, -1.0]}
    )
    found = Rules(ruleset, DAY).assess(frame)
    assert found["verdict"].to_list() == ["undetermined", "eligible"]
    assert found["missing"].to_list() == ["income", None]
    assert "income:province_income" not in ruleset.declared


def test_show_names_the_other_fact() -> None:
    """With its label; programs get its id."""
    text = describe(rules(), None, DAY).criteria[0].test
    assert text.text.say("en") == "income: no less than “province_income”"
    assert (text.indicator, text.other_indicator) == ("income", "province_income")


@pytest.mark.parametrize(
    ("leaf", "problem"),
    [
        ({"indicator": "income", "gte": {"indicator": "nope"}}, "undeclared-indicator"),
        ({"indicator": "income", "gte": {"indicator": "income"}}, "two-facts-same"),
        ({"indicator": "income", "gte": {"indicator": "length"}}, "part-differs"),
        ({"indicator": "part", "gte": {"indicator": "people"}}, "part-differs"),
        ({"indicator": "a", "is": {"indicator": "b"}}, "two-facts-type"),
        ({"indicator": "rate", "lt": {"indicator": "rounded"}}, "two-facts-rounded"),
        ({"indicator": "rate", "lt": {"indicator": "nearest"}}, "two-facts-rounded"),
        ({**RICH, "lt": "100"}, "two-facts-alone"),
        ({**RICH, "lte": {"indicator": "province_income"}}, "two-facts-alone"),
        ({"indicator": "income", "within": {"indicator": "province_income"}}, "unknown-key"),
    ],
)
def test_what_cannot_be_compared_is_a_problem(leaf: Any, problem: str) -> None:
    """Of another type or unit, rounded, of no order, itself, or beside other comparisons."""
    more = {"people": {"type": "count", "unit": "person"}, "nearest": {"type": "percent", "round": {"to": "1%"}}}
    with pytest.raises(InputError) as caught:
        rules(leaf, **more)
    assert [each.id for each in caught.value.problems] == [problem]


SCORED = """\
format: 1
id: scored
version: "1"
label: {vi: Thử, en: Trial}
in_force: {from: 2021-01-01}
sources: {law: {title: {vi: Luật, en: Law}, number: 1/QĐ, date: 2020-01-01, kind: law}}
indicators:
  income: {type: money, label: {vi: Thu, en: Income}}
  before: {type: money, label: {vi: Trước, en: Before}}
criteria:
  p: {cite: law, label: {vi: Điểm, en: Points}, points: POINTS}
score: {points: p, basis: law, cite: law}
verdict: {eligible_when: {points: p, gte: 2}}
"""


def test_a_row_of_a_scale_takes_another_fact_as_a_condition_of_its_own() -> None:
    """A row of one figure says how to write it."""
    row = "{indicator: income, scale: [{gte: {indicator: before}, points: 2}]}"
    with pytest.raises(InputError) as caught:
        parse_ruleset(SCORED.replace("POINTS", row))
    assert "two-facts-here" in [each.id for each in caught.value.problems]
    ruleset = parse_ruleset(
        SCORED.replace("POINTS", "{scale: [{when: {indicator: income, gte: {indicator: before}}, points: 2}]}")
    )
    assert [evaluated(ruleset, {"income": each, "before": 5}).verdict for each in (4, 5)] == [
        "not_eligible",
        "eligible",
    ]


def test_whether_a_fact_is_given_hangs_on_no_other_fact() -> None:
    """What decides it is compared with values."""
    with pytest.raises(InputError) as caught:
        rules(other={"type": "money", "only_when": RICH})
    assert [each.id for each in caught.value.problems] == ["only-when-threshold"]
