"""A plan and facts to outcomes and a verdict."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.engine import evaluate as engine
from smartcommune.engine.evaluate import evaluate, evaluate_again, evaluate_under, flipped
from smartcommune.engine.plan import make_plan
from smartcommune.logic import ANYTHING, Outcome, outcome_of
from smartcommune.model.facts import NA
from smartcommune.model.ruleset import RuleSet, Verdict

from .tiny import Tree, ethnic, evaluated, threshold, tiny, yes
from .trees import Sample, completions, facts, flags_of, samples


def outcome(ruleset: RuleSet, id: str, known: Tree, **options: Any) -> Outcome:
    return outcome_of(evaluated(ruleset, known, **options).outcomes[id])


def test_of(condition: Any, known: Tree, **more: Any) -> Outcome:
    """The outcome of one condition."""
    options = {name: more.pop(name) for name in ("overrides", "assumptions", "day") if name in more}
    return outcome(tiny({"it": condition}, "it", **more), "it", known, **options)


test_of.__test__ = False  # type: ignore[attr-defined]  # a helper: "the test of a criterion" is the field's word


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({"region": "other", "ntm": False, "poverty_rate": "20%"}, Verdict.ELIGIBLE),
        ({"ntm": False, "poverty_rate": "20%"}, Verdict.ELIGIBLE),
        ({"ntm": False, "poverty_rate": "16%"}, Verdict.UNDETERMINED),
        ({"region": "mekong_delta", "ntm": False, "poverty_rate": "16%"}, Verdict.ELIGIBLE),
        ({"region": "other", "ntm": False, "poverty_rate": "14.9%"}, Verdict.NOT_ELIGIBLE),
        ({"region": "other", "ntm": False, "poverty_rate": "19.9%"}, Verdict.UNDETERMINED),
        ({"region": "other", "ntm": False, "poverty_rate": "19.9%", "illiterate": "20%"}, Verdict.ELIGIBLE),
        ({"region": "other", "ntm": False, "poverty_rate": "19.9%", "poor": 5, "poor_em": 3}, Verdict.UNDETERMINED),
        ({"region": "other", "ntm": False, "poverty_rate": "19.9%", "poor": 499, "poor_em": 300}, Verdict.ELIGIBLE),
        ({"region": "mekong_delta", "ntm": False, "poor_em": 151}, Verdict.ELIGIBLE),
        ({"region": "mekong_delta", "ntm": False, "poverty_rate": "0%", "poor_em": 150}, Verdict.NOT_ELIGIBLE),
        ({"region": "other", "ntm": False, "poverty_rate": "0%", "poor_em": 151}, Verdict.NOT_ELIGIBLE),
        ({"ntm": True}, Verdict.NOT_ELIGIBLE),
        ({}, Verdict.UNDETERMINED),
    ],
)
def test_the_example_of_the_format(known: dict[str, object], verdict: Verdict) -> None:
    """The ethnic-area rule set decides as its law says; the first three are its own cases."""
    assert evaluated(ethnic(), known).verdict is verdict


def test_one_place_counts_for_all_thresholds_of_a_leaf() -> None:
    """At 16 % a commune is above the middle threshold in the Delta and elsewhere, but below the high one only there."""
    found = evaluated(ethnic(), {"poverty_rate": "16%"}).outcomes
    assert outcome_of(found["mid_poverty"]) is Outcome.UNKNOWN
    at_17 = threshold("percent", "15%", places={"delta": "20%"})
    at_22 = threshold("percent", "20%", places={"delta": "25%"})
    condition = {"indicator": "rate", "gte": {"threshold": "low"}, "lt": {"threshold": "high"}}
    both = {"low": at_17, "high": at_22}
    # Low is 15 or 20 and high 20 or 25: 20 % lies between them in the Delta only, 22 % there too, 10 % nowhere.
    assert test_of(condition, {"rate": "20%"}, thresholds=both) is Outcome.UNKNOWN
    assert test_of(condition, {"rate": "20%", "region": "delta"}, thresholds=both) is Outcome.MET
    assert test_of(condition, {"rate": "10%"}, thresholds=both) is Outcome.NOT_MET
    assert test_of(condition, {"rate": "25%"}, thresholds=both) is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        (yes("a"), {"a": True}, Outcome.MET),
        (yes("a"), {"a": False}, Outcome.NOT_MET),
        (yes("a"), {}, Outcome.UNKNOWN),
        (yes("a"), {"a": None}, Outcome.UNKNOWN),
        (yes("a"), {"a": "?"}, Outcome.UNKNOWN),
        (yes("a"), {"a": "na"}, Outcome.NOT_APPLICABLE),
        ({"not": yes("a")}, {}, Outcome.UNKNOWN),
        ({"not": yes("a")}, {"a": "na"}, Outcome.NOT_APPLICABLE),
        ({"not": yes("a")}, {"a": False}, Outcome.MET),
        ({"indicator": "rate", "gte": "70%"}, {"rate": "69.95"}, Outcome.NOT_MET),
        ({"indicator": "rate", "gte": "70%"}, {"rate": "69.9999999999999"}, Outcome.NOT_MET),
        ({"indicator": "rate", "gte": "70%"}, {"rate": 70}, Outcome.MET),
        ({"indicator": "rate", "gt": "70%"}, {"rate": 70}, Outcome.NOT_MET),
        ({"indicator": "rate", "lte": "70%"}, {"rate": 70}, Outcome.MET),
        ({"indicator": "rate", "lt": "70%"}, {"rate": 70}, Outcome.NOT_MET),
        ({"indicator": "rate", "is": "70%"}, {"rate": "70.0"}, Outcome.MET),
        ({"indicator": "rate", "is_not": "70%"}, {"rate": "70.0"}, Outcome.NOT_MET),
        ({"indicator": "level", "gte": "basic"}, {"level": "high"}, Outcome.MET),
        ({"indicator": "level", "gte": "basic"}, {"level": "none"}, Outcome.NOT_MET),
        ({"indicator": "level", "in": ["none", "high"]}, {"level": "basic"}, Outcome.NOT_MET),
        ({"indicator": "level", "in": ["none", "high"]}, {"level": "high"}, Outcome.MET),
        ({"indicator": "opened", "gte": "2020-02-29"}, {"opened": "2020-02-29"}, Outcome.MET),
        ({"indicator": "opened", "lt": "2020-02-29"}, {"opened": "2020-02-29"}, Outcome.NOT_MET),
        ({"indicator": "share", "gte": "57%"}, {"part": 167, "whole": 293}, Outcome.NOT_MET),
        ({"indicator": "share", "gte": "58%"}, {"part": 29, "whole": 50}, Outcome.MET),
        ({"indicator": "share", "gte": "50%"}, {"part": 0, "whole": 0}, Outcome.NOT_APPLICABLE),
        ({"indicator": "share", "gte": "50%"}, {"part": 3}, Outcome.UNKNOWN),
        ({"none_of": [yes("a"), yes("b")]}, {"a": False, "b": "na"}, Outcome.MET),
        ({"none_of": [yes("a"), yes("b")]}, {"a": False}, Outcome.UNKNOWN),
        ({"none_of": [yes("a"), yes("b")]}, {"a": True}, Outcome.NOT_MET),
        ({"at_least": {"n": 2, "of": [yes("a"), yes("b"), yes("c")]}}, {"a": True, "b": True}, Outcome.MET),
        ({"at_least": {"n": 2, "of": [yes("a"), yes("b"), yes("c")]}}, {"a": True, "b": False}, Outcome.UNKNOWN),
        ({"at_least": {"n": 2, "of": [yes("a"), yes("b"), yes("c")]}}, {"a": False, "b": False}, Outcome.NOT_MET),
        (
            {"at_least": {"n": "50%", "of": [yes("a"), yes("b"), yes("c")]}},
            {"a": True, "b": False, "c": "na"},
            Outcome.MET,
        ),
        (
            {"at_least": {"n": "2/3", "of": [yes("a"), yes("b"), yes("c")]}},
            {"a": True, "b": True, "c": False},
            Outcome.MET,
        ),
        (
            {"at_least": {"n": "67%", "of": [yes("a"), yes("b"), yes("c")]}},
            {"a": True, "b": True, "c": False},
            Outcome.NOT_MET,
        ),
        (
            {"at_least": {"n": 1, "of": [yes("a"), yes("b")], "must": [yes("b")]}},
            {"a": True, "b": False},
            Outcome.NOT_MET,
        ),
        ({"at_least": {"n": 1, "of": [yes("a"), yes("b")], "must": [yes("b")]}}, {"b": True}, Outcome.MET),
    ],
)
def test_a_condition_has_its_outcome(condition: Any, known: Tree, expected: Outcome) -> None:
    """Comparisons are exact, unknown is neither true nor false, and what does not apply drops out."""
    assert test_of(condition, known) is expected


@pytest.mark.parametrize(
    ("given_rate", "expected"),
    [("69.9", Outcome.NOT_MET), ("70.0", Outcome.UNKNOWN), ("70.1", Outcome.MET)],
)
def test_a_rounded_figure_is_an_interval(given_rate: str, expected: Outcome) -> None:
    """70.0 rounded to 0.1 may have been 69.96: whether it reaches 70 % is not known."""
    assert test_of({"indicator": "rounded", "gte": "70%"}, {"rounded": given_rate}) is expected


def test_a_rounded_figure_keeps_to_its_range() -> None:
    """100.0 stands for no more than 100, and 0.0 for no less than 0."""
    assert test_of({"indicator": "rounded", "lte": "100%"}, {"rounded": 100}) is Outcome.MET
    assert test_of({"indicator": "rounded", "gte": "0%"}, {"rounded": 0}) is Outcome.MET
    assert test_of({"indicator": "rounded", "gte": "100%"}, {"rounded": 100}) is Outcome.UNKNOWN


LOW = {"low": threshold("percent", "50%", basis="assumption")}
REACHES = {"indicator": "rate", "gte": {"threshold": "low"}}


def test_an_assumption_is_used_unless_refused() -> None:
    """Refused, it has no value, and what needs it is unknown."""
    assert test_of(REACHES, {"rate": 50}, thresholds=LOW) is Outcome.MET
    assert test_of(REACHES, {"rate": 50}, thresholds=LOW, assumptions="refuse") is Outcome.UNKNOWN
    assert test_of(REACHES, {"rate": "na"}, thresholds=LOW, assumptions="refuse") is Outcome.NOT_APPLICABLE


def test_a_threshold_without_a_value_leaves_open_only_what_needs_it() -> None:
    """The other bound of the same leaf can still decide."""
    condition = {**REACHES, "lt": "60%"}
    assert test_of(condition, {"rate": 60}, thresholds=LOW, assumptions="refuse") is Outcome.NOT_MET
    assert test_of(condition, {"rate": 59}, thresholds=LOW, assumptions="refuse") is Outcome.UNKNOWN


def test_a_setting_stands_above_the_rule_set() -> None:
    """Also above a refusal of assumptions."""
    options: dict[str, Any] = {"thresholds": LOW, "overrides": {"low": "70%"}}
    assert test_of(REACHES, {"rate": "69.9"}, **options) is Outcome.NOT_MET
    assert test_of(REACHES, {"rate": 70}, assumptions="refuse", **options) is Outcome.MET


def test_reaching_an_exclusive_threshold_does_not_suffice() -> None:
    """`exclusive: true` turns "at least" into "more than"."""
    strict = {"low": threshold("percent", "50%", exclusive="true")}
    assert test_of(REACHES, {"rate": 50}, thresholds=strict) is Outcome.NOT_MET
    assert test_of(REACHES, {"rate": "50.1"}, thresholds=strict) is Outcome.MET


def test_every_possible_place_is_tried() -> None:
    """A threshold by region decides without the region only if all regions agree."""
    by_region = {"low": threshold("percent", "50%", places={"delta": "40%"})}
    assert test_of(REACHES, {"rate": 50}, thresholds=by_region) is Outcome.MET
    assert test_of(REACHES, {"rate": 39}, thresholds=by_region) is Outcome.NOT_MET
    assert test_of(REACHES, {"rate": 45}, thresholds=by_region) is Outcome.UNKNOWN
    assert test_of(REACHES, {"rate": 45, "region": "delta"}, thresholds=by_region) is Outcome.MET
    assert test_of(REACHES, {"rate": 45, "region": "other"}, thresholds=by_region) is Outcome.NOT_MET


def test_a_number_of_members_can_depend_on_the_place() -> None:
    """Two of three in the Delta, one elsewhere: without the region one is not enough to know."""
    need = {"enough": threshold("count", "1", places={"delta": "2"})}
    group = {"at_least": {"n": {"threshold": "enough"}, "of": [yes("a"), yes("b"), yes("c")]}}
    assert test_of(group, {"a": True, "b": False, "c": False}, thresholds=need) is Outcome.UNKNOWN
    assert test_of(group, {"a": True, "b": True}, thresholds=need) is Outcome.MET
    assert test_of(group, {"a": True, "b": False, "c": False, "region": "other"}, thresholds=need) is Outcome.MET
    assert test_of(group, {"a": False, "b": False, "c": False}, thresholds=need) is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"a": True, "b": True}, Outcome.MET),
        ({"a": True, "b": False}, Outcome.NOT_MET),
        ({"a": False, "b": True}, Outcome.NOT_APPLICABLE),
        ({"a": False}, Outcome.NOT_APPLICABLE),
        ({"a": "na", "b": True}, Outcome.NOT_APPLICABLE),
        ({"b": True}, Outcome.UNKNOWN),
        ({}, Outcome.UNKNOWN),
    ],
)
def test_a_criterion_may_apply_to_some_only(known: Tree, expected: Outcome) -> None:
    """`applies_when` not met drops the criterion; unknown leaves it open."""
    ruleset = tiny({"it": {"test": yes("b"), "applies_when": yes("a")}}, {"any_of": ["it"]})
    assert outcome(ruleset, "it", known) is expected


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({"a": True, "b": True}, Verdict.ELIGIBLE),
        ({"a": True, "b": False}, Verdict.NOT_ELIGIBLE),
        ({"a": True}, Verdict.UNDETERMINED),
        ({"a": False, "b": True}, Verdict.OUT_OF_SCOPE),
        ({"a": False}, Verdict.OUT_OF_SCOPE),
        ({"b": True}, Verdict.UNDETERMINED),
        ({"b": False}, Verdict.UNDETERMINED),
        ({}, Verdict.UNDETERMINED),
    ],
)
def test_the_scope_comes_first(known: Tree, verdict: Verdict) -> None:
    """Not met: out of scope, whatever else; unknown: undetermined."""
    assert evaluated(tiny({"in": yes("a"), "it": yes("b")}, "it", scope=["in"]), known).verdict is verdict


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2020, 12, 31), Verdict.NOT_IN_FORCE),
        (date(2021, 1, 1), Verdict.ELIGIBLE),
        (date(2025, 12, 31), Verdict.ELIGIBLE),
        (date(2026, 1, 1), Verdict.NOT_IN_FORCE),
    ],
)
def test_the_period_in_force_includes_both_ends(day: date, verdict: Verdict) -> None:
    """Outside it nothing is evaluated at all."""
    found = evaluated(tiny({"it": yes("a")}, "it"), {"a": True}, day)
    assert found.verdict is verdict
    assert bool(found.outcomes) is (verdict is Verdict.ELIGIBLE)


def test_shares_follow_from_their_counts() -> None:
    """The counts decide, where a commune gives them, and the facts of the evaluation hold the share too."""
    found = evaluated(tiny({"it": {"indicator": "share", "gte": "50%"}}, "it"), {"part": 2, "whole": 3})
    assert found.verdict is Verdict.ELIGIBLE
    assert str(found.facts["share"]) == "200/3"


@given(samples(), facts)
def test_a_settled_verdict_is_the_one_of_every_completion(sample: Sample, known: dict[str, str]) -> None:
    """Sound and, where each fact stands in one place only, complete: undetermined exactly if completions differ."""
    ruleset = sample.ruleset
    flags = flags_of(ruleset)
    known = {flag: value for flag, value in known.items() if flag in flags}
    verdicts = {evaluated(ruleset, completed).verdict for completed in completions(known, flags)}
    assert evaluated(ruleset, known).verdict is (verdicts.pop() if len(verdicts) == 1 else Verdict.UNDETERMINED)


def test_repeating_and_reordering_members_changes_nothing() -> None:
    """A criterion named twice in `all_of` or `any_of` counts as one."""
    criteria = {"ca": yes("a"), "cb": yes("b"), "cc": yes("c")}
    whens = [
        {"all_of": ["ca", {"any_of": ["cb", "cc"]}]},
        {"all_of": [{"any_of": ["cc", "cb", "cc"]}, "ca", "ca"]},
    ]
    for known in completions({}, list("abc")):
        first, second = (evaluated(tiny(criteria, when), known).verdict for when in whens)
        assert first is second


def test_one_criterion_can_be_turned_round() -> None:
    """What rests on it follows, also where it stands below another criterion; the facts stay as they are."""
    ruleset = tiny(
        {"x": yes("a"), "y": {"any_of": ["x", yes("b")]}, "z": yes("c")}, {"all_of": ["y", "z"]}, scope=["z"]
    )
    found = evaluated(ruleset, {"a": True, "b": False, "c": True})
    other = flipped(found, "x")
    assert (found.verdict, other.verdict) == (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)
    assert {id: outcome_of(possible) for id, possible in other.outcomes.items()} == {
        "x": Outcome.NOT_MET,
        "y": Outcome.NOT_MET,
        "z": Outcome.MET,
    }
    assert flipped(found, "z").verdict is Verdict.OUT_OF_SCOPE


def test_what_is_open_or_does_not_apply_cannot_be_turned_round() -> None:
    """There is no other way for it to come out."""
    ruleset = tiny({"x": yes("a")}, "x")
    for known in ({}, {"a": "na"}):
        found = evaluated(ruleset, known)
        assert flipped(found, "x").outcomes == found.outcomes


def test_a_rounded_figure_may_be_one_of_several_values() -> None:
    """70 % rounded to tenths may have been 70.04 %, so it is not settled that it is none of the values named."""
    ruleset = tiny({"it": {"indicator": "rounded", "in": ["70.04%", "20%"]}}, "it")
    assert outcome(ruleset, "it", {"rounded": "70"}) is Outcome.UNKNOWN
    assert outcome(ruleset, "it", {"rounded": "71"}) is Outcome.NOT_MET


REGIONAL = {"t": threshold("percent", "50%", places={"delta": "30%"})}
RELATED = tiny(
    {
        "x": {"applies_when": yes("a"), "test": {"indicator": "rate", "gte": {"threshold": "t"}}},
        "y": {"any_of": ["x", {"indicator": "share", "gte": "50%"}]},
        "z": {"not": yes("b")},
    },
    {"all_of": ["y", {"any_of": ["z", yes("c")]}]},
    thresholds=REGIONAL,
)
STATED = {
    "a": st.sampled_from([True, False, NA]),
    "b": st.sampled_from([True, NA]),
    "c": st.booleans(),
    "rate": st.sampled_from([Fraction(29), Fraction(30), Fraction(50), NA]),
    "region": st.sampled_from(["delta", "other"]),
    "part": st.sampled_from([Fraction(0), Fraction(5), NA]),
    "whole": st.sampled_from([Fraction(0), Fraction(10), NA]),
}
SOME = st.fixed_dictionaries({}, optional=STATED)


@given(SOME, SOME)
def test_what_changes_is_evaluated_again_as_if_all_were(known: dict[str, Any], changes: dict[str, Any]) -> None:
    """Places, shares that follow from counts, criteria that rest on others and the verdict's own comparison follow."""
    plan = make_plan(RELATED, date(2023, 6, 30))
    assert evaluate_again(evaluate(plan, known), changes) == evaluate(plan, {**known, **changes})


@given(SOME, st.sampled_from(["20%", "40%", "60%"]))
def test_under_another_threshold_only_what_compares_with_it_has_to_be_evaluated(known: dict[str, Any], to: str) -> None:
    """The same as evaluated anew."""
    plan, other = (make_plan(RELATED, date(2023, 6, 30), overrides=settings) for settings in ({}, {"t": to}))
    assert evaluate_under(evaluate(plan, known), other, ["x"]) == evaluate(other, known)


def test_only_what_looks_at_a_changed_fact_is_evaluated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One criterion, and what rests on it if its outcome is another one."""
    plan = make_plan(RELATED, date(2023, 6, 30))
    before, looked = evaluate(plan, {"a": True, "rate": Fraction(10), "region": "other"}), list[str]()
    monkeypatch.setattr(engine, "_criterion", lambda item, *_: looked.append(item.id) or ANYTHING)
    evaluate_again(before, {"b": True})
    assert looked == ["z"]
    evaluate_again(before, {"rate": Fraction(60)})
    assert looked == ["z", "x", "y"]
    monkeypatch.undo()
    monkeypatch.setattr(engine, "_criterion", lambda item, *_: looked.append(item.id) or before.outcomes[item.id])
    evaluate_again(before, {"rate": Fraction(11)})
    assert looked == ["z", "x", "y", "x"]
