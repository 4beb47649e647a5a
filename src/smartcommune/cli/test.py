"""`smartcommune test`: the cases of rule sets."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from smartcommune.authoring.cases import TestedFile, rules_of_cases, run_file
from smartcommune.authoring.check.beside import unfit_children
from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import AnswerOptions, Quiet, as_share, format_option, words
from smartcommune.cli.rule_paths import RuleFiles, asked_for, rule_files
from smartcommune.cli.streams import columns, show, wants_color
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language
from smartcommune.problems import InputError, Place, Problem, finding, refusal
from smartcommune.rulesets.library import CASES

if TYPE_CHECKING:
    from smartcommune.authoring.measure.measured import Measured
    from smartcommune.render.styled import Styled

FORMATS: Final = ("text", "json", "junit")
WATCH: Final = "--watch"

Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help=words("help.paths"))]
Named = Annotated[str | None, typer.Option("-k", metavar="TEXT", help=words("help.named"))]
Coverage = Annotated[bool, typer.Option("--coverage", help=words("help.coverage"))]
Mutate = Annotated[bool, typer.Option("--mutate", help=words("help.mutate"))]
Suggest = Annotated[bool, typer.Option("--suggest", help=words("help.suggest"))]
Watch = Annotated[bool, typer.Option(WATCH, help=words("help.watch"))]
Least = Annotated[str | None, typer.Option("--min", metavar="PERCENT", help=words("help.min"))]


def test(
    *,
    paths: Paths = None,
    named: Named = None,
    coverage: Coverage = False,
    mutate: Mutate = False,
    suggest: Suggest = False,
    least: Least = None,
    watch: Watch = False,
    format: Annotated[str | None, format_option(FORMATS)] = None,
    answer: AnswerOptions,
    quiet: Quiet = False,
) -> None:
    language, output = answer.language, answer.output
    asked = Asked(coverage or (suggest and not mutate), mutate, suggest, as_share("--min", least))
    _check(asked, format)
    chosen = "text" if suggest and format_of(output, None, ("yaml",)) else format_of(output, format, FORMATS)
    if watch:
        from smartcommune.cli import watching

        watching.watch(asked_for(paths), WATCH, language)
    files = rule_files(asked_for(paths))
    tested, problems = _tested(files, named)
    if suggest and len(tested) > 1:
        raise refusal("suggest-one", "--suggest", count=len(tested))
    if suggest and not tested:
        raise InputError(problems)  # nothing to write cases for
    none = _no_case(tested, problems, asked, named)
    measured = _measured(tested, asked)
    if output is not None or not quiet:
        _deliver(measured, problems, asked, chosen, answer)
        files.note(language)
    if problems or none:
        report([*problems, *none], language, no_color=answer.no_color)
    if none:
        raise typer.Exit(Exit.DIFFERENT if named is None else Exit.USAGE)
    raise typer.Exit(_exit_code(measured, problems, asked))


class Asked(NamedTuple):
    """What is to be told besides the results of the cases."""

    coverage: bool
    mutants: bool
    cases: bool
    least: Fraction | None


def _check(asked: Asked, format: str | None) -> None:
    """Refuse options that do not go together."""
    if asked.least is not None and not (asked.coverage or asked.mutants):
        raise refusal("min-of-nothing", "--min")
    if asked.cases and format not in (None, "text"):
        raise refusal("suggest-is-yaml", "--suggest", found=format)


def _tested(files: RuleFiles, named: str | None) -> tuple[list[TestedFile], list[Problem]]:
    """The results of every rule set that can be read, and what is wrong with the others."""
    tested: list[TestedFile] = []
    names, problems = files.names, list(files.problems)
    for name in names:
        try:
            rules = rules_of_cases(name) if name.endswith(CASES) else name
            if rules == name or rules not in names:  # cases run with the rule set beside them
                tested.append(run_file(rules, named))
        except InputError as error:
            problems.extend(error.problems)
    problems.extend(unfit_children(names))
    return tested, list(dict.fromkeys(problems))


def _no_case(
    tested: Sequence[TestedFile], problems: Sequence[Problem], asked: Asked, named: str | None
) -> list[Problem]:
    """What is wrong where not one case was run; cases that are asked for may well be the first."""
    if problems or asked.cases or any(file.results for file in tested):
        return []
    if named is None:
        return [finding("no-case-at-all", Place(tested[0].name))]
    return [finding("no-case-named", Place("-k"), text=named)]


def _measured(tested: Sequence[TestedFile], asked: Asked) -> list[Measured]:
    from smartcommune.authoring.measure.measured import Measured, measured

    if not (asked.coverage or asked.mutants):
        return [Measured(file) for file in tested]
    return [measured(file, obligations=asked.coverage, mutants=asked.mutants) for file in tested]


def _deliver(
    measured: Sequence[Measured],
    problems: Sequence[Problem],
    asked: Asked,
    format: str,
    answer: AnswerOptions,
) -> None:
    """The report; where cases are suggested they are the answer, and the report goes beside it."""
    rendered = _rendered(measured, problems, asked, format, answer.language, columns(sys.stdout))
    if not asked.cases:
        answer.deliver(rendered)
        return
    show(rendered, sys.stderr, color=wants_color(sys.stderr, answer.no_color))
    answer.deliver(_cases(measured, answer.language))


def _cases(measured: Sequence[Measured], language: Language) -> str:
    """The suggested cases of the rule set."""
    from smartcommune.authoring.measure.suggest import suggested
    from smartcommune.render.suggested import yaml

    (item,) = measured
    known = (result.case for result in item.tested.results)
    return yaml(item.tested.ruleset, suggested(item), known, language, open=item.open)


def _rendered(
    measured: Sequence[Measured],
    problems: Sequence[Problem],
    asked: Asked,
    format: str,
    language: Language,
    width: int,
) -> Styled | str:
    from smartcommune.render import tested as rendered

    if format == "json":
        return rendered.json_report(measured, language)
    if format == "junit":
        return rendered.junit_report(measured, language, problems, asked.least)
    return rendered.text_report(measured, language, width, asked.least)


def _exit_code(measured: Sequence[Measured], problems: Sequence[Problem], asked: Asked) -> Exit:
    if problems:
        return Exit.UNREADABLE if InputError(problems).unreadable else Exit.PROBLEMS
    results = [result for item in measured for result in item.tested.results]
    if any(result.problems for result in results):
        return Exit.PROBLEMS
    failed = any(not result.passed for result in results)
    too_low = asked.least is not None and any(item.least < asked.least for item in measured)
    return Exit.DIFFERENT if failed or too_low else Exit.OK
