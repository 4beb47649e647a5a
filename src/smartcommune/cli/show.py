"""`smartcommune show`: a rule set, or one criterion of it, as a readable document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartcommune.api import load_ruleset
from smartcommune.authoring.show.describe import describe
from smartcommune.authoring.show.description import Description
from smartcommune.cli.options import (
    AnswerOptions,
    SettingOptions,
    as_date,
    day_option,
    format_option,
    words,
)
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language

if TYPE_CHECKING:
    from smartcommune.render.styled import Styled


FORMATS: Final = ("text", "json", "markdown", "html")

RuleSetName = Annotated[str, typer.Argument(metavar="RULESET", help=words("help.ruleset"))]
CriterionId = Annotated[str | None, typer.Argument(metavar="CRITERION", help=words("help.criterion"))]


def show(
    *,
    ruleset: RuleSetName,
    criterion: CriterionId = None,
    as_of: Annotated[str | None, day_option("help.show-as-of")] = None,
    settings: SettingOptions,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    answer: AnswerOptions,
) -> None:
    language, chosen = answer.language, format_of(answer.output, format, FORMATS)
    rules = load_ruleset(ruleset, None, *settings.given)
    found = describe(rules.ruleset, as_date("--as-of", as_of), rules.on(None).as_of, criterion, rules.plan)
    answer.deliver(_rendered(found, chosen, language, answer.width))


def _rendered(found: Description, format: str, language: Language, width: int) -> Styled | str:
    if format == "json":
        from smartcommune.render import show_json

        return show_json.description(found, language)
    if format == "markdown":
        from smartcommune.render import show_markdown

        return show_markdown.description(found, language)
    if format == "html":
        from smartcommune.render.pages import rules

        return rules.description(found, language)
    from smartcommune.render import show_text

    return show_text.description(found, language, width)
