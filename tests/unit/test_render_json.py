"""Assessments to JSON: numbers as they went in, the keys of the contract, both languages."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from smartcommune.render.json import assessment, assessments

from .tiny import DAY, Tree, assessed, ethnic, threshold, tiny, yes


def rendered(condition: Any, known: Tree, **more: Any) -> dict[str, Any]:
    """The reason of the only criterion, as JSON has it."""
    answer = assessed(tiny({"it": condition}, {"any_of": ["it"]}, **more), known)
    found = json.loads(assessments([answer], "en"))["assessments"][0]["reasons"]
    return dict(found["children"][0]["children"][0])


def test_the_document_is_json_in_one_piece() -> None:
    """UTF-8 as it is, indented, ending in one line end; the same as the dictionaries."""
    answers = [assessed(ethnic(), {"ntm": True}), assessed(ethnic(), {})]
    text = assessments(answers, "vi")
    assert text.endswith("}\n")
    assert "Xã khu vực III" in text
    document = json.loads(text)
    assert document == {
        "schema": "smartcommune/assessment/1",
        "assessments": [assessment(answer, "vi") for answer in answers],
    }


def test_nothing_to_say_is_an_empty_list() -> None:
    """No profile, no assessment."""
    assert json.loads(assessments([], "vi"))["assessments"] == []


@pytest.mark.parametrize(
    ("condition", "known", "value", "compared"),
    [
        ({"indicator": "rate", "gte": "80%"}, {"rate": "85.2"}, 85.2, 80),
        ({"indicator": "rate", "gte": "79.95%"}, {"rate": "80"}, 80, 79.95),
        ({"indicator": "part", "gte": 12}, {"part": 1_000_000}, 1_000_000, 12),
        ({"indicator": "share", "gte": "50%"}, {"part": 2, "whole": 3}, "200/3", 50),
        ({"indicator": "length", "gte": 0}, {"length": "0.000001"}, 0.000001, 0),
        (yes("a"), {"a": False}, False, True),
        ({"indicator": "level", "gte": "basic"}, {"level": "high"}, "high", "basic"),
        ({"indicator": "level", "in": ["none", "basic"]}, {"level": "high"}, "high", ["none", "basic"]),
        ({"indicator": "opened", "gte": "2020-02-29"}, {"opened": "2021-01-01"}, "2021-01-01", "2020-02-29"),
        ({"indicator": "word", "is": "không"}, {"word": "có"}, "có", "không"),
        ({"indicator": "rate", "gte": "80%"}, {"rate": "na"}, "na", 80),
        ({"indicator": "rate", "gte": "80%"}, {}, None, 80),
    ],
)
def test_values_are_of_json_s_own_types(condition: Any, known: Tree, value: object, compared: object) -> None:
    """Whole numbers without a point, decimals as decimals, no NaN, days as text, unknown as null."""
    reason = rendered(condition, known)
    assert (reason["value"], reason["threshold"]) == (value, compared)
    assert type(reason["value"]) is type(value)
    assert type(reason["threshold"]) is type(compared)


def test_a_leaf_with_one_threshold_says_what_it_is() -> None:
    """Its id, its basis and where its figure is from stand beside operator and value."""
    low = {"low": threshold("percent", "80%", basis="assumption")}
    reason = rendered({"indicator": "rate", "gte": {"threshold": "low"}}, {"rate": "85.2"}, thresholds=low)
    assert {key: reason[key] for key in ("operator", "threshold", "threshold_id", "basis", "from_test")} == {
        "operator": ">=",
        "threshold": 80,
        "threshold_id": "low",
        "basis": "assumption",
        "from_test": "another test",
    }
    assert (reason["citation"], reason["threshold_citation"]) == ("1/L", "1/L")


def test_a_leaf_with_two_bounds_lists_them() -> None:
    """Each with its own operator; none stands for both."""
    reason = rendered({"indicator": "rate", "gte": "10%", "lt": "20%"}, {"rate": "15"})
    assert reason["comparisons"] == [{"operator": ">=", "threshold": 10}, {"operator": "<", "threshold": 20}]
    assert not {"operator", "threshold"} & reason.keys()


@pytest.mark.parametrize(
    ("known", "low", "high"),
    [
        ({"a": True, "b": False, "c": False}, 33.33, 33.33),
        ({"a": True, "b": True, "c": False}, 66.67, 66.67),
        ({"a": True, "b": False, "c": "na"}, 50, 50),
        ({"a": True}, 33.33, 100),
        ({}, 0, 100),
    ],
)
def test_a_score_never_says_more_than_is_known(known: Tree, low: float, high: float) -> None:
    """Two digits, an interval rounded outwards, one number to the nearest."""
    criteria = {f"c{flag}": yes(flag) for flag in "abc"}
    score = assessment(assessed(tiny(criteria, {"any_of": list(criteria)}), known), "vi")["score"]
    assert score == {"value": low, "low": low, "high": high}


def test_what_does_not_apply_at_all_has_no_score() -> None:
    """No criterion that counts applies: null, not zero."""
    assert assessment(assessed(tiny({"it": yes("a")}, "it"), {"a": "na"}), "vi")["score"] is None


def test_a_commune_shows_what_is_given_of_it() -> None:
    """Absent parts are left out."""
    assert assessment(assessed(ethnic(), {}), "vi")["commune"] == {}


def test_sentences_are_in_the_language_and_data_are_not() -> None:
    """Labels and texts change with the language; ids, values and verdicts do not."""
    answer = assessed(ethnic(), {"ntm": False, "poverty_rate": "16%"})
    vi, en = assessment(answer, "vi"), assessment(answer, "en")
    assert vi["reasons"]["label"] == "Xã khu vực III"
    assert en["reasons"]["label"].startswith("Region III")
    assert (vi["verdict"], vi["missing"], vi["score"]) == (en["verdict"], en["missing"], en["score"])


def test_out_of_force_there_are_no_reasons() -> None:
    """Null stands for what was not evaluated."""
    found = assessment(assessed(ethnic(), {}, date(2030, 1, 1)), "vi")
    assert (found["reasons"], found["score"], found["because"]) == (None, None, [])
    assert found["as_of"] == "2030-01-01"


def test_a_change_has_both_ends() -> None:
    """From null where nothing was known."""
    answer = assessed(tiny({"it": {"indicator": "rate", "gte": "80%"}}, "it"), {})
    assert assessment(answer, "en")["advice"][0]["changes"][0] | {"text": ""} == {
        "indicator": "rate",
        "from": None,
        "to": 80,
        "text": "",
    }
    assert answer.as_of == DAY
