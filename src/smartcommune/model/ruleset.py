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
from smartcommune.model.condition import AtLeast, Condition, Holds, Leaf, PointsLeaf, Reference, Value, parts
from smartcommune.model.forms import Form, Share
from smartcommune.model.provenance import FileDigest, Provenance
from smartcommune.model.rounding import Rounding
from smartcommune.model.sources import Citation, LegalSource
from smartcommune.source.document import Document, Path

MOST_PERCENT: Final = Fraction(100)
# The basis of a threshold that the user sets.
SET: Final = "set"
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


class Span(NamedTuple):
    """A period; both days belong to it, and no last day means that it goes on."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def includes(self, other: Span) -> bool:
        """Whether it has all days of another period."""
        return self.covers(other.first) and (self.last is None or (other.last is not None and self.covers(other.last)))


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
    places: Mapping[str, Value]  # by value of the indicator that `by` names
    grounds: Grounds | None = None  # of a period that a parent states; else they are the threshold's own
    of: Relative | None = None  # the values stand nowhere, but follow from another threshold's


class Threshold(NamedTuple):
    """A named, dated value; `exclusive` means that reaching it does not suffice."""

    id: str  # its name in `thresholds`
    type: str  # that of what is compared with it: an indicator, or how many members are met
    label: Words | None  # what it is called
    by: str | None  # the indicator whose value chooses among places
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


class Rung(NamedTuple):
    """Points that are earned where a condition is met."""

    condition: Condition
    points: Fraction


class Proportion(NamedTuple):
    """How a scale is written whose points are in proportion to a figure, up to a target."""

    indicator: str
    most: Fraction
    full_at: Fraction
    none_below: Fraction | None
    round: Rounding


class Increments(NamedTuple):
    """How a scale is written whose points grow with every so much more of a figure."""

    indicator: str
    base: Fraction  # what is earned up to `above`
    above: Fraction | None  # None beside a threshold
    threshold: str | None
    each: Fraction
    add: Fraction  # for each
    most: Fraction
    least: Fraction
    none_below: Fraction | None  # below which nothing is earned
    round: Rounding | None = None  # of parts that count in proportion; None where only whole ones count


class Given(NamedTuple):
    """How a scale is written whose points people give: each number of points is a row."""

    indicator: str
    round: Rounding


class Scale(NamedTuple):
    """Rows of which the one furthest from 0 counts, of those that hold."""

    rungs: tuple[Rung, ...]
    otherwise: Fraction = Fraction(0)
    written: Proportion | Increments | Given | None = None  # how its file says it, if not by these rows
    top: Fraction | None = None  # the most that is to be had, where rows of it are gone

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The least and the most that it can earn."""
        points = (self.otherwise, *(rung.points for rung in self.rungs))
        return min(points), max(points)

    @property
    def most(self) -> Fraction:
        """The most that is to be had; of a deduction nothing is."""
        if self.top is not None:
            return self.top
        top = self.written.most if isinstance(self.written, Proportion) else self.ends[1]
        return max(top, Fraction(0))

    @property
    def measured(self) -> str | None:
        """The one indicator that all rows compare; None where they look at more."""
        leaves = [rung.condition.member for rung in self.rungs if isinstance(rung.condition, Holds)]
        ids = {leaf.indicator if isinstance(leaf, Leaf) else None for leaf in leaves}
        return ids.pop() if len(ids) == 1 and len(leaves) == len(self.rungs) else None


class Sum(NamedTuple):
    """What some criteria earn together: added up, scaled, cut off at the most, at the least, and rounded."""

    members: tuple[str, ...]
    scaled_to: Fraction | None = None
    most: Fraction | None = None
    least: Fraction | None = None
    round: Rounding | None = None
    printed_most: Fraction | None = None  # what the document prints as the most


class Unearned(NamedTuple):
    """Nothing of what was to be had: nobody claimed it, or found it."""

    most: Fraction


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
        applies = () if self.applies_when is None else (self.applies_when,)
        rungs = self.earning.rungs if isinstance(self.earning, Scale) and not self.earns_by_test else ()
        return (self.test, *applies, *(rung.condition for rung in rungs))

    @property
    def earns_by_test(self) -> bool:
        """Whether it earns its points where it is met."""
        return self.has_outcome and isinstance(self.earning, Scale)

    @property
    def references(self) -> tuple[str, ...]:
        """The criteria that it names, each once, in the order of the file."""
        found = (part for condition in self.conditions for part in parts(condition))
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
