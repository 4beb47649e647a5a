"""The documents that a rule file cites, and how much of each was read."""

from __future__ import annotations

from smartcommune.shape.base import Shape, said
from smartcommune.shape.text_types import Day, Reading, SourceKind, Text, Url
from smartcommune.shape.words import Bilingual


class ReportShape(Shape, vi="Nơi dẫn lại nội dung của một văn bản."):
    """Who reports what a document says, and where."""

    title: Bilingual = said("Tên bài hoặc trang dẫn lại", "Title of the page that reports it")
    publisher: Bilingual | None = said("Cơ quan, tờ báo đăng", "Who published it", None)
    date: Day | None = said("Ngày đăng", "Day of publication", None)
    url: Url | None = said("Địa chỉ trang đã đọc", "Address of the page that was read", None)


class SourceShape(Shape, vi="Văn bản mà các căn cứ dẫn tới."):
    """A document that citations point into."""

    title: Bilingual = said("Tên văn bản", "Title")
    number: Text | None = said("Số, ký hiệu, ví dụ 924/QĐ-TTg", "Number, for example 924/QĐ-TTg", None)
    issuer: Bilingual | None = said("Cơ quan ban hành", "Who issued it", None)
    date: Day | None = said("Ngày ban hành", "Date of issue", None)
    undated: Bilingual | None = said("Vì sao không ghi ngày; cần khi không có ngày", "Why there is no date", None)
    kind: SourceKind = said(
        "Loại: luật và quyết định, hướng dẫn, văn bản của tỉnh, báo chí", "Law, guidance, province or press"
    )
    url: Url | None = said("Địa chỉ trang đã đọc", "Address of the page that was read", None)
    quote: Text | None = said("Nguyên văn đoạn được trích", "The exact words quoted", None)
    reading: Reading | None = said(
        "Đã đọc đến đâu: text (nguyên văn), reported (nơi khác dẫn lại), title (chỉ biết tên); không ghi là nguyên văn",
        "How it was read: its text, as reported by somebody, or its title only; the text unless it says so",
        None,
    )
    clauses: dict[Text, Reading] | None = said(
        "Điều khoản đọc khác với cả văn bản: phần đầu của căn cứ sau dấu #, và đã đọc đến đâu",
        "Clauses that were read otherwise: how a citation begins behind the #, and how these were read",
        None,
    )
    reported_by: ReportShape | None = said("Ai dẫn lại, ở đâu", "Who reports it, and where", None)
