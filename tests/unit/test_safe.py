"""Text from outside to text that cannot act."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from smartcommune.render.safe import file_name, markdown, terminal

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ACTING = (
    "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) + "\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\ud800"
)

texts = st.text(st.one_of(st.characters(), st.sampled_from(ACTING + "\\`*_[]<>|#~&!()-+.:=\"' ")))


@given(texts)
def test_nothing_acts_on_a_terminal(text: str) -> None:
    """Every character that is shown is printable, so no control sequence, override or line end is left."""
    assert terminal(text).isprintable()


@given(texts)
def test_what_prints_is_left_alone(text: str) -> None:
    """Printable text is shown as it is, Vietnamese too; so nothing is shown twice as escaped."""
    if text.isprintable():
        assert terminal(text) == text
    assert terminal(terminal(text)) == terminal(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Xã Đắk Nhau, tỉnh Bình Phước", "Xã Đắk Nhau, tỉnh Bình Phước"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b31m", "\\x9b31m"),
        ("a\nb\r\tc", "a\\x0ab\\x0d\\x09c"),
        ("\x00\x7f", "\\x00\\x7f"),
        ("\u202etxt", "\\u202etxt"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("a\u00a0b\u3000c", "a b c"),
        ("", ""),
    ],
)
def test_what_acts_is_shown(text: str, shown: str) -> None:
    """Escapes as programmers write them; every kind of space is a space."""
    assert terminal(text) == shown


def read(text: str) -> tuple[str, set[str]]:
    """What a reader of Markdown sees in a heading, and the kinds of tokens in it."""
    tokens = READER.parse(f"## {text}\n")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    children = tokens[1].children or []
    return "".join(child.content for child in children), {child.type for child in children}


@given(texts)
def test_markdown_shows_the_text(text: str) -> None:
    """A reader of Markdown sees what a terminal would show, without links, tags, emphasis or code."""
    seen, kinds = read(markdown(text))
    assert seen == terminal(text).strip(" ")
    assert kinds <= {"text", "text_special"}


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "12) a", "  - a"])
def test_markdown_begins_no_list(text: str) -> None:
    """A text that looks like an item of a list stays a paragraph, and reads as it was."""
    tokens = READER.parse(markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert read(markdown(text))[0] == text.strip()


@given(texts, texts)
def test_markdown_stays_in_its_cell(first: str, second: str) -> None:
    """Two texts in a row of a table are two cells."""
    tokens = READER.parse(f"| a | b |\n|---|---|\n| {markdown(first)} | {markdown(second)} |\n")
    cells = [tokens[number + 1].content for number, token in enumerate(tokens) if token.type == "td_open"]
    assert len(cells) == 2


@given(texts)
def test_markdown_is_one_line_without_tags(text: str) -> None:
    """No line end, and no `<` or `>` that is not escaped."""
    found = markdown(text)
    assert "\n" not in found
    for sign in "<>|`*_[]#&~":
        assert found.count(sign) == found.count(f"\\{sign}")


def test_the_controls_of_unicode_are_covered() -> None:
    """Every character of the categories that act is escaped."""
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs"):
            assert terminal(character).startswith("\\")


@given(texts)
def test_the_name_of_a_file_stays_in_its_folder(text: str) -> None:
    """It has no separator, begins with no dot, holds nothing that acts, and fits every system."""
    name = file_name(text)
    assert terminal(name) == name
    assert not set(name) & set('/\\:*?"<>|')
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= 200


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Giao Phong", "Giao Phong"),
        ("Vân/Hồ", "Vân-Hồ"),
        ("..", ""),
        (" a  b. ", "a b"),
        ("a" * 99, "a" * 50),
        ("con", "con-"),
        ("LPT1.x", "LPT1-.x"),
        ("Còn", "Còn"),
        ("COM", "COM"),
        ("nul a", "nul a"),
    ],
)
def test_the_name_of_a_file_is_the_text_where_it_can_be(text: str, name: str) -> None:
    """A commune is found by its own name."""
    assert file_name(text) == name
