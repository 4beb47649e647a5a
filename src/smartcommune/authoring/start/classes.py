"""A line that says which points are needed for which class: `Loại A, xuất sắc: từ 90 điểm trở lên`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.start.annex import AnnexRow
from smartcommune.authoring.start.bands import band_of
from smartcommune.tables.header.folding import bare, folded

_NAMED: Final = re.compile(
    r"(xep |loai|muc|hang|xuat sac|tot|kha|trung binh|yeu|kem|hoan thanh|khong hoan thanh|dat|chua dat|khong dat).*"
)
_POINTS: Final = re.compile(r"\s*điểm(?: trở lên)?|\s*trở lên", re.IGNORECASE)
_LINE: Final = re.compile(
    r"\s*(?:[-–+•*]\s*|[a-zđ]\)\s*|\d{1,2}[.)]\s*)?(?P<name>[^\d≥≤<>]+?)\s*[:(–|-]?\s*"
    r"(?P<asked>(?:khi |nếu |đạt |có |tổng điểm |số điểm )*"
    r"(?:từ|trên|dưới|≥|≤|<|>|tối thiểu|ít nhất|không dưới|không quá)?\s*\d{1,4}(?:[.,]\d+)?.*)",
    re.IGNORECASE | re.DOTALL,
)


class Class(NamedTuple):
    """A class with the points from which on, or below which, a commune is in it."""

    name: str
    bounds: Mapping[str, Fraction]  # by the keys of the format
    cell: str


def class_of(text: str, cell: str = "") -> Class | None:
    """The class that a line is about; None where it is about something else."""
    found = _LINE.fullmatch(text)
    if found is None or "điểm" not in found["asked"].casefold() or not _NAMED.fullmatch(bare(folded(found["name"]))):
        return None
    band = band_of(" ".join(_without_points(found["asked"]).split()))
    if band is None or band.is_percent or band.counted or "is" in band.bounds:
        return None
    return Class(found["name"].strip(" ,;:(–-"), band.bounds, cell)


def _without_points(asked: str) -> str:
    """What is asked, without what it is asked of."""
    words = re.sub(r"(?i)^(?:(?:khi|nếu|đạt|có|tổng điểm|số điểm)\s+)+|[\s.;)]+$", "", asked)
    return re.sub(r"(?i)\s*\bđiểm\b", "", words)


def classes_of(row: AnnexRow) -> Iterator[Class]:
    """The classes of a row: one in each line of a cell, or one whose name stands in the cell before."""
    cells = list(row.cells.values())
    found = [each for cell in cells for text in cell.text.splitlines() if (each := class_of(text, cell.name))]
    if not found and len(cells) > 1:
        whole = class_of(": ".join(cell.text for cell in cells[-2:]), cells[-1].name)
        found = [] if whole is None else [whole]
    yield from found
