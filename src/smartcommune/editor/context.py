"""A text and a position to the keys that lead there, also where the text is no YAML at that moment.

Only what stands before the position is looked at: what is broken behind it does not matter. An opened bracket that was
never closed ends where a line stands no further in than the one that it was opened on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from smartcommune.editor.positions import Position

_WORD: Final = re.compile(r"[\w.%-]*")
_BEFORE: Final = re.compile(r"[\w.%-]*$")
_KEY: Final = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'#{}\[\],&*!|>][^#{}\[\],]*?)\s*:(?=\s|$)""")
_BLOCK: Final = re.compile(r"[|>][+-]?\d?\s*(#.*)?$")
_TOKEN: Final = re.compile(
    r"""\s+|(?P<mark>[{}\[\],])|(?P<text>"[^"]*"?|'[^']*'?|(?::(?=\S)|[^\s{}\[\],:])+)|(?P<colon>:)|."""
)


class Context(NamedTuple):
    """What stands at a position."""

    path: tuple[str, ...]  # the keys that lead there; a key that is being written is not among them
    beside: tuple[dict[str, str], ...]  # before each of these, and here: the keys of the same table, with their texts
    may_be_key: bool
    may_be_value: bool
    word: str  # what is written there, as far as it goes in both directions
    start: int  # its column
    before: str  # what stands before it on its line


@dataclass
class _Level:
    """A table that is open: its column (-1 in brackets), the key that is being filled, and those before it."""

    column: int
    key: str | None = None
    beside: dict[str, str] = field(default_factory=dict)
    bracket: str = ""

    def begin(self, key: str) -> None:
        self.key = key
        self.beside.setdefault(key, "")


def context(lines: Sequence[str], position: Position) -> Context:
    """What stands at a position of a text of these lines."""
    line = lines[position.line] if position.line < len(lines) else ""
    start = position.column - len(_before(line, position.column))
    scan = _Scan()
    for each in lines[: position.line]:
        scan.line(each)
    scan.line(line[:start], is_last=True)
    found = _WORD.match(line, start)
    return scan.found(found[0] if found else "", start, line[:start])


def _before(line: str, column: int) -> str:
    found = _BEFORE.search(line[:column])
    return found[0] if found else ""


class _Scan:
    """Takes one line after the other."""

    def __init__(self) -> None:
        self.levels: list[_Level] = []
        self._text_below: int | None = None  # a block of text goes on as long as lines stand further in than this
        self._opened = 0  # how far in the line stood on which the outermost bracket was opened
        self._is_item = False
        self._is_value = False

    def line(self, line: str, *, is_last: bool = False) -> None:
        column = len(line) - len(line.lstrip())
        text = line.strip()
        if not is_last and (not text or text.startswith("#")):
            return
        if self._text_below is not None:
            if column > self._text_below:
                return
            self._text_below = None
        self._is_item = self._is_value = False
        if self._in_brackets and (column > self._opened or text[:1] in ("}", "]")):
            self._brackets(text)
            return
        self.levels = [level for level in self.levels if not level.bracket]
        self._block(line, column)

    @property
    def _in_brackets(self) -> bool:
        return bool(self.levels) and bool(self.levels[-1].bracket)

    def _block(self, line: str, column: int) -> None:
        """A line outside of brackets: dashes, then a key or a text."""
        first = column
        while line[column : column + 2] in ("- ", "-"):
            self._close(column + 1)
            self._is_item = True
            column += 1 + len(line[column + 1 :]) - len(line[column + 1 :].lstrip())
        key = _KEY.match(line, column)
        self._close(column + 1)
        if key is None:
            self._value(line[column:], first)
            return
        if not self.levels or self.levels[-1].column < column:
            self.levels.append(_Level(column))
        self.levels[-1].begin(key[1].strip("\"'"))
        self._is_item, self._is_value = False, True
        self._value(line[key.end() :].strip(), first)

    def _close(self, column: int) -> None:
        """End the tables that stand at this column or further in."""
        while self.levels and self.levels[-1].column >= column:
            self.levels.pop()

    def _value(self, text: str, column: int) -> None:
        if text[:1] in ("{", "["):
            self._opened = column
            self._brackets(text)
        elif _BLOCK.match(text):
            self._text_below = column
        elif text and self._is_value and self.levels:
            self._keep(text)

    def _keep(self, text: str) -> None:
        level = self.levels[-1]
        if level.key is not None:
            level.beside[level.key] = text.partition(" #")[0].strip().strip("\"'")

    def _brackets(self, text: str) -> None:
        """A piece of text inside brackets."""
        last = ""
        for token in _TOKEN.finditer(text):
            mark, colon = token["mark"], token["colon"]
            if mark in ("{", "["):
                self.levels.append(_Level(-1, bracket=mark))
            elif mark in ("}", "]") and self._in_brackets:
                self.levels.pop()
            elif not self._in_brackets:
                return
            elif mark == ",":
                self.levels[-1].key = None
            elif colon and self.levels[-1].bracket == "{":
                self.levels[-1].begin(last)
            elif token["text"]:
                last = token["text"].strip("\"'")
                self._keep(last)

    def found(self, word: str, start: int, before: str) -> Context:
        levels, here = self.levels, dict[str, str]()
        if not self._in_brackets and not self._is_value:
            here = next((level.beside for level in levels if level.column == start), here)
            levels = [level for level in levels if level.column < start]
        inner = levels[-1] if levels else _Level(-1)
        in_table = inner.bracket == "{"
        has_key = inner.key is not None
        is_open = not inner.bracket and not self._is_value
        path = tuple(level.key for level in levels if level.key is not None)
        beside = tuple(level.beside for level in levels if level.key is not None)
        return Context(
            path=path,
            beside=(*beside, here if has_key else inner.beside),
            may_be_key=is_open or (in_table and not has_key),
            may_be_value=has_key if in_table else bool(inner.bracket) or self._is_value or self._is_item,
            word=word,
            start=start,
            before=before,
        )
