"""What cases come out as, show and notice, to text, JSON and JUnit.

For a failed case what was expected, what came out, and why; of what is measured what is lacking, with its place, and
how much is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, Final

from smartcommune.authoring.cases import CaseResult, TestedFile
from smartcommune.authoring.measure.measured import Measured
from smartcommune.authoring.report import CaseRun
from smartcommune.messages import Amount, Language, Message, Words, say
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import Shown
from smartcommune.problems import Place, Problem
from smartcommune.render import junit
from smartcommune.render.json import provenance
from smartcommune.render.page import Page
from smartcommune.render.safe import json_text, terminal
from smartcommune.render.styled import Styled
from smartcommune.render.suggested import fact_text
from smartcommune.render.text import unfolded

if TYPE_CHECKING:
    from smartcommune.authoring.measure.coverage import Coverage
    from smartcommune.authoring.measure.exercise import Example
    from smartcommune.authoring.measure.mutate import Mutation
    from smartcommune.authoring.measure.obligations import Obligation
    from smartcommune.authoring.variants import Variant

SCHEMA: Final = "smartcommune/cases/1"
_PERCENT: Final = Message("unit.percent")


def rate_words(rate: Fraction) -> Shown:
    """A percentage with one digit, cut off: what is not whole is never shown as 100 %."""
    return Shown(Fraction(floor(rate * 10), 10), _PERCENT)


def text_report(measured: Sequence[Measured], language: Language, width: int, least: Fraction | None) -> Styled:
    """The results of the cases, then for each rule set what they show and notice, and what is lacking."""
    text = _cases([item.tested for item in measured], language, width)
    for item in measured:
        if item.coverage is None and item.mutation is None:
            continue
        page = Page(width, language)
        page.heading(item.tested.ruleset.id)
        if item.coverage is not None:
            _coverage(item.coverage, item.tested.ruleset, page, least)
        if item.mutation is not None:
            _mutation(item.mutation, item.tested.ruleset, page, least)
        text.append_text(page.text)
    return text


def _coverage(found: Coverage, ruleset: RuleSet, page: Page, least: Fraction | None) -> None:
    done = len(found.shown)
    _rate("coverage.obligations", done, done + len(found.lacking), found.rate, page, least)
    _listed("coverage.none-shows", _open(found.lacking, ruleset), page)
    for obligation in found.impossible:
        page.item("–", Message("coverage.impossible", text=obligation.message), 1, style="dim")
    if found.left and ruleset.parent is not None:
        words = Message("coverage.left", count=Amount(found.left, "noun.criterion"), parent=ruleset.parent.id)
        page.item("–", words, 1, style="dim")


def _mutation(found: Mutation, ruleset: RuleSet, page: Page, least: Fraction | None) -> None:
    every = found.noticed + len(found.survivors) + len(found.untried)
    _rate("mutation.mutants", found.noticed, every, found.rate, page, least)
    _listed("mutation.none-notices", _open(found.survivors, ruleset), page)
    if found.equivalent:
        words = Message("mutation.equivalent", count=Amount(len(found.equivalent), "noun.mutant"))
        page.item("–", words, 1, style="dim")
    if found.untried:
        left = Amount(len(found.untried), "noun.mutant")
        page.item(
            "?", Message("mutation.untried", tried=found.tried, all=found.tried + len(found.untried), left=left), 1
        )


def _rate(key: str, done: int, every: int, rate: Fraction, page: Page, least: Fraction | None) -> None:
    mark = ("✔", "green") if rate == 100 or (least is not None and rate >= least) else ("✘", "red")
    words = Message(key, done=done, all=every, rate=rate_words(rate))
    page.item(mark[0], words, mark_style=mark[1])


def _listed(key: str, sentences: Sequence[Message], page: Page) -> None:
    if sentences:
        page.item("", Message(key), 1)
    for sentence in sentences:
        page.item("✘", sentence, 1, mark_style="red")


def _open(found: Iterable[tuple[Obligation | Variant, Example | None]], ruleset: RuleSet) -> list[Message]:
    """What no case shows or notices, each at its place; without an example it was not decided whether one could."""
    keys = {True: "coverage.undecided", False: "coverage.at"}
    return [
        Message(keys[example is None], place=ruleset.document.place(item.path), text=item.message)
        for item, example in found
    ]


def json_report(measured: Sequence[Measured], language: Language) -> str:
    """The results of the cases as ever, with what they show and notice."""
    files = [_file_tree(item.tested, language) | _tree(item, language) for item in measured]
    return json_text({"schema": SCHEMA, "files": files})


def _tree(item: Measured, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {}
    ruleset = item.tested.ruleset
    if item.coverage is not None:
        found["coverage"] = {
            "rate": _number(item.coverage.rate),
            "left_to_parent": item.coverage.left,
            "shown": [
                _obligation(shown.obligation, ruleset, language) | {"case": shown.case.name}
                for shown in item.coverage.shown
            ],
            "lacking": [
                _obligation(lacking.obligation, ruleset, language) | {"example": _example(lacking.example, ruleset)}
                for lacking in item.coverage.lacking
            ],
            "impossible": [_obligation(obligation, ruleset, language) for obligation in item.coverage.impossible],
        }
    if item.mutation is not None:
        found["mutation"] = {
            "rate": _number(item.mutation.rate),
            "noticed": item.mutation.noticed,
            "survivors": [
                _mutant(survivor.mutant, ruleset, language) | {"example": _example(survivor.example, ruleset)}
                for survivor in item.mutation.survivors
            ],
            "equivalent": [_mutant(mutant, ruleset, language) for mutant in item.mutation.equivalent],
            "not_decided": [_mutant(mutant, ruleset, language) for mutant in item.mutation.untried],
        }
    return found


def _number(rate: Fraction) -> int | float:
    """Two digits, cut off."""
    cut = Fraction(floor(rate * 100), 100)
    return int(cut) if cut.denominator == 1 else float(cut)


def _obligation(obligation: Obligation, ruleset: RuleSet, language: Language) -> dict[str, Any]:
    whole = {"kind": obligation.kind.value, "subject": obligation.subject}
    return whole | _placed(ruleset.document.place(obligation.path), obligation.message, language)


def _mutant(mutant: Variant, ruleset: RuleSet, language: Language) -> dict[str, Any]:
    return {"kind": mutant.kind} | _placed(ruleset.document.place(mutant.path), mutant.message, language)


def _placed(place: Place, message: Message, language: Language) -> dict[str, Any]:
    return {"file": place.source, "line": place.line, "column": place.column, "text": say(message, language)}


def _example(example: Example | None, ruleset: RuleSet) -> dict[str, Any] | None:
    """A commune as a profile writes it; none where it was not decided whether there is one."""
    if example is None:
        return None
    facts = {id: fact_text(value, ruleset.indicators[id]) for id, value in example.facts.items()}
    return {"on": example.day.isoformat(), "facts": dict(sorted(facts.items()))}


def junit_report(
    measured: Sequence[Measured], language: Language, problems: Sequence[Problem], least: Fraction | None
) -> str:
    """The results of the cases, with a test for each obligation and each mutant.

    What is lacking fails where a least percentage is asked for and not reached; otherwise it is skipped.
    """
    runs = list(_case_runs([item.tested for item in measured], language, problems))
    for item in measured:
        runs += _runs(item, language, least)
    return junit.cases(runs, _rules_of(item.tested for item in measured))


def _runs(item: Measured, language: Language, least: Fraction | None) -> Iterator[CaseRun]:
    ruleset, name = item.tested.ruleset, item.tested.name
    if item.coverage is not None:
        fails = least is not None and item.coverage.rate < least
        for shown in item.coverage.shown:
            place = ruleset.document.place(shown.obligation.path)
            yield CaseRun(f"{name} (--coverage)", shown.obligation.message.say(language), place)
        for obligation, _ in item.coverage.lacking:
            run = CaseRun(
                f"{name} (--coverage)", obligation.message.say(language), ruleset.document.place(obligation.path)
            )
            yield _lacks(run, Message("coverage.none-shows").say(language), fails=fails)
    if item.mutation is not None:
        fails = least is not None and item.mutation.rate < least
        for mutant, _ in item.mutation.survivors:
            run = CaseRun(f"{name} (--mutate)", mutant.message.say(language), ruleset.document.place(mutant.path))
            yield _lacks(run, Message("mutation.none-notices").say(language), fails=fails)
        for mutant in item.mutation.untried:
            run = CaseRun(f"{name} (--mutate)", mutant.message.say(language), ruleset.document.place(mutant.path))
            yield _lacks(run, Message("mutation.not-tried").say(language), fails=fails)


def _lacks(run: CaseRun, why: str, *, fails: bool) -> CaseRun:
    said = f"{why} {run.name}"
    return run._replace(failures=(said,)) if fails else run._replace(skipped=said)


# ------------------------------------------------------------------------------------------------ results of the cases


def _cases(tested: Sequence[TestedFile], language: Language, width: int) -> Styled:
    """Every failed case with its reasons, a line a rule set, and the counts."""
    text = Styled()
    for file in tested:
        for result in file.results:
            if not result.passed:
                text.append_text(_failed(result, language, width))
    for file in tested:
        text.append_text(_line(file, language))
    return text.append_text(_summary(tested, language))


def _rules_of(tested: Iterable[TestedFile]) -> dict[str, str]:
    """The files with their rule sets, the versions and digests of these."""
    return {file.name: file.ruleset.provenance().text for file in tested}


def _case_runs(tested: Sequence[TestedFile], language: Language, problems: Sequence[Problem]) -> Iterator[CaseRun]:
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


def _failed(result: CaseResult, language: Language, width: int) -> Styled:
    page = Page(width, language)
    page.blank()
    page.item("✘", f"{_place(result)}: {result.case.name}", style="bold", mark_style="red")
    for failure in _failures(result, language):
        page.item("-", failure, 1)
    text = page.text
    if result.assessment is not None:
        text.append_text(unfolded(result.assessment, language, width))
    return text


def _line(file: TestedFile, language: Language) -> Styled:
    passed = sum(result.passed for result in file.results)
    key = "case.line-unexercised" if file.unexercised else "case.line"
    mark = ("✔ ", "green") if passed == len(file.results) and file.results else ("✘ ", "red")
    cases, count = Amount(len(file.results), "noun.case"), Amount(len(file.unexercised), "noun.criterion")
    words = Message(key, file=file.name, passed=passed, cases=cases, count=count, first=_first(file))
    rules = file.ruleset.provenance().text
    found = Styled(("  ", ""), mark).append(terminal(words.say(language)))
    return found.append("\n    ").append(terminal(rules), "dim").append("\n")


def _first(file: TestedFile) -> str:
    return ", ".join(file.unexercised[:5]) + ("…" if len(file.unexercised) > 5 else "")


def _summary(tested: Sequence[TestedFile], language: Language) -> Styled:
    results = [result for file in tested for result in file.results]
    failed = sum(not result.passed for result in results)
    passed = Amount(len(results) - failed, "noun.case")
    words = Message("case.summary", passed=passed, failed=failed, files=Amount(len(tested), "noun.ruleset"))
    return Styled((words.say(language) + "\n", "bold red" if failed else "bold"))


def _file_tree(file: TestedFile, language: Language) -> dict[str, Any]:
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
