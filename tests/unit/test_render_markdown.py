"""Assessments to Markdown: a heading, a verdict, a table of the criteria, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from smartcommune.assess.assessment import Assessment, Reason
from smartcommune.messages import Language, Message
from smartcommune.render.markdown import assessments

from .tiny import Tree, assessed, ethnic, threshold, tiny
from .trees import Sample, facts, samples

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
FOOTNOTE = re.compile(r"\[\^(\d+)\]")


def read(answers: Iterable[Assessment], language: Language = "en") -> list[Token]:
    return READER.parse(assessments(answers, language))


def seen(token: Token) -> str:
    """The text of a token as a reader sees it, without the indent of a table's cell and the marks of footnotes."""
    return FOOTNOTE.sub("", "".join(child.content for child in token.children or [])).strip("\u2003")


def rows(tokens: list[Token]) -> list[list[str]]:
    found: list[list[str]] = []
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            found.append([])
        elif token.type in ("th_open", "td_open"):
            found[-1].append(seen(tokens[number + 1]))
    return found


def headings(tokens: list[Token]) -> list[str]:
    return [seen(tokens[number + 1]) for number, token in enumerate(tokens) if token.type == "heading_open"]


def below(reason: Reason) -> Iterable[Reason]:
    yield reason
    for child in reason.children:
        yield from below(child)


@given(samples(), facts)
def test_every_reason_has_a_row_of_four_cells(sample: Sample, known: dict[str, str]) -> None:
    """In the order of the tree, with the outcome in words."""
    ruleset = sample.ruleset
    answer = assessed(ruleset, known)
    head, *table = rows(read([answer]))
    assert head == [Message(f"page.column.{name}").say("en") for name in ("outcome", "criterion", "detail", "citation")]
    assert {len(row) for row in table} == {4}
    assert answer.reasons is not None
    for branch in answer.branches:
        for reason in below(branch):
            outcome = Message(f"outcome.{reason.outcome}").say("en")
            cells = [reason.label.say("en"), reason.text.say("en")]
            assert [row for row in table if row[0].endswith(f" {outcome}") and row[1:3] == cells]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("known", [{"ntm": False, "poverty_rate": "20%"}, {"ntm": True}, {"ntm": False}])
def test_the_verdict_stands_below_the_name(language: Language, known: Tree) -> None:
    """A heading of second level, then the verdict in bold."""
    answer = assessed(ethnic(), known)
    tokens = read([answer], language)
    assert (tokens[0].type, tokens[0].tag) == ("heading_open", "h2")
    verdict = tokens[4].children or []
    kinds = [child.type for child in verdict[:4] if child.type != "text" or child.content]
    assert kinds[0] == "strong_open"
    assert Message(f"verdict.{answer.verdict}").say(language) in [child.content for child in verdict]


def test_what_is_missing_and_what_to_do_are_lists() -> None:
    """Numbered, each under its heading."""
    answer = assessed(ethnic(), {"ntm": False, "poverty_rate": "16%"})
    tokens = read([answer])
    titles = headings(tokens)
    assert Message("page.missing").say("en") in titles
    assert Message("page.advice").say("en") in titles
    items = [
        seen(tokens[number + 2])
        for number, token in enumerate(tokens)
        if token.type == "list_item_open" and token.markup == "."
    ]
    assert items[0] == answer.missing[0].label.say("en")
    assert len(items) == len(answer.missing) + len(answer.advice)


def test_nothing_to_do_has_no_heading() -> None:
    """An eligible commune has a name and a table."""
    assert len(headings(read([assessed(ethnic(), {"ntm": False, "poverty_rate": "20%"})]))) == 1


def test_several_communes_are_several_sections() -> None:
    """One after the other, each with its table."""
    answers = [assessed(ethnic(), {"ntm": True}), assessed(ethnic(), {}), assessed(ethnic(), {}, date(2030, 1, 1))]
    tokens = read(answers)
    assert sum(token.tag == "h2" and token.type == "heading_open" for token in tokens) == 3
    assert sum(token.type == "table_open" for token in tokens) == 2


def test_out_of_force_says_what_that_does_not_mean() -> None:
    """The period, and that it is no verdict on the commune."""
    text = assessments([assessed(ethnic(), {}, date(2030, 1, 1))], "en")
    assert "2021-01-01" in text
    assert "2025-12-31" in text
    assert Message("verdict.not_in_force").say("en") in text


def test_an_assumed_threshold_is_marked() -> None:
    """In words, in its own row."""
    low = {"low": threshold("percent", "80%", basis="assumption")}
    ruleset = tiny({"it": {"indicator": "rate", "gte": {"threshold": "low"}}}, {"any_of": ["it"]}, thresholds=low)
    found = rows(read([assessed(ruleset, {"rate": "79.5%"})], "vi"))
    assert any("giả định" in row[2] and "79,5 %" in row[2] for row in found)


def test_the_rule_set_is_named() -> None:
    """Its label, id and version close the section, before the footnotes."""
    tokens = READER.parse(assessments([assessed(ethnic(), {})], "en").partition("\n[^1]: ")[0])
    last = [token for token in tokens if token.type == "inline"][-1]
    assert "ethnic-area-iii-2021" in seen(last)
    assert "2021.1" in seen(last)


def test_each_citation_and_each_assumed_threshold_is_one_footnote() -> None:
    """Numbered in the order of their marks, however many communes stand in the document; every mark has its note."""
    low = {"low": threshold("percent", "80%", basis="assumption")}
    ruleset = tiny({"it": {"indicator": "rate", "gte": {"threshold": "low"}}}, {"any_of": ["it"]}, thresholds=low)
    answers = [assessed(ruleset, {"rate": rate}) for rate in ("79%", "81%")]
    text = assessments(answers, "en")
    body, _, notes = text.partition("\n[^1]: ")
    numbers = [int(number) for number in FOOTNOTE.findall(body)]
    assert list(dict.fromkeys(numbers)) == [1, 2]
    assert [int(number) for number in re.findall(r"^\[\^(\d+)\]: ", f"[^1]: {notes}", re.MULTILINE)] == [1, 2]
    assert notes.count("Assumed threshold: ") == 1
    assert "another test" in notes
    assert text.count(answers[0].branches[0].citations[0].say("en")) <= 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_decided_is_told_above_the_table(language: Language) -> None:
    """The headline and the branches that settle the verdict, or keep it open."""
    for known in ({"ntm": False, "poverty_rate": "20%"}, {"ntm": True}, {}):
        answer = assessed(ethnic(), known)
        above = " ".join(assessments([answer], language).partition("| ")[0].split())
        assert answer.deciding
        for reason in answer.deciding:
            assert f"{reason.label.say(language)}: {reason.text.say(language)}".replace("*", "\\*") in above


def test_no_text_from_outside_is_a_footnote() -> None:
    """A mark in a name shows as it is written."""
    answer = assessed(ethnic(), {})
    text = assessments([answer._replace(commune=answer.commune._replace(name="[^1]: x"))], "en")
    assert "## \\[^1\\]: x" in text
