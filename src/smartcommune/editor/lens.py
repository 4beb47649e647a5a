"""A rule file or its cases to what became of the cases, each where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smartcommune.authoring.cases import CaseResult, cases_beside, run_case
from smartcommune.authoring.check.validate import rules_of
from smartcommune.messages import Amount, Message, Words
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place
from smartcommune.rulesets.library import CASES, read_ruleset
from smartcommune.source.document import read_document
from smartcommune.source.files import read_source


class Lens(NamedTuple):
    """What is said above a line."""

    place: Place
    said: Message


def lenses(name: str) -> tuple[Lens, ...]:
    """How many cases pass, above the id; each that stands in this file, above itself. Nothing of broken files."""
    try:
        return tuple(_lenses(name))
    except InputError:  # the diagnostics say why
        return ()


def _lenses(name: str) -> Iterator[Lens]:
    source = read_source(name)
    of_cases = name.endswith(CASES)
    rules = rules_of(source) if of_cases else source
    ruleset = read_ruleset(rules)
    cases = cases_beside(ruleset, rules.path) if rules.path is not None else ruleset.cases
    results = [run_case(case, ruleset) for case in cases]
    yield Lens(read_document(source).place(("ruleset" if of_cases else "id",)), _summary(results))
    for result in results:
        if result.case.document.name == source.name:
            yield Lens(result.case.document.place((*result.case.path, "name")), _said(result, ruleset))


def _summary(results: list[CaseResult]) -> Message:
    count, failed = Amount(len(results), "noun.case"), sum(not result.passed for result in results)
    if not results:
        return Message("editor.no-cases")
    return Message("editor.cases-fail", failed=failed, cases=count) if failed else Message("editor.cases", cases=count)


def _said(result: CaseResult, ruleset: RuleSet) -> Message:
    if result.problems:
        return Message("editor.case-unread", problem=result.problems[0].message)
    if result.differences:
        told = {key: Words(text, text) for key, text in result.differences[0]._asdict().items()}
        return Message("editor.case-fails", difference=Message("case.difference", **told))
    return Message("editor.case-passes", verdict=ruleset.verdict_words(result.case.expect.verdict))
