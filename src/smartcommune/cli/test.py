"""`smartcommune test`: the cases of rule sets."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smartcommune.cli.options import LANGUAGE, Lang, NoColor, Output, Quiet, one_of, words
from smartcommune.cli.report import Exit, report
from smartcommune.cli.validate import DEFAULT_FOLDER, rule_files
from smartcommune.messages import Language
from smartcommune.problems import InputError, Problem

if TYPE_CHECKING:
    from rich.text import Text

    from smartcommune.authoring.cases import TestedFile

Format = Literal["text", "json", "junit"]

Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help=words("help.paths"))]
Named = Annotated[str | None, typer.Option("-k", metavar="TEXT", help=words("help.named"))]
FailOnEmpty = Annotated[bool, typer.Option("--fail-on-empty", help=words("help.fail-on-empty"))]
FormatOption = Annotated[str, typer.Option("--format", "-f", metavar="text|json|junit", help=words("help.format"))]


def test(
    paths: Paths = None,
    named: Named = None,
    fail_on_empty: FailOnEmpty = False,
    format: FormatOption = "text",
    output: Output = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from smartcommune.cli.streams import columns, deliver

    language = one_of("--lang", lang, Language)
    chosen = one_of("--format", format, Format)
    tested, problems = _tested(paths or [DEFAULT_FOLDER], named)
    if not quiet:
        deliver(_rendered(tested, problems, chosen, language, columns(sys.stdout)), output, no_color=no_color)
    if problems:
        report(problems, language, no_color=no_color)
    raise typer.Exit(_exit_code(tested, problems, fail_on_empty))


test.__doc__ = words("help.test")


def _tested(paths: Sequence[str], named: str | None) -> tuple[list[TestedFile], list[Problem]]:
    """The results of every rule set that can be read, and what is wrong with the others."""
    from smartcommune.authoring.cases import rules_of_cases, run_file
    from smartcommune.library import CASES

    tested: list[TestedFile] = []
    names, problems = rule_files(paths)
    for name in names:
        try:
            rules = rules_of_cases(name) if name.endswith(CASES) else name
            if rules == name or rules not in names:  # cases run with the rule set beside them
                tested.append(run_file(rules, named))
        except InputError as error:
            problems.extend(error.problems)
    return tested, list(dict.fromkeys(problems))


def _rendered(
    tested: Sequence[TestedFile], problems: Sequence[Problem], format: Format, language: Language, width: int
) -> Text | str:
    from smartcommune.render import tested as rendered

    if format == "json":
        return rendered.json_report(tested, language)
    if format == "junit":
        return rendered.junit_report(tested, language, problems)
    return rendered.text_report(tested, language, width)


def _exit_code(tested: Sequence[TestedFile], problems: Sequence[Problem], fail_on_empty: bool) -> Exit:
    if problems:
        return Exit.UNREADABLE if InputError(problems).unreadable else Exit.PROBLEMS
    results = [result for file in tested for result in file.results]
    if any(result.problems for result in results):
        return Exit.PROBLEMS
    failed = any(not result.passed for result in results) or (fail_on_empty and not results)
    return Exit.DIFFERENT if failed else Exit.OK
