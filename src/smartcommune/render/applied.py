"""Which rules were applied to a table, and how: what a workbook or a page of its results says about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smartcommune.authoring.show.description import Description
from smartcommune.messages import Message, Sayable, Words
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Shown
from smartcommune.tables.results.unread import Unread


class RulesOnDays(NamedTuple):
    """The rules as they were applied to rows of some days, between which nothing in them changes."""

    first: date
    last: date
    rules: Description


class Scored(NamedTuple):
    """A criterion that earns points."""

    id: str
    label: Sayable  # with its number in the document
    most: Fraction
    is_left_out: bool  # whether nothing of it was to be had where it does not apply


class Applied(NamedTuple):
    """Which rules were applied, and how."""

    provenance: Provenance
    on_days: Callable[[Collection[date]], Sequence[RulesOnDays]]
    criteria: Mapping[str, Words]
    indicators: Mapping[str, Words]
    verdicts: Mapping[Verdict, Sayable]  # what the rule set calls them
    kept: Sequence[tuple[str, str]]  # the columns of the table beside the results: their names there, and their headers
    unread: Unread  # the rows that could not be read
    reading: Callable[[], Sequence[Sayable]]  # how the table was read, once all of it was
    levels: Mapping[str, Words] = {}  # best first; empty where it has none
    combined: Collection[str] = ()  # the criteria that say no more than those that they are made of
    has_score: bool = True  # whether communes are given any
    signs: Sequence[str] = ()  # the criteria by which communes fall into classes that are no ranks
    mosts: Sequence[Scored] = ()  # the criteria that earn points, no sums


def days_of(rules: Sequence[RulesOnDays]) -> Message:
    """On which days the rows are assessed."""
    first, last = rules[0].first, rules[-1].last
    return (
        Message("sheet.day", day=Shown(first))
        if first == last
        else Message("sheet.days", first=Shown(first), last=Shown(last))
    )
