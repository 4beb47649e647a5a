"""Letters of another script that look like Latin ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from smartcommune.authoring.fixes import Draft, is_compared
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.problems import Fix
from smartcommune.source.document import Path, Scalar, walk
from smartcommune.source.layout import layout_of

_WORD: Final = re.compile(r"[^\W\d_]+")
_FOREIGN: Final = ("CYRILLIC", "GREEK", "FULLWIDTH", "ARMENIAN", "CHEROKEE", "MATHEMATICAL")
# The Icelandic and African letters that are taken for the Vietnamese Đ and đ.
_NO_D: Final = frozenset("\u00d0\u00f0\u0189\u0256")
# Letters that Vietnamese and English are written with, and what stands between them; whatever else is looked at.
_ELSEWHERE: Final = re.compile(
    r"[^\u0000-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u024f\u02b0-\u036f\u1e00-\u1eff\u2000-\u206f]"
)
# Letters that cannot be told from the Latin ones below them.
_LATIN: Final = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\u00d0\u00f0\u0189\u0256",
    "ABEKMHOPCTYXIJSaeopcyxijshdABEZHIKMNOPTYXoĐđĐđ",
) | {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
# A letter written as its number.
_NUMBERED: Final = re.compile(r"\\[xuU]")


def check(subject: Subject) -> Iterator[Finding]:
    if not _ELSEWHERE.search(subject.source.text) and not _NUMBERED.search(subject.source.text):
        return  # as in most files
    for path, scalar in walk(subject.ruleset.document.root):
        for word in _WORD.findall(scalar.text) if _ELSEWHERE.search(scalar.text) else ():
            letter = _stray(word)
            if letter is not None:
                code = f"U+{ord(letter):04X}"
                fix = _fix(path, scalar, subject)
                yield Finding(path, Message("lint.look-alike", word=word, letter=letter, code=code), fix=fix)
                break


def _fix(path: Path, scalar: Scalar, subject: Subject) -> Fix | None:
    """The value in Latin letters; the words of a law and what columns are matched by stay as they are."""
    if not is_compared(path):
        return None
    written = layout_of(subject.source.name, subject.source.text).written(path) or ""
    latin = _WORD.sub(_latin, scalar.text)
    if any(map(_stray, _WORD.findall(latin))):
        return None
    draft = Draft(subject.source).write(path, latin, _WORD.sub(_latin, written))
    return draft.fix(Message("fix.latin"), safe=True)


def _latin(word: re.Match[str]) -> str:
    return word[0].translate(_LATIN) if _stray(word[0]) else word[0]


@lru_cache(maxsize=10_000)
def _stray(word: str) -> str | None:
    """The first letter that does not belong in a Latin word; None if the word is not one."""
    scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in word]
    for letter, script in zip(word, scripts, strict=True):
        if letter in _NO_D or (script in _FOREIGN and ("LATIN" in scripts or script == "FULLWIDTH")):
            return letter
    return None


SEVERITY = "warning"
FIX = "safe"
SUMMARY = Words("Chữ cái trông giống nhưng thuộc bảng chữ khác", "A letter of another script that looks the same")
AVOID = """\
label: {vi: Ðiện thoại thông minh, en: Smartphоne}   # U+00D0, and a Cyrillic U+043E
"""
PREFER = """\
label: {vi: Điện thoại thông minh, en: Smartphone}
"""
WHY = Words(
    "Mắt không phân biệt được, nhưng tìm kiếm, so khớp tên cột và so sánh giá trị đều coi là chữ khác. Thường do "
    "chuyển mã phông cũ hoặc chép từ tệp PDF.",
    "The eye sees no difference, but searching, matching columns and comparing values do. It mostly comes from "
    "old fonts or from copying out of a PDF.",
)
