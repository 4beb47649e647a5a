"""What a rule set says, with every name resolved and every constant in its own type.

All parts are frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import Final, Literal, NamedTuple

from smartcommune.logic import Outcome
from smartcommune.messages import Message, Sayable, Words
from smartcommune.model.condition import AtLeast, Condition, PointsLeaf, Reference, parts
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Rung, Scale, Sum, Unearned
from smartcommune.model.provenance import FileDigest, Provenance
from smartcommune.model.sources import Citation, LegalSource
from smartcommune.model.threshold import Span, Threshold
from smartcommune.source.document import Document, Path

# What a case calls it to be in no level, where no level has that name.
NO_LEVEL: Final = "none"


# How a text that can be read in two ways is read: as its file has it, or in the other way.
Taken = Literal["written", "instead"]


class Verdict(StrEnum):
    """Of a commune (contract, section 1)."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_FORCE = "not_in_force"


def verdict_id(ruleset: str, verdict: str) -> str:
    """The criterion that stands for the verdict of another rule set; no criterion of a file can have this name."""
    return f"{ruleset}:{verdict}"


def is_borrowed(criterion: str) -> bool:
    """Whether a criterion belongs to another rule set, whose verdict is used."""
    return ":" in criterion or "/" in criterion


class Reading(NamedTuple):
    """An ambiguity of the text with the reading taken."""

    id: str
    question: Words  # what the text leaves open
    reading: Words  # how it is read here
    alternative: Words  # how else it could be read
    instead: Document | None = None  # the parts that would then be written otherwise, as a file that extends it


Earning = Scale | Sum | Unearned


class Level(NamedTuple):
    """A class that a commune can fall into."""

    id: str
    label: Words
    citations: tuple[Citation, ...]
    when: Condition | None  # None where whoever is in no better one falls into it


class Criterion(NamedTuple):
    """A named requirement with a citation."""

    id: str  # its name in `criteria`
    label: Words
    citations: tuple[Citation, ...]  # what it rests on
    test: Condition  # what has to be met
    applies_when: Condition | None  # None where it always applies
    weight: Fraction  # its share in the score, relative to the others; 0 where it does not count
    note: Words | None  # what a reader should know
    readings: tuple[Reading, ...]  # of what its text leaves open
    in_force: Span | None = None  # the days on which it applies; None on all
    path: Path = ()  # where it stands in its file: in `criteria`, or in `replace`
    earning: Earning | None = None  # how it earns points
    has_outcome: bool = True  # whether it is met or not; else it earns points only, and its test says that it applies
    not_applicable: str | None = None  # what it earns where it does not apply: `full`, `none`, `left_out`; None: unsaid
    number: str | None = None  # its number in the document
    by: str | None = None  # the statement after which only what is stated earns points: `claims` or `findings`
    evidence_asked: Words | None = None  # what has to be handed in for its points
    is_silent: bool = False  # whether a row is gone because nobody claimed it, or found it

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Its test, what it depends on whether it applies, and what it depends on how much it earns."""
        return self._beside(self.earning.rungs if isinstance(self.earning, Scale) else ())

    @property
    def outline(self) -> tuple[Condition, ...]:
        """The same without rows that differ from others in their figures only: enough to know what is looked at."""
        return self._beside(self.earning.outer if isinstance(self.earning, Scale) else ())

    def _beside(self, rungs: tuple[Rung, ...]) -> tuple[Condition, ...]:
        applies = () if self.applies_when is None else (self.applies_when,)
        return (self.test, *applies, *(() if self.earns_by_test else (rung.condition for rung in rungs)))

    @property
    def earns_by_test(self) -> bool:
        """Whether it earns its points where it is met."""
        return self.has_outcome and isinstance(self.earning, Scale)

    @property
    def references(self) -> tuple[str, ...]:
        """The criteria that it names, each once, in the order of the file."""
        found = (part for condition in self.outline for part in parts(condition))
        named = (part.criterion for part in found if isinstance(part, Reference | PointsLeaf))
        return tuple(dict.fromkeys((*named, *(self.earning.members if isinstance(self.earning, Sum) else ()))))


class Remark(NamedTuple):
    """What every answer for a day in a period says besides the verdict."""

    span: Span  # the days for which it is said
    text: Words
    citations: tuple[Citation, ...]


class Expectation(NamedTuple):
    """What a case expects; None means that it is not compared."""

    verdict: Verdict
    because: frozenset[str] | None  # the criteria that decide
    outcomes: Mapping[str, Outcome]  # by criterion
    missing: tuple[str, ...] | None  # the indicators that can still change the verdict
    score: tuple[Fraction, Fraction] | None  # its least and its most, 0 to 100
    notices: tuple[date, ...] | None = None  # their first days, in order
    points: Mapping[str, tuple[Fraction, Fraction]] = {}  # the fewest and the most, by criterion
    levels: frozenset[str | None] | None = None  # those that are possible; None among them for no level


class Case(NamedTuple):
    """A profile with the verdict expected of it; the facts stay as the file has them."""

    name: str
    on: date  # the day of assessment
    expect: Expectation
    document: Document  # the file of cases
    path: Path  # where it stands in that file
    readings: Mapping[str, str] = {}  # the readings taken, by ambiguity


class Ranking(NamedTuple):
    """The indicators that decide between equal scores, in order, each with whether the least comes first."""

    by: tuple[tuple[str, bool], ...] = ()
    citations: tuple[Citation, ...] = ()


class RuleSet(NamedTuple):
    """A whole rule set: its own parts and those of the one it extends."""

    id: str  # that of its file
    version: str  # as its author numbers it
    subject: str  # `commune` or `village`
    label: Words  # what it is called
    issuer: Words | None  # who issued the text
    in_force: Span  # the days on which it can be applied
    force_note: Words | None  # what a reader should know about that period
    sources: Mapping[str, LegalSource]  # by id
    indicators: Mapping[str, Indicator]  # by id
    thresholds: Mapping[str, Threshold]  # by id
    criteria: Mapping[str, Criterion]  # in an order where each stands after those it refers to
    scope: tuple[str, ...]  # criteria without which it does not apply
    eligible_when: Condition  # what makes a commune eligible, within the scope
    readings: tuple[Reading, ...]  # of what the text of the verdict leaves open
    score_basis: str | None  # on what the weights rest, as for thresholds; None without any
    score_note: Words | None  # what a reader should know about the score
    remarks: tuple[Remark, ...]  # what every answer says, by period
    not_known: tuple[Words, ...]  # what the author could not find out
    cases: tuple[Case, ...]  # from the file beside it
    sha256: str  # of the digests of all its files
    document: Document  # its own file
    parent: RuleSet | None  # the rule set that it extends
    replaced_by: tuple[str, ...] = ()  # the ids of rule sets that come after it
    called: Mapping[Verdict, Words] = {}  # verdicts that have words of their own
    used: Mapping[str, RuleSet] = {}  # the other rule sets whose verdicts decide something here, by their ids
    is_recorded: bool = False  # these very files came with the package, and were validated before
    is_built_in: bool = False  # its own file is the one in the package, and not one of that name elsewhere
    without: Mapping[str, tuple[Citation, ...]] = {}  # what it does not take over from its parent, and what lets it
    dropped: Mapping[str, tuple[Citation, ...]] = {}  # the criteria of its parent that it drops, and what lets it
    outlives: tuple[Citation, ...] = ()  # what lets it be in force longer than its parent
    files: tuple[FileDigest, ...] = ()  # its own first, then those of the rule sets that it rests on
    changed: tuple[str, ...] = ()  # the ids of built-in rule sets whose files here are others
    ranking: Ranking = Ranking()
    score_points: str | None = None  # the criterion whose points are the score
    levels: tuple[Level, ...] = ()  # best first
    levels_ordered: bool = True  # whether an earlier level is a better one
    others: Mapping[frozenset[str], RuleSet] = {}  # the same under other readings, by the ambiguities read otherwise
    instead: frozenset[str] = frozenset()  # the ambiguities that are read otherwise in this one
    taken: Mapping[str, str] = {}  # the readings that the user takes, by ambiguity
    verdict_by_level: bool = False  # whether it is eligible to fall into a level, whatever it is
    ended_on: date | None = None  # the last day of one that has ended, as whose rules it stands here for another one
    status: str | None = None  # `example` or `draft`: nothing is signed by what it says; None of what is to be used

    @property
    def declared(self) -> Mapping[str, Indicator]:
        """The indicators that files declare; the differences by which facts are compared are not among them."""
        return {id: indicator for id, indicator in self.indicators.items() if indicator.sides is None}

    def verdict_words(self, verdict: Verdict) -> Sayable:
        """What a verdict is called here: what `eligible` means depends on the question."""
        return self.called.get(verdict) or Message(f"verdict.{verdict}")

    def provenance(self, settings: tuple[str, ...] = ()) -> Provenance:
        """What every answer says of the rules that it rests on."""
        readings = tuple(f"reading:{id}={reading}" for id, reading in self.taken.items())
        said = (self.files, self.changed, (*readings, *settings), self.status)
        return Provenance(self.id, self.version, self.sha256, self.label, *said)

    @property
    def verdicts(self) -> Mapping[Verdict, Sayable]:
        """Every verdict with what it is called here."""
        return {verdict: self.verdict_words(verdict) for verdict in Verdict}

    @property
    def has_score(self) -> bool:
        """Whether communes are given a score: by points, or by what criteria weigh."""
        return self.score_points is not None or any(criterion.weight for criterion in self.criteria.values())

    @property
    def uses(self) -> tuple[str, ...]:
        """The ids of the other rule sets whose verdicts decide something here."""
        return tuple(self.used)

    @property
    def places(self) -> frozenset[str]:
        """The indicators that thresholds depend on."""
        return frozenset(id for threshold in self.thresholds.values() for id in threshold.by)

    @property
    def counting(self) -> tuple[str, ...]:
        """The thresholds that say how many members of a group are enough, each once."""
        conditions = chain((self.eligible_when,), *(criterion.outline for criterion in self.criteria.values()))
        found = (part for condition in conditions for part in parts(condition) if isinstance(part, AtLeast))
        return tuple(dict.fromkeys(part.threshold for part in found if part.threshold is not None))
