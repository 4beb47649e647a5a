"""One run over a table: rejects to their file, progress to the terminal, and an end at once when the user wants one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeVar

import narwhals as nw
import polars as pl

from smartcommune.api import Rules
from smartcommune.cli.signals import check
from smartcommune.messages import Language
from smartcommune.render.rejects import head, lines
from smartcommune.source.files import exists
from smartcommune.source.writing import check_free, whole_file
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.results.missing_facts import Narrowing
from smartcommune.tables.results.rejects import Reject, interleaved, of_rows, of_sheet
from smartcommune.tables.results.shown_values import with_words
from smartcommune.tables.results.stream import Pass
from smartcommune.tables.results.unread import Unread
from smartcommune.vectorise import assessed

if TYPE_CHECKING:
    from smartcommune.tables.results.summary import Summary
    from smartcommune.tables.results.tally import Counts

T = TypeVar("T")

# On the terminal; the file has all of them.
MOST_SHOWN: Final = 100
_TICK: Final = 0.1  # seconds between two looks at the progress


class Rejects:
    """Takes the rows that cannot be assessed; their file comes into being with the first of them."""

    def __init__(self, loaded: Loaded, name: str | None, language: Language, stack: ExitStack) -> None:
        check_free(name, "--rejects")
        self._loaded = loaded
        self._name = name
        self._language: Language = language
        self._stack = stack
        self._file: BinaryIO | None = None
        self.unread: Unread | None = None
        self._waiting = of_sheet(loaded)
        self.apart = len({reject.row for reject in self._waiting})  # rows that never came to the table's frame
        self.first: list[Reject] = []
        self.count = 0

    def take(self, rows: pl.DataFrame) -> None:
        """Take rows of the table's frame, in their order."""
        found = list(of_rows(self._loaded, rows))
        if self.unread is not None:
            self.unread.take(found, rows)
        self._write(list(interleaved(self._waiting, found)))

    def kept(self) -> Unread:
        """What takes the rows, too, and gives them back in their places."""
        self.unread = Unread(self._waiting)
        return self.unread

    def finish(self) -> None:
        """Write those that lie behind all others; an old file without any rejects now is emptied, for it would lie."""
        self._write(self._waiting)
        if self._file is None and self._name is not None and exists(Path(self._name)):
            self._open(self._name)

    @property
    def name(self) -> str | None:
        """The file that they are in; None if there is none."""
        return self._name if self._file is not None and self.count else None

    def _write(self, rejects: list[Reject]) -> None:
        self.count += len(rejects)
        self.first.extend(rejects[: MOST_SHOWN - len(self.first)])
        if rejects and self._name is not None:
            self._open(self._name).write(lines(rejects, self._language))

    def _open(self, name: str) -> BinaryIO:
        if self._file is None:
            self._file = self._stack.enter_context(whole_file(name, "--rejects"))
            self._file.write(head(self._language))
        return self._file


class TableRun:
    """A table by rules: the pass over its rows, those that are refused, and what is known of their missing facts."""

    def __init__(
        self,
        loaded: Loaded,
        rules: Rules,
        language: Language,
        stack: ExitStack,
        rejects: str | None = None,
        *,
        kept: Sequence[int] = (),
        narrows: bool = True,
    ) -> None:
        self.rules = rules
        self.language: Language = language
        self.loaded = loaded.keeping(kept)
        self.rejects = Rejects(loaded, rejects, language, stack)
        self.table = Pass(self.loaded, self.rejects.take, rules.ended("--as-of"))
        self.narrowing = Narrowing(rules.periods(), is_wanted=narrows)

    @property
    def rows(self) -> int:
        return self.table.read + self.rejects.apart

    @property
    def refused(self) -> int:
        return self.table.refused + self.rejects.apart

    @property
    def unanswered(self) -> int:
        """How many rows have no verdict: refused, or left out of a table in which none has any."""
        return self.refused if self.refused or self.table.read else len(self.loaded.layout.dropped)

    def results(
        self,
        keep: Sequence[str] = (),
        margin: Fraction | None = None,
        *,
        with_figures: bool = False,
        with_reasons: bool = True,
    ) -> pl.LazyFrame:
        """The results of the pass: columns to keep, unknown where there are none, then those of the contract."""

        def assess(frame: pl.LazyFrame) -> pl.LazyFrame:
            kept = [name for name in keep if name in frame.collect_schema()]
            periods = self.narrowing.periods
            facts = nw.from_native(with_words(frame, periods, self.language) if with_figures else frame)
            found = assessed(
                facts,
                periods,
                self.language,
                kept,
                margin=margin,
                with_doubts=self.narrowing.is_wanted,
                with_figures=with_figures,
                with_reasons=with_reasons,
            ).to_native()
            narrowed = self.narrowing.narrowed(found, kept)
            return narrowed.with_columns(pl.lit(None).alias(name) for name in keep if name not in kept)

        return self.table.results(assess)

    def finished(self, work: Callable[[], T], progress: Callable[[int], None] = lambda _: None) -> T:
        """What the work comes to, done beside this thread: signals reach it, and the pass ends with the next batch."""
        with ThreadPoolExecutor(1) as beside:
            future: Future[T] = beside.submit(work)
            try:
                while not wait([future], _TICK).done:
                    check()
                    progress(self.table.done)
            except BaseException:
                self.table.stop()
                raise
            found = future.result()
        self.rejects.finish()
        return found

    def collected(self, results: pl.LazyFrame) -> pl.DataFrame:
        """All rows of results at once."""
        return self.finished(lambda: results.collect(engine="streaming"))

    def summed_up(self, counts: Counts, output: str | None, *, is_worded: bool) -> Summary:
        """The run in figures; whether the columns of its results bear names in words."""
        from smartcommune.tables.results.summary import Summary  # a choice is not summed up

        ruleset, doubles = self.rules.ruleset, self.table.doubles
        return Summary(
            loaded=self.loaded,
            rows=self.rows,
            refused=self.refused,
            counts=counts,
            rejects=tuple(self.rejects.first),
            criteria={id: criterion.label for id, criterion in ruleset.criteria.items()},
            indicators={id: indicator.label for id, indicator in ruleset.indicators.items()},
            verdicts=ruleset.verdicts,
            levels={level.id: level.label for level in ruleset.levels},
            output=output,
            is_worded=is_worded,
            rejects_file=self.rejects.name,
            warning=ruleset.provenance().warning,
            doubles=None if doubles.is_undecided else tuple(doubles.found()),
        )
