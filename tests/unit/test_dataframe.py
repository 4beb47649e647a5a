"""Dataframes of a Python program: what they may hold, and what happens to a row that could not stand in a profile."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pytest

from smartcommune.api import Rules
from smartcommune.problems import InputError
from tests.unit.tiny import DAY, tiny, yes

# ruff: noqa: DTZ001  # the moments of a table have no time zone

RULES = Rules(tiny({"it": {"indicator": "rate", "gte": "70%"}, "b": yes("a")}, "it"), DAY)


def refused(column: str, values: list[Any], dtype: Any = None, **more: Any) -> list[str | None]:
    """For each row, why it is not assessed."""
    found = RULES.assess(pl.DataFrame({column: pl.Series(values, dtype=dtype, strict=False), **more}), "en")
    return [
        reasons.removeprefix("Not assessed; values that cannot be: ") if verdict is None else None
        for verdict, reasons in found.select("verdict", "reasons").iter_rows()
    ]


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        ("rate", [0.0, 100.0, None, 57.5], [float("nan"), float("inf"), -0.1, 100.1]),
        ("part", [0, 10**12], [-1, 10**12 + 1]),
        ("length", [0.0, 50.0], [-1.0, 50.5, float("nan")]),
        ("region", ["delta", "other", None], ["Delta", "", "elsewhere"]),
    ],
)
def test_a_value_that_could_not_stand_in_a_profile_refuses_its_row(
    column: str, good: list[Any], bad: list[Any]
) -> None:
    """The row has no verdict, its reasons name the column, and the rows around it are assessed."""
    assert refused(column, [*good, *bad]) == [None] * len(good) + [column] * len(bad)


def test_counts_may_come_as_floats_if_they_are_whole() -> None:
    """Pandas makes floats of whole numbers with gaps; a fraction of a household is refused."""
    found = RULES.assess(pd.DataFrame({"part": [1.0, None, 1.5], "whole": [2, 2, 2]}), "en")
    assert [value is None or value != value for value in found["verdict"]] == [False, False, True]


def test_facts_that_contradict_each_other_refuse_their_row() -> None:
    """More of the part than of the whole, or a value where the fact is said not to apply."""
    assert refused("part", [3, 2], whole=[2, 2]) == ["part", None]
    assert refused("rate", [50.0, 50.0, None], **{"rate.na": [True, False, True]}) == ["rate", None, None]


def test_a_share_that_its_counts_deny_refuses_its_row() -> None:
    """A stated share may be rounded, but not be another one; a share of nothing is none."""
    stated = [33.0, 33.3333, 34.0, 32.3, None, 50.0]
    assert refused("share", stated, part=[1, 1, 1, 1, 1, 0], whole=[3, 3, 3, 3, 3, 0]) == [
        *(None, None, "share", "share", None),
        "share",
    ]
    assert refused("share", [0.0, 0.4, 5.0, 5.0], part=[0, 0, 0, 1]) == [None, "share", "share", None]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("rate", pl.Series(["70"])),
        ("rate", pl.Series([70.0], dtype=pl.Float32)),
        ("part", pl.Series(["1"])),
        ("a", pl.Series([1])),
        ("region", pl.Series([1])),
        ("opened", pl.Series(["2020-01-01"])),
        ("opened", pl.Series([datetime(2020, 1, 1)], dtype=pl.Datetime(time_zone="UTC"))),
        ("rate.na", pl.Series([1])),
        ("as_of", pl.Series(["2023-01-01"])),
    ],
)
def test_a_column_of_another_type_is_a_problem(column: str, values: pl.Series) -> None:
    """What cannot hold the facts exactly is told before anything runs, with the type that is needed."""
    with pytest.raises(InputError) as raised:
        RULES.assess(pl.DataFrame({column: values, "b": [True]}).lazy())
    assert [problem.id for problem in raised.value.problems] == ["frame-type"]
    assert all(problem.say(language) for problem in raised.value.problems for language in ("vi", "en"))


def test_a_frame_without_facts_is_a_problem() -> None:
    """A frame of other columns would leave everything unknown, so it is not assessed at all."""
    with pytest.raises(InputError, match="no column is an indicator of `tiny`"):
        RULES.assess(pl.DataFrame({"Tỷ lệ": [70.0]}))
    with pytest.raises(InputError, match="there is no column `stt`"):
        RULES.assess(pl.DataFrame({"rate": [70.0]}), keep=["stt"])


@pytest.mark.parametrize("values", [pl.Series([70, 69]), pl.Series([Decimal("70.0"), Decimal("69.9")])])
def test_whole_numbers_and_decimals_are_numbers(values: pl.Series) -> None:
    """Integers and decimals compare as they are."""
    assert RULES.assess(pl.DataFrame({"rate": values}))["outcome.it"].to_list() == ["met", "not_met"]


def test_the_answer_is_of_the_kind_that_was_asked() -> None:
    """A lazy frame stays lazy, and a pandas frame keeps its index."""
    assert isinstance(RULES.assess(pl.LazyFrame({"rate": [70.0]})), pl.LazyFrame)
    found = RULES.assess(pd.DataFrame({"rate": [70.0, 0.0]}, index=["x", "y"]))
    assert list(found.index) == ["x", "y"]
    assert list(found["verdict"]) == ["eligible", "not_eligible"]


def test_days_may_come_with_a_time() -> None:
    """A day lasts until the next one begins, on either side of a limit."""
    tests = {
        "since": {"indicator": "opened", "gte": "2020-03-01"},
        "after": {"indicator": "opened", "gt": "2020-03-01"},
        "until": {"indicator": "opened", "lte": "2020-03-01"},
        "before": {"indicator": "opened", "lt": "2020-03-01"},
        "ever": {"indicator": "opened", "lte": "9999-12-31"},
    }
    days = [datetime(2020, 2, 29, 23, 59), datetime(2020, 3, 1), datetime(2020, 3, 1, 12), datetime(2020, 3, 2)]
    for frame in (pl.DataFrame({"opened": days}), pd.DataFrame({"opened": days})):
        found = Rules(tiny(tests, "since"), DAY).assess(frame)
        signs = {id: "".join("1" if each == "met" else "0" for each in found[f"outcome.{id}"]) for id in tests}
        assert signs == {"since": "0111", "after": "0001", "until": "1110", "before": "1000", "ever": "1111"}


def test_rows_are_assessed_on_their_own_days_unless_the_rules_have_one() -> None:
    """The column `as_of` decides, except where the caller has asked for a date; dates of pandas are dates too."""
    frame = pd.DataFrame({"rate": [70.0, 70.0], "as_of": [date(2020, 12, 31), date(2021, 1, 1)]})
    ruleset = tiny({"it": {"indicator": "rate", "gte": "70%"}}, "it")
    assert list(Rules(ruleset).assess(frame)["verdict"]) == ["not_in_force", "eligible"]
    assert list(Rules(ruleset, DAY).assess(frame)["verdict"]) == ["eligible", "eligible"]
