"""Texts that nobody has saved to the problems that an editor shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.authoring.lints import LINTS
from smartcommune.editor.desk import Desk
from smartcommune.editor.own_files import is_own
from smartcommune.editor.positions import range_of
from smartcommune.editor.problems import Shown, all_problems, quick_problems
from tests.unit.small import SMALL

from .desks import CHILD, folder, put


def ids(found: list[Shown]) -> set[str]:
    return {each.problem.id for each in found}


def test_the_unsaved_text_counts(desk: Desk, tmp_path: Path) -> None:
    """What is on the disk is not looked at while the file is open, and is again once it is closed."""
    path = folder(tmp_path) / "small.yaml"
    name = put(desk, path, SMALL.replace("{indicator: rate,", "{indicator: raet,", 1))
    (found,) = [each for each in quick_problems(name, ()) if each.problem.id == "undeclared-indicator"]
    line = SMALL.splitlines()[range_of(found.place).start.line]
    assert "indicator: rate" in line
    desk.take_away(name)
    assert quick_problems(name, ()) == []


def test_the_unsaved_text_of_a_parent_counts(desk: Desk, tmp_path: Path) -> None:
    """A child is told what its parent says now, at the place where it names it, with the places in the parent."""
    rules = folder(tmp_path)
    put(desk, rules / "small.yaml", SMALL.replace("kind: law", "kind: lwa", 1))
    child = put(desk, rules / "child.yaml", CHILD)
    (found,) = quick_problems(child, ())
    assert CHILD.splitlines()[range_of(found.place).start.line] == "extends: small"
    assert [place.source for place, _ in found.related] == [(rules / "small.yaml").as_posix()]


def test_a_parent_that_is_open_only_counts(desk: Desk, tmp_path: Path) -> None:
    """It was never saved, or was renamed or deleted meanwhile: the editor has it, until it is closed."""
    rules = folder(tmp_path)
    child = put(desk, rules / "child.yaml", CHILD)
    (rules / "small.yaml").unlink()
    assert ids(quick_problems(child, ())) == {"unknown-ruleset"}
    parent = put(desk, rules / "small.yaml", SMALL)
    assert quick_problems(child, ()) == []
    desk.take_away(parent)
    assert ids(quick_problems(child, ())) == {"unknown-ruleset"}


def test_the_unsaved_text_of_a_parent_that_breaks_its_child(desk: Desk, tmp_path: Path) -> None:
    """The whole round says at the parent what no longer fits in a file that rests on it."""
    rules = folder(tmp_path)
    text = SMALL.replace("  high: {type", "  hihg: {type", 1).replace("threshold: high", "threshold: hihg")
    parent = put(desk, rules / "small.yaml", text)
    assert quick_problems(parent, ()) == []
    (found,) = all_problems(parent, ())
    assert text.splitlines()[range_of(found.place).start.line] == "id: small"
    assert [place.source for place, _ in found.related] == [(rules / "child.yaml").as_posix()]


def test_what_is_asked_of_all_communes_is_left_for_the_whole_round(desk: Desk, tmp_path: Path) -> None:
    """A case that fails is told there."""
    name = put(desk, folder(tmp_path) / "small.yaml", SMALL)  # whose case fails
    slow = [lint for lint in LINTS.values() if lint.id == "case-fails"]
    assert ids(quick_problems(name, slow)) == set()
    assert ids(all_problems(name, slow)) == {"case-fails"}


@pytest.mark.parametrize(
    ("name", "text", "own"),
    [
        ("/a/rules/x.yaml", "", True),
        ("/a/b/x.yml", "format: 1\nid: x\n", True),
        ("/a/b/x.yaml", '"format": 1\nruleset: x\n', True),
        ("/a/b/x.cases.yaml", "", True),
        ("/a/b/x.yaml", "id: x\n", False),
        ("/a/b/x.yaml", "a:\n  format: 1\n  id: x\n", False),
        ("/a/b/rules.yaml", "on: push\n", False),
        ("/a/rules/x.json", "format: 1\nid: x\n", False),
    ],
)
def test_only_rule_files_and_cases_are_looked_at(name: str, text: str, own: bool) -> None:
    """Known by their folder, or by the keys that they have at the margin."""
    assert is_own(name, text) is own
