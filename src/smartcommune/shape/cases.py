"""Cases as a rule file writes them, or a file beside it: a commune's profile with what it has to come to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Tag

from smartcommune.shape.base import Shape, said, table_or
from smartcommune.shape.text_types import (
    CriterionRef,
    Day,
    Format,
    Given,
    IndicatorRef,
    LevelRef,
    Named,
    OutcomeName,
    RuleSetRef,
    Score,
    Statement,
    TakenName,
    Text,
    VerdictName,
)


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
    because: tuple[CriterionRef, ...] | None = said(
        "Các tiêu chí quyết định kết luận", "The criteria that settle it", None
    )
    outcomes: dict[CriterionRef, OutcomeName] | None = said("Kết quả từng tiêu chí", "Outcomes of criteria", None)
    missing: tuple[IndicatorRef, ...] | None = said(
        "Số liệu còn thiếu, quan trọng nhất trước", "The first facts missing", None
    )
    score: ScoreInterval | None = said("Điểm", "Score", None)
    points: dict[CriterionRef, PointsExpected] | None = said("Điểm từng tiêu chí", "Points of criteria", None)
    level: LevelRef | None = said("Mức xếp loại; none là không mức nào", "The level; none: in no level", None)
    levels_possible: tuple[LevelRef, ...] | None = said(
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
    facts: dict[IndicatorRef, Fact] | None = said("Số liệu của xã", "The facts", None)
    expect: ExpectShape = said("Kết quả phải có", "What is expected")


class CasesFile(Shape, vi="Các ca kiểm thử của một bộ tiêu chí, trong tệp riêng cạnh tệp của bộ tiêu chí."):
    """The cases of a rule set in a file of their own, `<rule set>.cases.yaml` beside it."""

    format: Format = said("Phiên bản định dạng: 1", "Version of the format: 1")
    ruleset: RuleSetRef = said("Mã của bộ tiêu chí", "Id of the rule set")
    cases: tuple[CaseShape, ...] = said("Các ca kiểm thử", "The cases", min_length=1)
