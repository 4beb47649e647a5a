"""How a province publishes its rule sets: every command of the page runs as it stands there."""

from __future__ import annotations

import hashlib
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.command import Run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
CALLS = [*re.findall(r"^smartcommune (.+)$", PAGE, re.MULTILINE), *re.findall(r"`smartcommune ([^`]+)`", PAGE)]


CODES = {"validate": 0, "test": 0, "digest": 0, "diff": 20, "show": 0, "verify": 0}


@pytest.mark.full
def test_the_way_to_publish(run: Run, tmp_path: Path) -> None:
    """A province's file and its cases: checked, told apart from the parent, listed, shown, and verified afterwards."""
    own = ROOT / "rules" / "tinh" / "pilot-smart-nam-dinh.yaml"
    for end in (".yaml", ".cases.yaml"):
        path = tmp_path / "rules" / f"tinh-x-2026{end}"
        path.parent.mkdir(exist_ok=True)
        text = own.with_name(f"{own.stem}{end}").read_text(encoding="utf-8")
        path.write_text(text.replace(own.stem, "tinh-x-2026"), encoding="utf-8", newline="\n")
    (tmp_path / "xa.csv").write_text("name,unit_type,as_of\nA,xa,2023-06-30\n", encoding="utf-8")
    settings = re.search(r"smartcommune\.toml +(.+)", PAGE)
    assert settings is not None
    text = settings[1].replace(", paths", "\npaths")
    assert tomllib.loads(text) == {"strict": True, "paths": ["rules"]}
    (tmp_path / "smartcommune.toml").write_text(text, encoding="utf-8")
    assert {call.split()[0] for call in CALLS} == set(CODES)
    run("batch", "xa.csv", "--rules", "rules/tinh-x-2026.yaml", "-o", "ket-qua.csv")
    codes = {call.split()[0]: run(*shlex.split(call)).code for call in CALLS}
    assert codes == CODES
    listed = (tmp_path / "rules.sha256").read_text(encoding="utf-8").splitlines()
    found = {line.split()[1]: line.split()[0] for line in listed}
    for name in ("rules/tinh-x-2026.yaml", "rules/tinh-x-2026.cases.yaml"):
        assert found[name] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
