"""Changes of one part of a text: whatever else stands in the file stays as it is, to the letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from smartcommune.authoring.fixes import Draft
from smartcommune.messages import Message
from smartcommune.source.document import Path
from smartcommune.source.files import Source
from smartcommune.source.layout import changed

TITLE = Message("fix.once")


def after(text: str, change: Callable[[Draft], Draft]) -> str | None:
    """The text with a change; None where there is no way to make it."""
    fix = change(Draft(Source("x.yaml", text))).fix(TITLE)
    return None if fix is None else changed(text, fix.edits)


BLOCK = "a:\n  - x # one\n  - - k\n    - l\n\n  # two\n  -\n    z: -1\nb: 1"
LINES = "a: [\n  x, # one\n  y,\n  z  # three\n]\n"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: [x, y , z]\n", ("a", 0), "a: [y , z]\n"),
        ("a: [x, y , z]\n", ("a", 1), "a: [x, z]\n"),
        ("a: [x, y , z] # c\n", ("a", 2), "a: [x, y] # c\n"),
        ("a: [x, 'y, z',]\n", ("a", 1), "a: [x,]\n"),
        (LINES, ("a", 0), "a: [\n  # one\n  y,\n  z  # three\n]\n"),
        (LINES, ("a", 1), "a: [\n  x, # one\n  z  # three\n]\n"),
        (LINES, ("a", 2), "a: [\n  x, # one\n  y\n  # three\n]\n"),
        (BLOCK, ("a", 0), BLOCK.replace("- x # one", "# one")),
        (BLOCK, ("a", 1), BLOCK.replace("  - - k\n    - l\n", "")),
        (BLOCK, ("a", 2), BLOCK.replace("  -\n    z: -1\n", "")),
        (BLOCK, ("b",), BLOCK.removesuffix("\nb: 1")),
        ("a:\n  - k: 1\n    l: 2\n    m: -1", ("a", 0, "k"), "a:\n  - l: 2\n    m: -1"),
        ("a:\r\n  k: |\r\n    - x\r\n  l: 2 # two\r\n", ("a", "k"), "a:\r\n  l: 2 # two\r\n"),
        ("a:\r\n  k: |\r\n    - x\r\n  l: 2 # two\r\n", ("a", "l"), "a:\r\n  k: |\r\n    - x\r\n  # two\r\n"),
        ("a: {x: 1, y: [2], z: {q: 1}}", ("a", "y"), "a: {x: 1, z: {q: 1}}"),
        ("a:\n  b: {c: 1}\n  d: 1\n", ("a", "b", "c"), "a:\n  d: 1\n"),  # nothing else stood in the table
        ("a: [x]\n", ("a", 0), None),
        ("a:\n  - k: 1 # a word\n    l: 2\n", ("a", 0, "k"), None),  # the word would be lost
    ],
)
def test_an_item_or_an_entry_goes(text: str, path: Path, expected: str | None) -> None:
    """With its comma, its dash or its line; a comment beside it stays."""
    assert after(text, lambda draft: draft.drop(path)) == expected


UNWRAPPED = [
    ("a: {any_of: [x]}  # c\n", "a: x  # c\n"),
    ("a:\n  any_of: [x]  # c\nb: 1\n", "a: x  # c\nb: 1\n"),
    ("a:\n  any_of:\n  - x  # c\nb: 1\n", "a: x  # c\nb: 1\n"),
    ("a:\n  any_of:\n    - {i: x, gte: 1}\n", "a: {i: x, gte: 1}\n"),
    (
        "a:\n  # why\n  any_of:\n    - i: x\n      gte: 80%   # c\n\n      lt: 90%\nb: 1\n",
        "a:\n  # why\n  i: x\n  gte: 80%   # c\n\n  lt: 90%\nb: 1\n",
    ),
    (
        "a:\r\n  any_of:\r\n  - b: >\r\n      1\r\n      2\r\n    c: 2\r\n",
        "a:\r\n  b: >\r\n    1\r\n    2\r\n  c: 2\r\n",
    ),
    ("a:\n  any_of:  # why\n    - x\n", None),
    ("a: {any_of: [ # why\n  x]}\n", None),
]


@pytest.mark.parametrize(("text", "expected"), UNWRAPPED)
def test_what_is_inside_takes_the_place_of_the_whole(text: str, expected: str | None) -> None:
    """On its line, or as far to the left as that stood; not where a comment would be lost."""
    assert after(text, lambda draft: draft.unwrap(("a",), ("any_of", 0))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {k: 1, l: 2}\n", "a: {kk: 1, more: true, l: 2}\n"),
        ("a:\n  'k': 1  # one\n  l: 2\n", "a:\n  kk: 1  # one\n  more: true\n  l: 2\n"),
        ("a:\n  k:\n    - 1\n    # last\nb: 2", "a:\n  kk:\n    - 1\n  more: true\n    # last\nb: 2"),
        ("a:\r\n  k: 1", "a:\r\n  kk: 1\r\n  more: true"),
    ],
)
def test_an_entry_comes_behind_another_and_a_key_is_renamed(text: str, expected: str) -> None:
    """In the style of the table that they stand in, with the line ends of the file."""
    assert after(text, lambda draft: draft.add(("a", "k"), "more", "true").rekey(("a", "k"), "kk")) == expected


def test_a_text_that_would_say_something_else_is_no_fix() -> None:
    """What is made is read again: a value that the file would take for several is not written."""
    assert after("a: {k: 1}\n", lambda draft: draft.write(("a", "k"), "2, l: 3")) is None
    assert after("a: {k: 1}\n", lambda draft: draft.write(("a", "k"), "}")) is None
    assert after("a: {k: '1'}\nb: ?  # open\n", lambda draft: draft.write(("b",), "2")) == "a: {k: '1'}\nb: 2  # open\n"
