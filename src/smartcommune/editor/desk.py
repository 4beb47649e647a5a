"""The texts that are open in an editor: nobody has saved them yet, and whoever reads these files gets them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from smartcommune.problems import InputError
from smartcommune.source.files import Source, hold, let_go, read_source


class Sheet(NamedTuple):
    """An open file: how the editor calls it, its text, and which text of it this is."""

    uri: str
    text: str
    version: int


class Desk:
    """The open files by their names."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheet] = {}

    def put(self, name: str, sheet: Sheet) -> None:
        """Have a text stand for a file from now on."""
        self._sheets[name] = sheet
        hold({name: _bytes(sheet.text)})

    def take_away(self, name: str) -> None:
        """Have a file stand for itself again."""
        self._sheets.pop(name, None)
        let_go(name)

    def sheet(self, name: str) -> Sheet | None:
        return self._sheets.get(name)

    def source(self, name: str) -> Source | None:
        """The text of an open file, whatever stands in it."""
        sheet = self.sheet(name)
        return None if sheet is None else Source(name, sheet.text, Path(name))

    def line(self, name: str, number: int) -> str:
        """A line of a file, counted from 0; nothing of one that cannot be read."""
        try:
            return (self.source(name) or read_source(name)).line(number + 1)
        except InputError:
            return ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._sheets)

    @property
    def unsaved(self) -> Mapping[str, bytes]:
        """The texts by the names of their files."""
        return {name: _bytes(sheet.text) for name, sheet in self._sheets.items()}


def _bytes(text: str) -> bytes:
    """A text as its file would have it; half of a pair of surrogates, which no file can hold, is refused where read."""
    return text.encode("utf-8", "surrogatepass")
