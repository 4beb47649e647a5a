"""Thresholds that follow from others: their values on a day, at each place, after settings; and what they rest on."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.obligations import obligations
from smartcommune.authoring.show.describe import describe
from smartcommune.engine.plan import make_plan
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.used import used_thresholds
from tests.unit.tiny import DAY, Tree, label, threshold, tiny

RATE = {"indicator": "rate", "gte": {"threshold": "own"}}
BASE = threshold("percent", "80%", places={"delta": "70%"})


def following(base: Tree = BASE, more: Tree | None = None, **values: Any) -> RuleSet:
    """A threshold `own` that follows from `base`; both may depend on the region."""
    of = {"from": "2021-01-01", "of": "base", **values}
    own = {"type": "percent", "by": "region", "basis": "province", "cite": "law", "values": [of]}
    return tiny({"r": RATE}, {"all_of": ["r"]}, thresholds={"own": {**own, **(more or {})}, "base": base})


def problems_of(*args: Any, **values: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        following(*args, **values)
    return [each.id for each in caught.value.problems]


def own(ruleset: RuleSet, day: date = DAY, **options: Any) -> tuple[Any, dict[str, Any]]:
    bound = make_plan(ruleset, day, **options).bounds["own"]
    return bound.default, dict(bound.places)


@pytest.mark.parametrize(
    ("values", "default", "delta"),
    [({"plus": "5%"}, 85, 75), ({"plus": "-5%"}, 75, 65), ({"times": "1.1"}, 88, 77), ({}, 80, 70)],
)
def test_values_follow_at_each_place(values: Tree, default: int, delta: int) -> None:
    """So much more or less, so many times as large, or the same; exactly."""
    assert own(following(**values)) == (Fraction(default), {("delta",): Fraction(delta)})


def test_values_follow_those_of_the_day() -> None:
    """Also where only the other threshold changes."""
    base = {**BASE, "values": [*BASE["values"], {"from": "2023-07-01", "default": "60%"}]}
    ruleset = following(base, plus="5%")
    assert own(ruleset, date(2023, 6, 30)) == (Fraction(85), {("delta",): Fraction(75)})
    assert own(ruleset, date(2023, 7, 1)) == (Fraction(65), {})
    assert own(ruleset, date(2020, 1, 1)) == (None, {})


def test_values_follow_what_the_user_sets() -> None:
    """Everywhere; then they are the user's, and what would leave the range is refused."""
    ruleset = following(plus="5%")
    plan = make_plan(ruleset, DAY, overrides={"base": "50%"})
    bound = plan.bounds["own"]
    assert (bound.default, dict(bound.places), bound.is_set, bound.threshold.basis) == (Fraction(55), {}, True, "set")
    assert bound.threshold.citations == ()
    with pytest.raises(InputError) as caught:
        make_plan(ruleset, DAY, overrides={"base": "96%"})
    (problem,) = caught.value.problems
    assert (problem.id, str(problem.place)) == ("threshold-beyond", "--set base")
    assert own(ruleset, overrides={"own": "12%"}) == (Fraction(12), {})


@pytest.mark.parametrize(
    ("basis", "weaker"), [("law", "province"), ("assumption", "assumption"), ("guidance", "province")]
)
def test_a_value_rests_on_the_weaker_basis(basis: str, weaker: str) -> None:
    """An assumption stays one, with the test that it was published for; where these are refused there is no value."""
    ruleset = following(threshold("percent", "80%", basis), plus="5%")
    found = make_plan(ruleset, DAY).bounds["own"].threshold
    assert found.basis == weaker
    assert (found.from_test is not None) == (weaker == "assumption")
    refused = make_plan(ruleset, DAY, assumptions="refuse").bounds["own"]
    assert (refused.default is None) == (weaker == "assumption")


@pytest.mark.parametrize(
    ("base", "more", "values", "problems"),
    [
        (BASE, {}, {"plus": "21%"}, ["threshold-beyond"]),
        (BASE, {}, {"plus": "-71%"}, ["threshold-beyond"]),
        (BASE, {}, {"plus": "5"}, ["percent-sign"]),
        (BASE, {}, {"times": "0"}, ["bad-times"]),
        (BASE, {}, {"times": "1.1", "plus": "5%"}, ["relative-alone"]),
        (BASE, {}, {"default": "80%"}, ["relative-alone"]),
        (BASE, {}, {"delta": "80%"}, ["relative-alone"]),
        (BASE, {"values": [{"from": "2021-01-01", "plus": "5%"}]}, {}, ["relative-alone"]),
        (BASE, {"values": [{"from": "2021-01-01", "of": "nope"}]}, {}, ["undeclared-threshold"]),
        (BASE, {"values": [{"from": "2021-01-01", "of": "own"}]}, {}, ["circle"]),
        (threshold("count", "3"), {}, {}, ["other-type"]),
        ({**BASE, "values": [{"from": "2021-01-01", "default": "80%", "delta": "170%"}]}, {}, {}, ["out-of-range"]),
        (threshold("percent", "80%", by="level"), {}, {}, ["relative-places", "place-applies"]),
    ],
)
def test_what_cannot_follow_is_a_problem(base: Tree, more: Tree, values: Tree, problems: list[str]) -> None:
    """Beyond the range, without a factor, beside values, from nothing, from itself, of another type or place."""
    assert problems_of(base, more, **values) == problems


def test_numbers_of_things_stay_whole_and_days_do_not_follow() -> None:
    """A count one and a half times as large is none."""
    part = {"indicator": "part", "gte": {"threshold": "own"}}
    for type, default, more, problem in (
        ("count", "3", {"times": "1.5"}, "threshold-beyond"),
        ("date", "2021-01-01", {}, "relative-type"),
    ):
        limit = {"type": type, "basis": "law", "cite": "law"}
        own = {**limit, "values": [{"from": "2021-01-01", "of": "base", **more}]}
        leaf = part if type == "count" else {"indicator": "opened", "gte": {"threshold": "own"}}
        with pytest.raises(InputError) as caught:
            tiny({"r": leaf}, {"all_of": ["r"]}, thresholds={"own": own, "base": threshold(type, default)})
        assert [each.id for each in caught.value.problems] == [problem]


def test_words_of_the_format_are_no_places() -> None:
    """A value called `plus` would be read as one of them."""
    limit = threshold("percent", "80%", by="where")
    where = {"type": "enum", "values": {"plus": label("p"), "other": label("o")}, "may_not_apply": "false"}
    with pytest.raises(InputError) as caught:
        tiny({"r": RATE}, {"all_of": ["r"]}, thresholds={"own": limit}, indicators={"where": where})
    assert [each.id for each in caught.value.problems] == ["reserved-place"]


def test_what_others_follow_from_is_used_and_said() -> None:
    """Both ways: what a threshold follows from, and what follows from it."""
    ruleset = following(plus="5%")
    assert used_thresholds(ruleset) == {"own", "base"}
    limits = {each.id: each for each in describe(ruleset, None, DAY).thresholds}
    assert limits["own"].of == "base"
    assert limits["own"].follows is not None
    assert limits["own"].follows.say("en") == "“base” and 5% more"
    assert limits["base"].followed_by == ("own",)


def test_coverage_asks_for_the_values_that_follow() -> None:
    """Below, at and above each; mutants of the other threshold run although they may leave the range."""
    asked = {(each.subject, each.figure.value) for each in obligations(following(plus="5%")) if each.figure is not None}
    assert asked == {("own", Fraction(85)), ("own", Fraction(75))}
    assert any(each.message for each in mutants(following(threshold("percent", "95%"), plus="5%")))
