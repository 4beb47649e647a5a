"""Text to a value of an indicator's type: constants of rule files and facts of profiles.

Nothing is guessed: what could mean two things is refused, with how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Final
from unicodedata import normalize

from smartcommune.messages import Message
from smartcommune.model.condition import Value
from smartcommune.model.indicator import MOST_PERCENT, Indicator
from smartcommune.model.sets import EMPTY, set_of
from smartcommune.model.wording import Shown
from smartcommune.problems import MOST_PROBLEMS, Place, Problem, did_you_mean, guessed, with_text
from smartcommune.quantity import NotANumber, TooManyDigits, day_of, decimal, is_decimal, iso_date, plain

# Shares of counts are compared in 64-bit integers; no commune has as many of anything.
MOST_COUNT: Final = 10**12
# Decimals of a stated share that its counts are compared with: 2 · 100 · 10¹² · 10⁴ is 2 · 10¹⁸.
MOST_DECIMALS: Final = 4

_PERCENT: Final = re.compile(r"([^%\s]+) ?(%?)")
_COMMA_DECIMAL: Final = re.compile(r"-?[0-9]+,[0-9]+%?")
_TRUTHS: Final = {"có": True, "không": False}
# What a file may have for a truth that it has to write out.
_ANSWERS: Final = {"có": "true", "yes": "true", "không": "false", "no": "false"}
# What says that a set has no value.
_NONE: Final = frozenset({"", "không", "khong", "không có", "khong co", "chưa có", "chua co", "none"})
_CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,63}")


class Unfit(ValueError):
    """The text is no value of the type; says what was found and how to write it."""

    def __init__(
        self,
        id: str,
        message: Message,
        help: Message | None = None,
        among: Iterable[str] = (),
        meant: str | None = None,
    ) -> None:
        self.id = id
        self.message = message
        self._help = help
        self._among = among
        self._meant = meant
        super().__init__(id)

    @property
    def help(self) -> Message | None:
        """What to write instead; a similar name is looked for only when it is asked for."""
        return self._help or did_you_mean(str(self.message.values.get("found", "")), self._among)

    def at(self, place: Place, count: int = 0) -> Problem:
        """The problem at a place, with what may be meant; past the most that are shown, `count` before it suffice."""
        problem = Problem(self.id, place, self.message, self.help if count < MOST_PROBLEMS else None)
        return guessed(problem) if self._meant is None else with_text(problem, self._meant)


def constant(text: str, indicator: Indicator) -> Value:
    """The value of a constant in a rule file; a percentage carries its `%` there.

    Raises:
        Unfit: the text is no such value, or lies outside the indicator's range.
    """
    if indicator.type == "percent":
        if not text.endswith("%"):
            raise _without_percent_sign(text)
        return in_range(number_of(text[:-1].rstrip(), text), indicator, text)
    if indicator.type == "set":
        return _one_of(text, indicator)
    return _value(text, indicator)


def written_constant(value: object, type: str) -> str:
    """A constant as a rule file writes it, and a fact as a profile does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return f"{plain(value)}%" if type == "percent" else plain(value)
    return str(value)


def fact(text: str, indicator: Indicator) -> Value:
    """The value of a fact in a profile: percentages as `85.2`, `85.2%` or `85,2%`.

    Raises:
        Unfit: the text is no such value, lies outside the indicator's range, or could mean two things.
    """
    if indicator.type == "percent":
        return _percentage(text, indicator)
    return _value(text, indicator)


def said_fact(text: str, indicator: Indicator) -> Value:
    """The value of a fact that people write into a profile: also by the names of values, yes and no, and day first.

    Raises:
        Unfit: as `fact`; nothing else that tables understand is understood here.
    """
    words = normalize("NFC", text).casefold().strip()
    if indicator.type == "boolean" and words in _TRUTHS:
        return _TRUTHS[words]
    if indicator.type == "enum":
        return _named(words, indicator) or _one_of(text, indicator)
    if indicator.type == "set":
        return several(text, indicator, lambda part: _named(part.casefold(), indicator) or _one_of(part, indicator))
    day = day_of(text) if indicator.type == "date" else None
    return fact(text, indicator) if day is None else day


def _named(words: str, indicator: Indicator) -> str | None:
    """The one value that has these words as its label or alias."""
    found = [
        value
        for value, label in indicator.values.items()
        if words in map(str.casefold, (label.vi, label.en, *indicator.value_aliases.get(value, ())))
    ]
    return found[0] if len(found) == 1 else None


def _percentage(text: str, indicator: Indicator) -> Fraction:
    match = _PERCENT.fullmatch(text)
    if match is None:
        raise no_number(text)
    digits = match[1].replace(",", ".") if _COMMA_DECIMAL.fullmatch(match[1]) else match[1]
    number = number_of(digits, text)
    if not match[2] and 0 < number <= 1:
        raise percent_or_fraction(number, text, digits)
    return in_range(number, indicator, text)


def percent_or_fraction(number: Fraction, text: str, digits: str) -> Unfit:
    """What is wrong with `0.85` where a percentage is due."""
    large = plain(number * 100) if is_decimal(number * 100) else float(number * 100)
    help = Message("percent-or-fraction-help", small=f"{digits}%", large=f"{large}%")
    return Unfit("percent-or-fraction", Message("percent-or-fraction", found=text), help, meant=f"{large}%")


def _without_percent_sign(text: str) -> Unfit:
    """What to say of a percentage without its `%`: a number between 0 and 1 may be a share of one."""
    said = Message("percent-sign", found=text)
    try:
        number = decimal(text)
    except NotANumber:
        return Unfit("percent-sign", said, Message("percent-example-help"))
    if not 0 < number < 1:
        return Unfit("percent-sign", said, Message("percent-sign-help", found=text), meant=f"{text}%")
    meant = f"{plain(number * 100)}%"
    return Unfit("percent-sign", said, Message("percent-fraction-help", found=text, meant=meant), meant=meant)


def _value(text: str, indicator: Indicator) -> Value:
    match indicator.type:
        case "boolean":
            return _boolean(text)
        case "enum":
            return _one_of(text, indicator)
        case "set":
            return several(text, indicator, lambda part: _one_of(part, indicator))
        case "date":
            return _day(text)
        case "code":
            return code_of(text)
        case "text":
            return text
        case "count":
            return in_range(_count(text), indicator, text)
        case _:
            return in_range(number_of(text, text), indicator, text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        meant = did_you_mean(_ANSWERS.get(text.casefold(), text), ("true", "false"))
        word = str(meant.values["name"]) if meant is not None and meant.key == "did-you-mean" else None
        raise Unfit("not-a-boolean", Message("not-a-boolean", found=text), Message("boolean-help"), meant=word)
    return text == "true"


def _one_of(text: str, indicator: Indicator) -> str:
    if text not in indicator.values:
        message = Message("not-a-value", found=text, indicator=indicator.id)
        raise Unfit("not-a-value", message, among=indicator.values)
    return text


def several(text: str, indicator: Indicator, read: Callable[[str], str]) -> str:
    """The set that a text names: one value by all of its words, else several between semicolons or commas, or none.

    Raises:
        Unfit: as `read` does of a part.
    """
    bare = normalize("NFC", text).strip().removeprefix("[").removesuffix("]").strip()
    try:
        return set_of([read(bare)], indicator.values)
    except Unfit:
        if bare.casefold() in _NONE:
            return EMPTY
        parts = [part.strip() for part in bare.split(";" if ";" in bare else ",")]
        if len(parts) == 1 or not any(parts):
            raise
    return set_of([read(part) for part in parts if part], indicator.values)


def _day(text: str) -> Value:
    day = iso_date(text)
    if day is None:
        raise Unfit("not-a-date", Message("not-a-date", found=text), Message("date-help"))
    return day


def code_of(text: str) -> str:
    """The text itself, once it is known to be a code."""
    if not _CODE.fullmatch(text):
        raise Unfit("not-a-code", Message("not-a-code", found=text))
    return text


def _count(text: str) -> Fraction:
    return whole(number_of(text, text), text)


def whole(number: Fraction, text: str) -> Fraction:
    """The number itself, once it is known to be a count."""
    if number.denominator != 1 or number < 0:
        raise Unfit("not-a-count", Message("not-a-count", found=text))
    if number > MOST_COUNT:
        raise Unfit("too-many", Message("too-many", found=shortened(text)))
    return number


def number_of(digits: str, text: str) -> Fraction:
    """The number that digits stand for; a problem quotes the text that they come from."""
    try:
        return decimal(digits)
    except TooManyDigits:
        raise Unfit("too-many-digits", Message("too-many-digits", found=shortened(text))) from None
    except NotANumber:
        raise no_number(text) from None


def no_number(text: str) -> Unfit:
    """What is wrong with a text that is no number."""
    help = Message("comma-help", right=text.replace(",", ".")) if _COMMA_DECIMAL.fullmatch(text) else None
    if re.fullmatch(r"0[0-9]+", text):
        help = Message("leading-zero-help")
    return Unfit("not-a-number", Message("not-a-number", found=shortened(text)), help)


def shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"


def in_range(number: Fraction, indicator: Indicator, text: str) -> Fraction:
    """The number itself, once it is known to lie within the indicator's limits."""
    low, high = limits(indicator)
    if (low is not None and number < low) or (high is not None and number > high):
        raise Unfit("out-of-range", Message("out-of-range", found=text, low=_end(low), high=_end(high)))
    return number


def limits(indicator: Indicator) -> tuple[Fraction | None, Fraction | None]:
    """The smallest and largest value a numeric indicator can have; None where there is no limit.

    What follows from other figures has the limits that these give it.
    """
    low, high = indicator.least, indicator.most
    if indicator.form is not None:
        return low, high
    if indicator.type == "percent":
        return (Fraction(0) if low is None else low, MOST_PERCENT if high is None else high)
    if indicator.type == "count" and low is None:
        return Fraction(0), high
    return low, high


def _end(limit: Fraction | None) -> object:
    return "…" if limit is None else Shown(limit)
