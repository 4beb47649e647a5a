"""How an office counts its communes: what the count passes over has no number of its own."""

from __future__ import annotations

from smartcommune.tables.header.left_out import Counted, counted_of
from tests.table_rows import sheet_of


def test_a_row_between_two_numbers_that_follow_each_other_is_passed_over() -> None:
    """So is one above the first number, and one where the count begins anew."""
    counted = Counted({3: "1", 4: "2", 5: None, 6: "3", 7: None, 8: "1"})
    assert [counted.passes_over(row) for row in (2, 5, 7, 9)] == [True, True, True, False]
    assert [counted.starts_below(row) for row in (2, 5, 7, 9)] == [True, False, True, False]


def test_a_number_that_is_lacking_leaves_room_for_a_commune() -> None:
    """Nothing is passed over between 2 and 4."""
    assert not Counted({3: "2", 5: "4"}).passes_over(4)


def test_letters_count_groups() -> None:
    """A column of letters is not one in which communes are counted; the next one may be."""
    sheet = sheet_of([["I", ""], ["", "1."], ["", "2."]])
    assert counted_of(sheet, 1, [0, 1]).position == 1
    assert not counted_of(sheet, 1, [0]).is_counted
