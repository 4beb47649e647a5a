"""Problems of many rows are told once, and wrapped at words where somebody reads them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from smartcommune.messages import Message
from smartcommune.problems import Place, Problem
from smartcommune.render.alike import MOST_STRETCHES, gathered, stretches
from smartcommune.render.problems import problems


def wrong(row: int | None, text: str = "a", column: int = 2, excerpt: str = "") -> Problem:
    place = Place("t.csv", row, column, excerpt=excerpt)
    return Problem("not-a-number", place, Message("not-a-number", found=text))


@pytest.mark.parametrize(
    ("rows", "said"),
    [([5], "5"), ([2, 3, 4], "2–4"), ([9, 2, 3, 3], "2–3, 9"), ([1, 3, 5], "1, 3, 5"), ([], "")],
)
def test_rows_are_said_in_a_few_letters(rows: list[int], said: str) -> None:
    """In order, each once, neighbours as a stretch."""
    assert stretches(rows) == said


def test_many_stretches_are_cut() -> None:
    """And it is said that there are more."""
    said = stretches(range(1, 100, 2))
    assert said.count(",") == MOST_STRETCHES
    assert said.endswith(", …")


def test_what_rows_have_alike_is_told_once_with_all_of_them() -> None:
    """Other cells, other columns and files without rows stand by themselves; none is lost."""
    found = [wrong(2), wrong(3), wrong(3, "b"), wrong(4), wrong(5, column=3), wrong(None), wrong(7, excerpt="x: a")]
    told = [(problem.place.line, rows) for problem, rows in gathered(found, "vi")]
    assert told == [(2, [2, 3, 4]), (3, [3]), (5, [5]), (None, []), (7, [])]


def test_the_line_names_the_rows() -> None:
    """In place of a row and column; one row alone keeps its place."""
    text = problems([wrong(2), wrong(3), wrong(9, "b")], "vi", 80).plain
    assert text.splitlines()[0].startswith("t.csv, dòng 2–3: `a` không phải là số")
    assert text.splitlines()[1].startswith("t.csv:9:2: `b`")


@pytest.mark.parametrize("width", [40, 80])
def test_lines_on_a_terminal_are_wrapped_at_words(width: int) -> None:
    """No word is parted, none is lost, no line is wider; elsewhere each problem is one line."""
    long = Problem(
        "x", Place("t.csv", 2, 2), Message("not-a-number", found="một hai ba bốn năm sáu bảy tám chín mười " * 3)
    )
    plain = problems([long], "vi", width).plain
    text = problems([long], "vi", width, is_wrapped=True).plain
    assert plain.count("\n") == 1 < text.count("\n")
    assert text.split() == plain.split()
    assert [line for line in text.splitlines() if cell_len(line.rstrip()) > width] == []
