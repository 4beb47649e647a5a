"""`smartcommune check --ask`: the next question, and what its answers would mean."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import ELIGIBLE, UNDETERMINED, Run, WriteProfile


def test_the_next_question_is_asked_in_words(run: Run, profile: WriteProfile) -> None:
    """With a verdict behind each answer; the exit code is that of the verdict."""
    path = profile({key: value for key, value in ELIGIBLE.items() if key != "central_pilot"})
    done = run("check", path, "--ask", "--lang", "en")
    assert done.code == 11
    assert "Already chosen as a pilot by the central level: yes or no?" in done.out
    assert "- no: Eligible" in done.out
    assert "- yes: Out of scope" in done.out


def test_a_figure_is_asked_for_with_its_threshold(run: Run, profile: WriteProfile) -> None:
    """The answers are ranges, as an officer would say them."""
    done = run("check", profile(UNDETERMINED), "--ask", "--format", "json")
    document = json.loads(done.out)
    assert document["schema"] == "smartcommune/question/1"
    (question,) = document["questions"]
    assert question["verdict"] == "undetermined"
    assert question["question"]["indicator"] == "smartphone_rate"
    assert question["question"]["answers"] == [
        {"answer": "dưới 80 %", "verdict": "undetermined"},
        {"answer": "từ 80 % trở lên", "verdict": "eligible"},
    ]


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_what_is_settled_needs_no_question(run: Run, profile: WriteProfile, format: str) -> None:
    """And is told so."""
    done = run("check", profile(ELIGIBLE), "--ask", "--lang", "en", "--format", format)
    assert done.code == 0
    assert ('"question": null' if format == "json" else "Nothing needs to be asked.") in done.out


def test_where_no_fact_helps_that_is_said(run: Run, profile: WriteProfile) -> None:
    """Without assumptions the thresholds have no value: a commune of which all is known may stay open."""
    facts = {
        "unit_type": "xa",
        "central_pilot": False,
        "ntm_level": "basic",
        "ntm_criteria_set": "2021_2025",
        "outstanding_field": "none",
        "facilities_attested": False,
        "human_resources_attested": False,
    }
    done = run("check", profile(facts), "--ask", "--assumptions", "refuse", "--lang", "en")
    assert done.code == 11
    assert "No fact would settle it" in done.out or "?" in done.out
