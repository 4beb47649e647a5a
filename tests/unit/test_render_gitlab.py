"""Problems to GitLab's Code Quality report."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from smartcommune.authoring.report import CheckedFile, Report, tidy_path
from smartcommune.render.gitlab import report
from smartcommune.render.safe import terminal
from tests.unit.reports import EMPTY, HOSTILE, ORDINARY, RULES, UNKNOWN, bad_report, texts, writable


def test_the_whole_report() -> None:
    """Every problem with the fields that GitLab asks for; what is wrong with a whole file stands at its first line."""
    found = json.loads(report(ORDINARY, "en"))
    assert all(re.fullmatch("[0-9a-f]{64}", problem.pop("fingerprint")) for problem in found)
    assert found == [
        {
            "description": "no such file",
            "check_name": "unreadable-file",
            "severity": "major",
            "location": {"path": "none.yaml", "lines": {"begin": 1}},
        },
        {
            "description": "unknown threshold `smartfone_rate`; did you mean `smartphone_rate`?",
            "check_name": "undeclared-threshold",
            "severity": "major",
            "location": {"path": RULES, "lines": {"begin": 14}},
        },
        {
            "description": "the threshold `x` is not used; compare with it, or remove it",
            "check_name": "unused-threshold",
            "severity": "minor",
            "location": {"path": RULES, "lines": {"begin": 20}},
        },
    ]


def test_fingerprints_do_not_depend_on_the_language() -> None:
    """Another language opens no problem again."""
    vietnamese, english = (json.loads(report(ORDINARY, language)) for language in ("vi", "en"))
    assert [problem["fingerprint"] for problem in vietnamese] == [problem["fingerprint"] for problem in english]
    assert vietnamese[0]["description"] != english[0]["description"]


def test_equal_lines_are_two_problems() -> None:
    """GitLab shows only one problem for each fingerprint, so two lines that read the same have two."""
    again = UNKNOWN._replace(place=UNKNOWN.place._replace(line=15))
    found = json.loads(report(Report((CheckedFile(RULES, (UNKNOWN, again)),)), "en"))
    assert len({problem["fingerprint"] for problem in found}) == 2


def test_an_empty_report() -> None:
    """No problems are an empty array: GitLab then knows that all are solved."""
    assert report(EMPTY, "en") == "[]\n"


def test_a_path_begins_in_the_project() -> None:
    """GitLab does not recognise a path that begins with `./`."""
    (problem,) = json.loads(report(bad_report("./rules/x.yaml", "x"), "en"))
    assert problem["location"]["path"] == "rules/x.yaml"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    """The path is exact and the description shows what would act."""
    written = report(bad_report(text, text), "en")
    (problem,) = json.loads(written)
    assert problem["location"]["path"] == tidy_path(text)
    assert problem["description"].startswith(f"unknown threshold `{terminal(text)}`; ")
    assert writable(written)


@given(texts, texts)
def test_any_text(file: str, name: str) -> None:
    """The document can always be written, and each problem keeps its fields."""
    written = report(bad_report(file, name, None), "vi")
    assert writable(written)
    (problem,) = json.loads(written)
    assert set(problem) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert problem["location"]["lines"] == {"begin": 1}
