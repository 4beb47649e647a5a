"""Codes of communes in time: five digits, and another meaning before and after 1 July 2025."""

from __future__ import annotations

from datetime import date

import pytest

import smartcommune as sc
from smartcommune.messages import Message
from smartcommune.profiles.codes import is_code, used_outside
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import load_table, rejected
from tests.table_rows import sheet_of

EARLIER, LATER = date(2023, 1, 1), date(2025, 7, 1)
PILOT = load("pilot-smart-2023")
FACTS = {"unit_type": "xa", "central_pilot": False, "smartphone_rate": 85.2}


def profile(code: str, code_list: str | None, as_of: str | None) -> dict[str, object]:
    commune = {"code": code, "name": "Giao Phong"} | ({"code_list": code_list} if code_list else {})
    return {"commune": commune, "facts": FACTS} | ({"as_of": as_of} if as_of else {})


def told(code: str, code_list: str | None, as_of: str | None) -> list[str]:
    with pytest.raises(sc.InputError) as error:
        sc.load_ruleset("pilot-smart-2023").check(profile(code, code_list, as_of))
    return [problem.id for problem in error.value.problems]


@pytest.mark.parametrize("code", ["14212", "05641", "00004"])
def test_a_code_has_five_digits(code):
    """Leading zeros are part of it."""
    assert is_code(code)


@pytest.mark.parametrize("code", ["1421", "142120", "5641", "14 12", "1421x", "१४२१२", "", "-4212"])
def test_anything_else_is_no_code(code):
    """Other digits, letters and lengths are none of a code."""
    assert not is_code(code)


@pytest.mark.parametrize(
    ("code_list", "day", "key"),
    [
        (EARLIER, date(2025, 6, 30), None),
        (EARLIER, date(2025, 7, 1), "code-list.earlier"),
        (date(2025, 6, 30), date(2026, 3, 1), "code-list.earlier"),
        (LATER, date(2025, 6, 30), "code-list.later"),
        (LATER, date(2025, 7, 1), None),
        (LATER, date(2030, 1, 1), None),
    ],
)
def test_a_list_serves_the_days_on_its_side_of_the_rearrangement(code_list, day, key):
    """Both sides, and the day itself, which belongs to the new lists."""
    found = used_outside("14212", code_list, day)
    assert (found and found.key) == key


@pytest.mark.parametrize(
    ("code", "code_list", "day"), [(None, EARLIER, LATER), ("14212", None, LATER), ("14212", EARLIER, None)]
)
def test_what_is_not_known_is_not_held_against_a_commune(code, code_list, day):
    """Without the code, its list or a date nothing can be said."""
    assert used_outside(code, code_list, day) is None


def test_a_code_outside_the_dates_of_its_list_is_a_problem():
    """Of the profile itself: its own date contradicts its own list, and nothing is assessed."""
    assert told("14212", "2023-01-01", "2025-07-01") == ["code-list"]
    assert told("14212", "2025-07-01", "2025-06-30") == ["code-list"]


def test_a_code_that_no_list_can_have_is_a_problem():
    """A lost leading zero is told; a code of one's own, of no list, is left alone."""
    assert told("5641", "2023-01-01", "2023-06-30") == ["bad-code"]
    assert sc.load_ruleset("pilot-smart-2023").check(profile("A-1", None, "2023-06-30")).verdict == "eligible"


def test_another_date_given_from_outside_is_answered_with_a_note():
    """`--as-of` asks what would be on another day; the answer says that the code may mean another commune then."""
    found = sc.load_ruleset("pilot-smart-2023", as_of="2025-10-01").check(profile("14212", "2023-01-01", "2023-06-30"))
    notes = [text.key for text, _ in found.remarks if isinstance(text, Message)]
    assert (found.verdict, notes) == ("eligible", ["code-list-note"])


@pytest.mark.parametrize(
    ("row", "ids"),
    [
        (["14212", "2023-01-01", "2023-06-30"], []),
        (["14212", "2023-01-01", "2025-07-01"], ["code-list"]),
        (["14212", "2025-07-01", "2025-06-30"], ["code-list"]),
        (["14212", "2025-07-01", "2025-07-01"], []),
        (["5641", "2023-01-01", "2023-06-30"], ["bad-code"]),
        (["5641", "2023-01-01", "2025-07-01"], ["bad-code", "code-list"]),
        (["A-1", "", "2025-07-01"], []),
        (["", "2023-01-01", "2025-07-01"], []),
        (["14212", "2023-01-01", ""], []),
    ],
)
def test_a_row_of_a_table_is_held_to_the_same(row, ids):
    """A row is rejected where a profile with the same code, list and date is, and for the same reasons."""
    head = ["code", "code_list", "as_of", "name", "smartphone_rate"]
    loaded = load_table(sheet_of([head, [*row, "Giao Phong", "81"]]), PILOT)
    frame = loaded.frame.collect()
    assert frame["ok"].to_list() == [not ids]
    assert [problem.id for problem in rejected(loaded, frame)] == ids
    if ids:
        assert told(*row) == ids


def test_a_table_without_lists_or_dates_has_nothing_to_contradict():
    """The columns may be missing altogether."""
    for head, row in ((["code", "code_list"], ["14212", "2023-01-01"]), (["code", "as_of"], ["7", "2025-07-01"])):
        frame = load_table(sheet_of([[*head, "smartphone_rate"], [*row, "81"]]), PILOT).frame.collect()
        assert frame["ok"].to_list() == [True]
