"""Problems and cases to JUnit's XML, read back with a parser."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from smartcommune.authoring.report import CaseRun
from smartcommune.problems import Place
from smartcommune.render.junit import cases, report
from smartcommune.render.safe import terminal
from tests.unit.reports import EMPTY, HOSTILE, ORDINARY, RULES, bad_report, texts, writable

EXPECTED = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="smartcommune" tests="4" failures="2" errors="0" skipped="0">
  <testsuite name="ok.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="ok.yaml" name="ok.yaml" file="ok.yaml"></testcase>
  </testsuite>
  <testsuite name="rules/xã nông thôn.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="rules/xã nông thôn.yaml" name="undeclared-threshold rules/xã nông thôn.yaml:14:7" \
file="rules/xã nông thôn.yaml" line="14"><failure message="unknown threshold `smartfone_rate`; did you mean \
`smartphone_rate`?" type="error">rules/xã nông thôn.yaml:14:7: unknown threshold `smartfone_rate`; did you mean \
`smartphone_rate`?</failure></testcase>
    <testcase classname="rules/xã nông thôn.yaml" name="unused-threshold rules/xã nông thôn.yaml:20" \
file="rules/xã nông thôn.yaml" line="20"><system-out>rules/xã nông thôn.yaml:20: the threshold `x` is not used; \
compare with it, or remove it</system-out></testcase>
  </testsuite>
  <testsuite name="none.yaml" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="none.yaml" name="unreadable-file none.yaml" file="none.yaml"><failure message="no such file" \
type="error">none.yaml: no such file</failure></testcase>
  </testsuite>
</testsuites>
"""
RUNS = (
    CaseRun(RULES, "đạt", Place(RULES, 3)),
    CaseRun("b.yaml", "b", Place("b.yaml", 1, 1)),
    CaseRun(RULES, "sai", Place(RULES, 9, 5), ("verdict: eligible, found undetermined", "missing: [], found [x]")),
)


def read(written: str) -> ET.Element:
    assert writable(written)
    # Our own output, and expat expands no external entities.
    return ET.fromstring(written.encode())  # noqa: S314


def test_the_whole_report() -> None:
    """A suite for each file in the order given; one test that passed, or one that failed for each problem."""
    assert report(ORDINARY, "en") == EXPECTED


def test_the_words_are_in_the_language_asked_for() -> None:
    """Names stay, so that a server recognises the tests; sentences are translated."""
    vietnamese, english = (read(report(ORDINARY, language)) for language in ("vi", "en"))
    assert [case.get("name") for case in vietnamese.iter("testcase")] == [
        case.get("name") for case in english.iter("testcase")
    ]
    assert [failure.get("message") for failure in vietnamese.iter("failure")][-1] == "không có tệp này"


def test_cases() -> None:
    """A suite for each file, with the cases in their order and all that failed in one failure."""
    root = read(cases(RUNS, {}))
    assert {key: root.get(key) for key in ("tests", "failures")} == {"tests": "3", "failures": "1"}
    assert [(suite.get("name"), len(suite)) for suite in root] == [(RULES, 2), ("b.yaml", 1)]
    passed, failed = root[0]
    assert dict(passed.attrib) == {"classname": RULES, "name": "đạt", "file": RULES, "line": "3"}
    assert len(passed) == 0
    (failure,) = failed
    assert failure.get("message") == "verdict: eligible, found undetermined; missing: [], found [x]"
    assert failure.text == (f"{RULES}:9:5: verdict: eligible, found undetermined\n{RULES}:9:5: missing: [], found [x]")


@pytest.mark.parametrize("written", [report(EMPTY, "en"), cases((), {})])
def test_nothing_to_report(written: str) -> None:
    """No files and no cases are a document without suites."""
    root = read(written)
    assert (root.get("tests"), len(root)) == ("0", 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    """What XML gives meaning to comes back as it was; what XML cannot hold comes back as a terminal shows it."""
    shown = terminal(text)
    suite = read(report(bad_report(text, text), "en"))[0]
    assert suite.get("name") == suite[0].get("file") == shown
    assert suite[0][0].text == f"{shown}:1:1: unknown threshold `{shown}`; did you mean `{shown}`?"
    (case,) = read(cases([CaseRun(text, text, Place(text), (text,))], {}))[0]
    assert (case.get("classname"), case.get("name")) == (shown, shown)
    assert (case[0].get("message"), case[0].text) == (shown, f"{shown}: {shown}")


@given(texts, texts)
def test_any_text(file: str, name: str) -> None:
    """Whatever files, cases and keys are called, the documents can be read and keep their shape."""
    for written in (
        report(bad_report(file, name, None), "vi"),
        cases([CaseRun(file, name, Place(file, 1), (name,))], {}),
    ):
        assert [element.tag for element in read(written).iter()] == ["testsuites", "testsuite", "testcase", "failure"]
