"""Columns in letters and in an editor's units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.editor.positions import Encoding, column, units

LINE = "label: {vi: 🏡 Có tổ}"
BEHIND = LINE.index("🏡") + 1


@pytest.mark.parametrize(("encoding", "count"), [("utf-32", 13), ("utf-16", 14), ("utf-8", 16)])
def test_right_behind_an_emoji(encoding: Encoding, count: int) -> None:
    """It is one letter, and has two units of UTF-16; one inside it is the place before it."""
    assert units(LINE, BEHIND, encoding) == count
    assert column(LINE, count, encoding) == BEHIND
    assert encoding == "utf-32" or column(LINE, count - 1, encoding) == BEHIND - 1


@given(st.text(), st.integers(0, 30), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_there_and_back(line: str, at: int, encoding: Encoding) -> None:
    """Every column of a line comes back; behind its end is its end."""
    assert column(line, units(line, at, encoding), encoding) == min(at, len(line))
