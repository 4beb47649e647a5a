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
    # The page of a table
    "html.table": ("Bảng kết quả", "Table of results"),
    "html.rows": ("{count} dòng", "Rows: {count}"),
    "html.self-points": (
        "Điểm tự chấm khác điểm tính được ({count} nơi)",
        "Self-scored points that differ from those computed (rows: {count})",
    ),
    "html.row": ("dòng {row}: {wrong}", "row {row}: {wrong}"),
    "html.contents": ("Mục lục", "Contents"),
    "html.places": ("Theo nơi và tiêu chí", "By place and criterion"),
    "html.list": ("Danh sách", "List"),
    "html.heat": ("Tỷ lệ đạt từng tiêu chí, theo cột “{by}” (%)", "Share that meets each criterion, by “{by}” (%)"),
    "html.heat-help": (
        "Chỉ tính nơi tiêu chí áp dụng. Số sau dấu ? là phần trăm chưa rõ. Màu đậm hơn là nhiều nơi đạt hơn.",
        "Of those that it applies to. Behind the ? stands the share that is open. A deeper tint is a higher share.",
    ),
    "html.eligible": ("Đủ điều kiện", "Eligible"),
    "html.only": ("Chỉ hiện", "Show only"),
    "html.all": ("tất cả", "all"),
    "html.find": ("Tìm", "Find"),
    "html.find-what": ("tên, mã, tỉnh (không cần dấu)", "name, code, province (accents do not matter)"),
    "html.lacking": ("Cần bổ sung; lý do", "What to find out; reasons"),
    "html.no-reasons": (
        "Bảng dài nên trang này không ghi lý do của từng dòng; `--reasons full` ghi đủ, tệp .xlsx cũng có đủ.",
        "The table is long, so that rows have no reasons here; `--reasons full` adds them, and .xlsx has them, too.",
    ),
    "too-many-lines": (
        "bảng có hơn {most} dòng, một trang thì quá dài",
        "the table has more than {most} rows, too many for one page",
    ),
    "too-many-lines-help": (
        "ghi ra .xlsx, .csv, .jsonl hoặc .parquet, hoặc tách bảng theo tỉnh",
        "write .xlsx, .csv, .jsonl or .parquet, or take the table apart by province",
    ),
    # The page of a selection
    "html.selection": ("Danh sách lựa chọn: {label}", "Selection: {label}"),
    "html.rest": ("Không được chọn", "Not picked"),
    # The page of differences
    "html.diff": ("So sánh hai bộ tiêu chí", "Two rule sets compared"),
    "html.ruleset": ("Bộ tiêu chí đã áp dụng", "The rule set that was applied"),
}
