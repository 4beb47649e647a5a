"""Text to exact numbers and dates, and back to what people and machines read."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.quantity import (
    NotANumber,
    TooManyDigits,
    apart,
    decimal,
    is_decimal,
    iso_date,
    plain,
    ratio,
    written,
    written_date,
)

DECIMALS = st.builds(
    lambda digits, places, negative: Fraction(-digits if negative else digits, 10**places),
    st.integers(0, 10**15 - 1),
    st.integers(0, 15),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("12", Fraction(12)),
        ("-3", Fraction(-3)),
        ("85.2", Fraction(852, 10)),
        ("85.20", Fraction(852, 10)),
        ("0.05", Fraction(1, 20)),
        ("-0", Fraction(0)),
        ("-0.0", Fraction(0)),
        ("-0.5", Fraction(-1, 2)),
        ("999999999999999", Fraction(10**15 - 1)),
        ("-999999999999999", Fraction(1 - 10**15)),
        ("0.000000000000001", Fraction(1, 10**15)),
        ("123456789012.345", Fraction(123456789012345, 1000)),
        ("100.000000000000", Fraction(100)),
        ("100.0000000000000000000", Fraction(100)),
    ],
)
def test_a_decimal_is_read_exactly(text: str, value: Fraction) -> None:
    """Every decimal of at most 15 significant digits has its exact value."""
    assert decimal(text) == value


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "+5", "1.", ".5", ".", "-", "--1", "01", "00", "01001", "1e3", "1E3", "1e400", "1e999999", "1_000",
     "1,5", "1 000", " 1", "1 ", "1\n", "nan", "NaN", "inf", "-inf", "Infinity", "0x10", "1/2", "٣", "１", "1.5.2",
     "1.٣", "1:30", "²", "½", "true", "x" * 10_000, "--" + "1" * 60, "1" * 30 + "e" + "1" * 30]
)  # fmt: skip
def test_what_is_no_plain_decimal_is_not_a_number(text: str) -> None:
    """Exponents, separators, leading zeros, foreign digits and words are refused before any conversion."""
    with pytest.raises(NotANumber) as caught:
        decimal(text)
    assert not isinstance(caught.value, TooManyDigits)


@pytest.mark.parametrize(
    "text",
    ["1234567890123456", "-1234567890123456", "100.00000000000001", "0.1234567890123456", "9" * 40, "9" * 5_000,
     "0." + "1" * 5_000, "-" + "9" * 5_000, "1" * 16 + ".5", "123456789.12345678"]
)  # fmt: skip
def test_more_than_15_digits_are_too_many(text: str) -> None:
    """A number that a 64-bit float cannot hold exactly is refused, never rounded."""
    with pytest.raises(TooManyDigits):
        decimal(text)


@pytest.mark.parametrize("digits", ["1000000000000000", "10000000000000000", "9" * 15 + "0"])
def test_the_sign_does_not_decide_how_many_digits_are_too_many(digits: str) -> None:
    """A number and its opposite are read alike or refused alike."""

    def reads(text: str) -> bool:
        try:
            return bool(decimal(text))
        except TooManyDigits:
            return False

    assert reads(digits) == reads(f"-{digits}")


@given(DECIMALS)
def test_a_written_decimal_is_read_back(number: Fraction) -> None:
    """What `plain` writes, `decimal` reads, if it has at most 15 digits."""
    text = plain(number)
    if len(text.lstrip("-0.").replace(".", "")) <= 15 and len(text.partition(".")[0].lstrip("-")) <= 15:
        assert decimal(text) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [("2/3", Fraction(2, 3)), ("0/1", Fraction(0)), ("999999/999999", Fraction(1)), ("80/100", Fraction(4, 5))],
)
def test_a_ratio_is_exact(text: str, value: Fraction) -> None:
    """Two thirds are two thirds."""
    assert ratio(text) == value


@pytest.mark.parametrize(
    "text", ["2/0", "2/03", "1234567/8", "1/1234567", "-1/2", "1/-2", "1 / 2", "1/2/3", "٢/٣", "2", ""]
)
def test_what_is_no_ratio_is_none(text: str) -> None:
    """A ratio has two whole numbers of at most six digits, and no zero below."""
    assert ratio(text) is None


@pytest.mark.parametrize("day", [date.min, date(2024, 2, 29), date(2023, 6, 30), date.max])
def test_a_day_is_read_back(day: date) -> None:
    """Every day of the calendar is read as it is written."""
    assert iso_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["2024-13-01", "2023-02-29", "2023-02-30", "0000-01-01", "2023-00-01", "2023-01-00", "2023-6-3", "23-06-30",
     "12023-06-30",
     "2023-06-30 ", "2023-06-30T00:00:00", "30/06/2023", "20230630", "2023-W26-5", "٢٠٢٣-٠٦-٣٠", "2023-06-30\n", ""]
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    """Only year, month and day in ASCII digits that the calendar has are a day."""
    assert iso_date(text) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(80), "80"),
        (Fraction(852, 10), "85.2"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(0), "0"),
        (Fraction(200, 3), "200/3"),
        (Fraction(1, 10**15), "0.000000000000001"),
        (Fraction(1, 10**16), "1/10000000000000000"),
        (Fraction(1, 2**15), "0.000030517578125"),
        (Fraction(1, 2**16), "1/65536"),
    ],
)
def test_machines_get_short_decimals_or_fractions(number: Fraction, text: str) -> None:
    """A number that a short decimal holds exactly is written as one, others as a fraction."""
    assert plain(number) == text
    assert is_decimal(number) == ("/" not in text)


@pytest.mark.parametrize(
    ("number", "places", "vietnamese", "english"),
    [
        (Fraction(0), None, "0", "0"),
        (Fraction(12345, 10), None, "1.234,5", "1,234.5"),
        (Fraction(-12345678), None, "-12.345.678", "-12,345,678"),
        (Fraction(200, 3), None, "66,67", "66.67"),
        (Fraction(200, 3), 4, "66,6667", "66.6667"),
        (Fraction(852, 10), 0, "85", "85"),
        (Fraction(852, 10), 3, "85,200", "85.200"),
        (Fraction(1, 2), 0, "1", "1"),
        (Fraction(-5, 2), 0, "-3", "-3"),
        (Fraction(999999, 1000), 1, "1.000,0", "1,000.0"),
    ],
)
def test_people_get_the_marks_of_their_language(
    number: Fraction, places: int | None, vietnamese: str, english: str
) -> None:
    """Vietnamese writes `1.234,5` where English writes `1,234.5`; halves are rounded away from zero."""
    assert (written(number, "vi", places), written(number, "en", places)) == (vietnamese, english)


def test_a_number_rounded_to_zero_has_no_sign() -> None:
    """Nobody writes `-0.00`."""
    assert written(Fraction(-1, 300), "en") == "0.00"


@pytest.mark.parametrize(
    ("number", "other", "places"),
    [
        (Fraction(167 * 100, 293), Fraction(57), 3),
        (Fraction(200, 3), Fraction(70), 2),
        (Fraction(852, 10), Fraction(85), None),
        (Fraction(57), Fraction(57), None),
        (Fraction(1, 3), Fraction(1, 3) - Fraction(1, 10**20), 15),
        (Fraction(2, 3), Fraction(2, 3), 15),
    ],
)
def test_a_rounded_number_stays_on_its_side(number: Fraction, other: Fraction, places: int | None) -> None:
    """As many digits are shown as it takes to see whether a share lies above or below; 56.997 is not 57."""
    assert apart(number, other) == places


def test_days_are_written_as_each_language_writes_them() -> None:
    """Vietnamese begins with the day, English with the year."""
    assert (written_date(date(2023, 6, 3), "vi"), written_date(date(2023, 6, 3), "en")) == ("03/06/2023", "2023-06-03")
    assert written_date(date(987, 6, 3), "vi") == "03/06/0987"
