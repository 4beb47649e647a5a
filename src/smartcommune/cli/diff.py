"""`smartcommune diff`: what changes between two rule sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartcommune.api import load_ruleset
from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import (
    AnswerOptions,
    Assumptions,
    AssumptionUse,
    Quiet,
    as_date,
    day_option,
    format_option,
    one_of,
    words,
)
from smartcommune.cli.table_options import TableOptions
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language, Message
from smartcommune.problems import refusal
from smartcommune.rulesets.library import load

if TYPE_CHECKING:
    from smartcommune.render.styled import Styled

FORMATS: Final = ("text", "markdown", "json", "html")
# An answer in a format, for a width of the page.
Rendering = Callable[[str, int], "Styled | str"]

Old = Annotated[str, typer.Argument(metavar="OLD", help=words("help.diff-old"))]
New = Annotated[str, typer.Argument(metavar="NEW", help=words("help.diff-new"))]
On = Annotated[str | None, typer.Option("--on", metavar="TABLE", help=words("help.diff-on"))]


def diff(
    *,
    old: Old,
    new: New,
    on: On = None,
    as_of: Annotated[str | None, day_option("help.diff-as-of")] = None,
    assumptions: Assumptions = "use",
    reading: TableOptions,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    answer: AnswerOptions,
    quiet: Quiet = False,
) -> None:
    language, chosen = answer.language, format_of(answer.output, format, FORMATS)
    settled = one_of("--assumptions", assumptions, AssumptionUse)
    day = as_date("--as-of", as_of)
    if on is None:
        _check_unused(reading.options)
        rendering, code = _everywhere(old, new, day, settled, language)
    else:
        rendering, code = _on_table(old, new, day, settled, language, on, reading)
    if answer.output is not None or not quiet:
        answer.deliver(rendering(chosen, answer.width))
    raise typer.Exit(code)


def _everywhere(
    old: str, new: str, day: date | None, assumptions: AssumptionUse, language: Language
) -> tuple[Rendering, Exit]:
    """What differs for any commune there could be."""
    from smartcommune.authoring.compare.differences import differences

    found = differences(load(old), load(new), day, assumptions)

    def answer(format: str, width: int) -> Styled | str:
        from smartcommune.render import differences, differences_json

        if format == "json":
            return differences_json.document(found, language)
        if format == "markdown":
            return differences.document(found, language)
        if format == "html":
            from smartcommune.render.pages import changes

            return changes.differences(found, language)
        return differences.page(found, language, width)

    return answer, Exit.OK if found.is_same else Exit.DIFFERENT


def _on_table(
    old: str,
    new: str,
    day: date | None,
    assumptions: AssumptionUse,
    language: Language,
    table: str,
    reading: TableOptions,
) -> tuple[Rendering, Exit]:
    """What differs for the rows of a table; those that cannot be read are listed, and are a problem first of all."""
    from smartcommune.cli.diff_on import on_table

    before, after = (load_ruleset(name, day, None, assumptions) for name in (old, new))
    found, problems = on_table(before, after, table, reading, language)

    def answer(format: str, width: int) -> Styled | str:
        from smartcommune.render import affected

        if format == "json":
            return affected.json(found, language)
        if format == "html":
            from smartcommune.render.pages import changes

            return changes.on_table(found, language)
        return affected.document(found, language) if format == "markdown" else affected.page(found, language, width)

    if problems:
        report(problems, language)
    return answer, Exit.PROBLEMS if problems else Exit.DIFFERENT if found.changed else Exit.OK


def _check_unused(options: Mapping[str, str | list[str] | None]) -> None:
    """Refuse options that say how a table is read where there is none."""
    for option, value in options.items():
        if value is not None:
            raise refusal("needs-on", option, Message("needs-on-help"), option=option)
