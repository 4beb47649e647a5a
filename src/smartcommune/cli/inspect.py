"""`smartcommune inspect`: how a table would be read, with nothing assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartcommune.cli.exits import Exit
from smartcommune.cli.options import AnswerOptions, AsOf, Rules, as_date, format_option, words
from smartcommune.cli.table_options import Table, TableOptions
from smartcommune.cli.targets import check_suffix, format_of
from smartcommune.messages import Language
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.library import load
from smartcommune.source.writing import check_free, write_text

if TYPE_CHECKING:
    from smartcommune.render.styled import Styled
    from smartcommune.tables.header.draft import Draft
    from smartcommune.tables.results.inspection import Inspection

FORMATS: Final = ("text", "json")
WriteColumns = Annotated[str | None, typer.Option("--write-columns", metavar="FILE", help=words("help.write-columns"))]


def inspect(
    *,
    table: Table,
    rules: Rules = None,
    reading: TableOptions,
    as_of: AsOf = None,
    write_columns: WriteColumns = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    answer: AnswerOptions,
) -> None:
    from smartcommune.tables.header.draft import Draft
    from smartcommune.tables.results.inspection import inspected

    language, chosen = answer.language, format_of(answer.output, format, FORMATS)
    if write_columns is not None:
        check_suffix("--write-columns", write_columns, ("yaml",))
    day = as_date("--as-of", as_of)
    given = reading.opened(table, None if rules is None else load(rules))
    ruleset = given.ruleset
    try:
        table_read = given.loaded(ruleset, day)
    except InputError as error:
        if write_columns is not None:
            _write_map(write_columns, given.draft(ruleset, error.problems, day), ruleset, language)
        raise
    found = inspected(table_read, ruleset, day)
    check_free(answer.output, "--output")
    if write_columns is not None:
        _write_map(write_columns, Draft(found.layout.header, found.columns), ruleset, language)
    answer.deliver(_rendered(found, chosen, language, answer.width))
    raise typer.Exit(Exit.PROBLEMS if found.refused or table_read.asked else Exit.OK)


def _write_map(name: str, draft: Draft, ruleset: RuleSet, language: Language) -> None:
    from smartcommune.render.column_map import column_map

    write_text(name, column_map(draft, ruleset, language), "--write-columns")


def _rendered(found: Inspection, format: str, language: Language, width: int) -> Styled | str:
    from smartcommune.render import inspected

    if format == "json":
        return inspected.document(found, language)
    return inspected.page(found, language, width)
