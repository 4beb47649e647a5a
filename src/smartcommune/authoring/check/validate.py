"""Rule files and files of cases to everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from smartcommune.authoring.cases import case_files, cases_of, is_empty, rules_beside
from smartcommune.authoring.check.misspelt import told_at_declarations
from smartcommune.authoring.check.suppressions import silenced
from smartcommune.authoring.lint import Lint, Subject, run
from smartcommune.model.ruleset import Case, RuleSet
from smartcommune.problems import InputError, Problem, did_you_mean, guessed, refusal
from smartcommune.profiles.profile import read_facts
from smartcommune.rulesets.library import CASES, built_in, is_validated, parent_of, read_ruleset, used_by
from smartcommune.rulesets.link import link
from smartcommune.shape.kinds import NOT_A_RULE_FILE
from smartcommune.source.document import read_document
from smartcommune.source.files import Source, read_source

_WORD: Final = re.compile(r"\w+")


def validate(source: Source, lints: Iterable[Lint]) -> tuple[Problem, ...]:
    """Everything wrong with a file, in the order of its lines.

    Args:
        source: a rule file, or a file of cases (`….cases.yaml`).
        lints: what to look for in a rule set that can be read; one that cannot has other worries.
    """
    try:
        problems = (_cases_problems if source.name.endswith(CASES) else _rule_problems)(source, lints)
    except InputError as error:
        return error.problems
    return InputError(problems).problems


def _rule_problems(source: Source, lints: Iterable[Lint]) -> list[Problem]:
    try:
        ruleset, _ = _read(source)
    except InputError as error:
        if any(problem.id == NOT_A_RULE_FILE for problem in error.problems):
            return [*error.problems]
        return _at_declarations([*error.problems, *_further_problems(source)], source)
    try:
        beside = () if source.path is None else case_files(source.path)
        cases = _read(source, *beside)[1]
    except InputError:  # the file of cases tells its own problems
        beside, cases, lints = (), ruleset.cases, [lint for lint in lints if not lint.of_cases]
    found = _linted(Subject(ruleset, source, cases), beside, lints)
    return found if ruleset.is_recorded else [*_fact_problems(ruleset.cases, ruleset), *found]


def _read(rules: Source, *files: Source) -> tuple[RuleSet, tuple[Case, ...]]:
    """The rule set of a file, with the cases in it and in others; its parents are read anew, too."""
    ruleset = read_ruleset(rules)
    return ruleset, cases_of(ruleset, files)


def _at_declarations(problems: list[Problem], source: Source) -> list[Problem]:
    if not any(problem.id.startswith("undeclared-") for problem in problems):
        return problems
    cases = () if source.path is None else case_files(source.path)
    words = {word for file in cases for word in _WORD.findall(file.text)}
    return told_at_declarations(dict.fromkeys(problems), read_document(source), words)


def _cases_problems(source: Source, lints: Iterable[Lint]) -> list[Problem]:
    rules = rules_of(source)
    if is_empty(source):
        return []
    ruleset, cases = _read(rules, source)
    found = _linted(Subject(ruleset, source, cases), (rules,), [lint for lint in lints if lint.of_cases])
    if ruleset.is_recorded and is_validated(source.text):
        return found  # what facts a profile could not have was found out before they were recorded
    return [*_fact_problems((case for case in cases if case.document.name == source.name), ruleset), *found]


def _linted(subject: Subject, beside: Iterable[Source], lints: Iterable[Lint]) -> list[Problem]:
    """What lints find that no comment silences, in the file itself or in those beside it."""
    beside = tuple(beside)
    rules = subject.ruleset.is_recorded
    cases = rules and all(is_validated(file.text) for file in (subject.source, *beside))
    # What files on record could be found to be was found out before they were recorded; it takes too long every time.
    asked = [lint for lint in lints if not (lint.asks_all and (cases if lint.of_cases else rules))]
    found = [problem for lint in asked for problem in run(lint, subject)]
    return silenced(found, subject.source, {lint.id for lint in asked}, beside)


def _further_problems(source: Source) -> list[Problem]:
    """What is wrong with the parts of a rule file that are well formed, although others are not."""
    from smartcommune.shape.wellformed import rule_file_partly  # only a file with mistakes pays for the models

    left_out: frozenset[str] = frozenset()
    try:
        document = read_document(source)
        file, left_out = rule_file_partly(document)
        if file is not None:
            used = used_by(file, source, document)
            link(file, document, parent_of(file, source, document), "", used)
    except InputError as error:
        return [_meant(problem, left_out) for problem in error.problems if not _follows(problem, left_out)]
    return []


def _meant(problem: Problem, left_out: frozenset[str]) -> Problem:
    """A name that is not declared may be one that was left out, misspelt."""
    name = problem.message.values.get("name")
    guess = did_you_mean(name, left_out) if isinstance(name, str) else None
    return guessed(problem._replace(help=guess)) if guess is not None and guess.key == "did-you-mean" else problem


def _follows(problem: Problem, left_out: frozenset[str]) -> bool:
    """Whether a problem is there only because something else was left out."""
    if problem.id == "replaces-nothing" and left_out:  # what was left out may ask for it
        return True
    values = problem.message.values
    return values.get("name") in left_out or values.get("key") in left_out


def rules_of(source: Source) -> Source:
    """The rule file that a file of cases belongs to: the one beside it, or the built-in one of that name.

    Raises:
        InputError: there is none.
    """
    name = Path(source.name).name.partition(".cases.")[0]
    beside = None if source.path is None else rules_beside(source.path)
    if beside is not None:
        return read_source(str(beside))
    if name in built_in():
        return read_source(str(built_in()[name]))
    raise refusal("cases-without-rules", source.name, name=name)


def _fact_problems(cases: Iterable[Case], ruleset: RuleSet) -> list[Problem]:
    """The facts of cases that a profile could not have."""
    return [
        problem for case in cases for problem in read_facts(case.document, (*case.path, "facts"), ruleset, case.on)[1]
    ]
