"""What became of the cases, where they stand."""

from __future__ import annotations

import re
from pathlib import Path

from smartcommune.editor.actions import actions
from smartcommune.editor.desk import Desk
from smartcommune.editor.lens import lenses
from smartcommune.editor.positions import Position, Range, range_of
from smartcommune.editor.problems import quick_problems
from tests.unit.small import SMALL

from .desks import folder, put
from .test_naming import CASES


def said(name: str) -> list[tuple[str, str]]:
    return [(each.place.excerpt.strip()[:12], each.said.say("en")) for each in lenses(name)]


def test_cases_of_a_rule_file(desk: Desk, tmp_path: Path) -> None:
    """Together above the id, each above itself; of the text as it is."""
    path = folder(tmp_path) / "small.yaml"
    good = re.sub(r"expect: .*", "expect: {verdict: eligible}", SMALL)
    name = put(desk, path, good)
    passed = said(name)
    assert passed[0] == ("id: small", "all 1 case pass")
    assert passed[1][1].startswith("✔ as expected: ")
    put(desk, path, good.replace("verdict: eligible", "verdict: undetermined"))
    assert said(name)[0] == ("id: small", "1 of 1 case fail")
    assert said(name)[1][1] == "✘ not as expected: verdict: expected undetermined, got eligible"
    put(desk, path, SMALL.replace("indicators:", "indicators"))
    assert said(name) == []


def test_cases_in_a_file_of_their_own(tmp_path: Path) -> None:
    """They stand there; the rule file has the sum."""
    rules = folder(tmp_path, {"child.cases.yaml": CASES.replace("rate: 95%", "rate: 0.95")})
    assert [place for place, _ in said((rules / "child.cases.yaml").as_posix())] == ["ruleset: chi", "- {name: a, "]
    assert "cannot be read" in said((rules / "child.cases.yaml").as_posix())[1][1]
    assert [text for _, text in said((rules / "child.yaml").as_posix())] == ["1 of 1 case fail"]


def test_a_quick_fix(desk: Desk, tmp_path: Path) -> None:
    """What a problem carries, where it is shown, and nowhere else."""
    name = put(desk, folder(tmp_path) / "small.yaml", SMALL.replace("threshold: high}", "threshold: hihg}", 1))
    (shown,) = [each for each in quick_problems(name, ()) if each.problem.id == "undeclared-threshold"]
    place = range_of(shown.place)
    (found,) = actions([shown], Range(place.end, place.end))
    assert [edit.text for edit in found.fix.edits] == ["high"]
    assert list(actions([shown], Range(Position(0, 0), Position(1, 0)))) == []
