"""An indicator as a rule file writes it: stated, or computed from others."""

from __future__ import annotations

from typing import Annotated

from smartcommune.shape.base import Shape, said
from smartcommune.shape.condition import AgeShape, LeafShape, MayNotApply
from smartcommune.shape.points import RoundShape
from smartcommune.shape.text_types import (
    LABELLED,
    Boolean,
    Difficulty,
    Id,
    IndicatorRef,
    IndicatorType,
    Required,
    Text,
    ValueId,
)
from smartcommune.shape.text_types import Citations as Citations  # its readers look for it among the shapes
from smartcommune.shape.words import Bilingual, Unit, ValueShape


class RangeShape(Shape, vi="Giá trị nhỏ nhất và lớn nhất có thể có."):
    """The smallest and largest value a fact can have."""

    min: Text | None = said("Giá trị nhỏ nhất", "Smallest value", None)
    max: Text | None = said("Giá trị lớn nhất", "Largest value", None)


class FigureRoundShape(RoundShape, vi="Quy định làm tròn một số liệu trước khi so sánh."):
    """How a figure is rounded before it is compared."""

    to: Text = said("Làm tròn đến bội số của giá trị này, ví dụ 1%", "To multiples of this, for example 1%")


class EvidenceShape(Shape, vi="Minh chứng mà số liệu phải có mới được tính."):
    """The evidence that a fact needs to count."""

    required: Required = said("Phải có minh chứng", "A fact without evidence does not count")
    within: AgeShape | None = said(
        "Minh chứng không cũ hơn, tính đến ngày xét", "How old it may be on the day of assessment", None
    )


class IndicatorShape(Shape, vi="Một chỉ tiêu có kiểu dữ liệu, khai cho từng xã."):
    """A declared, typed fact about a commune."""

    type: IndicatorType = said("Kiểu dữ liệu", "Type of its values")
    label: Bilingual = said("Tên chỉ tiêu", "Its name")
    about: Bilingual | None = said("Giải thích trong một câu", "Its meaning in one sentence", None)
    values: Annotated[dict[ValueId, ValueShape | None], *LABELLED] | None = said(
        "Các giá trị của kiểu enum hoặc set: mã, hoặc mã kèm tên gọi",
        "Values of an enum or a set: ids, or ids with labels",
        None,
    )
    ordered: Boolean | None = said("Các giá trị xếp từ thấp lên cao", "The values are in ascending order", None)
    unit: Unit | None = said(
        "Đơn vị tính: mã (household, km), hoặc tên bằng hai ngôn ngữ",
        "Unit: an id (household, km), or its name in both languages",
        None,
    )
    range: RangeShape | None = said("Khoảng giá trị có thể có", "Range of possible values", None)
    rounded_to: Text | None = said("Số liệu làm tròn đến mức nào, ví dụ 0.1%", "To what facts are rounded", None)
    round: FigureRoundShape | None = said("Làm tròn trước khi so sánh", "Rounded so before it is compared", None)
    at_most: IndicatorRef | None = said("Không vượt quá chỉ tiêu này", "Never above this other count", None)
    only_when: LeafShape | None = said("Chỉ có khi đạt điều kiện này", "Given only when this comparison is met", None)
    future: Boolean | None = said(
        "Ngày có thể sau ngày đánh giá", "A date that may lie after the day of assessment", None
    )
    may_not_apply: MayNotApply | None = said(
        "Có thể không áp dụng: true, hoặc điều kiện", "Whether it may not apply: true, or a comparison", None
    )
    evidence: EvidenceShape | None = said("Minh chứng phải có", "The evidence that a fact needs", None)
    actionable: Boolean | None = said("Xã có thể thay đổi được không", "Whether a commune can change it", None)
    difficulty: Difficulty | None = said(
        "Mức khó khi cải thiện, từ 1 (dễ) đến 5 (khó)", "How hard to improve, 1 (easy) to 5 (hard)", None
    )
    aliases: tuple[Text, ...] | None = said("Tên cột khác thường gặp trong bảng", "Other headers in tables", None)
    not_to_be_confused: tuple[Id, ...] | None = said(
        "Chỉ tiêu khác, dễ nhầm với chỉ tiêu này", "Ids of other quantities that it is easily taken for", None
    )


class ShareShape(Shape, vi="Tỷ lệ phần trăm của một chỉ tiêu trong một chỉ tiêu khác."):
    """The share that one figure has in another, in percent."""

    of: IndicatorRef = said("Tử số: số đếm, số tiền hoặc số", "Numerator: a count, money or a number")
    in_: IndicatorRef = said("Mẫu số: cùng kiểu, cùng đơn vị", "Denominator: of the same type and unit", alias="in")


class DifferenceShape(Shape, vi="Hiệu của hai chỉ tiêu cùng kiểu, cùng đơn vị."):
    """What is left of one figure without another of the same type and unit."""

    of: IndicatorRef = said("Số bị trừ", "What is subtracted from")
    minus: IndicatorRef = said("Số trừ", "What is subtracted")


class ChangeShape(Shape, vi="Mức tăng hoặc giảm của một chỉ tiêu so với một chỉ tiêu khác, tính bằng phần trăm."):
    """By how many percent of another figure one lies above it, or below."""

    of: IndicatorRef = said("Chỉ tiêu kỳ này", "The figure itself")
    from_: IndicatorRef = said("Chỉ tiêu kỳ trước, lớn hơn 0", "The figure it is compared with, above 0", alias="from")


class RatioShape(Shape, vi="Thương của hai chỉ tiêu số."):
    """One figure divided by another."""

    of: IndicatorRef = said("Số bị chia", "What is divided")
    to: IndicatorRef = said("Số chia, lớn hơn 0", "What it is divided by, above 0")


class DaysShape(Shape, vi="Số ngày từ ngày này đến ngày kia."):
    """How many days lie between two days; the first is not counted."""

    from_: IndicatorRef = said("Từ ngày (không tính ngày này)", "The first day, which is not counted", alias="from")
    to: IndicatorRef = said("Đến ngày (tính cả ngày này)", "The last day; before the first one the number is below 0")


class DerivedShape(Shape, vi="Chỉ tiêu được tính ra khi hồ sơ không ghi sẵn."):
    """An indicator that is calculated when it is not stated."""

    share: ShareShape | None = said("Tỷ lệ của một chỉ tiêu trong một chỉ tiêu khác", "Share of one in another", None)
    difference: DifferenceShape | None = said("Hiệu của hai chỉ tiêu", "Difference of two figures", None)
    sum: tuple[IndicatorRef, ...] | None = said("Tổng các chỉ tiêu", "Sum of figures", None, min_length=1)
    mean: tuple[IndicatorRef, ...] | None = said("Trung bình cộng các chỉ tiêu", "Mean of figures", None, min_length=1)
    ratio: RatioShape | None = said("Thương của hai chỉ tiêu", "One figure divided by another", None)
    change: ChangeShape | None = said("Tăng, giảm bao nhiêu phần trăm", "Change in percent", None)
    days: DaysShape | None = said("Số ngày giữa hai ngày", "Days between two days", None)
    unit: Unit | None = said("Đơn vị tính của thương", "Unit of a ratio", None)
    range: RangeShape | None = said("Khoảng giá trị có thể có", "Range of possible values", None)
    label: Bilingual = said("Tên chỉ tiêu", "Its name")
    about: Bilingual | None = said("Giải thích trong một câu", "Its meaning in one sentence", None)
    may_not_apply: MayNotApply | None = said(
        "Có thể không áp dụng khi mẫu số bằng 0: true, hoặc điều kiện",
        "Whether it does not apply where it would be divided by 0: true, or a comparison",
        None,
    )
    actionable: Boolean | None = said("Xã có thể thay đổi được không", "Whether a commune can change it", None)
    difficulty: Difficulty | None = said(
        "Mức khó khi cải thiện, từ 1 (dễ) đến 5 (khó)", "How hard to improve, 1 (easy) to 5 (hard)", None
    )
    aliases: tuple[Text, ...] | None = said("Tên cột khác thường gặp trong bảng", "Other headers in tables", None)
    not_to_be_confused: tuple[Id, ...] | None = said(
        "Chỉ tiêu khác, dễ nhầm với chỉ tiêu này", "Ids of other quantities that it is easily taken for", None
    )
