"""Problems to JSON for programs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from smartcommune.render.report_json import report
from smartcommune.render.safe import terminal
from tests.unit.reports import EMPTY, HOSTILE, ORDINARY, RULES, bad_report, texts, writable

EXPECTED = {
    "schema": "smartcommune/problems/1",
    "summary": {
        "files": 3,
        "files_with_problems": 2,
        "errors": 2,
        "warnings": 1,
        "by_id": {"undeclared-threshold": 1, "unreadable-file": 1, "unused-threshold": 1},
    },
    "rulesets": [],
    "problems": [
        {
            "id": "unreadable-file",
            "severity": "error",
            "file": "none.yaml",
            "message": "no such file",
            "help": None,
        },
        {
            "id": "undeclared-threshold",
            "severity": "error",
            "file": RULES,
            "line": 14,
            "column": 7,
            "width": 14,
            "message": "unknown threshold `smartfone_rate`",
            "help": "did you mean `smartphone_rate`?",
            "related": {"file": RULES, "line": 3, "column": 3, "width": 5},
            "fix": {
                "title": "write `smartphone_rate`",
                "safe": False,
                "edits": [
                    {
                        "file": RULES,
                        "line": 14,
                        "column": 7,
                        "end_line": 14,
                        "end_column": 21,
                        "text": "smartphone_rate",
                    }
                ],
            },
        },
        {
            "id": "unused-threshold",
            "severity": "warning",
            "file": RULES,
            "line": 20,
            "message": "the threshold `x` is not used; compare with it, or remove it",
            "help": None,
        },
    ],
}


def test_the_whole_document() -> None:
    """Counts, then every problem with what is known of its place; what is not known is left out."""
    assert json.loads(report(ORDINARY, "en")) == EXPECTED


def test_vietnamese_is_readable() -> None:
    """Letters are not escaped, in sentences and in file names."""
    found = report(ORDINARY, "vi")
    assert "không có ngưỡng `smartfone_rate`" in found
    assert RULES in found


def test_an_empty_report() -> None:
    """No files are a report with zeros, not an empty text."""
    found = json.loads(report(EMPTY, "en"))
    assert found["summary"] == {"files": 0, "files_with_problems": 0, "errors": 0, "warnings": 0, "by_id": {}}
    assert found["problems"] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    """A program gets the file's exact name, and sentences that it may print as they are."""
    written = report(bad_report(text, text), "en")
    (problem,) = json.loads(written)["problems"]
    assert problem["file"] == problem["related"]["file"] == text
    assert problem["message"] == f"unknown threshold `{terminal(text)}`"
    assert problem["help"].isprintable()
    assert writable(written)


@given(texts, texts)
def test_any_text(file: str, name: str) -> None:
    """The document itself can always be written and shown, and keeps its shape."""
    written = report(bad_report(file, name, None), "vi")
    assert writable(written)
    (problem,) = json.loads(written)["problems"]
    assert set(problem) == {"id", "severity", "file", "message", "help", "related"}
    # Two halves of a pair are one character to every reader of JSON.
    assert problem["file"] == json.loads(json.dumps(file))
