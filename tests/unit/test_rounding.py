"""Figures that rules round before they compare them: where a comparison turns, and what is said."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.assess.whole import assess
from smartcommune.engine.plan import make_plan
from smartcommune.model.rounding import Rounding
from smartcommune.rulesets.library import parse_ruleset
from tests.profile_mapping import profile_from_mapping
from tests.unit.small import changed, problems

HOWS = ("half_away", "down", "half_even")


@pytest.mark.parametrize(
    ("how", "rounded"),
    [
        ("half_away", {"79.4": 79, "79.5": 80, "80.5": 81, "-79.5": -80, "0": 0}),
        ("down", {"79.9": 79, "80": 80, "-79.9": -79, "-0.5": 0}),
        ("half_even", {"79.5": 80, "80.5": 80, "80.51": 81, "-80.5": -80}),
    ],
)
def test_a_figure_is_rounded(how: str, rounded: dict[str, int]) -> None:
    """Halves go away from 0, or to even; or what is left is cut off."""
    assert {text: Rounding(Fraction(1), how).of(Fraction(text)) for text in rounded} == rounded


TENTHS = st.integers(-400, 400).map(lambda number: Fraction(number, 40))


@given(how=st.sampled_from(HOWS), to=st.sampled_from(["0.1", "0.25", "1", "3"]), limit=TENTHS, figure=TENTHS)
def test_between_two_turns_all_figures_lie_on_one_side(how: str, to: str, limit: Fraction, figure: Fraction) -> None:
    """A figure and one beside it are told apart only at, or across, a point at which the comparison turns."""
    rounding = Rounding(Fraction(to), how)
    beside = figure + Fraction(1, 80)
    sides = [(rounding.of(each) > limit) - (rounding.of(each) < limit) for each in (figure, beside)]
    assert sides[0] == sides[1] or any(figure <= turn <= beside for turn in rounding.turns(limit))


RATE = ("rate: {type: percent, rounded_to: 0.1%,", "rate: {type: percent, round: {to: 1%},")


def test_both_figures_are_said() -> None:
    """The one that is stated, and the one that is compared."""
    ruleset = parse_ruleset(changed(RATE), "s.yaml")
    facts = {"rate": "79.5%", "region": "other"}
    answer = assess(make_plan(ruleset, date(2023, 1, 1)), profile_from_mapping({"facts": facts}, ruleset))
    waiting, said = [answer.reasons], {}
    for reason in waiting:
        waiting += reason.children
        said[reason.id] = reason
    assert said["good"].outcome == "met"
    assert said["good"].text.say("en") == "79.5%, rounded to 80% (needs at least 80%, less than 99%)"
    assert said["good"].text.say("vi").startswith("79,5 %, làm tròn thành 80 %")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("rate: {type: percent, rounded_to: 0.1%, round: {to: 1%},", "`rate` has both `round` and `rounded_to`"),
        ("rate: {type: percent, round: {to: 0%},", "`0%` is not a rounding step above 0"),
        ("rate: {type: percent, round: {to: 1},", "`1`"),
        ("rate: {type: percent, round: {to: 1%, how: up},", "`up` is not allowed for `how`"),
        ("rate: {type: percent, round: {how: down},", "the key `to` is missing"),
    ],
)
def test_a_rounding_that_is_none_is_refused(written: str, problem: str) -> None:
    """With what to write."""
    (found,) = problems(changed((RATE[0], written)))
    assert problem in found
