"""A table to a choice among its communes, with the rows that could not be assessed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

import polars as pl

from smartcommune.api import Rules
from smartcommune.cli.table_run import TableRun
from smartcommune.cli.targets import Target
from smartcommune.messages import Language
from smartcommune.problems import Problem, left_out
from smartcommune.tables.cells.cell_facts import OK, RAW, Loaded
from smartcommune.tables.ranking.candidate import Terms
from smartcommune.tables.ranking.choice import Selection, select
from smartcommune.tables.ranking.outlook import Outlook, Wanted
from smartcommune.tables.results.explanations import explanations
from smartcommune.vectorise import IDENTITY
from smartcommune.vectorise.days import AS_OF
from smartcommune.vectorise.facts import NA


class Run(NamedTuple):
    """A choice, and how many rows of the table it rests on."""

    selection: Selection
    outlook: Outlook
    undecided: int  # communes of which it is not decided what they can become
    table: TableRun

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong with the first rows, and how many problems more there are."""
        rejects = self.table.rejects
        yield from (reject.problem for reject in rejects.first)
        more = rejects.count - len(rejects.first)
        if more:
            yield left_out(more, rejects.first[-1].problem.place)


def chosen(
    found: Loaded,
    rules: Rules,
    target: Target,
    language: Language,
    terms: Terms,
    wanted: Wanted,
    stack: ExitStack,
) -> Run:
    """The rows that cannot be assessed, and the choice among all others."""
    run = TableRun(found, rules, language, stack, target.rejects)
    frame = run.collected(run.results(_kept(found, wanted), with_reasons=False))  # the choice has its own
    because = explanations(frame, rules.periods(), language)
    outlook = Outlook(rules.periods(), wanted, found, _rows(frame), because)
    candidates = list(outlook.candidates())
    undecided = sum(not candidate.is_exact for candidate in candidates)
    selection = select(candidates, terms, found.sheet.name, wanted.within)
    return Run(selection, outlook, undecided, run)


def _rows(results: pl.DataFrame) -> list[dict[str, Any]]:
    """The results, without the columns in which nothing is said: few tables have facts that do not apply."""
    silent = [name for name in results.columns if name.endswith(NA) and not results[name].any()]
    return results.drop(*silent, "ruleset").to_dicts()


def _kept(found: Loaded, wanted: Wanted) -> list[str]:
    """The facts, which tell what a commune can become, and what else the choice looks at."""
    given = (*IDENTITY, AS_OF)
    kept = [name for name in found.schema() if name not in (OK, RAW, *given)]
    return [*kept, *(name for name in wanted.names if name not in (*kept, *given))]
