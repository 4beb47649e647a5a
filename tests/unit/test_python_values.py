"""Python values to a document: each becomes the text that a file would have, or a problem at its path."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from smartcommune.problems import InputError
from smartcommune.source.document import Scalar, as_data
from smartcommune.source.python_values import document_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        ("x", "x"),
        ("a\u0323", "ạ"),
        (85, "85"),
        (85.2, "85.2"),
        (Decimal("85.20"), "85.20"),
        (Fraction(2, 3), "2/3"),
        (date(2023, 6, 30), "2023-06-30"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_python_values_become_the_text_of_a_file(value: object, text: str) -> None:
    """A mapping is read as if its values stood in a file."""
    node = document_of({"a": value}, "profile").node(("a",))
    assert isinstance(node, Scalar)
    assert (node.text, node.blank) == (text, value is None)


def test_python_lists_and_mappings_become_lists_and_tables() -> None:
    """Keys become text; places are paths, since there are no lines."""
    document = document_of({"a": [{"b": 1}, ("c",)], 5: {}}, "profile")
    assert as_data(document.root) == {"a": ({"b": "1"}, ("c",)), "5": {}}
    assert str(document.place(("a", 0, "b"))) == "profile.a.0.b"
    assert str(document.key_place(("a",))) == "profile.a"


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x", 1 + 2j, range, iter([])])
def test_python_values_that_no_file_could_hold_are_refused(value: object) -> None:
    """What has no text is a problem at its path."""
    with pytest.raises(InputError) as caught:
        document_of({"a": {"b": value}}, "profile")
    assert str(caught.value) == "profile.a.b: this value cannot be written as text [not-text]"


def test_a_python_number_of_5000_digits_is_refused() -> None:
    """A number that Python itself refuses to write out is a problem at its path, not a crash."""
    with pytest.raises(InputError) as caught:
        document_of({"a": 10**5_000}, "profile")
    assert str(caught.value.problems[0].place) == "profile.a"


@pytest.mark.parametrize("text", ["\0", "\x1b", "\u2028", "\ud800", "\ufeff", "\x85"])
def test_python_text_is_checked_like_that_of_a_file(text: str) -> None:
    """Control characters and lone surrogates are refused in values."""
    with pytest.raises(InputError) as caught:
        document_of({"a": f"x{text}"}, "profile")
    assert str(caught.value) == (
        f"profile.a:1:2: the control character U+{ord(text):04X} is not allowed in a text [bad-character]"
    )


@pytest.mark.parametrize("key", ["\0", "\x1b", "\ud800"])
def test_python_keys_are_checked_as_well(key: str) -> None:
    """A key cannot smuggle in what a value cannot."""
    with pytest.raises(InputError) as caught:
        document_of({f"x{key}": "a"}, "profile")
    assert [problem.id for problem in caught.value.problems] == ["bad-character"]


def test_python_keys_that_are_one_text_are_a_duplicate() -> None:
    """`1` and `"1"` are the same key in a file; neither is lost silently."""
    with pytest.raises(InputError) as caught:
        document_of({1: "a", "1": "b"}, "profile")
    assert [problem.id for problem in caught.value.problems] == ["duplicate-key"]


def test_python_mappings_keep_to_the_same_depth() -> None:
    """The 65th level is refused as in a file."""
    value: object = "x"
    for _ in range(64):
        value = [value]
    with pytest.raises(InputError) as caught:
        document_of({"a": value}, "profile")
    assert caught.value.problems[0].id == "too-deep"


def test_a_moment_is_not_a_day() -> None:
    """A date with a time keeps its time, so that it is refused where a day is due and not cut off."""
    node = document_of({"a": datetime(2023, 6, 30, 23, 59)}, "profile").node(("a",))  # noqa: DTZ001 - no zone is the point
    assert isinstance(node, Scalar)
    assert node.text == "2023-06-30T23:59:00"
