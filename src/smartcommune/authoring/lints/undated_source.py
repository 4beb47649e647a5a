"""Sources with neither a date nor a word on why there is none."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    document = subject.ruleset.document
    for name in subject.own("sources"):
        if document.node(("sources", name, "date")) is None and document.node(("sources", name, "undated")) is None:
            yield Finding(("sources", name), Message("lint.undated-source", name=name), on_key=True)


SEVERITY = "warning"
SUMMARY = Words("Văn bản không ghi ngày", "A source without a date")
AVOID = """\
sources:
  qd: {title: {vi: Quyết định, en: Decision}, number: 924/QĐ-TTg, kind: law}
"""
PREFER = """\
sources:
  qd: {title: {vi: Quyết định, en: Decision}, number: 924/QĐ-TTg, date: 2022-08-02, kind: law}
"""
WHY = Words(
    "Không có ngày thì không biết văn bản có trước hay sau ngày xét. Nếu chưa tìm được ngày, hãy nói vì sao ở "
    "`undated`.",
    "Without a date nobody can tell whether a text preceded the assessment. If it is not known, `undated` says why.",
)
