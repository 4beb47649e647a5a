"""Enumerations whose values have ids but no labels."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.source.document import Listing


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("indicators"):
        path = ("indicators", name, "values")
        if isinstance(subject.ruleset.document.node(path), Listing):
            yield Finding(path, Message("lint.unlabelled-value", name=name))


SEVERITY = "warning"
SUMMARY = Words("Giá trị không có tên gọi", "Values without labels")
AVOID = """\
values: [mekong_delta, other]
"""
PREFER = """\
values:
  mekong_delta: {vi: Đồng bằng sông Cửu Long, en: Mekong Delta}
  other: {vi: Vùng khác, en: Elsewhere}
"""
WHY = Words(
    "Báo cáo sẽ in mã như `mekong_delta` cho cán bộ đọc, bằng cả hai ngôn ngữ.",
    "Reports would show an officer ids such as `mekong_delta`, in both languages.",
)
