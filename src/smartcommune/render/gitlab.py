"""Problems to a Code Quality report, which GitLab shows in a merge request."""

from __future__ import annotations

from typing import Any, Final

from smartcommune.authoring.report import Report, fingerprints, sentence, tidy_path
from smartcommune.messages import Language
from smartcommune.problems import Problem, Severity
from smartcommune.render.safe import json_text, terminal

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor"}


def report(found: Report, language: Language) -> str:
    """A JSON array with an object for each problem, ending in a newline."""
    marked = zip(found.problems, fingerprints(found.problems), strict=True)
    return json_text([_problem(problem, fingerprint, language) for problem, fingerprint in marked])


def _problem(problem: Problem, fingerprint: str, language: Language) -> dict[str, Any]:
    return {
        "description": terminal(sentence(problem, language)),
        "check_name": problem.id,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        # The format asks for a line: what is wrong with a whole file is shown at its top.
        "location": {"path": tidy_path(problem.place.source), "lines": {"begin": problem.place.line or 1}},
    }
