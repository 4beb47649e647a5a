"""A document's text to where each of its parts begins and ends, and to the stretches that change one part alone.

Whatever else stands in the file stays as it is, to the letter: comments, blank lines, line ends, quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from unicodedata import normalize

import yaml

from smartcommune.problems import Edit
from smartcommune.remembered import remembered
from smartcommune.source.document import Path, feed
from smartcommune.source.files import Source

_BREAKS: Final = "\r\n"
_COMMENT: Final = re.compile(r"(?<!\S)#")


class Stretch(NamedTuple):
    """Letters of a text, from the first to behind the last, and what takes their place."""

    start: int
    end: int
    text: str = ""


class Part(NamedTuple):
    """A value in a text: from its first letter to behind its last one."""

    start: int
    end: int
    items: tuple[Part, ...] = ()
    entries: Mapping[str, tuple[Part, Part]] | None = None  # the keys of a table and their values
    is_block: bool = False  # whether lines and indentation hold it together, not brackets
    key: str = ""  # the text of a scalar

    def child(self, step: str | int) -> Part | None:
        """The part that a key or a position leads to."""
        if isinstance(step, str):
            return self.entries[step][1] if self.entries and step in self.entries else None
        return self.items[step] if step < len(self.items) else None


class Layout:
    """Where the parts of a text stand; what changes one is None where it cannot be had without losing a comment."""

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self.text = source.text
        self._starts = _line_starts(source.text)
        reader = _Reader(source.text)
        feed(reader.take, source.text)
        self._root = reader.root

    def part(self, path: Path) -> Part | None:
        """The value that a path leads to."""
        part: Part | None = self._root
        for step in path:
            part = None if part is None else part.child(step)
        return part

    def key(self, path: Path) -> Part | None:
        """The key that ends a path."""
        table = self.part(path[:-1])
        return table.entries[str(path[-1])][0] if table and table.entries and path[-1] in table.entries else None

    def edit(self, stretch: Stretch) -> Edit:
        """The stretch by its lines and columns."""
        (line, column), (end_line, end_column) = self._position(stretch.start), self._position(stretch.end)
        return Edit(self.name, line, column, end_line, end_column, stretch.text)

    def written(self, path: Path) -> str | None:
        """A value as the file has it, quotes and all."""
        part = self.part(path)
        return None if part is None else self.text[part.start : part.end]

    def renamed(self, path: Path, key: str) -> list[Stretch] | None:
        """Another key in the place of the one that ends a path."""
        found = self.key(path)
        return None if found is None else [Stretch(found.start, found.end, key)]

    def replaced(self, path: Path, text: str) -> list[Stretch] | None:
        """Another value, as a file writes it."""
        found = self.part(path)
        return None if found is None else [Stretch(found.start, found.end, text)]

    def added(self, path: Path, entry: str) -> list[Stretch] | None:
        """An entry behind the one that a path leads to, in the same table."""
        table, key, value = self.part(path[:-1]), self.key(path), self.part(path)
        if table is None or key is None or value is None:
            return None
        if not table.is_block:
            return [Stretch(value.end, value.end, f", {entry}")]
        end = self._line_end(value.end)
        ending = self._break_at(end) or self._break_at(self._line_end(0)) or "\n"
        return [Stretch(end, end, f"{ending}{' ' * self._column(key.start)}{entry}")]

    def unwrapped(self, path: Path, inner: Path) -> list[Stretch] | None:
        """What stands inside a value in the place of that value; `inner` leads on from the path."""
        outer, kept = self.part(path), self.part((*path, *inner))
        if outer is None or kept is None or self._has_comment(outer.start, kept.start, kept.end, outer.end):
            return None
        text = self._dedented(kept, self._column(kept.start) - self._column(outer.start))
        before = self.text[: outer.start].rstrip()
        if outer.is_block and not kept.is_block and before.endswith(":"):
            return [Stretch(len(before), outer.end, f" {text}")]
        return [Stretch(outer.start, outer.end, text)]

    def removed(self, path: Path) -> list[Stretch] | None:
        """The text without an item or an entry; without the whole table where it is the only entry."""
        parent, step = self.part(path[:-1]), path[-1]
        if parent is None:
            return None
        beside = self._beside(parent)
        number = step if isinstance(step, int) else list(parent.entries or ()).index(step)
        if len(beside) == 1:
            return self.removed(path[:-1]) if isinstance(step, str) and len(path) > 1 else None
        return self._block_removed(beside, number) if parent.is_block else self._flow_removed(beside, number)

    def _beside(self, parent: Part) -> list[Part]:
        """The items or entries of a part, keys and dashes included."""
        if parent.entries is not None:
            return [Part(key.start, max(key.end, value.end)) for key, value in parent.entries.values()]
        if not parent.is_block:
            return list(parent.items)
        ends = [parent.start, *(item.end for item in parent.items)]
        return [
            Part(self.text.index("-", end, max(item.start, end + 1) + 1), item.end)
            if number
            else Part(parent.start, item.end)
            for number, (end, item) in enumerate(zip(ends, parent.items, strict=False))
        ]

    def _block_removed(self, beside: list[Part], number: int) -> list[Stretch] | None:
        found = beside[number]
        start, end = self._line_start(found.start), self._line_end(found.end)
        if self.text[start : found.start].strip():  # behind the dash of an item
            after = beside[number + 1].start if number + 1 < len(beside) else None
            return None if after is None or self._has_comment(found.start, after) else [Stretch(found.start, after)]
        if self._has_comment(found.start, found.end):
            return None
        behind = self.text[found.end : end]
        if behind.strip():  # a comment stays
            return [Stretch(found.start, end - len(behind.lstrip()))]
        ending = self._break_at(end)
        if ending:
            return [Stretch(start, end + len(ending))]
        return [Stretch(len(self.text[:start].rstrip(_BREAKS)), end)]

    def _flow_removed(self, beside: list[Part], number: int) -> list[Stretch] | None:
        found, is_last = beside[number], number + 1 == len(beside)
        if self._has_comment(found.start, found.end):
            return None
        comma = self._comma(found.end)
        if not is_last:
            after = beside[number + 1].start
            if comma is None or not self._is_one_line(found.end, after):
                return None if comma is None else [self._with_line(found.start, comma + 1)]
            return [Stretch(found.start, after)]
        before = beside[number - 1].end
        if self._is_one_line(before, found.start):
            return [Stretch(before, found.end)]
        if comma is not None:
            return [self._with_line(found.start, comma + 1)]
        own = self._comma(before)
        return None if own is None else [Stretch(own, own + 1), self._with_line(found.start, found.end)]

    def _comma(self, end: int) -> int | None:
        """Where the comma behind an item stands."""
        rest = self.text[end:]
        first = len(rest) - len(rest.lstrip())
        return end + first if rest[first : first + 1] == "," else None

    def _with_line(self, start: int, end: int) -> Stretch:
        """A stretch with the line that it would leave blank."""
        first, last = self._line_start(start), self._line_end(end)
        if self.text[first:start].strip() or self.text[end:last].strip():
            return Stretch(start, end + len(self.text[end:last]) - len(self.text[end:last].lstrip(" ")))
        return Stretch(first, last + len(self._break_at(last)))

    def _dedented(self, part: Part, by: int) -> str:
        """A part as it stands so much further to the left; its first line is put where it belongs."""
        first, *rest = self.text[part.start : part.end].splitlines(keepends=True)
        return first + "".join(line[min(by, len(line) - len(line.lstrip(" "))) :] for line in rest)

    def _has_comment(self, *bounds: int) -> bool:
        """Whether a comment stands between some places; a text in quotes that looks like one is taken for it."""
        pairs = zip(bounds[::2], bounds[1::2], strict=True)
        return any(_COMMENT.search(self.text, start, end) for start, end in pairs)

    def _is_one_line(self, start: int, end: int) -> bool:
        return not any(sign in self.text[start:end] for sign in "\r\n#")

    def _position(self, index: int) -> tuple[int, int]:
        line = _last_before(self._starts, index)
        return line + 1, index - self._starts[line] + 1

    def _column(self, index: int) -> int:
        return self._position(index)[1] - 1

    def _line_start(self, index: int) -> int:
        return self._starts[_last_before(self._starts, index)]

    def _line_end(self, index: int) -> int:
        """Before the line break."""
        found = [place for sign in _BREAKS if (place := self.text.find(sign, index)) >= 0]
        return min(found, default=len(self.text))

    def _break_at(self, index: int) -> str:
        return next((ending for ending in ("\r\n", "\n", "\r") if self.text.startswith(ending, index)), "")


def changed(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    starts = _line_starts(text)
    found = [
        Stretch(starts[edit.line - 1] + edit.column - 1, starts[edit.end_line - 1] + edit.end_column - 1, edit.text)
        for edit in edits
    ]
    return with_stretches(text, found)


def with_stretches(text: str, stretches: list[Stretch]) -> str:
    """The text with others in the place of stretches that do not overlap."""
    for start, end, new in sorted(stretches, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@remembered(4)
def layout_of(name: str, text: str) -> Layout:
    """Where the parts of a text stand; asked for once for each of its problems.

    Raises:
        InputError: the text is no document.
    """
    return Layout(Source(name, text))


def _line_starts(text: str) -> list[int]:
    """Where each line begins; a text that ends with a line break has an empty line behind it."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _last_before(starts: list[int], index: int) -> int:
    return min(bisect_right(starts, index), len(starts)) - 1


class _Reader:
    """Takes one event after the other; what is open stands on a stack of its own."""

    def __init__(self, text: str) -> None:
        self.root: Part | None = None
        self._text = text
        self._starts = _line_starts(text)
        self._open: list[tuple[yaml.CollectionStartEvent, list[Part]]] = []

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            begun, parts = self._open.pop()
            self._add(self._closed(begun, parts, self._index(event.end_mark)))
        elif isinstance(event, yaml.ScalarEvent):
            start = self._index(event.start_mark)
            end = start + 1 if event.value == "?" == self._text[start] else self._index(event.end_mark)
            self._add(Part(start, start + len(self._text[start:end].rstrip()), key=event.value))

    def _closed(self, begun: yaml.CollectionStartEvent, parts: list[Part], end: int) -> Part:
        start, is_block = self._index(begun.start_mark), not begun.flow_style
        if is_block:  # the parser has them end where the next thing begins
            end = max((part.end for part in parts), default=start)
        if isinstance(begun, yaml.SequenceStartEvent):
            return Part(start, end, tuple(parts), None, is_block)
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return Part(start, end, (), {normalize("NFC", key.key): (key, value) for key, value in pairs}, is_block)

    def _add(self, part: Part) -> None:
        if self._open:
            self._open[-1][1].append(part)
        else:
            self.root = part

    def _index(self, mark: Any) -> int:  # of two classes, as the parser is; what is made from a text always has one
        line, column = int(mark.line), int(mark.column)
        return min(self._starts[min(line, len(self._starts) - 1)] + column, len(self._text))
