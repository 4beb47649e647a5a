"""A rule set, a date and settings to a plan: which value each threshold has, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from smartcommune.engine.bounds import Absence
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.logic import Outcome, outcome_of
from smartcommune.model.condition import AtLeast, Group, Leaf
from smartcommune.model.conditions import conditions
from smartcommune.model.facts import NA, FactValue
from smartcommune.problems import InputError
from smartcommune.rulesets.library import parse_ruleset

from .small import changed, small

DAY = date(2023, 6, 30)


def plan(day: date = DAY, overrides: Mapping[str, str] | None = None) -> Plan:
    return make_plan(small(), day, overrides)


def leaf(plan: Plan, id: str = "good") -> Leaf:
    test = plan.ruleset.criteria[id].test
    assert isinstance(test, Leaf)
    return test


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), 30),
        (date(2021, 12, 31), 30),
        (date(2022, 1, 1), None),
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), 40),
        (date(2099, 1, 1), 40),
    ],
)
def test_a_threshold_has_the_value_of_its_day(day: date, value: int | None) -> None:
    """Both ends of a period belong to it; between two periods there is no value, and the reason is the date."""
    bound = plan(day).bounds["guess"]
    assert bound.default == value
    assert bound.absence == (Absence.DATE if value is None else None)


def test_an_open_period_ends_where_the_next_one_begins() -> None:
    """The latest value that has begun counts."""
    text = changed(("{from: 2021-01-01, until: 2021-12-31, default: 30%}", "{from: 2021-01-01, default: 30%}"))
    rules = parse_ruleset(text)
    assert make_plan(rules, date(2022, 12, 31)).bounds["guess"].default == 30
    assert make_plan(rules, date(2023, 1, 1)).bounds["guess"].default == 40


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [(date(2020, 12, 31), False), (date(2021, 1, 1), True), (date(2025, 12, 31), True), (date(2026, 1, 1), False)],
)
def test_both_days_of_the_period_are_in_force(day: date, is_in_force: bool) -> None:
    """The period of a rule set is inclusive at both ends."""
    assert plan(day).in_force is is_in_force


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"region": "delta"}, [(70, 99)]),
        ({"region": "other"}, [(80, 99)]),
        ({}, [(70, 99), (80, 99)]),
        ({"region": NA}, [(70, 99), (80, 99)]),
    ],
)
def test_a_leaf_compares_with_every_threshold_that_is_possible(
    facts: Mapping[str, FactValue], expected: list[tuple[int | None, int]]
) -> None:
    """One place, or every place while it is unknown; profiles refuse a place that does not apply."""
    found = plan()
    assert found.places_of(leaf(found)) == ("region",)
    assert found.operands(leaf(found), facts) == expected


def test_places_that_agree_are_one() -> None:
    """Equal thresholds need no second look."""
    rules = parse_ruleset(changed(("delta: 70%", "delta: 80%")))
    found = make_plan(rules, DAY)
    assert found.operands(leaf(found), {}) == [(80, 99)]


def test_a_place_without_a_value_and_without_a_default_has_none() -> None:
    """Only the places that are named have a value then."""
    rules = parse_ruleset(changed(("default: 80%, delta: 70%", "delta: 70%")))
    found = make_plan(rules, DAY)
    assert found.operands(leaf(found), {"region": "other"}) == [(None, 99)]
    assert found.bounds["high"].at({"region": "other"}) is None
    assert found.bounds["high"].at({"region": "delta"}) == 70


def test_a_leaf_without_thresholds_depends_on_no_place() -> None:
    """Constants are the same everywhere."""
    found = plan()
    assert found.places_of(leaf(found, "base")) == ()
    assert found.operands(leaf(found, "base"), {}) == [(True,)]


def test_before_a_threshold_has_places_it_depends_on_none() -> None:
    """Without a value there is no place to ask for."""
    found = plan(date(2021, 6, 30))
    assert found.places_of(leaf(found)) == ()
    assert found.operands(leaf(found), {}) == [(None, 99)]


@pytest.mark.parametrize(("share", "outcome"), [(39, "not_met"), (40, "not_met"), (Fraction(40001, 1000), "met")])
@pytest.mark.parametrize("operator", ["gte", "gt"])
def test_reaching_an_exclusive_threshold_does_not_suffice(operator: str, share: Fraction, outcome: str) -> None:
    """`exclusive` makes "at least 40%" mean "over 40%"."""
    text = changed(
        ("test: {indicator: flag, is: true}", f"test: {{indicator: share, {operator}: {{threshold: guess}}}}")
    )
    found = evaluate(make_plan(parse_ruleset(text), DAY), {"share": Fraction(share)})
    assert outcome_of(found.outcomes["base"]) is Outcome(outcome)


@pytest.mark.parametrize(("share", "outcome"), [(39, "met"), (40, "not_met"), (41, "not_met")])
@pytest.mark.parametrize("operator", ["lte", "lt"])
def test_reaching_an_exclusive_maximum_is_too_much(operator: str, share: Fraction, outcome: str) -> None:
    """`exclusive` makes "at most 40%" mean "under 40%"."""
    text = changed(
        ("test: {indicator: flag, is: true}", f"test: {{indicator: share, {operator}: {{threshold: guess}}}}")
    )
    found = evaluate(make_plan(parse_ruleset(text), DAY), {"share": Fraction(share)})
    assert outcome_of(found.outcomes["base"]) is Outcome(outcome)


# --------------------------------------------------------------------------------------------------------- settings


def test_a_setting_replaces_a_threshold_everywhere() -> None:
    """`--set` counts at every place and on every date."""
    bound = plan(date(2020, 1, 1), {"high": "75%"}).bounds["high"]
    assert (bound.default, bound.places, bound.is_set, bound.absence, bound.by) == (75, {}, True, None, ())


def test_refused_assumptions_have_no_value() -> None:
    """`--assumptions refuse` takes their value away, and says why; others keep theirs."""
    found = make_plan(small(), DAY, assumptions="refuse")
    assert (found.bounds["guess"].default, found.bounds["guess"].absence) == (None, Absence.ASSUMPTION)
    assert found.bounds["high"].default == 80


def test_a_setting_is_no_assumption() -> None:
    """What the user set counts even where assumptions are refused."""
    bound = make_plan(small(), DAY, {"guess": "50%"}, "refuse").bounds["guess"]
    assert (bound.default, bound.absence) == (50, None)


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({"hihg": "70%"}, ["--set hihg: unknown threshold `hihg`; did you mean `high`? [undeclared-threshold]"]),
        ({"high": "70"}, ["--set high: `70` lacks the % sign; write `70%` if it is a percentage [percent-sign]"]),
        ({"enough": "2.5"}, ["--set enough: `2.5` is not a count: expected a whole number from 0 [not-a-count]"]),
        ({"high": "101%"}, ["--set high: `101%` lies outside 0–100 [out-of-range]"]),
        ({"high": ""}, ["--set high: `` lacks the % sign; write a percentage, such as `80%` [percent-sign]"]),
        (
            {"zz": "1", "high": "x%"},
            [
                "--set high: `x%` is not a number [not-a-number]",
                "--set zz: unknown threshold `zz`; allowed: `high`, `guess`, `enough` [undeclared-threshold]",
            ],
        ),
    ],
)
def test_a_setting_that_does_not_fit_is_refused(overrides: dict[str, str], expected: list[str]) -> None:
    """All wrong settings are told together, each with its name."""
    with pytest.raises(InputError) as caught:
        plan(overrides=overrides)
    assert [problem.say("en") for problem in caught.value.problems] == expected


# ---------------------------------------------------------------------------------------------------- needs and cuts


def needed(plan: Plan) -> AtLeast:
    """The group of the small rule set whose number is a threshold."""
    when = plan.ruleset.eligible_when
    assert isinstance(when, Group)
    inner = when.members[1]
    assert isinstance(inner, Group)
    group = inner.members[1]
    assert isinstance(group, AtLeast)
    return group


def test_a_need_is_a_number_or_that_of_a_threshold() -> None:
    """A number stands for itself; a threshold is looked up for the day."""
    found = plan()
    many = found.ruleset.criteria["many"].test
    assert isinstance(many, AtLeast)
    assert found.needs(many, {}) == [2]
    assert found.needs(needed(found), {}) == [2]
    assert plan(date(2020, 1, 1)).needs(needed(found), {}) == [None]


def test_a_need_by_place_has_a_number_for_every_place() -> None:
    """While the place is unknown, every number is possible."""
    enough = "  enough: {type: count, basis: law, cite: law, values: [{from: 2021-01-01, default: 2}]}"
    by_place = enough.replace("count,", "count, by: region,").replace("default: 2", "default: 2, delta: 1")
    found = make_plan(parse_ruleset(changed((enough, by_place))), DAY)
    assert found.needs(needed(found), {}) == [1, 2]
    assert found.needs(needed(found), {"region": "delta"}) == [1]
    assert found.needs(needed(found), {"region": NA}) == [1, 2]


def test_every_condition_that_can_decide_something_is_found() -> None:
    """Tests, conditions of applicability and the verdict."""
    rules = small()
    many = rules.criteria["many"]
    assert list(conditions(rules)) == [
        *[condition for id in rules.criteria if id != "many" for condition in [rules.criteria[id].test]],
        many.test,
        many.applies_when,
        rules.eligible_when,
    ]


def test_a_rule_set_has_no_thresholds_to_plan_for() -> None:
    """Without thresholds there are no bounds, and that is no problem."""
    text = (
        'format: 1\nid: bare\nversion: "1"\nlabel: {vi: a, en: a}\nin_force: {from: 2021-01-01}\n'
        "indicators: {flag: {type: boolean, label: {vi: a, en: a}}}\n"
        "verdict: {eligible_when: {indicator: flag, is: true}}\n"
    )
    assert make_plan(parse_ruleset(text), DAY).bounds == {}


# ------------------------------------------------------------------------------------------------------------- cuts


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("flag", [True]),
        ("rate", [80, 70, 99]),
        ("share", [40]),
        ("level", ["none"]),
        ("region", ["other"]),
        ("opened", []),
    ],
)
def test_cuts_are_all_values_that_an_indicator_is_compared_with(indicator: str, expected: list[object]) -> None:
    """Constants, lists, and thresholds at every place; what is nowhere compared has none."""
    assert plan().cuts(indicator) == expected


def test_a_threshold_without_a_value_is_no_cut() -> None:
    """Outside its periods there is nothing to compare with."""
    assert plan(date(2021, 6, 30)).cuts("rate") == [99]


def test_a_setting_is_the_only_cut_of_its_threshold() -> None:
    """Places that a setting overrides cannot decide anything."""
    assert plan(overrides={"high": "75%"}).cuts("rate") == [75, 99]
