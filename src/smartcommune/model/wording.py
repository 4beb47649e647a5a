"""Values to the words an officer would use: `79,5 %`, `Có`, `Giáo dục`, `12 hộ`, `30/06/2023`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from smartcommune.messages import Amount, Language, Listed, Message, Sayable, Words, say
from smartcommune.model.condition import Age, AtLeast, Operand, Value
from smartcommune.model.indicator import EvidenceNeed, Indicator
from smartcommune.model.sets import members
from smartcommune.model.threshold import Span, Threshold, Where, is_divided
from smartcommune.quantity import written, written_date

Indicators = Mapping[str, Indicator]


class Shown:
    """A number or date in a sentence: written as the language writes it, with a unit behind it."""

    __slots__ = ("places", "unit", "value")

    def __init__(self, value: Fraction | date, unit: object = "", places: int | None = None) -> None:
        self.value = value
        self.unit = unit
        self.places = places

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shown) and (self.value, self.unit) == (other.value, other.unit)

    def __hash__(self) -> int:
        return hash(self.value)

    def say(self, language: Language) -> str:
        if isinstance(self.value, date):
            return written_date(self.value, language)
        return written(self.value, language, self.places) + say(self.unit, language)


def period(span: Span) -> Message:
    """From when to when, in words."""
    if span.last is None:
        return Message("show.from", first=Shown(span.first))
    return Message("show.period", first=Shown(span.first), last=Shown(span.last))


class Rounded(Shown):
    """A number in a sentence, to hundredths where it has more digits."""

    def say(self, language: Language) -> str:
        return written(Fraction(round(self.value * 100), 100), language)  # type: ignore[operator]  # a number


def shown(value: Operand, indicator: Indicator, places: int | None = None) -> object:
    """A value in the words of its indicator: `79,5 %`, `Có`, `Giáo dục`, `12 hộ`."""
    if isinstance(value, tuple):
        return Listed(tuple(shown(item, indicator) for item in value))
    if isinstance(value, bool):
        return Message("yes" if value else "no")
    if indicator.type == "set" and isinstance(value, str):
        chosen = tuple(indicator.values.get(item, item) for item in members(value))
        return Listed(chosen, "; ") if chosen else Message("set.empty")
    if isinstance(value, str):
        return indicator.values.get(value, value)
    return Shown(value, _unit(indicator, value), places)


def together(parts: Sequence[Sayable]) -> Sayable:
    """Several things in a sentence: `Vùng và Nhóm xã`."""
    *before, last = parts
    return Message("and", first=Listed(tuple(before)), last=last) if before else last


def place_name(where: Where, by: tuple[str, ...], places: Iterable[Where], indicators: Indicators) -> Sayable:
    """What a place is called by the indicators that tell it apart; the others in it where it has some by name."""
    labels = [_place_label(id, value, indicators) for id, value in zip(by, where, strict=False)]
    if is_divided(where, places):
        labels.append(Message("place.others"))
    return labels[0] if len(labels) == 1 else Listed(tuple(labels))


def _place_label(id: str, value: str, indicators: Indicators) -> Sayable:
    """What a value is called; its id where a rule set that is compared with another does not have it."""
    words = indicators[id].values.get(value) if id in indicators else None
    return words or Listed((value,))


def limit_shown(value: Value, threshold: Threshold) -> object:
    """A value of a threshold: `80 %`, `trên 70 %`."""
    found = shown(value, threshold.like)
    return Message("limit.over", value=found) if threshold.exclusive else found


def as_compared(value: Value, indicator: Indicator, places: int | None = None) -> object:
    """A value as a comparison takes it: one that rules round with what it is rounded to."""
    known = shown(value, indicator, places)
    if indicator.round is None or not isinstance(value, Fraction) or indicator.round.of(value) == value:
        return known
    return Message("value-rounded", value=known, rounded=shown(indicator.round.of(value), indicator))


def need_shown(group: AtLeast, need: Fraction) -> Shown:
    """A number of members as the file of a group has it: `2`, `80 %`."""
    return Shown(need - group.beyond, Message("unit.percent") if group.is_share else "")


def age_shown(age: Age) -> Amount:
    """A time as a file has it: `5 năm`, `18 months`."""
    return Amount(age.number, f"age.{age.unit}")


def _unit(indicator: Indicator, value: Value) -> object:
    match indicator.type:
        case "percent":
            return Message("unit.percent")
        case "money":
            return Message("unit.money")
        case "set" if indicator.unit is None:
            return Message("unit.chosen")
        case _:
            return Message("unit.other", unit=unit_words(indicator.unit, value)) if indicator.unit else ""


# An id of a unit is its English singular, where it is a word.
_UNITS: Final = {
    "household": Words("hộ", "households"),
    "person": Words("người", "people"),
    "village": Words("thôn", "villages"),
    "day": Words("ngày", "days"),
    "minute": Words("phút", "minutes"),
    "point": Words("điểm", "points"),
    "product": Words("sản phẩm", "products"),
    "criterion": Words("tiêu chí", "criteria"),
    "indicator": Words("chỉ tiêu", "indicators"),
    "model": Words("mô hình", "models"),
    "class": Words("lớp", "classes"),
    "document": Words("văn bản", "documents"),
}
_SIGNS: Final = {"percent": Words("%", "%"), "km2": Words("km²", "km²")}


def unit_words(unit: str | Words, value: object = None) -> object:
    """The name of a unit in both languages, of one thing where that is the value; an unknown id as it is written."""
    if isinstance(unit, Words) or unit not in _UNITS:
        return unit if isinstance(unit, Words) else _SIGNS.get(unit, unit)
    return Words(_UNITS[unit].vi, unit) if value == 1 else _UNITS[unit]


def evidence_need(need: EvidenceNeed) -> Message:
    """What evidence a fact needs to count."""
    if need.within is None:
        return Message("evidence.required")
    return Message("evidence.within", age=age_shown(need.within))
