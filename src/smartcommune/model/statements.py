"""What a commune's file says of itself as a whole, as facts: that all claims, or all findings, stand in it.

A rule set in which criteria are earned by claim or by finding has these facts beside its indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import Criterion

CLAIMS: Final = "claims"
FINDINGS: Final = "findings"
COMPLETE: Final = "complete"
# The key of a criterion that makes it wait for each of them.
KEYS: Final = {CLAIMS: "by_claim", FINDINGS: "by_finding"}
# What outputs call the criteria of which something was not stated, once each of them stands.
NOT_STATED: Final = {CLAIMS: "not_claimed", FINDINGS: "not_found"}

_VALUES: Final = {COMPLETE: Words("đã đủ", "complete"), "open": Words("chưa đủ", "open")}
_ALIASES: Final = {COMPLETE: ("đủ", "có", "x"), "open": ("chưa", "không", "còn thiếu")}
STATEMENTS: Final[Mapping[str, Indicator]] = {
    CLAIMS: Indicator(
        CLAIMS,
        "enum",
        Words("Kê khai đã đủ", "Claims are complete"),
        Words(
            "Xã xác nhận: nội dung nào không kê khai thì không đề nghị tính điểm.",
            "The commune confirms that it claims no points for what is not stated.",
        ),
        _VALUES,
        _ALIASES,
        aliases=("Đã kê khai đủ", "Đã khai đủ"),
        actionable=False,
    ),
    FINDINGS: Indicator(
        FINDINGS,
        "enum",
        Words("Rà soát đã đủ", "Findings are complete"),
        Words(
            "Bên thẩm định xác nhận: ngoài những gì đã ghi, không phát hiện gì phải trừ điểm.",
            "The appraiser confirms that nothing else was found for which points are taken off.",
        ),
        _VALUES,
        _ALIASES,
        aliases=("Đã rà soát đủ",),
        actionable=False,
    ),
}


def statements_of(criteria: Iterable[Criterion]) -> dict[str, Indicator]:
    """The statements after which some criteria earn only what is stated."""
    named = {criterion.by for criterion in criteria}
    return {id: indicator for id, indicator in STATEMENTS.items() if id in named}
