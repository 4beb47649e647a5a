"""Text typed with fonts from before Unicode (TCVN3, VNI) to Unicode, and the signs by which it is known.

Such a text is stored as Latin letters that the font draws as Vietnamese ones: `Tªn x·` for `Tên xã`. TCVN3 gives each
letter one code (TCVN 5712:1993, table VN3), VNI writes a vowel and its marks one after the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal
from unicodedata import normalize

from smartcommune.tables.text.syllables import is_syllable

Legacy = Literal["tcvn3", "vni"]
LEGACY: Final[dict[Legacy, str]] = {"tcvn3": "TCVN3", "vni": "VNI"}  # with the names that people know
# Of how many words of a text the encoding is judged.
MOST_WORDS: Final = 5_000

TCVN3: Final = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VNI_MARKS: Final = {
    "a": "ùáøàûảõãïạêăéắèằúẳüẵëặââáấàầåẩãẫäậ",
    "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ",
    "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
    "ô": "ùớøờûởõỡïợ",
    "u": "ùúøùûủõũïụ",
    "ö": "ùứøừûửõữïự",
    "y": "ùýøỳûỷõỹ",
}
_VNI_LETTERS: Final = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


def _vni() -> dict[str, str]:
    """Each letter of VNI, small and capital, with the letter it stands for."""
    small = dict(_VNI_LETTERS)
    for vowel, marks in _VNI_MARKS.items():
        small |= {vowel + mark: letter for mark, letter in zip(marks[::2], marks[1::2], strict=True)}
    return small | {code.upper(): letter.upper() for code, letter in small.items()}


VNI: Final = _vni()
_VNI_CODE: Final = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_TCVN3_CODES: Final = str.maketrans(TCVN3)
# Letters, and the signs above ASCII that such fonts draw as letters.
_WORD: Final = re.compile("[A-Za-z\u00a1-\u1fff]+")


def to_unicode(text: str, legacy: Legacy) -> str:
    """The text that such a font shows."""
    if legacy == "tcvn3":
        return text.translate(_TCVN3_CODES)
    return _VNI_CODE.sub(lambda code: VNI[code.group()], text)


def words(texts: Iterable[str]) -> Counter[str]:
    """The words with letters above ASCII: those that an encoding can get wrong."""
    found: Counter[str] = Counter()
    for text in texts:
        if not text.isascii():
            found.update(word for word in _WORD.findall(normalize("NFC", text)) if not word.isascii())
            if found.total() > MOST_WORDS:
                break
    return found


def suspected(found: Counter[str]) -> Legacy | None:
    """The legacy encoding that words look like: most cannot be Vietnamese as they stand, but can once converted."""
    strange = {word: count for word, count in found.items() if not is_syllable(word)}
    counts = {legacy: _plausible(strange, legacy) for legacy in LEGACY}
    best = max(counts, key=lambda legacy: counts[legacy])
    kinds, count = counts[best]
    return best if kinds >= 2 and 2 * count > found.total() else None


def _plausible(strange: dict[str, int], legacy: Legacy) -> tuple[int, int]:
    """How many different words, and how many words in all, are Vietnamese once converted."""
    counts = [count for word, count in strange.items() if _has_ascii(word) and is_syllable(to_unicode(word, legacy))]
    return len(counts), sum(counts)


def _has_ascii(word: str) -> bool:
    """Whether it has a letter that every encoding has; signs like `½` alone are no words."""
    return any(letter.isascii() for letter in word)


def of_font(font: str | None) -> Legacy | None:
    """The encoding that a font's name gives away: `.VnTime`, `VNI-Times`."""
    name = (font or "").strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None
