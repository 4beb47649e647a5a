"""What a rule set says, with every name resolved and every constant in its own type.

All parts are frozen; conditions carry the path of the place in the file where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import Final, NamedTuple

from smartcommune.logic import Outcome
from smartcommune.messages import Language, Message, Sayable, Words
from smartcommune.model.provenance import FileDigest, Provenance
from smartcommune.source.document import Document, Path

Value = bool | str | Fraction | date
MOST_PERCENT: Final = Fraction(100)
# The basis of a threshold that the user sets.
SET: Final = "set"


class Verdict(StrEnum):
    """Of a commune (contract, section 1)."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_FORCE = "not_in_force"


class Operator(StrEnum):
    """How a comparison compares; the value is what the JSON output shows."""

    GTE = ">="
    GT = ">"
    LTE = "<="
    LT = "<"
    IS = "="
    IS_NOT = "!="
    IN = "in"


class Span(NamedTuple):
    """A period; both days belong to it, and no last day means that it goes on."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def includes(self, other: Span) -> bool:
        """Whether it has all days of another period."""
        return self.covers(other.first) and (self.last is None or (other.last is not None and self.covers(other.last)))


class LegalSource(NamedTuple):
    """A document that citations point into."""

    id: str
    title: Words
    number: str | None
    issuer: Words | None
    date: date | None
    kind: str
    url: str | None
    quote: str | None
    undated: Words | None = None  # why it has no date


class Citation(NamedTuple):
    """A legal document and the article, annex or point in it."""

    source: LegalSource
    at: str

    def say(self, language: Language) -> str:
        name = self.source.number or f"“{self.source.title.say(language)}”"
        return f"{name}, {self.at}" if self.at else name


class Share(NamedTuple):
    """The counts that a derived percentage is made of."""

    of: str
    total: str


class Indicator(NamedTuple):
    """A declared, typed fact about a commune. Percentages run from 0 to 100, money is in million VND."""

    id: str
    type: str
    label: Words
    about: Words | None = None
    values: Mapping[str, Words] = {}
    value_aliases: Mapping[str, tuple[str, ...]] = {}  # what else offices call these
    ordered: bool = False
    unit: str | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    rounded_to: Fraction | None = None
    at_most: str | None = None
    wholes: tuple[str, ...] = ()  # what it is never above: by `at_most`, or as part of a share, by however many steps
    only_when: Leaf | None = None
    may_not_apply: Leaf | bool = False  # always, where the comparison is met, or never
    share: Share | None = None
    future: bool = False  # of a date, whether it may lie after the day of assessment
    actionable: bool = True
    difficulty: int = 1
    aliases: tuple[str, ...] = ()
    not_to_be_confused: tuple[str, ...] = ()

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


class Grounds(NamedTuple):
    """On what the values of a threshold rest; `exclusive` means that reaching them does not suffice."""

    exclusive: bool
    basis: str
    citations: tuple[Citation, ...]
    from_test: Words | None


class Dated(NamedTuple):
    """The values of a threshold in one period: by place, and for every other place."""

    span: Span
    default: Value | None
    places: Mapping[str, Value]
    grounds: Grounds | None = None  # of a period that a parent states; else they are the threshold's own


class Threshold(NamedTuple):
    """A named, dated value; `exclusive` means that reaching it does not suffice."""

    id: str
    type: str
    label: Words | None
    by: str | None
    exclusive: bool
    basis: str
    citations: tuple[Citation, ...]
    from_test: Words | None
    values: tuple[Dated, ...]  # by their first days

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


Operand = Value | tuple[Value, ...]


class Comparison(NamedTuple):
    """One bound of a leaf: an operator with a constant, or with the threshold of that name."""

    operator: Operator
    constant: Operand | None = None
    threshold: str | None = None


class Leaf(NamedTuple):
    """One indicator compared with constants or thresholds; all comparisons must hold."""

    indicator: str
    comparisons: tuple[Comparison, ...]
    path: Path = ()


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

    need: Fraction | None
    is_share: bool
    threshold: str | None
    members: tuple[Condition, ...]
    must: tuple[Condition, ...] = ()
    path: Path = ()


Condition = Leaf | Reference | Not | Group | AtLeast


def members(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition."""
    match condition:
        case Not():
            return (condition.member,)
        case Group():
            return condition.members
        case AtLeast():
            return (*condition.members, *condition.must)
        case _:
            return ()


def parts(condition: Condition) -> Iterator[Condition]:
    """A condition and everything inside it; references are not followed."""
    yield condition
    for member in members(condition):
        yield from parts(member)


def verdict_id(ruleset: str, verdict: str) -> str:
    """The criterion that stands for the verdict of another rule set; no criterion of a file can have this name."""
    return f"{ruleset}:{verdict}"


def is_borrowed(criterion: str) -> bool:
    """Whether a criterion belongs to another rule set, whose verdict is used."""
    return ":" in criterion or "/" in criterion


class Reading(NamedTuple):
    """An ambiguity of the text with the reading taken."""

    id: str
    question: Words
    reading: Words
    alternative: Words


class Criterion(NamedTuple):
    """A named requirement with a citation."""

    id: str
    label: Words
    citations: tuple[Citation, ...]
    test: Condition
    applies_when: Condition | None
    weight: Fraction
    note: Words | None
    readings: tuple[Reading, ...]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Its test, and what it depends on whether it applies."""
        return (self.test,) if self.applies_when is None else (self.test, self.applies_when)

    @property
    def references(self) -> tuple[str, ...]:
        """The criteria that it names, each once, in the order of the file."""
        found = (part for condition in self.conditions for part in parts(condition))
        return tuple(dict.fromkeys(part.criterion for part in found if isinstance(part, Reference)))


class Remark(NamedTuple):
    """What every answer for a day in a period says besides the verdict."""

    span: Span
    text: Words
    citations: tuple[Citation, ...]


class Expectation(NamedTuple):
    """What a case expects; None means that it is not compared."""

    verdict: Verdict
    because: frozenset[str] | None
    outcomes: Mapping[str, Outcome]
    missing: tuple[str, ...] | None
    score: tuple[Fraction, Fraction] | None
    notices: tuple[date, ...] | None = None  # their first days, in order


class Case(NamedTuple):
    """A profile with the verdict expected of it; the facts stay as the file has them."""

    name: str
    on: date
    expect: Expectation
    document: Document
    path: Path


class Ranking(NamedTuple):
    """The indicators that decide between equal scores, in order, each with whether the least comes first."""

    by: tuple[tuple[str, bool], ...] = ()
    citations: tuple[Citation, ...] = ()


class RuleSet(NamedTuple):
    """A whole rule set: its own parts and those of the one it extends."""

    id: str
    version: str
    subject: str
    label: Words
    issuer: Words | None
    in_force: Span
    force_note: Words | None
    sources: Mapping[str, LegalSource]
    indicators: Mapping[str, Indicator]
    thresholds: Mapping[str, Threshold]
    criteria: Mapping[str, Criterion]  # in an order where each stands after those it refers to
    scope: tuple[str, ...]
    eligible_when: Condition
    readings: tuple[Reading, ...]
    score_basis: str | None
    score_note: Words | None
    remarks: tuple[Remark, ...]
    not_known: tuple[Words, ...]
    cases: tuple[Case, ...]
    sha256: str
    document: Document
    parent: RuleSet | None
    replaced_by: tuple[str, ...] = ()
    called: Mapping[Verdict, Words] = {}  # verdicts that have words of their own
    used: Mapping[str, RuleSet] = {}  # the other rule sets whose verdicts decide something here, by their ids
    is_recorded: bool = False  # these very files came with the package, and were validated before
    is_built_in: bool = False  # its own file is the one in the package, and not one of that name elsewhere
    without: Mapping[str, tuple[Citation, ...]] = {}  # what it does not take over from its parent, and what lets it
    outlives: tuple[Citation, ...] = ()  # what lets it be in force longer than its parent
    files: tuple[FileDigest, ...] = ()  # its own first, then those of the rule sets that it rests on
    changed: tuple[str, ...] = ()  # the ids of built-in rule sets whose files here are others
    ranking: Ranking = Ranking()

    def verdict_words(self, verdict: Verdict) -> Sayable:
        """What a verdict is called here: what `eligible` means depends on the question."""
        return self.called.get(verdict) or Message(f"verdict.{verdict}")

    def provenance(self, settings: tuple[str, ...] = ()) -> Provenance:
        """What every answer says of the rules that it rests on."""
        return Provenance(self.id, self.version, self.sha256, self.label, self.files, self.changed, settings)

    @property
    def verdicts(self) -> Mapping[Verdict, Sayable]:
        """Every verdict with what it is called here."""
        return {verdict: self.verdict_words(verdict) for verdict in Verdict}

    @property
    def uses(self) -> tuple[str, ...]:
        """The ids of the other rule sets whose verdicts decide something here."""
        return tuple(self.used)

    @property
    def places(self) -> frozenset[str]:
        """The indicators that thresholds depend on."""
        return frozenset(threshold.by for threshold in self.thresholds.values() if threshold.by is not None)

    @property
    def counting(self) -> tuple[str, ...]:
        """The thresholds that say how many members of a group are enough, each once."""
        conditions = chain((self.eligible_when,), *(criterion.conditions for criterion in self.criteria.values()))
        found = (part for condition in conditions for part in parts(condition) if isinstance(part, AtLeast))
        return tuple(dict.fromkeys(part.threshold for part in found if part.threshold is not None))
