"""The shape of rule files and profiles: which keys stand where, what each is for, and what kind of text it holds.

All scalars arrive as text and stay text: shapes say what is well formed, `link` gives every text its value. What a key
is for is said here in both languages, for the JSON Schema that editors read.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Tag

from smartcommune.shape.base import Shape, said, table_or
from smartcommune.shape.cases import CaseShape, Fact
from smartcommune.shape.condition import ConditionShape
from smartcommune.shape.indicator import DerivedShape, IndicatorShape
from smartcommune.shape.points import PointsShape
from smartcommune.shape.sources import SourceShape
from smartcommune.shape.text_types import (
    Basis,
    Boolean,
    By,
    CriterionName,
    CriterionRef,
    Day,
    Format,
    IndicatorName,
    IndicatorRef,
    IndicatorType,
    LevelName,
    Named,
    NotApplicable,
    Order,
    OwnPoints,
    ProfileDay,
    RuleSetName,
    RuleSetRef,
    RuleSetText,
    SourceName,
    Statement,
    Status,
    Subject,
    Text,
    ThresholdName,
    ThresholdRef,
    Version,
    Weight,
)
from smartcommune.shape.text_types import Citations as Citations  # its readers look for it among the shapes
from smartcommune.shape.words import Bilingual


class Period(Shape, vi="Thời gian bộ tiêu chí có hiệu lực, kể cả ngày đầu và ngày cuối."):
    """When a rule set is in force; both days belong to it."""

    from_: Day = said("Ngày đầu có hiệu lực", "First day in force", alias="from")
    until: Day | None = said("Ngày cuối có hiệu lực; chưa có thì bỏ khóa này", "Last day; leave it out if open", None)
    note: Bilingual | None = said("Điều cần biết về hai ngày này", "What to know about these days", None)
    replaced_by: tuple[RuleSetRef, ...] | None = said(
        "Các bộ tiêu chí thay thế khi bộ này hết hiệu lực", "The rule sets that take its place afterwards", None
    )


class PlacesShape(Shape, vi="Giá trị ở một nơi, chia tiếp theo chỉ tiêu sau trong by; mọi khóa khác là nơi áp dụng."):
    """The values at a place by the next indicator of `by`; every key but this is a place."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, AtPlace]

    default: Text | None = said("Giá trị cho mọi nơi còn lại ở đây", "Value for every other place in this one", None)


AtPlace = Annotated[
    Annotated[Text, Tag("‹constant›")] | Annotated[PlacesShape, Tag("‹places›")],
    table_or("constant", "places"),
    Named("AtPlace"),
]


class ValuesShape(Shape, vi="Giá trị của ngưỡng từ một ngày; mọi khóa khác là nơi áp dụng."):
    """The values of a threshold from one day on; every key but these is a place."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, AtPlace]

    from_: Day = said("Ngày đầu áp dụng", "First day on which it applies", alias="from")
    until: Day | None = said("Ngày cuối áp dụng", "Last day on which it applies", None)
    default: Text | None = said("Giá trị cho mọi nơi còn lại", "Value for every other place", None)
    of: ThresholdRef | None = said(
        "Ngưỡng khác mà các giá trị dựa vào", "Another threshold that the values follow from", None
    )
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
    by: By | None = said(
        "Chỉ tiêu enum quyết định giá trị, ví dụ vùng; có thể nhiều chỉ tiêu, chia lần lượt",
        "The enum it depends on, or several, one after the other",
        None,
    )
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

    criteria: dict[CriterionRef, ReplacementShape] = said("Các tiêu chí được thay", "The criteria that are replaced")


class LevelShape(Shape, vi="Một mức xếp loại."):
    """A class that a commune can fall into."""

    id: LevelName = said("Mã của mức", "Its id")
    label: Bilingual = said("Tên mức", "Its name")
    cite: Citations | None = said("Căn cứ", "Citation", None)
    when: ConditionShape | None = said(
        "Khi nào thuộc mức này; mức cuối có thể bỏ", "When; the last may stand without", None
    )


class InsteadShape(Shape, vi="Những phần của bộ tiêu chí sẽ khác đi theo cách hiểu kia."):
    """What the other reading of a text writes in the place of parts of the rule set."""

    criteria: dict[CriterionRef, ReplacementShape] | None = said("Các tiêu chí khác đi", "Criteria that differ", None)
    thresholds: dict[ThresholdRef, ThresholdShape] | None = said("Các ngưỡng khác đi", "Thresholds that differ", None)
    levels: tuple[LevelShape, ...] | None = said("Các mức xếp loại khác đi", "Levels that differ", None, min_length=1)
    eligible_when: ConditionShape | None = said("Đủ điều kiện khi", "When a commune is eligible then", None)


class ScoreShape(Shape, vi="Điểm dựa trên cơ sở nào."):
    """On what the score rests."""

    points: CriterionRef | None = said(
        "Tiêu chí có điểm là tổng điểm", "The criterion whose points are the score", None
    )
    basis: Basis = said("Cơ sở của trọng số hoặc thang điểm", "On what the weights or points rest")
    cite: Citations | None = said("Căn cứ", "Citation", None)
    note: Bilingual | None = said("Giải thích", "Explanation", None)


class ComparedShape(Shape, vi="Một chỉ tiêu để phân định giữa các xã bằng điểm."):
    """An indicator that decides between communes with the same score."""

    indicator: IndicatorRef = said("Chỉ tiêu so sánh", "The indicator that is compared")
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

    scope: tuple[CriterionRef, ...] | None = said("Các tiêu chí về phạm vi áp dụng", "The criteria of the scope", None)
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
    id: RuleSetName = said("Mã của bộ tiêu chí, trùng với tên tệp", "Id, the same as the file's name")
    version: Version = said("Phiên bản, viết trong ngoặc kép", "Version, in quotes")
    subject: Subject | None = said("Xét xã hay thôn", "What is assessed", None)
    status: Status | None = said(
        "Ví dụ (example) hay bản nháp (draft); không ghi là để dùng thật",
        "An example or a draft; without it the rule set is to be used",
        None,
    )
    extends: RuleSetText | None = said("Mã của bộ tiêu chí mà bộ này dựa vào", "Id of the rule set it builds on", None)
    without: WithoutShape | None = said(
        "Phần không lấy của bộ mà bộ này dựa vào", "What it does not take over from that rule set", None
    )
    outlives: CitedShape | None = said(
        "Căn cứ để còn hiệu lực sau khi bộ mà bộ này dựa vào đã hết hiệu lực",
        "What lets it be in force after that rule set has ended",
        None,
    )
    drop: dict[CriterionRef, CitedShape] | None = said(
        "Các tiêu chí của bộ mà bộ này dựa vào bị bỏ", "Criteria of that rule set that are dropped", None
    )
    replace: ReplaceShape | None = said("Phần được thay bằng nội dung mới", "What is replaced", None)
    label: Bilingual = said("Tên bộ tiêu chí", "Its name")
    issuer: Bilingual | None = said("Cơ quan ban hành", "Who issued it", None)
    in_force: Period | None = said("Thời gian có hiệu lực", "When it is in force", None)
    sources: dict[SourceName, SourceShape] | None = said("Các văn bản được dẫn", "The documents cited", None)
    indicators: dict[IndicatorName, IndicatorShape] | None = said("Các chỉ tiêu", "The indicators", None)
    derived: dict[IndicatorName, DerivedShape] | None = said("Các chỉ tiêu được tính ra", "Calculated indicators", None)
    thresholds: dict[ThresholdName, ThresholdShape] | None = said("Các ngưỡng", "The thresholds", None)
    criteria: dict[CriterionName, CriterionShape] | None = said("Các tiêu chí", "The criteria", None)
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
    self_points: dict[str, OwnPoints] | None = said(
        "Điểm xã tự chấm theo mã tiêu chí", "Points that the commune gives itself, by the criteria's ids", None
    )
