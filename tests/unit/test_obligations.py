"""Obligations: what the cases of a rule set should show, and which of them a case shows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from smartcommune.authoring.measure.obligations import Kind, obligations, shows
from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.library import load_built_in, parse_ruleset

from .small import small
from .tiny import Tree, ethnic, evaluated, threshold, tiny, yes


def shown(ruleset: RuleSet, known: Tree, day: date = date(2023, 5, 1)) -> set[tuple[str, str]]:
    """The obligations that one commune shows: what kind, and of what."""
    evaluation = evaluated(ruleset, known, day)
    return {(item.kind.value, item.subject) for item in obligations(ruleset) if shows(item, evaluation)}


BOTH = {"x": yes("a"), "y": yes("b")}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"a": True, "b": True}, {("met", "x"), ("met", "y"), ("decides_for", "x"), ("decides_for", "y")}),
        ({"a": True, "b": False}, {("met", "x"), ("not_met", "y"), ("decides_against", "y")}),
        ({"a": False, "b": False}, {("not_met", "x"), ("not_met", "y")}),
        ({"a": True}, {("met", "x")}),
        ({"a": True, "b": "na"}, {("met", "x"), ("decides_for", "x")}),
        ({}, set()),
    ],
)
def test_a_criterion_decides_alone_if_its_opposite_would_turn_the_verdict(
    known: Tree, expected: set[tuple[str, str]]
) -> None:
    """In both directions, and only between verdicts that are known: to be undetermined is to be undecided."""
    assert shown(tiny(BOTH, {"all_of": ["x", "y"]}), known) == expected


def test_the_scope_decides_too() -> None:
    """What puts a commune out of scope keeps it from being eligible."""
    ruleset = tiny(BOTH, "y", scope=["x"])
    assert ("decides_against", "x") in shown(ruleset, {"a": False, "b": True})
    assert ("decides_for", "x") in shown(ruleset, {"a": True, "b": True})
    assert ("decides_against", "x") not in shown(ruleset, {"a": False, "b": False})


def test_what_must_not_be_met_decides_against_by_being_met() -> None:
    """The direction is that of the verdict, not that of the criterion."""
    ruleset = tiny({"x": yes("a")}, {"not": "x"})
    assert shown(ruleset, {"a": True}) == {("met", "x"), ("decides_against", "x")}
    assert shown(ruleset, {"a": False}) == {("not_met", "x"), ("decides_for", "x")}


def test_nothing_is_shown_outside_the_period() -> None:
    """A case on such a day says something about the period only."""
    assert shown(tiny(BOTH, "x"), {"a": True, "b": True}, date(2020, 1, 1)) == set()


def figures(ruleset: RuleSet, known: Tree, day: date = date(2023, 5, 1)) -> list[str]:
    """The obligations about figures that one commune shows, in words."""
    evaluation = evaluated(ruleset, known, day)
    return [item.message.say("en") for item in obligations(ruleset) if item.figure and shows(item, evaluation)]


def by_region(**more: Any) -> RuleSet:
    shape = threshold("percent", "50%", places={"delta": "30%"}, **more)
    return tiny({"x": {"indicator": "rate", "gte": {"threshold": "t"}}}, "x", thresholds={"t": shape})


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"region": "other", "rate": "49.9%"}, ["a figure below `t` (50%) – elsewhere"]),
        ({"region": "other", "rate": "50%"}, ["a figure at exactly `t` (50%) – elsewhere"]),
        ({"region": "other", "rate": "99%"}, ["a figure above `t` (50%) – elsewhere"]),
        ({"region": "delta", "rate": "30%"}, ["a figure at exactly `t` (30%) – delta"]),
        ({"region": "delta", "rate": "50%"}, ["a figure above `t` (30%) – delta"]),
        ({"rate": "50%"}, []),
        ({"region": "delta"}, []),
        ({"region": "delta", "rate": "na"}, []),
    ],
)
def test_every_place_with_a_figure_of_its_own_asks_for_its_own_cases(known: Tree, expected: list[str]) -> None:
    """A commune whose place is not known stands nowhere in particular."""
    assert figures(by_region(), known) == expected


def test_no_place_is_left_for_a_default_that_all_places_replace() -> None:
    """A value that counts nowhere asks for nothing."""
    shape = threshold("percent", "50%", places={"delta": "30%", "other": "40%"})
    ruleset = tiny({"x": {"indicator": "rate", "gte": {"threshold": "t"}}}, "x", thresholds={"t": shape})
    assert {item.path[-1] for item in obligations(ruleset) if item.subject == "t"} == {"delta", "other"}


def test_every_period_asks_for_its_own_cases() -> None:
    """Each is named by its first day; one that lies outside the period in force asks for nothing."""
    periods = [
        {"from": "2015-01-01", "until": "2019-12-31", "default": "10%"},
        {"from": "2021-01-01", "default": "50%"},
        {"from": "2024-01-01", "default": "60%"},
    ]
    shape = {**threshold("percent", "50%"), "values": periods}
    ruleset = tiny({"x": {"indicator": "rate", "gte": {"threshold": "t"}}}, "x", thresholds={"t": shape})
    assert sum(item.subject == "t" for item in obligations(ruleset)) == 6
    assert figures(ruleset, {"rate": "60%"}) == ["a figure above `t` (50%), since 2021-01-01"]
    assert figures(ruleset, {"rate": "60%"}, date(2024, 1, 1)) == ["a figure at exactly `t` (60%), since 2024-01-01"]


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        ({"indicator": "length", "gt": "20"}, {"length": "20"}, ["`length` at exactly 20 km"]),
        ({"indicator": "opened", "lt": "2020-01-01"}, {"opened": "2019-12-31"}, ["`opened` below 2020-01-01"]),
        ({"indicator": "level", "gte": "basic"}, {"level": "high"}, ["`level` above basic"]),
        ({"indicator": "share", "gte": "58%"}, {"part": "29", "whole": "50"}, ["`share` at exactly 58%"]),
        ({"indicator": "level", "is": "basic"}, {"level": "basic"}, []),
    ],
)
def test_a_figure_in_a_comparison_asks_for_the_same_as_a_threshold(
    condition: Tree, known: Tree, expected: list[str]
) -> None:
    """Numbers, days and steps of an order have a below and an above; what only equals has none."""
    assert figures(tiny({"x": condition}, "x"), known) == expected


def test_a_figure_that_stands_twice_asks_once() -> None:
    """The same number for the same indicator is one figure."""
    ruleset = tiny({"x": {"indicator": "rate", "gte": "50%"}, "y": {"indicator": "rate", "lt": "50%"}}, "x")
    assert sum(item.figure is not None for item in obligations(ruleset)) == 3


@pytest.mark.parametrize(
    ("n", "known", "expected"),
    [
        ("2", {"a": True, "b": False, "c": False}, "below"),
        ("2", {"a": True, "b": False, "c": "na"}, "below"),
        ("2", {"a": True, "b": True, "c": False}, "at"),
        ("2", {"a": True, "b": True, "c": True}, "above"),
        ("2", {"a": True, "b": True}, None),
        ("2", {"a": True, "b": False}, None),
        ("50%", {"a": True, "b": False, "c": False}, "below"),
        ("50%", {"a": True, "b": "na", "c": False}, "at"),
        ("50%", {"a": True, "b": True, "c": True}, "above"),
        ("50%", {"a": True, "b": True}, None),
        ("50%", {"a": "na", "b": "na", "c": "na"}, None),
    ],
)
def test_members_are_counted_against_their_threshold(n: str, known: Tree, expected: str | None) -> None:
    """Fewer than needed, just as many, more: only where that is settled, and of those that apply."""
    group = {"at_least": {"n": {"threshold": "n"}, "of": [yes(name) for name in "abc"]}}
    shape = threshold("percent" if n.endswith("%") else "count", n)
    found = figures(tiny({"x": group}, "x", thresholds={"n": shape}), known)
    words = {"below": "fewer members met than", "at": "just as many members met as", "above": "more members met than"}
    assert [line.partition(" `")[0] for line in found] == ([words[expected]] if expected else [])


CHILD = """\
format: 1
id: child
version: "1"
extends: pilot-smart-2023
label: {vi: Con, en: Child}
sources:
  own: {title: {vi: Quyết định, en: Decision}, date: 2023-01-01, kind: province}
"""
LOWER = """\
thresholds:
  smartphone_min: {type: percent, basis: province, cite: own, values: [{from: 2023-06-05, default: 70%}]}
"""


def test_what_is_taken_over_unchanged_is_left_to_where_it_stands() -> None:
    """A province that replaces one threshold answers for it, and for the criteria that rest on it."""
    subjects = Counter(item.subject for item in obligations(parse_ruleset(CHILD + LOWER)))
    assert subjects == {"smartphone_use": 4, "other_conditions": 4, "smartphone_min": 3}
    assert obligations(parse_ruleset(CHILD)) == ()


def test_a_verdict_of_its_own_makes_every_criterion_its_own() -> None:
    """They decide something else now."""
    ruleset = parse_ruleset(CHILD + "verdict: {eligible_when: {all_of: [advanced_ntm, smartphone_use]}}\n")
    assert {item.subject for item in obligations(ruleset)} == set(load_built_in("pilot-smart-2023").criteria)


USER = """\
format: 1
id: user
version: "1"
label: {vi: Dùng, en: User}
in_force: {from: 2023-06-05, until: 2024-12-31}
sources:
  own: {title: {vi: Quyết định, en: Decision}, date: 2023-01-01, kind: province}
indicators:
  wish: {type: boolean, label: {vi: Muốn, en: Wish}}
criteria:
  wished: {label: {vi: Muốn, en: Wished}, cite: own, test: {indicator: wish, is: true}}
verdict: {eligible_when: {all_of: [wished, {ruleset: pilot-smart-2023, is: eligible}]}}
"""


def test_the_verdict_of_another_rule_set_is_asked_for_like_a_criterion() -> None:
    """Its own criteria are left to its own cases."""
    ruleset = parse_ruleset(USER)
    found = obligations(ruleset)
    assert {item.subject for item in found} == {"wished", "pilot-smart-2023:eligible"}
    assert {ruleset.document.place(item.path).line for item in found} == {11, 12}


def test_each_obligation_has_a_place_and_words_in_both_languages() -> None:
    """A report can point at it and say it."""
    for ruleset in (small(), ethnic(), by_region()):
        for item in obligations(ruleset):
            assert ruleset.document.place(item.path).line is not None
            assert item.message.say("vi") != item.message.say("en")


def test_an_unused_threshold_asks_for_nothing() -> None:
    """A lint tells that; no case could show it."""
    ruleset = tiny({"x": yes("a")}, "x", thresholds={"t": threshold("percent", "50%")})
    assert {item.kind for item in obligations(ruleset)} == {
        Kind.MET,
        Kind.NOT_MET,
        Kind.DECIDES_FOR,
        Kind.DECIDES_AGAINST,
    }
