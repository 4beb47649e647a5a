"""Text to a value of an indicator's type: constants of rule files and facts of profiles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from smartcommune.messages import Message, Words
from smartcommune.model.condition import Value
from smartcommune.model.indicator import Indicator
from smartcommune.model.values import Unfit, constant, fact, limits

LEVELS = {"none": Words("Chưa", "None"), "basic": Words("Đạt", "Basic"), "advanced": Words("Nâng cao", "Advanced")}


def indicator(type: str, **more: Any) -> Indicator:
    return Indicator("it", type, Words("Nó", "It"), **more)


ENUM = indicator("enum", values=LEVELS)


def refusal(read: Callable[[str, Indicator], Value], text: str, of: Indicator) -> str:
    """The finding, its help and its id, as a problem would say them."""
    with pytest.raises(Unfit) as caught:
        read(text, of)
    unfit = caught.value
    help = "" if unfit.help is None else f"; {unfit.help.say('en')}"
    assert unfit.message.say("vi")
    return f"{unfit.message.say('en')}{help} [{unfit.id}]"


@pytest.mark.parametrize(
    ("type", "text", "value"),
    [
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("date", "2023-06-30", date(2023, 6, 30)),
        ("code", "01001", "01001"),
        ("code", "a.B_c/d-9", "a.B_c/d-9"),
        ("code", "x" * 64, "x" * 64),
        ("text", " Đúng ", " Đúng "),
        ("text", "01001", "01001"),
        ("count", "0", Fraction(0)),
        ("count", "3.0", Fraction(3)),
        ("count", "-0", Fraction(0)),
        ("number", "-1.5", Fraction(-3, 2)),
        ("money", "88.62", Fraction(8862, 100)),
    ],
)
@pytest.mark.parametrize("read", [constant, fact])
def test_a_value_is_read_in_its_type(read: Callable[..., Value], type: str, text: str, value: Value) -> None:
    """Rule files and profiles write everything but percentages alike."""
    found = read(text, indicator(type))
    assert found == value
    assert isinstance(found, type_of(value))


def type_of(value: Value) -> type:
    return type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85.2", Fraction(852, 10)),
        ("85.2%", Fraction(852, 10)),
        ("85,2%", Fraction(852, 10)),
        ("85,2", Fraction(852, 10)),
        ("85 %", Fraction(85)),
        ("85,2 %", Fraction(852, 10)),
        ("0", Fraction(0)),
        ("-0", Fraction(0)),
        ("-0.0", Fraction(0)),
        ("0%", Fraction(0)),
        ("0.5%", Fraction(1, 2)),
        ("0,5%", Fraction(1, 2)),
        ("1%", Fraction(1)),
        ("1.1", Fraction(11, 10)),
        ("100", Fraction(100)),
        ("100.0%", Fraction(100)),
    ],
)
def test_a_percentage_in_a_profile_may_be_written_in_several_ways(text: str, value: Fraction) -> None:
    """With or without `%`, with a point or a comma."""
    assert fact(text, indicator("percent")) == value


@pytest.mark.parametrize(
    ("text", "small", "large"),
    [
        ("0.85", "0.85%", "85%"),
        ("0,85", "0.85%", "85%"),
        ("1", "1%", "100%"),
        ("0.005", "0.005%", "0.5%"),
        ("1.0", "1.0%", "100%"),
    ],
)
def test_a_percentage_that_could_be_a_fraction_is_asked_about(text: str, small: str, large: str) -> None:
    """A number above 0 and up to 1 without `%` means two things."""
    assert refusal(fact, text, indicator("percent")) == (
        f"`{text}` could be a percentage or a fraction; write `{small}` or `{large}` [percent-or-fraction]"
    )


@pytest.mark.parametrize(
    "text",
    [
        "+5",
        "1.",
        ".5",
        "1e1",
        "85%%",
        "% 85",
        "%",
        "85  %",
        "85\u00a0%",
        "85 % ",
        "8 5",
        "85,2,1",
        "1,234.5",
        "01",
        "٨٥",
        "2/3",
        "nan",
    ],
)
def test_what_is_no_percentage_is_refused(text: str) -> None:
    """Nothing is guessed about what a percentage could be."""
    assert refusal(fact, text, indicator("percent")).startswith(f"`{text}` is not a number")


def test_a_percentage_of_many_digits_is_refused_and_not_rounded() -> None:
    """100.00000000000001 is not 100."""
    assert refusal(fact, "100.00000000000001", indicator("percent")) == (
        "`100.00000000000001` has more than 15 significant digits; write fewer [too-many-digits]"
    )


@pytest.mark.parametrize("text", ["-1", "-0.5%", "100.1", "101%", "250"])
def test_a_percentage_lies_between_0_and_100(text: str) -> None:
    """More than all and less than nothing is refused."""
    assert refusal(fact, text, indicator("percent")) == f"`{text}` lies outside 0–100 [out-of-range]"


@pytest.mark.parametrize(
    ("text", "value"), [("80%", Fraction(80)), ("80 %", Fraction(80)), ("66.5%", Fraction(133, 2)), ("0%", Fraction(0))]
)
def test_a_percentage_in_a_rule_file_carries_its_sign(text: str, value: Fraction) -> None:
    """Rule files write the `%`."""
    assert constant(text, indicator("percent")) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80", "`80` lacks the % sign; write `80%` if it is a percentage [percent-sign]"),
        ("0.8", "`0.8` lacks the % sign; write `80%`, or `0.8%` if less than 1% is meant [percent-sign]"),
        ("%", "`%` is not a number [not-a-number]"),
        ("a%", "`a%` is not a number [not-a-number]"),
        ("80%%", "`80%%` is not a number [not-a-number]"),
        ("+80%", "`+80%` is not a number [not-a-number]"),
        ("101%", "`101%` lies outside 0–100 [out-of-range]"),
        ("-1%", "`-1%` lies outside 0–100 [out-of-range]"),
        (
            "100.00000000000001%",
            "`100.00000000000001%` has more than 15 significant digits; write fewer [too-many-digits]",
        ),
    ],
)
def test_a_constant_that_is_no_percentage_is_refused(text: str, expected: str) -> None:
    """A rule file leaves no doubt about what a number means."""
    assert refusal(constant, text, indicator("percent")) == expected


def test_a_comma_in_a_rule_files_percentage_is_refused_with_a_remedy() -> None:
    """Rule files write the point; the message shows how."""
    assert refusal(constant, "85,2%", indicator("percent")) == ("`85,2%` is not a number; write `85.2%` [not-a-number]")


@pytest.mark.parametrize(
    ("of", "text", "expected"),
    [
        (indicator("boolean"), "yes", ("`yes` is neither `true` nor `false`; "
         "write `true` or `false`, or leave it out if not known [not-a-boolean]")),
        (indicator("boolean"), "1", ("`1` is neither `true` nor `false`; "
         "write `true` or `false`, or leave it out if not known [not-a-boolean]")),
        (indicator("date"), "2024-13-01", ("`2024-13-01` is not a date; "
         "write year-month-day, for example `2023-06-30` [not-a-date]")),
        (indicator("code"), "a b", "`a b` is not a code: only letters, digits and `. _ / -` [not-a-code]"),
        (indicator("code"), "-a", "`-a` is not a code: only letters, digits and `. _ / -` [not-a-code]"),
        (indicator("code"), "", "`` is not a code: only letters, digits and `. _ / -` [not-a-code]"),
        (ENUM, "advancd", "`advancd` is not one of the values of `it`; did you mean `advanced`? [not-a-value]"),
        (ENUM, "Basic", "`Basic` is not one of the values of `it`; did you mean `basic`? [not-a-value]"),
        (ENUM, "zz", "`zz` is not one of the values of `it`; allowed: `none`, `basic`, `advanced` [not-a-value]"),
        (indicator("count"), "2.5", "`2.5` is not a count: expected a whole number from 0 [not-a-count]"),
        (indicator("count"), "-2", "`-2` is not a count: expected a whole number from 0 [not-a-count]"),
        (indicator("count"), "01001", ("`01001` is not a number; "
         "a number does not begin with 0; if it is a code, its type is `code` [not-a-number]")),
        (indicator("number"), "1,5", "`1,5` is not a number; write `1.5` [not-a-number]"),
        (indicator("number"), "true", "`true` is not a number [not-a-number]"),
        (indicator("money"), "1.234.567", "`1.234.567` is not a number [not-a-number]"),
        (indicator("number"), "x" * 50, f"`{'x' * 37}…` is not a number [not-a-number]"),
        (indicator("number"), "9" * 50, (f"`{'9' * 37}…` has more than 15 significant digits; "
         "write fewer [too-many-digits]")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("read", [constant, fact])
def test_what_does_not_fit_is_refused_with_a_remedy(
    read: Callable[[str, Indicator], Value], of: Indicator, text: str, expected: str
) -> None:
    """Each type says what was found and how to write it."""
    assert refusal(read, text, of) == expected


@pytest.mark.parametrize("read", [constant, fact])
@pytest.mark.parametrize("of", [indicator("boolean"), indicator("date"), indicator("code"), ENUM])
def test_a_message_about_a_huge_text_is_short(read: Callable[[str, Indicator], Value], of: Indicator) -> None:
    """What was found is cut off, whatever its type."""
    length = len(refusal(read, "x" * 100_000, of))
    assert length < 300


def test_a_range_is_kept() -> None:
    """Both ends belong to the range; the message names them as people write them."""
    ranged = indicator("number", least=Fraction(1), most=Fraction(5, 2))
    assert [fact(text, ranged) for text in ("1", "2.5")] == [Fraction(1), Fraction(5, 2)]
    assert refusal(fact, "0.9", ranged) == "`0.9` lies outside 1–2.5 [out-of-range]"
    assert refusal(fact, "2.6", ranged) == "`2.6` lies outside 1–2.5 [out-of-range]"


def test_an_open_end_is_shown_as_open() -> None:
    """A range may have only one end."""
    assert refusal(fact, "0", indicator("number", least=Fraction(1))) == "`0` lies outside 1–… [out-of-range]"
    assert refusal(fact, "2", indicator("number", most=Fraction(1))) == "`2` lies outside …–1 [out-of-range]"


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (indicator("percent"), (0, 100)),
        (indicator("percent", least=Fraction(10)), (10, 100)),
        (indicator("percent", most=Fraction(10)), (0, 10)),
        (indicator("count"), (0, None)),
        (indicator("count", least=Fraction(5), most=Fraction(9)), (5, 9)),
        (indicator("count", most=Fraction(9)), (0, 9)),
        (indicator("number"), (None, None)),
        (indicator("money", least=Fraction(-1)), (-1, None)),
    ],
)
def test_percentages_and_counts_have_limits_of_their_own(
    of: Indicator, expected: tuple[int | None, int | None]
) -> None:
    """A share runs from 0 to 100 and a count from 0, unless the range says more."""
    assert limits(of) == expected


def test_what_does_not_fit_is_a_value_error() -> None:
    """Its id is its text."""
    assert str(Unfit("some-id", Message("empty-file"))) == "some-id"
