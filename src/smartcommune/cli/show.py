"""`smartcommune show`: a rule set, or one criterion of it, as a readable document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from smartcommune.cli.options import (
    LANGUAGE,
    Assumptions,
    Cites,
    Lang,
    NoColor,
    Output,
    Settings,
    as_date,
    as_settings,
    one_of,
    words,
)
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language

if TYPE_CHECKING:
    from rich.text import Text

    from smartcommune.authoring.show.description import Description

AssumptionUse = Literal["use", "refuse"]
FORMATS: Final = ("text", "json", "markdown")

RuleSetName = Annotated[str, typer.Argument(metavar="RULESET", help=words("help.ruleset"))]
CriterionId = Annotated[str | None, typer.Argument(metavar="CRITERION", help=words("help.criterion"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help.show-as-of"))]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="text|json|markdown", help=words("help.format"))
]


def show(
    ruleset: RuleSetName,
    criterion: CriterionId = None,
    as_of: AsOf = None,
    settings: Settings = None,
    cites: Cites = None,
    assumptions: Assumptions = "use",
    format: FormatOption = None,
    output: Output = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
) -> None:
    from smartcommune.api import load_ruleset
    from smartcommune.authoring.show.describe import describe
    from smartcommune.cli.streams import DEFAULT_COLUMNS, columns, deliver

    language = one_of("--lang", lang, Language)
    chosen = format_of(output, format, FORMATS)
    settled = one_of("--assumptions", assumptions, AssumptionUse)
    rules = load_ruleset(ruleset, None, as_settings(settings), settled, as_settings(cites, "--set-cite"))
    found = describe(rules.ruleset, as_date("--as-of", as_of), rules.on(None).as_of, criterion, rules.plan)
    width = columns(sys.stdout) if output is None else DEFAULT_COLUMNS
    deliver(_rendered(found, chosen, language, width), output, no_color=no_color)


show.__doc__ = words("help.show")


def _rendered(found: Description, format: str, language: Language, width: int) -> Text | str:
    if format == "json":
        from smartcommune.render import show_json

        return show_json.description(found, language)
    if format == "markdown":
        from smartcommune.render import show_markdown

        return show_markdown.description(found, language)
    from smartcommune.render import show_text

    return show_text.description(found, language, width)
