"""What is said about whole tables of communes, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

BATCH: Final[dict[str, tuple[str, str]]] = {
    # The column of reasons: one sentence for each row (sentence, vectorise)
    "sentence.met": ("đạt: {what}", "met: {what}"),
    "sentence.not_met": ("chưa đạt: {what}", "not met: {what}"),
    "sentence.unknown": ("chưa rõ: {what}", "not known: {what}"),
    "sentence.not_applicable": ("không áp dụng: {what}", "does not apply: {what}"),
    "sentence.needs": ("{label} (cần {need})", "{label} (needs {need})"),
    "sentence.rests": ("{label} ({on})", "{label} ({on})"),
    "sentence.assumed": ("có ngưỡng giả định", "with assumed thresholds"),
    "sentence.set": ("có ngưỡng do người dùng đặt", "with thresholds set by the user"),
    "weights-too-fine": (
        "các trọng số có quá nhiều chữ số nên không cộng chính xác được cho cả bảng; hãy viết ít chữ số hơn",
        "the weights have too many digits to be added up exactly for a whole table; write fewer digits",
    ),
    # Sheets of a workbook
    "sheet.results": ("Kết quả", "Results"),
    "sheet.summary": ("Tổng hợp", "Summary"),
    "sheet.rules": ("Bộ tiêu chí", "Rule set"),
    "sheet.digest": ("Mã kiểm tra của tệp bộ tiêu chí (SHA-256): {sha256}", "SHA-256 of the rule file: {sha256}"),
    "sheet.day": ("Xét tại ngày {day}", "Assessed as of {day}"),
    "sheet.day-or-own": (
        "Xét tại ngày ghi ở từng dòng; dòng không ghi ngày thì xét tại ngày {day}",
        "Assessed as of the date of each row; rows without one as of {day}",
    ),
    "sheet.set": ("Ngưỡng do người dùng đặt: {label} = {value}", "Threshold set by the user: {label} = {value}"),
    "sheet.refused": ("Không dùng ngưỡng giả định", "Assumed thresholds are refused"),
    "sheet.set-by-user": ("Do người dùng đặt", "Set by the user"),
    "sheet.chart": ("Số lượng theo kết luận", "Number by verdict"),
    "sheet.by-province": ("Theo tỉnh", "By province"),
    "sheet.reasons": (
        "Tiêu chí chưa đạt nhiều nhất ({count} trường hợp không đủ điều kiện)",
        "Criteria most often not met ({count} not eligible)",
    ),
    "sheet.wanted": (
        "Số liệu còn thiếu nhiều nhất ({count} trường hợp chưa kết luận được)",
        "Facts most often missing ({count} not yet decidable)",
    ),
    "no-province": ("(không ghi tỉnh)", "(no province given)"),
    "total": ("Tổng số", "Total"),
    # Columns
    "column.code": ("Mã xã", "Code"),
    "column.name": ("Tên xã", "Name"),
    "column.province": ("Tỉnh", "Province"),
    "column.verdict": ("Kết luận", "Verdict"),
    "column.score": ("Điểm", "Score"),
    "column.score_low": ("Điểm thấp nhất", "Lowest score"),
    "column.score_high": ("Điểm cao nhất", "Highest score"),
    "column.reasons": ("Lý do", "Reasons"),
    "column.missing": ("Số liệu còn thiếu", "Missing facts"),
    "column.number": ("Số lượng", "Number"),
    "column.share": ("Tỷ lệ (%)", "Share (%)"),
    "column.unmet": ("Tiêu chí chưa đạt", "Criterion not met"),
    "column.wanted": ("Số liệu", "Fact"),
    "column.lacking": ("Số nơi còn thiếu", "Lacking it"),
    "column.only": ("Chỉ còn thiếu số này", "Lacking only this"),
    "column.id": ("Ký hiệu", "Id"),
    "column.weight": ("Trọng số", "Weight"),
}
