"""`smartcommune validate`: everything that is wrong with rule files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartcommune import __version__
from smartcommune.cli.configuration import configured
from smartcommune.cli.exits import Exit
from smartcommune.cli.mending import FixOptions, deliver_changes, mend, show_fixes
from smartcommune.cli.options import AnswerOptions, Quiet, format_option, words
from smartcommune.cli.rule_paths import RuleFiles, asked_for, rule_files
from smartcommune.cli.streams import columns, show, wants_color
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language
from smartcommune.problems import UNREADABLE, InputError, did_you_mean, refusal
from smartcommune.source.files import STDIN, hold_stdin, read_source

if TYPE_CHECKING:
    from smartcommune.authoring.report import Mended, Report
    from smartcommune.cli.lint_levels import ChosenLints
    from smartcommune.model.provenance import Provenance
    from smartcommune.render.styled import Styled

FORMATS: Final = ("text", "json", "github", "sarif", "junit", "gitlab")
# The formats in which a report has a place for the rule sets that it is about.
NAMING: Final = ("json", "sarif", "junit")

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help=words("help.paths"))]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="ID", help=words("help.select"))]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="ID", help=words("help.ignore"))]
Strict = Annotated[bool | None, typer.Option("--strict/--no-strict", help=words("help.strict"))]
StdinName = Annotated[str | None, typer.Option("--stdin-filename", metavar="FILE", help=words("help.stdin-filename"))]
Statistics = Annotated[bool, typer.Option("--statistics", help=words("help.statistics"))]
Explain = Annotated[str | None, typer.Option("--explain", metavar="ID", help=words("help.explain"))]


def validate(
    *,
    paths: Paths = None,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = None,
    stdin_filename: StdinName = None,
    statistics: Statistics = False,
    fixing: FixOptions,
    explain: Explain = None,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    answer: AnswerOptions,
    quiet: Quiet = False,
) -> None:
    from smartcommune.cli.lint_levels import chosen_lints

    language, output = answer.language, answer.output
    if explain is not None:
        format_of(output, None, ("text", "markdown"))
        answer.deliver(_page(explain, language))
        raise typer.Exit(Exit.OK)
    fixing.check(format)
    chosen = "text" if fixing.diff else format_of(output, format, FORMATS)
    lints = chosen_lints(select or (), ignore or (), configured())
    named = asked_for(paths) if stdin_filename is None else _with_stdin(paths or [STDIN], stdin_filename)
    files, piped = rule_files(named), stdin_filename or STDIN
    mended = mend(files.names, lints, fixing, piped)
    report = _report(named, files, lints, mended)
    if chosen in NAMING:
        report = report._replace(files=tuple(file._replace(rules=_rules(file.name)) for file in report.files))
    if fixing.diff:
        deliver_changes(report.mended, answer)
    elif piped in mended:
        show(mended[piped].after.text, sys.stdout, color=False)
    if output is not None or not quiet:
        _deliver(
            report, chosen, answer, aside=fixing.diff or (piped in mended and output is None), statistics=statistics
        )
        files.note(language)
    code = _exit_code(report, configured().strict if strict is None else strict)
    is_other = fixing.diff and any(each.is_changed for each in report.mended)
    raise typer.Exit(Exit.DIFFERENT if code is Exit.OK and is_other else code)


def _with_stdin(paths: Sequence[str], name: str) -> list[str]:
    """The paths, with the file in place of standard input, which stands for it."""
    if STDIN not in paths:
        raise refusal("needs-stdin", "--stdin-filename")
    hold_stdin(name)
    return [name if path == STDIN else path for path in paths]


def _page(id: str, language: Language) -> str:
    from smartcommune.authoring.check.explained import explained
    from smartcommune.render.explained import page

    known = explained()
    if id not in known:
        raise refusal("unknown-lint", "--explain", did_you_mean(id, known), name=id)
    return page(known[id], language)


def _report(paths: Sequence[str], files: RuleFiles, lints: ChosenLints, mended: Mapping[str, Mended]) -> Report:
    """What is wrong with each of the files; one after the other, so that many take no more memory than one."""
    from smartcommune.authoring.check.beside import beside
    from smartcommune.authoring.check.validate import validate
    from smartcommune.authoring.report import CheckedFile, Report

    names = files.names
    checked = {problem.place.source: CheckedFile(problem.place.source, (problem,)) for problem in files.problems}
    for name in names:
        try:
            source = mended[name].after if name in mended else read_source(name)
            found = validate(source, lints.of(name))
        except InputError as error:
            found = error.problems
        checked[name] = CheckedFile(name, found)
    for file in beside(names, (path for path in paths if path not in names)):
        told = checked.get(file.name, CheckedFile(file.name))
        checked[file.name] = told._replace(problems=InputError((*told.problems, *file.problems)).problems)
    return Report(tuple(checked.values()), tuple(mended.values()))


def _rules(name: str) -> Provenance | None:
    """Which rule set a file is, with its digest; none if it is no rule set that can be read."""
    from smartcommune.rulesets.library import CASES, read_ruleset

    try:
        return None if name.endswith(CASES) else read_ruleset(read_source(name)).provenance()
    except InputError:
        return None


def _deliver(report: Report, format: str, answer: AnswerOptions, *, aside: bool, statistics: bool) -> None:
    """The report as an answer, or on standard error where something else is the answer."""
    language = answer.language
    if report.mended:
        show_fixes(report.mended, answer)
    if format == "text" and not report.problems and not aside:  # as mostly: nothing is imported that lays out problems
        answer.deliver(report.summary.say(language) + "\n")
        return
    if format == "text":
        width = columns(sys.stderr if aside else sys.stdout)
        text: Styled | str = _text(report, language, width, statistics=statistics)
    else:
        text = _formats()[format](report, language)
    if aside:
        show(text, sys.stderr, color=wants_color(sys.stderr, answer.no_color))
        return
    answer.deliver(text)
    if format == "github":  # the service shows ten annotations a step, so the ordinary report is printed as well
        text = _text(report, language, columns(sys.stdout), statistics=statistics)
        show(text, sys.stderr, color=wants_color(sys.stderr, answer.no_color))
    elif format != "text" and (answer.output is not None or statistics):
        # the JSON has the counts as well, the other formats have no place for them
        show(_counts(report, language, statistics=statistics), sys.stderr, color=False)


def _text(report: Report, language: Language, width: int, *, statistics: bool) -> Styled:
    from smartcommune.render.problems import problems

    return problems(report.problems, language, width).append_text(_counts(report, language, statistics=statistics))


def _counts(report: Report, language: Language, *, statistics: bool) -> Styled:
    """The kinds of problems with their number, if that is wanted, and how many there are in all."""
    from smartcommune.render.problems import statistics as by_kind
    from smartcommune.render.problems import summary

    return by_kind(report).append_text(summary(report, language)) if statistics else summary(report, language)


def _formats() -> dict[str, Callable[[Report, Language], str]]:
    from smartcommune.authoring.check.explained import explained
    from smartcommune.render import github, gitlab, junit, report_json, sarif

    return {
        "json": report_json.report,
        "github": github.report,
        "gitlab": gitlab.report,
        "junit": junit.report,
        "sarif": lambda report, language: sarif.report(report, language, explained(), __version__),
    }


def _exit_code(report: Report, strict: bool) -> Exit:
    if any(problem.id == UNREADABLE for problem in report.problems):
        return Exit.UNREADABLE
    return Exit.PROBLEMS if report.errors or (strict and report.warnings) else Exit.OK
