"""What stands around the code: the workflow, the checks before a commit, the forms for reports, declared versions."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
FORMS = [path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"]


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_quick_tests_of_the_pages_are_those_of_ci() -> None:
    """README, CONTRIBUTING, the hook before a push and `.ci/run` run the tests by the same command."""
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    assert all("&& .venv/bin/python -m pytest\n" in page for page in pages)
    assert '\n"$python" -m pytest\n' in CI


def test_what_is_checked_before_a_commit_is_checked_by_ci() -> None:
    """The entries of the hooks are commands of `.ci/run`."""
    hooks = [hook for repository in read(".pre-commit-config.yaml")["repos"] for hook in repository["hooks"]]
    commands = [hook["entry"].replace("python ", '"$python" ', 1) for hook in hooks]
    assert len(commands) >= 4
    assert [command for command in commands if f"\n{command}\n" not in CI] == []


def test_the_workflow_runs_everything_on_one_system_and_the_quick_tests_on_all() -> None:
    """`.ci/run` on Linux; the quick tests on three systems, and on every Python from the least one on."""
    jobs = read(".github/workflows/checks.yml")["jobs"]
    assert jobs["everything"]["steps"][-1] == {"run": "bash .ci/run"}
    assert jobs["quick"]["steps"][-1] == {"run": "python -m pytest"}
    matrix = jobs["quick"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "windows", "macos"]
    assert PROJECT["requires-python"] == f">={matrix['python'][0]}"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_report_asks_for_the_digest_and_a_small_table(path: Path) -> None:
    """Without the rule set's digest and rows that show it, nobody can see again what was reported; in two languages."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    labels = {part["id"]: part["attributes"]["label"] for part in form["body"] if "id" in part}
    assert "SHA-256" in labels["ruleset"]
    assert "bảng nhỏ" in labels["table"]
    assert "small table" in labels["table"]


def test_every_dependency_has_a_least_version_that_ci_installs() -> None:
    """`.ci/lowest` pins each to the version that is declared; typer, whose inner parts are used, has an upper bound."""
    done = subprocess.run([sys.executable, ROOT / ".ci" / "lowest"], capture_output=True, text=True, check=True)
    names = [re.split("[<>=]", dependency)[0] for dependency in PROJECT["dependencies"]]
    assert [line.partition("==")[0] for line in done.stdout.splitlines()] == names
    assert next(text for text in PROJECT["dependencies"] if text.startswith("typer")).count("<") == 1
