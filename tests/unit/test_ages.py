"""Days compared with the day of assessment: how far ages reach, what is said of them, and which mistakes are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from smartcommune.authoring.compare.differences import differences
from smartcommune.authoring.measure.coverage import coverage
from smartcommune.engine.turns import turns
from smartcommune.model.condition import Age
from smartcommune.model.ruleset import RuleSet
from tests.spec.days import later

from .small import changed, placed, problems
from .tiny import assessed, reason_of, tiny

NO_DAY = "but `rate` is of type `percent`: write `type: date`"
DAYS = [date(2023, 1, 1) + timedelta(days=step) for step in range(800)]


def within(years: int, **more: str) -> RuleSet:
    return tiny({"it": {"indicator": "opened", "within": {"years": years}, **more}}, "it")


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13])
def test_an_age_reaches_back_to_the_first_day_that_comes_as_far(months: int) -> None:
    """No day before it, so many months later, comes to the day; it does, and so do all after it."""
    age = Age(months, "months")
    for day in DAYS:
        first = age.before(day)
        assert age.after(first) >= day > age.after(first - timedelta(days=1))
        assert age.after(day) == later(day, {"months": str(months)})


def test_ages_end_where_days_do() -> None:
    """What lies before the first day that there is, or after the last, is that day."""
    assert Age(100, "years").before(date(50, 1, 1)) == date.min
    assert Age(100, "years").after(date(9950, 1, 1)) == date.max


@pytest.mark.parametrize(
    ("key", "opened", "outcome", "need"),
    [
        ("within", "2019-03-01", "met", "within 5 years before the day of assessment, on or after 2019-03-01"),
        ("within", "2019-02-28", "not_met", "within 5 years before the day of assessment, on or after 2019-03-01"),
        ("longer_ago_than", "2019-02-28", "met", "more than 5 years before the day of assessment, before 2019-03-01"),
        (
            "longer_ago_than",
            "2024-02-29",
            "not_met",
            "more than 5 years before the day of assessment, before 2019-03-01",
        ),
    ],
)
def test_a_reason_says_to_which_day_an_age_reaches(key: str, opened: str, outcome: str, need: str) -> None:
    """On a day that the month five years before lacks, that month is too long ago."""
    ruleset = tiny({"it": {"indicator": "opened", key: {"years": 5}}}, "it")
    reason = reason_of(assessed(ruleset, {"opened": opened}, date(2024, 2, 29)), "it")
    assert (reason.outcome.value, reason.text.say("en")) == (outcome, f"{opened} (needs {need})")


@pytest.mark.parametrize("key", ["within", "longer_ago_than"])
@pytest.mark.parametrize(
    "age",
    ["{years: |0}", "{years: |101}", "{years: |1.5}", "{months: |-3}", "{months: |1201}", "|{years: 1, months: 6}"],
)
def test_an_age_is_a_whole_number_of_years_or_of_months(key: str, age: str) -> None:
    """Anything else is told with what to write."""
    test = f"test: {{indicator: opened, {key}: {age}}}"
    text = changed(("test: {indicator: flag, is: true}", test.replace("|", "")))
    said = f"write `{key}: {{years: 5}}` or `{key}: {{months: 18}}`, one whole number from 1 on, at most 100 years"
    assert problems(text) == [f"{placed(text, test)}: {said} [bad-age]"]


@pytest.mark.parametrize(
    ("test", "said"),
    [
        (
            "{indicator: rate, |within: {years: 5}}",
            f"`within` compares a day with the day of assessment, {NO_DAY} [age-of-no-day]",
        ),
        (
            "{indicator: opened, |within: {years: 5}, gte: 2020-01-01}",
            "`within` stands alone: put other comparisons beside it, in `all_of` [age-alone]",
        ),
        (
            "{indicator: opened, within: {|year: 5}}",
            "unknown key `year`; did you mean `years`? [unknown-key]",
        ),
    ],
)
def test_a_mistake_with_an_age_is_told_at_its_place(test: str, said: str) -> None:
    """Ages are for days, and stand alone."""
    text = changed(("test: {indicator: flag, is: true}", "test: " + test.replace("|", "")))
    assert problems(text)[0] == f"{placed(text, test)}: {said}"


def test_whether_a_fact_applies_does_not_hang_on_an_age() -> None:
    """What a profile may state is the same on every day."""
    text = changed(
        ("only_when: {indicator: level, is_not: none}", "only_when: {indicator: opened, within: {years: 1}}")
    )
    assert [problem.rpartition(" ")[2] for problem in problems(text)] == ["[only-when-threshold]"]


def test_days_turn_where_an_age_passes_a_day_that_stands_in_a_rule() -> None:
    """Two days before and one after it, for the age and for the day of assessment; ages alone have no such days."""
    assert turns(within(1)) == set()
    other = tiny({"it": {"indicator": "opened", "gte": "2022-03-01"}}, "it")
    near = [date(2022, 2, 28), date(2022, 3, 1), date(2022, 3, 2), date(2022, 3, 3)]
    assert turns(other) == set(near)
    assert turns(within(1), other) == {*near, *(day.replace(year=2023) for day in near)}


def test_an_age_differs_from_a_day_on_all_days_but_those_on_which_it_reaches_to_it() -> None:
    """A comparison of rule sets looks at the days on which the two agree as well."""
    fixed = tiny({"it": {"indicator": "opened", "gte": "2022-01-01"}}, "it")
    found = differences(fixed, within(1)).stretches
    same = [span for stretch in found if stretch.is_same for span in stretch.spans]
    assert [(span.first, span.last) for span in same] == [(date(2023, 1, 1), date(2023, 1, 1))]
    changes = (change for stretch in found for change in stretch.changes)
    assert {example.day for change in changes for example in change.examples} >= {date(2023, 1, 2)}
    assert differences(within(1), tiny({"it": {"indicator": "opened", "within": {"months": 12}}}, "it")).is_same


def test_no_case_with_a_day_to_come_is_suggested() -> None:
    """A day that a rule names is shown when it has come."""
    shown = coverage(tiny({"it": {"indicator": "opened", "gt": "2022-03-01"}}, "it"), ()).lacking
    examples = [example for _, example in shown if example is not None]
    assert len(examples) == len(shown)
    assert all(example.facts["opened"] <= example.day for example in examples if "opened" in example.facts)


def test_both_sides_of_an_age_are_to_be_shown() -> None:
    """A case with a day just as old as is allowed, one with an older and one with a younger day."""
    said = [obligation.message.say("en") for obligation, _ in coverage(within(5), ()).lacking]
    assert said[-3:] == [
        "`opened` more than 5 years ago",
        "`opened` exactly 5 years ago",
        "`opened` less than 5 years ago",
    ]
