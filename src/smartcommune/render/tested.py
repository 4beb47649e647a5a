"""The results of cases, for `measured` to write: for a failed case what was expected, what came out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rich.text import Text

from smartcommune.authoring.cases import CaseResult, TestedFile
from smartcommune.authoring.report import CaseRun
from smartcommune.messages import Amount, Language, Message, Words
from smartcommune.problems import Place, Problem
from smartcommune.render.json import provenance
from smartcommune.render.page import Page
from smartcommune.render.safe import terminal
from smartcommune.render.text import unfolded

SCHEMA: Final = "smartcommune/cases/1"


def text_report(tested: Sequence[TestedFile], language: Language, width: int) -> Text:
    """Every failed case with its reasons, a line a rule set, and the counts."""
    text = Text()
    for file in tested:
        for result in file.results:
            if not result.passed:
                text.append_text(_failed(result, language, width))
    for file in tested:
        text.append_text(_line(file, language))
    return text.append_text(_summary(tested, language))


def rules_of(tested: Iterable[TestedFile]) -> dict[str, str]:
    """The files with their rule sets, the versions and digests of these."""
    return {file.name: file.ruleset.provenance().text for file in tested}


def case_runs(tested: Sequence[TestedFile], language: Language, problems: Sequence[Problem]) -> Iterator[CaseRun]:
    """A run for each case, and one for each problem of a file that cannot be run."""
    for file in tested:
        for result in file.results:
            yield CaseRun(file.name, result.case.name, _place(result), tuple(_failures(result, language)))
    for problem in problems:
        yield CaseRun(problem.place.source, problem.id, problem.place, (problem.say(language),))


def _place(result: CaseResult) -> Place:
    return result.case.document.place(result.case.path)


def _failures(result: CaseResult, language: Language) -> Iterator[str]:
    for difference in result.differences:
        whole = {name: Words(text, text) for name, text in difference._asdict().items()}
        yield Message("case.difference", **whole).say(language)
    for problem in result.problems:
        yield problem.say(language)


def _failed(result: CaseResult, language: Language, width: int) -> Text:
    page = Page(width, language)
    page.blank()
    page.item("✘", f"{_place(result)}: {result.case.name}", style="bold", mark_style="red")
    for failure in _failures(result, language):
        page.item("-", failure, 1)
    text = page.text
    if result.assessment is not None:
        text.append_text(unfolded(result.assessment, language, width))
    return text


def _line(file: TestedFile, language: Language) -> Text:
    passed = sum(result.passed for result in file.results)
    key = "case.line-unexercised" if file.unexercised else "case.line"
    mark = ("✔ ", "green") if passed == len(file.results) and file.results else ("✘ ", "red")
    cases, count = Amount(len(file.results), "noun.case"), Amount(len(file.unexercised), "noun.criterion")
    words = Message(key, file=file.name, passed=passed, cases=cases, count=count, first=_first(file))
    rules = file.ruleset.provenance().text
    return Text.assemble("  ", mark, terminal(words.say(language)), "\n    ", (terminal(rules), "dim"), "\n")


def _first(file: TestedFile) -> str:
    return ", ".join(file.unexercised[:5]) + ("…" if len(file.unexercised) > 5 else "")


def _summary(tested: Sequence[TestedFile], language: Language) -> Text:
    results = [result for file in tested for result in file.results]
    failed = sum(not result.passed for result in results)
    passed = Amount(len(results) - failed, "noun.case")
    words = Message("case.summary", passed=passed, failed=failed, files=Amount(len(tested), "noun.ruleset"))
    return Text(words.say(language) + "\n", style="bold red" if failed else "bold")


def file_tree(file: TestedFile, language: Language) -> dict[str, Any]:
    """The results of one file as JSON has them."""
    return {
        "file": file.name,
        "ruleset": provenance(file.ruleset.provenance()),
        "cases": [_case(result, language) for result in file.results],
        "unexercised": list(file.unexercised),
    }


def _case(result: CaseResult, language: Language) -> dict[str, Any]:
    place = _place(result)
    return {
        "name": result.case.name,
        "file": place.source,
        "line": place.line,
        "passed": result.passed,
        "differences": [difference._asdict() for difference in result.differences],
        "problems": [problem.say(language) for problem in result.problems],
    }
