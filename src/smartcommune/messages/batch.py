"""What is said about whole tables of communes, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

BATCH: Final[dict[str, tuple[str, str]]] = {
    # Sentences of whole tables (vectorise)
    "weights-too-fine": (
        "các trọng số có quá nhiều chữ số nên không cộng chính xác được cho cả bảng; hãy viết ít chữ số hơn",
        "the weights have too many digits to be added up exactly for a whole table; write fewer digits",
    ),
}
