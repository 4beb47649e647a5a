"""A rule file to its outline: sections, and in them what is declared, with its label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from smartcommune.editor.labels import words_at
from smartcommune.editor.pages import Page
from smartcommune.editor.positions import Position, Range, range_of
from smartcommune.messages import Words
from smartcommune.problems import Place
from smartcommune.source.document import Document, Listing, Node, Path, Table

Part = Literal["section", "source", "indicator", "threshold", "criterion", "level", "case"]
_SECTIONS: Final[dict[str, Part]] = {
    "sources": "source",
    "indicators": "indicator",
    "derived": "indicator",
    "thresholds": "threshold",
    "replace": "criterion",
    "criteria": "criterion",
    "levels": "level",
    "cases": "case",
}


class Symbol(NamedTuple):
    """A part of a file: what it is called, where it is named, and how far it goes."""

    part: Part
    text: str
    label: Words | None
    place: Place
    range: Range
    inner: tuple[Symbol, ...] = ()


class _Entry(NamedTuple):
    """A part before it is known how far it goes."""

    path: Path
    text: str
    place: Place  # of its name
    start: Place  # where it begins


def symbols(page: Page) -> list[Symbol]:
    """The sections of a file in their order, each with what it declares."""
    lines = page.source.lines
    end = Position(len(lines), 0)
    found = [*_sections(page.document)]
    return [
        Symbol("section", entry.text, None, entry.place, range, tuple(_inner(page, entry, range.end)))
        for entry, range in _ranges(found, end, lines)
        if entry.text in _SECTIONS
    ]


def _inner(page: Page, section: _Entry, end: Position) -> Iterator[Symbol]:
    path: Path = ("replace", "criteria") if section.text == "replace" else section.path
    entries = _entries(page.document.node(path), path)
    for entry, range in _ranges(list(entries), end, page.source.lines):
        label = words_at(page.document, (*entry.path, "label")) or words_at(page.document, (*entry.path, "title"))
        yield Symbol(_SECTIONS[section.text], entry.text, label, entry.place, range)


def _sections(document: Document) -> Iterator[_Entry]:
    if isinstance(document.root, Table):
        for key, _ in document.root.entries.values():
            yield _Entry((key.text,), key.text, key.place, key.place)


def _entries(node: Node | None, path: Path) -> Iterator[_Entry]:
    """What a section declares: by its keys, or as items by their ids or names."""
    if isinstance(node, Table):
        for key, _ in node.entries.values():
            yield _Entry((*path, key.text), key.text, key.place, key.place)
    elif isinstance(node, Listing):
        for number, item in enumerate(node.items):
            named = Document("", item)
            by = next((key for key in ("id", "name") if named.text((key,))), None)
            if by is not None:
                yield _Entry((*path, number), named.text((by,)) or "", named.place((by,)), item.place)


def _ranges(entries: list[_Entry], end: Position, lines: list[str]) -> Iterable[tuple[_Entry, Range]]:
    """Each goes up to the next one, without the blank lines and comments between them."""
    starts = [range_of(entry.start).start for entry in entries]
    for entry, (start, bound) in zip(entries, pairwise([*starts, end]), strict=True):
        yield entry, Range(start, max(_before(bound, lines), range_of(entry.place).end))


def _before(bound: Position, lines: list[str]) -> Position:
    """Where what lies before a position ends."""
    line, column = bound
    while line >= 0:
        text = lines[line][:column] if line < len(lines) else ""
        kept = text.rstrip(" ,-\t")
        if kept.strip() and not kept.lstrip().startswith("#"):
            return Position(line, len(kept))
        line, column = line - 1, len(lines[line - 1]) if line else 0
    return Position(0, 0)
