"""How far the deciding figures are from changing the verdict."""

from __future__ import annotations

from fractions import Fraction

import pytest

from smartcommune.assess.margin import margin
from smartcommune.model.ruleset import Verdict

from .tiny import Tree, assessed, evaluated, tiny, yes

RATE = tiny({"it": {"indicator": "rate", "gte": "80%"}}, "it")


@pytest.mark.parametrize(
    ("operator", "rate", "distance", "verdict"),
    [
        ("gte", "71.5%", "8.5", Verdict.ELIGIBLE),
        ("gte", "85.2%", "5.2", Verdict.NOT_ELIGIBLE),
        ("gte", "80%", "0", Verdict.NOT_ELIGIBLE),
        ("gt", "80%", "0", Verdict.ELIGIBLE),
        ("lte", "85%", "5", Verdict.ELIGIBLE),
    ],
)
def test_the_distance_is_to_where_the_verdict_changes(
    operator: str, rate: str, distance: str, verdict: Verdict
) -> None:
    """To the threshold itself, whichever side it belongs to; relative to the range of 0 to 100."""
    found = margin(evaluated(tiny({"it": {"indicator": "rate", operator: "80%"}}, "it"), {"rate": rate}))
    assert found is not None
    assert (found.edge, found.distance, found.verdict) == (80, Fraction(distance), verdict)
    assert found.relative == Fraction(distance) / 100


def test_the_nearest_figure_is_named() -> None:
    """Of two figures that could change it alone, the one with the smaller share of its range to go."""
    ruleset = tiny(
        {"ca": {"indicator": "rate", "gte": "50%"}, "cb": {"indicator": "length", "gte": 40}}, {"any_of": ["ca", "cb"]}
    )
    found = margin(evaluated(ruleset, {"rate": "40%", "length": 38}))
    assert found is not None
    assert (found.indicator, found.distance, found.relative) == ("length", 2, Fraction(1, 25))
    assert found.text.say("en").startswith("Nearest to another verdict: length 38 km, 2 km from 40 km")


def test_a_whole_is_as_far_from_another_verdict_as_from_nothing() -> None:
    """Its own cut point changes nothing here: the share stays 0 % until there is nothing that it is a share of."""
    criteria = {"it": {"indicator": "share", "is": "0%"}, "other": {"indicator": "whole", "is": 29}}
    found = margin(evaluated(tiny(criteria, "it"), {"part": 0, "whole": 29}))
    assert found is not None
    assert (found.indicator, found.edge, found.distance, found.verdict) == ("part", 1, 1, Verdict.NOT_ELIGIBLE)


def test_from_nothing_a_whole_moves_although_its_part_is_not_known() -> None:
    """Of 0 there is no share; of 1 it is not known."""
    criteria = {"a": yes("a"), "none": {"indicator": "share", "lt": "5%"}}
    found = margin(evaluated(tiny(criteria, {"all_of": ["a", "none"]}), {"a": True, "whole": 0}))
    assert found is not None
    assert (found.indicator, found.edge, found.verdict) == ("whole", 0, Verdict.UNDETERMINED)


@pytest.mark.parametrize("bound", [{"at_most": "whole"}, {}])
def test_a_part_moves_as_far_as_its_whole_lets_it(bound: dict[str, str]) -> None:
    """Of one household one, and not the 14 that lie in the middle of the next cell; a share of it binds it as well."""
    indicators = {"part": {"type": "count", **bound}}
    criteria = {"it": {"indicator": "part", "is": 0}, "other": {"indicator": "part", "is": 29}}
    ruleset = tiny(criteria, "it", indicators=indicators)
    found = margin(evaluated(ruleset, {"part": 0, "whole": 1}))
    assert found is not None
    assert (found.indicator, found.edge, found.verdict) == ("part", 0, Verdict.NOT_ELIGIBLE)


def test_a_figure_that_changes_nothing_alone_has_no_margin() -> None:
    """Both would have to move, or the verdict does not rest on figures at all."""
    both = tiny({"ca": {"indicator": "rate", "gte": "50%"}, "cb": yes("a")}, {"all_of": ["ca", "cb"]})
    assert margin(evaluated(both, {"rate": "40%", "a": False})) is None
    assert margin(evaluated(tiny({"it": yes("a")}, "it"), {"a": True})) is None


@pytest.mark.parametrize("facts", [{}, {"rate": "na"}])
def test_what_is_open_or_out_of_scope_has_no_margin(facts: Tree) -> None:
    """Nothing is near another verdict where there is none yet, or where none is due."""
    assert margin(evaluated(RATE, facts)) is None


def test_counts_move_by_whole_people() -> None:
    """240 of 300 are 80 %: 40 more than 200, of the 300 that there are."""
    ruleset = tiny({"it": {"indicator": "share", "gte": "80%"}}, "it")
    found = margin(evaluated(ruleset, {"part": 200, "whole": 300}))
    assert found is not None
    assert (found.indicator, found.edge, found.distance, found.relative) == ("part", 240, 40, Fraction(40, 300))


def test_a_rounded_figure_at_its_threshold_is_honestly_open() -> None:
    """70.0 rounded to 0.1 may be 69.95: no verdict, no margin; 70.1 is at least 70.05, and 0.05 away from doubt."""
    ruleset = tiny({"it": {"indicator": "rounded", "gte": "70%"}}, "it")
    assert evaluated(ruleset, {"rounded": "70.0%"}).verdict is Verdict.UNDETERMINED
    assert margin(evaluated(ruleset, {"rounded": "70.0%"})) is None
    found = margin(evaluated(ruleset, {"rounded": "70.1%"}))
    assert found is not None
    assert (found.edge, found.distance, found.verdict) == (Fraction("70.05"), Fraction("0.05"), Verdict.UNDETERMINED)


def test_the_assessment_has_the_margin() -> None:
    """As every part of the answer."""
    answer = assessed(RATE, {"rate": "71.5%"})
    assert answer.margin is not None
    assert answer.margin.text.say("vi").endswith("cách 80 % 8,5 điểm phần trăm (bên kia: Đủ điều kiện)")
