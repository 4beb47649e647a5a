"""The whole answer for one commune: verdict, score, reasons, missing facts and advice.

This is all that a renderer gets. Sentences are messages, worded in a language only when they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.logic import Outcome
from smartcommune.messages import Message, Sayable, Words
from smartcommune.model.facts import FactValue
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import Citation, Operand, Operator, Verdict
from smartcommune.profiles.profile import Commune

# The root of the tree of reasons and its two parts: names that no criterion can have.
ROOT: Final = "verdict"
SCOPE: Final = "verdict.scope"
ELIGIBLE: Final = "verdict.eligible_when"


class Score(NamedTuple):
    """The weight of the met criteria over that of the applicable ones, 0 to 100, as an exact interval."""

    low: Fraction
    high: Fraction

    @property
    def value(self) -> Fraction:
        return self.low


class Compared(NamedTuple):
    """What a value was compared with.

    `threshold` is None where no single value is known; `basis` is `set` where the user gave the value.
    """

    operator: Operator
    threshold: Operand | None
    threshold_id: str | None = None
    basis: str | None = None
    citations: tuple[Citation, ...] = ()
    from_test: Words | None = None
    shown: Sayable | None = None  # the threshold in words

    @property
    def is_assumed(self) -> bool:
        return self.basis == "assumption"


class Reason(NamedTuple):
    """The outcome of a criterion, or of a part of one, with what decided it."""

    id: str
    label: Sayable
    outcome: Outcome
    text: Message
    citations: tuple[Citation, ...] = ()
    indicator: str | None = None
    value: FactValue | None = None
    compared: tuple[Compared, ...] = ()
    children: tuple[Reason, ...] = ()
    is_criterion: bool = False


class Meaning(NamedTuple):
    """What some answers to a question would mean, whatever the other unknown facts are."""

    answer: Sayable
    verdict: Verdict
    called: Sayable  # the verdict, in the words of the rule set


class Missing(NamedTuple):
    """An unknown fact that can still change the verdict; filling it in settles it for `settles` of `answers` cells."""

    indicator: str
    label: Words
    settles: int
    answers: int
    about: Words | None = None
    question: Sayable | None = None
    meanings: tuple[Meaning, ...] = ()


class Change(NamedTuple):
    """One fact that would have to be different."""

    indicator: str
    label: Words
    before: FactValue | None
    after: FactValue
    text: Message


class Advice(NamedTuple):
    """A smallest set of changes that makes the verdict `eligible`."""

    changes: tuple[Change, ...]


class Margin(NamedTuple):
    """How far a figure is from changing the verdict: where that happens, how far away it is, and what comes then."""

    indicator: str
    label: Words
    value: Fraction
    edge: Fraction
    distance: Fraction
    relative: Fraction  # to the range of the indicator
    verdict: Verdict
    text: Message


class Applied(NamedTuple):
    """Which rule set was applied."""

    provenance: Provenance
    first_day: date
    last_day: date | None
    force_note: Words | None
    citations: tuple[Citation, ...]
    verdict: Sayable  # what the verdict is called
    subject: str = "commune"
    goal: Words | None = None  # what `eligible` is called, where it has a name of its own


class Assessment(NamedTuple):
    """The whole answer for one commune."""

    commune: Commune
    ruleset: Applied
    as_of: date
    verdict: Verdict
    score: Score | None
    because: tuple[str, ...]
    reasons: Reason | None
    missing: tuple[Missing, ...]
    advice: tuple[Advice, ...]
    remarks: tuple[tuple[Sayable, tuple[Citation, ...]], ...]
    outcomes: Mapping[str, Outcome]
    margin: Margin | None = None
    as_it_stood: Assessment | None = None  # the same on the last day in force, where the day lies behind it

    @property
    def advice_title(self) -> Message:
        """What the advice leads to, in the words of the rule set."""
        goal = self.ruleset.goal
        return Message("page.advice") if goal is None else Message("page.advice-called", verdict=goal)

    @property
    def branches(self) -> tuple[Reason, ...]:
        """The criteria that stand in the scope and in the conditions of selection themselves."""
        if self.reasons is None:
            return ()
        found: list[Reason] = []
        for part in self.reasons.children:
            found.extend(_criteria_in(part))
        return tuple(found)


def _criteria_in(reason: Reason) -> Iterator[Reason]:
    """The nearest criteria at or below a reason; a part without any stands for itself."""
    if reason.is_criterion:
        yield reason
        return
    below = [found for child in reason.children for found in _criteria_in(child)]
    yield from below or [reason]
