"""A header to the indicator or identity column that it names, or to those that it resembles.

A header counts only if it equals a name after folding; what is merely close is suggested and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import unit_words
from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.identity_names import IDENTITY, VILLAGES

# What a header may write behind its name, by what it means; `other` scales are never taken for the plain ones.
_UNITS: Final[dict[str, tuple[str, ...]]] = {
    "percent": ("%", "phần trăm", "tỷ lệ %", "tỉ lệ %", "percent", "per cent", "tỷ lệ phần trăm"),
    "money": ("triệu đồng", "triệu đ", "tr.đ", "trđ", "tr. đồng", "triệu", "million vnd", "triệu vnđ"),
    "other": (
        "‰", "phần nghìn", "đồng", "vnđ", "vnd", "nghìn đồng", "ngàn đồng", "1.000 đồng", "1000 đồng", "tỷ đồng",
        "tỉ đồng", "nghìn người", "1.000 người", "1000 người", "nghìn hộ", "1.000 hộ", "1000 hộ", "m", "mét", "m2",
        "km2", "usd",
    ),
    "household": ("hộ", "số hộ", "hộ gia đình", "households", "household"),
    "person": ("người", "số người", "lượt người", "people", "persons", "person", "khẩu", "nhân khẩu"),
    "village": ("thôn", "số thôn", "ấp", "bản", "thôn, bản", "thôn, ấp", "villages", "village"),
    "km": ("km", "ki-lô-mét"),
    "ha": ("ha", "héc-ta", "hecta"),
    "point": ("điểm", "points"),
    "product": ("sản phẩm", "products"),
    "criterion": ("tiêu chí", "criteria"),
    "model": ("mô hình", "models"),
    "choice": (
        "có/không", "có, không", "có hoặc không", "yes/no", "x", "đạt/chưa đạt", "đạt/không đạt", "có/chưa",
        "đánh dấu x", "true/false", "0/1", "1/0",
    ),
    "day": ("ngày/tháng/năm", "dd/mm/yyyy", "ngày tháng năm"),
}  # fmt: skip
_BEHIND: Final = re.compile(
    r"^(?P<name>.*?\S)\s*(?:[(（\[](?P<unit>[^()\[\]（）]*)[)）\]]|[,;:]?\s+(?P<sign>%))\s*$", re.S
)
_LEAD: Final = re.compile(r"^\s*(?:đvt|đơn vị tính|đơn vị|unit)\s*[:.]?\s*", re.I)


def _plain_unit(text: str) -> str:
    return " ".join(text.casefold().split())


_MEANINGS: Final = {_plain_unit(word): unit for unit, words in _UNITS.items() for word in words}


class Name(NamedTuple):
    """One thing a column may be called: of which target, as what, and with which unit written behind it."""

    target: str
    how: str  # id, label or alias
    text: str
    unit: str | None


class Heading(NamedTuple):
    """A header of a table in its parts."""

    text: str
    base: str  # folded, without the unit
    unit: str | None  # what the unit means: percent, household …
    unit_text: str | None  # as it is written


class Naming(NamedTuple):
    """Every name that a column of a rule set's table may have, folded, with accents and without."""

    indicators: dict[str, Indicator]
    names: dict[str, tuple[Name, ...]]
    bare_names: dict[str, tuple[Name, ...]]
    subject: str = "commune"  # what a row is about

    def of(self, heading: Heading) -> tuple[Name, ...]:
        """The names that a header equals, one a target; several mean that it is not clear."""
        exact = self._fitting(self.names.get(heading.base, ()), heading)
        return exact or self._fitting(self.bare_names.get(bare(heading.base), ()), heading)

    def called(self, targets: Iterable[str]) -> Iterator[tuple[str, Name]]:
        """What some indicators are called, the ways of each in turn."""
        wanted = frozenset(targets)
        for names in self.names.values():
            yield from ((name.target, name) for name in names if name.target in wanted)

    def _fitting(self, names: tuple[Name, ...], heading: Heading) -> tuple[Name, ...]:
        return tuple(name for name in names if self.fits(name, heading))

    def fits(self, name: Name, heading: Heading) -> bool:
        """Whether the unit that a header writes, or does not write, goes with a name."""
        if name.unit is not None and heading.unit != name.unit:
            return False
        return heading.unit is None or unit_fits(heading.unit, heading.unit_text, self.indicators.get(name.target))


def naming_of(ruleset: RuleSet) -> Naming:
    """The names of a rule set's indicators and of the identity columns."""
    found: dict[str, dict[str, Name]] = {}
    for name in _names(ruleset):
        heading = heading_of(name.text)
        of_base = found.setdefault(heading.base, {})
        of_base.setdefault(name.target, name._replace(unit=heading.unit))
    names = {base: tuple(of_base.values()) for base, of_base in found.items()}
    without: dict[str, dict[str, Name]] = {}
    for base, those in names.items():
        for name in those:
            without.setdefault(bare(base), {}).setdefault(name.target, name)
    bare_names = {base: tuple(those.values()) for base, those in without.items()}
    return Naming(dict(ruleset.declared), names, bare_names, ruleset.subject)


def _names(ruleset: RuleSet) -> Iterator[Name]:
    """The indicators' names; what a rule set calls an indicator is no name of an identity column any more."""
    taken: set[str] = set()
    for id, indicator in ruleset.declared.items():
        texts = [("id", id), *(("label", text) for text in _labels(indicator))]
        for how, text in [*texts, *(("alias", alias) for alias in indicator.aliases)]:
            taken.add(heading_of(text).base)
            yield Name(id, how, text, None)
    identity = IDENTITY | VILLAGES if ruleset.subject == "village" else IDENTITY
    for target, spellings in identity.items():
        for text in spellings:
            if folded(text) not in taken or text == target:
                yield Name(target, "id" if text == target else "label", text, None)


def _labels(indicator: Indicator) -> Iterator[str]:
    """Its name in both languages, also with a unit behind it that it names itself."""
    label = indicator.label
    unit = unit_words("day") if indicator.unit == "day" else indicator.unit  # behind a date it means something else
    yield from (label.vi, label.en)
    if isinstance(unit, Words):
        yield from (f"{label.vi} ({unit.vi})", f"{label.en} ({unit.en})")


def heading_of(text: str) -> Heading:
    """A header in its parts; a unit that is not known here stays part of the name."""
    match = _BEHIND.match(text)
    written = (match["unit"] or match["sign"]) if match else None
    meaning = unit_of(written) if written is not None else None
    if match is None or meaning is None:
        return Heading(text, folded(text), None, None)
    return Heading(text, folded(match["name"]), meaning, written)


def unit_of(text: str) -> str | None:
    """What a unit means; None if the text is none."""
    plain = _plain_unit(_LEAD.sub("", text))
    return "percent" if plain.startswith("%") else _MEANINGS.get(plain)


def _is_unit(own: str | Words | None, meaning: str, written: str | None) -> bool:
    """Whether a unit behind a header is an indicator's own: by its id, or by its name in one of the languages."""
    if isinstance(own, Words):
        return written is not None and folded(written) in (folded(own.vi), folded(own.en))
    return own is not None and own in (meaning, written)


def unit_fits(unit: str, written: str | None, indicator: Indicator | None) -> bool:
    """Whether values of an indicator can be written in a unit."""
    if indicator is None:  # an identity column
        return unit == "day"
    match indicator.type:
        case "percent" | "money":
            return unit == indicator.type
        case "count" | "number":
            counted = unit not in ("percent", "money", "other", "choice", "day")
            return (counted and indicator.unit is None) or _is_unit(indicator.unit, unit, written)
        case "date":
            return unit == "day"
        case "boolean" | "enum" | "set":
            return unit == "choice"
        case _:
            return False
