"""The styles of an ODS file to what matters of each font: its own, or that of the style it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

# Styles rest on others; a file whose styles rest on each other in a ring is broken, and its fonts do not matter.
_MOST_PARENTS: Final = 16
T = TypeVar("T")


class Fonts:
    """Visitor of the parts that declare styles (OpenDocument 1.3, 16.2 and 16.29)."""

    def __init__(self) -> None:
        self._faces: dict[str, str] = {}
        self._fonts: dict[tuple[str, str], str] = {}
        self._struck: dict[tuple[str, str], bool] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._style = ("", "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style:font-face":
            self._faces[attributes.get("style:name", "")] = attributes.get("svg:font-family", "").strip("'\"")
        elif name in ("style:style", "style:default-style"):
            self._style = (attributes.get("style:family", ""), attributes.get("style:name", ""))
            self._parents[self._style] = attributes.get("style:parent-style-name", "")
        elif name == "style:text-properties":
            font = self._faces.get(attributes.get("style:font-name", ""), attributes.get("fo:font-family", ""))
            if font:
                self._fonts.setdefault(self._style, font)
            line = attributes.get("style:text-line-through-style", attributes.get("style:text-line-through-type"))
            if line is not None:
                self._struck.setdefault(self._style, line != "none")

    def text(self, text: str) -> None: ...
    def end(self, name: str) -> None: ...

    def of(self, family: str, style: str) -> str:
        """The font of a style; empty where none is said."""
        key = (family, style)
        if key not in self._known:
            self._known[key] = self._found(self._fonts, family, style) or ""
        return self._known[key]

    def is_struck(self, family: str, style: str) -> bool:
        """Whether a style draws a line through its letters."""
        return bool(self._found(self._struck, family, style))

    def _found(self, said: Mapping[tuple[str, str], T], family: str, style: str) -> T | None:
        """What the style says, or the next that it rests on and that says anything."""
        for _ in range(_MOST_PARENTS):
            found = said.get((family, style))
            if found is not None or not style:
                return found
            style = self._parents.get((family, style), "")
        return None
