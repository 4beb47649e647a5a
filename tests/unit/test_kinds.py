"""What is no rule file is told as what it is, in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Run

KINDS = [
    ("p.yaml", "facts: {unit_type: xa}\ncommune: {name: A}\n", "this is a profile"),
    ("p.json", '{"commune": {"name": "A"}, "facts": {}}', "this is a profile"),
    ("c.yaml", "columns: {a: {column: b}}\n", "this is a map of columns"),
    ("k.yaml", "ruleset: small\ncases: []\n", "this is a file of cases"),
    ("d.yaml", "services:\n  web: {image: x}\n", "this YAML file is no rule set"),
    ("l.yaml", "- 1\n- 2\n", "found a list"),
    ("t.csv", "code,name\n1,A\n", "this is a table"),
    ("t.xlsx", "PK", "this is a table"),
]


@pytest.mark.parametrize(("name", "text", "said"), KINDS, ids=[name for name, _, _ in KINDS])
def test_what_is_no_rule_file_is_told_as_what_it_is(run: Run, tmp_path: Path, name: str, text: str, said: str) -> None:
    """One line and one problem, alone or in a folder."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("validate", name, "--lang", "en")
    assert done.code == 3
    assert said in done.out.splitlines()[0]
    assert done.out.splitlines()[-1] == "1 problem in 1 of 1 file"


def test_a_rule_file_with_mistakes_is_still_one(run: Run, tmp_path: Path) -> None:
    """A file that declares something of a rule set is told its mistakes."""
    (tmp_path / "r.yaml").write_text("id: r\nfacts: {}\n", encoding="utf-8")
    out = run("validate", "r.yaml", "--lang", "en").out
    assert "no rule set" not in out
    assert "missing" in out
