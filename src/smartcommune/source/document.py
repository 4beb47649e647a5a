"""YAML or JSON text to a document: every scalar is text and knows where it stands.

Built from the parser's event stream without recursion. The budgets and refusals act before anything is built: no
anchors, aliases, tags, merge keys, duplicate keys or second documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple, cast

import yaml

from smartcommune.problems import InputError, Place, Problem, finding
from smartcommune.remembered import remembered
from smartcommune.source.files import Source
from smartcommune.source.syntax import syntax_problem, unplaced_problem

# The deepest real rule set has 8 levels; the C loader dies near 50,000.
MOST_LEVELS: Final = 64
# The largest real rule set has below 3,000.
MOST_NODES: Final = 100_000

Path = tuple[str | int, ...]

_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR_EVENT: Final = yaml.ScalarEvent
_WRITTEN: Final = (yaml.ScalarEvent, yaml.CollectionStartEvent)  # whatever is not an alias
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
# `adults: ?` at the end of a line, where YAML would begin a key; nothing behind it on the line moves.
_BARE_UNKNOWN: Final = re.compile(r"""(?m)^([^"'#\n]*:[ \t]+)\?(?=[ \t]*(?:#.*)?$)""")
# JSON writes characters beyond the first plane as two escapes; YAML has one for them.
_SURROGATES: Final = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


class Scalar(NamedTuple):
    """A text as it stands in the file, in composed form (NFC)."""

    text: str
    place: Place
    quoted: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing was written: an empty value or an unquoted `null` or `~`."""
        return not self.quoted and self.text in _NULLS


class Listing(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


class Table(NamedTuple):
    """Keys with their nodes, in the order of the file."""

    entries: Mapping[str, tuple[Scalar, Node]]
    place: Place


Node = Scalar | Listing | Table

# What is made of every scalar of a file is made from a tuple: calling it by its fields takes three times as long.
_SCALAR: Final = cast("Callable[[tuple[str, Place, bool]], Scalar]", partial(tuple.__new__, Scalar))
_PLACE: Final = cast("Callable[[tuple[str, int, int, int, str]], Place]", partial(tuple.__new__, Place))


class Document(NamedTuple):
    """A file's content and the places of its parts."""

    name: str
    root: Node

    def __repr__(self) -> str:
        return f"Document({self.name!r})"

    def node(self, path: Path) -> Node | None:
        """The node that a path of keys and positions leads to."""
        node: Node | None = self.root
        for step in path:
            node = _child(node, step)
        return node

    def text(self, path: Path) -> str | None:
        """The text at a path; None where nothing was written."""
        node = self.node(path)
        return node.text if isinstance(node, Scalar) and not node.blank else None

    def place(self, path: Path) -> Place:
        """The place of the value at a path, or of the nearest thing above it that exists: a key, an item, the file."""
        place = _start(self.root)
        node: Node = self.root
        for number, step in enumerate(path):
            if isinstance(node, Scalar):
                return node.place
            child = _child(node, step)
            if child is None:
                return place
            key = self.key_place(path[: number + 1])
            place = child.place if number + 1 == len(path) or key is None else key
            node = child
        return place

    def key_place(self, path: Path) -> Place | None:
        """The place of the key that ends a path, or None for a list item and for the whole document."""
        if not path:
            return None
        parent = self.node(path[:-1])
        if isinstance(parent, Table) and path[-1] in parent.entries:
            return parent.entries[str(path[-1])][0].place
        return None


def as_data(node: Node) -> Any:
    """The node as nested dictionaries and tuples of text, with None where nothing was written."""
    if isinstance(node, Scalar):
        return None if node.blank else node.text
    if isinstance(node, Listing):
        return tuple(as_data(item) for item in node.items)
    return {key: as_data(value) for key, (_, value) in node.entries.items()}


def read_document(source: Source) -> Document:
    """The document in a text.

    Raises:
        InputError: with every duplicate key, anchor and the like, or with the place where the text stops being YAML.
    """
    return _read(source.name, source.text)


# Rule files are read for themselves, for their cases and for those that extend them, soon after one another.
@remembered(8)
def _read(name: str, text: str) -> Document:
    source = Source(name, text)
    builder = _Builder(source)
    try:
        feed(builder.take, source.text)
    except yaml.MarkedYAMLError as error:
        problem = builder.too_deep(error) or syntax_problem(source, error, builder.quoted)
        raise InputError([*builder.problems, problem]) from error
    except yaml.YAMLError as error:  # a broken escape inside a string: the parser gives no place for it
        raise InputError([*builder.problems, unplaced_problem(source, error)]) from error
    if builder.root is None:
        raise InputError([*builder.problems, finding("empty-file", source.place(1, 1))])
    if builder.problems:
        raise InputError(builder.problems)
    return Document(source.name, builder.root)


def feed(take: Callable[[yaml.Event], None], text: str) -> None:
    """Hand on the events of a text one by one, as `yaml.parse` gives them, at half the cost."""
    parser = _PARSER(_as_yaml(text))
    try:
        for event in iter(parser.get_event, None):
            take(event)
    finally:
        parser.dispose()


def _as_yaml(text: str) -> str:
    """What people and JSON write and YAML does not have: a bare `?`, tabs between tokens and surrogate pairs."""
    if not text.lstrip().startswith(("{", "[")):
        return _BARE_UNKNOWN.sub(r'\1"?"', text)
    return _SURROGATES.sub(_one_character, text.replace("\t", " "))


def _pairs(text: str) -> dict[int, list[int]]:
    """Where characters written as two escapes stand, by line: what the parser reads there is two letters shorter."""
    found: dict[int, list[int]] = {}
    for number, line in enumerate(text.splitlines() if "\\u" in text else ()):
        for earlier, match in enumerate(_SURROGATES.finditer(line)):
            found.setdefault(number, []).append(match.start() - 2 * earlier)
    return found


def _one_character(match: re.Match[str]) -> str:
    high, low = int(match[1], 16), int(match[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"


class _Open:
    """A list or table whose end was not reached yet."""

    __slots__ = ("entries", "is_table", "items", "key", "place")

    def __init__(self, place: Place, is_table: bool) -> None:
        self.place = place
        self.is_table = is_table
        self.items: list[Node] = []
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.key: Scalar | None = None

    def close(self) -> Node:
        return Table(self.entries, self.place) if self.is_table else Listing(tuple(self.items), self.place)


class _Builder:
    """Takes one event after the other; keeps the open lists and tables on a stack of its own."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._name = source.name
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        # Of the last quoted text that goes over several lines: its last line, and its place.
        self.quoted: tuple[int, Place] | None = None
        self._pairs = _pairs(source.text)
        self._lines = source.lines
        self._plain = 0 if self._pairs else len(self._lines)

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, _SCALAR_EVENT):  # as nearly all are: nothing is called that need not be
            self._nodes += 1
            if self._nodes > MOST_NODES or event.anchor is not None or event.tag is not None:
                self._check(event)
            text, is_written = event.value, event.style
            if is_written:
                self._note_quoted(event)
            if not text.isascii():
                text = unicodedata.normalize("NFC", text)
            self._add(_SCALAR((text, self._place(event), bool(is_written))))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._open.pop().close())
        elif isinstance(event, yaml.NodeEvent):
            self._nodes += 1
            self._check(event)
            self._begin(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._count_document(event)

    def _begin(self, event: yaml.NodeEvent) -> None:
        """A list or a table, or an alias, which has been refused."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(_Open(self._place(event), isinstance(event, yaml.MappingStartEvent)))
        else:
            self._add(Scalar(f"‹{len(self.problems)}›", self._place(event)))

    def _note_quoted(self, event: yaml.ScalarEvent) -> None:
        first, last = event.start_mark, event.end_mark
        if event.style in ("'", '"') and first is not None and last is not None and last.line > first.line:
            self.quoted = last.line, self._place(event)

    def _check(self, event: yaml.NodeEvent) -> None:
        """The budgets end the reading; the refusals are collected."""
        if self._nodes > MOST_NODES:
            raise self._refused("too-many-nodes", event, most=MOST_NODES)
        if len(self._open) >= MOST_LEVELS and isinstance(event, yaml.CollectionStartEvent):
            raise self._refused("too-deep", event, most=MOST_LEVELS)
        if event.anchor is None and getattr(event, "tag", None) is None:
            return  # as nearly all are; an alias has the name of its anchor
        if not isinstance(event, _WRITTEN):
            self._report("alias", event, name=event.anchor)
            return
        if event.anchor is not None:
            self._report("anchor", event, name=event.anchor)
        if event.tag is not None:
            self._report("tag", event, name=event.tag)

    def too_deep(self, error: yaml.MarkedYAMLError) -> Problem | None:
        """What a parser that counts levels itself has refused; it reads ahead of its events, to a thousand brackets."""
        if "nesting depth" not in (error.problem or ""):
            return None
        line = error.problem_mark.line if error.problem_mark else 0
        level = sum((item.place.line or 0) <= line for item in self._open)
        for column, letter in enumerate(self.source.line(line + 1), 1):
            level += (letter in "[{") - (letter in "]}")
            if level > MOST_LEVELS:
                return finding("too-deep", self.source.place(line + 1, column), most=MOST_LEVELS)
        return None

    def _count_document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._refused("second-document", event)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        key = parent.key
        if key is not None:
            parent.key = None
            if key.text in parent.entries:
                self._repeated(parent, key)
            else:
                parent.entries[key.text] = (key, node)
        elif parent.is_table:
            parent.key = self._as_key(node)
        else:
            parent.items.append(node)

    def _as_key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.problems.append(finding("complex-key", node.place))
            return Scalar(f"‹{len(self.problems)}›", node.place)
        if node.text == "<<" and not node.quoted:
            self.problems.append(finding("merge-key", node.place))
        return node

    def _repeated(self, parent: _Open, key: Scalar) -> None:
        first = parent.entries[key.text][0].place
        problem = finding("duplicate-key", key.place, key=key.text, line=first.line)
        self.problems.append(problem._replace(related=first))

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # events made from a text always have both
            return Place(self._name)
        line, column = start.line, start.column
        width = end.column - column
        if width < 1 or end.line != line:
            width = 1
        if line < self._plain:  # as nearly all are
            return _PLACE((self._name, line + 1, column + 1, width, self._lines[line]))
        if line in self._pairs:
            column += 2 * sum(1 for pair in self._pairs[line] if pair < column)
        return self.source.place_within(line + 1, column + 1, width)

    def _report(self, id: str, event: yaml.Event, **values: object) -> None:
        self.problems.append(finding(id, self._place(event), **values))

    def _refused(self, id: str, event: yaml.Event, **values: object) -> InputError:
        self._report(id, event, **values)
        return InputError(self.problems)


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Table) and isinstance(step, str) and step in node.entries:
        return node.entries[step][1]
    if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _start(node: Node) -> Place:
    """Where a document begins; one that says nothing begins with its first character."""
    if isinstance(node, Scalar) and node.place.line is not None:
        return Place(node.place.source, 1, 1)
    return Place(node.place.source, node.place.line, node.place.column, 1, node.place.excerpt)


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every scalar value below a node with its path, in the order of the file."""
    waiting: list[tuple[Path, Node]] = [(path, node)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Scalar):
            yield path, node
        elif isinstance(node, Listing):
            waiting += reversed([((*path, number), item) for number, item in enumerate(node.items)])
        else:
            waiting += reversed([((*path, key), value) for key, (_, value) in node.entries.items()])


def scalar_spans(source: Source) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where keys and values begin and end, as lines from 1 and columns from 0: no comment begins inside them."""
    try:
        tokens = list(yaml.scan(source.text, Loader=_PARSER))
    except yaml.YAMLError:  # a text that is no YAML has no comments either
        return []
    marks = [(token.start_mark, token.end_mark) for token in tokens if isinstance(token, yaml.ScalarToken)]
    return [((first.line + 1, first.column), (last.line + 1, last.column)) for first, last in marks]
