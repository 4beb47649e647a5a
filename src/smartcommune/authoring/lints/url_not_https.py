"""Addresses of sources that are not encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("sources"):
        source = subject.ruleset.sources[name]
        reported = None if source.reported_by is None else source.reported_by.url
        for url, path in ((source.url, ("url",)), (reported, ("reported_by", "url"))):
            if url is not None and not url.startswith("https://"):
                yield Finding(("sources", name, *path), Message("lint.url-not-https", name=name))


SEVERITY = "warning"
SUMMARY = Words("Địa chỉ không dùng https", "An address without https")
AVOID = """\
url: http://vanban.chinhphu.vn/qd-924
"""
PREFER = """\
url: https://vanban.chinhphu.vn/qd-924
"""
WHY = Words(
    "Trang http có thể bị sửa trên đường truyền; người đọc không chắc đang xem đúng văn bản được dẫn.",
    "An http page can be changed on its way; a reader cannot be sure to see the text that is cited.",
)
