"""`smartcommune check`: the verdict and the reasons of one or more profiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartcommune.api import Rules as RuleSetInUse
from smartcommune.assess.assessment import Assessment
from smartcommune.cli.exits import Exit, report
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
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.library import load, named_in
from smartcommune.source.document import Document, read_document
from smartcommune.source.files import read_source

if TYPE_CHECKING:
    from rich.text import Text


FORMATS: Final = ("text", "json", "markdown")
Ask = Annotated[bool, typer.Option("--ask", help=words("help.ask"))]


def check(
    *,
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE...", help=words("help.profiles"))],
    rules: Rules = None,
    as_of: AsOf = None,
    settings: SettingOptions,
    ask: Ask = False,
    lang: Lang = LANGUAGE,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    answer = AnswerOptions(output, lang, no_color)
    language = answer.language
    chosen = format_of(output, format, FORMATS)
    day, given = as_date("--as-of", as_of), settings.given
    asked = None if rules is None else load(rules)
    answers, failed = _assessed(profiles, asked, lambda found: RuleSetInUse(found, day, *given))
    try:
        if answers and (output is not None or not quiet):
            answer.deliver((_asked if ask else _rendered)(answers, chosen, language, answer.width))
    finally:
        if failed:
            report([problem for error in failed for problem in error.problems], language, no_color=no_color)
    raise typer.Exit(_exit_code(answers, failed))


def _assessed(
    names: Sequence[str], asked: RuleSet | None, settle: Callable[[RuleSet], RuleSetInUse]
) -> tuple[list[Assessment], list[InputError]]:
    """The answers for the profiles that can be assessed, and what is wrong with the others.

    Args:
        names: the files.
        asked: the rule set for all of them; None leaves each with the one that it names.
        settle: gives a rule set the user's settings; that one of them does not fit is no fault of a profile.
    """
    known = {} if asked is None else {asked.sha256: settle(asked)}
    answers: list[Assessment] = []
    failed: list[InputError] = []
    for name in names:
        try:
            document, ruleset = _read(name, asked)
        except InputError as error:
            failed.append(error)
            continue
        rules = known.get(ruleset.sha256) or known.setdefault(ruleset.sha256, settle(ruleset))
        try:
            answers.append(rules.check_document(document))
        except InputError as error:
            failed.append(error)
    return answers, failed


def _read(name: str, asked: RuleSet | None) -> tuple[Document, RuleSet]:
    """A profile, and what it is assessed by."""
    document = read_document(read_source(name))
    return document, asked or named_in(document)


def _asked(answers: list[Assessment], format: str, lang: Language, width: int) -> Text | str:
    """The next question for each commune, instead of the answer."""
    from smartcommune.render import ask

    if format == "json":
        return ask.questions(answers, lang)
    return ask.document(answers, lang) if format == "markdown" else ask.page(answers, lang, width)


def _rendered(answers: list[Assessment], format: str, lang: Language, width: int) -> Text | str:
    if format == "json":
        from smartcommune.render import json

        return json.assessments(answers, lang)
    if format == "markdown":
        from smartcommune.render import markdown

        return markdown.assessments(answers, lang)
    from smartcommune.render import text

    return text.assessments(answers, lang, width)


# The worst verdict first: what an officer has to look at decides the code.
_CODES: Final = {
    "not_eligible": Exit.NOT_ELIGIBLE,
    "undetermined": Exit.UNDETERMINED,
    "out_of_scope": Exit.NOT_APPLICABLE,
    "not_in_force": Exit.NOT_APPLICABLE,
}


def _exit_code(answers: Sequence[Assessment], failed: Sequence[InputError]) -> Exit:
    if failed:
        return Exit.UNREADABLE if any(error.unreadable for error in failed) else Exit.PROBLEMS
    verdicts = {answer.verdict.value for answer in answers}
    return next((code for verdict, code in _CODES.items() if verdict in verdicts), Exit.OK)
