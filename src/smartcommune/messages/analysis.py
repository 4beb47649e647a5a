"""What is said about rules as a whole: what is missing, what would change, what differs, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

ANALYSIS: Final[dict[str, tuple[str, str]]] = {
    # What the answers to a question would mean
    "change.one-of": ("một trong {count} giá trị, ví dụ {value}", "one of {count} values, such as {value}"),
    "meaning.any": ("bất kỳ giá trị nào", "any value"),
    "meaning.other": ("giá trị khác", "another value"),
}
