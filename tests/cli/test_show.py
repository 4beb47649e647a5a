"""`smartcommune show`: formats, options and exit codes, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

PILOT = "pilot-smart-2023"
DAY = ("--as-of", "2023-06-30")


def test_a_rule_set_is_shown(run: Run) -> None:
    """As text in Vietnamese by default, with the date that was asked for."""
    done = run("show", PILOT, *DAY)
    assert (done.code, done.err) == (0, "")
    assert "Nội dung theo ngày 30/06/2023" in done.out
    assert "giả định* 6" in done.out


def test_without_a_date_the_document_says_which_was_taken(run: Run) -> None:
    """Long after its period a rule set is shown as it last was."""
    done = run("show", PILOT, "--lang", "en")
    assert done.code == 0
    assert "As of 20" in done.out
    assert run("show", PILOT, "--lang", "en", "--as-of", "2026-03-01").out.count("OUTSIDE") == 1


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_output_is_the_same_every_time(run: Run, format: str, language: str) -> None:
    """Byte for byte, for a given date."""
    arguments = ("show", "pilot-smart-lam-dong", *DAY, "--format", format, "--lang", language)
    first, second = run(*arguments), run(*arguments)
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out != ""


def test_one_criterion_is_shown_alone(run: Run) -> None:
    """With those below it."""
    done = run("show", PILOT, "other_conditions", *DAY, "--format", "json")
    ids = [item["id"] for item in json.loads(done.out)["criteria"]]
    assert ids == ["other_conditions", "facilities", "human_resources", "smartphone_use"]


def test_a_rule_file_is_shown(run: Run, tmp_path: Path) -> None:
    """By its path, as everywhere."""
    (tmp_path / "mine.yaml").write_text(
        "format: 1\nid: mine\nversion: '1'\nlabel: {vi: Của tôi, en: Mine}\n"
        "in_force: {from: 2023-07-01, until: 2025-12-31}\n"
        f"extends: {PILOT}\n",
        encoding="utf-8",
    )
    done = run("show", "mine.yaml", "--lang", "en", *DAY)
    assert (done.code, done.err) == (0, "")
    assert "Mine" in done.out
    assert f"Extends: {PILOT}" in done.out


def test_the_answer_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    """And nothing to the screen."""
    done = run("show", PILOT, *DAY, "--format", "markdown", "--output", "rules.md")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "rules.md").read_text(encoding="utf-8").startswith("# Chọn xã thí điểm")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-rules"],
        [PILOT, "no_such_criterion"],
        [PILOT, "--format", "xml"],
        [PILOT, "--lang", "fr"],
        [PILOT, "--as-of", "2023-02-29"],
        [PILOT, "--nope"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_2(run: Run, arguments: list[str]) -> None:
    """With a message, and nothing on standard output."""
    done = run("show", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err


def test_a_misspelt_criterion_is_told_with_the_one_that_was_meant(run: Run) -> None:
    """The message says what was found and what is known."""
    done = run("show", PILOT, "smartphone_us", "--lang", "en")
    assert "unknown criterion `smartphone_us`; did you mean `smartphone_use`?" in done.err


def test_a_rule_file_that_does_not_exist_is_4(run: Run) -> None:
    """As a profile that does not."""
    assert run("show", "missing.yaml").code == 4


def test_the_page_is_as_wide_as_the_terminal(run: Run) -> None:
    """Up to 100 columns."""
    for columns, most in (("60", 60), ("140", 100)):
        lines = run("show", PILOT, *DAY, env={"COLUMNS": columns}).out.splitlines()
        assert max(map(len, lines)) <= most


SCORED = str(Path(__file__).parents[2] / "examples" / "format" / "service-points-2026.yaml")
EVIDENCED = str(Path(__file__).parents[2] / "examples" / "format" / "budget-results-2026.yaml")


@pytest.mark.parametrize(
    ("format", "row"),
    [
        ("text", "7 Late files down to -5"),
        ("markdown", "| 1 | One-stop desk | at most 3 | Decision that sets it up |"),
        ("html", '<th scope="row">One-stop desk</th> <td>at most 3</td> <td>Decision that sets it up</td>'),
    ],
)
def test_a_table_of_points_stands_as_the_decision_prints_it(run: Run, format: str, row: str) -> None:
    """Number, content, points and evidence, in the order of the file; a deduction says how far it goes."""
    assert row in " ".join(run("show", SCORED, "--lang", "en", "--format", format).out.split())


def test_programs_read_the_table_and_what_needs_evidence(run: Run) -> None:
    """A rule set without points has no table."""
    table = json.loads(run("show", SCORED, "--lang", "en", "--format", "json").out)["table"]
    assert [row["number"] for row in table] == ["1", "2", "3", "4", "5", "6", "7", None]
    assert table[0]["evidence_asked"] == "Decision that sets it up"
    found = json.loads(run("show", EVIDENCED, "--lang", "en", "--format", "json").out)
    assert (found["table"], [each["indicator"] for each in found["evidence_needed"]]) == ([], ["audited"])


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_facts_that_need_evidence_are_named(run: Run, format: str) -> None:
    """With how old it may be; where none needs any, nothing is said."""
    out = " ".join(run("show", EVIDENCED, "--lang", "en", "--format", format).out.split())
    assert (
        "The audit found nothing: Counts only with dated evidence, at most 18 months old on the day of assessment"
        in out
    )
    assert "needs evidence" not in run("show", SCORED, "--lang", "en", "--format", format).out.lower()
