"""Rule files of a folder, with texts of them that nobody has saved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from smartcommune.editor.desk import Desk, Sheet
from tests.unit.small import SMALL

CHILD = """\
format: 1
id: child
version: "1"
extends: small
label: {vi: Con, en: Child}
thresholds:
  high: {type: percent, by: region, basis: law, cite: law#1, values: [{from: 2022-01-01, default: 90%}]}
"""


def folder(path: Path, files: Mapping[str, str] | None = None) -> Path:
    """A folder of rules on the disk: a rule set, its child, and what else is asked for."""
    rules = path / "rules"
    rules.mkdir()
    for name, text in {"small.yaml": SMALL, "child.yaml": CHILD, **(files or {})}.items():
        (rules / name).write_text(text, encoding="utf-8")
    return rules


def put(desk: Desk, path: Path, text: str, version: int = 1) -> str:
    """A text on the desk, under the name of its file."""
    name = path.as_posix()
    desk.put(name, Sheet(path.as_uri(), text, version))
    return name
