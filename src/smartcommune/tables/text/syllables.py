"""Letters to whether they can be a Vietnamese syllable: what a wrong encoding turns a text into hardly ever can."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_ACUTE_OR_DOT: Final = ("\u0301", "\u0323")
_SYLLABLE: Final = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    "(?:"
    "(?:oă|uâ|iê|yê|uô|ươ|oa|oe|oo|uê|uyê|uy|[aăâeêioôơuưy])(?P<end>ch|c|k|p|t|m|ng|nh|n)"
    "|ia|ya|ua|ưa|oa|oe|uê|uơ|uya|uy|[aeêioôơuưy]"
    "|(?P<glide>[aoôơuư]i|uôi|ươi|oai|ay|ây|uây|oay|ao|eo|oao|oeo|au|âu|êu|iu|iêu|yêu|ưu|ươu|uyu)"
    ")"
)
# What programs write in the place of a letter that an encoding has not: within a word or before
# one, a question mark asks nothing.
_LOST: Final = re.compile(r"\ufffd|[^\W\d_]\?+[^\W\d_]|(?:^|(?<=\s))\?+[^\W\d_]")
# In a name it asks nothing at the end of a word, either: `Ph? Ninh`.
LOST_IN_NAME: Final = r"\x{FFFD}|\pL\?+\s*\pL|(?:^|\s)\?+\pL"
_LOST_IN_NAME: Final = re.compile(r"\ufffd|[^\W\d_]\?+\s*[^\W\d_]|(?:^|(?<=\s))\?+[^\W\d_]")


def lost_letters(text: str, *, is_name: bool = False) -> str | None:
    """The first place where letters of a text are lost; None where none are."""
    found = (_LOST_IN_NAME if is_name else _LOST).search(text)
    return found and found.group()


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a word can be written in Vietnamese: onset, rime and tone go together.

    A syllable that ends in c, ch, p or t has the tone sắc or nặng; k stands in place names of the highlands. No tone
    stands on the last letter of rimes like `ao` and `ôi`.
    """
    letters = normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    plain = normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    found = _SYLLABLE.fullmatch(plain)
    if found is None or len(tones) > 1:
        return False
    if found["end"] in ("c", "ch", "p", "t"):
        return bool(tones) and tones[0] in _ACUTE_OR_DOT
    return not (found["glide"] and letters[-1] in _TONES)
