"""Criteria and thresholds with an empty list of citations, and notices without any."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_criteria
from smartcommune.messages import Message, Words
from smartcommune.source.document import Path


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("thresholds"):
        if not subject.ruleset.thresholds[name].citations:
            yield Finding(("thresholds", name, "cite"), Message("lint.uncited", name=name))
    for name, place in own_criteria(subject).items():
        if not subject.ruleset.criteria[name].citations:
            yield Finding((*place, "cite"), Message("lint.uncited", name=name))
    for number in range(subject.count("notices")):
        path: Path = ("notices", number)
        if subject.ruleset.document.node((*path, "cite")) is None:
            yield Finding(path, Message("lint.uncited-notice"))


SEVERITY = "warning"
SUMMARY = Words("Tiêu chí, ngưỡng hoặc lưu ý không có căn cứ", "A criterion, threshold or notice without a citation")
AVOID = """\
criteria:
  online: {label: {vi: …, en: …}, cite: [], test: {indicator: broadband_rate, gte: 80%}}
"""
PREFER = """\
criteria:
  online: {label: {vi: …, en: …}, cite: "qd#Phụ lục I", test: {indicator: broadband_rate, gte: 80%}}
"""
WHY = Words(
    "Cán bộ phải chỉ ra được văn bản nào đòi điều này; không có căn cứ thì kết luận không bảo vệ được. Lưu ý "
    "đi kèm mọi kết luận nên cũng phải có căn cứ.",
    "An officer has to show which text demands it; without a citation the verdict cannot be defended. A "
    "notice goes with every verdict, so that it needs one, too.",
)
