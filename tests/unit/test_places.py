"""Thresholds that depend on two things: how they are read, what counts where, and what is said of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from smartcommune.api import Rules
from smartcommune.authoring.compare.differences import differences
from smartcommune.authoring.lint import Subject
from smartcommune.authoring.lints import no_value_for_place, weaker_than_parent
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.obligations import Kind, obligations, shows
from smartcommune.authoring.show.describe import describe
from smartcommune.authoring.show.description import name
from smartcommune.engine.plan import make_plan
from smartcommune.messages import Language
from smartcommune.model.conditions import leaves_in
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.source.files import Source
from tests.unit.tiny import DAY, Tree, assessed, evaluated, every, threshold, tiny

GROUP = {"type": "enum", "values": ["g1", "g2", "g3"], "may_not_apply": "false"}
RATE = {"indicator": "rate", "gte": {"threshold": "own"}}
NESTED = {"default": "80%", "delta": {"g1": "90%", "g2": "70%", "default": "85%"}}


def two(values: Tree = NESTED, by: Any = ("region", "group"), **more: Any) -> RuleSet:
    """A rate that has to reach a threshold by region and group."""
    own = {"type": "percent", "by": by, "basis": "law", "cite": "law", "values": [{"from": "2021-01-01", **values}]}
    return tiny(
        {"r": RATE}, "r", thresholds={"own": own, **more.pop("thresholds", {})}, indicators={"group": GROUP}, **more
    )


def problems(*args: Any, **more: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        two(*args, **more)
    assert all(problem.say("vi") for problem in caught.value.problems)
    return [f"{problem.say('en')}".partition(": ")[2] for problem in caught.value.problems]


def value_at(ruleset: RuleSet, region: str, group: str, day: date = DAY, **options: Any) -> Any:
    bound = make_plan(ruleset, day, **options).bounds["own"]
    value = bound.at({"region": region, "group": group})
    return None if value is None else int(value)  # type: ignore[arg-type]  # a number


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (NESTED, {"g1": 90, "g2": 70, "g3": 85, "other": 80}),
        ({"default": "80%", "delta": {"g1": "90%"}}, {"g1": 90, "g2": None, "g3": None, "other": 80}),
        ({"default": "80%", "delta": "60%"}, {"g1": 60, "g2": 60, "g3": 60, "other": 80}),
        ({"delta": {"default": "60%"}}, {"g1": 60, "g2": 60, "g3": 60, "other": None}),
        ({"default": "80%", "delta": {"g1": "0%"}}, {"g1": 0, "g2": None, "g3": None, "other": 80}),
    ],
)
def test_the_innermost_place_that_is_named_decides(values: Tree, expected: dict[str, int | None]) -> None:
    """A place without a value for its others has none there, and never that of the places around it."""
    ruleset = two(values)
    found = {group: value_at(ruleset, "delta", group) for group in ("g1", "g2", "g3")}
    assert found | {"other": value_at(ruleset, "other", "g1")} == expected


def test_one_thing_may_stand_in_a_list() -> None:
    """`by: [region]` and `by: region` are the same."""
    values = {"default": "80%", "delta": "70%"}
    assert two(values, ["region"]).thresholds == two(values, "region").thresholds


@pytest.mark.parametrize(
    ("values", "by", "expected"),
    [
        (
            {"delta": {"g4": "1%"}},
            ["region", "group"],
            "`g4` is not a place of this threshold; allowed: `default`, `g1`, `g2`",
        ),
        (
            {"g1": "1%"},
            ["region", "group"],
            "`g1` is not a place of this threshold; allowed: `default`, `delta`",
        ),
        ({"delta": {"from": "1%"}}, ["region", "group"], "`from` is not a place of this threshold"),
        ({"delta": {"g1": "1"}}, ["region", "group"], "`1`"),
        (
            {"delta": {"g1": {"x": "1%"}}},
            ["region", "group"],
            "name that one in `by`, too [wrong-kind]",
        ),
        (
            {"delta": {"g1": "1%"}},
            "region",
            "name that one in `by`, too [wrong-kind]",
        ),
        ({"default": "1%"}, ["region", "region"], "`by` names `region` already [by-twice]"),
        ({"default": "1%"}, ["region", "gruop"], "unknown indicator `gruop`; did you mean `group`?"),
        ({"default": "1%"}, ["region", "flag"], "unknown indicator `flag`"),
        ({"default": "1%"}, ["region", "level"], "a threshold depends on `level`, so that it cannot have"),
        ({"default": "1%"}, ["rate"], "`rate` must be an indicator of type `enum`"),
        ({"default": "1%"}, [], "`by`"),
    ],
)
def test_what_is_no_place_is_a_problem(values: Tree, by: Any, expected: str) -> None:
    """At every level, and whichever of the indicators it is."""
    assert problems(values, by)[0].find(expected) >= 0, problems(values, by)


def test_places_that_are_too_many_are_a_problem() -> None:
    """Each is looked at where it is not known in which a commune lies."""
    many = {f"many{number}": {**GROUP, "values": [f"v{value}" for value in range(100)]} for number in (1, 2)}
    with pytest.raises(InputError, match="10000 places of one threshold, more than the 2000"):
        tiny({"r": RATE}, "r", thresholds={"own": threshold("percent", "1%", by=["many1", "many2"])}, indicators=many)


@pytest.mark.parametrize(
    ("facts", "outcome", "missing"),
    [
        ({"rate": "88%", "region": "delta", "group": "g1"}, "not_eligible", []),
        ({"rate": "88%", "region": "delta", "group": "g3"}, "eligible", []),
        ({"rate": "88%", "region": "delta"}, "undetermined", ["group"]),
        ({"rate": "88%", "region": "other"}, "eligible", []),
        ({"rate": "88%", "group": "g1"}, "undetermined", ["region"]),
        ({"rate": "88%", "group": "g2"}, "eligible", []),
        ({"rate": "88%"}, "undetermined", ["region", "group"]),
        ({"rate": "90%"}, "eligible", []),
        ({"rate": "69%"}, "not_eligible", []),
        ({"region": "delta"}, "undetermined", ["rate", "group"]),
        ({"region": "other"}, "undetermined", ["rate"]),
    ],
)
def test_what_is_unknown_leaves_every_place_that_is_possible(facts: Tree, outcome: str, missing: list[str]) -> None:
    """One commune and a whole table agree, and ask for what tells apart the places that matter."""
    ruleset = two()
    found = assessed(ruleset, facts)
    assert (found.verdict.value, sorted(each.indicator for each in found.missing)) == (outcome, sorted(missing))
    cells = {id: [float(fact.strip("%")) if "%" in fact else fact] for id, fact in facts.items()}
    (row,) = Rules(ruleset, as_of=DAY).assess(pl.DataFrame(cells)).to_dicts()
    assert (row["verdict"], sorted(filter(None, (row["missing"] or "").split(",")))) == (outcome, sorted(missing))


def test_a_comparison_may_depend_on_one_place_and_on_both() -> None:
    """What one of its thresholds depends on includes what the others do."""
    outer = threshold("percent", "95%", places={"delta": "88%"})
    by_region = {"r": {**RATE, "lte": {"threshold": "outer"}}}
    own = {**threshold("percent", "80%", by=["group", "region"]), "values": [{"from": "2021-01-01", **swapped()}]}
    ruleset = tiny(by_region, "r", thresholds={"own": own, "outer": outer}, indicators={"group": GROUP})
    found = {
        (region, group): evaluated(ruleset, {"rate": "88%", "region": region, "group": group}).verdict.value
        for region in ("delta", "other")
        for group in ("g1", "g2")
    }
    assert [place for place in found if found[place] == "not_eligible"] == [("delta", "g1")]


def swapped() -> Tree:
    return {"default": "80%", "g1": {"delta": "90%", "default": "80%"}}


@pytest.mark.parametrize("by", [["group"], ["group", "region"], "region"])
def test_a_threshold_may_follow_from_one_of_the_same_or_fewer_places(by: Any) -> None:
    """In each place it has the other one's value there, in whichever order the two name what they depend on."""
    base = {**threshold("percent", "50%", by=by)}
    place = "delta" if by == "region" else "g1"
    base["values"] = [{"from": "2021-01-01", "default": "50%", place: "60%"}]
    ruleset = two({"of": "base", "plus": "5%"}, thresholds={"base": base})
    assert value_at(ruleset, "delta", "g1") == 65
    assert value_at(ruleset, "other", "g2") == 55
    assert value_at(ruleset, "other", "g1") == (55 if by == "region" else 65)
    assert value_at(ruleset, "other", "g1", overrides={"base": "30%"}) == 35


def test_a_threshold_does_not_follow_from_one_of_more_places() -> None:
    """Where the other one has several values it could have none."""
    base = threshold("percent", "50%", by=["region", "group"])
    found = problems({"of": "base"}, "region", thresholds={"base": base})
    assert found == [
        "`base` depends on `[region, group]`: what follows from it needs `by: [region, group]`, too [relative-places]"
    ]


def told(ruleset: RuleSet, language: Language = "en") -> list[tuple[str, Any]]:
    """The places that a page about a rule set lists, with their values."""
    (limit,) = describe(ruleset, DAY, DAY).thresholds
    return [("" if each.label is None else each.label.say(language), each.value) for each in limit.figures]


def test_every_place_is_shown_with_its_value() -> None:
    """In the order of the values of the indicators, what is left of a place behind those in it that are named."""
    assert told(two()) == [("delta, g1", 90), ("delta, g2", 70), ("delta, all others", 85), ("Elsewhere", 80)]
    assert told(two(), "vi")[2:] == [("delta, còn lại", 85), ("Nơi khác", 80)]
    (limit,) = describe(two(), DAY, DAY).thresholds
    assert [figure.place for figure in limit.figures] == ["delta/g1", "delta/g2", "delta", None]
    assert name(limit).say("vi") == "own, theo region và group"


def test_a_place_without_a_value_is_shown_as_such() -> None:
    """Whether it has others in it or not."""
    found = told(two({"delta": {"g1": "90%"}}))
    assert found == [("delta, g1", 90), ("delta, g2", None), ("delta, g3", None), ("other", None)]


@pytest.mark.parametrize(
    ("values", "without"),
    [
        (NESTED, None),
        ({"default": "80%", "delta": {"g1": "90%"}}, "`delta` – `g2`, `delta` – `g3`"),
        ({"delta": {"default": "60%"}}, "`other`"),
        ({"delta": {"g1": "1%", "g2": "1%", "g3": "1%"}, "other": "2%"}, None),
    ],
)
def test_places_without_a_value_are_found(values: Tree, without: str | None) -> None:
    """A place that is not divided is named as a whole."""
    subject = Subject(two(values), Source("x.yaml", ""), ())
    expected = [f"the threshold `own` has no value for {without}; add one, or a `default`"] if without else []
    assert [found.message.say("en") for found in no_value_for_place.check(subject)] == expected


@pytest.mark.parametrize(
    ("facts", "by"),
    [
        ({"rate": "75%"}, "region and group"),
        ({"rate": "75%", "region": "delta"}, "group"),
        ({"rate": "75%", "group": "g1"}, "region"),
    ],
)
def test_a_need_names_what_it_still_depends_on(facts: Tree, by: str) -> None:
    """What is known of the place is no longer open."""
    (reason,) = [each for each in every(assessed(two(), facts).reasons) if each.indicator == "rate"]
    assert f"depending on: {by})" in reason.text.say("en")


def test_each_value_has_its_mutants_and_its_obligations() -> None:
    """They stand where the value does, and say which places it is for."""
    ruleset = two({"default": "80%", "delta": {"g1": "90%", "g2": "70%", "g3": "60%", "default": "85%"}})
    edits = {
        each.path[4:]: each.message.say("en") for each in mutants(ruleset) if each.path[:2] == ("thresholds", "own")
    }
    assert "(delta, g1)" in edits["delta", "g1"]
    assert "(delta, all others)" in edits["delta", "default"]
    asked = [each for each in obligations(ruleset) if each.subject == "own" and each.kind is Kind.AT]
    assert [(each.path[4:], each.figure.places) for each in asked if each.figure is not None] == [
        (("default",), (("other", "g1"), ("other", "g2"), ("other", "g3"))),
        *((("delta", group), (("delta", group),)) for group in ("g1", "g2", "g3")),
    ]


def test_a_place_that_is_not_divided_needs_no_more_to_be_known() -> None:
    """A case shows a value of it, whatever else tells places apart."""
    ruleset = two({"default": "80%", "delta": {"g1": "90%", "default": "70%"}})
    (elsewhere,) = [each for each in obligations(ruleset) if each.kind is Kind.AT and each.path[-1] == "default"][:1]
    assert shows(elsewhere, evaluated(ruleset, {"rate": "80%", "region": "other"}))
    assert not shows(elsewhere, evaluated(ruleset, {"rate": "80%", "group": "g2"}))


def test_diff_tells_every_place_in_which_a_threshold_differs() -> None:
    """With the words of the places; what is left of one stands behind those in it that are named."""
    new = two({**NESTED, "delta": {"g1": "90%", "g2": "70%", "default": "84%"}})
    change = differences(two(), new, DAY).stretches[0].changes[0]
    assert change.clause is not None
    assert change.clause.after.say("en") == "80%; delta, g1: 90%; delta, g2: 70%; delta, all others: 84%"
    assert {known.indicator: known.value for known in change.examples[0].facts} == {
        "region": "delta",
        "group": "g3",
        "rate": 84,
    }


@pytest.mark.parametrize(
    ("own", "is_weaker"),
    [
        ({"default": "80%", "g1": {"delta": "90%", "default": "80%"}, "g3": {"delta": "85%", "default": "80%"}}, False),
        ({"default": "80%", "g1": {"delta": "89%", "default": "80%"}, "g3": {"delta": "85%", "default": "80%"}}, True),
        ({"default": "84%", "g1": "90%"}, True),  # in group 3 of the delta
        ({"default": "85%", "g1": "90%"}, False),
    ],
)
def test_what_is_weaker_than_the_parent_is_found_at_every_place(own: Tree, is_weaker: bool) -> None:
    """Also where the two name what they depend on in another order."""
    parent, child = two(), two(own, ["group", "region"])
    threshold_of_child = child.thresholds["own"]._replace(basis="guidance")
    ruleset = child._replace(parent=parent, thresholds={"own": threshold_of_child})
    subject = Subject(ruleset, Source("x.yaml", ""), ())
    assert bool([*weaker_than_parent.check(subject)]) is is_weaker


@pytest.mark.parametrize(
    ("values", "facts", "open"),
    [
        (NESTED, {}, ["region", "group"]),
        (NESTED, {"region": "delta"}, ["group"]),
        (NESTED, {"region": "other"}, []),
        (NESTED, {"group": "g1"}, ["region"]),
        ({"default": "80%", "delta": {"default": "80%", "g1": "80%"}}, {}, []),
        ({"default": "80%", "delta": {"default": "80%", "g1": "90%"}}, {"group": "g2"}, []),
    ],
)
def test_a_place_is_asked_for_only_where_it_makes_a_difference(values: Tree, facts: Tree, open: list[str]) -> None:
    """Given what is known of the others."""
    plan = make_plan(two(values), DAY)
    leaf = next(leaves_in(plan.ruleset.criteria["r"].conditions))
    assert list(plan.open_places(leaf, facts)) == open
