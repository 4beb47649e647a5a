"""The document of a `--columns` file to a map: which column is which, and how its cells are written.

What a map says, somebody decided: it settles what names and cells leave open. Strict: whatever is not understood is a
problem with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from smartcommune.messages import Listed, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding
from smartcommune.source.document import Document, Listing, Node, Scalar, Table
from smartcommune.tables.header.folding import folded, word
from smartcommune.tables.header.identity_names import IDENTITY, SHARED
from smartcommune.tables.header.manner import COMMA, POINT

UNITS: Final = ("percent", "fraction")
MARKS: Final = (COMMA, POINT)
WORDS: Final = ("yes", "no", "unknown", "not_applicable")
_KEYS: Final = ("columns", "header", "ignore")
_ENTRY_KEYS: Final = ("column", "unit", "decimal", "fill", "values", *WORDS)
_FILLS: Final = ("down",)


class Entry(NamedTuple):
    """What a map says about one indicator or identity column; what it does not say is None or empty."""

    target: str
    place: Place
    column: str | None = None  # a header or a letter
    unit: str | None = None
    decimal: str | None = None
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()
    values: Mapping[str, str] = {}  # folded words for the values of an enumeration
    fill: str | None = None  # `down`: what is written once holds for the rows below


class Ignored(NamedTuple):
    """A column that somebody said is not to be used."""

    column: str  # a header or a letter
    place: Place


class ColumnMap(NamedTuple):
    """What a map says about a table."""

    entries: Mapping[str, Entry] = {}
    header: tuple[int, ...] | None = None  # the rows of the header, where it says so; none of them is one
    ignored: tuple[Ignored, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The headers that the map names."""
        return tuple(entry.column for entry in self.entries.values() if entry.column is not None)


def read_map(document: Document, ruleset: RuleSet) -> ColumnMap:
    """The map in a document.

    Raises:
        InputError: everything in it that is not understood.
    """
    reader = _Reader(document, ruleset)
    found = reader.read()
    if reader.problems:
        raise InputError(reader.problems)
    return found


class _Reader:
    """Reads one document and collects what is wrong with it."""

    def __init__(self, document: Document, ruleset: RuleSet) -> None:
        self.document = document
        self.ruleset = ruleset
        self.problems: list[Problem] = []

    def read(self) -> ColumnMap:
        root = self._table(self.document.root, _KEYS)
        if "columns" not in root:
            self._report("missing-key", self.document.place(()), key="columns")
            return ColumnMap()
        columns = self._table(root["columns"], None)
        entries = {target: self._entry(target, node) for target, node in columns.items() if self._is_known(target)}
        return ColumnMap(entries, self._header(root.get("header")), tuple(self._ignored(root.get("ignore"))))

    def _table(self, node: Node, allowed: tuple[str, ...] | None) -> dict[str, Node]:
        """The entries of a table; keys that are not allowed are reported."""
        if not isinstance(node, Table):
            kind = Message("kind.list" if isinstance(node, Listing) else "kind.text", **_quoted(node))
            self._report("expected-table", node.place, found=kind)
            return {}
        found = {}
        for key, (name, value) in node.entries.items():
            if allowed is None or key in allowed:
                found[key] = value
            else:
                self._report("unknown-key", name.place, did_you_mean(key, allowed), key=key)
        return found

    def _is_known(self, target: str) -> bool:
        known = (*IDENTITY, *self.ruleset.indicators)
        if target not in known:
            place = self.document.key_place(("columns", target)) or self.document.place(("columns",))
            self._report("undeclared-indicator", place, did_you_mean(target, known), name=target)
        return target in known

    def _ignored(self, node: Node | None) -> Iterator[Ignored]:
        for item in _items(node):
            text = self._text("ignore", item)
            if text is not None:
                yield Ignored(text, item.place)

    def _header(self, node: Node | None) -> tuple[int, ...] | None:
        if node is None:
            return None
        rows = []
        for item in _items(node):
            text = item.text if isinstance(item, Scalar) else ""
            if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
                self._report("not-a-row", item.place, found=text)
            else:
                rows.append(int(text[:9]))
        return tuple(sorted(rows))

    def _entry(self, target: str, node: Node) -> Entry:
        place = self.document.place(("columns", target))
        if isinstance(node, Scalar):
            return Entry(target, place, self._text("column", node))
        parts = self._table(node, _ENTRY_KEYS)
        for key in parts:
            self._check_fits(target, key)
        words = {key: self._words(parts.get(key)) for key in WORDS}
        self._check_apart(target, words)
        return Entry(
            target,
            place,
            self._text("column", parts.get("column")),
            self._one_of("unit", parts.get("unit"), UNITS),
            self._one_of("decimal", parts.get("decimal"), MARKS),
            fill=self._one_of("fill", parts.get("fill"), _FILLS),
            values=self._value_words(target, parts.get("values")),
            **words,
        )

    def _value_words(self, target: str, node: Node | None) -> dict[str, str]:
        """The words that offices have for the values of an enumeration."""
        indicator = self.ruleset.indicators.get(target)
        found: dict[str, str] = {}
        for value, words in (self._table(node, None) if node is not None else {}).items():
            if indicator is None or value not in indicator.values:
                place = self.document.key_place(("columns", target, "values", value)) or words.place
                known = () if indicator is None else tuple(indicator.values)
                self._report("not-allowed", place, did_you_mean(value, known), found=value, key="values")
                continue
            for text in filter(None, (self._text("word", item) for item in _items(words))):
                other = found.setdefault(folded(text), value)
                if other != value:
                    keys = Listed((f"`{other}`", f"`{value}`"))
                    self._report("map-word-twice", words.place, word=text, keys=keys)
        return found

    def _check_fits(self, target: str, key: str) -> None:
        """A unit is for percentages, a decimal mark for numbers, yes and no for what is either."""
        indicator = self.ruleset.indicators.get(target)
        type = "identity" if indicator is None else indicator.type
        fitting = {
            "unit": type == "percent",
            "decimal": indicator is not None and indicator.numeric,
            "yes": type == "boolean",
            "no": type == "boolean",
            "fill": target in SHARED,
            "values": type == "enum",
        }
        if key != "column" and not fitting.get(key, indicator is not None):
            place = self.document.key_place(("columns", target, key)) or self.document.place(("columns", target))
            self._report("map-misfit", place, key=key, target=target, type=Message(f"map-type.{type}"))

    def _check_apart(self, target: str, words: Mapping[str, frozenset[str]]) -> None:
        """One word means one thing."""
        seen: dict[str, str] = {}
        for key, texts in words.items():
            for text in sorted(texts):
                other = seen.setdefault(text, key)
                if other != key:
                    place = self.document.place(("columns", target, key))
                    self._report("map-word-twice", place, word=text, keys=Listed((f"`{other}`", f"`{key}`")))

    def _text(self, key: str, node: Node | None) -> str | None:
        if node is None:
            return None
        if not isinstance(node, Scalar):
            kind = Message("kind.list" if isinstance(node, Listing) else "kind.table")
            self._report("expected-text", node.place, found=kind)
            return None
        if node.blank or not node.text.strip():
            self._report("empty-value", node.place, key=key)
            return None
        return node.text

    def _one_of(self, key: str, node: Node | None, allowed: tuple[str, ...]) -> str | None:
        text = self._text(key, node)
        if text is None or text in allowed:
            return text
        place = node.place if node is not None else self.document.place(())
        self._report("not-allowed", place, did_you_mean(text, allowed), found=text, key=key)
        return None

    def _words(self, node: Node | None) -> frozenset[str]:
        texts = (self._text("word", item) for item in _items(node))
        return frozenset(word(text) for text in texts if text is not None)

    def _report(self, id: str, place: Place, help: Message | None = None, **values: object) -> None:
        self.problems.append(finding(id, place, help, **values))


def _items(node: Node | None) -> Iterator[Node]:
    """The items of a list; one without brackets stands for the list of it."""
    if isinstance(node, Listing):
        yield from node.items
    elif node is not None:
        yield node


def _quoted(node: Node) -> dict[str, object]:
    return {"found": node.text} if isinstance(node, Scalar) else {}
