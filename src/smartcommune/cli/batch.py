"""`smartcommune batch`: every row of a table assessed, the results in a file, what they add up to on the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final, Literal

import typer

from smartcommune.cli.exits import Exit
from smartcommune.cli.options import (
    LANGUAGE,
    AsOf,
    Assumptions,
    Cites,
    Lang,
    NoColor,
    Output,
    Quiet,
    Rules,
    Settings,
    as_date,
    as_settings,
    as_share,
    one_of,
    words,
)
from smartcommune.cli.table_options import Columns, Encoding, NoMark, RejectsFile, Separator, SheetName, Table, loaded
from smartcommune.cli.targets import Target, target_of
from smartcommune.messages import Language, Words

if TYPE_CHECKING:
    import polars as pl

    from smartcommune.api import Rules as RuleSetInUse
    from smartcommune.model.ruleset import RuleSet
    from smartcommune.render.workbook import Applied
    from smartcommune.tables.cells.cell_facts import Loaded
    from smartcommune.tables.results.stream import Pass
    from smartcommune.tables.results.summary import Summary
    from smartcommune.tables.results.tally import Counts, Tally

FORMATS: Final = ("csv", "jsonl", "parquet", "xlsx")
EngineName = Literal["polars", "spark"]
AssumptionUse = Literal["use", "refuse"]
Margin = Annotated[str | None, typer.Option("--margin", metavar="PERCENT", help=words("help.margin"))]
Engine = Annotated[str, typer.Option("--engine", metavar="polars|spark", help=words("help.engine"))]
Master = Annotated[str | None, typer.Option("--master", metavar="URL", help=words("help.master"))]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="csv|jsonl|parquet|xlsx", help=words("help.batch-format"))
]


def batch(
    table: Table,
    rules: Rules = None,
    as_of: AsOf = None,
    settings: Settings = None,
    cites: Cites = None,
    assumptions: Assumptions = "use",
    sheet: SheetName = None,
    encoding: Encoding = None,
    separator: Separator = None,
    columns: Columns = None,
    engine: Engine = "polars",
    master: Master = None,
    margin: Margin = None,
    format: FormatOption = None,
    output: Output = None,
    rejects: RejectsFile = None,
    no_bom: NoMark = False,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.api import load_ruleset
    from smartcommune.cli.streams import ReaderGone
    from smartcommune.rulesets.library import DEFAULT

    language = one_of("--lang", lang, Language)
    settled = one_of("--assumptions", assumptions, AssumptionUse)
    within = as_share("--margin", margin)
    target = target_of(output, format, FORMATS, rejects=rejects, is_marked=not no_bom)
    decided = as_settings(cites, "--set-cite")
    in_use = load_ruleset(rules or DEFAULT, as_date("--as-of", as_of), as_settings(settings), settled, decided)
    if one_of("--engine", engine, EngineName) == "spark":
        raise typer.Exit(_on_spark(table, in_use, target, master, language, within, is_quiet=quiet, no_color=no_color))
    found = loaded(table, in_use.ruleset, sheet=sheet, encoding=encoding, separator=separator, columns=columns)
    try:
        refused, summary = _run(found, in_use, target, language, within, is_quiet=quiet)
    except ReaderGone:
        raise typer.Exit(Exit.OK) from None
    if summary is not None:
        _show(summary, language, no_color=no_color)
    raise typer.Exit(Exit.PROBLEMS if refused else Exit.OK)


batch.__doc__ = words("help.batch")


def _on_spark(
    table: str,
    rules: RuleSetInUse,
    target: Target,
    master: str | None,
    language: Language,
    margin: Fraction | None,
    *,
    is_quiet: bool,
    no_color: bool,
) -> Exit:
    from smartcommune.cli.batch_spark import batch_on_spark, show_totals

    totals = batch_on_spark(table, rules, target, master, language, margin)
    if not is_quiet:
        show_totals(totals, target.output, language, no_color=no_color)
    return Exit.PROBLEMS if totals.refused else Exit.OK


def _run(
    found: Loaded,
    rules: RuleSetInUse,
    target: Target,
    language: Language,
    margin: Fraction | None,
    *,
    is_quiet: bool,
) -> tuple[int, Summary | None]:
    """Assess the rows and write what comes of it; the files appear together, once all is done.

    Returns:
        How many rows were refused, and the run in figures, which nobody counts where nobody is to see them.
    """
    from smartcommune.cli.progress import progress
    from smartcommune.cli.streams import opened
    from smartcommune.cli.table_run import Rejects, finished, results, summed_up
    from smartcommune.tables.results.missing_facts import Narrowing
    from smartcommune.tables.results.stream import Pass
    from smartcommune.tables.results.tally import Tally

    tally, narrowing = Tally(rules.ruleset), Narrowing(rules.periods())
    with ExitStack() as stack:
        rejects = Rejects(found, target.rejects, language, stack)
        file = stack.enter_context(opened(target.output))
        advance = stack.enter_context(progress(found.sheet, language, is_wanted=not is_quiet))
        table = Pass(found, rejects.take, rules.ended("--as-of"))

        def counts() -> Counts:
            return tally.counts()._replace(refused=table.refused + rejects.apart, wide=narrowing.wide)

        write = _writer(target, file, rules, found, table, tally, counts, language, is_quiet=is_quiet)
        finished(lambda: write(results(table, narrowing, language, (), margin)), table, advance)
        rejects.finish()
    refused = table.refused + rejects.apart
    return refused, None if is_quiet else summed_up(found, rules.ruleset, table, rejects, counts(), target.output)


def _writer(
    target: Target,
    file: BinaryIO,
    rules: RuleSetInUse,
    found: Loaded,
    table: Pass,
    tally: Tally,
    counts: Callable[[], Counts],
    language: Language,
    *,
    is_quiet: bool,
) -> Callable[[pl.LazyFrame], None]:
    """What runs the results into the file, counting them on the way."""
    if target.format == "xlsx":
        from smartcommune.cli.applied import applied

        return lambda results: _write_workbook(results, file, applied(rules, found), table, tally, counts, language)
    from smartcommune.render.data_files import acting_columns, guarded, write
    from smartcommune.tables.results.stream import observed

    acting = acting_columns(_words(rules.ruleset)) if target.format == "csv" else ()

    def counted(part: pl.DataFrame) -> pl.DataFrame:
        if not is_quiet:
            tally.add(part)
        return guarded(part, acting)

    return lambda results: write(observed(results, counted), target.format, file, with_mark=target.has_mark)


def _words(ruleset: RuleSet) -> Iterator[Words]:
    """What the rule set contributes to reasons."""
    yield from (criterion.label for criterion in ruleset.criteria.values())
    for indicator in ruleset.indicators.values():
        yield Words(indicator.unit or "", indicator.unit or "")
        yield indicator.label
        yield from indicator.values.values()


def _write_workbook(
    results: pl.LazyFrame,
    file: BinaryIO,
    applied: Applied,
    table: Pass,
    tally: Tally,
    counts: Callable[[], Counts],
    language: Language,
) -> None:
    import polars as pl

    from smartcommune.render.workbook import write_workbook

    def parts() -> Iterator[pl.DataFrame]:
        yield pl.DataFrame(schema=results.collect_schema())
        for part in table.handed_on(results.collect_batches(maintain_order=True, engine="streaming")):
            tally.add(part)
            yield part

    write_workbook(file, parts(), counts, applied, language)


def _show(summary: Summary, language: Language, *, no_color: bool) -> None:
    """The summary is the answer and goes where answers go, unless the results have gone there."""
    from smartcommune.cli.streams import columns, show, wants_color
    from smartcommune.render.summary import summary as rendered

    stream = sys.stderr if summary.output is None else sys.stdout
    show(rendered(summary, language, columns(stream)), stream, color=wants_color(stream, no_color))
