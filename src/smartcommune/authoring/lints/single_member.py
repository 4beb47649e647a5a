"""Groups with one member."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_parts
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast, Group


def check(subject: Subject) -> Iterator[Finding]:
    for part in own_parts(subject):
        if isinstance(part, Group | AtLeast) and len(part.members) == 1:
            path = (*part.path, part.kind) if isinstance(part, Group) else part.path
            kind = path[-1]
            help = Message("lint.single-member-not" if kind == "none_of" else "lint.single-member-help")
            yield Finding(path, Message("lint.single-member", kind=kind), help, on_key=True)


SEVERITY = "warning"
SUMMARY = Words("Nhóm chỉ có một điều kiện", "A group with one member")
AVOID = """\
any_of: [broadband]
"""
PREFER = """\
any_of: [broadband, digital_team]
"""
WHY = Words(
    "Nhóm một điều kiện không khác gì chính điều kiện đó. Người đọc sẽ tìm điều kiện còn lại, có thể đã bị xóa nhầm.",
    "A group of one says no more than its member. A reader looks for the others, which may have been lost.",
)
