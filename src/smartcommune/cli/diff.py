"""`smartcommune diff`: what changes between two rule sets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

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
from smartcommune.cli.report import Exit
from smartcommune.messages import Language

if TYPE_CHECKING:
    from rich.text import Text

    from smartcommune.authoring.differences import Differences

Format = Literal["text", "markdown", "json"]
AssumptionUse = Literal["use", "refuse"]

Old = Annotated[str, typer.Argument(metavar="OLD", help=words("help.diff-old"))]
New = Annotated[str, typer.Argument(metavar="NEW", help=words("help.diff-new"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help.diff-as-of"))]
FormatOption = Annotated[str, typer.Option("--format", "-f", metavar="text|markdown|json", help=words("help.format"))]


def diff(
    old: Old,
    new: New,
    as_of: AsOf = None,
    assumptions: Assumptions = "use",
    format: FormatOption = "text",
    output: Output = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.authoring.differences import differences
    from smartcommune.cli.streams import DEFAULT_COLUMNS, columns, deliver
    from smartcommune.library import load

    language = one_of("--lang", lang, Language)
    chosen = one_of("--format", format, Format)
    settled = one_of("--assumptions", assumptions, AssumptionUse)
    found = differences(load(old), load(new), as_date("--as-of", as_of), settled)
    if output is not None or not quiet:
        width = columns(sys.stdout) if output is None else DEFAULT_COLUMNS
        deliver(_rendered(found, chosen, language, width), output, no_color=no_color)
    raise typer.Exit(Exit.OK if found.is_same else Exit.DIFFERENT)


diff.__doc__ = words("help.diff")


def _rendered(found: Differences, format: Format, language: Language, width: int) -> Text | str:
    if format == "json":
        from smartcommune.render import differences_json

        return differences_json.document(found, language)
    if format == "markdown":
        from smartcommune.render import differences_markdown

        return differences_markdown.document(found, language)
    from smartcommune.render import differences

    return differences.page(found, language, width)
