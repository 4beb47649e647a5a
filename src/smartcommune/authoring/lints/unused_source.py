"""Sources that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.fixes import dropped
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_tables
from smartcommune.messages import Message, Words
from smartcommune.source.document import walk


def check(subject: Subject) -> Iterator[Finding]:
    cited = _cited(subject)
    for name in subject.own("sources"):
        if name not in cited:
            yield Finding(
                ("sources", name),
                Message("lint.unused-source", name=name),
                on_key=True,
                fix=dropped(subject, ("sources", name)),
            )


def _cited(subject: Subject) -> set[str]:
    """The sources in every `cite` of this file; the rule set that it extends cannot cite them."""
    return {
        scalar.text.partition("#")[0]
        for path, table in own_tables(subject)
        for place, scalar in walk(table, path)
        if "cite" in place[-2:]
    }


SEVERITY = "warning"
FIX = "unsafe"
SUMMARY = Words("Văn bản không được dẫn làm căn cứ", "A source that nothing cites")
AVOID = """\
sources:
  qd: {title: {vi: Quyết định, en: Decision}, date: 2022-08-02, kind: law}
  cv: {title: {vi: Công văn, en: Dispatch}, date: 2023-06-05, kind: guidance}
criteria:
  online: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: broadband_rate, gte: 80%}}
"""
PREFER = """\
sources:
  qd: {title: {vi: Quyết định, en: Decision}, date: 2022-08-02, kind: law}
  cv: {title: {vi: Công văn, en: Dispatch}, date: 2023-06-05, kind: guidance}
criteria:
  online: {label: {vi: …, en: …}, cite: [qd#1, cv#2], test: {indicator: broadband_rate, gte: 80%}}
"""
WHY = Words(
    "Người đọc tưởng bộ tiêu chí dựa vào văn bản này; hoặc tiêu chí lấy từ văn bản này đã quên ghi căn cứ.",
    "A reader believes that the rules rest on it, or what was taken from it has lost its citation.",
)
