"""`smartcommune template`: an empty form for a rule set, which goes straight back into `batch` or `check`."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from smartcommune.api import load_ruleset
from smartcommune.cli.options import LANGUAGE, AnswerOptions, AsOf, Lang, Output, Rules, as_date, format_option, words
from smartcommune.cli.streams import deliver, opened
from smartcommune.cli.targets import Target, target_of
from smartcommune.messages import Language
from smartcommune.problems import refusal
from smartcommune.rulesets.library import DEFAULT

FORMATS: Final = ("yaml", "csv", "xlsx")


Levels = Annotated[
    str | None, typer.Option("--requirements", metavar="ID|FILE", help=words("help.template-requirements"))
]


def template(
    rules: Rules = None,
    requirements: Levels = None,
    as_of: AsOf = None,
    format: Annotated[str | None, format_option(FORMATS, "help.template-format")] = None,
    vertical: Annotated[bool, typer.Option("--vertical", help=words("help.vertical"))] = False,
    output: Output = None,
    lang: Lang = LANGUAGE,
) -> None:
    from smartcommune.render import form as rendered
    from smartcommune.tables.form import form_of

    language = AnswerOptions(output, lang).language
    if requirements is not None:
        _requirements(requirements, target_of(output, format or "xlsx", ("xlsx",)), language)
        return
    target = target_of(output, format, FORMATS[-1:] if vertical else FORMATS)
    in_use = load_ruleset(rules or DEFAULT, as_date("--as-of", as_of))
    form = form_of(in_use.on(in_use.last_day), in_use.as_of or in_use.last_day)
    if vertical:
        from smartcommune.render import vertical_form as sheet
        from smartcommune.tables.vertical_form import vertical_form

        with opened(target.output) as file:
            sheet.workbook(file, vertical_form(form, in_use.on(in_use.last_day)), language)
    elif target.format == "xlsx":
        with opened(target.output) as file:
            rendered.workbook(file, form, language)
    elif target.format == "csv":
        deliver(("\ufeff" if target.has_mark else "") + rendered.csv(form, language), target.output, no_color=True)
    else:
        deliver(rendered.profile(form, language), target.output, no_color=True)


def _requirements(rules: str, target: Target, language: Language) -> None:
    """The form for the levels of an office's own document."""
    from smartcommune.authoring.start.requirements import numbered
    from smartcommune.render.requirements_form import requirements_form

    ruleset = load_ruleset(rules).ruleset
    if not numbered(ruleset):
        raise refusal("not-numbered", "--requirements", id=ruleset.id)
    with opened(target.output) as file:
        requirements_form(file, ruleset, language)
