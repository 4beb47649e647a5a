"""`smartcommune explain`: what the id of a problem means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run


def test_an_id_of_a_table(run: Run) -> None:
    """What is wrong and what to do, in the language."""
    assert run("explain", "percent-or-fraction").out.splitlines() == [
        "# percent-or-fraction",
        "",
        "`…` có thể là phần trăm hoặc tỷ lệ thập phân (lỗi)",
        "",
        "`validate --fix --unsafe-fixes` sửa được trong tệp quy tắc và ca kiểm thử, nhưng là phỏng đoán.",
        "",
        "## Nên làm",
        "",
        "viết `85%` hoặc `0,85%`",
    ]
    assert "write `85%` or `0.85%`" in run("explain", "percent-or-fraction", "--lang", "en").out


def test_the_page_of_a_lint_is_that_of_validate(run: Run) -> None:
    """What to avoid, what to prefer, and why."""
    assert run("explain", "single-member").out == run("validate", "--explain", "single-member").out
    assert run("explain", "single-member", "--lang", "en").out.count("\n## ") == 3


def test_all_of_them(run: Run) -> None:
    """A line for each, and JSON with both languages."""
    lines = run("explain", "--lang", "en").out.splitlines()
    document = json.loads(run("explain", "-f", "json").out)
    assert document["schema"] == "smartcommune/explanations/1"
    assert [line.split()[0] for line in lines] == [each["id"] for each in document["problems"]]
    assert {line.split()[1] for line in lines} == {"error", "warning"}
    lint = next(each for each in document["problems"] if each["id"] == "single-member")
    assert set(lint) == {"id", "severity", "fix", "summary", "remedy", "why", "avoid", "prefer"}
    assert lint["fix"] == "safe"
    assert {"--fix", "--unsafe-fixes"} <= {line.split()[2] for line in lines}
    assert set(lint["summary"]) == {"vi", "en"}


def test_an_id_that_there_is_not(run: Run) -> None:
    """2, with the nearest one."""
    done = run("explain", "percent-or-fracton", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "no problem has the id `percent-or-fracton`; did you mean `percent-or-fraction`?" in done.err


@pytest.mark.parametrize("name", ["a.md", "a.json", "a.txt"])
def test_it_goes_to_a_file(run: Run, tmp_path: Path, name: str) -> None:
    """Whose name says the format."""
    assert run("explain", "not-a-number", "-o", name).out == ""
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith("{" if name == "a.json" else "# not-a-number")
