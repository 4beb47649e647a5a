"""Problems to JSON for programs; file names come out as they went in, sentences as a terminal shows them."""

from __future__ import annotations

from typing import Any, Final

from smartcommune.authoring.report import Fixed, Report
from smartcommune.messages import Language
from smartcommune.problems import Edit, Fix, Place, Problem
from smartcommune.render.json import provenance
from smartcommune.render.safe import json_text, terminal

SCHEMA: Final = "smartcommune/problems/1"


def report(found: Report, language: Language) -> str:
    """One JSON document with the counts and every problem, ending in a newline."""
    document: dict[str, Any] = {
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
    if found.mended:
        fixes = [fixed for mended in found.mended for fixed in mended.fixes]
        document["fixed"] = [_used(fixed, language) for fixed in fixes if fixed.why_not is None]
        document["held_back"] = [_used(fixed, language) for fixed in fixes if fixed.why_not is not None]
    return json_text(document)


def _used(fixed: Fixed, language: Language) -> dict[str, Any]:
    """A fix that was used, or why it was not."""
    why = None if fixed.why_not is None else terminal(fixed.why_not.say(language))
    known = {"id": fixed.problem.id, **_place(fixed.problem.place), **_fix(fixed.fix, language)}
    return known if why is None else known | {"why": why}


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
