"""Problems to JSON for programs; file names come out as they went in, sentences as a terminal shows them."""

from __future__ import annotations

from typing import Any, Final

from smartcommune.authoring.report import Report
from smartcommune.messages import Language
from smartcommune.problems import Edit, Fix, Place, Problem
from smartcommune.render.json import provenance
from smartcommune.render.safe import json_text, terminal

SCHEMA: Final = "smartcommune/problems/1"


def report(found: Report, language: Language) -> str:
    """One JSON document with the counts and every problem, ending in a newline."""
    document = {
        "schema": SCHEMA,
        "summary": {
            "files": len(found.files),
            "files_with_problems": found.files_with_problems,
            "errors": found.errors,
            "warnings": found.warnings,
            "by_id": dict(sorted(found.by_id.items())),
        },
        "rulesets": [{"file": file.name, **provenance(file.rules)} for file in found.files if file.rules is not None],
        "problems": [_problem(problem, language) for problem in found.problems],
    }
    return json_text(document)


def _problem(problem: Problem, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": problem.id,
        "severity": problem.severity,
        **_place(problem.place),
        "message": terminal(problem.message.say(language)),
        "help": None if problem.help is None else terminal(problem.help.say(language)),
    }
    if problem.related is not None:
        found["related"] = _place(problem.related)
    if problem.fix is not None:
        found["fix"] = _fix(problem.fix, language)
    return found


def _fix(fix: Fix, language: Language) -> dict[str, Any]:
    """What puts it right: edits that go together, all of them before or none."""
    return {
        "title": terminal(fix.title.say(language)),
        "safe": fix.safe,
        "edits": [{"file": edit.source, **_stretch(edit), "text": edit.text} for edit in fix.edits],
    }


def _stretch(edit: Edit) -> dict[str, int]:
    return {"line": edit.line, "column": edit.column, "end_line": edit.end_line, "end_column": edit.end_column}


def _place(place: Place) -> dict[str, Any]:
    """The file, and the line and the column as far as they are known."""
    found: dict[str, Any] = {"file": place.source}
    if place.line is not None:
        found["line"] = place.line
    if place.line is not None and place.column is not None:
        found |= {"column": place.column, "width": place.width}
    return found
