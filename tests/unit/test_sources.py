"""How much of a document was read: said wherever it is cited, and enough for what rests on it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from smartcommune.authoring.show.describe import describe, summary
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.render import show_json, show_markdown, show_text
from smartcommune.rulesets.library import parse_ruleset

from .tiny import DAY, label, threshold, yes

REPORTED = {"title": label("A page"), "publisher": label("A paper"), "date": "2022-05-06", "url": "https://a.vn/b"}


def ruleset(source: dict[str, Any], cite: str = "law#Điều 2", **thresholds: Any) -> RuleSet:
    """One criterion that cites a document."""
    law = {"title": label("Law"), "number": "1/L", "kind": "law", "date": "2020-01-01", **source}
    document = {
        "format": 1,
        "id": "read",
        "version": "1",
        "label": label("Read"),
        "in_force": {"from": "2021-01-01"},
        "sources": {"law": law},
        "indicators": {"a": {"type": "boolean", "label": label("a")}, "rate": {"type": "percent", "label": label("r")}},
        "criteria": {"it": {"label": label("it"), "cite": cite, "test": yes("a")}},
        "verdict": {"eligible_when": "it"},
        **({"thresholds": thresholds} if thresholds else {}),
    }
    return parse_ruleset(json.dumps(document))


def problems(source: dict[str, Any], **thresholds: Any) -> list[str]:
    with pytest.raises(InputError) as raised:
        ruleset(source, **thresholds)
    return [problem.id for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("source", "cite", "expected"),
    [
        ({}, "law#Điều 2", "1/L, Điều 2"),
        ({"reading": "text"}, "law", "1/L"),
        ({"reading": "title"}, "law", "1/L (not read)"),
        ({"reading": "reported", "reported_by": REPORTED}, "law#Điều 2", "1/L, Điều 2 (as reported)"),
        ({"clauses": {"Phụ lục": "title"}}, "law#Phụ lục II", "1/L, Phụ lục II (not read)"),
        ({"clauses": {"Phụ lục": "title"}}, "law#Điều 2", "1/L, Điều 2"),
        (
            {"clauses": {"Phụ lục": "title", "Phụ lục II": "reported"}, "reported_by": REPORTED},
            "law#Phụ lục II, mục 3",
            "1/L, Phụ lục II, mục 3 (as reported)",
        ),
    ],
)
def test_a_citation_says_where_its_words_were_not_read(source: dict[str, Any], cite: str, expected: str) -> None:
    """By the longest clause that it begins with, else as the whole document was."""
    (citation,) = ruleset(source, cite).criteria["it"].citations
    assert citation.say("en") == expected


@pytest.mark.parametrize("source", [{"reading": "reported"}, {"clauses": {"Điều 2": "reported"}}])
def test_what_is_reported_is_so_by_somebody(source: dict[str, Any]) -> None:
    assert problems(source) == ["reported-by-nobody"]


def test_nobody_can_quote_what_was_not_read() -> None:
    assert problems({"reading": "title", "quote": "words"}) == ["quote-unread"]


@pytest.mark.parametrize("basis", ["law", "guidance", "province"])
@pytest.mark.parametrize("source", [{"reading": "title"}, {"reading": "reported", "reported_by": REPORTED}])
def test_a_published_figure_needs_words(basis: str, source: dict[str, Any]) -> None:
    """A title has none, and a report only those that are quoted; an assumption presents nothing as published."""
    assert problems(source, t=threshold("percent", "80%", basis)) == ["basis-unread"]
    assert ruleset(source, t=threshold("percent", "80%", "assumption")).thresholds["t"].basis == "assumption"
    if source["reading"] == "reported":
        assert ruleset({**source, "quote": "80%"}, t=threshold("percent", "80%", basis)).thresholds["t"].basis == basis


def test_a_rule_set_says_how_its_documents_were_read_and_by_whom_they_are_reported() -> None:
    """In the document of every kind, and counted apart in the list."""
    found = ruleset({"reading": "reported", "reported_by": REPORTED, "clauses": {"Phụ lục": "title"}})
    shown = describe(found, DAY, DAY)
    text = show_text.description(shown, "en", 100).plain
    markdown = show_markdown.description(shown, "en")
    for page in (text, markdown):
        for words in ("read as reported only", "only its title is known", "Reported by: A paper, A page, 2022-05-06"):
            assert words in page
    (source,) = json.loads(show_json.description(shown, "en"))["sources"]
    assert (source["reading"], source["clauses"]) == ("reported", {"Phụ lục": "title"})
    assert source["reported_by"] == {
        "title": "A page",
        "publisher": "A paper",
        "date": "2022-05-06",
        "url": "https://a.vn/b",
    }
    assert summary(found, 0).readings == {"text": 0, "reported": 1, "title": 0}
    assert "of these as reported only" in show_text.summaries([summary(found, 0)], "en", 100).plain
