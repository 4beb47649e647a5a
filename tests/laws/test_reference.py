"""The reference semantics against truth tables written by hand, and against laws that it must keep to be one."""

from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import Situation, Tree, completions, situations
from tests.spec.reference import ANY, assess, score

FACT = {"m": "true", "n": "false", "u": "?", "-": "na"}  # each makes a boolean leaf what the letter says
OUTCOME = {"m": "met", "n": "not_met", "u": "unknown", "-": "not_applicable"}
DELTA_POOR = {"by": "region", "basis": "law", "values": [{"from": "2021-01-01", "default": "20%", "delta": "15%"}]}
KLEENE = [  # two children: all_of, any_of, none_of, at least 1, 2, 50%, 60%, at most 1
    ("mm", "mmnmmmmn"),
    ("mn", "nmnmnmnm"),
    ("mu", "umnmumuu"),
    ("m-", "mmnmnmmm"),
    ("nn", "nnmnnnnm"),
    ("nu", "nuuununm"),
    ("n-", "nnmnnnnm"),
    ("uu", "uuuuuuuu"),
    ("u-", "uuuuuuuu"),
    ("--", "--------"),
]


def ruleset(test: Any, **more: Any) -> Tree:
    """A rule set with one criterion `it`, eligible when it is met."""
    types: Tree = {
        **{name: {"type": "boolean"} for name in "abc"},
        "region": {"type": "enum", "values": ["delta", "other"]},
        "level": {"type": "enum", "values": ["none", "basic", "high"], "ordered": "true"},
        "rate": {"type": "percent"},
        "about": {"type": "percent", "rounded_to": "1%"},
        "part": {"type": "count"},
        "whole": {"type": "count"},
        "opened": {"type": "date"},
    }
    leave = {"may_not_apply": "true"}
    return {
        "in_force": {"from": "2021-01-01", "until": "2025-12-31"},
        "indicators": {name: leave | each for name, each in types.items()},
        "derived": {"share": leave | {"share": {"of": "part", "in": "whole"}}},
        "thresholds": {},
        "criteria": {"it": {"test": test}},
        "verdict": {"eligible_when": "it"},
    } | more


def outcome(test: Any, facts: dict[str, str], on: str = "2023-05-01", **more: Any) -> str:
    """What the reference says of one condition."""
    options = {key: more.pop(key) for key in ("overrides", "assumptions") if key in more}
    answer: str = assess(ruleset(test, **more), facts, on, **options)["outcomes"]["it"]
    return answer


def met(name: str) -> Tree:
    """A leaf that is what its boolean indicator says."""
    return {"indicator": name, "is": "true"}


@pytest.mark.parametrize(("children", "expected"), KLEENE)
def test_groups_of_two_follow_kleene_over_the_children_that_apply(children: str, expected: str) -> None:
    """Every group is Kleene's, in either order, after the children that do not apply have dropped out."""
    of = [met("a"), met("b")]
    at_least = [{"at_least": {"n": n, "of": of}} for n in ("1", "2", "50%", "60%")]
    groups = [{"all_of": of}, {"any_of": of}, {"none_of": of}, *at_least, {"at_most": {"n": "1", "of": of}}]
    for one, other in ((children[0], children[1]), (children[1], children[0])):
        facts = {"a": FACT[one], "b": FACT[other]}
        assert [outcome(group, facts) for group in groups] == [OUTCOME[letter] for letter in expected]


@pytest.mark.parametrize(("child", "expected"), [("m", "n"), ("n", "m"), ("u", "u"), ("-", "-")])
def test_not_swaps_met_and_not_met_only(child: str, expected: str) -> None:
    """The negation of an unknown is unknown, and of what does not apply does not apply."""
    assert outcome({"not": met("a")}, {"a": FACT[child]}) == OUTCOME[expected]


@pytest.mark.parametrize(
    ("facts", "expected"), [("mmn", "m"), ("mnn", "n"), ("mn-", "n"), ("mmu", "m"), ("mnu", "u"), ("m--", "m")]
)
def test_two_thirds_is_an_exact_share_of_those_that_apply(facts: str, expected: str) -> None:
    """Two of three are 2/3, one of two is less, one of one is more."""
    stated = {name: FACT[letter] for name, letter in zip("abc", facts, strict=True)}
    assert outcome({"at_least": {"n": "2/3", "of": [met(name) for name in "abc"]}}, stated) == OUTCOME[expected]


@pytest.mark.parametrize(
    ("facts", "expected"), [("mmn", "m"), ("nmm", "n"), ("-mm", "m"), ("umm", "u"), ("unn", "n"), ("mnn", "n")]
)
def test_a_must_member_is_needed_unless_it_does_not_apply(facts: str, expected: str) -> None:
    """Enough members are not enough when one that must be met is not; one that does not apply drops out."""
    stated = {name: FACT[letter] for name, letter in zip("abc", facts, strict=True)}
    group = {"n": "2", "of": [met(name) for name in "abc"], "must": [met("a")]}
    assert outcome({"at_least": group}, stated) == OUTCOME[expected]


@pytest.mark.parametrize(
    ("applies", "test", "expected"),
    [("m", "m", "m"), ("m", "n", "n"), *product("n-", "mnu-", "-"), *product("u", "mnu", "u"), ("u", "-", "-")],
)
def test_applies_when_lets_a_criterion_drop_out(applies: str, test: str, expected: str) -> None:
    """Where `applies_when` is not met a criterion does not apply; where it is unknown, the criterion is."""
    criteria = {"it": {"test": met("a"), "applies_when": met("b")}}
    assert outcome(None, {"a": FACT[test], "b": FACT[applies]}, criteria=criteria) == OUTCOME[expected]


@pytest.mark.parametrize(
    ("bound", "fact", "expected"),
    [
        ({"gte": "70%"}, "69.95", "not_met"),
        ({"gte": "70%"}, "69,95%", "not_met"),
        ({"gte": "70%"}, "70", "met"),
        ({"gt": "70%"}, "70%", "not_met"),
        ({"gte": "15%", "lt": "20%"}, "20%", "not_met"),
        ({"gte": "15%", "lt": "20%"}, "15%", "met"),
    ],
)
def test_percentages_compare_exactly(bound: Tree, fact: str, expected: str) -> None:
    """69.95 is below 70, and a bound belongs to `gte` and `lte` only."""
    assert outcome({"indicator": "rate"} | bound, {"rate": fact}) == expected


@pytest.mark.parametrize(
    ("part", "whole", "limit", "expected"),
    [
        ("29", "50", "58%", "met"),  # 100 * (29 / 50) is 57.99999999999999 in floats
        ("167", "293", "57%", "not_met"),  # 56.9965..., which rounds to 57.00
        ("0", "0", "0%", "not_applicable"),
        ("?", "0", "0%", "not_applicable"),
        ("na", "?", "0%", "not_applicable"),
        ("3", "?", "0%", "unknown"),
    ],
)
def test_a_share_of_two_counts_is_exact(part: str, whole: str, limit: str, expected: str) -> None:
    """A share is neither rounded nor computed in floats, and a share in nothing does not apply."""
    assert outcome({"indicator": "share", "gte": limit}, {"part": part, "whole": whole}) == expected


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"rate": "20%"}, "eligible"),
        ({"rate": "16%"}, "undetermined"),
        ({"rate": "14%"}, "not_eligible"),
        ({"rate": "16%", "region": "delta"}, "eligible"),
        ({"rate": "16%", "region": "other"}, "not_eligible"),
        ({"rate": "99%", "region": "na"}, "eligible"),
        ({"region": "delta"}, "undetermined"),
    ],
)
def test_an_unknown_region_is_settled_only_when_every_threshold_agrees(facts: dict[str, str], verdict: str) -> None:
    """20 % passes 15 % and 20 %, 14 % neither, and 16 % depends on the region; no place has no threshold."""
    test = {"indicator": "rate", "gte": {"threshold": "high"}}
    assert assess(ruleset(test, thresholds={"high": DELTA_POOR}), facts, "2023-05-01")["verdict"] == verdict


@pytest.mark.parametrize(
    ("declared", "facts", "expected"),
    [
        ({}, {}, ["not_met", "unknown", "unknown"]),
        ({}, {"flag": "na"}, ["not_met", "unknown", "unknown"]),
        ({"may_not_apply": "true"}, {"flag": "na"}, ["not_met", "not_met", "not_applicable"]),
        (
            {"may_not_apply": {"indicator": "a", "is": "true"}},
            {"flag": "na", "a": "true"},
            ["not_met"] * 2 + ["not_applicable"],
        ),
        ({"may_not_apply": {"indicator": "a", "is": "true"}}, {"flag": "na"}, ["not_met", "unknown", "unknown"]),
        (
            {"only_when": {"indicator": "a", "is": "true"}},
            {"flag": "na", "a": "false"},
            ["not_met"] * 2 + ["not_applicable"],
        ),
        (
            {"only_when": {"indicator": "a", "is": "true"}},
            {"flag": "na", "a": "na"},
            ["not_met"] * 2 + ["not_applicable"],
        ),
    ],
)
def test_only_a_rule_set_decides_what_may_not_apply(declared: Tree, facts: dict[str, str], expected: list[str]) -> None:
    """`na` counts as unknown until it is known that it may be; an unknown fact drops out only if it may."""
    rules = ruleset("c", criteria={}, verdict={"eligible_when": "both"})
    rules["indicators"]["flag"] = {"type": "boolean"} | declared
    flag, other = {"indicator": "flag", "is": "true"}, {"indicator": "b", "is": "true"}
    rules["criteria"] = {
        "both": {"test": {"all_of": [flag, other]}},
        "one": {"test": {"any_of": [flag, other]}},
        "flag": {"test": flag},
    }
    answer = assess(rules, facts | {"b": "false"}, "2023-05-01")["outcomes"]
    assert [answer[name] for name in ("both", "one", "flag")] == expected


def test_two_bounds_by_one_region_are_read_in_the_same_region() -> None:
    """A rate that every region puts between its own two bounds is met, though it is not between those of two."""
    high = {"by": "region", "basis": "law", "values": [{"from": "2021-01-01", "delta": "40%", "other": "80%"}]}
    low = {"by": "region", "basis": "law", "values": [{"from": "2021-01-01", "delta": "20%", "other": "50%"}]}
    test = {"any_of": [{"indicator": "rate", "lt": {"threshold": "low"}, "gte": {"threshold": "high"}}]}
    assert outcome(test, {"rate": "45%"}, thresholds={"high": high, "low": low}) == "not_met"


@pytest.mark.parametrize(
    ("on", "options", "expected"),
    [
        ("2022-06-30", {}, "met"),  # 20 %
        ("2022-07-01", {}, "not_met"),  # 30 %
        ("2023-01-01", {}, "unknown"),  # neither
        ("2022-07-01", {"overrides": {"t": "25%"}}, "met"),
        ("2022-06-30", {"assumptions": "refuse"}, "unknown"),
        ("2022-06-30", {"assumptions": "refuse", "overrides": {"t": "26%"}}, "not_met"),
    ],
)
def test_a_threshold_has_the_value_of_its_day(on: str, options: Tree, expected: str) -> None:
    """Dates are inclusive at both ends; a refused assumption has no value; an override replaces everything."""
    first = {"from": "2021-01-01", "until": "2022-06-30", "default": "20%"}
    values = [first, {"from": "2022-07-01", "until": "2022-12-31", "default": "30%"}]
    threshold = {"t": {"basis": "assumption", "values": values}}
    test = {"indicator": "rate", "gte": {"threshold": "t"}}
    assert outcome(test, {"rate": "25%"}, on, thresholds=threshold, **options) == expected


@pytest.mark.parametrize("operator", ["gte", "lte"])
def test_the_value_of_an_exclusive_threshold_does_not_suffice(operator: str) -> None:
    """Exactly 20 % is neither over 20 % nor under 20 %."""
    threshold = {"t": DELTA_POOR | {"exclusive": "true"}}
    test = {"indicator": "rate", operator: {"threshold": "t"}}
    assert outcome(test, {"rate": "20%", "region": "other"}, thresholds=threshold) == "not_met"


@pytest.mark.parametrize(
    ("bound", "fact", "expected"),
    [
        ({"gte": "70%"}, "69%", "not_met"),  # [68.5, 69.5)
        ({"gte": "69.5%"}, "69%", "not_met"),
        ({"gte": "69.4%"}, "69%", "unknown"),
        ({"gte": "68.5%"}, "69%", "met"),
        ({"gt": "68.5%"}, "69%", "unknown"),
        ({"gte": "100%"}, "100%", "unknown"),  # [99.5, 100]
        ({"lte": "0%"}, "0%", "unknown"),  # [0, 0.5)
        ({"lt": "0.5%"}, "0%", "met"),
        ({"is": "69%"}, "69%", "unknown"),
        ({"in": ["1%", "69.5%"]}, "69%", "not_met"),
        ({"gte": "68.9%", "lt": "69%"}, "69%", "unknown"),  # between the ends and the stated value
    ],
)
def test_a_rounded_figure_stands_for_all_it_may_have_been_rounded_from(bound: Tree, fact: str, expected: str) -> None:
    """A comparison is decided only if it comes out the same over the half-open interval, cut to 0 to 100."""
    assert outcome({"indicator": "about"} | bound, {"about": fact}) == expected


def test_an_ordered_enum_compares_by_position() -> None:
    """`none` is below `basic`, where it stands in the list, not above it as in the alphabet."""
    answers = [outcome({"indicator": "level", "gte": "basic"}, {"level": level}) for level in ("none", "basic", "high")]
    assert answers == ["not_met", "met", "met"]


def test_dates_compare_inclusively() -> None:
    """A date is at least itself and not before itself."""
    assert outcome({"indicator": "opened", "gte": "2020-02-29"}, {"opened": "2020-02-29"}) == "met"
    assert outcome({"indicator": "opened", "lt": "2020-02-29"}, {"opened": "2020-02-29"}) == "not_met"


def test_a_quota_without_a_value_is_met_or_not_where_anything_applies() -> None:
    """An `at_least` whose threshold has no value is unknown; with nothing to count it does not apply."""
    threshold = {"t": {"type": "count", "basis": "law", "values": [{"from": "2030-01-01", "default": "1"}]}}
    test = {"at_least": {"n": {"threshold": "t"}, "of": [met("a"), met("b")]}}
    assert outcome(test, {"a": "true", "b": "true"}, thresholds=threshold) == "unknown"
    assert outcome(test, {"a": "na", "b": "na"}, thresholds=threshold) == "not_applicable"
    assert outcome(test, {"a": "true", "b": "na"}, thresholds=threshold, overrides={"t": "1"}) == "met"


@pytest.mark.parametrize(
    ("scope", "eligible", "verdict"),
    [
        *[
            ("m", each, verdict)
            for each, verdict in zip("mnu", ["eligible", "not_eligible", "undetermined"], strict=True)
        ],
        *[("n", each, "out_of_scope") for each in "mnu-"],
        *[("-", each, "out_of_scope") for each in "mnu-"],
        *[("u", each, "undetermined") for each in "mnu"],
        ("u", "-", "out_of_scope"),
        ("m", "-", "out_of_scope"),
    ],
)
def test_the_verdict_follows_scope_then_eligibility(scope: str, eligible: str, verdict: str) -> None:
    """An unknown scope leaves the verdict open, unless every completion ends the same."""
    criteria = {"s": {"test": met("a")}, "e": {"test": met("b")}}
    rules = ruleset(None, criteria=criteria, verdict={"scope": ["s"], "eligible_when": "e"})
    assert assess(rules, {"a": FACT[scope], "b": FACT[eligible]}, "2023-05-01")["verdict"] == verdict


@pytest.mark.parametrize(("on", "inside"), [("2020-12-31", False), ("2021-01-01", True), ("2025-12-31", True)])
def test_outside_its_period_a_ruleset_says_only_that(on: str, inside: bool) -> None:
    """A rule set is in force on its first and last day, and says nothing of criteria or score before or after."""
    answer = assess(ruleset(met("a")), {"a": "true"}, on)
    assert answer["verdict"] == ("eligible" if inside else "not_in_force")
    assert (answer["outcomes"], answer["score"]) == (({"it": "met"}, (100, 100)) if inside else ({}, None))


WEIGHTED = st.tuples(
    st.sampled_from([Fraction(0), Fraction(1), Fraction(5, 2)]),
    st.sets(st.sampled_from(sorted(ANY)), min_size=1),
)


@given(weights=st.lists(WEIGHTED, max_size=5))
def test_the_score_interval_is_that_of_all_choices(weights: list[tuple[Fraction, set[str]]]) -> None:
    """Taking each criterion at its worst and best gives the same interval as trying every combination."""
    scores = []
    for choice in product(*(possible for _, possible in weights)):
        pairs = [(weight, each) for (weight, _), each in zip(weights, choice, strict=True)]
        if applicable := sum(weight for weight, each in pairs if each != "not_applicable"):
            scores.append(100 * Fraction(sum(weight for weight, each in pairs if each == "met")) / applicable)
    assert score(weights) == ((min(scores), max(scores)) if scores else None)


@given(situation=situations(), data=st.data())
def test_filling_in_never_flips_what_is_decided(situation: Situation, data: st.DataObject) -> None:
    """A verdict or an outcome that is decided stays as it is, and the score stays inside its interval."""
    rules, facts, as_of, overrides, assumptions = situation
    before = assess(rules, facts, as_of, overrides=overrides, assumptions=assumptions)
    filled = data.draw(completions(rules, facts))
    after = assess(rules, filled, as_of, overrides=overrides, assumptions=assumptions)
    assert before["verdict"] in ("undetermined", after["verdict"])
    for name, each in before["outcomes"].items():
        assert each in ("unknown", after["outcomes"][name])
    if after["score"]:
        assert before["score"][0] <= after["score"][0] <= after["score"][1] <= before["score"][1]


def test_the_reference_stays_short_and_its_own() -> None:
    """The reference has at most 220 lines that say something, and imports nothing of ours."""
    text = (Path(__file__).parents[1] / "spec" / "reference.py").read_text(encoding="utf-8")
    assert sum(1 for line in text.splitlines() if line.strip()) <= 220
    assert "smartcommune" not in text
