"""Spreadsheets built in LibreOffice the way offices keep them: every commune is read, and nothing else is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.cell_facts import Loaded, load_table, rejected
from smartcommune.tables.open import open_table

FILES = Path(__file__).parents[1] / "files" / "tables"
RULES = load("pilot-smart-2023")


def province() -> Loaded:
    return load_table(open_table(str(FILES / "province.xlsx"), sheet="Biểu 02"), RULES)


def district(kind: str) -> Loaded:
    return load_table(open_table(str(FILES / f"tcvn3.{kind}"), encoding="tcvn3"), RULES)


def test_the_province_has_eight_communes() -> None:
    """Not its districts, whose sums stand beside them, nor its total, its numbers of columns and its signatures."""
    loaded = province()
    assert loaded.layout.header == (7, 8)
    assert {item.row: item.why for item in loaded.layout.left_out} == {
        **dict.fromkeys((1, 2, 4, 5), "title"), 9: "units", 10: "numbers", 11: "heading", 17: "heading",
        22: "total", **dict.fromkeys((24, 25, 26, 30), "signature"),
    }  # fmt: skip
    frame = loaded.frame.collect()
    assert frame["row"].to_list() == [12, 13, 14, 15, 18, 19, 20, 21]
    assert set(frame["province"]) == {"Nam Định"}


def test_what_the_province_writes_is_read_as_it_is_shown() -> None:
    """Formats of percentages and days, numbers and percentages kept as text, computed rates, a name like `NA`."""
    frame = province().frame.collect().filter(row=14)
    facts = ("code", "as_of", "broadband_household_rate", "mobile_coverage_household_rate", "free_wifi_culture_house",
             "adults", "smartphone_adults", "smartphone_rate", "digital_trained_staff_rate")  # fmt: skip
    assert frame.select(facts).row(0) == (
        "14218", date(2023, 6, 30), 82.5, 94.9, True, 3950, 2800, 70.8860759493671, 100.0,
    )  # fmt: skip
    texts = province().frame.collect().filter(row=18)
    assert texts.select("adults", "smartphone_adults", "name").row(0) == (5120, 4200, "Hải Anh")


def test_what_is_wrong_in_the_province_is_told_by_row() -> None:
    """A division by zero, a code without its zeros, a dash for an answer; a rate of 15 computed digits is right."""
    loaded = province()
    found = rejected(loaded, loaded.frame.collect())
    assert [(problem.place.line, problem.id) for problem in found] == [
        (15, "cell-error"),
        (18, "lost-zeros"),
        (19, "not-a-truth"),
    ]


def test_a_cover_sheet_is_no_table_and_the_others_are_named() -> None:
    """The first sheet says how to fill in the second."""
    with pytest.raises(
        InputError, match=r"that is the sheet `Hướng dẫn`: name another \(`Biểu 02`, `DM`\) with --sheet"
    ):
        load_table(open_table(str(FILES / "province.xlsx")), RULES)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_fonts_are_told_by_their_names(kind: str) -> None:
    """Half of the columns are Unicode: `Thái Bình` in Times New Roman stays, `§øc Giang` in .VnTime is converted."""
    with pytest.raises(InputError, match="looks like TCVN3; pass `--encoding tcvn3`"):
        load_table(open_table(str(FILES / f"tcvn3.{kind}")), RULES)
    loaded = district(kind)
    assert loaded.layout.headers[:3] == ("SỐ TT", "Tên xã, thị trấn", "MÃ XÃ")
    assert loaded.frame.collect().select("row", "ok", "code", "name", "province").rows() == [
        (5, True, "07681", "Tân Mỹ", "Thái Bình"),
        (6, True, "07690", "Đức Giang", "Thái Bình"),
        (7, True, "07699", "TT Nham Biền", "Thái Bình"),
        (8, False, "07702", "Lãng Sơn", "Thái Bình"),
        (9, True, "07705", "Quỳnh Sơn", "Thái Bình"),  # `Đạt chuẩn NTM` is what offices call a level
    ]
