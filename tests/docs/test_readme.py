"""Every command and example in the documentation runs and gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import smartcommune as sc

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
ANSWERS = re.findall(r"<!-- answer: (.*?) -->\n```text\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("arguments", "answer"), ANSWERS)
def test_answers_are_real(run, tmp_path, arguments, answer):
    """The answers shown in the README are those of the command beside them, in a folder that has the examples."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    found = run(*arguments.split())
    assert found.out + found.err == answer


def test_there_is_an_answer():
    """The README opens with real output."""
    assert len(ANSWERS) >= 1


def test_python_example_runs():
    """The Python example of the README gives an eligible commune."""
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code.group(1).replace("print(", "shown = ("), names)  # noqa: S102  # the README's own example
    assert names["shown"] == (sc.Verdict.ELIGIBLE, ("other_conditions",))


def test_profile_example_is_assessed(run):
    """The profile of the README is one that the command takes."""
    profile = re.search(r"```yaml\n(commune:.*?)```", README, re.DOTALL)
    assert profile is not None
    assert run("check", "-", "--quiet", stdin=profile.group(1)) == (0, "", "")


def test_links_lead_somewhere():
    """Every relative link of the README leads to a file."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
