"""Groups that hold the same condition twice."""

from __future__ import annotations

import json
from collections.abc import Iterator

from smartcommune.authoring.fixes import Draft
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import may_be_proven, own_parts
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast, Group
from smartcommune.source.document import Path, as_data


def check(subject: Subject) -> Iterator[Finding]:
    for part in own_parts(subject):
        if isinstance(part, Group | AtLeast):
            seen: dict[str, int] = {}
            written = [member for member in part.members if member.path != part.path]  # not what is made of one key
            for number, member in enumerate(written, start=1):
                first = seen.setdefault(_written(member.path, subject), number)
                if first != number:
                    fix = None
                    if may_be_proven(subject, part.path):
                        fix = Draft(subject.source).drop(member.path).fix(Message("fix.once"), safe=True)
                    yield Finding(member.path, Message("lint.repeated-member", number=first), fix=fix)


def _written(path: Path, subject: Subject) -> str:
    """What the file says at a place, in whichever order its keys stand."""
    node = subject.ruleset.document.node(path)
    return "" if node is None else json.dumps(as_data(node), sort_keys=True)


SEVERITY = "error"
FIX = "safe"
SUMMARY = Words("Một điều kiện có hai lần trong nhóm", "A condition that stands twice in one group")
AVOID = """\
at_least: {n: 2, of: [broadband, digital_team, broadband]}
"""
PREFER = """\
at_least: {n: 2, of: [broadband, digital_team, online_files]}
"""
WHY = Words(
    "Điều kiện lặp lại được đếm hai lần, nên một điều kiện có thể đủ cho “ít nhất hai”. Thường là chép nhầm một "
    "điều kiện khác.",
    "It is counted twice, so that one condition can do for “at least two”. Mostly another condition was meant.",
)
