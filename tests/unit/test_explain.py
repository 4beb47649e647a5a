"""An evaluation to the tree of reasons."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from smartcommune.assess.assessment import ELIGIBLE, ROOT, SCOPE, Reason
from smartcommune.assess.explain import reasons
from smartcommune.assess.points import Points
from smartcommune.logic import Outcome, outcome_of
from smartcommune.messages import Listed
from smartcommune.model.condition import Operator
from smartcommune.model.facts import NA
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.wording import shown

from .tiny import Tree, assessed, ethnic, evaluated, every, reason_of, threshold, tiny, yes
from .trees import Sample, facts, flags_of, samples

RESULT = {
    Verdict.ELIGIBLE: Outcome.MET,
    Verdict.NOT_ELIGIBLE: Outcome.NOT_MET,
    Verdict.UNDETERMINED: Outcome.UNKNOWN,
    Verdict.OUT_OF_SCOPE: Outcome.NOT_APPLICABLE,
}


def tree(ruleset: RuleSet, known: Tree, **options: Any) -> Reason:
    return reasons(evaluated(ruleset, known, **options))


def said(condition: Any, known: Tree, **more: Any) -> Reason:
    """The reason of the only criterion of a rule set."""
    options = {name: more.pop(name) for name in ("overrides", "assumptions") if name in more}
    return reason_of(assessed(tiny({"it": condition}, {"any_of": ["it"]}, **more), known, **options), "it")


@given(samples(), facts)
def test_every_criterion_stands_in_the_tree_with_its_outcome(sample: Sample, known: dict[str, str]) -> None:
    """The tree repeats what was decided: for each criterion, for the whole, and nothing else."""
    ruleset = sample.ruleset
    evaluation = evaluated(ruleset, {flag: value for flag, value in known.items() if flag in flags_of(ruleset)})
    root = reasons(evaluation)
    assert (root.id, root.outcome) == (ROOT, RESULT[evaluation.verdict])
    assert [child.id for child in root.children] == [ELIGIBLE]
    assert root.children[0].outcome is outcome_of(evaluation.eligible)
    criteria = {reason.id: reason for reason in every(root) if reason.is_criterion}
    assert {id: reason.outcome for id, reason in criteria.items()} == {
        id: outcome_of(possible) for id, possible in evaluation.outcomes.items()
    }


@given(samples(), facts)
def test_every_reason_has_words_and_a_name_of_its_own(sample: Sample, known: dict[str, str]) -> None:
    """No two reasons share an id, and each says something in both languages."""
    ruleset = sample.ruleset
    root = tree(ruleset, {flag: value for flag, value in known.items() if flag in flags_of(ruleset)})
    found = list(every(root))
    assert len({reason.id for reason in found}) == len(found)
    for reason in found:
        for language in ("vi", "en"):
            assert reason.label.say(language).strip()
            assert reason.text.say(language).strip()


@pytest.mark.parametrize(
    ("condition", "known", "outcome", "text"),
    [
        ({"indicator": "rate", "gte": "80%"}, {"rate": "71.5%"}, Outcome.NOT_MET, "71.5% (needs at least 80%)"),
        ({"indicator": "rate", "gt": "80%"}, {"rate": "80%"}, Outcome.NOT_MET, "80% (needs more than 80%)"),
        ({"indicator": "rate", "lte": "80%"}, {"rate": "80%"}, Outcome.MET, "80% (needs at most 80%)"),
        ({"indicator": "rate", "lt": "80%"}, {"rate": "80%"}, Outcome.NOT_MET, "80% (needs less than 80%)"),
        ({"indicator": "rate", "gte": "100%"}, {"rate": "62%"}, Outcome.NOT_MET, "62% (needs 100%)"),
        (
            {"indicator": "rate", "gte": "10%", "lt": "20%"},
            {"rate": "20%"},
            Outcome.NOT_MET,
            "20% (needs at least 10%, less than 20%)",
        ),
        ({"indicator": "rate", "gte": "80%"}, {}, Outcome.UNKNOWN, "not given (needs at least 80%)"),
        ({"indicator": "rate", "gte": "80%"}, {"rate": "na"}, Outcome.NOT_APPLICABLE, "not applicable"),
        ({"indicator": "length", "gte": 5}, {"length": "4.5"}, Outcome.NOT_MET, "4.5 km (needs at least 5 km)"),
        ({"indicator": "part", "gte": 1500}, {"part": 1234}, Outcome.NOT_MET, "1,234 (needs at least 1,500)"),
        ({"indicator": "level", "gte": "basic"}, {"level": "none"}, Outcome.NOT_MET, "none (needs “basic” or higher)"),
        (
            {"indicator": "level", "is_not": "none"},
            {"level": "none"},
            Outcome.NOT_MET,
            "none (needs other than “none”)",
        ),
        (
            {"indicator": "level", "in": ["basic", "high"]},
            {"level": "none"},
            Outcome.NOT_MET,
            "none (needs one of: basic, high)",
        ),
        (
            {"indicator": "opened", "gte": "2020-03-01"},
            {"opened": "2020-02-29"},
            Outcome.NOT_MET,
            "2020-02-29 (needs on or after 2020-03-01)",
        ),
        (yes("a"), {"a": True}, Outcome.MET, "yes"),
        (yes("a"), {"a": False}, Outcome.NOT_MET, "no (required: yes)"),
        (yes("a"), {}, Outcome.UNKNOWN, "not assessed (required: yes)"),
        (
            {"indicator": "share", "gte": "57%"},
            {"part": 167, "whole": 293},
            Outcome.NOT_MET,
            "56.997% (needs at least 57%)",
        ),
        ({"indicator": "share", "gte": "50%"}, {"part": 2, "whole": 3}, Outcome.MET, "66.67% (needs at least 50%)"),
        (
            {"all_of": [yes("a"), yes("b"), yes("c")]},
            {"a": True},
            Outcome.UNKNOWN,
            "1 of 3 met, 2 unknown (needs all of them)",
        ),
        (
            {"any_of": [yes("a"), yes("b")]},
            {"a": "na", "b": False},
            Outcome.NOT_MET,
            "none of 1 met (needs at least one)",
        ),
        (
            {"none_of": [yes("a"), yes("b")]},
            {"a": True, "b": False},
            Outcome.NOT_MET,
            "1 of 2 met (needs none of them)",
        ),
        ({"all_of": [yes("a")]}, {"a": "na"}, Outcome.NOT_APPLICABLE, "none of the conditions applies"),
        (
            {"at_least": {"n": 2, "of": [yes("a"), yes("b"), yes("c")]}},
            {"a": True, "b": False, "c": False},
            Outcome.NOT_MET,
            "1 of 3 met (needs at least 2)",
        ),
        (
            {"at_least": {"n": "80%", "of": [yes("a"), yes("b")]}},
            {"a": True, "b": False},
            Outcome.NOT_MET,
            "1 of 2 met (needs at least 80%)",
        ),
    ],
)
def test_a_reason_in_words(condition: Any, known: Tree, outcome: Outcome, text: str) -> None:
    """The value, and what it would have to be; never a number on the wrong side of its threshold."""
    reason = said(condition, known)
    assert reason.outcome is outcome
    assert reason.text.say("en") == text


def test_a_leaf_says_with_what_it_was_compared() -> None:
    """Indicator, value, operator and threshold, in their own types."""
    low = {"low": threshold("percent", "80%")}
    reason = said({"indicator": "rate", "gte": {"threshold": "low"}, "lt": "90%"}, {"rate": "71.5%"}, thresholds=low)
    assert (reason.indicator, reason.value) == ("rate", Fraction("71.5"))
    first, second = reason.compared
    assert (first.operator, first.threshold, first.threshold_id, first.basis) == (Operator.GTE, 80, "low", "law")
    assert [citation.say("en") for citation in first.citations] == ["1/L"]
    assert (second.operator, second.threshold, second.threshold_id, second.basis) == (Operator.LT, 90, None, None)


def test_an_exclusive_threshold_shows_as_more_than() -> None:
    """The operator that decided is the one that is shown."""
    low = {"low": threshold("percent", "80%", exclusive="true")}
    reason = said({"indicator": "rate", "gte": {"threshold": "low"}}, {"rate": "80%"}, thresholds=low)
    assert reason.compared[0].operator is Operator.GT
    assert "more than 80%" in reason.text.say("en")


ASSUMED = {"low": threshold("percent", "80%", basis="assumption")}
REACHES = {"indicator": "rate", "gte": {"threshold": "low"}}


def test_an_assumed_threshold_says_so() -> None:
    """With the other test that the figure was published for."""
    reason = said(REACHES, {"rate": "80%"}, thresholds=ASSUMED)
    (compared,) = reason.compared
    assert compared.is_assumed
    assert compared.from_test is not None
    assert compared.from_test.say("en") == "another test"
    assert "assumed" in reason.text.say("en")
    assert "giả định" in reason.text.say("vi")


def test_a_refused_assumption_says_so() -> None:
    """The threshold has no value then."""
    reason = said(REACHES, {"rate": "80%"}, thresholds=ASSUMED, assumptions="refuse")
    assert (reason.outcome, reason.compared[0].threshold) == (Outcome.UNKNOWN, None)
    assert "assumptions are refused" in reason.text.say("en")


def test_a_threshold_without_a_value_on_the_date_says_so() -> None:
    """Nobody has set it for that day."""
    later = {"low": {**threshold("percent", "80%"), "values": [{"from": "2024-01-01", "default": "80%"}]}}
    reason = said(REACHES, {"rate": "80%"}, thresholds=later)
    assert reason.outcome is Outcome.UNKNOWN
    assert "needs a threshold that has not been set" in reason.text.say("en")


def test_a_threshold_set_by_the_user_says_so() -> None:
    """It is neither law nor assumption any more."""
    reason = said(REACHES, {"rate": "80%"}, thresholds=ASSUMED, overrides={"low": "70%"})
    (compared,) = reason.compared
    assert (compared.basis, compared.threshold, compared.is_assumed) == ("set", 70, False)
    assert (compared.citations, compared.from_test) == ((), None)
    assert "set by the user" in reason.text.say("en")


def test_a_number_of_members_says_what_it_rests_on() -> None:
    """An assumed count of members is marked like an assumed figure."""
    need = {"enough": threshold("count", "2", basis="assumption")}
    group = {"at_least": {"n": {"threshold": "enough"}, "of": [yes("a"), yes("b"), yes("c")]}}
    known = {"a": True, "b": True}
    assert "at least 2, assumed" in said(group, known, thresholds=need).text.say("en")
    assert "at least 1, set by the user" in said(group, known, thresholds=need, overrides={"enough": "1"}).text.say(
        "en"
    )
    assert said(group, known, thresholds=need, assumptions="refuse").outcome is Outcome.UNKNOWN


def test_a_refused_number_of_members_says_so() -> None:
    """As for a figure: the assumption was refused, which is not the same as nobody having set it."""
    need = {"enough": threshold("count", "2", basis="assumption")}
    group = {"at_least": {"n": {"threshold": "enough"}, "of": [yes("a"), yes("b")]}}
    assert "assumptions are refused" in said(group, {}, thresholds=need, assumptions="refuse").text.say("en")


def test_all_values_of_an_unknown_place_are_shown() -> None:
    """With the name of what they depend on; no single threshold then."""
    by_region = {"low": threshold("percent", "50%", places={"delta": "40%"})}
    reason = said(REACHES, {"rate": "45%"}, thresholds=by_region)
    assert reason.compared[0].threshold is None
    text = reason.text.say("en")
    assert "40%" in text
    assert "50%" in text
    assert "region" in text
    known = said(REACHES, {"rate": "45%", "region": "delta"}, thresholds=by_region)
    assert known.compared[0].threshold == 40
    assert "50%" not in known.text.say("en")


@pytest.mark.parametrize(
    ("known", "outcome", "words"),
    [
        ({"a": True, "b": False}, Outcome.NOT_MET, "no (required: yes)"),
        ({"a": False, "b": True}, Outcome.NOT_APPLICABLE, "does not apply here"),
        ({"b": True}, Outcome.UNKNOWN, "not known whether it applies"),
    ],
)
def test_a_criterion_for_some_says_whether_it_applies(known: Tree, outcome: Outcome, words: str) -> None:
    """What decides that stands first below it."""
    reason = said({"test": yes("b"), "applies_when": yes("a")}, known)
    assert reason.outcome is outcome
    assert words in reason.text.say("en")
    assert reason.children[0].indicator == "a"
    assert reason.children[0].label.say("en") == "Applies to"


@pytest.mark.parametrize(
    "known", [{"a": False, "b": True}, {"a": False, "b": False}, {"b": True}, {"a": True, "b": True}]
)
def test_the_test_of_a_criterion_for_some_keeps_its_own_outcome(known: Tree) -> None:
    """The test below such a criterion says what the commune's figure gives, whether or not it counts."""
    reason = said({"test": yes("b"), "applies_when": yes("a")}, known)
    inner = reason.children[-1]
    assert inner.indicator == "b"
    assert inner.outcome is (Outcome.MET if known["b"] else Outcome.NOT_MET)


def test_the_opposite_shows_what_it_is_the_opposite_of() -> None:
    """`not` has one child, with the other outcome."""
    reason = said({"not": yes("a")}, {"a": True})
    assert (reason.outcome, reason.children[0].outcome) == (Outcome.NOT_MET, Outcome.MET)
    assert reason.children[0].indicator == "a"


def test_a_criterion_is_unfolded_once() -> None:
    """Named twice, it stands twice, with its parts the first time only."""
    criteria = {"ca": {"all_of": [yes("a"), yes("b")]}, "cb": {"any_of": ["ca", yes("c")]}}
    root = tree(tiny(criteria, {"all_of": ["ca", "cb"]}), {"a": True, "b": True})
    first, second = [reason for reason in every(root) if reason.id == "ca"]
    assert (len(first.children), len(second.children)) == (2, 0)
    assert first.outcome is second.outcome is Outcome.MET


def test_a_criterion_that_is_another_shows_it() -> None:
    """Its only child is the other one."""
    reason = reason_of(assessed(tiny({"ca": yes("a"), "cb": "ca"}, {"any_of": ["cb"]}), {"a": True}), "cb")
    assert [child.id for child in reason.children] == ["ca"]
    assert reason.outcome is Outcome.MET


def test_a_single_criterion_can_be_the_whole_condition() -> None:
    """It stands below the condition of selection as itself."""
    root = tree(tiny({"ca": yes("a")}, "ca"), {"a": True})
    assert [reason.id for reason in every(root)] == [ROOT, ELIGIBLE, "ca"]


def test_the_scope_stands_first() -> None:
    """A part of its own, with its criteria."""
    root = tree(tiny({"in": yes("a"), "it": yes("b")}, "it", scope=["in"]), {"a": False, "b": True})
    scope, eligible = root.children
    assert (scope.id, scope.outcome, [child.id for child in scope.children]) == (SCOPE, Outcome.NOT_MET, ["in"])
    assert (eligible.id, eligible.outcome) == (ELIGIBLE, Outcome.MET)
    assert root.outcome is Outcome.NOT_APPLICABLE


def test_the_members_that_must_be_met_are_told() -> None:
    """A group that fails because of `must` names the member that it fails by."""
    group = {"at_least": {"n": 1, "of": [yes("a"), yes("b")], "must": [yes("b")]}}
    reason = said(group, {"a": True, "b": False})
    assert reason.outcome is Outcome.NOT_MET
    assert reason.text.say("en") != "1 of 2 met (needs at least 1)"  # alone it would contradict the outcome


def test_citations_are_those_of_the_criterion() -> None:
    """A criterion is cited, its parts are not cited again."""
    root = tree(ethnic(), {"ntm": False, "poverty_rate": "20%"})
    cited = {reason.id: [item.say("vi") for item in reason.citations] for reason in every(root) if reason.citations}
    assert cited["high_poverty"] == ["33/2020/QĐ-TTg, 3.2.a"]
    assert set(cited) == set(ethnic().criteria)


def test_a_value_that_does_not_apply_is_told_as_such() -> None:
    """Not applicable is neither unknown nor false."""
    reason = said(yes("a"), {"a": "na"})
    assert (reason.value, reason.outcome) == (NA, Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(("number", "said"), [(1, "1 village"), (2, "2 villages"), (0, "0 villages")])
def test_one_thing_is_said_as_one(number: int, said: str) -> None:
    """English has another word for several; the id of a unit is that for one."""
    indicator = (
        tiny({"c": yes("a")}, {"any_of": ["c"]}).indicators["a"]._replace(type="count", unit="village", values={})
    )
    assert Listed((shown(Fraction(number), indicator),)).say("en") == said
    assert Listed((shown(Fraction(number), indicator),)).say("vi") == f"{number} thôn"


def test_one_point_is_said_as_one() -> None:
    """Of the most that was to be had, or of what is earned where there is no most."""
    earned = {(1, 1): "1 of 1 point", (0, 1): "0 of 1 point", (1, 2): "1 of 2 points", (-1, 0): "-1 point"}
    for (points, most), said in earned.items():
        assert Points(*map(Fraction, (points, points, most, most))).text.say("en") == said
