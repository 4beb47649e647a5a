"""The words of a row to what they make it, if it is no commune: a total, the heading of a group, a signature, a remark.

What has a code or a number of its own is a commune whatever it is called: there is one called Tổng Cọt.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from smartcommune.profiles.no_names import GROUPS, LIKELY, SURE
from smartcommune.tables.header.folding import bare, folded

# Letters and Roman numerals count groups of communes; communes are counted in figures.
SECTION: Final = r"^\s*(?:[IVXLC]+|[A-ZĐ])\s*[.)]?\s*$"
FIGURES: Final = r"^\s*[0-9]+\s*[.)]?\s*$"
# Whatever is a total or a group begins so, with or without its accents; most texts are not looked at further.
_BEGINNINGS: Final = (
    "t.ng|c.ng|b.nh|trung|to.n|c. |chung|total|grand|sub|average|t.nh|huy.n|qu.n|th. |th.nh|tp|tx|khu|v.ng|c.m|c.c"
    "|y.u c|ch. t|k. h|m.c t"
)
HINTS: Final = {
    "commune": rf"(?i)^\W*(?:{_BEGINNINGS})",
    "village": rf"(?i)^\W*(?:{_BEGINNINGS}|x. |ph..ng)",
}

_OFFICE: Final = r"(?:chu tich|pho chu tich|giam doc|thu truong|truong phong|truong ban|ke toan|chanh van phong)"
_CLOSING: Final = re.compile(
    r"(?:nguoi (?:lap|bao cao|kiem tra|tong hop|thuc hien|duyet)\b.*|(?:(?:kt|tm|tl|q|pho) )*" + _OFFICE + r"\b.*"
    r"|(?:kt|tm|tl) .*|.*\bky (?:ten|ho|va|ghi)\b.*|.*\bdong dau\b.*|noi nhan\b.*|xac nhan cua\b.*"
    r"|(?:.* )?ngay (?:[0-9?]{1,2} )?thang (?:[0-9?]{1,2} )?nam(?: [0-9?]{4})?|prepared by\b.*|signed\b.*)"
)
_REMARK: Final = re.compile(r"(?:ghi chu|luu y|chu thich|chu y|nguon|note|notes|source)\b.*")
_SEEN: Final = 4096


@lru_cache(_SEEN)
def is_total(text: str, *, is_numbered: bool = False) -> bool:
    """Whether a row with these words and without a code adds others up."""
    plain = bare(folded(text))
    return bool(SURE.fullmatch(plain)) or (not is_numbered and bool(LIKELY.fullmatch(plain)))


def may_be_name(text: str) -> bool:
    """Whether a commune may be called like a total: each word has a capital, as in `Xã Trung Bình`, and no other."""
    return text == text.title() and not is_total(text, is_numbered=True)


@lru_cache(_SEEN)
def is_group(text: str, subject: str, *, is_numbered: bool = False) -> bool:
    """Whether these words name what the subjects of a rule set lie in: a district, or for villages a commune.

    A village with a number of its own may be called `Xã Hội`; neither it nor a commune is called `Huyện …`.
    """
    return bool(GROUPS["commune" if is_numbered else subject].fullmatch(_in_one(text)))


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
