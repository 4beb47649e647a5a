"""Text from outside to text that cannot act: the only escaper of every format."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>|#~&])")


def terminal(text: str) -> str:
    r"""The text with every character shown that would act on a terminal: `\x1b` for escape, `\u202e` for overrides."""
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def markdown(text: str) -> str:
    """The text as Markdown that shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", terminal(text))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
