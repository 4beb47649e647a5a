"""`smartcommune digest`: the digests of rule files, those included that they rest on, as `sha256sum` prints them."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import AnswerOptions, words
from smartcommune.cli.rule_paths import RuleFiles, asked_for, rule_files
from smartcommune.cli.targets import format_of
from smartcommune.problems import InputError, Problem
from smartcommune.rulesets.library import built_in, files_of
from smartcommune.source.files import read_source

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help=words("help.digest-paths"))]


def digest(*, paths: Paths = None, answer: AnswerOptions) -> None:
    language = answer.language
    format_of(answer.output, None, ("sha256", "text"))
    files = rule_files([str(built_in()[path]) if path in built_in() else path for path in asked_for(paths)])
    found, problems = _digests(files)
    answer.deliver("".join(f"{found[name]}  {name}\n" for name in sorted(found)))
    files.note(language)
    if problems:
        report(problems, language, no_color=answer.no_color)
        raise typer.Exit(Exit.UNREADABLE if InputError(problems).unreadable else Exit.PROBLEMS)


def _digests(files: RuleFiles) -> tuple[dict[str, str], list[Problem]]:
    """Each file once, with the digest of its text; and what is wrong with those that cannot be read."""
    problems = list(files.problems)
    found: dict[str, str] = {}
    for name in files.names:
        try:
            found.update(files_of(read_source(name)))
        except InputError as error:
            problems.extend(error.problems)
    return found, problems
