"""What stands on pages and nowhere else: titles, columns, and words for those who look for something."""

from __future__ import annotations

from typing import Final

PAGES: Final[dict[str, tuple[str, str]]] = {
    # The page of a commune
    "html.sheet": ("Phiếu đánh giá", "Assessment"),
    "html.sheets": ("Phiếu đánh giá: {count}", "Assessments: {count}"),
    "html.column.criterion": ("Tiêu chí, chỉ tiêu", "Criterion, indicator"),
    "html.column.found": ("Hiện có", "Found"),
    "html.column.need": ("Yêu cầu", "Needed"),
    "html.points-of": ("{points} của {most}", "{points} of {most}"),
    "html.score-ranks": ("chỉ để xếp thứ tự", "for ranking only"),
    "html.evidence": ("Minh chứng: {evidence}", "Evidence: {evidence}"),
    "html.other-value": ("Đặt giá trị khác:", "To use another value:"),
    "html.citations": ("Căn cứ", "Citations"),
    "html.ruleset": ("Bộ tiêu chí đã áp dụng", "The rule set that was applied"),
}
