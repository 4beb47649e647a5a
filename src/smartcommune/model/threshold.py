"""What a threshold is: named values, each from a day on and by place, with what they rest on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.messages import Words
from smartcommune.model.condition import Value
from smartcommune.model.indicator import Indicator
from smartcommune.model.sources import Citation

# The basis of a threshold that the user sets.
SET: Final = "set"
# Where a value counts: what the first of the indicators say that a threshold depends on. It counts in every place that
# begins so, but for those that begin with a longer one that has its own.
Where = tuple[str, ...]
# Where a commune lies, by the indicators that say it: all that are asked for, or none.
Locality = Mapping[str, str]
# The key of the value for every other place.
DEFAULT: Final = "default"


def nearest(place: Where, places: Container[Where]) -> Where:
    """The longest of some places with which a place begins; the empty one where it begins with none."""
    beginnings = (place[:length] for length in range(len(place), 0, -1))
    return next((where for where in beginnings if where in places), ())


def is_divided(where: Where, places: Iterable[Where]) -> bool:
    """Whether some places lie within one, and are not all of it."""
    return any(len(each) > len(where) and each[: len(where)] == where for each in places)


def written_by(by: tuple[str, ...]) -> str:
    """What a threshold depends on, as a file has it."""
    return by[0] if len(by) == 1 else f"[{', '.join(by)}]"


class Span(NamedTuple):
    """A period; both days belong to it, and no last day means that it goes on."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def includes(self, other: Span) -> bool:
        """Whether it has all days of another period."""
        return self.covers(other.first) and (self.last is None or (other.last is not None and self.covers(other.last)))


class Grounds(NamedTuple):
    """On what the values of a threshold rest; `exclusive` means that reaching them does not suffice."""

    exclusive: bool
    basis: str  # law, guidance, province or assumption; `set` by the user
    citations: tuple[Citation, ...]
    from_test: Words | None  # of an assumption, the test that the value was published for


class Relative(NamedTuple):
    """How values follow from those of another threshold, at each place: so many times as large, and so much more."""

    threshold: str  # its id
    times: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)

    def of(self, value: Value) -> Fraction:
        """What follows from a number."""
        return Fraction(value) * self.times + self.plus  # type: ignore[arg-type]  # only numbers are followed


class Dated(NamedTuple):
    """The values of a threshold in one period: by place, and for every other place."""

    span: Span
    default: Value | None  # for every place without one of its own; None leaves those without
    places: Mapping[Where, Value | None]  # by values of the indicators that `by` names; None leaves all without others
    grounds: Grounds | None = None  # of a period that a parent states; else they are the threshold's own
    of: Relative | None = None  # the values stand nowhere, but follow from another threshold's

    @property
    def stated(self) -> dict[Where, Value]:
        """The values that stand in it, that for every other place first."""
        every = {(): self.default, **self.places}
        return {where: value for where, value in every.items() if value is not None}

    def keys(self, where: Where) -> tuple[str, ...]:
        """The keys in its table of a file under which the value stands that counts somewhere."""
        return (*where, DEFAULT) if is_divided(where, self.places) or not where else where


class Threshold(NamedTuple):
    """A named, dated value; `exclusive` means that reaching it does not suffice."""

    id: str  # its name in `thresholds`
    type: str  # that of what is compared with it: an indicator, or how many members are met
    label: Words | None  # what it is called
    by: tuple[str, ...]  # the indicators whose values choose among places, one after the other
    exclusive: bool
    basis: str  # law, guidance, province or assumption; `set` by the user
    citations: tuple[Citation, ...]  # what the values are taken from
    from_test: Words | None  # of an assumption, the test that the value was published for
    values: tuple[Dated, ...]  # by their first days

    @property
    def name(self) -> Words:
        """What it is called, by its id where it has no label."""
        return self.label or Words(self.id, self.id)

    @property
    def like(self) -> Indicator:
        """Something that has values of its type."""
        return Indicator(self.id, self.type, self.name)

    @property
    def bases(self) -> tuple[str, ...]:
        """The thresholds that its values follow from, each once."""
        return tuple(dict.fromkeys(dated.of.threshold for dated in self.values if dated.of is not None))

    @property
    def periods(self) -> tuple[Span, ...]:
        """The days on which it has values."""
        return tuple(dated.span for dated in self.values)

    @property
    def grounds(self) -> Grounds:
        """On what the values rest that its own file states."""
        return Grounds(self.exclusive, self.basis, self.citations, self.from_test)

    def on(self, day: date) -> Dated | None:
        """The values of a day. Those without a last day end where the next begin, and never come back."""
        begun = [dated for dated in self.values if dated.span.first <= day]
        goes_on = (dated for dated in reversed(begun) if dated is begun[-1] or dated.span.last is not None)
        return next((dated for dated in goes_on if dated.span.covers(day)), None)

    def as_of(self, day: date) -> Threshold:
        """The threshold with what its values of a day rest on."""
        dated = self.on(day)
        return self if dated is None or dated.grounds is None else self._replace(**dated.grounds._asdict())
