"""Python values to a document, for callers that have no file: the place of each is its path."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem, finding
from smartcommune.quantity import plain as number_text
from smartcommune.source.document import MOST_LEVELS, MOST_NODES, Document, Listing, Node, Path, Scalar, Table
from smartcommune.source.files import Source, checked

# Longer integers are no facts, and Python refuses to write them.
_MOST_INTEGER: Final = 10**40


def document_of(values: Mapping[str, object], name: str) -> Document:
    """A document made from Python values, for callers that have no file.

    Raises:
        InputError: a value that no file could hold.
    """
    return Document(name, _Values(name).node(values, ()))


class _Values:
    """Makes nodes of Python values; the place of each is its path, since there are no lines."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._nodes = 0

    def node(self, value: object, path: Path) -> Node:
        place = Place(".".join([self.name, *(str(step) for step in path)]))
        self._nodes += 1
        if len(path) >= MOST_LEVELS:
            raise InputError([finding("too-deep", place, most=MOST_LEVELS)])
        if self._nodes > MOST_NODES:
            raise InputError([finding("too-many-nodes", place, most=MOST_NODES)])
        if isinstance(value, Mapping):
            return self._table(value, path, place)
        if isinstance(value, Sequence) and not isinstance(value, str | bytes):
            return Listing(tuple(self.node(item, (*path, number)) for number, item in enumerate(value)), place)
        return Scalar(_text_of(value, place), place)

    def _table(self, value: Mapping[Any, object], path: Path, place: Place) -> Table:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for given, item in value.items():
            key = _text_of(given, place)
            if key in entries:
                raise InputError([Problem("duplicate-key", place, Message("same-key", key=key))])
            node = self.node(item, (*path, key))
            entries[key] = (Scalar(key, node.place), node)
        return Table(entries, place)


def _text_of(value: object, place: Place) -> str:
    """The text a file would have for a Python value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return unicodedata.normalize("NFC", checked(Source(str(place), value)).text)
    if isinstance(value, date):
        return value.isoformat()  # a moment stays one, and is refused where a day is due
    if isinstance(value, Fraction):
        return number_text(value)
    if isinstance(value, float | Decimal) or (isinstance(value, int) and abs(value) < _MOST_INTEGER):
        return str(value)
    raise InputError([finding("not-text", place)])
