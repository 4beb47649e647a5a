"""Figures that follow from others: what is said of them, asked for and advised, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from smartcommune.api import Rules
from smartcommune.assess.assessment import Assessment
from smartcommune.assess.whole import assess
from smartcommune.authoring.compare.differences import differences
from smartcommune.authoring.lint import Subject
from smartcommune.authoring.lints.reached import reached
from smartcommune.engine.plan import make_plan
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.source.files import Source
from tests.profile_mapping import profile_from_mapping

from .tiny import label, tiny, yes

RULES = """\
format: 1
id: finance
version: "1"
subject: commune
label: {vi: Thử, en: Trial}
in_force: {from: 2025-01-01}
sources: {law: {title: {vi: Luật, en: Law}, number: 1/QĐ, date: 2025-01-01, kind: law}}
indicators:
  income: {type: money, label: {vi: Thu nhập, en: Income}}
  before: {type: money, label: {vi: Năm trước, en: Before}}
  spent: {type: money, label: {vi: Đã chi, en: Spent}}
  given: {type: money, label: {vi: Được giao, en: Given}}
  last: {type: percent, label: {vi: Tỷ lệ năm trước, en: Last}}
derived:
  rise: {difference: {of: rate, minus: last}, label: {vi: Tăng tỷ lệ, en: Rise}}
  rate: {share: {of: spent, in: given}, range: {max: 120%}, label: {vi: Giải ngân, en: Rate}}
  growth: {change: {of: income, from: before}, label: {vi: Tăng thu nhập, en: Growth}}
criteria:
  grows: {cite: law, label: {vi: Tăng, en: Grows}, test: {indicator: growth, gte: 5%}}
  spends: {cite: law, label: {vi: Chi, en: Spends}, test: {indicator: rate, gt: 95%}}
  rises: {cite: law, label: {vi: Lên, en: Rises}, test: {indicator: rise, gt: 0%}}
verdict: {eligible_when: {all_of: [grows]}}
"""
ALL = RULES.replace("all_of: [grows]", "all_of: [grows, spends, rises]")
DAY = date(2025, 6, 30)
GOOD = {"income": 105, "before": 100, "spent": 96, "given": 100, "last": 90}


def assessed(text: str, facts: dict[str, object]) -> Assessment:
    ruleset = parse_ruleset(text)
    return assess(make_plan(ruleset, DAY), profile_from_mapping({"facts": facts}, ruleset))


def said(answer: Assessment) -> dict[str, str]:
    """What is said of each criterion."""
    eligible = answer.reasons.children[-1]
    return {reason.id: reason.text.say("en") for reason in eligible.children}


def test_a_computed_figure_is_shown_beside_what_it_needs() -> None:
    """Whatever it is computed from, also where that is computed itself."""
    answer = assessed(ALL, GOOD)
    assert answer.verdict == "eligible"
    assert said(answer) == {
        "grows": "5% (needs at least 5%)",
        "spends": "96% (needs more than 95%)",
        "rises": "6% (needs more than 0%)",
    }


def test_what_would_be_divided_by_nothing_is_said_to_be_so() -> None:
    """It is unknown, and so is what follows from it."""
    answer = assessed(ALL, {**GOOD, "given": 0})
    assert answer.verdict == "undetermined"
    assert said(answer)["spends"] == "no figure, for it would be divided by 0 or less (needs more than 95%)"
    assert said(answer)["rises"] == "not given (needs more than 0%)"


def test_a_figure_is_asked_for_itself_or_by_the_part_that_is_open() -> None:
    """Without any part a figure is asked for, and else what it lacks."""
    assert [item.indicator for item in assessed(RULES, {}).missing] == ["growth"]
    lacking = assessed(RULES, {"income": 105})
    assert [item.indicator for item in lacking.missing] == ["before"]
    (asked,) = lacking.missing
    meanings = [(meaning.answer.say("en"), str(meaning.verdict)) for meaning in asked.meanings]
    assert meanings[1:] == [
        ("more than 0 million VND, at most 100 million VND", "eligible"),
        ("more than 100 million VND", "not_eligible"),
    ]


@pytest.mark.parametrize("facts", [{"income": 102, "before": 100}, {**GOOD, "last": 97}])
def test_advice_is_not_decided_where_a_figure_is_computed(facts: Any) -> None:
    """Not every combination of the parts is looked through, so that nothing is called the smallest set of changes."""
    answer = assessed(RULES if "before" in facts and len(facts) == 2 else ALL, facts)
    assert (answer.verdict, answer.advice) == ("not_eligible", ())
    notes = [text.say("en") for text, _ in answer.remarks]
    assert "The smallest set of changes is not decided: a figure is computed from several facts." in notes


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            {"spent": 121, "given": 100},
            "`rate` computed from `spent`, `given` is 121%, outside 0% to 120% (profile.facts.given)",
        ),
        (
            {"growth": "6%", "income": 105, "before": 100},
            "`growth` says 6%, but computed from `income`, `before` it is 5% (profile.facts.income)",
        ),
        (
            {"rate": "95%", "spent": 96, "given": 100},
            "`rate` says 95%, but `spent` in `given` is 96% (profile.facts.spent)",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_both_places(facts: dict[str, object], message: str) -> None:
    """A figure beyond its range, and one that is stated otherwise than it is computed."""
    with pytest.raises(InputError) as caught:
        assessed(ALL, facts)
    assert [problem.message.say("en") for problem in caught.value.problems] == [message]


def test_a_stated_figure_may_be_rounded_or_cut_off() -> None:
    """As shares of counts may."""
    for stated in ("5.3%", "5.26%", "5.263%", "5.2%"):
        assert assessed(RULES, {"income": 100, "before": 95, "growth": stated}).verdict == "eligible"


def rules(text: str) -> RuleSet:
    return parse_ruleset(text)


def test_a_figure_that_is_computed_otherwise_is_a_difference() -> None:
    """At least it is said that this is not decided: never that nothing differs."""
    other = RULES.replace("change: {of: income, from: before}", "change: {of: spent, from: before}")
    found = differences(rules(RULES), rules(other), DAY)
    assert not found.is_same
    assert [stretch.looked for stretch in found.stretches] != [None]


DATES = """\
indicators:
  asked_on: {type: date, label: {vi: Ngày giao, en: Asked}}
  done_on: {type: date, label: {vi: Ngày xong, en: Done}}
derived:
  taken: {days: {from: asked_on, to: done_on}, label: {vi: Thời gian, en: Taken}}
criteria:
  quick: {cite: law, label: {vi: Kịp, en: In time}, test: {indicator: taken, lte: 30}}
verdict: {eligible_when: {all_of: [quick]}}
"""
DAYS = RULES[: RULES.index("indicators:")] + DATES


@pytest.mark.parametrize(
    ("done", "text"),
    [
        ("2025-03-31", "30 days (needs at most 30 days)"),
        ("2025-04-01", "31 days (needs at most 30 days)"),
        ("2025-03-01", "0 days (needs at most 30 days)"),
        ("2025-02-27", "-2 days (needs at most 30 days)"),
    ],
)
def test_days_are_counted_without_the_first(done: str, text: str) -> None:
    """From one day to another; a day before it is so many days below 0."""
    answer = assessed(DAYS, {"asked_on": "2025-03-01", "done_on": done})
    assert (answer.verdict == "eligible") == (not text.startswith("31"))
    assert said(answer)["quick"] == text


def test_an_open_day_is_asked_for_with_the_days_that_settle_it() -> None:
    """What the number of days is compared with is said of the one that is not known; no day after today may be it."""
    (asked,) = assessed(DAYS, {"asked_on": "2025-05-01"}).missing
    assert asked.indicator == "done_on"
    assert [(meaning.answer.say("en"), str(meaning.verdict)) for meaning in asked.meanings] == [
        ("on or before 2025-05-31", "eligible"),
        ("after 2025-05-31", "not_eligible"),
    ]


@pytest.mark.parametrize(
    ("days", "problems"),
    [
        ("{from: asked_on, to: nope}", ["undeclared-indicator"]),
        ("{from: asked_on, to: income}", ["part-type"]),
        ("{from: asked_on, to: asked_on}", ["part-twice"]),
    ],
)
def test_days_lie_between_two_dates(days: str, problems: list[str]) -> None:
    """Other things, and one date alone, are problems."""
    wrong = DAYS.replace("{from: asked_on, to: done_on}", days)
    with pytest.raises(InputError) as caught:
        rules(wrong.replace("indicators:", "indicators:\n  income: {type: money, label: {vi: Thu, en: Income}}"))
    assert [problem.id for problem in caught.value.problems] == problems


def test_objects_of_pandas_are_days() -> None:
    """Days that pandas keeps as Python objects are computed with like others."""
    frame = pd.DataFrame({"asked_on": [date(2025, 3, 1), None], "done_on": [date(2025, 3, 31), date(2025, 4, 1)]})
    answer = Rules(rules(DAYS), DAY).assess(frame)
    assert list(answer["verdict"]) == ["eligible", "undetermined"]


def test_a_unit_has_a_name_in_both_languages() -> None:
    """Behind figures; parts of a sum have to have the same."""
    unit = "unit: {vi: đồng/km², en: VND per km²}, "
    text = RULES.replace(
        "  growth: {change: {of: income, from: before}, ", f"  growth: {{ratio: {{of: income, to: before}}, {unit}"
    )
    answer = assessed(text.replace("gte: 5%", "gte: 2"), {"income": 105, "before": 50})
    reason = answer.reasons.children[-1].children[0].text
    assert (reason.say("vi"), reason.say("en")) == (
        "2,1 đồng/km² (cần từ 2 đồng/km² trở lên)",
        "2.1 VND per km² (needs at least 2 VND per km²)",
    )


OPEN = {id: {"type": "number", "range": {"min": 0}} for id in ("x", "y", "z")}
RISES = {"difference": {"of": "y", "minus": "x"}, "range": {"min": 0}}


@pytest.mark.parametrize(
    ("figures", "least", "most"),
    [
        ({"one": RISES}, {"x": 20}, {"y": "20.01"}),
        (
            {"one": RISES, "two": {"difference": {"of": "z", "minus": "y"}, "range": {"min": 0}}},
            {"x": 20, "y": 1},
            {"z": 21},
        ),
        ({"one": {"sum": ["x", "y", "z"], "range": {"max": 10}}}, {"x": 3, "y": 3, "z": 3}, {}),
        ({"one": {"mean": ["x", "y"], "range": {"max": 6}}}, {"x": "5.99", "y": "5.99"}, {}),
        ({"one": {"ratio": {"of": "y", "to": "x"}, "range": {"min": 1}}}, {"x": 20}, {"y": "20.01"}),
        ({"one": {"change": {"of": "y", "from": "x"}, "range": {"min": "0%"}}}, {"x": 20}, {"y": "20.01"}),
    ],
)
def test_what_a_range_binds_is_not_denied(figures: Any, least: dict[str, object], most: dict[str, object]) -> None:
    """Facts that the range of a figure binds have values that fit together between the cut points of each."""
    criteria = {
        **{f"over_{id}": {"indicator": id, "gt": value} for id, value in least.items()},
        **{f"under_{id}": {"indicator": id, "lt": value} for id, value in most.items()},
    }
    derived = {id: {"label": label(id), **figure} for id, figure in figures.items()}
    ruleset = tiny(criteria, {"all_of": [*criteria]}, indicators=OPEN, derived=derived)
    assert reached(Subject(ruleset, Source("x.yaml", ""), ())).verdicts() is None
    alike = profile_from_mapping({"facts": dict.fromkeys("xyz", 3)}, ruleset)
    answer = assess(make_plan(ruleset, DAY), alike)
    assert answer.verdict == "not_eligible"
    assert any("not decided" in text.say("en") for text, _ in answer.remarks)


@pytest.mark.parametrize("bound", ["3.2", "4", "30"])
def test_a_fact_decides_where_a_range_leaves_it_values(bound: str) -> None:
    """Below a bound of its own, and not below the other part: in between it does, though no cut point lies there."""
    derived = {"one": {"label": label("one"), **RISES}}
    criteria = {"under": {"indicator": "y", "lt": bound}, "flag": yes("a")}
    ruleset = tiny(criteria, {"any_of": [*criteria]}, indicators=OPEN, derived=derived)
    answer = assess(make_plan(ruleset, DAY), profile_from_mapping({"facts": {"x": "3.1"}}, ruleset))
    assert {item.indicator for item in answer.missing} == {"y", "a"}
