"""Typed tables: numbers, truths and days as they are, whatever is no value refused, text read like any text."""

from __future__ import annotations

from datetime import date

import polars as pl

from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.problems import Place
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import load_table, rejected
from smartcommune.tables.header.column_map import ColumnMap, Entry
from tests.table_rows import typed_sheet

RULES = load("pilot-smart-2023")
FOUNDED = Indicator("founded", "date", Words("Ngày thành lập", "Founded"))
ALL = RULES._replace(indicators={**RULES.indicators, "founded": FOUNDED})


def test_values_are_used_as_they_are() -> None:
    """Numbers, whole or not, truth values, days and texts; a column that cannot say so has no marks for it."""
    frame = pl.DataFrame(
        {
            "code": ["00001", None],
            "smartphone_rate": [85.2, None],
            "broadband_household_rate": [85, 100],
            "adults": [1000.0, 12.0],
            "central_pilot": [True, None],
            "free_wifi_culture_house": [1, 0],
            "community_digital_team": [0.0, None],
            "ntm_criteria_set": ["2021_2025", "kad"],
            "founded": [date(2023, 5, 1), None],
        }
    )
    read = load_table(typed_sheet(frame), ALL).frame.collect(engine="streaming")
    assert read["ok"].to_list() == [True, True]
    facts = [name for name in frame.columns if name != "code"]
    assert read.select(facts).rows() == [
        (85.2, 85.0, 1000, True, True, False, "2021_2025", date(2023, 5, 1)),
        (None, 100.0, 12, None, False, None, None, None),
    ]
    assert read["ntm_criteria_set.na"].to_list() == [False, True]
    assert [name for name in read.columns if name.endswith(".na")] == ["ntm_criteria_set.na"]


def test_what_is_no_value_is_refused_with_its_row_and_column() -> None:
    """NaN, infinity, out of range, halves of people, a count beyond all counting, codes without their zeros."""
    frame = pl.DataFrame(
        {
            "code": [14212, 1421, 14213, 14214, 14215, 14216],
            "smartphone_rate": [float("nan"), float("inf"), 101.0, 0.5, -1.0, 85.0],
            "adults": [1.5, -1.0, 2e12, 5.0, 5.0, 5.0],
            "smartphone_adults": [5, 5, 5, 6, 10**13, 5],
        }
    )
    loaded = load_table(typed_sheet(frame), RULES)
    read = loaded.frame.collect()
    assert read["ok"].to_list() == [False] * 5 + [False]
    found = [(problem.place.line, problem.place.column, problem.id) for problem in rejected(loaded, read)]
    assert found == [
        (1, 2, "not-a-number"), (1, 3, "not-a-count"), (2, 1, "lost-zeros"), (2, 2, "not-a-number"),
        (2, 3, "not-a-count"), (3, 2, "out-of-range"), (3, 3, "too-many"), (4, 2, "percent-or-fraction"),
        (4, 4, "contradiction"), (5, 2, "out-of-range"), (5, 4, "too-many"), (6, 2, "contradiction"),
    ]  # fmt: skip


def test_whole_numbers_of_more_than_15_digits_are_refused() -> None:
    """They could not be compared exactly."""
    number = Indicator("area", "number", Words("Diện tích", "Area"))
    rules = RULES._replace(indicators={"area": number})
    frame = pl.DataFrame({"name": ["A", "B", "C"], "area": [10**15, 10**15 - 1, -(10**15)]})
    loaded = load_table(typed_sheet(frame), rules)
    read = loaded.frame.collect()
    assert read["area"].to_list() == [None, float(10**15 - 1), None]
    assert [problem.id for problem in rejected(loaded, read)] == ["too-many-digits"] * 2


def test_fractions_become_percentages_exactly() -> None:
    """0.57 times 100 is 56.99999999999999 for a computer; here it is 57."""
    shares = [number / 1000 for number in range(1001)] + [0.1234567890123456]
    mapping = ColumnMap({"smartphone_rate": Entry("smartphone_rate", Place("map"), unit="fraction")})
    frame = pl.DataFrame({"name": [f"X{number}" for number in range(len(shares))], "smartphone_rate": shares})
    read = load_table(typed_sheet(frame), RULES, mapping).frame.collect()
    assert read["smartphone_rate"].to_list() == [*(number / 10 for number in range(1001)), 12.34567890123456]
