"""Text to exact numbers and dates, and back to text as people write it.

Numbers are fractions: a comparison never meets a rounding. Text is checked before it is converted, so that no digit
string, exponent or foreign numeral reaches the converter.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from smartcommune.messages import Language

# Every decimal of 15 significant digits survives a trip through a 64-bit float, so tables and profiles agree.
MOST_DIGITS: Final = 15

_VIET_NAM: Final = timezone(timedelta(hours=7))
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_RATIO: Final = re.compile(r"([0-9]{1,6})/([1-9][0-9]{0,5})")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")


class NotANumber(ValueError):
    """The text is not a number as rule files and profiles write them."""


class TooManyDigits(NotANumber):
    """The number has more digits than can be compared exactly everywhere."""


def decimal(text: str) -> Fraction:
    """The exact value of `12`, `-3` or `85.2`.

    Raises:
        NotANumber: anything else, among them exponents, underscores, leading zeros, NaN and infinity.
        TooManyDigits: more than 15 significant digits.
    """
    # ASCII and at most 40 characters: the longest number of 15 digits that anyone writes is far shorter.
    if len(text) > 40 or not _DECIMAL.fullmatch(text):
        long = len(text) > 40 and re.fullmatch(r"-?[0-9.]+", text)
        raise TooManyDigits(text) if long else NotANumber(text)
    digits = text.removeprefix("-")
    if len(digits.replace(".", "").strip("0")) > MOST_DIGITS or len(digits.partition(".")[0]) > MOST_DIGITS:
        raise TooManyDigits(text)
    return Fraction(text)


def ratio(text: str) -> Fraction | None:
    """The value of `2/3`, or None if the text is no such ratio."""
    match = _RATIO.fullmatch(text)
    return Fraction(int(match[1]), int(match[2])) if match else None


def today() -> date:
    """The day in Viet Nam, where the rules are in force, whatever the machine's zone."""
    return datetime.now(_VIET_NAM).date()


def day_after(day: date, days: int = 1) -> date | None:
    """The day so many days later; None before the first and after the last that there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def iso_date(text: str) -> date | None:
    """The day written as `2023-06-30`, or None."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """The day written as `2023-06-30`, or as `30/06/2023`: Vietnamese write the day before the month."""
    match = _DAY_FIRST.fullmatch(text)
    return iso_date(f"{match[4]}-{match[3]:0>2}-{match[1]:0>2}" if match else text)


def is_decimal(number: Fraction) -> bool:
    """Whether the number can be written out with at most 15 significant digits."""
    return _decimals(number) is not None


def plain(number: Fraction) -> str:
    """The number as machines read it: `85.2`, `80`, or `200/3` where no short decimal is exact."""
    places = _decimals(number)
    return str(number) if places is None else _fixed(number, places)


def written(number: Fraction, language: Language, places: int | None = None) -> str:
    """The number as people write it: `1.234,5` in Vietnamese, `1,234.5` in English.

    Args:
        number: what to write.
        language: decides the decimal mark and the thousands mark.
        places: digits after the mark; None writes the number exactly, or two digits where that is not possible.
    """
    exact = _decimals(number)
    chosen = (2 if exact is None else exact) if places is None else places
    text = _fixed(number, chosen)
    whole, _, fraction = text.removeprefix("-").partition(".")
    thousands, mark = (".", ",") if language == "vi" else (",", ".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = "-" if text.startswith("-") else ""
    return f"{sign}{grouped}{mark}{fraction}" if fraction else f"{sign}{grouped}"


def apart(number: Fraction, other: Fraction) -> int | None:
    """How many digits show a number on its own side of another: 56.997 for 167 of 293 beside 57.

    Returns:
        None if the number is a short decimal and needs no rounding.
    """
    if is_decimal(number):
        return None
    for places in range(2, MOST_DIGITS):
        rounded = Fraction(_scaled(number, places), 10**places)
        if (rounded > other) == (number > other) and (rounded < other) == (number < other):
            return places
    return MOST_DIGITS


def written_date(day: date, language: Language) -> str:
    """`30/06/2023` in Vietnamese, `2023-06-30` in English."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if language == "vi" else day.isoformat()


def _decimals(number: Fraction) -> int | None:
    denominator, twos, fives = number.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    places = max(twos, fives)
    return places if denominator == 1 and places <= MOST_DIGITS else None


def _fixed(number: Fraction, places: int) -> str:
    """The number with that many digits after the point."""
    scaled = _scaled(number, places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _scaled(number: Fraction, places: int) -> int:
    """The number times so many tens, halves rounded away from zero."""
    above, below = abs(number.numerator) * 10**places, number.denominator
    scaled = int((2 * above + below) // (2 * below))
    return -scaled if number < 0 else scaled
