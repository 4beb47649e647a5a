"""Bytes to UTF-8, and the sign by which their encoding was known: nothing is guessed silently."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from smartcommune.files import TableFile, read_head
from smartcommune.messages import Message


class Text(NamedTuple):
    """A file in UTF-8, with what is known about the one it was made from."""

    path: Path
    notes: tuple[Message, ...]


def as_utf8(file: TableFile, encoding: str | None) -> Text:  # noqa: ARG001  # to come
    """The file itself if it is UTF-8, else a copy that is."""
    if read_head(file.path, 3) == codecs.BOM_UTF8:
        return Text(file.path, (Message("encoding-by-mark", encoding="UTF-8"),))
    return Text(file.path, (Message("encoding-utf-8"),))
