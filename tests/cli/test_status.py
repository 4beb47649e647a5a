"""What is an example or a draft says so in every output, and nobody is chosen by it unawares."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

RULES = """\
format: 1
id: small
version: "1"
status: example
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01}
sources: {law: {title: {vi: Luật, en: Law}, date: 2022-01-01, kind: law}}
indicators:
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
criteria:
  online: {label: {vi: Mạng, en: Online}, cite: law, test: {indicator: rate, gte: 80%}}
verdict: {eligible_when: online}
"""
CHILD = """\
format: 1
id: child
version: "1"
extends: small
label: {vi: Con, en: Child}
"""
WORDS = "VÍ DỤ, không dùng để ký"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "child.yaml").write_text(CHILD, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("commune: {name: A}\nas_of: 2023-06-30\nfacts: {rate: 90%}\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text("code,name,rate\n00001,A,90%\n00002,B,70%\n", encoding="utf-8")
    return tmp_path


def head(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:3]


@pytest.mark.parametrize("rules", ["small.yaml", "child.yaml"])
@pytest.mark.parametrize(
    "command",
    [
        ("check", "a.yaml", "--rules", "{rules}"),
        ("check", "a.yaml", "--rules", "{rules}", "--format", "markdown"),
        ("show", "{rules}"),
        ("show", "{rules}", "--format", "markdown"),
        ("select", "t.csv", "--seats", "1", "--rules", "{rules}", "--example"),
        ("template", "--rules", "{rules}", "--format", "yaml"),
    ],
)
def test_an_example_heads_every_output(command, rules, folder, run, monkeypatch):
    """Among the first lines stands that nothing is signed by it; what rests on an example is one, too."""
    monkeypatch.chdir(folder)
    done = run(*(part.format(rules=rules) for part in command))
    assert (done.code, done.err) == (0, "")
    assert any(WORDS in line for line in head(done.out))


def test_tables_and_programs_are_told(folder, run, monkeypatch):
    """Every row of a table, the summary, the workbook and JSON say it."""
    monkeypatch.chdir(folder)
    done = run("batch", "t.csv", "--rules", "small.yaml", "--as-of", "2023-06-30", "-o", "r.csv")
    assert head(done.out + done.err)[0] == WORDS
    rows = (folder / "r.csv").read_text(encoding="utf-8").splitlines()
    assert [row.endswith(" example") for row in rows] == [False, True, True]
    run("batch", "t.csv", "--rules", "small.yaml", "--as-of", "2023-06-30", "-o", "r.xlsx", "--quiet")
    assert str(openpyxl.load_workbook(folder / "r.xlsx").active["A2"].value).startswith(WORDS)
    found = json.loads(run("check", "a.yaml", "--rules", "small.yaml", "--format", "json").out)
    assert found["assessments"][0]["ruleset"]["status"] == "example"
    assert run("verify", "r.csv", "--rules", "small.yaml", "--table", "t.csv").code == 0


@pytest.mark.parametrize(("status", "words"), [("example", WORDS), ("draft", "BẢN NHÁP, chưa dùng để kết luận")])
def test_nobody_is_chosen_by_it_unawares(status, words, folder, run, monkeypatch):
    """`select` stops with what to write; a rule set that is to be used needs nothing."""
    monkeypatch.chdir(folder)
    (folder / "small.yaml").write_text(RULES.replace("status: example", f"status: {status}"), encoding="utf-8")
    done = run("select", "t.csv", "--seats", "1", "--rules", "small.yaml")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "--example" in done.err
    (folder / "small.yaml").write_text(RULES.replace("status: example\n", ""), encoding="utf-8")
    assert run("select", "t.csv", "--seats", "1", "--rules", "small.yaml").code == 0


PAGES = [
    ("check", "a.yaml", "--rules", "small.yaml"),
    ("batch", "t.csv", "--rules", "small.yaml", "--as-of", "2023-06-30", "--quiet"),
    ("select", "t.csv", "--seats", "1", "--rules", "small.yaml", "--as-of", "2023-06-30", "--example"),
    ("show", "small.yaml"),
]


@pytest.mark.parametrize("command", PAGES, ids=lambda command: command[0])
def test_a_page_is_headed_by_it(command, folder, run, monkeypatch):
    """Above the title of the page stands that nothing is signed by it."""
    monkeypatch.chdir(folder)
    page = run(*command, "--format", "html").out
    assert f'<p class="warning">{WORDS}</p>' in page
    assert page.index('class="warning"') < page.index("<h1>")
