"""A place of a file to what may stand there: which texts are names, of what, and whether they are declared there.

The shapes say it; this follows them along a path of keys. Lists have no part in it: what may stand in a list is asked
as if it stood there alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from smartcommune.problems import Place
from smartcommune.shape.base import Shape
from smartcommune.shape.cases import CasesFile
from smartcommune.shape.rule_file import RuleFile
from smartcommune.shape.text_types import Kind, Role
from smartcommune.source.document import Document, Listing, Node, Path, Scalar, Table


class Spot:
    """What may stand at a place: tables of some shapes, tables of names, or a text that is a name."""

    def __init__(self, hints: Sequence[Any]) -> None:
        parts = [part for hint in hints for part in _parts(hint, ())]
        self.role: Role | None = next((part for part in parts if isinstance(part, Role)), None)
        self._shapes = [part for part in parts if isinstance(part, type)]
        self._tables = [part for part in parts if isinstance(part, tuple)]
        self._below: dict[str, Spot] = {}

    @cached_property
    def key_role(self) -> Role | None:
        """What the keys of a table name that may stand here."""
        return next((part for key, _ in self._tables for part in _parts(key, ()) if isinstance(part, Role)), None)

    def below(self, key: str) -> Spot:
        """What may stand behind a key."""
        if key not in self._below:
            known = [_fields(shape)[key] for shape in self._shapes if key in _fields(shape)]
            self._below[key] = Spot([*known, *(value for _, value in self._tables)])
        return self._below[key]

    def along(self, path: Sequence[str | int]) -> Spot:
        """What may stand at the end of a path."""
        found = self
        for step in path:
            found = found.below(step) if isinstance(step, str) else found
        return found


@cache
def _fields(shape: type[Shape]) -> dict[str, Any]:
    """The hint of each key, as files name it; the shapes themselves, which check files, need not be complete for it."""
    hints = get_type_hints(shape, include_extras=True)
    return {field.alias or name: hints[name] for name, field in shape.model_fields.items()}


def _parts(hint: Any, said: tuple[Any, ...]) -> Iterator[Any]:
    """The shapes, the tables (as pairs of key and value) and the roles that a hint has."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *more = get_args(hint)
        yield from _parts(inner, (*said, *more))
    elif origin in (Union, UnionType, tuple):
        yield from (part for each in get_args(hint) if each is not Ellipsis for part in _parts(each, said))
    elif origin is dict:
        yield get_args(hint)
    elif isinstance(hint, type) and issubclass(hint, Shape):
        yield hint
    else:
        yield from (each for each in said if isinstance(each, Role))


RULES: Final = Spot([RuleFile])
CASES: Final = Spot([CasesFile])


class Name(NamedTuple):
    """A text of a document that names something."""

    kind: Kind
    text: str
    place: Place
    path: Path  # of the value, or of the key's value
    declares: bool = False


def names_in(document: Document, root: Spot) -> Iterator[Name]:
    """Every name that stands in a document, in its order."""
    yield from _names(document.root, root, ())


def _names(node: Node, spot: Spot, path: Path) -> Iterator[Name]:
    if isinstance(node, Scalar):
        if spot.role is not None and not node.blank:
            yield _name(node, spot.role, path)
    elif isinstance(node, Listing):
        for number, item in enumerate(node.items):
            yield from _names(item, spot, (*path, number))
    else:
        yield from _names_of_table(node, spot, path)


def _names_of_table(table: Table, spot: Spot, path: Path) -> Iterator[Name]:
    for key, (scalar, value) in table.entries.items():
        if spot.key_role is not None:
            yield _name(scalar, spot.key_role, (*path, key))
        yield from _names(value, spot.below(key), (*path, key))


def _name(scalar: Scalar, role: Role, path: Path) -> Name:
    """The name itself, without quotes, and without the article of a citation."""
    text = scalar.text.partition("#")[0] if role.kind == "source" else scalar.text
    column = (scalar.place.column or 1) + scalar.quoted
    return Name(role.kind, text, scalar.place._replace(column=column, width=len(text)), path, role.declares)
