"""The text of a cell to what it is about and the lines of its scale: `- Từ 90% trở lên: 8 điểm`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from smartcommune.authoring.start.limits import number_of
from smartcommune.tables.header.folding import bare, word

_FIGURE: Final = r"\d{1,4}(?:[.,]\d{1,3})?"
_BULLET: Final = re.compile(r"\s*(?:[-–+•*]\s*(?=\D)|[a-zđ]\)\s*|\d{1,2}[.)]\s+(?=\D))")
# One line after another in a single paragraph: what ends with points is whole.
_WHOLE: Final = re.compile(r"(?<=điểm)[;.,]?\s+(?=[-–+•*]\s|[A-ZĐÀ-Ỹ])")
_EARNS: Final = re.compile(
    rf"(?P<words>.*\S)\s*(?::|=|–|được tính|được|đạt|tính|thì)\s*"
    rf"(?P<how>(?:đạt|được|được tính|tính|cộng|thưởng|trừ)?)\s*(?P<up_to>tối đa|không quá)?\s*"
    rf"(?P<sign>[-–])?\s*(?P<points>{_FIGURE})\s*(?:điểm|đ)\s*[.;,]?",
    re.IGNORECASE,
)
# In a line of a scale the word may be missing: `Dưới 70%: 0`.
_BARE: Final = re.compile(rf"(?P<words>.*\S)\s*:\s*(?P<how>)(?P<up_to>)(?P<sign>[-–])?(?P<points>{_FIGURE})\s*[.;,]?")
# Words that give points themselves: there is more in such a line than one number of them.
_MORE_POINTS: Final = re.compile(r"\d\s*điểm\b|\bđiểm\s*=", re.IGNORECASE)
_FOOTNOTE: Final = re.compile(r"\s*(?:\[\d{1,2}\]|\(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\*{1,3})\s*$")
# How a cell says that what does not occur is taken off the most that can be had, or earns all of it.
_LEFT_OUT: Final = re.compile(r"(giam tru|tru|khong tinh).{0,30}diem toi da|khong (?:cham|tinh diem)")
_IN_FULL: Final = re.compile(
    r"\bkhong (?:co )?phat sinh\b.{0,80}?\b(?:dat|duoc|tinh|huong|cham|cho)\b.{0,20}\b"
    r"(?:diem toi da|diem tuyet doi|du diem|toan bo (?:so )?diem)\b"
)

# What becomes of points where nothing of a row occurs, by the words of the format.
Idle = Literal["left_out", "full"]


class Line(NamedTuple):
    """One line of a scale: its words, and the points that it gives; None where it gives no one number of points."""

    words: str
    points: Fraction | None
    text: str  # as it stands there, without a dash before it


class Said(NamedTuple):
    """What a cell says: what it is about, the lines of a scale below, and what becomes of it where nothing occurs."""

    label: str
    lines: tuple[Line, ...]
    idle: Idle | None


def said(text: str) -> Said:
    """The first words of a cell, and its lines."""
    parts = list(_parts(text))
    begins = next((place for place, part in enumerate(parts) if _is_line(part) or (place and idle(part))), len(parts))
    label, rest = " ".join(parts[:begins]), parts[begins:]
    lines = tuple(_line(part) for part in rest if idle(part) is None)
    return Said(without_footnote(label), lines, next(filter(None, map(idle, (*rest, label))), None))


def begins_line(text: str) -> bool:
    """Whether a text begins as lines of a scale do: with a dash, `a)` or `1.`"""
    return _BULLET.match(text) is not None


def idle(text: str) -> Idle | None:
    """What becomes of the points where nothing occurs, if words say so."""
    words = bare(word(text))
    if _EARNS.fullmatch(text) is not None:
        return None
    if _LEFT_OUT.search(words) is not None:
        return "left_out"
    return "full" if _IN_FULL.search(words) is not None else None


def without_footnote(text: str) -> str:
    """A text without the mark of a footnote behind it."""
    return _FOOTNOTE.sub("", " ".join(text.split()))


def figure(text: str) -> Fraction | None:
    """The points in a cell of their own: `10`, `1,5 điểm`, `-0.5`, `03`; None for anything else."""
    found = re.fullmatch(rf"(?P<sign>[-–])?\s*(?P<points>{_FIGURE})\s*(?:điểm|đ)?", text.strip(), re.IGNORECASE)
    return None if found is None else _number(found["points"], is_negative=bool(found["sign"]))


def _parts(text: str) -> Iterator[str]:
    """The paragraphs of a cell; a line that was broken by hand goes on until the next bullet, or its points."""
    whole: list[str] = []
    for row in (part for line in text.splitlines() for part in _WHOLE.split(line) if part.strip()):
        if whole and not _begins(row, whole[-1]):
            whole[-1] = f"{whole[-1]} {row.strip()}"
        else:
            whole.append(row.strip())
    yield from whole


def _begins(row: str, above: str) -> bool:
    """Whether a row of a cell is a paragraph of its own, and not the rest of the one above it."""
    if _BULLET.match(row) or _EARNS.fullmatch(above) or above.endswith((".", ";", ":")):
        return True
    return not _BULLET.match(above) and _EARNS.fullmatch(row) is not None


def _is_line(text: str) -> bool:
    return bool(_BULLET.match(text)) or _EARNS.fullmatch(text) is not None


def _line(text: str) -> Line:
    plain = text[found.end() :].strip() if (found := _BULLET.match(text)) else text.strip()
    earns = _EARNS.fullmatch(plain) or _BARE.fullmatch(plain)
    if earns is None or earns["up_to"] or _MORE_POINTS.search(earns["words"]):
        return Line(plain, None, plain)
    is_negative = bool(earns["sign"]) or earns["how"].casefold() == "trừ"
    return Line(earns["words"].rstrip(" :;,–-"), _number(earns["points"], is_negative=is_negative), plain)


def _number(text: str, *, is_negative: bool) -> Fraction:
    number = number_of(text)
    return -number if is_negative else number
