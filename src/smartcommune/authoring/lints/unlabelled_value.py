"""Enumerations whose values have ids but no labels."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.messages import Message, Words
from smartcommune.source.document import Listing


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("indicators"):
        path = ("indicators", name, "values")
        if isinstance(subject.ruleset.document.node(path), Listing):
            yield Finding(path, Message("lint.unlabelled-value", name=name))


LINT = Lint(
    id="unlabelled-value",
    severity="warning",
    summary=Words("Giá trị không có tên gọi", "Values without labels"),
    avoid="""\
values: [mekong_delta, other]
""",
    prefer="""\
values:
  mekong_delta: {vi: Đồng bằng sông Cửu Long, en: Mekong Delta}
  other: {vi: Vùng khác, en: Elsewhere}
""",
    why=Words(
        "Báo cáo sẽ in mã như `mekong_delta` cho cán bộ đọc, bằng cả hai ngôn ngữ.",
        "Reports would show an officer ids such as `mekong_delta`, in both languages.",
    ),
    check=check,
)
