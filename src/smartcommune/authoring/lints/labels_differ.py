"""Texts whose Vietnamese and English versions hold different figures or placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_tables
from smartcommune.authoring.lints.text_figures import figures, in_words
from smartcommune.messages import UNTRANSLATED, Language, Listed, Message, Words
from smartcommune.source.document import Listing, Path, Scalar, Table

_PLACEHOLDER: Final = re.compile(r"\{\w*\}")
_QUOTED: Final = re.compile(r"“[^“”]*”")
_TELLING: Final = re.compile(r"[\d{]")


def check(subject: Subject) -> Iterator[Finding]:
    for path, vi, en in _pairs(subject):
        if en.startswith(UNTRANSLATED) or _says_the_same(vi, en):
            continue
        only_vi, only_en = _lacking(vi, "vi", en, "en"), _lacking(en, "en", vi, "vi")
        if only_vi or only_en:
            found = [("lint.only-vi", only_vi), ("lint.only-en", only_en)]
            said = tuple(Message(key, found=", ".join(items)) for key, items in found if items)
            yield Finding((*path, "en"), Message("lint.labels-differ", found=Listed(said)))


def _says_the_same(vi: str, en: str) -> bool:
    """Whether there is nothing to look at more closely, as in nearly all texts."""
    if not (_TELLING.search(vi) or _TELLING.search(en)):
        return True
    return "{" not in vi and "{" not in en and figures(vi, "vi") == figures(en, "en")


def _pairs(subject: Subject) -> Iterator[tuple[Path, str, str]]:
    """Every text in two languages, with its path."""
    waiting = own_tables(subject)
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Table):
            vi, en = (node.entries[key][1] if key in node.entries else None for key in ("vi", "en"))
            if isinstance(vi, Scalar) and isinstance(en, Scalar):
                yield path, _own(vi.text, en.text), _own(en.text, vi.text)
                continue
            for key, (_, value) in node.entries.items():
                if not isinstance(value, Scalar):
                    waiting.append(((*path, key), value))
        elif isinstance(node, Listing):
            waiting += [((*path, place), item) for place, item in enumerate(node.items) if not isinstance(item, Scalar)]


def _own(text: str, other: str) -> str:
    """A text without what it quotes, where the other one quotes the same words."""
    return _QUOTED.sub(lambda found: "" if found[0] in other else found[0], text)


def _lacking(text: str, language: Language, other: str, other_language: Language) -> list[str]:
    """The figures and placeholders of a text that its translation has neither in digits nor in words."""
    found = figures(text, language) - figures(other, other_language)
    names = set(_PLACEHOLDER.findall(text)) - set(_PLACEHOLDER.findall(other))
    return sorted({figure for figure in found if not in_words(figure, other, other_language)} | names)


SEVERITY = "warning"
SUMMARY = Words("Hai ngôn ngữ ghi số khác nhau", "Different figures in the two languages")
AVOID = """\
label: {vi: Từ 90 % số hộ trở lên, en: 80% of households or more}
"""
PREFER = """\
label: {vi: Từ 90 % số hộ trở lên, en: 90% of households or more}
"""
WHY = Words(
    "Hai người đọc hai ngôn ngữ sẽ hiểu hai quy định khác nhau; một trong hai bản chắc chắn sai.",
    "Readers of the two languages would learn of two different rules; one of them is certainly wrong.",
)
