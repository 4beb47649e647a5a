"""What a rule set says on a day, in words: all that a renderer of rule sets gets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from smartcommune.messages import Language, Listed, Message, Sayable, Words
from smartcommune.ruleset import LegalSource, Reading, Span, Value
from smartcommune.wording import Shown

ASSUMPTION: Final = "assumption"
# From the firmest ground to the weakest.
BASES: Final = ("law", "guidance", "province", ASSUMPTION)
Why = Literal["given", "outside", "today", "first", "last"]


class Header(NamedTuple):
    """Which rule set it is, who issued it and when it is in force."""

    id: str
    version: str
    sha256: str
    label: Words
    issuer: Words | None
    in_force: Span
    note: Words | None
    extends: str | None


class Day(NamedTuple):
    """The date that the thresholds are of, and why it was taken."""

    date: date
    why: Why


class Cited(NamedTuple):
    """A citation with the number that its source has in this document."""

    number: int
    source: LegalSource
    at: str

    def say(self, language: Language) -> str:
        """The document's own number, else what kind of document it is: the title stands among the sources."""
        name = self.source.number or Message(f"kind.{self.source.kind}")
        return Message("show.cited-at" if self.at else "show.cited", number=self.number, name=name, at=self.at).say(
            language
        )


class Clause(NamedTuple):
    """A condition in words: a sentence, or a lead-in with members below it, each with its mark."""

    kind: str
    text: Sayable
    mark: str = ""
    criterion: str | None = None
    indicator: str | None = None
    thresholds: tuple[str, ...] = ()
    is_assumed: bool = False
    members: tuple[Clause, ...] = ()

    def say(self, language: Language) -> str:
        """The whole condition in one sentence; the marks tell which part belongs to which."""
        text = self.text.say(language)
        if not self.members:
            return text
        return f"{text}: {'; '.join(f'{member.mark} {member.say(language)}' for member in self.members)}"


class Requirement(NamedTuple):
    """A criterion in words, with its number in this document."""

    number: int
    id: str
    label: Words
    applies: Clause | None
    test: Clause
    citations: tuple[Cited, ...]
    weight: Shown | None
    note: Words | None
    readings: tuple[Reading, ...]


class Figure(NamedTuple):
    """A threshold's value at one place, at every other place, or everywhere."""

    place: str | None
    label: Sayable | None
    value: Value | None
    text: Sayable


class Replaced(NamedTuple):
    """What a threshold is in the rule set that this one extends."""

    id: str
    value: Sayable


class Limit(NamedTuple):
    """A threshold as it is on the day; without figures it has no value then."""

    id: str
    label: Sayable
    by: Words | None
    figures: tuple[Figure, ...]
    exclusive: bool
    basis: str
    citations: tuple[Cited, ...]
    from_test: Words | None
    span: Span | None
    replaces: Replaced | None
    used_by: tuple[int, ...]
    used_in_verdict: bool

    @property
    def is_assumed(self) -> bool:
        return self.basis == ASSUMPTION

    @property
    def by_place(self) -> bool:
        """Whether it differs from place to place."""
        return any(figure.label is not None for figure in self.figures)

    @property
    def value(self) -> Sayable:
        """All its values in one line."""
        if not self.figures:
            return Message("show.no-value")
        text: Sayable = Listed(tuple(at_place(figure.label, figure.text) for figure in self.figures), "; ")
        return Message("show.exclusive", value=text) if self.exclusive else text


class Conclusion(NamedTuple):
    """When a commune is in scope, and when it is eligible."""

    scope: tuple[Clause, ...]
    eligible: Clause
    readings: tuple[Reading, ...]


class Scoring(NamedTuple):
    """On what the weights rest."""

    basis: str
    note: Words | None


class Dictum(NamedTuple):
    """What every answer for a day in a period says."""

    span: Span
    text: Words
    citations: tuple[Cited, ...]


class Description(NamedTuple):
    """A rule set on a day, or one of its criteria with those below it."""

    header: Header
    day: Day
    counts: Mapping[str, int]
    verdict: Conclusion | None
    criteria: tuple[Requirement, ...]
    thresholds: tuple[Limit, ...]
    scoring: Scoring | None
    sources: tuple[tuple[int, LegalSource], ...]
    not_known: tuple[Words, ...]
    remarks: tuple[Dictum, ...]

    @property
    def rests_on_assumptions(self) -> bool:
        """Whether anything in it bears the mark."""
        scored = self.scoring is not None and self.scoring.basis == ASSUMPTION
        return scored or any(limit.is_assumed for limit in self.thresholds)


class Summary(NamedTuple):
    """A rule set in a few figures."""

    header: Header
    criteria: int
    cases: int
    thresholds: int
    counts: Mapping[str, int]


def at_place(label: Sayable | None, text: Sayable) -> Sayable:
    """A value with the place it is for, if there is one."""
    return text if label is None else Message("show.at-place", place=label, value=text)
