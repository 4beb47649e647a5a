"""Groups with one member."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.fixes import Draft
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import may_be_proven, own_parts
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast, Group
from smartcommune.problems import Fix
from smartcommune.source.document import Table


def check(subject: Subject) -> Iterator[Finding]:
    for part in own_parts(subject):
        if isinstance(part, Group | AtLeast) and len(part.members) == 1:
            path = (*part.path, part.kind) if isinstance(part, Group) else part.path
            if subject.ruleset.document.node(path) is None:
                continue  # nobody wrote it: a sum of one criterion applies where that one does
            kind = path[-1]
            help = Message("lint.single-member-not" if kind == "none_of" else "lint.single-member-help")
            yield Finding(path, Message("lint.single-member", kind=kind), help, on_key=True, fix=_fix(part, subject))


def _fix(group: Group | AtLeast, subject: Subject) -> Fix | None:
    """The member itself in the place of the group; what none of one is, is not that one."""
    table = group.path if isinstance(group, Group) else group.path[:-1]
    (member,) = group.members
    node = subject.ruleset.document.node(table)
    if not may_be_proven(subject, group.path) or not isinstance(node, Table) or len(node.entries) > 1:
        return None
    title = Message("fix.member-alone")
    if isinstance(group, Group) and group.kind == "none_of":
        key = (*table, "none_of")
        return Draft(subject.source).unwrap(key, member.path[len(key) :]).rekey(key, "not").fix(title, safe=True)
    if isinstance(group, AtLeast) and group.beyond:
        return None
    return Draft(subject.source).unwrap(table, member.path[len(table) :]).fix(title, safe=True)


SEVERITY = "warning"
FIX = "safe"
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
