"""The text of one cell to a fact, or to what is wrong with it.

Nothing is guessed: what has two readings is refused, unless its column was settled or only one of them can be a value
of the indicator. This is what defines the reading of cells; `column_reader` does the same for whole columns.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from fractions import Fraction
from typing import Final

from smartcommune.messages import Listed, Message
from smartcommune.model.facts import NA, FactValue
from smartcommune.model.values import (
    Unfit,
    code_of,
    in_range,
    no_number,
    number_of,
    percent_or_fraction,
    several,
    shortened,
    whole,
)
from smartcommune.model.wording import Shown
from smartcommune.quantity import day_of
from smartcommune.tables.header.folding import folded, word
from smartcommune.tables.header.manner import COMMA, NO, POINT, YES, Manner
from smartcommune.tables.sheets.sheet import BLANKS
from smartcommune.tables.text.syllables import lost_letters

UNKNOWN: Final = "?"
# What programs write for a value that is missing; that something does not apply is written out.
LETTERS: Final = frozenset({"na", "n/a"})
NOT_APPLICABLE: Final = frozenset(map(word, ("không áp dụng", "not applicable", "kad")))

# A name that is wrapped in its cell.
_WRAP: Final = re.compile(r"\s*[\t\r\n]\s*")
# What stands for the words in the cell above.
DITTO: Final = frozenset(map(folded, ("nt", "n.t", "như trên", "ditto")))
DITTO_MARKS: Final = frozenset("\"″〃“”„''´`")

# How a number is written with either decimal mark, alone and with thousands apart.
PLAIN: Final = {
    POINT: r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?",
    COMMA: r"-?(?:0|[1-9][0-9]*)(?:,[0-9]+)?",
}
GROUPED: Final = {
    POINT: r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?",
    COMMA: r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?",
}
_PLAIN: Final = {mark: re.compile(pattern) for mark, pattern in PLAIN.items()}
_GROUPED: Final = {mark: re.compile(pattern) for mark, pattern in GROUPED.items()}
# Thousands kept apart by blanks at which no line breaks: nobody separates two numbers so.
_SPACED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:[\u00a0\u202f\u2007][0-9]{3})+(?:[.,][0-9]+)?")
_SPACES: Final = str.maketrans("", "", "\u00a0\u202f\u2007")
# A day without a time of day, as programs write it.
_MIDNIGHT: Final = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?Z?$")
# Three digits behind a comma: thousands to some, a decimal to others.
ONE_COMMA: Final = r"-?[1-9][0-9]{0,2},[0-9]{3}"
# How a struck-out letter is written where a font cannot say it.
STRUCK: Final = "\u0336"
_WORDED: Final = ("boolean", "enum", "set", "text", "code", "date")
# What programs write for what is no number; nobody is told to declare that.
_NO_NUMBERS: Final = frozenset({"nan", "inf", "infinity"})
_ERROR: Final = re.compile(r"#(?:[A-Z]+[A-Z0-9/_]*[!?]|N/A|GETTING_DATA|ERR[0-9]+|[Ee]rr:?[0-9]+|#+)")


def read_cell(text: str | None, manner: Manner, *, is_number: bool = False) -> FactValue | None:
    """The fact in a cell; None where it is unknown.

    Args:
        text: what stands in the cell.
        manner: how the cells of the column are written.
        is_number: whether the cell holds a number, written with a point, and not a text.

    Raises:
        Unfit: the text is no value of the indicator, or could be two.
    """
    stripped = unicodedata.normalize("NFC", (text or "").strip(BLANKS))
    if not stripped:
        return None
    if manner.is_office and (_ERROR.fullmatch(stripped) or stripped.startswith("=")) and not is_number:
        raise _broken(stripped)
    if STRUCK in stripped:
        raise Unfit("struck-out", Message("struck-out", found=shortened(stripped)), Message("struck-out-help"))
    is_name = not manner.is_fact
    if (is_name or manner.indicator.type in _WORDED) and lost_letters(stripped, is_name=is_name) is not None:
        raise Unfit("lost-letters", Message("lost-letters", found=shortened(stripped)), Message("lost-letters-help"))
    if is_name:
        return _identity(stripped, manner, is_number=is_number)
    key = word(stripped)
    if key in NOT_APPLICABLE or key in manner.said.not_applicable:
        return NA
    if key == UNKNOWN or key in LETTERS or key in manner.said.unknown:
        return None
    return _value(stripped, key, manner, is_number=is_number)


def is_letters(text: str) -> bool:
    """Whether a text is what programs write for a value that is missing."""
    return word(text.strip(BLANKS)) in LETTERS


def _identity(text: str, manner: Manner, *, is_number: bool) -> FactValue | None:
    """A name as it stands there: a commune may be called `Null`; a day may be unknown."""
    if is_number and text.isdecimal() and len(text) < manner.digits:
        message = Message("lost-zeros", found=text, digits=manner.digits)
        raise Unfit("lost-zeros", message, Message("lost-zeros-help"))
    if manner.indicator.type == "text":
        return _called(text)
    return None if text == UNKNOWN else _date(text)


def _called(text: str) -> str | None:
    """A name, which has letters or figures: a dash says that there is none, ditto marks that it stands further up."""
    if folded(text) in DITTO or (set(text) & DITTO_MARKS and not any(map(str.isalnum, text))):
        raise Unfit("ditto", Message("ditto", found=shortened(text)), Message("ditto-help"))
    return _WRAP.sub(" ", text) if any(map(str.isalnum, text)) else None


def _broken(text: str) -> Unfit:
    if text.startswith("="):
        return Unfit("formula", Message("cell-formula", found=shortened(text)), Message("cell-formula-help"))
    return Unfit("cell-error", Message("cell-error", found=shortened(text)), Message("cell-error-help"))


def _value(text: str, key: str, manner: Manner, *, is_number: bool) -> FactValue:
    indicator = manner.indicator
    match indicator.type:
        case "boolean":
            return _truth(text, key, manner)
        case "enum":
            return _choice(text, manner)
        case "set":
            return several(text, indicator, lambda part: _choice(part, manner))
        case "date":
            return _date(text)
        case "code":
            return code_of(text)
        case "text":
            return text
        case _:
            return _number(text, manner, is_number=is_number)


def _truth(text: str, key: str, manner: Manner) -> bool:
    if key in manner.said.yes or key in manner.said.no:
        return key in manner.said.yes
    if key in YES or key in NO:
        return key in YES
    raise Unfit("not-a-truth", Message("not-a-truth", found=shortened(text)), Message("truth-help"))


def _choice(text: str, manner: Manner) -> str:
    if text in manner.indicator.values:
        return text
    value = manner.choices.get(folded(text))
    if value is None:
        labels = Listed(tuple(Message("form.quoted", label=label) for label in manner.indicator.values.values()), "; ")
        message = Message("not-a-choice", found=shortened(text))
        help_with = "choices-help" if manner.indicator.type == "set" else "choice-help"
        raise Unfit("not-a-value", message, Message(help_with, values=labels))
    return value


def _date(text: str) -> date:
    """A day as `31/05/2023` or `2023-05-31`: the day comes before the month, as Vietnamese write it."""
    day = day_of(_MIDNIGHT.sub("", text))
    if day is None:
        raise Unfit("not-a-day", Message("not-a-day", found=shortened(text)), Message("day-help"))
    return day


def _number(text: str, manner: Manner, *, is_number: bool) -> Fraction:
    is_signed = manner.indicator.type == "percent" and text.endswith("%")
    digits = text[:-1].rstrip(BLANKS) if is_signed else text
    if is_number and digits.isdecimal():
        digits = digits.lstrip("0") or "0"  # its number format may fill it up with zeros
    if _SPACED.fullmatch(digits):
        digits = digits.translate(_SPACES)
    elif not is_number and _may_be_decimal(digits, manner):
        raise _no_reading(text, digits, manner)
    found = readings(digits, (POINT,) if is_number else manner.marks)
    if not found:
        raise _no_reading(text, digits, manner)
    if len(set(found.values())) == 1:
        return _read_number(next(iter(found.values())), text, manner, is_signed=is_signed)
    return _one_reading(found, text, manner, is_signed=is_signed)


def _may_be_decimal(digits: str, manner: Manner) -> bool:
    """Whether a number has three digits behind a comma where points were declared: few mean thousands by that."""
    return manner.marks == (POINT,) and manner.indicator.type != "count" and re.fullmatch(ONE_COMMA, digits) is not None


def readings(digits: str, marks: tuple[str, ...]) -> dict[str, str]:
    """What the digits can stand for, by decimal mark, each as `1234.5`."""
    found = {}
    for mark in marks:
        sign, apart = (".", ",") if mark == POINT else (",", ".")
        if _PLAIN[mark].fullmatch(digits):
            found[mark] = digits.replace(sign, ".")
        elif _GROUPED[mark].fullmatch(digits):
            found[mark] = digits.replace(apart, "").replace(sign, ".")
    return found


def _no_reading(text: str, digits: str, manner: Manner) -> Unfit:
    """What is wrong with a text that is no number here."""
    if len(manner.marks) == 1 and readings(digits, (POINT, COMMA)):
        message = Message("other-mark", found=shortened(text), mark=Message(f"mark.{manner.marks[0]}"))
        return Unfit("other-mark", message)
    unfit = no_number(text)
    if unfit.help is not None:
        return unfit
    if any(map(str.isdigit, text)) or word(text).strip("+-") in _NO_NUMBERS:
        help = Message("one-number-help")
    else:
        help = Message(
            "word-for-number-help", target=manner.indicator.id, found=json.dumps(shortened(text), ensure_ascii=False)
        )
    return Unfit(unfit.id, unfit.message, help)


def _one_reading(found: dict[str, str], text: str, manner: Manner, *, is_signed: bool) -> Fraction:
    """The reading that can be a value, or the one that the column prefers if both can.

    Raises:
        Unfit: neither can be a value, or both can and nothing says which is meant.
    """
    fit: dict[str, Fraction] = {}
    for mark, digits in found.items():
        try:
            fit[mark] = _read_number(digits, text, manner, is_signed=is_signed)
        except Unfit as unfit:
            misfit = unfit
    if not fit:
        raise misfit
    if len(fit) == 1:
        return next(iter(fit.values()))
    if manner.preferred is not None:
        return fit[manner.preferred]
    both = {mark: Shown(Fraction(digits)) for mark, digits in found.items()}
    help = Message("two-readings-help", target=manner.indicator.id)
    raise Unfit("two-readings", Message("two-readings", found=text, **both), help)


def _read_number(digits: str, text: str, manner: Manner, *, is_signed: bool) -> Fraction:
    return checked_number(number_of(digits, text), digits, text, manner, is_signed=is_signed)


def checked_number(number: Fraction, digits: str, text: str, manner: Manner, *, is_signed: bool = False) -> Fraction:
    """The number of a cell as a value of the indicator, from 0 to 100 for a percentage; its digits are as `1234.5`.

    Raises:
        Unfit: it cannot be one.
    """
    indicator = manner.indicator
    if indicator.type == "percent" and not is_signed:
        if manner.is_fraction:
            number *= 100
        elif 0 < number <= 1 and not manner.is_percent:
            raise percent_or_fraction(number, text, digits)
    if indicator.type == "count":
        whole(number, text)
    return in_range(number, indicator, text)
