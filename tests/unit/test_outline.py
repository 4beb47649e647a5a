"""Rows of a table to the tree that their numbers make."""

from __future__ import annotations

from pathlib import Path

from smartcommune.authoring.start.annex import read_annex
from smartcommune.authoring.start.outline import Outline, outline_of
from smartcommune.authoring.start.scales import earned
from smartcommune.tables.open import open_table
from tests.annexes import FOLDER, workbook


def outline(name: str) -> Outline:
    return outline_of(read_annex(open_table(str(FOLDER / f"{name}.csv"))))


def test_indicators_are_numbered_anew_under_each_criterion() -> None:
    """`Chỉ tiêu 1` of `Tiêu chí 2` is 2.1; `a)` with points is a line of the scale above it."""
    found = outline("legal")
    numbers = {item.number: type(earned(item.lines, item.most)).__name__ for item in found.all() if not item.inside}
    assert numbers == {"1.1": "AllOrNothing", "1.2": "Steps", "2.1": "Steps"}
    assert ([item.number for item in found.items], found.total and found.total.most) == (["1", "2"], 40)
    assert found.others == ()


def test_what_has_a_level_heads_nothing_that_has_no_number() -> None:
    """A row without a number stands beside it; one that is numbered as its part stands inside."""
    found = outline("smart")
    assert [(item.number, len(item.inside)) for item in found.items] == [
        ("1", 0),
        ("2", 0),
        ("3", 1),
        ("4", 0),
        ("", 0),
    ]


def test_a_section_is_a_letter_or_a_roman_number() -> None:
    """`C` follows `B`; numbers that begin anew in each section are told apart by it."""
    assert [item.number for item in outline("rating").items] == ["I", "II", "IV", "V"]
    assert {"I.2.1", "II.1.1", "V.1"} < {item.number for item in outline("rating").all()}
    assert {"1.1", "3.2", "I"} < {item.number for item in outline("standard").all()}


def test_what_chairs_do_is_no_signature(tmp_path: Path) -> None:
    """A header whose cells are merged across only has a second row; a row of a chair goes on with the table."""
    rows = [
        ["TT", "Nội dung", "Chỉ tiêu", ""],
        ["", "", "Vùng 1", "Vùng 2"],
        ["1", "Chủ tịch xã có kế hoạch", "Đạt", "Đạt"],
        ["2", "Tỷ lệ hộ có nước sạch", "≥ 80%", "≥ 90%"],
        ["", "", "", "CHỦ TỊCH"],
        ["", "", "", "Nguyễn Văn A"],
    ]
    annex = read_annex(open_table(str(workbook(tmp_path / "a.xlsx", rows, ["C1:D1"]))))
    found = outline_of(annex)
    assert (list(annex.places.values()), [item.number for item in found.items]) == (["Vùng 1", "Vùng 2"], ["1", "2"])
    assert [row.number for row in found.others] == [5, 6]


def test_the_total_is_the_last_one_that_has_points(tmp_path: Path) -> None:
    """Those of sections, and one that is to be filled in, are none."""
    rows = [
        ["STT", "Nội dung", "Điểm chuẩn"],
        ["1", "Kế hoạch", "4"],
        ["", "Cộng mục 1", "4"],
        ["", "Tổng cộng", "4"],
        ["B", "TỔNG SỐ ĐIỂM: ............", ""],
    ]
    found = outline_of(read_annex(open_table(str(workbook(tmp_path / "a.xlsx", rows)))))
    assert (found.total and found.total.label, [row.number for row in found.others]) == ("Tổng cộng", [3, 5])
