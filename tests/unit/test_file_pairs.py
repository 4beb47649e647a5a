"""Rule files with the problems expected of them: `err/x.yaml` beside `err/x.out`, and `ok/x.yaml`, which is silent.

A new case is a new pair of files.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.rulesets.library import parse_ruleset

FILES = Path(__file__).parents[1] / "files"
WRONG = sorted((FILES / "err").glob("*.yaml"))
RIGHT = sorted((FILES / "ok").glob("*.yaml"))


def problems(path: Path) -> list[str]:
    """What is wrong with a rule file, one line each; line ends are read as they stand."""
    try:
        parse_ruleset(path.read_bytes().decode("utf-8"), path.name)
    except InputError as error:
        return [problem.say("en") for problem in error.problems]
    return []


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_rule_file_has_exactly_the_problems_beside_it(path: Path) -> None:
    """Each line of the `.out` file is one problem: place, finding, remedy and id, in this order and no others."""
    expected = path.with_suffix(".out").read_text(encoding="utf-8").splitlines()
    assert expected
    assert problems(path) == expected


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_a_right_rule_file_is_silent(path: Path) -> None:
    """A rule file without mistakes has no problems."""
    assert problems(path) == []


def test_every_expectation_has_its_rule_file() -> None:
    """A file on its own is a test that never runs."""
    assert {path.stem for path in (FILES / "err").glob("*.out")} == {path.stem for path in WRONG}
    assert WRONG
    assert RIGHT
