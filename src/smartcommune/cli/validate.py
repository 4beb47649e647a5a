"""`smartcommune validate`: everything that is wrong with rule files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from os.path import normpath
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from smartcommune import __version__
from smartcommune.cli.exits import Exit
from smartcommune.cli.options import AnswerOptions, Quiet, format_option, words
from smartcommune.cli.streams import columns, show, wants_color
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language, Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, did_you_mean, refusal
from smartcommune.source.files import read_source, yaml_files

if TYPE_CHECKING:
    from rich.text import Text

    from smartcommune.authoring.lint import Lint, Page
    from smartcommune.authoring.report import Report
    from smartcommune.model.provenance import Provenance

T = TypeVar("T")
FORMATS: Final = ("text", "json", "github", "sarif", "junit", "gitlab")
# The formats in which a report has a place for the rule sets that it is about.
NAMING: Final = ("json", "sarif", "junit")
DEFAULT_FOLDER: Final = "rules"
TABLES: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".jsonl", ".ndjson")

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help=words("help.paths"))]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="ID", help=words("help.select"))]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="ID", help=words("help.ignore"))]
Strict = Annotated[bool, typer.Option("--strict", help=words("help.strict"))]
Statistics = Annotated[bool, typer.Option("--statistics", help=words("help.statistics"))]
Explain = Annotated[str | None, typer.Option("--explain", metavar="ID", help=words("help.explain"))]


def validate(
    *,
    paths: Paths = None,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = False,
    statistics: Statistics = False,
    explain: Explain = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    answer: AnswerOptions,
    quiet: Quiet = False,
) -> None:
    from smartcommune.authoring.lints import LINTS
    from smartcommune.authoring.report import Report

    language, output = answer.language, answer.output
    if explain is not None:
        format_of(output, None, ("text", "markdown"))
        answer.deliver(_page(_known("--explain", explain, _pages()), language))
        raise typer.Exit(Exit.OK)
    chosen = format_of(output, format, FORMATS)
    lints = _chosen(LINTS, select or (), ignore or ())
    report = _report(paths or [DEFAULT_FOLDER], lints)
    if chosen in NAMING:
        report = Report(tuple(file._replace(rules=_rules(file.name)) for file in report.files))
    if output is not None or not quiet:
        _deliver(report, chosen, answer, statistics=statistics)
    raise typer.Exit(_exit_code(report, strict))


def _known(option: str, id: str, lints: Mapping[str, T]) -> T:
    if id not in lints:
        raise refusal("unknown-lint", option, did_you_mean(id, lints), name=id)
    return lints[id]


def _chosen(lints: Mapping[str, Lint], select: Sequence[str], ignore: Sequence[str]) -> list[Lint]:
    wanted = [_known("--select", id, lints) for id in select] or list(lints.values())
    unwanted = {_known("--ignore", id, lints).id for id in ignore}
    return [lint for lint in wanted if lint.id not in unwanted]


def _report(paths: Sequence[str], lints: Sequence[Lint]) -> Report:
    """What is wrong with each of the files; one after the other, so that many take no more memory than one."""
    from smartcommune.authoring.check.beside import beside
    from smartcommune.authoring.check.validate import validate
    from smartcommune.authoring.report import CheckedFile, Report

    names, missing = rule_files(paths)
    checked = {problem.place.source: CheckedFile(problem.place.source, (problem,)) for problem in missing}
    for name in names:
        try:
            found = validate(read_source(name), lints)
        except InputError as error:
            found = error.problems
        checked[name] = CheckedFile(name, found)
    for file in beside(names, (path for path in paths if path not in names)):
        told = checked.get(file.name, CheckedFile(file.name))
        checked[file.name] = told._replace(problems=InputError((*told.problems, *file.problems)).problems)
    return Report(tuple(checked.values()))


def _rules(name: str) -> Provenance | None:
    """Which rule set a file is, with its digest; none if it is no rule set that can be read."""
    from smartcommune.rulesets.library import CASES, read_ruleset

    try:
        return None if name.endswith(CASES) else read_ruleset(read_source(name)).provenance()
    except InputError:
        return None


def rule_files(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The files that paths, folders and patterns mean, each once, and those that mean none.

    A check of nothing is no success.
    """
    names: dict[str, str] = {}
    missing: list[Problem] = []
    for path in paths:
        found = yaml_files(path)
        if not found:
            missing.append(Problem(UNREADABLE, Place(path), Message("no-rule-files", path=path)))
        for name in found:
            if PurePath(name).suffix.lower() in TABLES:
                missing.append(Problem("is-table", Place(name), Message("is-table"), Message("is-table-help")))
            else:
                names.setdefault(normpath(name), name)
    return list(names.values()), missing


def _deliver(report: Report, format: str, answer: AnswerOptions, *, statistics: bool) -> None:
    language, width = answer.language, columns(sys.stdout)
    if format == "text" and not report.problems:  # as mostly: nothing is imported that lays out problems
        answer.deliver(report.summary.say(language) + "\n")
        return
    if format == "text":
        answer.deliver(_text(report, language, width, statistics=statistics))
        return
    answer.deliver(_formats()[format](report, language))
    if format == "github":  # the service shows ten annotations a step, so the ordinary report is printed as well
        text = _text(report, language, width, statistics=statistics)
        show(text, sys.stderr, color=wants_color(sys.stderr, answer.no_color))
    elif (
        answer.output is not None or statistics
    ):  # the JSON has the counts as well, the other formats have no place for them
        show(_counts(report, language, statistics=statistics), sys.stderr, color=False)


def _text(report: Report, language: Language, width: int, *, statistics: bool) -> Text:
    from smartcommune.render.problems import problems

    return problems(report.problems, language, width).append_text(_counts(report, language, statistics=statistics))


def _counts(report: Report, language: Language, *, statistics: bool) -> Text:
    """The kinds of problems with their number, if that is wanted, and how many there are in all."""
    from smartcommune.render.problems import statistics as by_kind
    from smartcommune.render.problems import summary

    return by_kind(report).append_text(summary(report, language)) if statistics else summary(report, language)


def _formats() -> dict[str, Callable[[Report, Language], str]]:
    from smartcommune.render import github, gitlab, junit, report_json, sarif

    return {
        "json": report_json.report,
        "github": github.report,
        "gitlab": gitlab.report,
        "junit": junit.report,
        "sarif": lambda report, language: sarif.report(report, language, _pages(), __version__),
    }


def _pages() -> dict[str, Page]:
    from smartcommune.authoring.faults import FAULTS
    from smartcommune.authoring.lints import LINTS

    return {**FAULTS, **LINTS}


def _page(lint: Page, language: Language) -> str:
    """The page of a problem: what it finds, a piece of YAML to avoid, the same mended, and why."""
    avoid, prefer, why = (Message(f"page.{name}").say(language) for name in ("avoid", "prefer", "because"))
    return (
        f"# {lint.id}\n\n{lint.summary.say(language)} ({Message(f'severity.{lint.severity}').say(language)})\n\n"
        f"## {avoid}\n\n```yaml\n{lint.avoid}```\n\n## {prefer}\n\n```yaml\n{lint.prefer}```\n\n"
        f"## {why}\n\n{lint.why.say(language)}\n"
    )


def _exit_code(report: Report, strict: bool) -> Exit:
    if any(problem.id == UNREADABLE for problem in report.problems):
        return Exit.UNREADABLE
    return Exit.PROBLEMS if report.errors or (strict and report.warnings) else Exit.OK
