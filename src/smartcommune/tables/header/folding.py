"""Text as people type it to text that can be compared: capitals, spaces, punctuation and tone placement do not count.

A question mark and a percent sign stay: `Có?` is not `Có`, and `% hộ` are not `hộ`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Marks that are put on one vowel or another of a syllable: `hoà` and `hòa` are one word.
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
# What is not seen and parts nothing: variation selectors, joiners, soft hyphens.
INVISIBLE: Final = "\ufe0e\ufe0f\u200b\u200c\u200d\u2060\ufeff\u00ad"
_WITHOUT: Final = str.maketrans("", "", INVISIBLE)
_SEEN: Final = 4096


@lru_cache(_SEEN)
def folded(text: str) -> str:
    """The words of a text in small letters, each with its tone behind it, and nothing between them but one space."""
    return _words(text, keeps_punctuation=False)


@lru_cache(_SEEN)
def word(text: str) -> str:
    """As `folded`, with the punctuation kept: in a cell, `x?` is not `x`."""
    return _words(text, keeps_punctuation=True)


@lru_cache(_SEEN)
def bare(text: str) -> str:
    """A folded text without its accents, and with d for đ."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).replace("đ", "d")


def _words(text: str, *, keeps_punctuation: bool) -> str:
    words: list[str] = []
    letters: list[str] = []
    tones: list[str] = []
    # Old keyboards typed the Icelandic Ð, which looks like the Vietnamese Đ.
    small = unicodedata.normalize("NFC", text.translate(_WITHOUT)).casefold().replace("ð", "đ")
    for sign in unicodedata.normalize("NFD", small) + " ":
        if sign in _TONES:
            tones.append(sign)
        elif (
            sign.isalnum() or unicodedata.combining(sign) or sign in "?%" or (keeps_punctuation and not sign.isspace())
        ):
            letters.append(sign)
        elif letters or tones:
            words.append(unicodedata.normalize("NFC", "".join(letters)) + "".join(tones))
            letters, tones = [], []
    return " ".join(words)
