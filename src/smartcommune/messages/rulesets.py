"""What is said about which rule set applies when, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

RULESETS: Final[dict[str, tuple[str, str]]] = {
    # The verdict of another rule set
    "verdict-of.eligible": ("{ruleset}: đủ điều kiện", "{ruleset}: eligible"),
    "verdict-of.not_eligible": ("{ruleset}: không đủ điều kiện", "{ruleset}: not eligible"),
    "used-subject": (
        "`{name}` xét đối tượng `{found}`, bộ tiêu chí này xét `{expected}`",
        "`{name}` assesses a `{found}`, this rule set a `{expected}`",
    ),
    "used-period": (
        "có ngày bộ tiêu chí này có hiệu lực mà `{name}` không có hiệu lực, nên không có kết luận để dùng",
        "on some days this rule set is in force and `{name}` is not: there is no verdict to use",
    ),
    "used-period-help": (
        "rút ngắn `in_force` của bộ tiêu chí này cho nằm trong thời gian có hiệu lực của bộ kia",
        "let `in_force` of this rule set lie within that of the other",
    ),
    "declared-otherwise": (
        "`{name}` được khai khác trong `{ruleset}`; một tên chỉ được mang một nghĩa",
        "`{name}` is declared otherwise in `{ruleset}`; one name can mean one thing only",
    ),
}
