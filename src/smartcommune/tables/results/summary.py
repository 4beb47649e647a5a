"""What a run over a table came to: all that a renderer needs to sum it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from smartcommune.messages import Message, Sayable, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.columns import Column
from smartcommune.tables.results.doubles import Double
from smartcommune.tables.results.rejects import Reject
from smartcommune.tables.results.tally import OPEN, Counts


class Totals(NamedTuple):
    """How many rows have which verdict, how many were refused, and what the rule set calls the verdicts."""

    verdicts: Mapping[Verdict, int]
    refused: int
    words: Mapping[Verdict, Sayable]
    indicators: Mapping[str, Words] = {}
    unused: tuple[Column, ...] = ()  # columns that hold data
    warning: Sayable | None = None  # of an example or a draft

    @property
    def asked(self) -> bool:
        """Whether somebody has to settle a column."""
        return any(column.is_asked for column in self.unused)


class Summary(NamedTuple):
    """The rows of a table, what was made of them, and where the answers are."""

    loaded: Loaded
    rows: int  # read, with those that were refused
    refused: int
    counts: Counts
    rejects: tuple[Reject, ...]  # the first of them
    criteria: Mapping[str, Words]
    indicators: Mapping[str, Words]
    verdicts: Mapping[Verdict, Sayable]  # what the rule set calls them
    output: str | None = None  # None for standard output
    rejects_file: str | None = None
    warning: Sayable | None = None  # of an example or a draft
    levels: Mapping[str, Words] = {}  # best first; empty where the rule set has none
    is_worded: bool = False  # whether the columns of the results bear names in words
    doubles: tuple[Double, ...] | None = ()  # rows with the key of another; None where there were too many to compare

    @property
    def is_unanswered(self) -> bool:
        """Whether there are rows and none of them got a verdict."""
        return not self.counts.assessed and bool(self.rows or self.loaded.layout.dropped)


def level_words(levels: Mapping[str, Words]) -> dict[str, Sayable]:
    """What levels are called, and what it is called to be in one of several."""
    return {**levels, OPEN: Message("level.open")} if levels else {}


def level_counts(counts: Counts, levels: Mapping[str, Words]) -> list[tuple[int, Sayable]]:
    """How many communes are in each level that occurs, the best first."""
    return [(counts.by_level[id], words) for id, words in level_words(levels).items() if counts.by_level.get(id)]
