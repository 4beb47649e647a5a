"""What stands over, under or beside the name of a figure, and what it makes of the figure."""

from __future__ import annotations

import pytest

from smartcommune.rulesets.library import load
from smartcommune.tables.header.header_names import naming_of
from smartcommune.tables.header.heading_parts import part_of, reading_of
from smartcommune.tables.header.qualifiers import NO_COLUMN, YES_COLUMN

NAMING = naming_of(load("pilot-smart-2023"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mục tiêu đến năm 2025", "plan"), ("Kế hoạch", "plan"), ("Ke hoach nam 2025", "plan"), ("KH 2025", "plan"),
        ("Ước thực hiện năm 2023", "plan"), ("Chỉ tiêu giao", "plan"), ("Target 2025", "plan"),
        ("Theo quy định", "plan"), ("KH cả năm", "plan"), ("KH được giao", "plan"), ("Cần bổ sung", "plan"),
        ("Khu vực đô thị", "part"), ("TH 6 tháng", None), ("TH đến 30/6", None), ("6 tháng đầu năm", None),
        ("TH KH năm", "compared"),
        ("Năm 2018", "year"), ("2018", "year"), ("Đến 31/12/2018", "year"), ("Giai đoạn 2016-2020", "year"),
        ("Kết quả năm 2018", "year"), ("Cùng kỳ năm trước", "year"), ("Nữ", "part"), ("Trong đó: hộ nghèo", "part"),
        ("Dân tộc thiểu số", "part"), ("Of which: women", "part"), ("Chưa đạt", "denied"), ("Không có", "denied"),
        ("Not met", "denied"), ("So với kế hoạch (%)", "compared"), ("Thực hiện so với kế hoạch", "compared"),
        ("Chỉ tiêu tỉnh giao", "plan"), ("Yêu cầu của tiêu chí", "plan"), ("Định hướng đến 2030", "plan"),
        ("Số liệu năm trước", "year"), ("Kết quả cùng kỳ", "year"), ("Đầu năm", "year"), ("Số chưa có", "denied"),
        ("Còn lại", "denied"), ("Toàn tỉnh", "place"), ("Bình quân của huyện", "place"), ("Tỷ lệ tăng", "compared"),
        ("Minh chứng", "evidence"), ("Chỉ tiêu", None),
        ("Tăng, giảm", "compared"), ("Điểm", "other"), ("Xếp loại", "other"),
        ("Thực hiện", None), ("Kết quả thực hiện kế hoạch 2023", None), ("Năm 2023", None), ("Quý I/2023", None),
        ("Giai đoạn 2021-2025", None), ("6 tháng đầu năm 2023", None), ("Hạ tầng số", None), ("Không gian mạng", None),
        ("Giao thông", None), ("Chương trình mục tiêu quốc gia", None), ("Nam Định", None),
        ("Chuẩn nông thôn mới", None),
        ("Theo Quyết định 318/QĐ-TTg ngày 08/3/2022", None), ("Chung", None), ("Tổng số", None),
    ],
)  # fmt: skip
def test_what_stands_over_a_figure_makes_another_of_it_or_not(text: str, why: str | None) -> None:
    """A plan, a part, a denial, a comparison or another year does; the figure itself, its year and any title do not."""
    assert part_of(text).why(2023) == why


@pytest.mark.parametrize(
    ("header", "target", "why"),
    [
        ("Hạ tầng số / Tỷ lệ ĐTTM", "smartphone_rate", None),
        ("Tỷ lệ / ĐTTM (%)", "smartphone_rate", None),
        ("Mục tiêu đến năm 2025 / Tỷ lệ ĐTTM (%)", "smartphone_rate", "plan"),
        ("Tỷ lệ ĐTTM / Kế hoạch", "smartphone_rate", "plan"),
        ("Tỷ lệ ĐTTM / Thực hiện", "smartphone_rate", None),
        ("Tỷ lệ ĐTTM / Năm 2022", "smartphone_rate", "year"),
        ("Tỷ lệ ĐTTM (kế hoạch)", "smartphone_rate", "plan"),
        ("Kế hoạch: tỷ lệ ĐTTM", "smartphone_rate", "plan"),
        ("Tỷ lệ ĐTTM (%) năm 2018", "smartphone_rate", "year"),
        ("Tỷ lệ ĐTTM năm 2023", "smartphone_rate", None),
        ("Kết quả tỷ lệ ĐTTM năm 2023", "smartphone_rate", None),
        ("Kết quả tỷ lệ ĐTTM năm 2022", "smartphone_rate", "year"),
        ("Kế hoạch tỷ lệ ĐTTM đến năm 2023", "smartphone_rate", "plan"),
        ("Tỷ lệ ĐTTM kỳ này", "smartphone_rate", None),
        ("Chưa đạt chuẩn NTM", "ntm_level", "denied"),
        ("1.1. Tỷ lệ ĐTTM (1) (%)", "smartphone_rate", None),
        ("digital/smartphone_rate", "smartphone_rate", None),
        ("Mã xã (1)", "code", None),
    ],
)
def test_a_name_is_found_among_what_is_said_about_it(header: str, target: str, why: str | None) -> None:
    """In the lowest cell that has one, or with known words before or behind it."""
    reading = reading_of(header, NAMING)
    assert reading is not None
    assert [name.target for name in reading.names] == [target]
    other = reading.other(2023)
    assert (other.why(2023) if other else None) == why


@pytest.mark.parametrize(
    "header",
    ["Tỷ lệ ĐTTM (minh chứng)", "Tỷ lệ ĐTTM [Minh chứng, ngày]", "Minh chứng: tỷ lệ ĐTTM", "Tỷ lệ ĐTTM / Minh chứng"],
)
def test_the_evidence_of_a_figure_is_none(header: str) -> None:
    """Behind it, before it or below it."""
    reading = reading_of(header, NAMING)
    assert reading is not None
    assert reading.is_evidence


@pytest.mark.parametrize("header", ["Có ĐTTM", "Tỷ lệ ĐTTM / Thôn 1", "Tỷ lệ nữ dùng ĐTTM", "Tỷ lệ hộ có ĐTTM"])
def test_words_that_are_not_known_beside_or_below_a_name_hide_it(header: str) -> None:
    """They may make anything of it."""
    assert reading_of(header, NAMING) is None


@pytest.mark.parametrize(("words", "kind"), [(YES_COLUMN, "plain"), (NO_COLUMN, "denied")])
def test_what_heads_columns_to_be_ticked_is_known_below_a_question(words: tuple[str, ...], kind: str) -> None:
    """Else the row of `Rồi | Chưa` is no header, and both columns are the question itself."""
    assert {part_of(word).kind for word in words} == {kind}
