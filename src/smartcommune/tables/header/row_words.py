"""The words of a row to what they make it, if it is no commune: a total, the heading of a group, a signature, a remark.

What has a code or a number of its own is a commune whatever it is called: there is one called Tổng Cọt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from smartcommune.tables.header.folding import bare, folded

# Letters and Roman numerals count groups of communes; communes are counted in figures.
SECTION: Final = r"^\s*(?:[IVXLC]+|[A-ZĐ])\s*[.)]?\s*$"
FIGURES: Final = r"^\s*[0-9]+\s*[.)]?\s*$"
# Whatever is a total or a group begins so, with or without its accents; most texts are not looked at further.
_BEGINNINGS: Final = (
    "t.ng|c.ng|b.nh|trung|to.n|c. |chung|total|grand|sub|average|t.nh|huy.n|qu.n|th. |th.nh|tp|tx|khu|v.ng|c.m|c.c"
)
HINTS: Final = {
    "commune": rf"(?i)^\W*(?:{_BEGINNINGS})",
    "village": rf"(?i)^\W*(?:{_BEGINNINGS}|x. |ph..ng)",
}

_WHERE: Final = r"(?:tinh|huyen|thanh pho|thi xa|quan|tp|vung|nuoc|xa|khu vuc|nhom|cac xa)"
_WHOLE: Final = rf"(?:chung )?(?:toan|ca|chung) {_WHERE}(?: .*)?"
_SUM: Final = r"(?:tong cong|tong so|tong|cong)"
_MEAN: Final = r"(?:binh quan|trung binh)"
# No commune is called so.
_SURE: Final = re.compile(rf"{_SUM}|(?:(?:{_SUM}|{_MEAN}) ?)?{_WHOLE}|total|grand total|subtotal")
# A commune may be, where it has a number or a code.
_LIKELY: Final = re.compile(
    rf"{_MEAN}(?: chung)?|{_SUM} (?:[0-9]+ )?{_WHERE}(?: .*)?|(?:total|subtotal|average)(?: .*)?"
)
_ABOVE_COMMUNES: Final = r"tỉnh|huyện|quận|thị xã|thành phố|tp|tx|khu vực|vùng|cụm|các xã"
_GROUPS: Final = {
    subject: re.compile(rf"(?:{words}) .+")
    for subject, words in {"commune": _ABOVE_COMMUNES, "village": f"{_ABOVE_COMMUNES}|xã|phường|thị trấn"}.items()
}
_OFFICE: Final = r"(?:chu tich|pho chu tich|giam doc|thu truong|truong phong|truong ban|ke toan|chanh van phong)"
_CLOSING: Final = re.compile(
    r"(?:nguoi (?:lap|bao cao|kiem tra|tong hop|thuc hien|duyet)\b.*|(?:(?:kt|tm|tl|q|pho) )*" + _OFFICE + r"\b.*"
    r"|(?:kt|tm|tl) .*|.*\bky (?:ten|ho|va|ghi)\b.*|.*\bdong dau\b.*|noi nhan\b.*|xac nhan cua\b.*"
    r"|(?:.* )?ngay (?:[0-9?]{1,2} )?thang (?:[0-9?]{1,2} )?nam(?: [0-9?]{4})?|prepared by\b.*|signed\b.*)"
)
_REMARK: Final = re.compile(r"(?:ghi chu|luu y|chu thich|chu y|nguon|note|notes|source)\b.*")
_SEEN: Final = 4096
_BETWEEN: Final = "[ \t\u00a0.,:;()*+/–—-]"


@lru_cache(_SEEN)
def is_total(text: str, *, is_numbered: bool = False) -> bool:
    """Whether a row with these words and without a code adds others up."""
    plain = bare(folded(text))
    return bool(_SURE.fullmatch(plain)) or (not is_numbered and bool(_LIKELY.fullmatch(plain)))


@lru_cache(_SEEN)
def is_group(text: str, subject: str, *, is_numbered: bool = False) -> bool:
    """Whether these words name what the subjects of a rule set lie in: a district, or for villages a commune.

    A village with a number of its own may be called `Xã Hội`; neither it nor a commune is called `Huyện …`.
    """
    return bool(_GROUPS["commune" if is_numbered else subject].fullmatch(_in_one(text)))


@lru_cache
def called_otherwise(subject: str) -> str:
    """A pattern of the names that are a total's or a group's, for engines that do not fold a text.

    It stands in classes of letters, for accents and capitals mean nothing in most of these names; no engine needs to
    know what a letter is.
    """
    totals = _spelt(f"{_SURE.pattern}|{_LIKELY.pattern}", _with_accents())
    groups = _spelt(_GROUPS[subject].pattern, {})
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
        if sign.isalpha() and (plain := bare(sign.lower())) in "aeiouy" and len(plain) == 1:
            found[plain] = found.get(plain, "") + sign
    return found


def is_section(serial: str) -> bool:
    """Whether this counts groups and not communes."""
    return re.fullmatch(SECTION, serial) is not None


def is_figure(serial: str) -> bool:
    """Whether this counts communes."""
    return re.fullmatch(FIGURES, serial) is not None


def closes(text: str) -> bool:
    """Whether a signature, or what stands around one, begins so."""
    return _CLOSING.fullmatch(bare(folded(text))) is not None


def is_remark(text: str) -> bool:
    """Whether a remark below a table begins so."""
    return _REMARK.fullmatch(bare(folded(text))) is not None


def _in_one(text: str) -> str:
    """The words in small letters, with every accent on its letter."""
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())
