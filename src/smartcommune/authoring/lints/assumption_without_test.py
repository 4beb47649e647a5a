"""Thresholds that rest on an assumption but do not say which test their figure was published for."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("thresholds"):
        threshold = subject.ruleset.thresholds[name]
        if threshold.basis == "assumption" and threshold.from_test is None:
            yield Finding(("thresholds", name, "basis"), Message("lint.assumption-without-test", name=name))


SEVERITY = "warning"
SUMMARY = Words(
    "Ngưỡng giả định không nói lấy từ đâu", "An assumed threshold that does not say where its figure is from"
)
AVOID = """\
thresholds:
  smartphone_min: {type: percent, basis: assumption, cite: plan, values: [{from: 2023-01-01, default: 80%}]}
"""
PREFER = """\
thresholds:
  smartphone_min:
    type: percent
    basis: assumption
    cite: plan
    from_test: {vi: Mục tiêu của một xã thí điểm khác, en: The target of another pilot commune}
    values: [{from: 2023-01-01, default: 80%}]
"""
WHY = Words(
    "Con số mượn của việc khác phải ghi rõ là của việc nào; không thì người đọc tưởng có văn bản quy định cho "
    "việc xét này.",
    "A borrowed figure has to name the test it was published for; otherwise a reader believes that a text sets it "
    "here.",
)
