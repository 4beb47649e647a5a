"""Thresholds that no criterion compares with."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.engine.plan import conditions
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import AtLeast, Leaf, parts


def check(subject: Subject) -> Iterator[Finding]:
    used = _used(subject)
    for name in subject.own("thresholds"):
        if name not in used:
            yield Finding(("thresholds", name), Message("lint.unused-threshold", name=name), on_key=True)


def _used(subject: Subject) -> set[str | None]:
    found: set[str | None] = set()
    for condition in conditions(subject.ruleset):
        for part in parts(condition):
            if isinstance(part, Leaf):
                found.update(comparison.threshold for comparison in part.comparisons)
            elif isinstance(part, AtLeast):
                found.add(part.threshold)
    return found


LINT = Lint(
    id="unused-threshold",
    severity="warning",
    summary=Words("Ngưỡng khai báo mà không dùng", "A threshold that is declared but not used"),
    avoid="""\
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd#1, values: [{from: 2023-01-01, default: 80%}]}
criteria:
  smartphone: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: smartphone_rate, gte: 80%}}
""",
    prefer="""\
criteria:
  smartphone: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: smartphone_rate, gte: {threshold: smartphone_min}}}
""",
    why=Words(
        "Người đọc tưởng rằng ngưỡng này quyết định kết quả; sửa ngưỡng sẽ không thay đổi gì.",
        "A reader takes it for the number that decides; changing it would change nothing.",
    ),
    check=check,
)
