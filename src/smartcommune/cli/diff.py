"""`smartcommune diff`: what changes between two rule sets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import (
    LANGUAGE,
    Assumptions,
    Lang,
    NoColor,
    Output,
    Quiet,
    as_date,
    one_of,
    words,
)
from smartcommune.cli.table_options import Columns, Encoding, IgnoreColumns, Separator, SheetName
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language, Message
from smartcommune.problems import InputError, Place, Problem

if TYPE_CHECKING:
    from rich.text import Text

    from smartcommune.cli.diff_on import TableOptions

FORMATS: Final = ("text", "markdown", "json")
AssumptionUse = Literal["use", "refuse"]
# An answer in a format, for a width of the page.
Rendering = Callable[[str, int], "Text | str"]

Old = Annotated[str, typer.Argument(metavar="OLD", help=words("help.diff-old"))]
New = Annotated[str, typer.Argument(metavar="NEW", help=words("help.diff-new"))]
On = Annotated[str | None, typer.Option("--on", metavar="TABLE", help=words("help.diff-on"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help.diff-as-of"))]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="text|markdown|json", help=words("help.format"))
]


def diff(
    old: Old,
    new: New,
    on: On = None,
    as_of: AsOf = None,
    assumptions: Assumptions = "use",
    sheet: SheetName = None,
    encoding: Encoding = None,
    separator: Separator = None,
    columns: Columns = None,
    ignore_columns: IgnoreColumns = None,
    format: FormatOption = None,
    output: Output = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.cli.diff_on import TableOptions
    from smartcommune.cli.streams import DEFAULT_COLUMNS, deliver
    from smartcommune.cli.streams import columns as columns_of

    language = one_of("--lang", lang, Language)
    chosen = format_of(output, format, FORMATS)
    settled = one_of("--assumptions", assumptions, AssumptionUse)
    day = as_date("--as-of", as_of)
    if on is None:
        options = {"sheet": sheet, "encoding": encoding, "separator": separator, "columns": columns}
        _check_unused(options | {"ignore-columns": ignore_columns})
        answer, code = _everywhere(old, new, day, settled, language)
    else:
        table = TableOptions(on, sheet, encoding, separator, columns, tuple(ignore_columns or ()))
        answer, code = _on_table(old, new, day, settled, language, table)
    if output is not None or not quiet:
        width = columns_of(sys.stdout) if output is None else DEFAULT_COLUMNS
        deliver(answer(chosen, width), output, no_color=no_color)
    raise typer.Exit(code)


diff.__doc__ = words("help.diff")


def _everywhere(
    old: str, new: str, day: date | None, assumptions: AssumptionUse, language: Language
) -> tuple[Rendering, Exit]:
    """What differs for any commune there could be."""
    from smartcommune.authoring.compare.differences import differences
    from smartcommune.rulesets.library import load

    found = differences(load(old), load(new), day, assumptions)

    def answer(format: str, width: int) -> Text | str:
        from smartcommune.render import differences, differences_json, differences_markdown

        if format == "json":
            return differences_json.document(found, language)
        if format == "markdown":
            return differences_markdown.document(found, language)
        return differences.page(found, language, width)

    return answer, Exit.OK if found.is_same else Exit.DIFFERENT


def _on_table(
    old: str, new: str, day: date | None, assumptions: AssumptionUse, language: Language, options: TableOptions
) -> tuple[Rendering, Exit]:
    """What differs for the rows of a table; those that cannot be read are listed, and are a problem first of all."""
    from smartcommune.api import load_ruleset
    from smartcommune.cli.diff_on import on_table

    rules = [load_ruleset(name, day, None, assumptions) for name in (old, new)]
    found, problems = on_table(rules[0], rules[1], options, language)

    def answer(format: str, width: int) -> Text | str:
        from smartcommune.render import affected

        if format == "json":
            return affected.json(found, language)
        return affected.document(found, language) if format == "markdown" else affected.page(found, language, width)

    if problems:
        report(problems, language)
    return answer, Exit.PROBLEMS if problems else Exit.DIFFERENT if found.changed else Exit.OK


def _check_unused(options: Mapping[str, str | list[str] | None]) -> None:
    """Refuse options that say how a table is read where there is none."""
    for name, value in options.items():
        if value is not None:
            message = Message("needs-on", option=f"--{name}")
            raise InputError([Problem("needs-on", Place(f"--{name}"), message, Message("needs-on-help"))])
