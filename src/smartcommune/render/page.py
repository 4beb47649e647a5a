"""Sentences to lines of a page: wrapped by the width that letters take, with hanging indents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, set_cell_size

from smartcommune.messages import Language, Sayable
from smartcommune.render.safe import terminal
from smartcommune.render.styled import Styled

MARGIN: Final = 2
# Longer lines are hard to follow, however wide the screen is.
MOST_COLUMNS: Final = 100
# A name that is cut shorter says nothing.
LEAST_COLUMN: Final = 16


# A text, or what becomes one in the language of the page.
Said = str | Sayable


class Page:
    """Lines of text in one language, each no wider than the page."""

    def __init__(self, width: int, language: Language) -> None:
        self.width = max(40, min(width, MOST_COLUMNS))
        self.language: Language = language
        self.text = Styled()

    def say(self, words: Said) -> str:
        """The words in the language of the page."""
        return words if isinstance(words, str) else words.say(self.language)

    def blank(self) -> None:
        self.text.append("\n")

    def heading(self, title: Said) -> None:
        """A section's title, after an empty line."""
        self.blank()
        self.item("", title, style="bold")

    def pair(self, left: Said, right: Said, style: str = "") -> None:
        """Two texts at the two ends of a line, or below each other where they do not fit."""
        left, right = terminal(self.say(left)), terminal(self.say(right))
        space = self.width - MARGIN - cell_len(left) - cell_len(right)
        if right and space >= 2:
            self.text.append(" " * MARGIN + left, style=style).append(" " * space + right + "\n", style="dim")
            return
        self.item("", left, style=style)
        if right:
            self.item("", right, style="dim")

    def item(self, mark: str, body: Said, level: int = 0, style: str = "", mark_style: str = "") -> None:
        """A text behind a mark; its further lines begin below its first letter."""
        indent = " " * (MARGIN + 2 * min(level, self.width // 6))
        lead = f"{mark} " if mark else ""
        room = self.width - len(indent) - cell_len(lead)
        for number, line in enumerate(wrapped(_kept_together(terminal(self.say(body))), room)):
            self.text.append(indent)
            self.text.append(lead if number == 0 else " " * cell_len(lead), style=mark_style)
            self.text.append(line.replace(_JOIN, " ") + "\n", style=style)

    def row(self, first: str, style: str, second: str, third: str) -> None:
        """A line of a table; the last text goes below where there is no room."""
        lead = " " * MARGIN + first + "  "
        room = self.width - cell_len(lead) - cell_len(third) - 2
        body = terminal(second)
        if room < min(cell_len(body), LEAST_COLUMN):
            self.item("", body)
            self.item("", first, 1, style)
            self.item("", third, 1, "dim")
            return
        if cell_len(body) > room:
            body = set_cell_size(body, max(room - 1, 1)) + "…"
        self.text.append(lead, style=style).append(set_cell_size(body, room)).append(f"  {third}\n", style="dim")


# A space that is as wide as others and that lines are not broken at.
_JOIN: Final = "\u00a0"


def _kept_together(body: str) -> str:
    """The text with a mark between a number and its percent sign, which may not be parted."""
    return body.replace(" %", f"{_JOIN}%")


def wrapped(text: str, width: int) -> Iterator[str]:
    """The words of a text in lines of at most so many cells, and at least two; a longer word is cut."""
    line, taken, width = "", 0, max(width, 2)
    for word in filter(None, text.split(" ")):
        size = cell_len(word)
        if line and taken + 1 + size <= width:
            line, taken = f"{line} {word}", taken + 1 + size
            continue
        if line:
            yield line
        while size > width:
            head = set_cell_size(word, width)
            yield head
            word = word[len(head.rstrip(" ")) :]
            size = cell_len(word)
        line, taken = word, size
    yield line
