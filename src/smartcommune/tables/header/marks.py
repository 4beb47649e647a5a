"""A header to itself without what counts it, encloses it or refers from it to a footnote."""

from __future__ import annotations

import re
from typing import Final

_LEADING: Final = re.compile(
    r"^\s*(?:"
    r"(?:tiêu chí|chỉ tiêu|nội dung|tiểu mục|mục|câu|tc|ct)\s*(?:số\s*)?(?:[0-9]+(?:\.[0-9]+)*|[ivx]+)\s*[:.)–-]+"
    r"|(?:[0-9]{1,2}\.)+[0-9]{0,2}\s*[:.)–-]?(?=\s*\D)"
    r"|[0-9]{1,2}\s*[:.)–-]"
    r"|[(\[]\s*(?:[0-9]{1,3}|[a-zđ]|[ivx]+)\s*[)\]]"
    r"|(?:[a-zđ]|[ivxl]+)\s*[.)](?=\s)|(?:[a-zđ])\)"
    r"|[-–•*+·▪†]"
    r")\s*(?=\S)",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    r"(?<=\S)\s*\(\s*[0-9]{1,3}\s*\)\s*=[-+*/x×:().,=%\s0-9]*$|(?<=\S)\s*(?:[(\[]\s*(?:[0-9]{1,3}(?:\s*=[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)?|[a-zđ]|[*†]+)\s*[)\]]"
    r"|[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+|[:;.,])\s*$",
    re.IGNORECASE,
)
_ENCLOSED: Final = re.compile(r"\s*(?:\(([^()]+)\)|\[([^\[\]]+)\]|“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|'([^']+)')\s*")
# How tools that make forms name a field within its group: `digital/smartphone_rate`.
_FIELD: Final = re.compile(r"[A-Za-z0-9_.:/-]*[/:.-]([A-Za-z][A-Za-z0-9_]*)")
_MOST_MARKS: Final = 8


def without_marks(text: str) -> str:
    """The header without numbers, letters and bullets before it, footnotes behind it and brackets around it."""
    for _ in range(_MOST_MARKS):
        enclosed = _ENCLOSED.fullmatch(text)
        bare = next(filter(None, enclosed.groups()), text) if enclosed else text
        bare = _TRAILING.sub("", _LEADING.sub("", bare, count=1), count=1).strip()
        if bare == text or not bare:
            return text
        text = bare
    return text


def field_of(text: str) -> str | None:
    """The name of a field within its group; None where a header is no such name."""
    found = _FIELD.fullmatch(text.strip())
    return found[1] if found else None
