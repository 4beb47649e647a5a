"""The truth tables of the documentation are those of the logic, and of the reference."""

from __future__ import annotations

import pytest

from tests.docs.truth import BETWEEN, PAGE, VALUES, tables, written
from tests.laws.test_reference import KLEENE, OUTCOME

LETTERS = {"met": "m", "not met": "n", "unknown": "u", "not applicable": "-"}


def test_the_tables_are_up_to_date():
    """If this fails, run `python -m tests.docs`."""
    page = PAGE.read_text(encoding="utf-8")
    assert len(BETWEEN.findall(page)) == 1
    assert page == written(page)


@pytest.mark.parametrize(("letters", "wanted"), KLEENE)
def test_the_table_of_two_members_is_that_of_the_reference(letters, wanted):
    """Written by hand there: all_of, any_of, none_of, at least 1, 2, 50%, 60%."""
    first, second = (word for letter in letters for word, mark in LETTERS.items() if mark == letter)
    (row,) = (
        line for line in tables().splitlines() if line.startswith((f"| {first}, {second} |", f"| {second}, {first} |"))
    )
    shown = [LETTERS[cell.strip()] for cell in row.strip("|").split("|")[1:]]
    assert shown == [wanted[place] for place in (0, 1, 2, 4, 5, 6, 7)]


def test_every_outcome_has_its_row():
    """Each pair of the four outcomes, and each of them for `not` and `applies_when`."""
    assert len(KLEENE) == 10
    assert set(LETTERS) == set(VALUES)
    assert set(LETTERS.values()) == set(OUTCOME)
    assert sum(line.startswith("| **") for line in tables().splitlines()) == 4
