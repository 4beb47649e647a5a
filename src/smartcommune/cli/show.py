"""`smartcommune show`: a rule set, or one criterion of it, as a readable document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smartcommune.cli.options import LANGUAGE, Lang, NoColor, Output, as_date, one_of, words
from smartcommune.messages import Language
from smartcommune.quantity import today

if TYPE_CHECKING:
    from rich.text import Text

    from smartcommune.authoring.show.description import Description

Format = Literal["text", "json", "markdown"]

RuleSetName = Annotated[str, typer.Argument(metavar="RULESET", help=words("help.ruleset"))]
CriterionId = Annotated[str | None, typer.Argument(metavar="CRITERION", help=words("help.criterion"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help.show-as-of"))]
FormatOption = Annotated[str, typer.Option("--format", "-f", metavar="text|json|markdown", help=words("help.format"))]


def show(
    ruleset: RuleSetName,
    criterion: CriterionId = None,
    as_of: AsOf = None,
    format: FormatOption = "text",
    output: Output = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
) -> None:
    from smartcommune.authoring.show.describe import describe
    from smartcommune.cli.streams import DEFAULT_COLUMNS, columns, deliver
    from smartcommune.rulesets.library import load

    language = one_of("--lang", lang, Language)
    chosen = one_of("--format", format, Format)
    found = describe(load(ruleset), as_date("--as-of", as_of), today(), criterion)
    width = columns(sys.stdout) if output is None else DEFAULT_COLUMNS
    deliver(_rendered(found, chosen, language, width), output, no_color=no_color)


show.__doc__ = words("help.show")


def _rendered(found: Description, format: Format, language: Language, width: int) -> Text | str:
    if format == "json":
        from smartcommune.render import show_json

        return show_json.description(found, language)
    if format == "markdown":
        from smartcommune.render import show_markdown

        return show_markdown.description(found, language)
    from smartcommune.render import show_text

    return show_text.description(found, language, width)
