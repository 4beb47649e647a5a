"""What a rule set says on a day, in words: all that a renderer of rule sets gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from smartcommune.messages import Language, Listed, Message, Sayable, Words
from smartcommune.model.condition import Value
from smartcommune.model.sources import TEXT, LegalSource
from smartcommune.model.threshold import SET, Span
from smartcommune.model.wording import Shown

ASSUMPTION: Final = "assumption"
# From the firmest ground to the weakest.
BASES: Final = ("law", "guidance", "province", ASSUMPTION)
_FIRMNESS: Final = (*BASES, SET)
# What a criterion can rest on: the kind of the first document that it cites.
KINDS: Final = ("law", "guidance", "province", "press")
Why = Literal["given", "outside", "today", "first", "last"]


class RestsOn(NamedTuple):
    """A rule set that another rests on, and the file that was taken for it; None for one of the package."""

    id: str
    file: str | None

    def say(self, language: Language) -> str:
        key = "show.from-package" if self.file is None else "show.from-file"
        return Message(key, id=self.id, file=self.file).say(language)


class Header(NamedTuple):
    """Which rule set it is, on which others it rests, who issued it and when it is in force."""

    id: str
    version: str
    sha256: str
    label: Words
    issuer: Words | None
    in_force: Span
    note: Words | None
    extends: tuple[RestsOn, ...]  # its parent, and those above it
    apart: tuple[Message, ...]  # in what it parts from its parent, and what lets it
    subject: str
    uses: tuple[RestsOn, ...]
    replaced_by: tuple[str, ...]
    warning: Message | None  # of an example or a draft


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
        """The document's own number, else who issued it, else what it is: the title stands among the sources."""
        name = self.source.number or self.source.issuer or Message(f"kind.{self.source.kind}")
        return Message("show.cited-at" if self.at else "show.cited", number=self.number, name=name, at=self.at).say(
            language
        )


class ReadingText(NamedTuple):
    """What a text leaves open, and how it is read; where answers are computed both ways, what would be otherwise."""

    id: str
    question: Sayable
    reading: Sayable
    alternative: Sayable


class ConditionText(NamedTuple):
    """A condition in words: a sentence, or a lead-in with members below it, each with its mark."""

    kind: str
    text: Sayable
    mark: str = ""
    criterion: str | None = None
    indicator: str | None = None
    thresholds: tuple[str, ...] = ()
    is_assumed: bool = False
    members: tuple[ConditionText, ...] = ()
    other_indicator: str | None = None  # that the indicator is compared with

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
    replaces: Replaced | None
    in_force: Span | None
    applies: ConditionText | None
    test: ConditionText
    citations: tuple[Cited, ...]
    weight: Shown | None
    note: Words | None
    readings: tuple[ReadingText, ...]
    evidence_asked: Words | None = None  # what has to be handed in for its points


class PlaceValue(NamedTuple):
    """A threshold's value at one place, at every other place, or everywhere."""

    place: str | None
    label: Sayable | None
    value: Value | None
    text: Sayable


class Replaced(NamedTuple):
    """What a threshold is, or a criterion asks for, in the rule set that this one extends."""

    id: str
    value: Sayable


class ThresholdText(NamedTuple):
    """A threshold as it is on the day; without figures it has no value then."""

    id: str
    label: Sayable
    by: Sayable | None
    figures: tuple[PlaceValue, ...]
    exclusive: bool
    basis: str
    citations: tuple[Cited, ...]
    from_test: Words | None
    span: Span | None
    replaces: Replaced | None
    used_by: tuple[int, ...]
    used_in_verdict: bool
    follows: Sayable | None = None  # how its values follow from another threshold's
    of: str | None = None  # that threshold
    followed_by: tuple[str, ...] = ()  # the thresholds whose values follow from these

    @property
    def is_assumed(self) -> bool:
        return self.basis == ASSUMPTION

    @property
    def firmness(self) -> int:
        """Where it stands from the firmest ground to the weakest."""
        return _FIRMNESS.index(self.basis)

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

    scope: tuple[ConditionText, ...]
    eligible: ConditionText
    readings: tuple[ReadingText, ...]
    lead: Sayable
    levels: ConditionText | None = None  # where they are not the verdict itself


class PrintedRow(NamedTuple):
    """A row of the table of points, as the decision prints it."""

    id: str
    number: str | None  # the decision's own
    label: Words
    points: Sayable  # the most that is to be had, or the most that is taken off
    evidence: Words | None
    is_sum: bool


class Scoring(NamedTuple):
    """What each criterion weighs, and on what the weights rest."""

    basis: str | None
    note: Words | None
    weights: tuple[tuple[Shown, tuple[int, ...]], ...]

    @property
    def is_assumed(self) -> bool:
        return self.basis == ASSUMPTION


class Order(NamedTuple):
    """What decides between equal scores: indicators in order, each with whether the least comes first."""

    by: tuple[tuple[str, Sayable, bool], ...]
    citations: tuple[Cited, ...]


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
    criteria: tuple[Requirement, ...]
    thresholds: tuple[ThresholdText, ...]
    scoring: Scoring | None
    sources: tuple[tuple[int, LegalSource], ...]
    verdict: Conclusion | None = None
    order: Order | None = None
    not_known: tuple[Words, ...] = ()
    remarks: tuple[Dictum, ...] = ()
    table: tuple[PrintedRow, ...] = ()
    evidenced: tuple[tuple[str, Sayable], ...] = ()  # the facts that count only with evidence, and with which
    dropping: tuple[tuple[str, Sayable], ...] | None = None  # the facts that may not apply; None of one criterion alone

    @property
    def rests_on_assumptions(self) -> bool:
        """Whether anything in it bears the mark."""
        scored = self.scoring is not None and self.scoring.is_assumed
        return scored or any(limit.is_assumed for limit in self.thresholds)


class RuleSetSummary(NamedTuple):
    """A rule set in a few figures; `day` is the one that somebody asks about."""

    header: Header
    criteria: int
    cases: int
    grounds: Mapping[str, int]
    readings: Mapping[str, int]
    thresholds: int
    counts: Mapping[str, int]
    score_basis: str | None
    day: date | None = None

    @property
    def state(self) -> Message | None:
        """Why it is not in force on the day; None where it is, or where nobody asks."""
        span, replaced_by = self.header.in_force, self.header.replaced_by
        if self.day is None or span.covers(self.day):
            return None
        if span.last is None or self.day < span.first:
            return Message("list.begins", day=Shown(span.first))
        if not replaced_by:
            return Message("list.ended", day=Shown(span.last))
        return Message("list.ended-replaced", day=Shown(span.last), ids=Listed(replaced_by))


def at_place(label: Sayable | None, text: Sayable) -> Sayable:
    """A value with the place it is for, if there is one."""
    return text if label is None else Message("show.at-place", place=label, value=text)


def grounds(item: RuleSetSummary) -> Message:
    """How many criteria rest on what kind of document, by the first one that each cites, and how many on one unread."""
    found = [(Message(f"kind.{kind}"), count) for kind, count in item.grounds.items() if count]
    found += [(Message(f"list.read-{read}"), count) for read, count in item.readings.items() if count and read != TEXT]
    each = tuple(Message("show.count", count=count, basis=kind) for kind, count in found)
    return Message("list.criteria", count=item.criteria, grounds=Listed(each, " · "))


def counted(found: Description | RuleSetSummary) -> Message:
    """How many thresholds rest on what; a basis that none rests on is named too, for that is what is looked for."""
    total = sum(found.counts.values())
    counts = found.counts.items()
    each = (Message("show.count", count=count, basis=Message(f"basis.{basis}")) for basis, count in counts)
    key = "show.no-thresholds" if total == 0 else "show.one-count" if total == 1 else "show.counts"
    return Message(key, count=total, counts=Listed(tuple(each), " · "))


def basis(limit: ThresholdText) -> Message:
    """On what a threshold rests; for an assumed one, the test that its figure was published for."""
    if not limit.is_assumed:
        return Message("show.basis", basis=Message(f"basis.{limit.basis}"))
    if limit.from_test is None:
        return Message("show.assumption-bare")
    return Message("show.assumption", from_test=limit.from_test)


def used(limit: ThresholdText) -> Sayable:
    """Where a threshold is used."""
    found: list[Message] = []
    if limit.used_by:
        key = "show.used-by-one" if len(limit.used_by) == 1 else "show.used-by"
        found.append(Message(key, numbers=Listed(limit.used_by)))
    if limit.used_in_verdict:
        found.append(Message("show.used-in-verdict"))
    if limit.followed_by:
        found.append(Message("show.followed-by", names=Listed(limit.followed_by, ", ")))
    return Listed(tuple(found) or (Message("show.unused"),), "; ")


def source_line(source: LegalSource) -> Sayable:
    """A source without its title: number, issuer, date, kind."""
    undated = source.undated or Message("show.undated")
    dated = undated if source.date is None else Message("show.dated", day=Shown(source.date))
    read = () if source.kind == KINDS[-1] and source.reading == TEXT else (Message(f"reading.{source.reading}"),)
    known = (source.number, source.issuer, dated, Message(f"kind.{source.kind}"), *read, *_clauses(source))
    return Listed(tuple(part for part in known if part), " · ")


def _clauses(source: LegalSource) -> Iterator[Message]:
    """The clauses that were read otherwise than the document as a whole."""
    for clause, reading in source.clauses:
        yield Message("reading.clause", clause=clause, reading=Message(f"reading.{reading}"))


def reported(source: LegalSource) -> Message | None:
    """Who reports what a document says, and where; an address alone says little of whose it is."""
    report = source.reported_by
    if report is None:
        return None
    day = None if report.date is None else Shown(report.date)
    parts = tuple(part for part in (report.publisher, report.title, day, report.url) if part is not None)
    return Message("reading.reported-by", parts=Listed(parts, ", "))


def taken(day: Day) -> Message:
    """The date that the document is about, and why that one."""
    return Message(f"show.day-{day.why}", day=Shown(day.date))


def scored(scoring: Scoring) -> tuple[Message, ...]:
    """On what the weights rest, then which criteria weigh how much."""
    first = Message("show.score-open")
    if scoring.basis is not None:
        first = Message("show.score-basis", basis=Message(f"basis.{scoring.basis}"))
    return (first, *(_weighted(weight, numbers) for weight, numbers in scoring.weights))


def _weighted(weight: Shown, numbers: tuple[int, ...]) -> Message:
    key = "show.weight-one" if len(numbers) == 1 else "show.weight"
    return Message(key, weight=weight, numbers=Listed(numbers))


def ordered(order: Order) -> Message:
    """What decides between equal scores, in a sentence."""
    labels = (Message(f"select.tie-{'low' if is_least else 'high'}", label=label) for _, label, is_least in order.by)
    return Message("select.ties", labels=Listed(tuple(labels), "; "))


def name(limit: ThresholdText) -> Sayable:
    """A threshold's name, with what it depends on."""
    return Message("show.threshold-by", label=limit.label, by=limit.by) if limit.by_place else limit.label
