"""What is said about what cases exercise, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

COVERAGE: Final[dict[str, tuple[str, str]]] = {
    # mutants
    "mutant.operator": (
        "`{indicator}` {operator} {value} thành {after} {value}",
        "`{indicator}` {operator} {value} becomes {after} {value}",
    ),
    "mutant.constant": (
        "`{indicator}` {operator} {value} thành {operator} {after}",
        "`{indicator}` {operator} {value} becomes {operator} {after}",
    ),
    "mutant.bound-dropped": (
        "bỏ phép so sánh `{indicator}` {operator} {value}",
        "the bound `{indicator}` {operator} {value} is dropped",
    ),
    "mutant.in-negated": (
        "`{indicator}` {operator} {value} bị phủ định",
        "`{indicator}` {operator} {value} is negated",
    ),
    "mutant.value-dropped": (
        "bỏ “{value}” khỏi các giá trị của `{indicator}`",
        "“{value}” is dropped from the values of `{indicator}`",
    ),
    "mutant.not-dropped": ("bỏ `not`", "`not` is dropped"),
    "mutant.kind": ("`{before}` thành `{after}`", "`{before}` becomes `{after}`"),
    "mutant.member-dropped": ("bỏ {member} khỏi `{group}`", "{member} is dropped from `{group}`"),
    "mutant.not": ("phủ định của {member}", "not {member}"),
    "mutant.need": ("`at_least` {before} thành {after}", "`at_least` {before} becomes {after}"),
    "mutant.applies-dropped": ("bỏ `applies_when` của `{criterion}`", "`applies_when` of `{criterion}` is dropped"),
    "mutant.scope-dropped": ("bỏ `{criterion}` khỏi phạm vi", "`{criterion}` is dropped from the scope"),
    "mutant.threshold": (
        "`{name}`{place}: {before} thành {after}",
        "`{name}`{place}: {before} becomes {after}",
    ),
    "mutant.elsewhere": (" (nơi khác)", " (elsewhere)"),
    "mutant.at-place": (" ({place})", " ({place})"),
    "mutant.swapped": (
        "`{name}`: đổi chỗ hai giá trị{first} và{second}",
        "`{name}`: the values{first} and{second} are exchanged",
    ),
    "mutant.exclusive": (
        "`{name}`: bằng ngưỡng không còn là đạt (`exclusive: true`)",
        "`{name}`: reaching it does not suffice any more (`exclusive: true`)",
    ),
    "mutant.inclusive": (
        "`{name}`: bằng ngưỡng cũng là đạt (không còn `exclusive`)",
        "`{name}`: reaching it suffices (`exclusive` no more)",
    ),
    "mutant.first-day": (
        "`{name}` bắt đầu từ {after} thay vì {before}",
        "`{name}` begins on {after} instead of {before}",
    ),
    "mutant.last-day": (
        "`{name}` kết thúc ngày {after} thay vì {before}",
        "`{name}` ends on {after} instead of {before}",
    ),
}
