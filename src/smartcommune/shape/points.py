"""The shape of points: what a criterion earns, and conditions on what was earned."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from smartcommune.shape.base import TAG, Shape, said
from smartcommune.shape.condition import ComparisonsShape, ConditionShape, Operand
from smartcommune.shape.record import EARNINGS
from smartcommune.shape.text_types import CriterionRef, IndicatorRef, Named, Score, Text


class RoundShape(Shape, vi="Làm tròn đến đâu, và số ở giữa thì về phía nào."):
    """To which step a number is rounded, and where what lies in the middle goes."""

    to: Score = said("Đến bội số của số này, ví dụ 0.01", "To multiples of this, for example 0.01")
    how: Literal["half_away", "half_even", "down"] | None = said(
        "Ở giữa thì ra xa 0 (half_away, nếu không ghi), về số chẵn (half_even); hoặc luôn bỏ phần lẻ (down)",
        "The middle goes away from 0 (half_away, if not written) or to even (half_even); or the rest is cut off (down)",
        None,
    )


class RowShape(ComparisonsShape, vi="Một dòng của thang điểm: điều kiện và số điểm."):
    """A row of a scale: a condition, and its points."""

    points: Score = said("Số điểm; trừ thì ghi số âm", "The points; a deduction is negative")
    when: ConditionShape | None = said("Điều kiện, khi thang không theo một chỉ tiêu", "A condition of any kind", None)


class ScaleShape(Shape, vi="Thang điểm: trong các dòng đạt, tính dòng xa 0 nhất."):
    """A scale: of the rows that hold, the one furthest from 0 counts."""

    indicator: IndicatorRef | None = said("Chỉ tiêu được so sánh", "The indicator compared", None)
    scale: tuple[RowShape, ...] = said("Các dòng", "The rows", min_length=1)
    otherwise: Score | None = said("Điểm khi không dòng nào đạt; không ghi là 0", "Where no row holds; else 0", None)


class RatesShape(Shape, vi="Điểm theo tỷ lệ của số liệu so với mức đủ điểm."):
    """Points in proportion to a figure."""

    most: Score = said("Điểm tối đa", "The most points")
    full_at: Text = said("Đủ điểm từ mức này", "All of them from here on")
    none_below: Text | None = said("Dưới mức này thì 0 điểm", "None below this", None)


class ProportionShape(Shape, vi="Điểm theo tỷ lệ, có làm tròn."):
    """Points in proportion to a figure, rounded."""

    indicator: IndicatorRef = said("Chỉ tiêu được tính", "The indicator")
    in_proportion: RatesShape = said("Tính theo tỷ lệ", "In proportion")
    round: RoundShape = said("Làm tròn điểm", "How the points are rounded")


class IncrementsShape(Shape, vi="Điểm cộng thêm cho mỗi phần tăng của số liệu."):
    """Points that grow with every so much more of a figure."""

    indicator: IndicatorRef = said("Chỉ tiêu được tính", "The indicator")
    each: Text = said("Cứ thêm ngần này", "For every so much more")
    add: Score = said("thì thêm ngần này điểm", "so many points are added")
    base: Score | None = said("Điểm khi chưa vượt mức gốc; không ghi là 0", "Points up to there; else 0", None)
    above: Operand | None = said(
        "Mức gốc: số hoặc ngưỡng; không ghi là 0", "From where on: a number or threshold", None
    )
    most: Score | None = said("Điểm tối đa", "The most points", None)
    least: Score | None = said("Điểm tối thiểu, khi trừ", "The fewest points, of a deduction", None)
    none_below: Text | None = said("Dưới mức này thì 0 điểm", "Nothing is earned below this", None)
    parts: Literal["whole", "pro_rata"] | None = said(
        "Chỉ tính phần chẵn (whole, nếu không ghi) hay tính cả phần lẻ (pro_rata)",
        "Whether only whole parts count (whole, if not written) or all in proportion (pro_rata)",
        None,
    )
    round: RoundShape | None = said("Làm tròn điểm, khi tính cả phần lẻ", "Rounding, where all parts count", None)


class PointsGivenShape(Shape, vi="Điểm do người chấm cho."):
    """Points that people give."""

    given: IndicatorRef = said(
        "Chỉ tiêu ghi điểm được cho; phải có range", "The indicator with the points; it needs a range"
    )
    round: RoundShape | None = said("Làm tròn; không ghi là đến 0.01", "Rounding; to 0.01 if not written", None)


class SumShape(Shape, vi="Tổng điểm của các tiêu chí."):
    """What some criteria earn together."""

    sum: tuple[CriterionRef, ...] = said("Các tiêu chí được cộng", "The criteria added up", min_length=1)
    scaled_to: Score | None = said("Quy về thang này", "Scaled to this most", None)
    most: Score | None = said("Không quá", "Cut off at", None)
    least: Score | None = said("Không dưới", "Never below", None)
    round: RoundShape | None = said("Làm tròn tổng", "How the sum is rounded", None)
    printed_most: Score | None = said(
        "Điểm tối đa in trong văn bản, để đối chiếu", "The most as printed, to check", None
    )


def _tag(value: object) -> str | None:
    if not isinstance(value, dict):
        return TAG.format("constant")
    found = [key for key in EARNINGS if key in value]
    return TAG.format(found[0]) if found else None


PointsShape = Annotated[
    Annotated[Score, Tag("‹constant›")]
    | Annotated[ScaleShape, Tag("‹scale›")]
    | Annotated[ProportionShape, Tag("‹in_proportion›")]
    | Annotated[IncrementsShape, Tag("‹each›")]
    | Annotated[PointsGivenShape, Tag("‹given›")]
    | Annotated[SumShape, Tag("‹sum›")],
    Discriminator(_tag),
    Named("PointsOrRule"),
]
