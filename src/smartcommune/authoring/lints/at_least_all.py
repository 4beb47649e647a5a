"""Groups that ask for a share of their members so high that all of them are needed."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.fixes import Draft
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import may_be_proven, own_parts
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.problems import Fix


def check(subject: Subject) -> Iterator[Finding]:
    for part in own_parts(subject):
        if isinstance(part, AtLeast) and len(part.members) > 1 and _needs_all(part):
            need = subject.ruleset.document.text((*part.path, "n"))
            message = Message("lint.at-least-all", need=need, count=len(part.members))
            yield Finding((*part.path, "n"), message, fix=_fix(part, subject))


def _fix(group: AtLeast, subject: Subject) -> Fix | None:
    if not may_be_proven(subject, group.path) or group.path[-1] != "at_least":
        return None
    draft = Draft(subject.source).unwrap(group.path, ("of",)).rekey(group.path, "all_of")
    return draft.fix(Message("fix.write", text="all_of"), safe=True)


def _needs_all(group: AtLeast) -> bool:
    """Whether all but one are too few; then so it is for every smaller number of members that apply."""
    count = len(group.members)
    return group.is_share and group.need is not None and MOST_PERCENT * (count - 1) < group.need * count


SEVERITY = "warning"
FIX = "safe"
SUMMARY = Words("`at_least` đòi tất cả các điều kiện", "An `at_least` that needs all of its members")
AVOID = """\
at_least: {n: 80%, of: [broadband, digital_team, online_files]}
"""
PREFER = """\
all_of: [broadband, digital_team, online_files]
"""
WHY = Words(
    "Với ba điều kiện, “ít nhất 80 %” là đủ cả ba. Người đọc tưởng được thiếu một; viết `all_of` thì rõ, hoặc con "
    "số đã sai.",
    "Of three conditions, “at least 80%” is all three. A reader believes that one may fail; `all_of` says it, or "
    "the number is wrong.",
)
