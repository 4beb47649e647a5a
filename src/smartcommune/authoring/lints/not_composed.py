"""Values whose accents are written as characters of their own (not NFC)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from smartcommune.authoring.fixes import Draft, is_compared
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.problems import Fix
from smartcommune.source.document import Path, Scalar, walk
from smartcommune.source.layout import layout_of

# A letter and the marks behind it, which Python does not count as letters.
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")


def check(subject: Subject) -> Iterator[Finding]:
    if unicodedata.is_normalized("NFC", subject.source.text):
        return  # as nearly every file is
    values = list(walk(subject.ruleset.document.root))
    starts = [_start(scalar) for _, scalar in values]
    for number, words in _by_value(subject.source.lines, starts).items():
        path, scalar = values[number]
        held = set(_WORD.findall(scalar.text))
        # The value has its words composed; one that it lacks belongs to a comment behind it.
        word = next((word for word in words if word in held), None)
        if word is not None:
            yield Finding(path, Message("lint.not-composed", word=word), fix=_fix(path, scalar, subject))


def _fix(path: Path, scalar: Scalar, subject: Subject) -> Fix | None:
    """The value composed as the file has it; the words of a law and what columns are matched by stay as they are."""
    if not is_compared(path):
        return None
    written = layout_of(subject.source.name, subject.source.text).written(path) or ""
    draft = Draft(subject.source).write(path, scalar.text, unicodedata.normalize("NFC", written))
    return draft.fix(Message("fix.composed"), safe=True)


def _by_value(lines: list[str], starts: list[tuple[int, int]]) -> dict[int, list[str]]:
    """The words in need of composing, composed, under the number of the last value that starts before them."""
    found: dict[int, list[str]] = {}
    for line, column, word in _decomposed(lines):
        number = bisect_right(starts, (line, column)) - 1
        if number >= 0:
            found.setdefault(number, []).append(unicodedata.normalize("NFC", word))
    return found


def _decomposed(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of every word that is not in composed form."""
    for number, line in enumerate(lines, start=1):
        if not unicodedata.is_normalized("NFC", line):
            for match in _WORD.finditer(line):
                if not unicodedata.is_normalized("NFC", match.group()):
                    yield number, match.start() + 1, match.group()


def _start(scalar: Scalar) -> tuple[int, int]:
    return scalar.place.line or 0, scalar.place.column or 0


SEVERITY = "warning"
FIX = "safe"
SUMMARY = Words("Chữ có dấu ở dạng tổ hợp rời", "Accents written as characters of their own")
AVOID = """\
label: {vi: Ty\u0309 lệ hộ, en: Share of households}   # ỷ as y + U+0309
"""
PREFER = """\
label: {vi: Tỷ lệ hộ, en: Share of households}   # ỷ as U+1EF7
"""
WHY = Words(
    "Chương trình này tự ghép dấu khi đọc, nhưng công cụ tìm kiếm, so sánh tệp và bảng tính thì không: cùng một "
    "chữ mà tìm không ra.",
    "This program composes accents as it reads, but editors, diffs and spreadsheets do not: the same word is not "
    "found.",
)
