"""The words of a call to a line that is typed as it stands: in cmd, PowerShell and the shells of Linux and macOS."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from typing import Final

# What no shell gives a meaning of its own, wherever it stands in a word.
_PLAIN: Final = re.compile(r"[\w%+=:./-]+")
# What double quotes do not take the meaning of, in one of them.
_ACTING: Final = re.compile(r'["$`!]|\\\\|\\$')


def line(words: Iterable[str]) -> str:
    """The words in one line; cmd knows no single quotes, so that they stand only where nothing else would do."""
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    return shlex.quote(word) if not word or _ACTING.search(word) else f'"{word}"'
