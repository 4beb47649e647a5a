"""Lines of a scale to the points that they give: as annexes have them, and nothing where they do not fit together."""

from __future__ import annotations

from fractions import Fraction

import pytest

from smartcommune.authoring.start.classes import class_of
from smartcommune.authoring.start.lines import said
from smartcommune.authoring.start.naming import Ids, snake
from smartcommune.authoring.start.paper_head import Head, head_of
from smartcommune.authoring.start.scales import AllOrNothing, Choice, Each, Earned, Proportion, Steps, Together, earned
from smartcommune.authoring.start.scored import is_for_each


def earning(text: str, most: str | None) -> Earned | None:
    """What a cell earns of a printed most."""
    return earned(said(text).lines, None if most is None else Fraction(most))


STEPS = {
    "the printed bounds": (
        "Tỷ lệ hộ\n- Từ 90% trở lên: 8 điểm\n- Từ 80% đến dưới 90%: 5 điểm\n- Dưới 80%: 0 điểm",
        ("percent", "", ["gte 90: 8", "gte 80: 5"]),
    ),
    "one paragraph": (
        "Tỷ lệ hộ. Từ 90% trở lên: 8 điểm; Từ 80% đến dưới 90%: 5,5 điểm; Dưới 80%: 0 điểm",
        ("percent", "", ["gte 90: 8", "gte 80: 11/2"]),
    ),
    "what is all, among shares": (
        "Nhiệm vụ\n- Hoàn thành đúng hạn 100% việc\ngiao: 8 điểm\n- Đạt từ 85 - dưới 100%: 5 điểm\n- Dưới 85%: 0",
        ("percent", "", ["gte 100: 8", "gte 85: 5"]),
    ),
    "nothing at all is 0": (
        "Kiểm tra\n- Từ 30% trở lên: 8 điểm\n- Dưới 30%: 1 điểm\n- Không thực hiện: 0 điểm",
        ("percent", "", ["gte 30: 8", "gt 0: 1"]),
    ),
    "thousands of what comes whole": (
        "Tuyên truyền\n- Từ 3.500 lượt người trở lên: 8 điểm\n- Dưới 3.500 lượt người: 2 điểm",
        ("count", "lượt người", ["gte 3500: 8", "lt 3500: 2"]),
    ),
    "what is counted": (
        "Sáng kiến\n- Có từ 2 sáng kiến trở lên: 8 điểm\n- Có 1 sáng kiến: 4 điểm\n- Không có sáng kiến: 0 điểm",
        ("count", "sáng kiến", ["gte 2: 8", "is 1: 4"]),
    ),
    "the fewer, the more": (
        "Thời hạn\n- Không quá 3 ngày: 8 điểm\n- Không quá 5 ngày: 2 điểm",
        ("count", "ngày", ["lte 5: 2", "lte 3: 8"]),
    ),
    "an upper end that matters": (
        "Hộ nghèo\n- Dưới 5%: 8 điểm\n- Từ 5% đến dưới 10%: 4 điểm\n- Từ 10% trở lên: 0 điểm",
        ("percent", "", ["gte 5 lt 10: 4", "lt 5: 8"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STEPS.values(), ids=STEPS)
def test_steps_of_one_figure(text: str, expected: tuple[str, str, list[str]]) -> None:
    """The ends that make no difference are left out, as a person would."""
    found = earning(text, "8")
    assert isinstance(found, Steps)
    rows = [
        " ".join(f"{key} {number}" for key, number in step.bounds.items()) + f": {step.points}" for step in found.steps
    ]
    assert (found.type, found.unit, rows, found.gaps) == (*expected, ())


def test_a_scale_that_leaves_figures_out_says_where() -> None:
    """From 10 to 20 and over 21: what is between is of no line."""
    found = earning("Tỷ lệ\n- Trên 21%: 2 điểm\n- Từ 10% đến 20%: 1 điểm", "2")
    assert isinstance(found, Steps)
    assert found.gaps == (20,)
    whole = earning("Bài\n- Ít nhất 05 bài viết: Đạt 3 điểm.\n- Có từ 2 - 4 bài: Đạt 1,5 điểm", "3")
    assert isinstance(whole, Steps)
    assert (whole.gaps, [step.bounds for step in whole.steps]) == ((), [{"gte": 5}, {"gte": 2}])


OTHERS: dict[str, tuple[str, str, Earned | None]] = {
    "in proportion": (
        "Giải ngân\n- Từ 85%: 10\n- Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 10, làm tròn 02 chữ số\n- Dưới 60%: 0",
        "10",
        Proportion(Fraction(10), Fraction(85), Fraction(60), 2),
    ),
    "for each": ("X\n- Mỗi mô hình được 0,5 điểm, tối đa 2 điểm", "2", Each("mo hinh", Fraction(1, 2), Fraction(2))),
    "all or nothing": ("X\n- Có kế hoạch: 3 điểm\n- Không: 0 điểm", "3", AllOrNothing("Có kế hoạch", Fraction(3))),
    "a deduction": ("Không báo cáo: trừ 0,5 điểm", "-0.5", AllOrNothing("Không báo cáo", Fraction(-1, 2))),
    "one of several lines": (
        "Nền tảng\n- Thường xuyên: 10 điểm\n- Không thường xuyên: 3 điểm",
        "10",
        Choice((("Thường xuyên", Fraction(10)), ("Không thường xuyên", Fraction(3)))),
    ),
    "each for itself": (
        "Công khai\na) Trụ sở: 1 điểm\nb) Trang thông tin: 2 điểm",
        "3",
        Together((AllOrNothing("Trụ sở", Fraction(1)), AllOrNothing("Trang thông tin", Fraction(2)))),
    ),
    "more than a figure": (
        "X\n- Có kế hoạch và từ 90% trở lên: 2 điểm\n- Từ 80% trở lên: 1 điểm",
        "2",
        Choice((("Có kế hoạch và từ 90% trở lên", Fraction(2)), ("Từ 80% trở lên", Fraction(1)))),
    ),
    "the lines give less than is printed": ("X\n- Từ 90% trở lên: 5 điểm\n- Từ 80%: 4 điểm", "10", None),
    "up to": ("X\n- Tiên phong: Đạt 6 điểm.\n- Cải tiến: Đạt tối đa 3 điểm.", "6", None),
    "two scales": ("X\na) Không có kế hoạch:\n- Có: 2 điểm\nb) Có kế hoạch:\n- Đạt 100%: 5 điểm", "5", None),
    "for every day": ("Nộp trễ: trừ 01 điểm; từ ngày thứ 3 trừ 01 điểm/ngày", "-1", None),
    "thousands or a fraction": ("X\n- Từ 1.000 km: 1 điểm\n- Dưới 1.000 km: 2 điểm", "2", None),
    "one line twice": ("X\n- Có: 2 điểm\n- Có: 1 điểm", "2", None),
    "above all": ("X\n- Từ 120% trở lên: 2", "2", AllOrNothing("Từ 120% trở lên", Fraction(2))),
    "nothing said": ("Ban hành kế hoạch", "3", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "most", "expected"), OTHERS.values(), ids=OTHERS)
def test_other_ways_of_earning(text: str, most: str, expected: Earned | None) -> None:
    """What is not sure is nothing: people give these points."""
    if expected is None and "1.000" in text:
        assert isinstance(earning(text, most), Choice)  # whoever reads the line knows what it means
        return
    assert earning(text, most) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Không phát sinh yêu cầu thì giảm trừ điểm tối đa tương ứng.", "left_out"),
        ("Nếu không phát sinh thì được tính điểm tối đa", "full"),
        ("Xã không có phát sinh hồ sơ: đạt đủ điểm", "full"),
    ],
)
def test_what_becomes_of_a_row_where_nothing_occurs(words: str, expected: str) -> None:
    """The line is no step of the scale, and may stand in brackets behind the name."""
    found = said(f"Góp ý\n- Đúng hạn: 8 điểm\n- {words}")
    assert (found.label, found.idle, len(found.lines)) == ("Góp ý", expected, 1)
    behind = said(f"Góp ý ({words})\n- Đúng hạn: 8 điểm")
    assert (behind.label, behind.idle) == (f"Góp ý ({words})", expected)
    assert said("Góp ý\n- Không phát sinh sai sót: được 2 điểm\n- Đúng hạn: 8 điểm").idle is None


CLASSES = {
    "Loại A, xuất sắc: từ 90 điểm trở lên": ("Loại A, xuất sắc", {"gte": 90}),
    "- Xếp loại Tốt (từ 75 đến dưới 90 điểm)": ("Xếp loại Tốt", {"gte": 75, "lt": 90}),
    "Yếu: Dưới 50 điểm": ("Yếu", {"lt": 50}),
    "Hoàn thành tốt nhiệm vụ: Đạt từ 70 điểm đến dưới 80 điểm.": ("Hoàn thành tốt nhiệm vụ", {"gte": 70, "lt": 80}),
    "Từ 90% trở lên: 8 điểm": None,
    "Tổ chức tuyên truyền: 4 điểm": None,
}


@pytest.mark.parametrize(("text", "expected"), CLASSES.items())
def test_which_points_lead_to_which_class(text: str, expected: tuple[str, dict[str, int]] | None) -> None:
    """A class has a name of its kind, and points."""
    found = class_of(text)
    assert (None if found is None else (found.name, dict(found.bounds))) == expected


def test_ids_are_the_words_without_their_accents() -> None:
    """Each is given once, and none that a table keeps for itself."""
    ids = Ids()
    assert snake("Tỷ lệ hộ nghèo đa chiều (%)[1]") == "ty_le_ho_ngheo_da_chieu"
    assert [ids.new("Đường xã"), ids.new("Đường  Xã"), ids.new("100% thôn"), ids.new("code"), ids.new("—")] == [
        "duong_xa", "duong_xa_2", "n_100_thon", "code_2", "x",
    ]  # fmt: skip


def test_titles_name_their_document() -> None:
    """As annexes write it; what they do not say is not made up."""
    by = "(Ban hành kèm theo Quyết định số 12/2026/QĐ-UBND ngày 20 tháng 4 năm 2026 của UBND tỉnh A)"
    found = head_of(["PHỤ LỤC I", "BỘ TIÊU CHÍ\nXÃ THÔNG MINH", by])
    assert found[:3] == ("BỘ TIÊU CHÍ XÃ THÔNG MINH", "Quyết định", "12/2026/QĐ-UBND")
    assert (str(found.day), found.issuer) == ("2026-04-20", "UBND tỉnh A")
    paper = ["UBND TỈNH A\nSố: 12/QĐ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BẢNG ĐIỂM"]
    assert head_of(paper).label == "BẢNG ĐIỂM"
    assert head_of(["Phụ lục"]) == Head(None, None, None, None, None)


def test_titles_say_what_kind_of_source_a_document_is() -> None:
    """By its number; of what nobody knows it is a province's."""
    kinds = {
        "Thông tư số 09/2021/TT-BTP": "law",
        "Quyết định số 25/2021/QĐ-TTg": "law",
        "Quy định số 11-QĐ/TU": "province",
        "Hướng dẫn số 12/HD-SNN": "guidance",
        "Biểu 1": "province",
    }
    assert {title: head_of([f"(Kèm theo {title} ngày 15/11/2021)"]).source_kind for title in kinds} == kinds


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("Nộp trễ: trừ 01 điểm; từ ngày thứ 3 trừ 01 điểm/ngày", "-1", True),
        ("Mỗi vụ vi phạm trừ 0,5 điểm", "-0.5", True),
        ("Nộp trễ: trừ 01 điểm/ngày, tối đa 3 điểm", "-3", False),
        ("Nộp trễ: trừ 01 điểm/ngày, tối đa 1 điểm", "-1", False),
        ("Mỗi sáng kiến được 2 điểm", "2", False),  # the column says how many at most
        ("Nộp trễ hạn", "-1", False),
    ],
)
def test_points_for_each_day_are_not_the_most(text: str, printed: str, expected: bool) -> None:
    """What is taken off for one day is not all that can be taken off."""
    assert is_for_each(text, Fraction(printed)) is expected
