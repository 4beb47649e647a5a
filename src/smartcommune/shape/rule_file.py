"""The shape of rule files and profiles: which keys stand where, what each is for, and what kind of text it holds.

All scalars arrive as text and stay text: shapes say what is well formed, `link` gives every text its value. What a key
is for is said here in both languages, for the JSON Schema that editors read.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Tag

from smartcommune.shape.base import Shape, said, table_or
from smartcommune.shape.condition import ConditionShape, LeafShape, MayNotApply
from smartcommune.shape.points import PointsShape, RoundShape
from smartcommune.shape.sources import SourceShape
from smartcommune.shape.text_types import (
    LABELLED,
    Basis,
    Boolean,
    Day,
    Difficulty,
    Format,
    Given,
    Id,
    IndicatorType,
    Named,
    NotApplicable,
    Order,
    OutcomeName,
    ProfileDay,
    RuleSetId,
    Score,
    Statement,
    Status,
    Subject,
    TakenName,
    Text,
    ValueId,
    VerdictName,
    Version,
    Weight,
)
from smartcommune.shape.text_types import Citations as Citations  # its readers look for it among the shapes
from smartcommune.shape.words import Bilingual, Unit, ValueShape


class Period(Shape, vi="Thời gian bộ tiêu chí có hiệu lực, kể cả ngày đầu và ngày cuối."):
    """When a rule set is in force; both days belong to it."""

    from_: Day = said("Ngày đầu có hiệu lực", "First day in force", alias="from")
    until: Day | None = said("Ngày cuối có hiệu lực; chưa có thì bỏ khóa này", "Last day; leave it out if open", None)
    note: Bilingual | None = said("Điều cần biết về hai ngày này", "What to know about these days", None)
    replaced_by: tuple[RuleSetId, ...] | None = said(
        "Các bộ tiêu chí thay thế khi bộ này hết hiệu lực", "The rule sets that take its place afterwards", None
    )


class RangeShape(Shape, vi="Giá trị nhỏ nhất và lớn nhất có thể có."):
    """The smallest and largest value a fact can have."""

    min: Text | None = said("Giá trị nhỏ nhất", "Smallest value", None)
    max: Text | None = said("Giá trị lớn nhất", "Largest value", None)


class FigureRoundShape(RoundShape, vi="Quy định làm tròn một số liệu trước khi so sánh."):
    """How a figure is rounded before it is compared."""

    to: Text = said("Làm tròn đến bội số của giá trị này, ví dụ 1%", "To multiples of this, for example 1%")


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
    at_most: Id | None = said("Không vượt quá chỉ tiêu này", "Never above this other count", None)
    only_when: LeafShape | None = said("Chỉ có khi đạt điều kiện này", "Given only when this comparison is met", None)
    future: Boolean | None = said(
        "Ngày có thể sau ngày đánh giá", "A date that may lie after the day of assessment", None
    )
    may_not_apply: MayNotApply | None = said(
        "Có thể không áp dụng: true, hoặc điều kiện", "Whether it may not apply: true, or a comparison", None
    )
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

    of: Id = said("Tử số: số đếm, số tiền hoặc số", "Numerator: a count, money or a number")
    in_: Id = said("Mẫu số: cùng kiểu, cùng đơn vị", "Denominator: of the same type and unit", alias="in")


class DifferenceShape(Shape, vi="Hiệu của hai chỉ tiêu cùng kiểu, cùng đơn vị."):
    """What is left of one figure without another of the same type and unit."""

    of: Id = said("Số bị trừ", "What is subtracted from")
    minus: Id = said("Số trừ", "What is subtracted")


class ChangeShape(Shape, vi="Mức tăng hoặc giảm của một chỉ tiêu so với một chỉ tiêu khác, tính bằng phần trăm."):
    """By how many percent of another figure one lies above it, or below."""

    of: Id = said("Chỉ tiêu kỳ này", "The figure itself")
    from_: Id = said("Chỉ tiêu kỳ trước, lớn hơn 0", "The figure it is compared with, above 0", alias="from")


class RatioShape(Shape, vi="Thương của hai chỉ tiêu số."):
    """One figure divided by another."""

    of: Id = said("Số bị chia", "What is divided")
    to: Id = said("Số chia, lớn hơn 0", "What it is divided by, above 0")


class DaysShape(Shape, vi="Số ngày từ ngày này đến ngày kia."):
    """How many days lie between two days; the first is not counted."""

    from_: Id = said("Từ ngày (không tính ngày này)", "The first day, which is not counted", alias="from")
    to: Id = said("Đến ngày (tính cả ngày này)", "The last day; before the first one the number is below 0")


class DerivedShape(Shape, vi="Chỉ tiêu được tính ra khi hồ sơ không ghi sẵn."):
    """An indicator that is calculated when it is not stated."""

    share: ShareShape | None = said("Tỷ lệ của một chỉ tiêu trong một chỉ tiêu khác", "Share of one in another", None)
    difference: DifferenceShape | None = said("Hiệu của hai chỉ tiêu", "Difference of two figures", None)
    sum: tuple[Id, ...] | None = said("Tổng các chỉ tiêu", "Sum of figures", None, min_length=1)
    mean: tuple[Id, ...] | None = said("Trung bình cộng các chỉ tiêu", "Mean of figures", None, min_length=1)
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


class ValuesShape(Shape, vi="Giá trị của ngưỡng từ một ngày; mọi khóa khác là nơi áp dụng."):
    """The values of a threshold from one day on; every key but these is a place."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text]

    from_: Day = said("Ngày đầu áp dụng", "First day on which it applies", alias="from")
    until: Day | None = said("Ngày cuối áp dụng", "Last day on which it applies", None)
    default: Text | None = said("Giá trị cho mọi nơi còn lại", "Value for every other place", None)
    of: Id | None = said("Ngưỡng khác mà các giá trị dựa vào", "Another threshold that the values follow from", None)
    plus: Text | None = said("Cộng thêm bao nhiêu, ví dụ 5%", "How much more, for example 5%", None)
    times: Text | None = said("Gấp bao nhiêu lần, ví dụ 1.1", "How many times as much, for example 1.1", None)


class ThresholdShape(Shape, vi="Một ngưỡng có tên và ngày áp dụng để các tiêu chí so sánh."):
    """A named, dated value that criteria compare with."""

    type: IndicatorType | None = said(
        "Kiểu dữ liệu, như của chỉ tiêu được so sánh; khi thay ngưỡng thì không cần ghi lại",
        "Type, as of the indicator compared; one that replaces a threshold has its type",
        None,
    )
    label: Bilingual | None = said("Tên ngưỡng", "Its name", None)
    by: Id | None = said("Chỉ tiêu enum quyết định giá trị, ví dụ vùng", "The enum it depends on", None)
    exclusive: Boolean | None = said("Đúng bằng ngưỡng thì chưa đạt (trên 70%)", "Reaching it does not suffice", None)
    basis: Basis = said("Cơ sở của ngưỡng: luật, hướng dẫn, tỉnh, giả định", "On what it rests")
    cite: Citations = said("Căn cứ", "Citation")
    from_test: Bilingual | None = said(
        "Con số vốn công bố cho việc nào; cần khi là giả định",
        "The other test it was published for, if assumed",
        None,
    )
    values: tuple[ValuesShape, ...] = said("Giá trị theo thời gian", "Its values in time", min_length=1)


class Ambiguity(Shape, vi="Chỗ văn bản có thể hiểu nhiều cách, và cách hiểu đã chọn."):
    """A place where the text can be read in more than one way, with the reading taken."""

    id: Text = said("Ký hiệu, ví dụ AMB-1", "Its mark, for example AMB-1")
    question: Bilingual = said("Câu hỏi đặt ra", "The question")
    reading: Bilingual = said("Cách hiểu đã chọn", "The reading taken")
    alternative: Bilingual = said("Cách hiểu khác", "The other reading")
    instead: InsteadShape | None = said(
        "Những phần sẽ viết khác đi theo cách hiểu kia; kết luận được tính theo cả hai cách",
        "What would be written otherwise by the other reading; answers are computed under both",
        None,
    )


class CriterionPeriodShape(Shape, vi="Thời gian một tiêu chí có hiệu lực, kể cả ngày đầu và ngày cuối."):
    """The period in which a criterion is in force; both days belong to it."""

    from_: Day = said("Ngày đầu", "First day", alias="from")
    until: Day | None = said("Ngày cuối", "Last day", None)


class CriterionShape(Shape, vi="Một tiêu chí có tên và căn cứ."):
    """A named requirement with a citation."""

    label: Bilingual = said("Tên tiêu chí", "Its name")
    cite: Citations = said("Căn cứ", "Citation")
    test: ConditionShape | None = said("Điều kiện để đạt; không cần khi chỉ cho điểm", "When it is met", None)
    points: PointsShape | None = said("Cách tính điểm", "How it earns points", None)
    not_applicable: NotApplicable | None = said(
        "Khi không áp dụng: đủ điểm (full), 0 điểm (none), không tính vào tối đa (left_out)",
        "Where it does not apply: all points (full), none (none), or left out of the most (left_out)",
        None,
    )
    number: Text | None = said("Số thứ tự trong văn bản", "Its number in the document", None)
    evidence_asked: Bilingual | None = said("Minh chứng phải nộp", "The evidence to hand in", None)
    by_claim: Boolean | None = said(
        "Chỉ tính cho nội dung xã kê khai: khi kê khai đã đủ, không khai là 0 điểm",
        "Earned only by what is claimed: once claims are complete, what is not claimed earns nothing",
        None,
    )
    by_finding: Boolean | None = said(
        "Chỉ trừ vì điều được phát hiện: khi rà soát đã đủ, không phát hiện là không trừ",
        "Taken off only for what is found: once findings are complete, what is not found takes nothing off",
        None,
    )
    applies_when: ConditionShape | None = said("Chỉ áp dụng khi", "When it applies at all", None)
    in_force: CriterionPeriodShape | None = said(
        "Chỉ có hiệu lực trong thời gian này", "When it is in force itself", None
    )
    weight: Weight | None = said("Trọng số khi tính điểm; 0 là không tính", "Weight; 0 does not count", None)
    note: Bilingual | None = said("Ghi chú", "Note", None)
    ambiguities: tuple[Ambiguity, ...] | None = said("Những chỗ chưa rõ trong văn bản", "What is left open", None)


class ReplacementShape(Shape, vi="Nội dung mới của một tiêu chí; phần nào không ghi thì giữ như cũ."):
    """What a criterion says anew; all but its test and citation is kept unless it is written."""

    cite: Citations = said("Căn cứ", "Citation")
    test: ConditionShape | None = said("Điều kiện để đạt; không cần khi chỉ cho điểm", "When it is met", None)
    points: PointsShape | None = said("Cách tính điểm", "How it earns points", None)
    not_applicable: NotApplicable | None = said(
        "Khi không áp dụng: đủ điểm (full), 0 điểm (none), không tính vào tối đa (left_out)",
        "Where it does not apply: all points (full), none (none), or left out of the most (left_out)",
        None,
    )
    number: Text | None = said("Số thứ tự trong văn bản", "Its number in the document", None)
    evidence_asked: Bilingual | None = said("Minh chứng phải nộp", "The evidence to hand in", None)
    by_claim: Boolean | None = said(
        "Chỉ tính cho nội dung xã kê khai: khi kê khai đã đủ, không khai là 0 điểm",
        "Earned only by what is claimed: once claims are complete, what is not claimed earns nothing",
        None,
    )
    by_finding: Boolean | None = said(
        "Chỉ trừ vì điều được phát hiện: khi rà soát đã đủ, không phát hiện là không trừ",
        "Taken off only for what is found: once findings are complete, what is not found takes nothing off",
        None,
    )
    label: Bilingual | None = said("Tên tiêu chí", "Its name", None)
    applies_when: ConditionShape | None = said("Chỉ áp dụng khi", "When it applies at all", None)
    in_force: CriterionPeriodShape | None = said(
        "Chỉ có hiệu lực trong thời gian này", "When it is in force itself", None
    )
    weight: Weight | None = said("Trọng số khi tính điểm; 0 là không tính", "Weight; 0 does not count", None)
    note: Bilingual | None = said("Ghi chú", "Note", None)
    ambiguities: tuple[Ambiguity, ...] | None = said("Những chỗ chưa rõ trong văn bản", "What is left open", None)


class ReplaceShape(Shape, vi="Những phần của bộ tiêu chí mà bộ này dựa vào được thay bằng nội dung mới."):
    """What is replaced of the rule set that this one extends."""

    criteria: dict[Id, ReplacementShape] = said("Các tiêu chí được thay", "The criteria that are replaced")


class LevelShape(Shape, vi="Một mức xếp loại."):
    """A class that a commune can fall into."""

    id: Id = said("Mã của mức", "Its id")
    label: Bilingual = said("Tên mức", "Its name")
    cite: Citations | None = said("Căn cứ", "Citation", None)
    when: ConditionShape | None = said(
        "Khi nào thuộc mức này; mức cuối có thể bỏ", "When; the last may stand without", None
    )


class InsteadShape(Shape, vi="Những phần của bộ tiêu chí sẽ khác đi theo cách hiểu kia."):
    """What the other reading of a text writes in the place of parts of the rule set."""

    criteria: dict[Id, ReplacementShape] | None = said("Các tiêu chí khác đi", "Criteria that differ", None)
    thresholds: dict[Id, ThresholdShape] | None = said("Các ngưỡng khác đi", "Thresholds that differ", None)
    levels: tuple[LevelShape, ...] | None = said("Các mức xếp loại khác đi", "Levels that differ", None, min_length=1)
    eligible_when: ConditionShape | None = said("Đủ điều kiện khi", "When a commune is eligible then", None)


class ScoreShape(Shape, vi="Điểm dựa trên cơ sở nào."):
    """On what the score rests."""

    points: Id | None = said("Tiêu chí có điểm là tổng điểm", "The criterion whose points are the score", None)
    basis: Basis = said("Cơ sở của trọng số hoặc thang điểm", "On what the weights or points rest")
    cite: Citations | None = said("Căn cứ", "Citation", None)
    note: Bilingual | None = said("Giải thích", "Explanation", None)


class ComparedShape(Shape, vi="Một chỉ tiêu để phân định giữa các xã bằng điểm."):
    """An indicator that decides between communes with the same score."""

    indicator: Id = said("Chỉ tiêu so sánh", "The indicator that is compared")
    order: Order = said("Giá trị nào xếp trước", "Which value comes first")


RankedBy = Annotated[
    Annotated[Literal["score"], Tag("‹score›")] | Annotated[ComparedShape, Tag("‹indicator›")],
    table_or("score", "indicator"),
    Named("ScoreOrIndicator"),
]


class RankingShape(Shape, vi="Văn bản quy định xếp hạng theo thứ tự nào."):
    """What the document ranks by, in order."""

    by: tuple[RankedBy, ...] = said("Xếp theo, lần lượt; trước hết là score", "Ranked by, score first", min_length=1)
    cite: Citations = said("Căn cứ", "Citation")


class CalledShape(Shape, vi="Cách gọi kết luận, khi “đủ điều kiện” nói sai ý của bộ tiêu chí."):
    """What the verdicts are called, where "eligible" would mislead."""

    eligible: Bilingual = said("Thay cho “Đủ điều kiện”", 'In the place of "Eligible"')
    not_eligible: Bilingual = said("Thay cho “Không đủ điều kiện”", 'In the place of "Not eligible"')


class VerdictShape(Shape, vi="Khi nào xã thuộc phạm vi và khi nào đủ điều kiện."):
    """When a commune is in scope and when it is eligible."""

    scope: tuple[Id, ...] | None = said("Các tiêu chí về phạm vi áp dụng", "The criteria of the scope", None)
    eligible_when: ConditionShape | None = said(
        "Đủ điều kiện khi; không cần khi có levels", "When a commune is eligible; not needed beside levels", None
    )
    called: CalledShape | None = said("Cách gọi kết luận", "What the verdicts are called", None)
    ambiguities: tuple[Ambiguity, ...] | None = said("Những chỗ chưa rõ trong văn bản", "What is left open", None)


class Notice(Shape, vi="Lưu ý kèm theo mọi kết quả trong một khoảng thời gian."):
    """What every answer for a day in this period says besides the verdict."""

    from_: Day = said("Ngày đầu", "First day", alias="from")
    until: Day | None = said("Ngày cuối", "Last day", None)
    cite: Citations | None = said("Căn cứ", "Citation", None)
    text: Bilingual = said("Nội dung lưu ý", "What it says")


class ScoreInterval(Shape, vi="Khoảng điểm mà ca kiểm thử chờ đợi."):
    """The score, or the points, that a case expects while some facts are unknown."""

    low: Score = said("Điểm thấp nhất", "Lowest")
    high: Score = said("Điểm cao nhất", "Highest")


PointsExpected = Annotated[
    Annotated[Score, Tag("‹constant›")] | Annotated[ScoreInterval, Tag("‹low›")],
    table_or("constant", "low"),
    Named("PointsOrInterval"),
]


class ExpectShape(Shape, vi="Kết quả mà ca kiểm thử chờ đợi; điều gì không ghi thì không so sánh."):
    """What a case expects; what it does not name is not compared."""

    verdict: VerdictName = said("Kết luận", "Verdict")
    because: tuple[Id, ...] | None = said("Các tiêu chí quyết định kết luận", "The criteria that settle it", None)
    outcomes: dict[Id, OutcomeName] | None = said("Kết quả từng tiêu chí", "Outcomes of criteria", None)
    missing: tuple[Id, ...] | None = said("Số liệu còn thiếu, quan trọng nhất trước", "The first facts missing", None)
    score: ScoreInterval | None = said("Điểm", "Score", None)
    points: dict[Id, PointsExpected] | None = said("Điểm từng tiêu chí", "Points of criteria", None)
    level: Id | None = said("Mức xếp loại; none là không mức nào", "The level; none: in no level", None)
    levels_possible: tuple[Id, ...] | None = said(
        "Các mức còn có thể, khi chưa rõ mức nào", "The levels that are possible, while it is open which", None
    )
    notices: tuple[Day, ...] | None = said(
        "Các lưu ý được nêu, mỗi lưu ý ghi bằng ngày đầu", "The notices shown, each by its first day", None
    )


class FactShape(Shape, vi="Một số liệu kèm minh chứng."):
    """A fact with its evidence."""

    value: Given = said(
        "Giá trị, tập hợp thì là danh sách; bỏ trống hoặc ? là chưa biết, na là không áp dụng",
        "Value, of a set a list of them; blank or ? is unknown, na is not applicable",
    )
    evidence: Text | None = said("Minh chứng: văn bản, báo cáo", "Evidence: a document or a report", None)
    date: Day | None = said("Ngày của số liệu", "The day it is from", None)


Fact = Annotated[
    Annotated[Given, Tag("‹value›")] | Annotated[FactShape, Tag("‹evidence›")],
    table_or("value", "evidence"),
    Named("FactOrEvidence"),
]


class CaseShape(Shape, vi="Một hồ sơ xã kèm kết luận phải có."):
    """A profile with the verdict expected of it."""

    name: Text = said("Tên ca kiểm thử", "Its name")
    on: Day = said("Ngày xét", "The date to assess on")
    reading: dict[Text, TakenName] | None = said(
        "Cách hiểu được chọn cho từng chỗ chưa rõ; không ghi thì xét theo cả hai",
        "The reading taken of each ambiguity; both where it is not given",
        None,
    )
    claims: Statement | None = said("Kê khai đã đủ chưa", "Whether all claims are stated", None)
    findings: Statement | None = said("Rà soát đã đủ chưa", "Whether all findings are stated", None)
    facts: dict[Id, Fact] | None = said("Số liệu của xã", "The facts", None)
    expect: ExpectShape = said("Kết quả phải có", "What is expected")


class CasesFile(Shape, vi="Các ca kiểm thử của một bộ tiêu chí, trong tệp riêng cạnh tệp của bộ tiêu chí."):
    """The cases of a rule set in a file of their own, `<rule set>.cases.yaml` beside it."""

    format: Format = said("Phiên bản định dạng: 1", "Version of the format: 1")
    ruleset: RuleSetId = said("Mã của bộ tiêu chí", "Id of the rule set")
    cases: tuple[CaseShape, ...] = said("Các ca kiểm thử", "The cases", min_length=1)


class CitedShape(Shape, vi="Căn cứ cho phép khác với bộ tiêu chí mà bộ này dựa vào."):
    """What lets a rule set part from the one it extends."""

    cite: Citations = said("Căn cứ", "Citation")


class WithoutShape(Shape, vi="Những phần của bộ tiêu chí mà bộ này dựa vào nhưng không lấy, mỗi phần kèm căn cứ."):
    """What is not taken over from the rule set that this one extends, each with its citation."""

    scope: CitedShape | None = said("Phạm vi áp dụng", "Its scope", None)
    ambiguities: CitedShape | None = said("Những chỗ chưa rõ về kết luận", "What its verdict leaves open", None)
    notices: CitedShape | None = said("Các lưu ý", "Its notices", None)
    not_known: CitedShape | None = said("Những điều chưa tra cứu được", "What was not found", None)
    called: CitedShape | None = said("Cách gọi kết luận", "What its verdicts are called", None)
    score: CitedShape | None = said("Cơ sở tính điểm", "On what its score rests", None)


class RuleFile(Shape, vi="Một bộ tiêu chí xét xã."):
    """One rule set as its file gives it."""

    format: Format = said("Phiên bản định dạng: 1", "Version of the format: 1")
    id: RuleSetId = said("Mã của bộ tiêu chí, trùng với tên tệp", "Id, the same as the file's name")
    version: Version = said("Phiên bản, viết trong ngoặc kép", "Version, in quotes")
    subject: Subject | None = said("Xét xã hay thôn", "What is assessed", None)
    status: Status | None = said(
        "Ví dụ (example) hay bản nháp (draft); không ghi là để dùng thật",
        "An example or a draft; without it the rule set is to be used",
        None,
    )
    extends: Text | None = said("Mã của bộ tiêu chí mà bộ này dựa vào", "Id of the rule set it builds on", None)
    without: WithoutShape | None = said(
        "Phần không lấy của bộ mà bộ này dựa vào", "What it does not take over from that rule set", None
    )
    outlives: CitedShape | None = said(
        "Căn cứ để còn hiệu lực sau khi bộ mà bộ này dựa vào đã hết hiệu lực",
        "What lets it be in force after that rule set has ended",
        None,
    )
    drop: dict[Id, CitedShape] | None = said(
        "Các tiêu chí của bộ mà bộ này dựa vào bị bỏ", "Criteria of that rule set that are dropped", None
    )
    replace: ReplaceShape | None = said("Phần được thay bằng nội dung mới", "What is replaced", None)
    label: Bilingual = said("Tên bộ tiêu chí", "Its name")
    issuer: Bilingual | None = said("Cơ quan ban hành", "Who issued it", None)
    in_force: Period | None = said("Thời gian có hiệu lực", "When it is in force", None)
    sources: dict[Id, SourceShape] | None = said("Các văn bản được dẫn", "The documents cited", None)
    indicators: dict[Id, IndicatorShape] | None = said("Các chỉ tiêu", "The indicators", None)
    derived: dict[Id, DerivedShape] | None = said("Các chỉ tiêu được tính ra", "Calculated indicators", None)
    thresholds: dict[Id, ThresholdShape] | None = said("Các ngưỡng", "The thresholds", None)
    criteria: dict[Id, CriterionShape] | None = said("Các tiêu chí", "The criteria", None)
    score: ScoreShape | None = said("Cơ sở tính điểm", "On what the score rests", None)
    levels: tuple[LevelShape, ...] | None = said(
        "Các mức xếp loại, cao nhất trước", "Levels, best first", None, min_length=1
    )
    levels_ordered: Boolean | None = said(
        "Các mức có xếp thứ bậc không; false là các nhóm ngang hàng",
        "Whether levels are ranks; false for classes",
        None,
    )
    ranking: RankingShape | None = said("Thứ tự xếp hạng khi chọn", "What select ranks by", None)
    verdict: VerdictShape | None = said("Cách kết luận", "How the verdict is reached", None)
    notices: tuple[Notice, ...] | None = said("Lưu ý theo thời gian", "Notices for periods", None)
    not_known: tuple[Bilingual, ...] | None = said("Những điều chưa tra cứu được", "What was not found", None)
    cases: tuple[CaseShape, ...] | None = said("Các ca kiểm thử", "The cases", None)


class CommuneShape(Shape, vi="Hồ sơ của xã nào."):
    """Which commune a profile describes."""

    code: Text | None = said("Mã xã, trong ngoặc kép", "Code of the commune, in quotes", None)
    code_list: ProfileDay | None = said("Ngày của danh mục mã", "The day of the list of codes", None)
    name: Text | None = said("Tên xã", "Name", None)
    district: Text | None = said("Huyện, thị xã, thành phố thuộc tỉnh, nếu có", "District, where there is one", None)
    province: Text | None = said("Tỉnh, thành phố", "Province", None)


class ProfileFile(Shape, vi="Hồ sơ một xã: số liệu vào một ngày."):
    """One commune's facts on a date."""

    rules: Text | None = said("Mã hoặc tệp bộ tiêu chí để xét", "Id or file of the rule set to assess by", None)
    commune: CommuneShape | None = said("Xã nào", "Which commune", None)
    as_of: ProfileDay | None = said("Ngày xét", "The date to assess on", None)
    claims: Statement | None = said("Kê khai đã đủ chưa", "Whether all claims are stated", None)
    findings: Statement | None = said("Rà soát đã đủ chưa", "Whether all findings are stated", None)
    facts: dict[str, Fact] | None = said("Số liệu theo mã chỉ tiêu", "Facts by the indicators' ids", None)
