"""What an indicator is: a declared, typed fact about a commune."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.messages import Words
from smartcommune.model.condition import Age, Leaf
from smartcommune.model.forms import Form, Share
from smartcommune.model.rounding import Rounding

MOST_PERCENT: Final = Fraction(100)


class EvidenceNeed(NamedTuple):
    """That a fact counts only with its evidence."""

    within: Age | None = None  # how old the evidence may be on the day of assessment; None: as old as it is

    def lacking(self, text: str | None, day: date | None, as_of: date) -> str | None:
        """What keeps a fact from counting: `absent`, `undated` or `too-old` evidence; None where it counts."""
        if text is None:
            return "absent"
        if self.within is None:
            return None
        if day is None:
            return "undated"
        return "too-old" if self.within.after(day) < as_of else None


class Indicator(NamedTuple):
    """A declared, typed fact about a commune. Percentages run from 0 to 100, money is in million VND."""

    id: str  # its name in `indicators`
    type: str  # one of `IndicatorType`: boolean, enum, percent …
    label: Words  # what it is called
    about: Words | None = None  # how it is counted, and who has the figure
    values: Mapping[str, Words] = {}  # of an enum or a set, by their ids, in the order of the file
    value_aliases: Mapping[str, tuple[str, ...]] = {}  # what else offices call these
    ordered: bool = False  # of an enum, whether a later value is more
    unit: str | Words | None = None  # behind a figure that is shown: an id, or its name
    least: Fraction | None = None  # the smallest value that a fact may have
    most: Fraction | None = None  # the largest value that a fact may have
    rounded_to: Fraction | None = None  # figures are given in multiples of this: half of it is open
    round: Rounding | None = None  # how rules round it before they compare it
    at_most: str | None = None  # the indicator that it is never above
    wholes: tuple[str, ...] = ()  # what it is never above: by `at_most`, or as part of a share, by however many steps
    only_when: Leaf | None = None  # it is given only where this comparison is met
    may_not_apply: Leaf | bool = False  # always, where the comparison is met, or never
    form: Form | None = None  # how it follows from other figures, unless it is stated
    sides: tuple[str, str] | None = None  # of the difference by which two facts are compared, which no file declares
    future: bool = False  # of a date, whether it may lie after the day of assessment
    evidence: EvidenceNeed | None = None  # what evidence its fact needs to count
    actionable: bool = True  # whether advice may ask for a change of it
    difficulty: int = 1  # 1 to 5; of advice that is as near, the easiest comes first
    aliases: tuple[str, ...] = ()  # what else headers of tables call it
    not_to_be_confused: tuple[str, ...] = ()  # what headers call something else that reads alike

    @property
    def share(self) -> Share | None:
        """The two counts of a percentage that one has in the other."""
        return None if self.form is None else self.form.share

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators that it follows from; none of what is always stated."""
        return () if self.form is None else self.form.parts

    @property
    def numeric(self) -> bool:
        return self.type in ("percent", "count", "number", "money")

    @property
    def conditions(self) -> tuple[Leaf, ...]:
        """The comparisons of other facts that decide whether this one is given, or may not apply."""
        return tuple(leaf for leaf in (self.only_when, self.may_not_apply) if isinstance(leaf, Leaf))

    @property
    def comparable(self) -> bool:
        """Whether more and less mean something for it."""
        return self.numeric or self.type == "date" or self.ordered
