"""What a run over a table came to: all that a renderer needs to sum it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from smartcommune.messages import Sayable, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.header.columns import Column
from smartcommune.tables.results.doubles import Double
from smartcommune.tables.results.rejects import Reject
from smartcommune.tables.results.tally import Counts


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
    doubles: tuple[Double, ...] | None = ()  # rows with the key of another; None where there were too many to compare

    @property
    def is_unanswered(self) -> bool:
        """Whether there are rows and none of them got a verdict."""
        return not self.counts.assessed and bool(self.rows or self.loaded.layout.dropped)
