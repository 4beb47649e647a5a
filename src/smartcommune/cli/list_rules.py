"""`smartcommune list`: the built-in rule sets, each in a few figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

from smartcommune.authoring.cases import cases_beside
from smartcommune.authoring.show.describe import summary
from smartcommune.authoring.show.description import RuleSetSummary
from smartcommune.cli.options import AnswerOptions, as_date, day_option, format_option
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language
from smartcommune.rulesets.library import built_in, load_built_in

if TYPE_CHECKING:
    from smartcommune.render.styled import Styled


FORMATS: Final = ("text", "json", "markdown")


def list_rules(
    *,
    as_of: Annotated[str | None, day_option("help.list-as-of")] = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    answer: AnswerOptions,
) -> None:
    language, chosen = answer.language, format_of(answer.output, format, FORMATS)
    answer.deliver(_rendered(_summaries(as_date("--as-of", as_of)), chosen, language, answer.width))


def _summaries(day: date | None) -> list[RuleSetSummary]:
    """The figures of every rule set that comes with the package; on a day, those in force first."""
    found = []
    for id, path in built_in().items():
        ruleset = load_built_in(id)
        found.append(summary(ruleset, len(cases_beside(ruleset, path)), day))
    return sorted(found, key=lambda item: item.state is not None)


def _rendered(found: list[RuleSetSummary], format: str, language: Language, width: int) -> Styled | str:
    if format == "json":
        from smartcommune.render import show_json

        return show_json.summaries(found, language)
    if format == "markdown":
        from smartcommune.render import show_markdown

        return show_markdown.summaries(found, language)
    from smartcommune.render import show_text

    return show_text.summaries(found, language, width)
