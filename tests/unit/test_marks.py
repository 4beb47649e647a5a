"""What counts a header, encloses it or refers from it to a footnote is no part of it."""

from __future__ import annotations

import pytest

from smartcommune.tables.header.marks import field_of, without_marks


@pytest.mark.parametrize(
    "text",
    [
        "1.1. Tỷ lệ", "8.4 Tỷ lệ", "3) Tỷ lệ", "b) Tỷ lệ", "B. Tỷ lệ", "(5) Tỷ lệ", "[12] Tỷ lệ", "IV. Tỷ lệ",
        "- Tỷ lệ",
        "Tiêu chí 8.4: Tỷ lệ", "Chỉ tiêu 3 - Tỷ lệ", "TC 2: Tỷ lệ", "Tỷ lệ (1)", "Tỷ lệ [1]:", "Tỷ lệ*", "Tỷ lệ (*)",
        "Tỷ lệ¹", "Tỷ lệ (5=3/4*100)", "Tỷ lệ (5)=(3)/(4)", "(Tỷ lệ)", "“Tỷ lệ”", "1. (Tỷ lệ) (2)",
    ],
)  # fmt: skip
def test_marks_around_a_header_are_taken_off(text: str) -> None:
    """Numbers, letters, bullets, footnotes and brackets, also several of them."""
    assert without_marks(text) == "Tỷ lệ"


@pytest.mark.parametrize(
    "text", ["4G/5G", "Mã", "1", "A", "Tỷ lệ (%)", "2021-2025", "Thôn có 4G", "x", "3 tháng", "TP. X"]
)
def test_what_is_part_of_a_name_stays(text: str) -> None:
    """A unit is one; so is a number that counts nothing."""
    assert without_marks(text) == text


def test_a_field_of_a_form_has_a_name_within_its_group() -> None:
    """As tools for surveys export it."""
    assert field_of("digital/smartphone_rate") == "smartphone_rate"
    assert field_of("group_a/b.smartphone_rate") == "smartphone_rate"
    assert field_of("smartphone_rate") is None
    assert field_of("Tỷ lệ / ĐTTM") is None
