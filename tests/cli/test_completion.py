"""`smartcommune completion`: the scripts for four shells; that for bash is run in bash."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from smartcommune.rulesets.library import built_in
from tests.command import PATIENCE, SCRIPT, environment

from .conftest import Run

BASH = shutil.which("bash")
# What bash does when the tab key is pressed behind the words.
PRESS = """
source <("$0" completion bash)
COMP_WORDS=("smartcommune" "$@")
COMP_CWORD=$#
_smartcommune_completion "$0"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_script_for_each_shell(run: Run, shell: str) -> None:
    """It asks the program for the words that come next."""
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert f"complete_{shell}" in done.out
    assert "smartcommune" in done.out


def test_another_shell_is_bad_usage(run: Run) -> None:
    """With the shells that there are."""
    done = run("completion", "tcsh")
    assert (done.code, done.out) == (2, "")
    assert "`fish`" in done.err


@pytest.mark.skipif(BASH is None or SCRIPT is None, reason="needs bash and the installed command")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["sel"], ["select"]),
        (["check", "--form"], ["--format"]),
        (["check", "--lang", ""], ["vi", "en"]),
        (["--lang", "en", "check", "--assumptions", ""], ["use", "refuse"]),
        (["check", "x.yaml", "--rules", "pilot-smart-t"], [id for id in built_in() if id.startswith("pilot-smart-t")]),
        (["completion", ""], ["bash", "zsh", "fish", "powershell"]),
        (["check", "exam"], [""]),
    ],
)
def test_bash_completes(tmp_path: Path, typed: list[str], offered: list[str]) -> None:
    """Commands, options and values; where a file may stand, nothing, and bash offers the files itself."""
    call = [str(BASH), "--norc", "-c", PRESS, str(SCRIPT), *typed]
    found = subprocess.run(call, env=environment(tmp_path), capture_output=True, timeout=PATIENCE, check=True)
    assert found.stderr == b""
    assert found.stdout.decode().split(os.linesep)[:-1] == offered
