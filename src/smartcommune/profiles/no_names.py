"""The words of a name to whether it can be a commune's: of a total, or of a district that communes lie in.

Tables know more than the words of a row; a dataframe has only these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_BETWEEN: Final = "[ \t\u00a0.,:;()*+/–—-]"
_WHERE: Final = r"(?:tinh|huyen|thanh pho|thi xa|quan|tp|vung|nuoc|xa|khu vuc|nhom|cac xa)"
_WHOLE: Final = rf"(?:chung )?(?:toan|ca|chung) {_WHERE}(?: .*)?"
_SUM: Final = r"(?:tong cong|tong so|tong|cong)"
_MEAN: Final = r"(?:binh quan|trung binh)"
# What stands in a row of its own over the figures: what is asked for.
_ASKED: Final = r"(?:yeu cau|chi tieu|ke hoach|muc tieu)(?: .*)?"
# No commune is called so.
SURE: Final = re.compile(
    rf"{_SUM}|(?:(?:{_SUM}|{_MEAN}) ?)?{_WHOLE}|{_MEAN} {_WHERE}(?: .*)?|{_ASKED}|total|grand total|subtotal"
)
# A commune may be, where it has a number or a code.
LIKELY: Final = re.compile(
    rf"{_MEAN}(?: chung)?|{_SUM} (?:[0-9]+ )?{_WHERE}(?: .*)?|(?:total|subtotal|average)(?: .*)?"
)
_ABOVE_COMMUNES: Final = r"tỉnh|huyện|quận|thị xã|thành phố|tp|tx|khu vực|vùng|cụm|các xã"
GROUPS: Final = {
    subject: re.compile(rf"(?:{words}) .+")
    for subject, words in {"commune": _ABOVE_COMMUNES, "village": f"{_ABOVE_COMMUNES}|xã|phường|thị trấn"}.items()
}


@lru_cache
def called_otherwise(subject: str) -> str:
    """A pattern of the names that are a total's or a group's, for engines that do not fold a text.

    It stands in classes of letters, for accents and capitals mean nothing in most of these names; no engine needs to
    know what a letter is.
    """
    totals = _spelt(f"{SURE.pattern}|{LIKELY.pattern}", _with_accents())
    groups = _spelt(GROUPS[subject].pattern, {})
    return f"^{_BETWEEN}*(?:{totals}|{groups}){_BETWEEN}*$"


def _spelt(pattern: str, variants: Mapping[str, str]) -> str:
    """A pattern with every letter in both cases, in all its variants, and any punctuation between words."""
    found = {
        letter: f"[{''.join(sorted({*letter, *letter.upper(), *variants.get(letter, '')}))}]" for letter in pattern
    }
    return "".join(f"{_BETWEEN}+" if each == " " else found[each] if each.isalpha() else each for each in pattern)


def _with_accents() -> dict[str, str]:
    """For each plain letter all that fold to it."""
    found: dict[str, str] = {"d": "đĐÐ"}
    for sign in map(chr, range(0xC0, 0x1F00)):
        if sign.isalpha() and (plain := unicodedata.normalize("NFD", sign.lower())[0]) in "aeiouy":
            found[plain] = found.get(plain, "") + sign
    return found
