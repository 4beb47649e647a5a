"""The unknown facts that can still change the verdict, against every way to fill them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from smartcommune.assess import missing as missing_facts
from smartcommune.assess.assessment import Missing
from smartcommune.assess.missing import missing
from smartcommune.model.ruleset import RuleSet, Verdict

from .tiny import Tree, assessed, ethnic, evaluated, threshold, tiny, yes
from .trees import VALUES, Sample, completions, facts, flags_of, samples


def found(ruleset: RuleSet, known: Tree, **options: Any) -> tuple[Missing, ...]:
    return missing(evaluated(ruleset, known, **options)).facts


def names(ruleset: RuleSet, known: Tree, **options: Any) -> list[str]:
    return [item.indicator for item in found(ruleset, known, **options)]


def can_change(ruleset: RuleSet, known: Mapping[str, str], flag: str) -> bool:
    """Whether, for some way to fill in all other flags, the verdict depends on this one."""
    others = [other for other in flags_of(ruleset) if other != flag]
    return any(
        len({evaluated(ruleset, {**rest, flag: value}).verdict for value in VALUES}) > 1
        for rest in completions(known, others)
    )


@given(samples(), facts)
def test_it_lists_exactly_what_can_change_the_verdict(sample: Sample, known: dict[str, str]) -> None:
    """No fact that matters is left out, and none is asked for in vain."""
    ruleset = sample.ruleset
    flags = flags_of(ruleset)
    known = {flag: value for flag, value in known.items() if flag in flags}
    expected = {flag for flag in flags if flag not in known and can_change(ruleset, known, flag)}
    assert set(names(ruleset, known)) == expected


@pytest.mark.parametrize("known", [{"a": True, "b": True}, {"a": False}, {"a": "na", "b": True}])
def test_a_settled_verdict_needs_nothing(known: Tree) -> None:
    """What is unknown beside a settled verdict is not asked for."""
    assert found(tiny({"ca": yes("a"), "cb": yes("b")}, {"all_of": ["ca", "cb"]}), known) == ()


def test_nothing_is_asked_for_out_of_force() -> None:
    """Nothing was evaluated."""
    from datetime import date

    assert found(tiny({"ca": yes("a")}, "ca"), {}, day=date(2030, 1, 1)) == ()


def test_the_most_decisive_fact_comes_first() -> None:
    """A fact whose every answer settles the verdict stands before one of which half do, and that before none."""
    criteria = {"ca": yes("a"), "cb": yes("b"), "cc": yes("c")}
    when = {"any_of": [{"all_of": ["cb", "cc"]}, "ca"]}
    items = found(tiny(criteria, when), {})
    assert [(item.indicator, item.settles, item.answers) for item in items] == [("a", 1, 2), ("b", 0, 2), ("c", 0, 2)]
    items = found(tiny(criteria, when), {"b": True, "a": False})
    assert [(item.indicator, item.settles, item.answers) for item in items] == [("c", 2, 2)]


@pytest.mark.parametrize(
    ("test", "settles", "answers"),
    [
        ({"indicator": "rate", "gte": "80%"}, 2, 3),
        ({"indicator": "rate", "gte": "100%"}, 1, 2),
        ({"indicator": "rate", "gt": "0%"}, 1, 2),
        ({"indicator": "rate", "gte": "20%", "lt": "80%"}, 2, 5),
        ({"indicator": "length", "lt": 20}, 1, 3),
        ({"indicator": "opened", "gte": "2020-01-01"}, 2, 3),
        ({"indicator": "opened", "gte": "2020-01-01", "lt": "2021-01-01"}, 2, 5),
    ],
)
def test_answers_are_cut_points_and_what_lies_between_them(test: Tree, settles: int, answers: int) -> None:
    """Neither the ends of a range nor the days around a date are answers of their own."""
    (item,) = [
        item
        for item in found(tiny({"it": test, "ca": yes("a")}, {"any_of": ["it", "ca"]}), {})
        if item.indicator != "a"
    ]
    assert (item.settles, item.answers) == (settles, answers)


def test_facts_that_settle_as_much_keep_the_order_of_the_rules() -> None:
    """The order does not depend on names or hashing."""
    criteria = {"c1": yes("d"), "c2": yes("b"), "c3": yes("c")}
    assert names(tiny(criteria, {"all_of": ["c2", "c1", "c3"]}), {}) == ["b", "d", "c"]


def test_the_region_is_asked_for_where_it_would_settle_the_verdict() -> None:
    """The third case of the format's example: at 16 % only the region and the share of illiterates, … are open."""
    listed = names(ethnic(), {"ntm": False, "poverty_rate": "16%"})
    assert listed[0] == "region"
    assert {"ntm", "poverty_rate"} & set(listed) == set()


def test_a_threshold_s_place_is_asked_for_once() -> None:
    """Where the figure is known, only the place is missing; where it is not, both are."""
    by_region = {"low": threshold("percent", "50%", places={"delta": "40%"})}
    ruleset = tiny({"it": {"indicator": "rate", "gte": {"threshold": "low"}}}, "it", thresholds=by_region)
    assert names(ruleset, {"rate": 45}) == ["region"]
    assert set(names(ruleset, {})) == {"region", "rate"}
    assert names(ruleset, {"region": "delta"}) == ["rate"]


def test_a_number_of_members_that_depends_on_the_place_asks_for_the_place() -> None:
    """One of two in the Delta, two elsewhere: with one met, the region settles the verdict."""
    need = {"enough": threshold("count", "2", places={"delta": "1"})}
    group = {"at_least": {"n": {"threshold": "enough"}, "of": [yes("a"), yes("b")]}}
    assert names(tiny({"it": group}, "it", thresholds=need), {"a": True, "b": False}) == ["region"]


def test_a_share_is_asked_for_as_a_share() -> None:
    """Unless one of its counts is known already: then the other one is."""
    ruleset = tiny({"it": {"indicator": "share", "gte": "50%"}}, "it")
    assert names(ruleset, {}) == ["share"]
    assert names(ruleset, {"part": 5}) == ["whole"]
    assert names(ruleset, {"whole": 5}) == ["part"]


def test_what_decides_whether_a_criterion_applies_is_asked_for() -> None:
    """Also the facts of the criterion itself, as long as it may apply."""
    criteria = {"ca": yes("a"), "cb": {"test": yes("b"), "applies_when": yes("c")}}
    ruleset = tiny(criteria, {"all_of": ["ca", "cb"]})
    assert set(names(ruleset, {"a": True})) == {"b", "c"}
    assert names(ruleset, {"a": True, "c": True}) == ["b"]
    assert names(ruleset, {"a": True, "c": False}) == []
    assert names(ruleset, {"a": True, "b": True}) == []


def test_the_scope_is_asked_for_too() -> None:
    """A commune that may be out of scope has an open verdict."""
    ruleset = tiny({"in": yes("a"), "it": yes("b")}, "it", scope=["in"])
    assert evaluated(ruleset, {"b": True}).verdict is Verdict.UNDETERMINED
    assert names(ruleset, {"b": True}) == ["a"]
    assert names(ruleset, {"a": True}) == ["b"]


def test_counts_are_missing_beside_a_share_that_is_stated() -> None:
    """A share of 58 % leaves it open how many there are: 29 of 50, for one, which settles it."""
    ruleset = tiny(
        {"ca": {"indicator": "part", "is": 0}, "cb": {"indicator": "whole", "is": 0}}, {"any_of": ["ca", "cb"]}
    )
    assert names(ruleset, {"share": "58%"}) == ["part", "whole"]


def test_a_count_decides_beside_a_share_that_becomes_known_by_its_counts() -> None:
    """Stated by itself no share is below 0 %; as long as the whole is unknown, nothing is said of a part."""
    ruleset = tiny(
        {"in": {"indicator": "share", "lt": "0%"}, "it": {"indicator": "whole", "is": 0}}, "it", scope=["in"]
    )
    assert evaluated(ruleset, {"part": 30}).verdict is Verdict.UNDETERMINED
    assert evaluated(ruleset, {"part": 30, "whole": 30}).verdict is Verdict.OUT_OF_SCOPE
    assert set(names(ruleset, {})) == {"share", "whole"}


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("MOST_IN_ALL", "Which missing facts matter is not decided after 1 case; all that may are listed."),
        ("MOST_WORK", "Which missing fact settles most is not looked at: there are too many cases."),
    ],
)
def test_where_there_is_too_much_to_look_at_it_is_said_how_far_was_looked(
    monkeypatch: pytest.MonkeyPatch, limit: str, told: str
) -> None:
    """The facts are listed all the same; none is proven to matter, or counted."""
    ruleset = tiny({"x": yes("a"), "y": yes("b")}, {"all_of": ["x", "y"]})
    monkeypatch.setattr(missing_facts, limit, 1)
    answer = assessed(ruleset, {})
    assert [item.indicator for item in answer.missing] == ["a", "b"]
    assert [remark.say("en").startswith(told) for remark, _ in answer.remarks] == [True]


def test_what_is_said_not_to_apply_hangs_on_what_decides_whether_it_may() -> None:
    """Until that is known it counts as unknown; asked for is the fact that decides, not the one that is stated."""
    never, on_c = {"may_not_apply": "false"}, {"may_not_apply": yes("c")}
    ruleset = tiny(
        {"x": yes("a"), "y": yes("b")},
        {"all_of": ["x", "y"]},
        indicators={id: {"type": "boolean", **shape} for id, shape in {"a": on_c, "b": never, "c": never}.items()},
    )
    answer = assessed(ruleset, {"a": "na", "b": True})
    assert (answer.verdict, [item.indicator for item in answer.missing]) == (Verdict.UNDETERMINED, ["c"])
