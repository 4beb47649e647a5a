"""Headers to what they name: equal after folding, with a unit that fits, and never by likeness."""

from __future__ import annotations

import pytest

from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.rulesets.library import load
from smartcommune.tables.header.folding import bare, folded, word
from smartcommune.tables.header.header_names import Naming, heading_of, naming_of, unit_fits
from tests.unit.tiny import tiny

RULES = load("pilot-smart-2023")
NAMING = naming_of(RULES)


def targets(header: str, naming: Naming = NAMING) -> list[str]:
    return [name.target for name in naming.of(heading_of(header))]


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "HÒA"), ("Thuỷ", "thủy"), ("Hoà  Bình", "hòa bình"), ("4G/5G", "4g 5g"), ("Tỷ lệ (hộ)", "tỷ lệ hộ"),
     ("Ðạt", "đạt")],
)  # fmt: skip
def test_what_people_do_not_notice_does_not_count(one: str, other: str) -> None:
    """Capitals, spaces, punctuation, composed or combining letters, where the tone stands, and Ð (U+00D0) for Đ."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Có?", "Có"), ("% hộ", "hộ"), ("má", "mã"), ("đạt", "dat")])
def test_what_changes_the_meaning_counts(one: str, other: str) -> None:
    """A question mark, a percent sign, another tone, đ for d."""
    assert folded(one) != folded(other)


def test_without_accents_letters_are_bare() -> None:
    """đ is d there; in a cell, punctuation stays."""
    assert bare(folded("Đường hoà bình")) == "duong hoa binh"
    assert word(" X! ") == "x!"


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("smartphone_rate", "smartphone_rate"),
        ("Share of adults using a smartphone", "smartphone_rate"),
        ("ĐTTM", "smartphone_rate"),
        ("ty le dttm", "smartphone_rate"),
        ("Tỷ lệ ĐTTM (%)", "smartphone_rate"),
        ("Tỷ lệ ĐTTM, %", "smartphone_rate"),
        ("Tỷ lệ ĐTTM (ĐVT: %)", "smartphone_rate"),
        ("Wifi nhà văn hoá", "free_wifi_culture_house"),
        ("Wifi nhà văn hóa (có/không)", "free_wifi_culture_house"),
        ("Người trưởng thành (người)", "adults"),
        ("Thôn có cáp quang (%)", "fibre_village_rate"),
        ("Phủ sóng 4G/5G (% số hộ)", "mobile_coverage_household_rate"),
        ("Mã xã", "code"),
        ("TÊN XÃ", "name"),
        ("Tỉnh/TP", "province"),
        ("Ngày số liệu", "as_of"),
        ("Xã/phường/thị trấn", "unit_type"),
    ],
)
def test_a_header_names_its_column(header: str, target: str) -> None:
    """By id, label in either language, alias, or the spellings that offices use, with or without the unit."""
    assert targets(header) == [target]


@pytest.mark.parametrize(
    "header",
    [
        "Không dùng ĐTTM",
        "ĐTTM?",
        "Tỷ lệ ĐTTM (hộ)",
        "Tỷ lệ ĐTTM (‰)",
        "Thôn có cáp quang",
        "Thôn có cáp quang (thôn)",
        "Phủ sóng 4G/5G số hộ",
        "Người trưởng thành (%)",
        "Người trưởng thành (nghìn người)",
        "Người trưởng thành (hộ)",
        "Tỷ lệ ĐTTM (năm 2022)",
        "Ngày",
        "",
    ],
)
def test_what_is_merely_like_a_name_names_nothing(header: str) -> None:
    """Another unit, another scale, a name whose unit is missing, a year, a denial."""
    assert targets(header) == []


def test_a_word_with_two_meanings_is_told_as_such() -> None:
    """Names that differ in their accents only are apart with accents and unclear without."""
    first = Indicator("a", "percent", Words("Tỷ lệ má", "a1"))
    second = Indicator("b", "percent", Words("Tỷ lệ mã", "b1"))
    naming = naming_of(RULES._replace(indicators={"a": first, "b": second}))
    assert targets("Tỷ lệ mã", naming) == ["b"]
    assert targets("ty le ma", naming) == ["a", "b"]


def test_the_table_of_villages_has_names_of_villages() -> None:
    """There, a commune is not the unit that is assessed."""
    naming = naming_of(RULES._replace(subject="village"))
    assert targets("Tên thôn", naming) == ["name"]
    assert targets("Tên xã", naming) == []
    assert targets("Tên thôn") == []


@pytest.mark.parametrize(
    ("type", "unit", "header", "fits"),
    [
        ("money", None, "Thu nhập (triệu đồng)", True),
        ("money", None, "Thu nhập (tỷ đồng)", False),
        ("number", "km", "Đường (km)", True),
        ("number", "m", "Đường (m)", True),
        ("number", "km", "Đường (m)", False),
        ("count", None, "Số hộ nghèo (hộ)", True),
        ("date", None, "Ngày công nhận (dd/mm/yyyy)", True),
        ("text", None, "Ghi (%)", False),
    ],
)
def test_a_unit_fits_or_not(type: str, unit: str | None, header: str, fits: bool) -> None:
    """Scales are never changed by guess: a column in billions is not one in millions."""
    heading = heading_of(header)
    assert heading.unit is not None
    assert unit_fits(heading.unit, heading.unit_text, Indicator("a", type, Words("a", "b"), unit=unit)) == fits


def test_a_unit_that_a_rule_set_names_stands_behind_a_header() -> None:
    """In either language, also where the name means a unit that is known here; days behind a number of them."""
    teams = {"type": "count", "unit": {"vi": "tổ", "en": "teams"}}
    homes = {"type": "count", "unit": {"vi": "hộ", "en": "homes"}}
    days = {"days": {"from": "opened", "to": "closed"}, "label": {"vi": "Thời gian", "en": "Time taken"}}
    ruleset = tiny(
        {"c": {"indicator": "taken", "gte": "3"}},
        "c",
        indicators={"teams": teams, "homes": homes, "closed": {"type": "date"}},
        derived={"taken": days},
    )
    naming = naming_of(ruleset)
    for header in ("Teams (tổ)", "teams (TEAMS)", "teams"):
        assert targets(header, naming) == ["teams"]
    for header in ("homes (hộ)", "homes (homes)"):
        assert targets(header, naming) == ["homes"]
    assert targets("homes (người)", naming) == []
    assert targets("Thời gian (ngày)", naming) == ["taken"]
