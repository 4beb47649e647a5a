"""A piece of a column of numbers to values, by expressions: only what `parse.read_cell` reads without a doubt.

Whatever is left null here, `read_cell` reads; so the two cannot disagree on a problem.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from smartcommune.model.values import MOST_COUNT, limits
from smartcommune.quantity import MOST_DIGITS
from smartcommune.tables.cells.parse import GROUPED, ONE_COMMA, PLAIN
from smartcommune.tables.header.manner import COMMA, POINT, Manner
from smartcommune.tables.sheets.sheet import BLANKS

_INTEGER: Final = r"-?(?:0|[1-9][0-9]*)"
# As `PLAIN[POINT]`, without what could be thousands: three digits behind the point, one to three before it.
_UNAMBIGUOUS: Final = rf"{_INTEGER}(?:\.(?:[0-9]{{1,2}}|[0-9]{{4,}}))?|-?(?:0|[1-9][0-9]{{3,}})\.[0-9]{{3}}"


def plain_numbers(texts: pl.Series, manner: Manner, *, is_number: bool = False) -> pl.Series:
    """The numbers in some cells; null where a cell holds none, or one that wants a closer look."""
    # A lazy frame computes once what stands in an expression many times.
    frame, text = texts.alias("text").to_frame().lazy(), pl.col("text")
    marks = (POINT,) if is_number else manner.marks
    # Most cells are plain already, and the other forms cost several passes: they are tried on what is left only.
    found = frame.select(_quick(text, manner, marks)).collect().to_series()
    rest = found.is_null() & texts.is_not_null()
    if not rest.any():
        return found
    more = frame.filter(rest).select(_any_form(text, manner, marks)).collect()
    return found.scatter(rest.arg_true(), more.to_series())


def shows(text: pl.Expr, manner: Manner, mark: str) -> pl.Expr:
    """Whether any cell of a column can be a value with this decimal mark only."""
    read = {either: _values(text, manner, either) for either in (POINT, COMMA)}
    other = read[COMMA if mark == POINT else POINT]
    return (read[mark].is_not_null() & other.is_null()).any()


def exceeds_one(text: pl.Expr) -> pl.Expr:
    """Whether any cell of a column is a number above 1, or has a percent sign."""
    digits = text.str.strip_chars(BLANKS)
    numbers = (_reading(digits, mark).cast(pl.Float64, strict=False) for mark in (POINT, COMMA))
    return pl.any_horizontal(digits.str.ends_with("%"), *(number > 1 for number in numbers)).any()


def _quick(text: pl.Expr, manner: Manner, marks: tuple[str, ...]) -> pl.Expr:
    """The values of cells that hold digits, with a point where that has no other reading."""
    if manner.indicator.type == "count":
        count = text.cast(pl.Int64, strict=False)
        is_padded = (text.str.len_bytes() > 1) & text.str.starts_with("0")
        is_odd = is_padded | text.str.starts_with("+") | text.str.starts_with("-")
        return pl.when(~is_odd & count.is_between(0, MOST_COUNT) & _in_limits(count, manner)).then(count)
    pattern = PLAIN[POINT] if POINT in marks else _INTEGER
    if len(marks) > 1 and manner.indicator.type != "percent":
        pattern = _UNAMBIGUOUS
    is_plain = (text.str.len_bytes() <= MOST_DIGITS + 1) & text.str.contains(_whole(pattern))
    return _checked(pl.when(is_plain).then(text), pl.lit(value=False), manner)


def _any_form(text: pl.Expr, manner: Manner, marks: tuple[str, ...]) -> pl.Expr:
    """What stands there with blanks, a percent sign, either mark, and thousands apart, where only one reading fits."""
    if len(marks) == 1:
        is_clear = pl.lit(value=manner.indicator.type == "count") | ~text.str.contains(rf"^\W*{ONE_COMMA}\W*$")
        return pl.when(is_clear).then(_values(text, manner, marks[0]))
    point, comma = _values(text, manner, POINT), _values(text, manner, COMMA)
    is_one = (point == comma) | point.is_null() | comma.is_null()
    preferred = {POINT: point, COMMA: comma}.get(manner.preferred or "", pl.lit(None))
    return pl.when(is_one).then(pl.coalesce(point, comma)).otherwise(preferred)


def _values(text: pl.Expr, manner: Manner, mark: str) -> pl.Expr:
    """The values that cells have if they are read with a decimal mark."""
    text = text.str.strip_chars(BLANKS)
    is_percent = manner.indicator.type == "percent"
    is_signed = text.str.ends_with("%") if is_percent else pl.lit(value=False)
    digits = text.str.strip_suffix("%").str.strip_chars_end(BLANKS) if is_percent else text
    short = pl.when(digits.str.len_bytes() <= MOST_DIGITS + 1).then(digits)
    return _checked(_reading(short, mark), is_signed, manner)


def _reading(digits: pl.Expr, mark: str) -> pl.Expr:
    """The digits as `1234.5`, read with a decimal mark."""
    sign, apart = (".", ",") if mark == POINT else (",", ".")
    grouped = digits.str.replace_all(apart, "", literal=True)
    return (
        pl.when(digits.str.contains(_whole(PLAIN[mark])))
        .then(digits.str.replace(sign, ".", literal=True))
        .when(digits.str.contains(_whole(GROUPED[mark])))
        .then(grouped.str.replace(sign, ".", literal=True))
    )


def _checked(digits: pl.Expr, is_signed: pl.Expr, manner: Manner) -> pl.Expr:
    """The number that digits stand for, where it is a value of the indicator."""
    number = digits.cast(pl.Float64, strict=False)
    return fitting(pl.when(is_signed).then(number) if manner.is_fraction else number, manner, is_signed)


def fitting(number: pl.Expr, manner: Manner, is_signed: pl.Expr) -> pl.Expr:
    """The numbers that are values of the indicator; of percentages up to 1 only those that are signed as such."""
    good = _in_limits(number, manner)
    if manner.indicator.type == "count":
        good &= (number == number.floor()) & number.is_between(0, MOST_COUNT)
        return pl.when(good).then(number).cast(pl.Int64)
    if manner.indicator.type == "percent" and not manner.is_percent:
        good &= is_signed | (number <= 0) | (number > 1)
    return pl.when(good).then(number)


def _in_limits(number: pl.Expr, manner: Manner) -> pl.Expr:
    low, high = limits(manner.indicator)
    good = number.is_not_null()
    if low is not None:
        good &= number >= float(low)
    if high is not None:
        good &= number <= float(high)
    return good


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def divided(number: pl.Expr, by: float) -> pl.Expr:
    """The quotient, rounded once: with a constant, Polars multiplies by the reciprocal, which rounds twice."""
    return number / (number * 0 + by)
