"""Problems to workflow commands, which GitHub shows beside the lines of a change.

GitHub shows at most ten errors and ten warnings of a step, so the whole report is printed as well.
"""

from __future__ import annotations

from smartcommune.authoring.report import Report, sentence, tidy_path
from smartcommune.messages import Language
from smartcommune.problems import Place, Problem
from smartcommune.render.safe import github_data, github_property


def report(found: Report, language: Language) -> str:
    """A line for each problem; nothing at all where there is none."""
    return "".join(_command(problem, language) + "\n" for problem in found.problems)


def _command(problem: Problem, language: Language) -> str:
    values = {"file": tidy_path(problem.place.source), **_position(problem.place), "title": problem.id}
    properties = ",".join(f"{key}={github_property(str(value))}" for key, value in values.items())
    return f"::{problem.severity} {properties}::{github_data(sentence(problem, language))}"


def _position(place: Place) -> dict[str, int]:
    """The line and the column as far as they are known; GitHub refuses columns without a line."""
    if place.line is None:
        return {}
    if place.column is None:
        return {"line": place.line}
    return {"line": place.line, "col": place.column, "endColumn": place.column + place.width}
