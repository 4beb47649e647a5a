"""Lints that reason about all communes, and those about bands: what they find, and where they stay silent."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from benchmarks.costly import Costly, flat, neighbours, shares

from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lint import Subject, run
from smartcommune.authoring.lints import LINTS, bands, common, reached
from smartcommune.logic import MET, NOT_MET
from smartcommune.model.ruleset import RuleSet
from smartcommune.reach import Reach
from smartcommune.reach.communes import Communes
from smartcommune.rulesets.library import built_in, load_built_in, parse_ruleset
from smartcommune.source.files import Source, read_source
from tests.quick import RULE_SETS, some, some_of

from .small import lenient
from .tiny import Tree, ethnic, threshold, tiny, yes

UNDECIDED = [
    "not decided whether 2 of 2 `all_of` ask for what excludes itself;",
    "not decided whether any commune can be eligible, or not be;",
    "not decided whether 2 of 2 criteria can be met, fail, decide;",
]
ABOUT_ALL = [id for id, lint in LINTS.items() if lint.asks_all]


def found(id: str, ruleset: RuleSet) -> list[str]:
    """What a lint finds, without the place."""
    subject = Subject(ruleset, Source("x.yaml", ""), ())
    return [problem.message.say("en") for problem in run(LINTS[id], subject)]


def low(most: str) -> Tree:
    return {"indicator": "rate", "lt": most}


def high(least: str) -> Tree:
    return {"indicator": "rate", "gte": least}


BOTH = {"all_of": [high("50%"), low("20%")]}
EITHER = {"any_of": [low("50%"), high("20%")]}


@pytest.mark.parametrize(
    ("id", "criteria", "eligible_when", "expected"),
    [
        ("never-met", {"x": BOTH, "y": yes("a")}, {"any_of": ["x", "y"]}, ["x"]),
        ("never-met", {"x": BOTH, "y": {"all_of": ["x", yes("a")]}}, {"any_of": ["y", yes("b")]}, ["x"]),
        ("never-met", {"x": {"all_of": [low("50%"), high("20%")]}}, "x", []),
        ("never-fails", {"x": EITHER, "y": yes("a")}, {"all_of": ["x", "y"]}, ["x"]),
        ("never-fails", {"x": {"not": BOTH}, "y": {"any_of": ["x", yes("a")]}}, {"all_of": ["y", yes("b")]}, ["x"]),
        ("never-decides", {"x": yes("a"), "y": yes("b")}, {"any_of": ["x", {"all_of": ["x", "y"]}]}, []),
        ("never-decides", {"x": yes("a"), "y": yes("b")}, "x", []),
    ],
)
def test_criteria_that_are_dead(id: str, criteria: Tree, eligible_when: Any, expected: list[str]) -> None:
    """Each is told once, by the criterion where the mistake is; a fact that may not apply can make one count."""
    lines = found(id, tiny(criteria, eligible_when))
    assert [line.split("`")[1] for line in lines] == expected


def test_in_scope_a_criterion_may_decide_nothing() -> None:
    """What the scope demands already cannot be an alternative."""
    ruleset = tiny(
        {"x": yes("a"), "y": yes("b"), "z": yes("c")}, {"all_of": ["z", {"any_of": ["x", "y"]}]}, scope=["x"]
    )
    assert [line.split("`")[1] for line in found("never-decides", ruleset)] == ["y"]


def test_a_threshold_without_a_value_is_told_by_other_lints() -> None:
    """Its comparison is unknown for every commune: that is neither never met nor never failed."""
    shape = {**threshold("percent", "50%"), "values": [{"from": "2030-01-01", "default": "50%"}]}
    group = {"all_of": [{"indicator": "rate", "gte": {"threshold": "t"}}]}
    ruleset = tiny({"x": group}, "x", thresholds={"t": shape})
    assert [line for id in ABOUT_ALL for line in found(id, ruleset)] == []


def test_contradictions_are_found_across_criteria() -> None:
    """The two that exclude each other are named, with the comparison a reference leads to."""
    criteria = {"rich": low("10%"), "poor": high("20%"), "old": yes("a")}
    lines = found("contradictory-bounds", tiny(criteria, {"all_of": ["old", "rich", "poor"]}))
    assert lines == [
        "`rich` and `poor` can never be met together, but this `all_of` asks for both; correct one of them"
    ]


def test_rules_for_different_places_do_not_contradict_each_other() -> None:
    """Where one applies the other does not: never to be met together is what they are made for."""
    criteria = {
        place: {"test": high(least), "applies_when": {"indicator": "region", "is": place}}
        for place, least in (("delta", "20%"), ("other", "50%"))
    }
    assert found("contradictory-bounds", tiny(criteria, {"all_of": ["delta", "other"]})) == []


@pytest.mark.parametrize(
    ("criteria", "eligible_when", "scope", "expected"),
    [
        ({"x": yes("a")}, {"not": "x"}, ["x"], ["verdict-never"]),
        ({"x": yes("a"), "y": yes("b")}, {"any_of": ["x", "y"]}, ["x"], ["verdict-always"]),
        ({"x": yes("a"), "y": yes("b")}, {"all_of": ["x", "y"]}, ["x"], []),
        ({"x": BOTH}, "x", [], ["verdict-never"]),
    ],
)
def test_verdicts_that_select_nobody(criteria: Tree, eligible_when: Any, scope: list[str], expected: list[str]) -> None:
    """No commune eligible, or every one in scope."""
    ruleset = tiny(criteria, eligible_when, scope=scope)
    assert [id for id in ("verdict-always", "verdict-never") if found(id, ruleset)] == expected


@pytest.mark.parametrize("ruleset", [ethnic(), lenient()], ids=["ethnic", "small"])
def test_rule_sets_as_they_should_be_please_all_of_them(ruleset: RuleSet) -> None:
    """Bands by region, thresholds by period, numbers of members: none is a false alarm."""
    lines = [line for id in [*ABOUT_ALL, "bands-gap", "bands-overlap"] for line in found(id, ruleset)]
    assert [line for line in lines if "guess" not in line] == []


@pytest.mark.parametrize("id", some(sorted(built_in()), RULE_SETS))
def test_the_built_in_rule_sets_please_all_of_them(id: str) -> None:
    """What the command does not look at again, because the files are on record, is looked at here."""
    path = built_in()[id]
    subject = Subject(load_built_in(id), read_source(str(path)), ())
    problems = [problem for name in ABOUT_ALL for problem in run(LINTS[name], subject)]
    assert [problem.say("en") for problem in problems] == []


def test_what_is_on_record_is_not_looked_at_again() -> None:
    """A changed file is, and so is one that rests on a changed file; it takes too long to do it every time."""
    looked_at: list[str] = []
    lint = LINTS["never-met"]
    spy = lint._replace(check=lambda subject: iter(looked_at.append(subject.ruleset.id) or ()))
    path = built_in()["pilot-smart-lam-dong"]
    source = read_source(str(path))
    validate(source, [spy])
    assert looked_at == []
    validate(Source(source.name, source.text + "\n# changed\n", path), [spy])
    assert looked_at == ["pilot-smart-lam-dong"]


def test_where_there_is_too_much_to_look_at_just_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for one large question, nor for many small ones."""
    ruleset = tiny({"x": BOTH, "y": EITHER}, {"all_of": ["x", "y", yes("a")]}, scope=["y"])
    told = {id for id in ABOUT_ALL if found(id, ruleset)}
    assert told >= {"never-met", "never-fails", "verdict-never"}
    for limit, value in (("_MOST_HEARD", 1), ("_MOST_IN_ALL", -1)):
        with monkeypatch.context() as patched:
            patched.setattr(reached, limit, value)
            fresh = ruleset._replace(version="2")  # one that has not been asked about
            assert {id for id in ABOUT_ALL if found(id, fresh)} == {"not-decided"}
            assert [line.split(" given")[0] for line in found("not-decided", fresh)] == UNDECIDED


@pytest.mark.parametrize("kind", ["all_of", "any_of", "none_of", "not", "at_least", "at_most", "nested"])
@pytest.mark.parametrize("shape", some_of({each.__name__: (each,) for each in (flat, shares, neighbours)}, ["flat"]))
def test_whether_a_criterion_decides_is_what_one_by_one_asking_says(shape: Callable[..., Costly], kind: str) -> None:
    """Criteria that stand alike are asked about once, those that share a fact with others one by one."""
    ruleset = parse_ruleset(json.dumps(shape(8, kind).rules))
    asked = reached.Reached(ruleset)
    plan = asked.plans[0]
    reach = Reach(Communes([plan], unknown=False))
    for id in ruleset.criteria:
        forced = [reach.verdict(plan, {id: outcome}) for outcome in (MET, NOT_MET)]
        decides = any(met != failed for met, failed in reach.answers(*forced))
        known = asked.criterion(id)
        assert known is not None
        assert known.decides == decides


@pytest.mark.parametrize("kind", ["nested", "at_least"])
def test_criteria_that_stand_alike_are_asked_about_once(kind: str) -> None:
    """Of hundreds in groups of one shape no more is heard than of a few."""
    ruleset = parse_ruleset(json.dumps(flat(120, kind).rules))
    asked = reached.Reached(ruleset)
    assert all(known is not None and known.decides for known in map(asked.criterion, ruleset.criteria))
    assert asked.looked < 120 * 3_000


@pytest.mark.parametrize("kind", ["all_of", "any_of", "none_of", "not", "nested"])
def test_a_threshold_is_no_search_for_what_one_commune_shows(kind: str) -> None:
    """Whatever group its criterion stands in: a commune in which that decides shows it, with the figure moved."""
    ruleset = parse_ruleset(json.dumps(shares(40, kind).rules))
    asked = reached.Reached(ruleset)
    told = {id for id in ruleset.criteria if (known := asked.criterion(id)) is not None and known.decides}
    before = asked.looked
    idle = {id: asked.is_idle(id, [Fraction(100), Fraction(0)]) for id in ruleset.thresholds if f"c{id[1:]}" in told}
    assert set(idle.values()) == {False}
    each = (asked.looked - before) / len(idle)
    assert each < 20 * 40


def test_comparisons_that_are_not_come_to_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds of one figure, and thresholds period by period: so many were looked at, and so many were not."""
    ruleset = banded({"lt": "50%"}, {"gt": "50%"})
    monkeypatch.setattr(bands, "_MOST_LOOKS", 0)
    monkeypatch.setattr(common, "_MOST_LOOKS", 1)
    assert found("not-decided", ruleset) == [
        "1 of 2 comparisons, taken period by period, were not looked at; 1 were",
        "1 of 1 pairs of bands were not looked at; 0 were",
    ]


def banded(first: Tree, second: Tree, **thresholds: Any) -> RuleSet:
    criteria = {"x": {"indicator": "rate", **first}, "y": {"indicator": "rate", **second}}
    return tiny(criteria, {"any_of": ["x", "y"]}, thresholds=thresholds)


def by_region(delta: str) -> Tree:
    return threshold("percent", "50%", places={"delta": delta})


T = {"threshold": "t"}
U = {"threshold": "u"}


@pytest.mark.parametrize(
    ("first", "second", "gap", "overlap"),
    [
        ({"lt": "50%"}, {"gte": "50%"}, False, False),
        ({"lt": "50%"}, {"gt": "50%"}, True, False),
        ({"lte": "50%"}, {"gte": "50%"}, False, True),
        ({"lte": "50%"}, {"gt": "50%"}, False, False),
        ({"lt": "40%"}, {"gte": "50%"}, False, False),
        ({"lt": "60%"}, {"gte": "50%"}, False, False),
    ],
)
def test_figures_meet_or_are_no_neighbours(first: Tree, second: Tree, gap: bool, overlap: bool) -> None:
    """Only bounds at the same figure are neighbours; different ones may well be meant."""
    ruleset = banded(first, second)
    assert (bool(found("bands-gap", ruleset)), bool(found("bands-overlap", ruleset))) == (gap, overlap)


@pytest.mark.parametrize(
    ("of_t", "of_u", "gap", "overlap"),
    [("30%", "30%", False, False), ("30%", "40%", True, False), ("40%", "30%", False, True)],
)
def test_bands_that_meet_somewhere_should_meet_everywhere(of_t: str, of_u: str, gap: bool, overlap: bool) -> None:
    """The place where they do not is named."""
    ruleset = banded({"lt": T}, {"gte": U}, t=by_region(of_t), u=by_region(of_u))
    lines = [found(id, ruleset) for id in ("bands-gap", "bands-overlap")]
    assert [bool(line) for line in lines] == [gap, overlap]
    assert all("(on 2021-01-01, delta)" in line for found_there in lines for line in found_there)


def test_a_gap_that_another_band_fills_is_none() -> None:
    """Three bands, of which the middle one is empty at one place."""
    ruleset = tiny(
        {
            "low": {"indicator": "rate", "lt": T},
            "mid": {"indicator": "rate", "gte": T, "lt": U},
            "high": {"indicator": "rate", "gte": U},
        },
        {"any_of": ["low", "mid", "high"]},
        thresholds={"t": threshold("percent", "50%", places={"delta": "30%"}), "u": by_region("60%")},
    )
    assert found("bands-gap", ruleset) == []


def test_dates_and_steps_of_an_order_have_bands_too() -> None:
    """A day is its own figure, a step of an order its position."""
    days = tiny(
        {"x": {"indicator": "opened", "lt": "2020-01-01"}, "y": {"indicator": "opened", "gt": "2020-01-01"}},
        {"any_of": ["x", "y"]},
    )
    steps = tiny(
        {"x": {"indicator": "level", "lte": "basic"}, "y": {"indicator": "level", "gte": "basic"}},
        {"any_of": ["x", "y"]},
    )
    assert len(found("bands-gap", days)) == len(found("bands-overlap", steps)) == 1


def test_a_file_made_to_be_slow_is_not_looked_at_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many pairs of bounds the lints stop."""
    ruleset = banded({"lt": "50%"}, {"gt": "50%"})
    monkeypatch.setattr(bands, "_MOST_LOOKS", 0)
    assert found("bands-gap", ruleset) == []
