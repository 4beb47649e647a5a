"""`smartcommune check`: the verdict and the reasons of single communes, from profiles or from the rows of a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from smartcommune.api import Rules as InUse
from smartcommune.assess.assessment import Assessment
from smartcommune.cli.check_inputs import Inputs, Ready
from smartcommune.cli.exits import Exit, report
from smartcommune.cli.office_options import WORD, Office, OfficeOptions
from smartcommune.cli.options import (
    LANGUAGE,
    AnswerOptions,
    AsOf,
    Lang,
    NoColor,
    Quiet,
    Rules,
    SettingOptions,
    as_date,
    format_option,
    words,
)
from smartcommune.cli.streams import as_bytes, show
from smartcommune.cli.table_options import RowOptions, TableOptions
from smartcommune.cli.targets import format_of, suffix_of
from smartcommune.messages import Amount, Language, Message
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError, refusal
from smartcommune.render.safe import terminal
from smartcommune.rulesets.library import load
from smartcommune.source.files import means_folder

if TYPE_CHECKING:
    from smartcommune.render.styled import Styled


FORMATS: Final = ("text", "json", "markdown", "html", WORD)
# A question is asked on a terminal, or of a program.
_ASKED: Final = FORMATS[:3]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE|FOLDER/", help=words("help.check-output"))]
# Files in one folder: of all the communes that Viet Nam has had, each twice.
MOST_SHEETS: Final = 20_000
Full = Annotated[bool, typer.Option("--full", help=words("help.full"))]
Ask = Annotated[bool, typer.Option("--ask", help=words("help.ask"))]


def check(
    *,
    profiles: Annotated[list[str], typer.Argument(metavar="PROFILE|TABLE...", help=words("help.profiles"))],
    rows: RowOptions,
    rules: Rules = None,
    as_of: AsOf = None,
    settings: SettingOptions,
    reading: TableOptions,
    office: OfficeOptions,
    ask: Ask = False,
    full: Full = False,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    output: Output = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    answer = AnswerOptions(output, lang, no_color)
    folder = output if output is not None and means_folder(output) else None
    formats = _ASKED if ask else FORMATS
    chosen = format_of(output, format or (formats[-1] if folder else None), formats)
    office = office.completed(chosen)
    day, given = as_date("--as-of", as_of), settings.given
    inputs = Inputs(None if rules is None else load(rules), lambda found: InUse(found, day, *given), rows, reading)
    inputs.read(profiles)
    wording = Wording(_asked if ask else _renderer(chosen, office, answer.language, is_full=full), chosen, answer)
    try:
        if folder is not None and inputs.ready:
            verdicts = _write_folder(folder, inputs.ready, wording, is_quiet=quiet)
        else:
            answers = [each.rules.check(each.profile) for each in inputs.ready]
            verdicts = {each.verdict for each in answers}
            if answers and (output is not None or not quiet):
                answer.deliver(wording.of(answers))
    finally:
        if inputs.failed:
            problems = [problem for error in inputs.failed for problem in error.problems]
            report(problems, answer.language, no_color=no_color)
    raise typer.Exit(_exit_code(verdicts, inputs.failed))


Render = Callable[[list[Assessment], str, Language, int], "Styled | str | bytes"]


class Wording(NamedTuple):
    """How answers are said."""

    render: Render
    format: str
    answer: AnswerOptions

    def of(self, answers: list[Assessment]) -> Styled | str | bytes:
        return self.render(answers, self.format, self.answer.language, self.answer.width)

    def bytes_of(self, answer: Assessment) -> bytes:
        return as_bytes(self.of([answer]))


def _write_folder(folder: str, ready: Sequence[Ready], wording: Wording, *, is_quiet: bool) -> set[Verdict]:
    """Write a file for each commune; which verdicts there are among them."""
    from smartcommune.cli.folder import names_of, write_each
    from smartcommune.cli.progress import progress

    language = wording.answer.language
    if len(ready) > MOST_SHEETS:
        count = Amount(len(ready), "noun.sheet")
        raise refusal("too-many-sheets", "--output", Message("too-many-sheets-help"), count=count, most=MOST_SHEETS)
    verdicts: set[Verdict] = set()

    def contents() -> Iterator[bytes]:
        for each in ready:
            found = each.rules.check(each.profile)
            verdicts.add(found.verdict)
            yield wording.bytes_of(found)

    names = names_of([(each.profile.commune, each.row) for each in ready], suffix_of(wording.format), language)
    with progress(len(ready), language, is_wanted=not is_quiet, said="progress-sheets") as advance:
        write_each(folder, names, contents(), advance)
    if not is_quiet:
        said = Message("sheets-written", count=Amount(len(ready), "noun.sheet"), folder=folder).say(language)
        show(f"{terminal(said)}\n", sys.stdout, color=False)
    return verdicts


def _asked(answers: list[Assessment], format: str, lang: Language, width: int) -> Styled | str:
    """The next question for each commune, instead of the answer."""
    from smartcommune.render import ask

    if format == "json":
        return ask.questions(answers, lang)
    return ask.document(answers, lang) if format == "markdown" else ask.page(answers, lang, width)


def _renderer(format: str, office: OfficeOptions, language: Language, *, is_full: bool) -> Render:
    """What says the answers in a format."""
    if format != WORD:
        return partial(_rendered, is_full=is_full)
    made = Office(office, language)
    return lambda answers, *_: made.sheets(answers)


def _rendered(answers: list[Assessment], format: str, lang: Language, width: int, *, is_full: bool) -> Styled | str:
    if format == "json":
        from smartcommune.render import json

        return json.assessments(answers, lang)
    if format == "markdown":
        from smartcommune.render import markdown

        return markdown.assessments(answers, lang)
    if format == "html":
        from smartcommune.render.pages import sheets

        return sheets.assessments(answers, lang)
    from smartcommune.render import text

    return text.assessments(answers, lang, width, is_full=is_full)


# The worst verdict first: what an officer has to look at decides the code.
_CODES: Final = {
    Verdict.NOT_ELIGIBLE: Exit.NOT_ELIGIBLE,
    Verdict.UNDETERMINED: Exit.UNDETERMINED,
    Verdict.OUT_OF_SCOPE: Exit.NOT_APPLICABLE,
    Verdict.NOT_IN_FORCE: Exit.NOT_APPLICABLE,
}


def _exit_code(verdicts: Collection[Verdict], failed: Sequence[InputError]) -> Exit:
    if failed:
        return Exit.UNREADABLE if any(error.unreadable for error in failed) else Exit.PROBLEMS
    return next((code for verdict, code in _CODES.items() if verdict in verdicts), Exit.OK)
