"""The whole answer for one commune: verdict, score, reasons, missing facts and advice.

This is all that a renderer gets. Sentences are messages, worded in a language only when they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

from smartcommune.assess.points import Points, SelfScored
from smartcommune.logic import Outcome
from smartcommune.messages import Listed, Message, Sayable, Words
from smartcommune.model.condition import Operand, Operator
from smartcommune.model.facts import FactValue
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import Verdict
from smartcommune.model.sources import Citation
from smartcommune.profiles.profile import Commune, Evidence

# The root of the tree of reasons and its two parts: names that no criterion can have.
ROOT: Final = "verdict"
SCOPE: Final = "verdict.scope"
ELIGIBLE: Final = "verdict.eligible_when"
LEVELS: Final = "verdict.levels"
_OPPOSITE: Final = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET, Outcome.UNKNOWN: Outcome.UNKNOWN}


class Score(NamedTuple):
    """The weight of the met criteria over that of the applicable ones, 0 to 100, as an exact interval."""

    low: Fraction  # 0 to 100
    high: Fraction  # 0 to 100; the same as `low` where all is known

    @property
    def value(self) -> Fraction:
        return self.low


class Compared(NamedTuple):
    """What a value was compared with.

    `threshold` is None where no single value is known; `basis` is `set` where the user gave the value.
    """

    operator: Operator
    threshold: Operand | None  # the value in the type of the indicator
    threshold_id: str | None = None  # None for a constant of the rule
    basis: str | None = None  # law, guidance, province or assumption; `set` by the user
    citations: tuple[Citation, ...] = ()  # what the value is taken from
    from_test: Words | None = None  # of an assumption, the test that the value was published for
    shown: Sayable | None = None  # the threshold in words
    label: Sayable | None = None  # what the threshold is called

    @property
    def is_assumed(self) -> bool:
        return self.basis == "assumption"

    @property
    def source(self) -> Sayable:
        """Where an assumed value comes from: the test that it was published for, else what it is taken from."""
        return self.from_test or Listed(self.citations, "; ")


class Reason(NamedTuple):
    """The outcome of a criterion, or of a part of one, with what decided it."""

    id: str  # of the criterion, or of the indicator of a comparison
    label: Sayable  # what that is called
    outcome: Outcome
    text: Message  # what was found and what was needed
    citations: tuple[Citation, ...] = ()
    indicator: str | None = None  # of a comparison, whose value was looked at
    value: FactValue | None = None  # that value; None where it is unknown
    compared: tuple[Compared, ...] = ()  # with what; two for a range
    children: tuple[Reason, ...] = ()  # the parts, in the order of the rule
    is_criterion: bool = False  # whether it is a criterion of its own and not a part of one
    points: Points | None = None  # what it earns, if it earns points
    number: str | None = None  # its number in the document
    evidence_asked: Words | None = None  # what has to be handed in for its points
    evidence: tuple[Evidence, ...] = ()  # on what the value rests: its own, or that of the figures it is made of
    is_turned: bool = False  # whether what speaks for it is that its parts are not met
    other_indicator: str | None = None  # that another fact is compared with, instead of a limit
    other_value: FactValue | None = None  # its value; None where it is unknown
    self_points: SelfScored | None = None  # what the commune gives itself for it, if it says so

    @property
    def called(self) -> Sayable:
        """What it is called, with its number in the document before it."""
        return called(self.number, self.label)

    @property
    def with_evidence(self) -> Message:
        """What was found and needed, and on what the figure rests."""
        if not self.evidence:
            return self.text
        return Message("evidence.with", text=self.text, evidence=Listed(self.evidence, "; "))

    @property
    def decisive(self) -> tuple[Reason, ...]:
        """The parts that made it what it is; all of them where no part speaks for it, as of points."""
        speaking = _OPPOSITE.get(self.outcome) if self.is_turned else self.outcome
        if speaking in (None, Outcome.SCORED):
            return self.children
        return tuple(child for child in self.children if child.outcome is speaking) or self.children


class Meaning(NamedTuple):
    """What some answers to a question would mean, whatever the other unknown facts are."""

    answer: Sayable  # a range of figures or a value
    verdict: Verdict  # what follows
    called: Sayable  # the verdict, in the words of the rule set


def is_open(reason: Reason) -> bool:
    """Whether it is not settled what comes of it: met or not, or how many points."""
    if reason.outcome is not Outcome.SCORED or reason.points is None:
        return reason.outcome is Outcome.UNKNOWN
    return reason.points.low != reason.points.high or reason.points.most_low != reason.points.most_high


class Missing(NamedTuple):
    """An unknown fact that can still change the verdict; filling it in settles it for `settles` of `answers` cells."""

    indicator: str  # its id
    label: Sayable  # what it is called; of one that is stated and does not count, why
    settles: int  # after how many of the answers the verdict is decided
    answers: int  # how many kinds of answers there are that a rule tells apart
    about: Words | None = None  # how it is counted, and who has the figure
    question: Sayable | None = None  # as `--ask` puts it
    meanings: tuple[Meaning, ...] = ()  # what some answers would mean


class Change(NamedTuple):
    """One fact that would have to be different."""

    indicator: str  # its id
    label: Words
    before: FactValue | None  # None where it is unknown
    after: FactValue  # the nearest value that suffices
    text: Message  # both, in words


class Advice(NamedTuple):
    """A smallest set of changes that makes the verdict `eligible`."""

    changes: tuple[Change, ...]  # all of which are needed


class NextLevel(NamedTuple):
    """The next better level, and a smallest set of changes after which it, or a better one, is reached."""

    level: Placed
    changes: tuple[Change, ...]  # all of which are needed

    @property
    def title(self) -> Message:
        return Message("page.next-level", level=self.level.label)


class Margin(NamedTuple):
    """How far a figure is from changing the verdict: where that happens, how far away it is, and what comes then."""

    indicator: str  # its id
    label: Words
    value: Fraction  # what the commune has
    edge: Fraction  # where the verdict changes
    distance: Fraction  # from one to the other, in the unit of the indicator
    relative: Fraction  # to the range of the indicator
    verdict: Verdict  # the one beyond the edge
    text: Message  # all of it, in words


class Placed(NamedTuple):
    """A level that is possible; without an id it is none of them."""

    id: str | None
    label: Sayable


class NotStated(NamedTuple):
    """The criteria of which something was not claimed, or not found, once a file says that it is complete."""

    statement: str  # `claims` or `findings`
    criteria: tuple[str, ...]  # their ids
    text: Message  # how many they are, and which


class Applied(NamedTuple):
    """Which rule set was applied."""

    provenance: Provenance
    first_day: date  # in force from
    last_day: date | None  # in force until; None where it goes on
    force_note: Words | None
    citations: tuple[Citation, ...]  # what the verdict itself rests on
    verdict: Sayable  # what the verdict is called
    subject: str = "commune"  # `commune` or `village`
    goal: Words | None = None  # what `eligible` is called, where it has a name of its own


class ReadAs(NamedTuple):
    """What comes out under one reading of a text that can be read in two ways."""

    taken: Mapping[str, str]  # how each ambiguity is read: `written` or `instead`
    answer: Assessment


class Assessment(NamedTuple):
    """The whole answer for one commune."""

    commune: Commune  # whose answer it is
    ruleset: Applied  # which rules were applied
    as_of: date  # the day of assessment
    verdict: Verdict
    score: Score | None  # None without weights, or where the rules do not apply
    because: tuple[str, ...]  # the criteria that decide, a smallest set of those that the verdict names
    reasons: Reason | None  # from the verdict down; None where the rules do not apply
    missing: tuple[Missing, ...]  # unknown facts that can still change the verdict
    advice: tuple[Advice, ...]  # the fewest changes first, then the nearest
    remarks: tuple[tuple[Sayable, tuple[Citation, ...]], ...]  # what is said besides, with what it rests on
    outcomes: Mapping[str, Outcome]  # by criterion
    points: Points | None = None  # what is earned in all, where the rule set has points
    levels: tuple[Placed, ...] = ()  # the levels that are possible, best first; one where it is settled
    margin: Margin | None = None  # None where no single figure changes the verdict, or none was asked for
    next_level: NextLevel | None = None  # None where there is none, or where it is not decided
    not_stated: tuple[NotStated, ...] = ()  # what earns nothing, because the file is complete without it
    readings: tuple[ReadAs, ...] = ()  # under each reading of the text, where it is open which is right
    by_reading: Message | None = None  # in words what comes out under each, where that is not the same
    unevidenced: Mapping[str, str] = MappingProxyType({})  # facts that do not count, by what their evidence lacks
    self_points: Mapping[str, SelfScored] = MappingProxyType({})  # what the commune gives itself, by criterion
    as_it_stood: Assessment | None = None  # the same on the last day in force, where the day lies behind it

    @property
    def lost(self) -> tuple[Reason, ...]:
        """The criteria, no sums, that are settled and earn less than their most; those that lose the most first."""
        every = [] if self.reasons is None else list(_every(self.reasons))
        sums = {reason.id for reason in every if any(child.points is not None for child in reason.children)}
        losing = (each for each in every if each.is_criterion and each.id not in sums and _lost_points(each) > 0)
        found = {reason.id: reason for reason in losing}
        return tuple(sorted(found.values(), key=_lost_points, reverse=True))

    @property
    def advice_title(self) -> Message:
        """What the advice leads to, in the words of the rule set."""
        goal = self.ruleset.goal
        return Message("page.advice") if goal is None else Message("page.advice-called", verdict=goal)

    @property
    def conclusion(self) -> Sayable:
        """The verdict in the words of the rule set, with the levels that are possible."""
        if not self.levels:
            return self.ruleset.verdict
        levels = Listed(tuple(level.label for level in self.levels), " / ")
        return Listed((self.ruleset.verdict, levels), ": ")

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The branches that settle the verdict, or those that keep it open."""
        branches = self.branches
        if self.verdict is Verdict.UNDETERMINED:
            return tuple(reason for reason in branches if is_open(reason))
        named = tuple(reason for reason in branches if reason.id in self.because)
        return named or tuple(reason for reason in branches if reason.id.startswith(ELIGIBLE))

    @property
    def others(self) -> tuple[Reason, ...]:
        """The branches that the verdict does not hang on."""
        deciding = {reason.id for reason in self.deciding}
        return tuple(reason for reason in self.branches if reason.id not in deciding)

    @property
    def headline(self) -> Sayable:
        """What the verdict rests on: how many of the branches are met, and how many would have to be."""
        title = Message("page.open" if self.verdict is Verdict.UNDETERMINED else "page.why")
        conditions = self.reasons.children[-1] if self.reasons is not None else None
        if conditions is None or self.verdict is Verdict.OUT_OF_SCOPE:
            return title
        return Listed((title, conditions.text), ": ")

    @property
    def cited(self) -> tuple[Citation, ...]:
        """What the answer cites: for the verdict, its criteria and their thresholds, each once."""
        every = list(self.ruleset.citations)
        for reason in every_reason(self.reasons):
            every += [*reason.citations, *(each for item in reason.compared for each in item.citations)]
        return tuple(dict.fromkeys(every))

    @property
    def assumed(self) -> tuple[Compared, ...]:
        """The comparisons with thresholds that nobody has set for this test, one for each threshold."""
        found: dict[str | None, Compared] = {}
        for item in (item for reason in every_reason(self.reasons) for item in reason.compared if item.is_assumed):
            found.setdefault(item.threshold_id, item)
        return tuple(found.values())

    @property
    def branches(self) -> tuple[Reason, ...]:
        """The criteria that stand in the scope and in the conditions of selection themselves."""
        if self.reasons is None:
            return ()
        parts = [part for part in self.reasons.children if part.id != LEVELS]
        found = [reason for part in parts for reason in _criteria_in(part)]
        # One whose points are compared twice stands there once, as it was unfolded first.
        first = {reason.id: reason for reason in reversed(found)}
        return tuple(reason for reason in found if reason is first[reason.id])

    @property
    def reached(self) -> tuple[Reason, ...]:
        """The levels from the best to the last that is possible, with what each takes; none without levels."""
        parts = () if self.reasons is None else self.reasons.children
        conditions = next((part for part in parts if part.text.key == "text.level"), None)
        if conditions is None or not self.levels:
            return ()
        last = self.levels[-1].label
        found = [level.label for level in conditions.children]
        return conditions.children[: found.index(last) + 1] if last in found else conditions.children


def called(number: str | None, label: Sayable) -> Sayable:
    """What a criterion is called, with its number in the document before it, where it has one."""
    return label if number is None else Message("label.numbered", number=number, label=label)


def every_reason(reason: Reason | None) -> Iterator[Reason]:
    """A reason and all those below it, in their order."""
    if reason is not None:
        yield reason
        for child in reason.children:
            yield from every_reason(child)


def _criteria_in(reason: Reason) -> Iterator[Reason]:
    """The nearest criteria at or below a reason; a part without any stands for itself."""
    if reason.is_criterion:
        yield reason
        return
    below = [found for child in reason.children for found in _criteria_in(child)]
    yield from below or [reason]


def _every(reason: Reason) -> Iterator[Reason]:
    """A reason and all below it."""
    yield reason
    for child in reason.children:
        yield from _every(child)


def _lost_points(reason: Reason) -> Fraction:
    lost = None if reason.points is None else reason.points.lost
    return Fraction(0) if lost is None else lost
