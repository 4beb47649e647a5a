"""What a condition is: comparisons of facts with constants, thresholds and ages, and what combines them.

Conditions carry the path of the place in the file where they stand.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from smartcommune.source.document import Path

Value = bool | str | Fraction | date
Operand = Value | tuple[Value, ...]


class Operator(StrEnum):
    """How a comparison compares; the value is what the JSON output shows."""

    GTE = ">="
    GT = ">"
    LTE = "<="
    LT = "<"
    IS = "="
    IS_NOT = "!="
    IN = "in"
    HAS = "has"
    WITHIN = "within"
    LONGER_AGO_THAN = "longer_ago_than"

    @property
    def key(self) -> str:
        """As files write it: `gte`, `is_not`."""
        return self.name.lower()


class Age(NamedTuple):
    """A time between a day and the day of assessment, as a file writes it."""

    number: int  # 1 or more
    unit: str  # `years` or `months`

    @property
    def months(self) -> int:
        return self.number * (12 if self.unit == "years" else 1)

    def after(self, day: date) -> date:
        """The day that lies so long after another; one that its month lacks becomes the last of the month."""
        year, month = divmod(12 * day.year + day.month - 1 + self.months, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    def before(self, day: date) -> date:
        """The first day that lies no longer before another: of those that come to it or to a later one."""
        year, month = divmod(12 * day.year + day.month - 1 - self.months, 12)
        if year < date.min.year:
            return date.min
        if day.day <= monthrange(year, month + 1)[1]:
            return date(year, month + 1, day.day)
        return date(year, month + 2, 1)  # no day of this month comes as far; December has all days


class Comparison(NamedTuple):
    """One bound of a leaf: an operator with a constant, with the threshold of that name, or with an age."""

    operator: Operator
    constant: Operand | None = None  # in the type of the indicator; None beside anything else
    threshold: str | None = None  # its id; None beside anything else
    age: Age | None = None  # what a day is compared with on the day of assessment; None beside anything else
    plus: Fraction = Fraction(0)  # how far beyond the threshold, of a number that is counted up from it
    counted: bool = False  # of a set, whether it is how many values it has that is compared


class Leaf(NamedTuple):
    """One indicator compared with constants or thresholds; all comparisons must hold."""

    indicator: str  # its id
    comparisons: tuple[Comparison, ...]
    path: Path = ()  # where it stands in its file

    def place(self, comparison: Comparison) -> Path:
        """Where one of its comparisons stands."""
        return (*self.path, *(("count",) if comparison.counted else ()), comparison.operator.key)


class Reference(NamedTuple):
    """Another criterion, by its name."""

    criterion: str
    path: Path = ()


class Not(NamedTuple):
    """The opposite of a condition."""

    member: Condition
    path: Path = ()


class Group(NamedTuple):
    """Conditions combined: `kind` is `all_of`, `any_of` or `none_of`."""

    kind: str
    members: tuple[Condition, ...]
    path: Path = ()


class AtLeast(NamedTuple):
    """Enough members met: a count, a share of the applicable ones in percent, or a threshold of either type."""

    need: Fraction | None  # how many, or percent from 0 to 100; None beside a threshold
    is_share: bool  # whether `need` is a percentage of the members that apply
    threshold: str | None  # its id; None beside a number
    members: tuple[Condition, ...]  # of which enough have to be met
    must: tuple[Condition, ...] = ()  # which have to be met in any case
    path: Path = ()  # where it stands in its file
    beyond: int = 0  # how many more `need` is than its file writes: 1 where this is what `at_most` rules out

    @property
    def key(self) -> str:
        """What its file calls it."""
        return "at_most" if self.beyond else "at_least"


class Holds(NamedTuple):
    """Whether a condition is met; where it does not apply, it is not. Nothing drops out of a row of a scale."""

    member: Condition
    path: Path = ()


class PointsLeaf(NamedTuple):
    """What a criterion earns compared with constants or thresholds; all comparisons must hold."""

    criterion: str  # its id
    comparisons: tuple[Comparison, ...]
    is_share: bool  # whether in percent of the most that was to be had
    path: Path = ()


Condition = Leaf | Reference | Not | Group | AtLeast | Holds | PointsLeaf


def members(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition."""
    match condition:
        case Not() | Holds():
            return (condition.member,)
        case Group():
            return condition.members
        case AtLeast():
            return (*condition.members, *condition.must)
        case _:
            return ()


def parts(condition: Condition) -> Iterator[Condition]:
    """A condition and everything inside it; references are not followed."""
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, Leaf):  # as nearly all are
            waiting += reversed(members(part))
