"""Names that two indicators share, so that a column of a table could mean either."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import indicator_path, names_of, own_indicators
from smartcommune.messages import Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    own = dict.fromkeys(own_indicators(subject))
    indicators = subject.ruleset.declared
    taken: dict[str, str] = {}
    for id in (*(id for id in indicators if id not in own), *own):
        names = {_folded(name): (path, name) for path, name in names_of(indicators[id], indicator_path(subject, id))}
        for folded, (path, name) in names.items():
            other = taken.setdefault(folded, id)
            if other != id and id in own:
                yield Finding(path, Message("lint.alias-clash", name=name, indicator=id, other=other))


def _folded(name: str) -> str:
    """The name without what people do not notice: capitals and the number of spaces."""
    return " ".join(name.casefold().split())


SEVERITY = "error"
SUMMARY = Words("Hai chỉ tiêu trùng tên", "A name that two indicators share")
AVOID = """\
indicators:
  phone_rate: {type: percent, label: {vi: Tỷ lệ điện thoại, en: Phones}, aliases: [Tỷ lệ ĐTTM]}
  smartphone_rate: {type: percent, label: {vi: Điện thoại thông minh, en: Smartphones}, aliases: [tỷ lệ đttm]}
"""
PREFER = """\
indicators:
  phone_rate: {type: percent, label: {vi: Tỷ lệ điện thoại, en: Phones}, aliases: [Tỷ lệ điện thoại các loại]}
  smartphone_rate: {type: percent, label: {vi: Điện thoại thông minh, en: Smartphones}, aliases: [Tỷ lệ ĐTTM]}
"""
WHY = Words(
    "Một cột mang tên này trong bảng tính có thể bị đọc thành chỉ tiêu khác, và xã bị xét theo số liệu của chỉ "
    "tiêu khác.",
    "A column of that name in a spreadsheet could be read as the other indicator, and communes judged by its figures.",
)
