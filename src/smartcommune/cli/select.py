"""`smartcommune select`: the communes of a table ranked, and seats given to the best of them."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from smartcommune.cli.exits import Exit, report
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
    one_of,
    words,
)
from smartcommune.cli.table_options import (
    Columns,
    Encoding,
    IgnoreColumns,
    RejectsFile,
    Separator,
    SheetName,
    Table,
    loaded,
)
from smartcommune.cli.targets import Target, target_of
from smartcommune.messages import Language
from smartcommune.problems import InputError

if TYPE_CHECKING:
    from rich.text import Text

    from smartcommune.render.selection import Rendered

FORMATS: Final = ("text", "csv", "xlsx", "json")
AssumptionUse = Literal["use", "refuse"]
Seats = Annotated[str, typer.Option("--seats", "-n", metavar="N", help=words("help.seats"))]
Per = Annotated[list[str] | None, typer.Option("--per", metavar="COLUMN=N", help=words("help.per"))]
MinScore = Annotated[str | None, typer.Option("--min-score", metavar="SCORE", help=words("help.min-score"))]
TieBreak = Annotated[
    list[str] | None, typer.Option("--tie-break", metavar="COLUMN[:least]", help=words("help.tie-break"))
]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="text|csv|xlsx|json", help=words("help.select-format"))
]


def select(
    table: Table,
    seats: Seats,
    per: Per = None,
    min_score: MinScore = None,
    tie_break: TieBreak = None,
    rules: Rules = None,
    as_of: AsOf = None,
    settings: Settings = None,
    cites: Cites = None,
    assumptions: Assumptions = "use",
    sheet: SheetName = None,
    encoding: Encoding = None,
    separator: Separator = None,
    columns: Columns = None,
    ignore_columns: IgnoreColumns = None,
    format: FormatOption = None,
    output: Output = None,
    rejects: RejectsFile = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.api import load_ruleset
    from smartcommune.cli.select_run import chosen
    from smartcommune.cli.select_terms import as_terms, as_wanted
    from smartcommune.cli.select_words import ready_command, worded
    from smartcommune.render.selection import Rendered
    from smartcommune.rulesets.library import DEFAULT
    from smartcommune.tables.header.unused import labels_of, questions

    language = one_of("--lang", lang, Language)
    settled = one_of("--assumptions", assumptions, AssumptionUse)
    target = target_of(output, format, FORMATS, rejects=rejects)
    decided = as_settings(cites, "--set-cite")
    in_use = load_ruleset(rules or DEFAULT, as_date("--as-of", as_of), as_settings(settings), settled, decided)
    terms = as_terms(seats, per or (), min_score, in_use.ruleset)
    found = loaded(
        table,
        in_use.ruleset,
        sheet=sheet,
        encoding=encoding,
        separator=separator,
        columns=columns,
        ignored=ignore_columns,
        as_of=in_use.as_of,
    )
    if found.asked:
        raise InputError(questions(found.columns, found.sheet, found.layout, labels_of(in_use.ruleset)))
    wanted = as_wanted(terms, tie_break or (), found, in_use.ruleset)
    given = {
        "": table,
        "--seats": seats,
        "--per": per,
        "--min-score": min_score,
        "--tie-break": tie_break,
        "--rules": rules,
        "--as-of": as_of,
        "--set": settings,
        "--set-cite": cites,
        "--assumptions": None if settled == "use" else settled,
        "--sheet": sheet,
        "--encoding": encoding,
        "--separator": separator,
        "--columns": columns,
        "--ignore-columns": ignore_columns,
    }
    with ExitStack() as stack:  # the files appear together
        run = chosen(found, in_use, target, language, terms, wanted, stack)
        if output is not None or not quiet:
            context = worded(run, found, in_use, wanted, ready_command(run, found, in_use.ruleset, given))
            _deliver(Rendered(run.selection, context, language), target, no_color=no_color)
    if run.refused:
        report(list(run.problems), language, no_color=no_color)
    raise typer.Exit(Exit.PROBLEMS if run.open else Exit.UNDETERMINED if run.selection.ties else Exit.OK)


select.__doc__ = words("help.select-table")


def _deliver(rendered: Rendered, target: Target, *, no_color: bool) -> None:
    from smartcommune.cli.streams import DEFAULT_COLUMNS, columns, deliver, opened

    if target.format == "xlsx":
        with opened(target.output) as file:
            rendered.workbook(file)
        return
    width = columns(sys.stdout) if target.output is None else DEFAULT_COLUMNS
    deliver(_answer(rendered, target, width), target.output, no_color=no_color)


def _answer(rendered: Rendered, target: Target, width: int) -> Text | str:
    match target.format:
        case "json":
            return rendered.json()
        case "csv":
            return ("\ufeff" if target.has_mark else "") + rendered.csv()
        case _:
            return rendered.page(width)
