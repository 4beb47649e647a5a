"""Texts that are no YAML: the problem stands where the slip was made, not where the parser gave up."""

from __future__ import annotations

import pytest

from smartcommune.problems import InputError
from smartcommune.source.document import read_document
from smartcommune.source.files import Source

CASES = """\
cases:
  # the first
  - {name: one, on: 2023-06-30,
     facts: {a: true, b: false},
     expect: {verdict: eligible, outcomes: {x: met, y: met}}}

  # the second
  - {name: two, on: 2023-06-30,
     facts: {a: true},
     expect: {verdict: eligible}}
"""
SOURCES = """\
sources:
  press:
    title:
      vi: Báo
      en: News
    kind: press
    date: 2023-10-02
"""


def place(text: str) -> tuple[int | None, int | None]:
    """Where the one syntax problem of a text stands."""
    with pytest.raises(InputError) as caught:
        read_document(Source("x.yaml", text))
    (problem,) = [problem for problem in caught.value.problems if problem.id == "not-yaml"]
    return problem.place.line, problem.place.column


def test_the_texts_are_yaml_as_they_stand() -> None:
    """What is changed below is read without a problem."""
    assert read_document(Source("x.yaml", CASES))
    assert read_document(Source("x.yaml", SOURCES))


def test_an_inner_brace_is_missed_where_it_should_stand() -> None:
    """The next line goes on in the column of the outer bracket, so the inner one was to end above it."""
    assert place(CASES.replace("b: false}", "b: false")) == (4, 32)


def test_a_brace_that_is_missing_at_the_end_is_told_where_the_item_ends() -> None:
    """The next item, or the next key of the file, is no part of it; blank lines between are passed over."""
    assert place(CASES.replace("y: met}}}", "y: met}}")) == (5, 61)
    assert place(CASES.replace("eligible}}\n", "eligible}\n\n# more\n\nmore: 1\n")) == (10, 33)


def test_a_key_too_far_out_is_told_itself() -> None:
    """What belongs to it stands where it stood; the parser only stumbles over the next key that did not move."""
    assert place(SOURCES.replace("    title:", "  title:")) == (3, 3)
    assert place(SOURCES.replace("  press:", "press:") + "  other:\n    kind: press\n") == (2, 1)


def test_a_key_too_far_in_after_a_table_is_told_itself() -> None:
    """It stands between two levels, and nothing above it has moved."""
    assert place(SOURCES.replace("    kind", "     kind")) == (6, 6)
    assert place("a:\n  - vi: >-\n      text\n      more\n      more\n     en: >-\n      text\n") == (6, 6)


def test_a_key_of_a_long_text_without_its_colon() -> None:
    """All that follows became one text with it, up to the next colon."""
    text = "note:\n  vi: >-\n    one\n    two\n    three\n  en: >-\n    one\n    two\n    three\nmore: 1\n"
    assert place(text.replace("vi: >-", "vi >-")) == (2, 5)
    assert place(text.replace("en: >-", "en >-")) == (6, 3)


def test_brackets_in_texts_and_comments_do_not_count() -> None:
    """Quoted brackets and those behind a `#` are words."""
    text = CASES.replace("name: one", "name: 'one {'").replace("# the first", "# {{").replace("b: false}", "b: false")
    assert place(text) == (4, 32)


def test_a_list_that_begins_without_its_dash() -> None:
    """The item that lacks its dash, not the next one; a comment above it is no item."""
    assert place(CASES.replace("- {name: one", "  {name: one")) == (3, 5)


def test_a_key_that_stands_too_far_in() -> None:
    """The key whose column no other has, not the first of those that agree."""
    assert place(SOURCES.replace("    title:", "     title:")) == (3, 6)


def test_a_key_that_stands_too_far_out() -> None:
    """The key itself, where those after it agree with those before."""
    assert place(SOURCES.replace("    kind: press", "   kind: press")) == (6, 4)


def test_brackets_in_a_block_of_text_end_the_search() -> None:
    """A text over several lines may hold any number of them; the parser's own place has to do."""
    brackets = "  {\n" * 100
    assert place(f"a: |\n{brackets}b: [\nc: 1\n") == (103, 5)


@pytest.mark.parametrize(
    "text", ["a: [", "a: 'b", "a: b: c", "a: 1\nb", "a:\n- b\nc", "a: {b c: d", "a: @", "a:\n\tb: 1", '"\\q"', "a: |x"]
)
def test_what_the_parser_says_is_told_in_vietnamese_too(text: str) -> None:
    """Its own words are English; the sentence around them is not the only part that is in the user's language."""
    with pytest.raises(InputError) as caught:
        read_document(Source("x.yaml", text))
    for problem in caught.value.problems:
        reason = problem.message.values["reason"]
        assert reason.say("vi") != reason.say("en")  # type: ignore[attr-defined]  # a message
