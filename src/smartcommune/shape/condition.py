"""The shape of a condition: comparisons of facts, and how conditions are put together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from smartcommune.shape.base import TAG, Shape, said, table_or
from smartcommune.shape.record import CONDITIONS
from smartcommune.shape.text_types import (
    Boolean,
    Constant,
    Criteria,
    CriterionId,
    IndicatorRef,
    LevelRef,
    Named,
    RuleSetRef,
    Text,
    ThresholdRef,
    ValueRef,
)


class ThresholdUse(Shape, vi="Một ngưỡng có tên thay cho một giá trị."):
    """A named threshold in the place of a constant."""

    threshold: ThresholdRef = said("Mã của ngưỡng", "Id of the threshold")


class FactUse(Shape, vi="Một chỉ tiêu khác, cùng kiểu và đơn vị, để so sánh với."):
    """Another fact of the same type and unit in the place of a constant."""

    indicator: IndicatorRef = said("Mã của chỉ tiêu kia", "Id of the other indicator")


Operand = Annotated[
    Annotated[Text, Tag("‹constant›")] | Annotated[ThresholdUse, Tag("‹threshold›")],
    table_or("constant", "threshold"),
    Named("Operand"),
]


def _limit_tag(value: object) -> str:
    if not isinstance(value, dict):
        return TAG.format("constant")
    return TAG.format("indicator" if "indicator" in value else "threshold")


Limit = Annotated[
    Annotated[Constant, Tag("‹constant›")]
    | Annotated[ThresholdUse, Tag("‹threshold›")]
    | Annotated[FactUse, Tag("‹indicator›")],
    Discriminator(_limit_tag),
    Named("Limit"),
]


class AgeShape(Shape, vi="Khoảng thời gian tính đến ngày xét."):
    """A time up to the day of assessment: years or months."""

    years: Text | None = said("Số năm (5)", "How many years (5)", None)
    months: Text | None = said("Số tháng (12)", "How many months (12)", None)


class AmountShape(Shape, vi="So sánh một số lượng; nhiều so sánh thì phải đạt tất cả."):
    """How much or how many there is, compared with constants or thresholds; several bounds must all hold."""

    is_: Operand | None = said("Bằng", "Equal to", None, alias="is")
    gte: Operand | None = said("Từ … trở lên", "At least", None)
    gt: Operand | None = said("Trên", "More than", None)
    lte: Operand | None = said("Không quá", "At most", None)
    lt: Operand | None = said("Dưới", "Less than", None)


class ComparisonsShape(Shape, vi="Các phép so sánh; nhiều phép thì phải đạt tất cả."):
    """Comparisons with a constant, a threshold or another fact; several bounds must all hold."""

    is_: Limit | None = said("Bằng", "Equal to", None, alias="is")
    is_not: Limit | None = said("Khác", "Different from", None)
    in_: tuple[Constant, ...] | None = said("Là một trong các giá trị", "One of these", None, alias="in", min_length=1)
    gte: Limit | None = said("Từ … trở lên", "At least", None)
    gt: Limit | None = said("Trên", "More than", None)
    lte: Limit | None = said("Không quá", "At most", None)
    lt: Limit | None = said("Dưới", "Less than", None)
    has: ValueRef | None = said("Tập hợp có giá trị này", "The set has this value", None)
    count: AmountShape | None = said("Tập hợp có bao nhiêu giá trị", "How many values the set has", None)
    within: AgeShape | None = said("Trong vòng … tính đến ngày xét", "No longer before the day of assessment", None)
    longer_ago_than: AgeShape | None = said("Đã quá … tính đến ngày xét", "Longer before the day of assessment", None)


class LeafShape(ComparisonsShape, vi="So sánh một chỉ tiêu; nhiều so sánh thì phải đạt tất cả."):
    """One indicator compared with constants, thresholds or another one; several bounds must all hold."""

    indicator: IndicatorRef = said("Mã của chỉ tiêu", "Id of the indicator")


# Whether a fact may not apply: always, never, or where another fact compares so.
MayNotApply = Annotated[
    Annotated[Boolean, Tag("‹constant›")] | Annotated[LeafShape, Tag("‹indicator›")],
    table_or("constant", "indicator"),
    Named("MayNotApply"),
]


class AllOfShape(Shape, vi="Đạt khi mọi điều kiện áp dụng được đều đạt."):
    """Met when every member that applies is met."""

    all_of: tuple[ConditionShape, ...] = said("Phải đạt tất cả", "All must be met", min_length=1)


class AnyOfShape(Shape, vi="Đạt khi ít nhất một điều kiện đạt."):
    """Met when at least one member is met."""

    any_of: tuple[ConditionShape, ...] = said("Đạt một là đủ", "One met is enough", min_length=1)


class NoneOfShape(Shape, vi="Đạt khi không điều kiện nào đạt."):
    """Met when no member is met."""

    none_of: tuple[ConditionShape, ...] = said("Không được đạt điều kiện nào", "None may be met", min_length=1)


class NotShape(Shape, vi="Đạt khi điều kiện bên trong không đạt."):
    """Met when the condition is not."""

    not_: ConditionShape = said("Ngược lại", "The opposite", alias="not")


class CountShape(Shape, vi="Phải đạt bao nhiêu, hoặc bao nhiêu phần, trong các điều kiện áp dụng được."):
    """How many of the members that apply, or which share of them, must be met."""

    n: Operand = said("Số lượng (2), tỷ lệ (80%, 2/3) hoặc ngưỡng", "A count (2), a share (80%, 2/3) or a threshold")
    of: tuple[ConditionShape, ...] = said("Các điều kiện được đếm", "The members", min_length=1)
    must: tuple[ConditionShape, ...] | None = said("Những điều kiện bắt buộc đạt", "Those that must be met", None)


class AtLeastShape(Shape, vi="Đạt khi đủ số điều kiện đạt."):
    """Met when enough members are met."""

    at_least: CountShape = said("Đạt đủ số lượng", "Enough must be met")


class MostShape(Shape, vi="Được đạt nhiều nhất bao nhiêu điều kiện."):
    """How many of the members may be met, and no more."""

    n: Text = said("Số lượng (2)", "A count (2)")
    of: tuple[ConditionShape, ...] = said("Các điều kiện được đếm", "The members", min_length=1)


class AtMostShape(Shape, vi="Đạt khi không quá ngần ấy điều kiện đạt."):
    """Met when no more members are met."""

    at_most: MostShape = said("Không được đạt quá số lượng", "No more may be met")


class VerdictOfShape(Shape, vi="Kết luận của một bộ tiêu chí khác về cùng xã hoặc thôn."):
    """The verdict of another rule set about the same commune or village."""

    ruleset: RuleSetRef = said("Mã của bộ tiêu chí kia", "Id of the other rule set")
    is_: Literal["eligible", "not_eligible"] = said("Kết luận phải có", "The verdict needed", alias="is")
    on: Literal["its_last_day"] | None = said(
        "Xét vào ngày cuối có hiệu lực của bộ đó, khi bộ đó đã hết hiệu lực",
        "On the last day on which it was in force, of one that has ended",
        None,
    )


class PointsLeafShape(AmountShape, vi="So sánh điểm của một hoặc từng tiêu chí; nhiều so sánh thì phải đạt tất cả."):
    """What one criterion earns, or each of several, compared; a percentage is of the most that was to be had."""

    points: Criteria = said("Tiêu chí có điểm; nhiều tiêu chí thì từng tiêu chí", "A criterion with points, or several")


class LevelUseShape(Shape, vi="Đạt mức này trở lên; nếu các mức không xếp thứ bậc thì đúng mức này."):
    """To be in a level or in a better one; where levels are no ranks, just in this one."""

    level: LevelRef = said("Mã của mức", "Id of the level")


def _condition_tag(value: object) -> str | None:
    if isinstance(value, str):
        return "‹criterion›"
    found = [key for key in CONDITIONS if key in value] if isinstance(value, dict) else []
    return TAG.format(found[0]) if found else None


ConditionShape = Annotated[
    Annotated[CriterionId, Tag("‹criterion›")]
    | Annotated[LeafShape, Tag("‹indicator›")]
    | Annotated[AllOfShape, Tag("‹all_of›")]
    | Annotated[AnyOfShape, Tag("‹any_of›")]
    | Annotated[NoneOfShape, Tag("‹none_of›")]
    | Annotated[NotShape, Tag("‹not›")]
    | Annotated[AtLeastShape, Tag("‹at_least›")]
    | Annotated[AtMostShape, Tag("‹at_most›")]
    | Annotated[VerdictOfShape, Tag("‹ruleset›")]
    | Annotated[PointsLeafShape, Tag("‹points›")]
    | Annotated[LevelUseShape, Tag("‹level›")],
    Discriminator(_condition_tag),
    Named("Condition"),
]
