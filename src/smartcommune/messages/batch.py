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
}
