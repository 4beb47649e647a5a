"""Irregular lines: what can be read keeps its place, what cannot is told, and nothing is shifted."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.tables.text.lines import Mender, joined, split


def mended(text: str, width: int = 3) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The rows that come out, each with the line it starts on, and the problems; every line is looked at."""
    mender = Mender("a.csv", ",", width, lambda _: True)
    copy = b"".join(mender.lines(text.encode().splitlines(keepends=True))).decode()
    rows = list(csv.reader(io.StringIO(copy, newline="")))
    assert len(rows) == mender.count
    lines = [mender.numbering.line(position) for position in range(len(rows))]
    return list(zip(lines, rows, strict=True)), [f"{each.place.line}: {each.id}" for each in mender.problems]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", [""]),
        ("a", ["a"]),
        (",", ["", ""]),
        ('"a,b",c', ["a,b", "c"]),
        ('"a ""b""",', ['a "b"', ""]),
        ('5" pipe,b', ['5" pipe', "b"]),
        (' "a",b', [' "a"', "b"]),
        ('"a\nb",c', ["a\nb", "c"]),
    ],
)
def test_a_row_is_split_as_rfc_4180_says(text: str, cells: list[str]) -> None:
    """Quotes enclose a cell that begins with one; elsewhere they are letters like any other."""
    assert split(text, ",") == (tuple(cells), "")


@pytest.mark.parametrize(
    ("text", "fault"), [('"a,b', "open"), ('a,"', "open"), ('"a"b,c', "stray"), ('"a" ,c', "stray")]
)
def test_a_row_with_wrong_quotes_has_no_cells(text: str, fault: str) -> None:
    """Where a cell ends cannot be known, so none is given."""
    assert split(text, ",") == ((), fault)


def test_a_row_of_several_lines_has_the_number_of_its_first() -> None:
    """Line breaks in quotes, and blank lines, count as lines."""
    rows, problems = mended('a,b,c\n\n"x\ny\nz",2,3\n\n1,"2\r\n2",3\n4,5,6')
    assert [line for line, _ in rows] == [1, 3, 7, 9]
    assert rows[1][1] == ["x\ny\nz", "2", "3"]
    assert rows[2][1] == ["1", "2\r\n2", "3"]
    assert problems == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1,2", "2: wrong-width"),
        ("1,2,3,4", "2: wrong-width"),
        ("1", "2: wrong-width"),
        ("1,2\x00,3", "2: nul-character"),
        ('1,"2,3', "2: unclosed-quote"),
        ('1,"2"2,3', "2: stray-quote"),
    ],
)
def test_a_bad_row_is_left_out_and_told(line: str, problem: str) -> None:
    """The rows around it are untouched and keep their numbers."""
    rows, problems = mended(f"a,b,c\n{line}\n7,8,9\n")
    assert rows == [(1, ["a", "b", "c"]), (3, ["7", "8", "9"])]
    assert problems == [problem]


def test_two_forgotten_quotes_do_not_swallow_what_lies_between() -> None:
    """If every line would be a full row by itself, a cell over several lines is not believed in."""
    rows, problems = mended('a,b,c\n1,"An,3\n4,5,6\n7,Binh",9\n10,11,12\n')
    assert rows == [(1, ["a", "b", "c"]), (3, ["4", "5", "6"]), (4, ["7", 'Binh"', "9"]), (5, ["10", "11", "12"])]
    assert problems == ["2: unclosed-quote"]


def test_a_title_above_the_table_is_no_bad_row() -> None:
    """A single cell above the first full row is kept, filled up with blank cells; below, it is a row cut short."""
    rows, problems = mended("Biểu 01\na,b,c\nBiểu 02\n")
    assert rows == [(1, ["Biểu 01", "", ""]), (2, ["a", "b", "c"])]
    assert problems == ["3: wrong-width"]


def test_blank_cells_too_many_are_no_problem() -> None:
    """They hold nothing that could be lost."""
    assert mended("a,b,c\n1,2,3, ,\n") == ([(1, ["a", "b", "c"]), (2, ["1", "2", "3"])], [])


def test_a_quote_that_never_closes_costs_one_row() -> None:
    """The lines below it are rows of their own, however many there are."""
    text = 'a,b,c\n1,"2,3\n' + "4,5,6\n" * 1_000
    rows, problems = mended(text)
    assert len(rows) == 1_001
    assert rows[-1] == (1_002, ["4", "5", "6"])
    assert problems == ["2: unclosed-quote"]


CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=5)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_a_row_that_is_written_comes_back(cells: list[str]) -> None:
    """`joined` and `split` are inverse, whatever the cells hold."""
    assert split(joined(cells, ";").decode().removesuffix("\n"), ";").cells == tuple(cells)
