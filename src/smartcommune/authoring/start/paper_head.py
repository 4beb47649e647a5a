"""The titles above an annex to what they say of the document: its number, its day, who issued it, what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from smartcommune.quantity import iso_date

_KINDS: Final = "Quyết định|Nghị quyết|Quy định|Kế hoạch|Hướng dẫn|Thông tư|Nghị định|Công văn|Chỉ thị"
_NAMED: Final = re.compile(
    rf"(?P<kind>{_KINDS})\s+(?:số\s*:?\s*)?(?P<number>\d[\w./-]*[/-][\w./Đđ-]*\w)", re.IGNORECASE
)
# Of documents of the state, and of those that only explain; all others are a province's.
_OF_STATE: Final = re.compile(r".*(?:TTg|NĐ-CP|NQ-CP|/TT-|UBTVQH|/QH\d|QĐ-B).*")
_GUIDANCE: Final = ("hướng dẫn", "công văn")
_DAY: Final = re.compile(
    r"ngày\s+(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})",
    re.IGNORECASE,
)
_ISSUER: Final = re.compile(r"\bcủa\s+(?P<issuer>[^()\n,;]+)")
# Titles that name no table: `Phụ lục 3`, what stands in brackets, the head of an office's paper.
_NO_NAME: Final = re.compile(
    r"(?:phụ lục|mẫu số|biểu số|biểu)\b[\s\w.]{0,12}|\(.*\)|[-_*]+|[A-H]\.\s.*|số:.*|đơn vị tính.*"
    r"|(?:cộng h[oò][àa] xã hội|độc lập|[uủ][yỷ] ban nhân dân|ubnd|hội đồng nhân dân|tỉnh [uủ][yỷ]|đảng (?:bộ|cộng)).*",
    re.IGNORECASE,
)


class Head(NamedTuple):
    """What titles say; None is what they do not."""

    label: str | None
    kind: str | None  # `Quyết định`
    number: str | None
    day: date | None
    issuer: str | None

    @property
    def source_kind(self) -> str:
        """What kind of source the document is."""
        if self.number is not None and _OF_STATE.fullmatch(self.number):
            return "law"
        return "guidance" if (self.kind or "").casefold() in _GUIDANCE else "province"


def head_of(titles: Sequence[str]) -> Head:
    """What the titles of a table say of it, and of the document that it belongs to."""
    lines = [" ".join(line.split()) for title in titles for line in title.splitlines() if line.strip()]
    text = " ".join(lines)
    named = _NAMED.search(text)
    behind = text[named.end() :] if named is not None else ""
    day, issuer = _DAY.search(behind), _ISSUER.search(behind)
    label = " ".join(line for line in lines if not _NO_NAME.fullmatch(line) and not _NAMED.search(line))
    return Head(
        label or None,
        None if named is None else named["kind"],
        None if named is None else named["number"],
        None if day is None else iso_date(f"{day['year']}-{day['month']:0>2}-{day['day']:0>2}"),
        None if issuer is None else issuer["issuer"].strip(),
    )
