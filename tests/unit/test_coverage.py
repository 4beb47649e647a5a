"""Coverage: what is shown, what is lacking, and what no commune could show."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from smartcommune.authoring.cases import run_case
from smartcommune.authoring.measure import witness as searching
from smartcommune.authoring.measure.coverage import Coverage, coverage
from smartcommune.authoring.measure.exercise import exercises
from smartcommune.authoring.measure.obligations import Kind, obligations, shows
from smartcommune.authoring.measure.witness import Witness
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.model.condition import Comparison, Leaf, Operator
from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach import TooMany
from smartcommune.rulesets.library import parse_ruleset

from .small import SMALL, changed, small
from .tiny import ETHNIC, Tree, ethnic, threshold, tiny, yes


def covered(ruleset: RuleSet) -> Coverage:
    """The coverage by the cases in the rule set's own file."""
    return coverage(ruleset, exercises([run_case(case, ruleset) for case in ruleset.cases]))


def impossible(criteria: Tree, eligible_when: Any, **more: Any) -> set[tuple[str, str]]:
    found = covered(tiny(criteria, eligible_when, **more)).impossible
    return {(item.kind.value, item.subject) for item in found}


CASE = """\
cases:
  - name: exactly 20% outside the Delta is enough
    on: 2023-05-01
    facts: {region: other, ntm: false, poverty_rate: 20%}
    expect: {verdict: eligible}
"""


def test_what_a_case_shows_is_told_with_the_first_case_that_does() -> None:
    """The rest is lacking, each with a commune that would show it."""
    found = covered(parse_ruleset(ETHNIC + CASE))
    assert [(item.obligation.kind.value, item.obligation.subject) for item in found.shown] == [
        ("met", "not_ntm"),
        ("decides_for", "not_ntm"),
        ("met", "high_poverty"),
        ("decides_for", "high_poverty"),
        ("not_met", "mid_poverty"),
        ("at", "poverty_high"),
        ("above", "poverty_mid"),
    ]
    assert {item.case.name for item in found.shown} == {"exactly 20% outside the Delta is enough"}
    assert len(found.lacking) == 48
    assert found.rate == Fraction(700, 55)


def test_a_case_that_fails_shows_nothing() -> None:
    """What it says about the rule set is not true."""
    text = CASE.replace("verdict: eligible", "verdict: not_eligible")
    assert covered(parse_ruleset(ETHNIC + text)).shown == ()


@pytest.mark.parametrize("ruleset", [ethnic(), small()], ids=["ethnic", "small"])
def test_every_example_is_a_commune_that_could_exist_and_shows_what_it_should(ruleset: RuleSet) -> None:
    """Its facts do not contradict each other, its day is in force, and a case with them would count."""
    found = covered(ruleset._replace(cases=()))
    assert found.shown == ()
    for obligation, example in found.lacking:
        assert example is not None, obligation.message.say("en")
        assert not contradicts_itself(example.facts, ruleset)
        assert shows(obligation, evaluate(make_plan(ruleset, example.day), example.facts))


def test_nothing_is_above_the_end_of_a_range() -> None:
    """No commune has more than 100 %, or less than no kilometres."""
    shape = {"indicator": "rate", "gte": "100%"}
    assert impossible({"x": shape, "y": {"indicator": "length", "lte": "0"}}, {"any_of": ["x", "y"]}) == {
        ("above", "rate"),
        ("below", "length"),
    }


def test_a_criterion_that_cannot_be_met_is_not_asked_for() -> None:
    """Nor that it decides anything; what is left can be shown."""
    both = {"all_of": [{"indicator": "rate", "gte": "50%"}, {"indicator": "rate", "lt": "20%"}]}
    assert impossible({"x": both, "y": yes("a")}, {"any_of": ["x", "y"]}) == {("met", "x")} | {("decides_for", "x")}
    assert ("decides_against", "x") not in impossible({"x": both, "y": yes("a")}, {"any_of": ["x", "y"]})


def test_a_criterion_that_nothing_rests_on_decides_nothing() -> None:
    """It may count for the score all the same."""
    assert impossible({"x": yes("a"), "y": yes("b")}, "y") == {("decides_for", "x"), ("decides_against", "x")}


def test_a_criterion_may_be_decisive_although_its_own_facts_hide_it() -> None:
    """What is turned round is the outcome alone: another criterion about the same fact stays as it is."""
    criteria = {"low": {"indicator": "rate", "gte": "20%"}, "high": {"indicator": "rate", "gte": "50%"}}
    assert impossible(criteria, {"all_of": ["low", "high"]}) == {("decides_against", "low")}


def test_more_than_all_members_are_never_met() -> None:
    """Of three members four cannot be met, and no more than 100 %."""
    group = {"at_least": {"n": {"threshold": "n"}, "of": [yes(name) for name in "abc"]}}
    of_all = impossible({"x": group}, "x", thresholds={"n": threshold("count", "3")})
    assert of_all == {("above", "n")}
    assert impossible({"x": group}, "x", thresholds={"n": threshold("percent", "100%")}) == {("above", "n")}
    assert impossible({"x": group}, "x", thresholds={"n": threshold("percent", "50%")}) == set()


def test_a_share_that_no_decimal_states_is_shown_by_two_counts() -> None:
    """Exactly two thirds can be reached by counting only."""
    ruleset = tiny({"x": {"indicator": "share", "gte": "50%"}}, "x")
    leaf = Leaf("share", (Comparison(Operator.GTE, Fraction(200, 3)),), ("criteria", "x", "test"))
    thirds = ruleset._replace(criteria={"x": ruleset.criteria["x"]._replace(test=leaf)})
    at = next(item for item in covered(thirds).lacking if item.obligation.kind is Kind.AT)
    assert at.example is not None
    assert at.example.facts == {"part": 2, "whole": 3}


def test_what_was_not_decided_is_lacking_without_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts as lacking: only what is proven impossible does not."""

    def too_many(*_: object) -> None:
        raise TooMany(0)

    monkeypatch.setattr(searching, "seen", too_many)
    ruleset = tiny({"x": yes("a")}, "x")
    found = covered(ruleset)
    assert [item.example for item in found.lacking] == [None] * 4
    assert found.impossible == ()


@pytest.mark.full
def test_without_anything_to_show_everything_is_shown() -> None:
    """A rule set that only takes over another has no obligations."""
    child = 'format: 1\nid: c\nversion: "1"\nextends: pilot-smart-2023\nlabel: {vi: Con, en: Child}\n'
    found = covered(parse_ruleset(child))
    assert found.rate == 100
    assert found.left == 11


def test_stretches_end_where_a_threshold_changes() -> None:
    """Inside a stretch every day is like every other; days outside the period in force are left out."""
    assert [day.isoformat() for day in stretches(small())] == ["2021-01-01", "2022-01-01", "2023-01-01"]
    later = parse_ruleset(changed(("until: 2025-12-31}", "until: 2022-06-30}"), ("on: 2023-01-01", "on: 2022-01-01")))
    assert [day.isoformat() for day in stretches(later)] == ["2021-01-01", "2022-01-01"]
    assert [day.isoformat() for day in stretches(later, small())] == [
        "2021-01-01",
        "2022-01-01",
        "2022-07-01",
        "2023-01-01",
    ]


def test_an_obligation_of_one_period_is_shown_on_its_own_days() -> None:
    """The example lies on the first day of the stretch."""
    ruleset = parse_ruleset(SMALL)._replace(cases=())
    search = Witness(ruleset)
    days = {
        (item.message.say("en"), answer.example.day.isoformat())
        for item in obligations(ruleset)
        for answer in (search.of(item),)
        if item.subject == "guess" and item.kind is Kind.AT and answer.example
    }
    assert days == {
        ("a figure at exactly `guess` (30%), since 2021-01-01", "2021-01-01"),
        ("a figure at exactly `guess` (40%), since 2023-01-01", "2023-01-01"),
    }


def test_past_its_steps_coverage_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is lacking is listed without an example, and nothing is called impossible."""
    ruleset = tiny(
        {"x": yes("a"), "y": {"all_of": [{"indicator": "region", "is": place} for place in ("delta", "other")]}},
        {"any_of": ["x", "y"]},
    )
    assert coverage(ruleset, ()).impossible
    monkeypatch.setattr(searching, "MOST_STEPS", -1)
    found = coverage(ruleset, ())
    assert (found.shown, found.impossible) == ((), ())
    assert {item.example for item in found.lacking} == {None}


def test_below_a_day_to_come_stands_every_day_that_has_come() -> None:
    """The eve of a day after all that the rules are in force on has not come; at it and after it, none can be shown."""
    opened = {"opened": {"type": "date"}}
    found = impossible({"x": {"indicator": "opened", "lte": "2030-01-01"}}, "x", indicators=opened)
    assert {(kind, subject) for kind, subject in found if subject == "opened"} == {
        ("at", "opened"),
        ("above", "opened"),
    }
