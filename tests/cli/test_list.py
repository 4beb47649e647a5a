"""`smartcommune list`: the built-in rule sets, as a user meets them."""

from __future__ import annotations

import json

import pytest

from smartcommune.authoring.cases import cases_beside
from smartcommune.library import built_in, load

from .conftest import Run


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
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
        assert found["criteria"] == len(ruleset.criteria)
        assert found["cases"] == len(cases_beside(ruleset, path))
        assert found["thresholds"] == len(ruleset.thresholds)
        assumed = [item for item in ruleset.thresholds.values() if item.basis == "assumption"]
        assert found["thresholds_by_basis"]["assumption"] == len(assumed)


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--lang", "fr"], ["--nope"]], ids=" ".join)
def test_bad_usage_is_2(run: Run, arguments: list[str]) -> None:
    """With a message, and nothing on standard output."""
    done = run("list", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
