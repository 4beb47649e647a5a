"""`smartcommune batch`: every row of a table assessed, the results in a file, what they add up to on the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final, Literal, NamedTuple

import typer

from smartcommune.cli.exits import Exit
from smartcommune.cli.office_options import OfficeOptions
from smartcommune.cli.options import (
    LANGUAGE,
    AsOf,
    Lang,
    NoColor,
    Output,
    Quiet,
    Rules,
    SettingOptions,
    as_date,
    as_share,
    format_option,
    one_of,
    words,
)
from smartcommune.cli.streams import ReaderGone, columns, opened, show, wants_color
from smartcommune.cli.table_options import NoMark, RejectsFile, Table, TableOptions
from smartcommune.cli.targets import Target, target_of
from smartcommune.messages import Language, Words
from smartcommune.problems import InputError, Place, finding

if TYPE_CHECKING:
    import polars as pl

    from smartcommune.api import Rules as RuleSetInUse
    from smartcommune.cli.batch_spark import SparkRun
    from smartcommune.cli.table_run import TableRun
    from smartcommune.model.ruleset import RuleSet
    from smartcommune.tables.cells.cell_facts import Loaded
    from smartcommune.tables.results.kept import Kept
    from smartcommune.tables.results.summary import Summary
    from smartcommune.tables.results.tally import Counts, Tally

FORMATS: Final = ("csv", "jsonl", "parquet", "xlsx", "html")
# Those that people read, with figures in the reasons; a page may be made public, so only a workbook has all columns.
_BOOKS: Final = ("xlsx", "html")
ALL: Final = "all"
EngineName = Literal["polars", "spark"]
ReasonLength = Literal["short", "full"]
Keep = Annotated[list[str] | None, typer.Option("--keep", metavar="COLUMN|all", help=words("help.keep"))]
By = Annotated[str | None, typer.Option("--by", metavar="COLUMN", help=words("help.by"))]
Reasons = Annotated[str | None, typer.Option("--reasons", metavar="short|full", help=words("help.reasons"))]
Margin = Annotated[str | None, typer.Option("--margin", metavar="PERCENT", help=words("help.margin"))]
Engine = Annotated[str, typer.Option("--engine", metavar="polars|spark", help=words("help.engine"))]
Master = Annotated[str | None, typer.Option("--master", metavar="URL", help=words("help.master"))]


def batch(
    *,
    table: Table,
    rules: Rules = None,
    as_of: AsOf = None,
    settings: SettingOptions,
    reading: TableOptions,
    office: OfficeOptions,
    engine: Engine = "polars",
    master: Master = None,
    margin: Margin = None,
    keep: Keep = None,
    by: By = None,
    reasons: Reasons = None,
    format: Annotated[str | None, format_option(FORMATS, "help.batch-format")] = None,
    output: Output = None,
    rejects: RejectsFile = None,
    no_bom: NoMark = False,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.api import Rules as InUse
    from smartcommune.rulesets.library import DEFAULT, load

    language = one_of("--lang", lang, Language)
    within = as_share("--margin", margin)
    target = target_of(output, format, FORMATS, rejects=rejects, is_marked=not no_bom)
    office = office.completed(target.format)
    day, given = as_date("--as-of", as_of), settings.given
    asked = None if rules is None else load(rules)
    is_book = target.format in _BOOKS
    wanted = Wanted(
        within,
        tuple(keep or ([ALL] if target.format == "xlsx" else ())),
        has_figures=one_of("--reasons", reasons or ("full" if is_book else "short"), ReasonLength) == "full",
        is_full=reasons == "full",
        office=office,
        by=by,
    )
    if one_of("--engine", engine, EngineName) == "spark":
        elsewhere = reading._replace(ignore_columns=None).options
        _check_spark(elsewhere | {"--keep": keep, "--by": by, "--reasons": reasons, "--rejects": rejects})
        from smartcommune.cli.batch_spark import SparkRun

        run = SparkRun(table, target, master, within, tuple(reading.ignore_columns or ()))
        in_use = InUse(asked or load(DEFAULT), day, *given)
        raise typer.Exit(_on_spark(run, in_use, language, is_quiet=quiet, no_color=no_color))
    table_read = reading.opened(table, asked)
    in_use = InUse(table_read.ruleset, day, *given)
    found = table_read.loaded(in_use.ruleset, in_use.as_of)
    try:
        open, summary = _run(found, in_use, target, language, wanted, is_quiet=quiet)
    except ReaderGone:
        raise typer.Exit(Exit.OK) from None
    if summary is not None:
        _show(summary, language, no_color=no_color)
    raise typer.Exit(Exit.PROBLEMS if open or found.asked else Exit.OK)


def _on_spark(run: SparkRun, rules: RuleSetInUse, language: Language, *, is_quiet: bool, no_color: bool) -> Exit:
    from smartcommune.cli.batch_spark import batch_on_spark, show_totals

    totals = batch_on_spark(run, rules, language)
    if not is_quiet:
        show_totals(totals, run.target.output, language, no_color=no_color)
    return Exit.PROBLEMS if totals.refused or totals.asked else Exit.OK


def _check_spark(options: Mapping[str, str | list[str] | None]) -> None:
    """Spark reads Parquet, whose columns have the names of indicators, and its answers have no others."""
    given = [option for option, value in options.items() if value]
    if given:
        raise InputError([finding("not-on-spark", Place(option)) for option in given])


class Wanted(NamedTuple):
    """What the results are to have."""

    margin: Fraction | None
    keep: tuple[str, ...]
    has_figures: bool
    is_full: bool  # whether the user has asked for full reasons
    office: OfficeOptions
    by: str | None = None  # the column by which there are to be totals


def _run(
    loaded: Loaded,
    rules: RuleSetInUse,
    target: Target,
    language: Language,
    wanted: Wanted,
    *,
    is_quiet: bool,
) -> tuple[int, Summary | None]:
    """Assess the rows and write what comes of it; the files appear together, once all is done.

    Returns:
        How many rows have no verdict, and the run in figures, which nobody counts where nobody is to see them.
    """
    from smartcommune.cli.progress import expected, progress
    from smartcommune.cli.table_run import TableRun
    from smartcommune.tables.results.kept import carried, kept_columns, position_of
    from smartcommune.tables.results.tally import Tally
    from smartcommune.tables.sheets.sheet import ROW

    by = None if wanted.by is None else position_of(loaded, wanted.by)
    kept = kept_columns(loaded, wanted.keep if wanted.by is None else (*wanted.keep, wanted.by))
    place = next((column for column in kept if column.position == by), None)
    with ExitStack() as stack:
        file = stack.enter_context(opened(target.output))
        run = TableRun(loaded, rules, language, stack, target.rejects, kept=[column.position for column in kept])
        advance = stack.enter_context(progress(expected(loaded.sheet), language, is_wanted=not is_quiet))
        carry = [*([ROW] if target.format in _BOOKS else []), *carried(loaded, kept)]
        into = _Written(run, kept, Tally(rules.ruleset, None if place is None else place.title), place)
        write = _writer(target, file, into, wanted, is_quiet=is_quiet)
        assess = partial(run.results, carry, wanted.margin, with_figures=wanted.has_figures)
        run.finished(lambda: write(assess()), advance)
    is_worded = target.format in _BOOKS
    return run.unanswered, None if is_quiet else run.summed_up(into.counts(), target.output, is_worded=is_worded)


class _Written(NamedTuple):
    """One run over a table, for whoever writes what comes of it."""

    run: TableRun
    kept: Sequence[Kept]
    tally: Tally
    place: Kept | None  # the column whose values are summed up by

    def counts(self) -> Counts:
        return self.tally.counts()._replace(refused=self.run.refused, wide=self.run.narrowing.wide)


def _writer(
    target: Target, file: BinaryIO, into: _Written, wanted: Wanted, *, is_quiet: bool
) -> Callable[[pl.LazyFrame], None]:
    """What runs the results into the file, counting them on the way."""
    if target.format in _BOOKS:
        return partial(_write_book, file, into, target.format, wanted)
    from smartcommune.render.data_files import acting_columns, guarded, write
    from smartcommune.tables.results.kept import DISTRICT, arranged, titles
    from smartcommune.tables.results.stream import observed

    acting = acting_columns(_words(into.run.rules.ruleset)) if target.format == "csv" else ()

    def counted(part: pl.DataFrame) -> pl.DataFrame:
        if not is_quiet:
            into.tally.add(part)
        return guarded(part, acting and (*acting, *_texts_of_table(part)))

    def written(results: pl.LazyFrame) -> None:
        names = results.collect_schema().names()
        if into.place is not None:
            into.tally.column = titles(names, into.kept)[into.place.name]
        own = arranged(results, into.kept) if into.kept or DISTRICT in names else results
        write(observed(own, counted), target.format, file, with_mark=target.has_mark)

    return written


def _texts_of_table(part: pl.DataFrame) -> list[str]:
    """The columns behind the last one of ours hold what the table holds."""
    import polars as pl

    behind = part.columns[part.columns.index("ruleset") + 1 :]
    return [name for name in behind if part.schema[name] == pl.String]


def _words(ruleset: RuleSet) -> Iterator[Words]:
    """What the rule set contributes to reasons."""
    yield from (criterion.label for criterion in ruleset.criteria.values())
    for indicator in ruleset.indicators.values():
        unit = indicator.unit or ""
        yield unit if isinstance(unit, Words) else Words(unit, unit)
        yield indicator.label
        yield from indicator.values.values()


def _write_book(file: BinaryIO, into: _Written, format: str, wanted: Wanted, results: pl.LazyFrame) -> None:
    import polars as pl

    from smartcommune.cli.applied import applied

    run = into.run
    if into.place is not None:
        into.tally.column = into.place.name

    def parts() -> Iterator[pl.DataFrame]:
        yield pl.DataFrame(schema=results.collect_schema())
        for part in run.table.handed_on(results.collect_batches(maintain_order=True, engine="streaming")):
            into.tally.add(part)
            yield part

    book = applied(run.rules, run.loaded, into.kept, run.rejects.kept())
    if format == "html":
        from smartcommune.render.pages.table import write_page

        write_page(file, parts(), into.counts, book, run.language, is_full=wanted.is_full)
        return
    from smartcommune.render.workbook import write_workbook

    write_workbook(file, parts(), into.counts, book, run.language, wanted.office.details)


def _show(summary: Summary, language: Language, *, no_color: bool) -> None:
    """The summary is the answer and goes where answers go, unless the results have gone there."""
    from smartcommune.render.summary import summary as rendered

    stream = sys.stderr if summary.output is None else sys.stdout
    show(rendered(summary, language, columns(stream)), stream, color=wants_color(stream, no_color))
