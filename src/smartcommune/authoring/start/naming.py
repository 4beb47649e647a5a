"""Vietnamese words to the ids that a rule file calls things by: small letters without accents, joined by `_`."""

from __future__ import annotations

import re
from typing import Final

from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.reserved import RESERVED

# Long enough to know what is meant, short enough to be typed; ids may have 64 letters.
_MOST_LETTERS: Final = 44
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Ids:
    """Ids that are given once each."""

    def __init__(self) -> None:
        self._given: set[str] = set(RESERVED)

    def new(self, text: str, before: str = "") -> str:
        """An id made of words, with a number behind it where another has it already."""
        first = f"{before}{snake(text) or 'x'}"
        first = first if first[0].isalpha() else f"n_{first}"
        id, number = first, 2
        while id in self._given:
            id, number = f"{first}_{number}", number + 1
        self._given.add(id)
        return id


def snake(text: str) -> str:
    """The words of a text as far as they fit, without what stands in brackets."""
    words = re.findall(r"[a-z0-9]+", bare(folded(_BRACKETS.sub(" ", text).partition("\n")[0])).replace("%", " "))
    found = ""
    for each in words:
        if found and len(found) + len(each) + 1 > _MOST_LETTERS:
            break
        found = f"{found}_{each}" if found else each[:_MOST_LETTERS]
    return found
