"""Mutants: a rule set with one small mistake, for every mistake that is easily made."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.rewrites import beside, step_of
from smartcommune.authoring.variants import Variant
from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.library import load_built_in, parse_ruleset
from tests.unit.small import small
from tests.unit.tiny import ethnic, threshold, tiny, yes


def said(ruleset: RuleSet) -> list[str]:
    """Every mutant in words."""
    return [mutant.message.say("en") for mutant in mutants(ruleset)]


def of_test(condition: object, **more: object) -> list[str]:
    """The mutants of one criterion in words; the rest of its rule set is left out."""
    found = mutants(tiny({"x": condition}, "x", **more))  # type: ignore[arg-type]  # the keys of `tiny`
    return [mutant.message.say("en") for mutant in found if mutant.path[0] == "criteria"]


def test_no_mutant_is_the_rule_set_itself() -> None:
    """Each differs from the rule set in its thresholds, its criteria, its verdict or its period."""
    ruleset = small()
    found = list(mutants(ruleset))
    assert len(found) > 40
    assert all(mutant.ruleset != ruleset for mutant in found)
    assert all(mutant.ruleset._replace(in_force=ruleset.in_force).document is ruleset.document for mutant in found)


def test_each_mutant_says_where_it_is_in_both_languages() -> None:
    """Its place is a line of the file, and its sentence exists in Vietnamese and English."""
    ruleset = small()
    for mutant in mutants(ruleset):
        assert ruleset.document.place(mutant.path).line is not None
        assert mutant.message.say("vi")
        assert mutant.kind


def test_mutants_are_the_same_in_every_run() -> None:
    """Their order is that of the rule set's parts, without chance."""
    assert said(small()) == said(small())
    assert len(set(said(ethnic()))) > 50


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (yes("a"), ["`a` = yes becomes != yes"]),
        (
            {"indicator": "length", "gt": "20"},
            [
                "`length` > 20 km becomes >= 20 km",
                "`length` > 20 km becomes > 19.9 km",
                "`length` > 20 km becomes > 20.1 km",
            ],
        ),
        (
            {"indicator": "part", "gte": "0"},
            ["`part` >= 0 becomes > 0", "`part` >= 0 becomes >= 1"],
        ),
        (
            {"indicator": "level", "lte": "basic"},
            [
                "`level` <= basic becomes < basic",
                "`level` <= basic becomes <= none",
                "`level` <= basic becomes <= high",
            ],
        ),
        (
            {"indicator": "opened", "lt": "2020-01-01"},
            [
                "`opened` < 2020-01-01 becomes <= 2020-01-01",
                "`opened` < 2020-01-01 becomes < 2019-12-31",
                "`opened` < 2020-01-01 becomes < 2020-01-02",
            ],
        ),
        (
            {"indicator": "level", "in": ["none", "high"]},
            [
                "“none” is dropped from the values of `level`",
                "“high” is dropped from the values of `level`",
                "`level` in none, high is negated",
            ],
        ),
        ({"not": yes("a")}, ["`not` is dropped", "`a` = yes becomes != yes"]),
        (
            {"none_of": [yes("a"), yes("b")]},
            [
                "`none_of` becomes `not all_of`",
                "`none_of` becomes `any_of`",
                "`a` is dropped from `none_of`",
                "`b` is dropped from `none_of`",
                "`a` = yes becomes != yes",
                "`b` = yes becomes != yes",
            ],
        ),
        (
            {"at_least": {"n": "1", "of": [yes("a"), yes("b")], "must": [yes("a")]}},
            [
                "`at_least` 1 becomes 2",
                "`a` is dropped from `of`",
                "`b` is dropped from `of`",
                "`a` is dropped from `must`",
                "`a` = yes becomes != yes",
                "`b` = yes becomes != yes",
                "`a` = yes becomes != yes",
            ],
        ),
        (
            {"indicator": "opened", "within": {"years": "5"}},
            [
                "`opened` within 5 years becomes longer_ago_than 5 years",
                "`opened` within 5 years becomes within 4 years",
                "`opened` within 5 years becomes within 6 years",
            ],
        ),
        (
            {"at_most": {"n": "1", "of": [yes("a"), yes("b"), yes("c")]}},
            [
                "`at_most` becomes `at_least`",
                "`at_most` 1 becomes 0",
                "`at_most` 1 becomes 2",
                "`a` is dropped from `of`",
                "`b` is dropped from `of`",
                "`c` is dropped from `of`",
                "`a` = yes becomes != yes",
                "`b` = yes becomes != yes",
                "`c` = yes becomes != yes",
            ],
        ),
        (
            {"at_least": {"n": "50%", "of": [yes("a"), yes("b")]}},
            [
                "`at_least` 50% becomes 100%",
                "`a` is dropped from `of`",
                "`b` is dropped from `of`",
                "`a` = yes becomes != yes",
                "`b` = yes becomes != yes",
            ],
        ),
        (
            {"test": yes("a"), "applies_when": yes("b")},
            ["`a` = yes becomes != yes", "`applies_when` of `x` is dropped", "`b` = yes becomes != yes"],
        ),
    ],
)
def test_each_kind_of_slip_is_made(condition: object, expected: list[str]) -> None:
    """One mutant for each slip that a condition allows."""
    assert of_test(condition) == expected


def test_two_bounds_are_dropped_one_by_one() -> None:
    """A range that lost an end is a mutant."""
    assert [line for line in of_test({"indicator": "rate", "gte": "20%", "lt": "50%"}) if "dropped" in line] == [
        "the bound `rate` >= 20% is dropped",
        "the bound `rate` < 50% is dropped",
    ]


def of_threshold(**more: object) -> list[str]:
    """The mutants of a threshold that `rate` is compared with."""
    shape = threshold("percent", "50%", **more)
    found = mutants(tiny({"x": {"indicator": "rate", "gte": {"threshold": "t"}}}, "x", thresholds={"t": shape}))
    return [mutant.message.say("en") for mutant in found if mutant.path[0] == "thresholds"]


def test_the_value_of_every_place_is_moved_and_exchanged() -> None:
    """A table by region has a mutant for each value up and down, and one for each pair of lines mixed up."""
    assert of_threshold(places={"delta": "30%"}) == [
        "`t` (elsewhere): 50% becomes 49.9%",
        "`t` (elsewhere): 50% becomes 50.1%",
        "`t` (delta): 30% becomes 29.9%",
        "`t` (delta): 30% becomes 30.1%",
        "`t`: the values (elsewhere) and (delta) are exchanged",
        "`t` begins on 2021-01-02 instead of 2021-01-01",
        "`t`: reaching it does not suffice any more (`exclusive: true`)",
    ]


def test_a_bound_that_is_strict_already_is_not_made_strict() -> None:
    """Only the flag itself is turned: the comparison would not change."""
    ruleset = tiny(
        {"x": {"indicator": "rate", "gte": {"threshold": "t"}}},
        "x",
        thresholds={"t": threshold("percent", "50%", exclusive="true")},
    )
    found = [mutant.kind for mutant in mutants(ruleset) if mutant.kind in ("operator", "exclusive", "inclusive")]
    assert found == ["inclusive"]


def test_a_share_of_members_moves_by_a_member() -> None:
    """A step of 0.1 % would never be noticed where the threshold counts four members."""
    group = {"at_least": {"n": {"threshold": "n"}, "of": [yes(name) for name in "abcd"]}}
    ruleset = tiny({"x": group}, "x", thresholds={"n": threshold("percent", "50%")})
    moved = [mutant.message.say("en") for mutant in mutants(ruleset) if mutant.kind == "threshold"]
    assert moved == ["`n`: 50% becomes 25%", "`n`: 50% becomes 75%"]


def test_the_period_is_shifted_at_both_ends() -> None:
    """By a day earlier and a day later; a period of one day cannot become shorter."""
    found = [mutant for mutant in mutants(small()) if mutant.path[0] == "in_force"]
    assert [(mutant.ruleset.in_force.first, mutant.ruleset.in_force.last) for mutant in found] == [
        (date(2020, 12, 31), date(2025, 12, 31)),
        (date(2021, 1, 2), date(2025, 12, 31)),
        (date(2021, 1, 1), date(2025, 12, 30)),
        (date(2021, 1, 1), date(2026, 1, 1)),
    ]


def test_the_scope_loses_each_of_its_criteria() -> None:
    """A commune outside the scope must not slip in."""
    ruleset = tiny({"x": yes("a"), "y": yes("b")}, "x", scope=["x", "y"])
    found = [mutant.ruleset.scope for mutant in mutants(ruleset) if mutant.kind == "scope-dropped"]
    assert found == [("y",), ("x",)]


CHILD = """\
format: 1
id: child
version: "1"
extends: pilot-smart-2023
label: {vi: Con, en: Child}
sources:
  own: {title: {vi: Quyết định, en: Decision}, date: 2023-01-01, kind: province}
thresholds:
  smartphone_min: {type: percent, basis: province, cite: own, values: [{from: 2023-06-05, default: 70%}]}
"""


def test_only_a_rule_sets_own_parts_are_changed() -> None:
    """What it takes over is tested where it stands."""
    kinds = Counter(mutant.path[:2] for mutant in mutants(parse_ruleset(CHILD)))
    assert set(kinds) == {("thresholds", "smartphone_min")}


def test_the_main_rule_set_has_a_mutant_for_each_of_its_parts() -> None:
    """Each criterion and each threshold can be got wrong."""
    ruleset = load_built_in("pilot-smart-2023")
    changed = {mutant.path[1] for mutant in mutants(ruleset) if mutant.path[0] in ("criteria", "thresholds")}
    assert changed == {*ruleset.criteria, *ruleset.thresholds}


def with_type(type: str, **more: object) -> Indicator:
    return Indicator("x", type, Words("x", "x"))._replace(**more)  # type: ignore[arg-type]  # fields of an indicator


def test_the_smallest_step_is_one_that_is_noticed() -> None:
    """Of counts 1, of rounded figures their rounding, else 0.1 or a unit of the last digit, if that is smaller."""
    assert step_of(Fraction(5), with_type("count")) == 1
    assert step_of(Fraction(5), with_type("percent")) == Fraction(1, 10)
    assert step_of(Fraction("5.25"), with_type("percent")) == Fraction(1, 100)
    assert step_of(Fraction(200, 3), with_type("percent")) == Fraction(1, 10)
    assert step_of(Fraction(5), with_type("percent", rounded_to=Fraction(1, 2))) == Fraction(1, 2)


def test_nothing_is_moved_out_of_its_range() -> None:
    """No percentage above 100, no day before the first; a text has no neighbours."""
    assert beside(Fraction(100), with_type("percent")) == [Fraction(999, 10)]
    assert beside(date.min, with_type("date")) == [date(1, 1, 2)]
    assert beside("x", with_type("text")) == []


def kinds_of(found: list[Variant]) -> set[str]:
    return {mutant.kind for mutant in found}


def test_every_kind_has_its_sentence() -> None:
    """The kinds that a program reads are the names of the sentences."""
    assert kinds_of(list(mutants(ethnic()))) >= {"operator", "constant", "member-dropped", "threshold", "swapped"}
