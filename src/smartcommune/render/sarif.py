"""Problems to SARIF 2.1.0, which code hosts and editors keep track of from run to run.

Numbers in comments are sections of the standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from posixpath import normpath
from typing import Any, Final

from smartcommune.authoring.check.explained import Explained
from smartcommune.authoring.report import CheckedFile, Report, fingerprints, sentence, tidy_path
from smartcommune.messages import Language, Words
from smartcommune.problems import Edit, Fix, Place, Problem
from smartcommune.render.safe import json_text, sarif_text, uri

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Not `primaryLocationLineHash`: GitHub computes that one and warns where it finds another.
FINGERPRINT: Final = "smartcommuneProblem/v1"


def report(found: Report, language: Language, rules: Mapping[str, Explained], version: str) -> str:
    """One run with the rules that occur and a result for each problem, ending in a newline."""
    ids = sorted({problem.id for problem in found.problems})
    marked = zip(found.problems, fingerprints(found.problems), strict=True)
    driver = {
        "name": "smartcommune",
        "version": version,
        "language": language,
        "rules": [_rule(id, rules[id], language) for id in ids],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",  # 3.14.27 asks for it; columns of ours count characters
        "artifacts": [_checked(file) for file in found.files],
        "results": [_result(problem, ids.index(problem.id), mark, language) for problem, mark in marked],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _checked(file: CheckedFile) -> dict[str, Any]:
    """A file that was checked, and the rule set in it."""
    found: dict[str, Any] = {"location": _artifact(tidy_path(file.name))}
    return found if file.rules is None else found | {"properties": {"ruleset": file.rules.text}}


def _rule(id: str, rule: Explained, language: Language) -> dict[str, Any]:
    """What is known of a kind of problem; GitHub asks for all three texts."""
    why = _text(rule.why, language)
    return {"id": id, "shortDescription": _text(rule.summary, language), "fullDescription": why, "help": why}


def _text(words: Words, language: Language) -> dict[str, str]:
    return {"text": sarif_text(words.say(language))}


def _result(problem: Problem, rule: int, fingerprint: str, language: Language) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.id,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": sarif_text(sentence(problem, language))},
        "locations": [_location(problem.place)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if problem.related is not None:
        result["relatedLocations"] = [_location(problem.related)]
    if problem.fix is not None:
        result["fixes"] = [_fix(problem.fix, language)]
    return result


def _fix(fix: Fix, language: Language) -> dict[str, Any]:
    """What puts a problem right (3.55), file by file."""
    files = dict.fromkeys(edit.source for edit in fix.edits)
    return {
        "description": {"text": sarif_text(fix.title.say(language))},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(tidy_path(file)),
                "replacements": [_replacement(edit) for edit in fix.edits if edit.source == file],
            }
            for file in files
        ],
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    """A stretch that goes and the text that comes in its place (3.57)."""
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _location(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"artifactLocation": _artifact(tidy_path(place.source))}
    if place.line is not None:
        found["region"] = _region(place.line, place.column, place.width)
    return {"physicalLocation": found}


def _artifact(path: str) -> dict[str, str]:
    """Where the file is: from the root of the sources, unless it was named from the root of the disk."""
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute():
        return {"uri": f"file:///{uri(normpath(path).lstrip('/'))}"}  # 3.10.2: no `..` in a file's address
    return {"uri": uri(path), "uriBaseId": "%SRCROOT%"}


def _region(line: int, column: int | None, width: int) -> dict[str, int]:
    """Part of one line, up to but not including its last column (3.30.8), or the whole line."""
    if column is None:
        return {"startLine": line}
    return {"startLine": line, "startColumn": column, "endColumn": column + width}
