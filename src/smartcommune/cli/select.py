"""`smartcommune select`: the communes of a table ranked, and seats given to the best of them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartcommune.cli.exits import Exit, report
from smartcommune.cli.office_options import WORD, Office, OfficeOptions
from smartcommune.cli.options import (
    LANGUAGE,
    AnswerOptions,
    AsOf,
    Lang,
    NoColor,
    Output,
    Quiet,
    Rules,
    SettingOptions,
    as_date,
    format_option,
    words,
)
from smartcommune.cli.streams import opened
from smartcommune.cli.table_options import RejectsFile, Table, TableOptions
from smartcommune.cli.targets import Target, target_of
from smartcommune.problems import InputError

if TYPE_CHECKING:
    from smartcommune.render.selection_words import Worded

FORMATS: Final = ("text", "csv", "xlsx", "json", WORD, "html")
Seats = Annotated[str, typer.Option("--seats", "-n", metavar="N", help=words("help.seats"))]
Per = Annotated[list[str] | None, typer.Option("--per", metavar="COLUMN=N", help=words("help.per"))]
MinScore = Annotated[str | None, typer.Option("--min-score", metavar="SCORE", help=words("help.min-score"))]
TieBreak = Annotated[
    list[str] | None, typer.Option("--tie-break", metavar="COLUMN[:least]", help=words("help.tie-break"))
]

Example = Annotated[bool, typer.Option("--example", help=words("help.example"))]


def select(
    *,
    table: Table,
    seats: Seats,
    per: Per = None,
    min_score: MinScore = None,
    tie_break: TieBreak = None,
    example: Example = False,
    rules: Rules = None,
    as_of: AsOf = None,
    settings: SettingOptions,
    reading: TableOptions,
    office: OfficeOptions,
    format: Annotated[str | None, format_option(FORMATS, "help.select-format")] = None,
    output: Output = None,
    rejects: RejectsFile = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.api import Rules as InUse
    from smartcommune.cli.select_run import chosen
    from smartcommune.cli.select_terms import as_terms, as_wanted, check_usable
    from smartcommune.cli.select_words import ready_command, worded
    from smartcommune.render.selection_words import Worded
    from smartcommune.rulesets.library import load
    from smartcommune.tables.header.unused import labels_of, questions

    answer = AnswerOptions(output, lang, no_color)
    language = answer.language
    target = target_of(output, format, FORMATS, rejects=rejects)
    office = office.completed(target.format)
    day, own = as_date("--as-of", as_of), settings.given
    table_read = reading.opened(table, None if rules is None else load(rules))
    in_use = InUse(table_read.ruleset, day, *own)
    check_usable(in_use.ruleset, is_agreed=example)
    terms = as_terms(seats, per or (), min_score, in_use.ruleset)
    found = table_read.loaded(in_use.ruleset, in_use.as_of)
    if found.asked:
        raise InputError(questions(found.columns, found.sheet, found.layout, labels_of(in_use.ruleset)))
    wanted = as_wanted(terms, tie_break or (), found, in_use.ruleset)
    given = {
        "": table,
        "--seats": seats,
        "--per": per,
        "--min-score": min_score,
        "--tie-break": tie_break,
        "--example": example,
        "--rules": rules,
        "--as-of": as_of,
        **settings.options,
        **reading.options,
    }
    with ExitStack() as stack:  # the files appear together
        run = chosen(found, in_use, target, language, terms, wanted, stack)
        if output is not None or not quiet:
            context = worded(run, found, in_use, wanted, ready_command(run, found, in_use.ruleset, given))
            _deliver(Worded(run.selection, context, language), target, answer._replace(output=target.output), office)
    if run.table.refused:
        report(list(run.problems), language, no_color=no_color)
    raise typer.Exit(Exit.PROBLEMS if run.table.unanswered else Exit.UNDETERMINED if run.selection.ties else Exit.OK)


def _deliver(worded: Worded, target: Target, answer: AnswerOptions, office: OfficeOptions) -> None:
    match target.format:
        case "docx":
            answer.deliver(Office(office, answer.language).proposal(worded))
        case "html":
            from smartcommune.render.pages.selection import selection

            answer.deliver(selection(worded))
        case "xlsx":
            from smartcommune.render.selection_book import write_selection

            with opened(target.output) as file:
                write_selection(file, worded, office.details)
        case "json":
            from smartcommune.render.selection_files import Files

            answer.deliver(Files(worded).json())
        case "csv":
            from smartcommune.render.selection_files import Files

            answer.deliver(("\ufeff" if target.has_mark else "") + Files(worded).csv())
        case _:
            from smartcommune.render.selection import SelectionPage  # other formats do not pay for it

            answer.deliver(SelectionPage(worded).shown(answer.width))
