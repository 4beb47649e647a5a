"""What offices write into cells, and programs make of it: read as it is meant, or refused with the reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from smartcommune.messages import Words
from smartcommune.model.facts import FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.values import Unfit
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.column_reader import MOST_KNOWN, Reader
from smartcommune.tables.cells.numbers import plain_numbers
from smartcommune.tables.cells.parse import read_cell
from smartcommune.tables.header.manner import POINT, Manner, choices_of

RULES = load("pilot-smart-2023")


def of(type: str) -> Manner:
    return Manner(Indicator("x", type, Words("X", "X")))


def read(text: str, manner: Manner) -> FactValue | str | None:
    """The fact in a cell, or the id of what is wrong with it."""
    try:
        return read_cell(text, manner)
    except Unfit as unfit:
        return unfit.id


@pytest.mark.parametrize(
    ("text", "type", "value"),
    [
        ("5\u00a0000", "count", Fraction(5000)),
        ("1\u202f234\u202f567", "count", Fraction(1234567)),
        ("1\u00a0234,5", "number", Fraction(2469, 2)),
        ("1 234", "count", "not-a-number"),
        ("12\u00a034", "count", "not-a-number"),
        ("2023-06-30 00:00:00", "date", date(2023, 6, 30)),
        ("30/06/2023 00:00", "date", date(2023, 6, 30)),
        ("2023-06-30T00:00:00", "date", date(2023, 6, 30)),
        ("2023-06-30 14:30:00", "date", "not-a-day"),
        ("✔️", "boolean", True),
        ("☑\ufe0f", "boolean", True),
        ("có\u200b", "boolean", True),
        ("8\u03365\u0336", "percent", "struck-out"),
        ("c\u0336ó\u0336", "boolean", "struck-out"),
        ("c\ufffd", "boolean", "lost-letters"),
        ("kh?ng", "boolean", "lost-letters"),
        ("?", "boolean", None),
    ],
)
def test_what_a_cell_says(text: str, type: str, value: object) -> None:
    """Blanks that break no line keep thousands apart, midnight is no time, what is not seen does not count."""
    assert read(text, of(type)) == value


@pytest.mark.parametrize("cell", ["1,234", "-1,234", " 1,234 ", "12,345"])
def test_thousands_by_a_comma_are_refused_where_points_were_declared(cell: str) -> None:
    """Many write decimals so; whole columns and single cells agree, and two commas or a point beside one are clear."""
    manner = of("number")._replace(marks=(POINT,))
    assert read(cell, manner) == "other-mark"
    assert plain_numbers(pl.Series([cell]), manner).to_list() == [None]
    assert read("1,234,567", manner) == Fraction(1234567)
    assert read("1,234.5", manner) == Fraction(2469, 2)
    assert read("1,234", of("count")._replace(marks=(POINT,))) == Fraction(1234)


@pytest.mark.parametrize("name", ["Giao Ph?ng", "Ph? Ninh", "?ại Lộc", "Giao Ph\ufffdng", "G\u0336iao Phong"])
@pytest.mark.parametrize("is_wide", [False, True])
def test_names_with_lost_or_struck_letters_are_told(name: str, is_wide: bool) -> None:
    """In a column of few names and in one of so many that they are taken as they are."""
    manner = Manner(Indicator("name", "text", Words("Tên", "Name")), is_fact=False)
    reader = Reader(manner)
    if is_wide:
        reader.read(pl.Series([f"Xã {number}" for number in range(MOST_KNOWN)]))
    cells = reader.read(pl.Series([name, "Giao Hà"]))
    assert cells.wrong is not None
    assert cells.wrong.to_list() == [True, False]


@pytest.mark.parametrize("name", ["Tân Mỹ?", "Tân Mỹ (?)", "? Tân Mỹ", "Tân Mỹ ?"])
def test_a_question_mark_that_asks_is_no_lost_letter(name: str) -> None:
    """At the end of a name, or apart from it."""
    reader = Reader(Manner(Indicator("name", "text", Words("Tên", "Name")), is_fact=False))
    assert reader.read(pl.Series([name])).wrong is None


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("ntm_level", "NTM nâng cao", "advanced"),
        ("ntm_level", "NTMNC", "advanced"),
        ("ntm_level", "nâng cao", "advanced"),
        ("ntm_level", "Xã NTM kiểu mẫu", "model"),
        ("ntm_level", "kieu mau", "model"),
        ("ntm_level", "Đạt chuẩn NTM", "basic"),
        ("ntm_level", "Chưa đạt", "none"),
        ("ntm_criteria_set", "GĐ 2021-2025", "2021_2025"),
        ("ntm_criteria_set", "2016-2020", "2016_2020"),
        ("unit_type", "Xã miền núi", "xa"),
        ("unit_type", "TT", "thi_tran"),
        ("ntm_level", "khá", "not-a-value"),
    ],
)
def test_offices_have_words_for_values(id: str, text: str, value: str) -> None:
    """The rule set declares them."""
    indicator = RULES.indicators[id]
    assert read(text, Manner(indicator, choices=choices_of(indicator))) == value
