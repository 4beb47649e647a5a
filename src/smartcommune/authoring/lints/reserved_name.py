"""Names of indicators that a table keeps for saying which commune a row is about."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import indicator_path, names_of, own_indicators
from smartcommune.messages import Message, Words
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.identity_names import IDENTITY
from smartcommune.tables.header.reserved import RESERVED


def check(subject: Subject) -> Iterator[Finding]:
    spelt = {folded(text): target for target, texts in IDENTITY.items() for text in texts}
    for id in own_indicators(subject):
        path = indicator_path(subject, id)
        if id in RESERVED:
            yield Finding(path, Message("lint.reserved-name", name=id, column=id), on_key=True)
            continue
        for place, name in names_of(subject.ruleset.indicators[id], path):
            column = spelt.get(folded(name))
            if column not in (None, id) and place != path:
                yield Finding(place, Message("lint.reserved-name", name=name, column=column))


SEVERITY = "error"
SUMMARY = Words("Tên dành cho cột nhận diện xã", "A name that says which commune a row is about")
AVOID = """\
indicators:
  code: {type: text, label: {vi: Mã dự án, en: Project code}}
  named: {type: boolean, label: {vi: Đã đặt tên, en: Named}, aliases: [Tên xã]}
"""
PREFER = """\
indicators:
  project_code: {type: text, label: {vi: Mã dự án, en: Project code}}
  named: {type: boolean, label: {vi: Đã đặt tên, en: Named}, aliases: [Đã có tên mới]}
"""
WHY = Words(
    "Trong bảng, cột mang tên này cho biết dòng nói về xã nào, vào ngày nào. Chỉ tiêu trùng tên thì `batch` không "
    "đọc được, hoặc lấy mất tên của xã.",
    "In a table the column of this name says which commune a row is about, and on which day. `batch` cannot read "
    "an indicator of the same name, or takes the commune's name for it.",
)
