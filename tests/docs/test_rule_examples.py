"""The rule sets in `examples/scored/` and `examples/format/` are right, are examples, and their cases pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smartcommune.authoring.cases import run_file
from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lints import LINTS
from smartcommune.rulesets.library import read_ruleset
from smartcommune.source.files import read_source
from tests.command import Run
from tests.quick import some_of

EXAMPLES = Path(__file__).parents[2] / "examples"
FOUND = (*EXAMPLES.glob("scored/*.yaml"), *EXAMPLES.glob("format/*.yaml"))
RULES = sorted(path for path in FOUND if not path.name.endswith((".cases.yaml", ".profile.yaml")))
QUICK = ("outstanding-fields", "service-points-2027")  # the others take longer
each = pytest.mark.parametrize("path", some_of({path.stem: (path,) for path in RULES}, QUICK))


@each
def test_every_case_passes(path: Path) -> None:
    """There are cases, and each comes out as the document says."""
    results = run_file(str(path)).results
    assert len(results) > 5
    assert [(item.case.name, item.differences, item.problems) for item in results if not item.passed] == []


@each
def test_nothing_is_wrong_but_what_is_too_much_to_decide(path: Path) -> None:
    """`validate` finds no mistake; where it gives up it says so."""
    found = validate(read_source(str(path)), LINTS.values())
    assert {problem.id for problem in found} <= {"not-decided"}


@each
def test_it_is_an_example(path: Path) -> None:
    """Each says that nothing is signed by it, and what of its document is not known."""
    ruleset = read_ruleset(read_source(str(path)))
    assert ruleset.status == "example"
    assert ruleset.not_known


@each
def test_what_was_not_read_is_no_law(path: Path) -> None:
    """A mark that nobody could read in the document rests on an assumption, and says so."""
    ruleset = read_ruleset(read_source(str(path)))
    for threshold in ruleset.thresholds.values():
        if threshold.basis != "assumption":
            assert all(citation.source.quote for citation in threshold.citations), threshold.id
        else:
            assert threshold.from_test is not None


@pytest.mark.full
def test_the_profile_is_assessed_by_the_rules_that_it_names(run: Callable[..., Run]) -> None:
    """Its own points are compared, and what is not stated leaves its level open."""
    done = run("check", str(EXAMPLES / "format" / "xa-mau.profile.yaml"), "--format", "json")
    (answer,) = json.loads(done.out)["assessments"]
    assert (answer["ruleset"]["id"], answer["levels_possible"]) == ("service-points-2026", ["a", "b", "c"])
    assert answer["points"] == {"value": 12.6, "low": 12.6, "high": 17.6, "most": 20}
