"""A table to a choice among its communes, with the rows that could not be assessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from smartcommune.cli.targets import Target
from smartcommune.messages import Language
from smartcommune.problems import Problem, left_out

if TYPE_CHECKING:
    from smartcommune.api import Rules
    from smartcommune.tables.cells.cell_facts import Loaded
    from smartcommune.tables.ranking.candidate import Terms
    from smartcommune.tables.ranking.choice import Selection
    from smartcommune.tables.ranking.outlook import Outlook, Wanted
    from smartcommune.tables.results.rejects import Reject


class Run(NamedTuple):
    """A choice, and how many rows of the table it rests on."""

    selection: Selection
    outlook: Outlook
    undecided: int  # communes of which it is not decided what they can become
    rows: int
    refused: int
    first: Sequence[Reject]  # of the rows that could not be read
    more: int  # problems than these
    wide: int  # communes whose list of missing facts may name others, too
    open: int  # rows without a verdict: refused, or left out of a table in which none has any

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong with the first rows, and how many problems more there are."""
        yield from (reject.problem for reject in self.first)
        if self.more:
            place = self.first[-1].problem.place
            yield left_out(self.more, place)


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
    from smartcommune.cli.table_run import Rejects, finished, results, unanswered
    from smartcommune.tables.ranking.choice import select
    from smartcommune.tables.ranking.outlook import Outlook
    from smartcommune.tables.results.missing_facts import Narrowing
    from smartcommune.tables.results.stream import Pass

    rejects = Rejects(found, target.rejects, language, stack)
    table = Pass(found, rejects.take, rules.ended("--as-of"))
    periods = rules.periods()
    narrowing = Narrowing(periods)
    assessed = results(table, narrowing, language, keep=_kept(found, wanted), with_figures=True)
    frame = finished(lambda: assessed.collect(engine="streaming"), table, lambda _: None)
    rejects.finish()
    outlook = Outlook(periods, wanted, found, frame.to_dicts())
    candidates = list(outlook.candidates())
    undecided = sum(not candidate.is_exact for candidate in candidates)
    selection = select(candidates, terms, found.sheet.name, wanted.within)
    rows, refused = table.read + rejects.apart, table.refused + rejects.apart
    more = rejects.count - len(rejects.first)
    return Run(
        selection,
        outlook,
        undecided,
        rows,
        refused,
        rejects.first,
        more,
        narrowing.wide,
        unanswered(found, table, rejects),
    )


def _kept(found: Loaded, wanted: Wanted) -> list[str]:
    """The facts, which tell what a commune can become, and what else the choice looks at."""
    from smartcommune.tables.cells.cell_facts import OK, RAW
    from smartcommune.vectorise import IDENTITY
    from smartcommune.vectorise.days import AS_OF

    given = (*IDENTITY, AS_OF)
    kept = [name for name in found.schema() if name not in (OK, RAW, *given)]
    return [*kept, *(name for name in wanted.names if name not in (*kept, *given))]
