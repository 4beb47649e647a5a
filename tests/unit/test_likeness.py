"""Headers that resemble a name: those that are it but for a slip or a short form are told apart from all others."""

from __future__ import annotations

import pytest

from smartcommune.rulesets.library import load
from smartcommune.tables.header.header_names import naming_of
from smartcommune.tables.header.likeness import likeness_of

NAMING = naming_of(load("pilot-smart-2023"))
NAMES = {name.text: target for target, name in NAMING.called(NAMING.indicators)}


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("TL dùng ĐTTM", "smartphone_rate"), ("ĐT thông minh (%)", "smartphone_rate"),
        ("smartfone_rate", "smartphone_rate"),
        ("TL DTTM", "smartphone_rate"), ("Tỷ lệ người trưởng thành dùng điện thọai thông minh", "smartphone_rate"),
        ("digital/smartfone_rate", "smartphone_rate"), ("1.1. Tỷ lê ĐTTM (1)", "smartphone_rate"),
        ("Hạ tầng số / TL dùng ĐTTM", "smartphone_rate"), ("Wifi NVH", "free_wifi_culture_house"),
        ("Người trưởng thánh", "adults"), ("TL hộ có Internet cáp quang", "broadband_household_rate"),
        ("Đạt chuẩn nông thôn mới", "ntm_level"), ("CBCC được tập huấn CĐS (%)", None),
    ],
)  # fmt: skip
def test_a_slip_or_a_short_form_lies_near(header: str, target: str | None) -> None:
    """Two letters at most, or forms that are declared; a word is more."""
    like = likeness_of(header, NAMES)
    assert (like.target if like is not None and like.is_near else None) == target


# Figures that provinces report beside those that a rule set asks for.
OTHERS = [
    "Tỷ lệ hộ nghèo", "Tỷ lệ hộ có máy tính", "Tỷ lệ hộ dùng điện thoại thông minh", "Số hộ có điện thoại thông minh",
    "Tỷ lệ học sinh dùng điện thoại thông minh", "Tỷ lệ thuê bao điện thoại thông minh", "Tỷ lệ thôn có wifi",
    "Tỷ lệ thôn có điện", "Tỷ lệ hộ được phủ sóng 3G/4G", "Tỷ lệ hộ phủ sóng truyền hình", "Số thôn có cáp quang",
    "Tỷ lệ hồ sơ trực tuyến", "Tỷ lệ hồ sơ thủ tục hành chính xử lý trực tuyến", "Số tổ công nghệ số cộng đồng",
    "Thành viên tổ công nghệ số cộng đồng", "Số nhà văn hóa thôn", "Nhà văn hóa thôn đạt chuẩn", "Số người trưởng thôn",
    "Người trưởng thôn", "Dân số", "Dân số trung bình", "Số hộ", "Số thôn", "Diện tích", "Thu nhập bình quân đầu người",
    "Tỷ lệ lao động qua đào tạo", "Tỷ lệ BHYT", "Tỷ lệ cán bộ đạt chuẩn", "Số cán bộ, công chức", "Loại đường",
    "Xã đảo", "Xã biên giới", "Xã an toàn khu", "Năm đạt chuẩn NTM", "Số tiêu chí NTM đạt được", "Sản phẩm OCOP",
    "Hợp tác xã", "Trạm y tế đạt chuẩn", "Trường đạt chuẩn quốc gia", "Chợ nông thôn", "Camera an ninh",
    "Loa thông minh",
    "Tài khoản định danh điện tử", "Thanh toán không dùng tiền mặt", "Điểm bưu điện văn hóa", "Ghi chú",
    "Bí thư Đảng ủy",
]  # fmt: skip


def test_other_figures_lie_far() -> None:
    """Of such headers some resemble a name; none is asked about, so a table with them needs nobody to settle it."""
    found = {header: likeness_of(header, NAMES) for header in OTHERS}
    assert [header for header, like in found.items() if like is not None and like.is_near] == []
    assert sum(like is not None for like in found.values()) > 0


def test_figures_within_a_name_are_no_letters() -> None:
    """4G is another thing than 4G and 5G."""
    like = likeness_of("Tỷ lệ hộ được phủ sóng 3G/5G", NAMES)
    assert like is not None
    assert not like.is_near
