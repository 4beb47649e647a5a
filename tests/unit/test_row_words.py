"""Words that make a row a total, a group's heading, a signature or a remark, and communes with names like them."""

from __future__ import annotations

import re

import pytest

from smartcommune.tables.header.row_words import HINTS, closes, is_figure, is_group, is_remark, is_section, is_total

TOTALS = [
    "Tổng cộng", "TỔNG SỐ", "Cộng:", "Tổng cộng toàn huyện", "Toàn tỉnh", "Bình quân chung toàn huyện",
    "Trung bình cả nước", "Cộng huyện Giao Thủy", "Tổng cộng: 12 xã", "Cộng (34 xã)", "Tong cong", "Total",
    "Average of all",
]  # fmt: skip
GROUPS = [
    "Huyện Giao Thủy",
    "TỈNH NAM ĐỊNH",
    "TP. Nam Định",
    "Thị xã Duy Tiên",
    "Vùng Đồng bằng sông Hồng",
    "Các xã khu vực III",
]
# All of them names of real communes, or like one.
COMMUNES = [
    "Tổng Cọt",
    "Cộng Hòa",
    "Cộng Hiền",
    "Toàn Thắng",
    "Trung Bình",
    "Quận",
    "Miền Đồi",
    "Thị trấn Cồn",
    "Tỉnh",
    "Bình Minh",
]


@pytest.mark.parametrize("text", TOTALS)
def test_totals_are_known(text: str) -> None:
    """By their words, with and without accents."""
    assert is_total(text)


@pytest.mark.parametrize("text", ["Bình quân huyện", "Trung bình các xã", "Bình quân tỉnh Nam Định"])
def test_a_mean_of_places_is_no_commune_whatever_its_number(text: str) -> None:
    """An office that numbers on counts it among the communes."""
    assert is_total(text, is_numbered=True)


@pytest.mark.parametrize("text", GROUPS)
def test_groups_are_known(text: str) -> None:
    """By the kind of unit in front of their name."""
    assert is_group(text, "commune")


@pytest.mark.parametrize("text", COMMUNES)
def test_communes_are_neither(text: str) -> None:
    """With a serial number and without a code."""
    assert not is_total(text, is_numbered=True)
    assert not is_group(text, "commune")


def test_a_commune_heads_its_villages() -> None:
    """What is a group depends on what is assessed."""
    assert is_group("Xã Giao Phong", "village")
    assert not is_group("Xã Giao Phong", "commune")
    assert not is_group("Xã Hội", "village", is_numbered=True)
    assert is_group("Huyện Bắc Hà", "village", is_numbered=True)


@pytest.mark.parametrize("subject", ["commune", "village"])
def test_whatever_is_a_total_or_a_group_is_looked_at(subject: str) -> None:
    """The pattern that most texts are sorted out by lets all of them through."""
    words = [*TOTALS, *(word for word in [*GROUPS, "Xã Giao Phong"] if is_group(word, subject))]
    assert len(words) > len(TOTALS)
    assert all(re.search(HINTS[subject], word) for word in words)


def test_groups_are_counted_by_letters_and_communes_in_figures() -> None:
    """With or without a point behind them."""
    assert all(map(is_section, ["I", "LXIII", "A", "Đ", " IV. ", "B)"]))
    assert all(map(is_figure, ["1", " 34 ", "5.", "6)"]))
    assert not any(map(is_section, ["1", "a", "Xã", "", "I.1"]))
    assert not any(map(is_figure, ["I", "1.1", "", "x"]))


def test_what_stands_below_a_table_is_known() -> None:
    """Signatures with what stands around them, and remarks."""
    assert all(map(closes, ["Người lập biểu", "KT. CHỦ TỊCH", "(Ký, họ tên)", "Nam Định, ngày 05 tháng 7 năm 2023"]))
    assert is_remark("Ghi chú: số liệu đến 30/6/2023")
    assert not any(map(closes, COMMUNES))
