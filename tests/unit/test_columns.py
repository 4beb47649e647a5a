"""Columns of a table: matched or refused, never guessed; what is not used is named."""

from __future__ import annotations

import pytest

from smartcommune.messages import Words
from smartcommune.model.ruleset import Indicator
from smartcommune.problems import InputError
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import load_table
from smartcommune.tables.header.columns import Column, letter_of
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")


def columns(*headers: str) -> list[Column]:
    return list(load_table(sheet_of([list(headers), ["x"] * len(headers)]), RULES).columns)


def test_unused_columns_are_named_and_a_likeness_is_suggested() -> None:
    """A close header is not taken; a denial is not even suggested to mean what it denies."""
    found = columns("ĐTTM", "Tỷ lệ ĐTTTM", "Ghi chú", "STT")
    assert [(column.target, column.how, column.suggestion) for column in found] == [
        ("smartphone_rate", "alias", None),
        (None, "unused", "Tỷ lệ ĐTTM"),
        (None, "unused", None),
        (None, "serial", None),
    ]


@pytest.mark.parametrize("second", ["ĐTTM", "smartphone_rate", "tỷ lệ đttm (%)"])
def test_two_headers_for_one_indicator_are_refused(second: str) -> None:
    """Naming both columns."""
    with pytest.raises(InputError) as raised:
        columns("code", "ĐTTM", second)
    assert "column B “ĐTTM” and column C “" in str(raised.value)


def test_one_header_for_two_indicators_is_refused() -> None:
    """With both of them named."""
    rules = RULES._replace(
        indicators={
            "a": Indicator("a", "percent", Words("Tỷ lệ má", "a1")),
            "b": Indicator("b", "percent", Words("Tỷ lệ mã", "b1")),
        }
    )
    with pytest.raises(InputError, match="the header `ty le ma` of column B could be `a`, `b`"):
        load_table(sheet_of([["a", "ty le ma"], ["1", "2"]]), rules)


def test_a_unit_in_the_header_is_taken_off_and_kept() -> None:
    """It is told."""
    assert [(column.target, column.unit) for column in columns("Tỷ lệ ĐTTM (%)", "Người trưởng thành (người)")] == [
        ("smartphone_rate", "%"),
        ("adults", "người"),
    ]


def test_a_row_of_units_is_a_unit() -> None:
    """Below the header; a name that needs its unit is matched by it."""
    found = load_table(sheet_of([["Xã", "Thôn có cáp quang"], ["", "%"], ["Tân Mỹ", "100"]]), RULES)
    assert [column.target for column in found.columns] == ["name", "fibre_village_rate"]


def test_an_indicator_with_the_name_of_an_identity_column_is_refused() -> None:
    """One column cannot be both."""
    rules = RULES._replace(indicators={"province": Indicator("province", "text", Words("a", "b"))})
    with pytest.raises(InputError, match="names that tables keep for themselves"):
        load_table(sheet_of([["province"], ["a"]]), rules)


def test_columns_have_letters() -> None:
    """As spreadsheets name them."""
    assert [letter_of(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
