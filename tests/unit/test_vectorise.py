"""Whole tables: the columns of the answer, and the edges at which floats and integers decide."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from smartcommune.engine.periods import Periods, periods
from smartcommune.engine.plan import make_plan
from smartcommune.messages import Language
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.library import load
from smartcommune.vectorise import assessed
from tests.unit.tiny import DAY, tiny, yes


def answer(
    ruleset: RuleSet, columns: dict[str, Any], *, language: Language = "vi", keep: tuple[str, ...] = ()
) -> pl.DataFrame:
    """The assessed table of a few rows on one day."""
    frame = nw.from_native(pl.DataFrame(columns))
    return assessed(frame, Periods((make_plan(ruleset, DAY),)), language, keep).to_native()


def outcomes(test: Any, **columns: Any) -> list[str]:
    """What a condition comes to in each row."""
    return answer(tiny({"it": test}, "it"), columns)["outcome.it"].to_list()


def test_the_answer_has_the_columns_of_the_contract_in_order() -> None:
    """Kept columns, identity, verdict, score, reasons, missing facts, and one outcome per criterion."""
    found = answer(
        tiny({"x": yes("a"), "y": yes("b")}, "x"), {"row": [7], "name": ["Xã A"], "a": [True]}, keep=("row",)
    )
    assert found.columns == [
        *("row", "code", "name", "province", "verdict", "score", "score_low", "score_high", "reasons", "missing"),
        *("outcome.x", "outcome.y", "as_of", "ruleset"),
    ]
    assert found.row(0)[:-2] == (
        7,
        None,
        "Xã A",
        None,
        "eligible",
        50,
        50,
        100,
        "Đủ điều kiện; đạt: x",
        None,
        "met",
        "unknown",
    )


def test_a_table_without_any_indicator_has_all_its_rows() -> None:
    """Where nothing is known, the same answer stands in every row."""
    found = answer(tiny({"x": yes("a")}, "x"), {"row": [1, 2, 3]})
    assert found["verdict"].to_list() == ["undetermined"] * 3
    assert found["missing"].to_list() == ["a"] * 3


@pytest.mark.parametrize(
    ("bound", "value", "outcome"),
    [
        ({"gte": "70%"}, 69.95, "not_met"),
        ({"gte": "70%"}, 70.0, "met"),
        ({"gt": "70%"}, 70.0, "not_met"),
        ({"gte": "58%"}, 57.99999999999999, "not_met"),
        ({"gte": "58%"}, 57.9999999999999, "not_met"),
        ({"gte": "0.3%"}, 0.3, "met"),
        ({"lte": "0.3%"}, 0.1 + 0.2, "not_met"),
        ({"gt": "0.3%"}, 0.1 + 0.2, "met"),
        ({"is": "0.3%"}, 0.3, "met"),
        ({"is_not": "0.1%"}, 0.1, "not_met"),
    ],
)
def test_decimals_compare_as_they_are_written(bound: Any, value: float, outcome: str) -> None:
    """A float that was read from a decimal lies on the side of a threshold where the decimal lies."""
    assert outcomes({"indicator": "rate", **bound}, rate=[value]) == [outcome]


@pytest.mark.parametrize(
    ("part", "whole", "percent", "outcome"),
    [
        (29, 50, "58%", "met"),
        (167, 293, "57%", "not_met"),
        (1, 3, "33.3333333333333%", "met"),
        (1, 3, "33.3333333333334%", "not_met"),
        (333333333333333, 999999999999999, "33.3333333333333%", "met"),
        (333333333333333, 999999999999999, "33.3333333333334%", "not_met"),
        (999999999999998, 999999999999999, "100%", "not_met"),
        (999999999999999, 999999999999999, "100%", "met"),
        (333333333333333, 1000000000000, "0.000000000000001%", "met"),
        (0, 999999999999999, "0.000000000000001%", "not_met"),
        (0, 0, "0%", "not_applicable"),
    ],
)
def test_a_share_of_counts_is_never_divided(part: int, whole: int, percent: str, outcome: str) -> None:
    """However large the counts and however long the threshold, the comparison is that of whole numbers."""
    assert outcomes({"indicator": "share", "gte": percent}, part=[part], whole=[whole]) == [outcome]


def test_a_rounded_figure_may_be_one_of_several_values() -> None:
    """Values that are named cut what a figure may stand for, as thresholds do; the highest value is in its range."""
    assert outcomes({"indicator": "rounded", "in": ["70.04%", "20%"]}, rounded=[70.0, 71.0]) == ["unknown", "not_met"]
    assert outcomes({"indicator": "rounded", "lt": "100%"}, rounded=[99.9, 100.0]) == ["met", "unknown"]
    assert outcomes({"indicator": "rounded", "gte": "99.95%"}, rounded=[99.9, 100.0]) == ["not_met", "met"]


def test_thirds_lie_between_decimals() -> None:
    """A limit that no decimal is (a shifted or divided one) puts every decimal on its own side."""
    sixth = {"rounded_to": "0.000000000000003%"}
    test = {"indicator": "fine", "gte": "66.6666666666667%"}
    rates = [66.6666666666666, 66.6666666666667, 66.6666666666668]
    found = answer(tiny({"it": test}, "it", indicators={"fine": {"type": "percent", **sixth}}), {"fine": rates})
    assert found["outcome.it"].to_list() == ["not_met", "unknown", "met"]


def test_weights_that_cannot_be_added_exactly_are_a_problem() -> None:
    """Weights of more digits than a 64-bit number holds are told before anything runs."""
    weighted = {"it": {"test": yes("a"), "weight": "1.00000000000001"}}
    with pytest.raises(InputError, match="the weights have too many digits"):
        answer(tiny(weighted, "it"), {"a": [True]})


def test_each_row_has_the_thresholds_of_its_day() -> None:
    """A column of dates decides which rule is in force, and a row without a date is assessed today."""
    ruleset = load("pilot-smart-2023")
    plans = periods(ruleset, lambda day: make_plan(ruleset, day), date(2023, 6, 30))
    days = [date(2023, 6, 4), date(2023, 6, 5), None, date(2025, 12, 31), date(2026, 1, 1)]
    facts = {"unit_type": ["xa"] * 5, "central_pilot": [False] * 5, "smartphone_rate": [80.0] * 5}
    found = assessed(nw.from_native(pl.DataFrame({"as_of": days, **facts})), plans, "en").to_native()
    assert found["verdict"].to_list() == ["not_in_force", "eligible", "eligible", "eligible", "not_in_force"]
    assert found["reasons"][0] == "Rule set not in force; in force 2023-06-05 – 2025-12-31"
    assert found["reasons"][1] == "Eligible; met: Smartphone use (needs at least 80%, assumed)"
    assert found["outcome.smartphone_use"][0] is None
