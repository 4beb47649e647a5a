"""Problems and cases to JUnit's XML, which every build server shows as tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from smartcommune.authoring.report import CaseRun, CheckedFile, Report, sentence
from smartcommune.messages import Language
from smartcommune.problems import Place
from smartcommune.render.safe import xml_text


def report(found: Report, language: Language) -> str:
    """A suite for each file, with a test for each problem or else one that passed."""
    rules = {file.name: file.rules.text for file in found.files if file.rules is not None}
    return _document({file.name: list(_tests(file, language)) for file in found.files}, rules)


def cases(runs: Iterable[CaseRun], rules: Mapping[str, str]) -> str:
    """A suite for each file, with a test for each case."""
    suites: dict[str, list[CaseRun]] = {}
    for run in runs:
        suites.setdefault(run.file, []).append(run)
    return _document(suites, rules)


def _tests(file: CheckedFile, language: Language) -> Iterator[CaseRun]:
    if not file.problems:
        yield CaseRun(file.name, file.name, Place(file.name))
    for problem in file.problems:
        name = f"{problem.id} {problem.place}"
        said = sentence(problem, language)
        if problem.severity == "warning":
            yield CaseRun(file.name, name, problem.place, warning=said)
        else:
            yield CaseRun(file.name, name, problem.place, (said,), kind=problem.severity)


def _document(suites: Mapping[str, Sequence[CaseRun]], rules: Mapping[str, str]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    every = [test for tests in suites.values() for test in tests]
    lines.append(_open("testsuites", name="smartcommune", **_counts(every)))
    for name, tests in suites.items():
        lines.append("  " + _open("testsuite", name=name, **_counts(tests)))
        if name in rules:
            lines.append(
                f"    <properties>{_open('property', name='ruleset', value=rules[name])}</property></properties>"
            )
        lines += ["    " + _case(name, test) for test in tests]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _counts(tests: Sequence[CaseRun]) -> dict[str, int]:
    failures, skipped = sum(bool(test.failures) for test in tests), sum(bool(test.skipped) for test in tests)
    return {"tests": len(tests), "failures": failures, "errors": 0, "skipped": skipped}


def _case(suite: str, test: CaseRun) -> str:
    """A test on a line of its own; with its failures as one, because many readers show only the first."""
    case = _open("testcase", classname=suite, name=test.name, file=test.place.source, line=test.place.line)
    if test.skipped:
        return f"{case}{_open('skipped', message=test.skipped)}</skipped></testcase>"
    if test.warning:  # a test that passes, and says something
        return f"{case}{_open('system-out')}{xml_text(f'{test.place}: {test.warning}')}</system-out></testcase>"
    if not test.failures:
        return f"{case}</testcase>"
    failure = _open("failure", message="; ".join(test.failures), type=test.kind)
    details = "\n".join(xml_text(f"{test.place}: {text}") for text in test.failures)
    return f"{case}{failure}{details}</failure></testcase>"


def _open(tag: str, /, **attributes: object) -> str:
    """The opening tag, with the attributes that have a value."""
    written = (f' {key}="{xml_text(str(value))}"' for key, value in attributes.items() if value is not None)
    return f"<{tag}{''.join(written)}>"
