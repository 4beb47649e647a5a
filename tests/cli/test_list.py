"""`smartcommune list`: the built-in rule sets, as a user meets them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from smartcommune.authoring.cases import cases_beside
from smartcommune.authoring.show.contents import own_thresholds
from smartcommune.model.ruleset import is_borrowed
from smartcommune.rulesets.library import built_in, load
from tests.quick import some

from .conftest import Run


@pytest.mark.parametrize("format", some(["text", "json", "markdown"], ["text"]))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_built_in_rule_set_is_listed(run: Run, format: str, language: str) -> None:
    """In every format and language."""
    done = run("list", "--format", format, "--lang", language)
    assert (done.code, done.err) == (0, "")
    for id in built_in():
        assert load(id).label.say("vi" if language == "vi" else "en") in " ".join(done.out.split())


def test_the_figures_are_those_of_the_rule_sets(run: Run) -> None:
    """Criteria, cases in the file and beside it, thresholds, and how many of them are assumed."""
    listed = {item["id"]: item for item in json.loads(run("list", "--format", "json").out)["rulesets"]}
    assert list(listed) == list(built_in())
    for id, path in built_in().items():
        ruleset = load(id)
        found = listed[id]
        assert found["criteria"] == len([id for id in ruleset.criteria if not is_borrowed(id)])
        assert found["cases"] == len(cases_beside(ruleset, path))
        thresholds = own_thresholds(ruleset)
        assert found["thresholds"] == len(thresholds)
        assumed = [item for item in thresholds if item.basis == "assumption"]
        assert found["thresholds_by_basis"]["assumption"] == len(assumed)


@pytest.mark.parametrize("day", ["2021-01-01", "2023-06-30", "2026-03-01"])
def test_a_date_tells_what_is_in_force(run: Run, day: str) -> None:
    """Those in force come first; of the others it is said why they are not, and what replaced them."""
    listed = json.loads(run("list", "--as-of", day, "--format", "json", "--lang", "en").out)["rulesets"]
    states = {item["id"]: item["on"] for item in listed}
    for id in built_in():
        assert states[id]["in_force"] is load(id).in_force.covers(date.fromisoformat(day))
        assert (states[id]["text"] is None) is states[id]["in_force"]
    order = [item["on"]["in_force"] for item in listed]
    assert order == sorted(order, reverse=True)


def test_what_replaced_a_rule_set_is_said(run: Run) -> None:
    """In text and in the table; without a date nothing is said about days."""
    text = run("list", "--as-of", "2026-03-01", "--lang", "en").out
    assert "ended after 2026-02-14; replaced by ntm-2026" in text
    assert "begins on 2026-02-15" in run("list", "--as-of", "2025-01-01", "--lang", "en", "--format", "markdown").out
    assert "replaced by" not in run("list", "--lang", "en").out


def test_a_bad_date_is_3(run: Run) -> None:
    """With its place."""
    done = run("list", "--as-of", "2026-02-30", "--lang", "en")
    assert (done.code, done.out) == (run("show", "ntm-2026", "--as-of", "2026-02-30").code, "")
    assert "--as-of" in done.err


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--lang", "fr"], ["--nope"]], ids=" ".join)
def test_bad_usage_is_2(run: Run, arguments: list[str]) -> None:
    """With a message, and nothing on standard output."""
    done = run("list", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
