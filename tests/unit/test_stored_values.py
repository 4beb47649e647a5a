"""What a number format makes of a number, and which text says it."""

from __future__ import annotations

import random
from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import from_excel

from smartcommune.tables.office.stored_values import (
    BUILT_IN_FORMATS,
    date_text,
    duration_text,
    filled,
    number_of,
    number_text,
    shown_by,
)


@pytest.mark.parametrize(
    ("format", "shown"),
    [
        ("", "number"),
        ("General", "number"),
        ("0.00", "number"),
        ("#,##0.00_);[Red](#,##0.00)", "number"),
        ('#,##0 "đồng"', "number"),
        ("0.00E+00", "number"),
        ("@", "number"),
        ("0%", "percent"),
        ("0.0 %;-0.0 %", "percent"),
        ('[>1]0%;"–"', "percent"),
        ('0.0"%"', "percent-sign"),
        (r"0.0\%", "percent-sign"),
        ("dd/mm/yyyy", "date"),
        ('"ngày" d "tháng" m', "date"),
        ("[$-1010000]d/m/yyyy", "date"),
        ("h:mm", "date"),
        ("[h]:mm:ss", "duration"),
        ("[mm]:ss", "duration"),
    ],
)
def test_a_format_says_how_a_number_is_shown(format: str, shown: str) -> None:
    """By what it shows outside quotes, brackets and escapes."""
    assert shown_by(format) == shown


@pytest.mark.parametrize("number", BUILTIN_FORMATS)
def test_built_in_formats_are_those_of_openpyxl(number: int) -> None:
    """Dates are dates, percentages are percentages, and the rest are numbers."""
    theirs = BUILTIN_FORMATS[number]
    shown = shown_by(BUILT_IN_FORMATS.get(number, ""))
    assert (shown in ("date", "duration")) == is_date_format(theirs)
    assert (shown == "percent") == theirs.endswith("%")


@given(st.integers(61, 2_900_000), st.integers(0, 86_399), st.booleans())
def test_days_are_those_of_openpyxl(days: int, seconds: int, is_1904: bool) -> None:
    """To the second, in both ways of counting."""
    number = days + seconds / 86_400
    first = datetime.fromisoformat("1904-01-01" if is_1904 else "1899-12-30")
    expected = from_excel(number, epoch=first) if is_1904 else from_excel(number)
    if is_1904 and expected.year > 9_990:
        return
    assert date_text(number, is_1904=is_1904) == expected.isoformat(" ").removesuffix(" 00:00:00")


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "1900-01-01"),
        (59, "1900-02-28"),
        (61, "1900-03-01"),
        (0, "00:00:00"),
        (0.5, "12:00:00"),
        (45077, "2023-05-31"),
        (45077.604166666664, "2023-05-31 14:30:00"),
        (-1e300, f"-1{'0' * 300}"),
        (1e300, f"1{'0' * 300}"),
    ],
)
def test_special_days(days: float, text: str) -> None:
    """The first days, times without a day, and what is no day."""
    assert date_text(days) == text


def test_durations_go_beyond_a_day() -> None:
    """As a sum of hours does."""
    assert [duration_text(days) for days in (0.5, 1.5, 100)] == ["12:00:00", "36:00:00", "2400:00:00"]


@given(st.integers(-(10**14), 10**14), st.integers(0, 12))
def test_a_number_of_fifteen_digits_comes_back(digits: int, scale: int) -> None:
    """As it was typed, and a hundred times as much in a percentage, exactly."""
    number = Fraction(digits, 10**scale)
    assert Fraction(number_text(digits / 10**scale)) == number
    assert Fraction(number_text(digits / 10**scale, "percent").removesuffix("%")) == 100 * number


def test_a_computed_number_is_what_excel_shows() -> None:
    """The sixteenth digit of a sum is noise: 0.1 + 0.2 is 0.3, 29 of 50 are 58 %."""
    assert number_text(0.1 + 0.2) == "0.3"
    assert number_text(29 / 50 * 100) == "58"
    assert number_text(0.1 + 0.2, "percent") == "30%"
    assert number_text(1e21) == "1" + "0" * 21
    assert number_text(1e-7) == "0.0000001"


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "1e999", "1_000", "٣", "x", ""])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Though Python would take most of it."""
    with pytest.raises(ValueError, match=r"number|convert"):
        number_of(text)


def test_texts_of_blanks_are_blank() -> None:
    """Spaces of every kind, and nothing else."""
    assert [filled(text) for text in ("", " ", "\u00a0\t\n", "\u3000")] == [None] * 4
    assert filled(" x ") == " x "


def test_every_share_of_two_counts_is_what_is_divided() -> None:
    """A percentage computed by a spreadsheet, k of n, has the nearest text of 15 digits."""
    chosen = random.Random(1)  # noqa: S311  # no secret
    for _ in range(1_000):
        whole = chosen.randint(1, 5_000)
        part = chosen.randint(0, whole)
        text = number_text(part / whole, "percent").removesuffix("%")
        assert abs(Fraction(text) - Fraction(100 * part, whole)) <= Fraction(1, 10**12)
