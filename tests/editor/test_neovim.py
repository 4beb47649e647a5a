"""The language server in Neovim, as an author has it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import COMMAND, PATIENCE, SCRIPT, environment
from tests.unit.small import SMALL

from .desks import folder

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed"),
    pytest.mark.skipif(SCRIPT is None, reason="smartcommune is not installed as a command"),
]


def test_a_session(tmp_path: Path) -> None:
    """A case that fails, a name that is misspelt behind an emoji before it is saved, and what may stand there."""
    path = folder(tmp_path) / "small.yaml"
    text = SMALL.replace("en: Good}", "en: 🏡}", 1)
    path.write_text(text, encoding="utf-8")
    line = next(number for number, each in enumerate(text.splitlines()) if "🏡" in each)
    answer, script = tmp_path / "told.json", Path(__file__).with_name("session.lua")
    told = {"SERVER": COMMAND[0], "FILE": str(path), "ANSWER": str(answer), "LINE": str(line)}
    command = ["nvim", "--headless", "--clean", "-c", f"luafile {script}"]
    done = subprocess.run(command, env=environment(tmp_path, told), cwd=tmp_path, timeout=PATIENCE, capture_output=True)
    assert answer.exists(), done.stderr.decode()
    found = json.loads(answer.read_text(encoding="utf-8"))
    assert found["failing"] is not None
    assert found["misspelt"] == [line, found["column"]]
    assert found["offered"] == ["high", "guess", "enough"]
    assert path.read_text(encoding="utf-8") == text
