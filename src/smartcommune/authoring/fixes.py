"""A rule file to the edits that change one thing in it, of which it is known that they change nothing else.

What the changed text says is read and held against what it ought to say; where that differs there is no fix.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from smartcommune.authoring.lint import Subject
from smartcommune.messages import Message
from smartcommune.problems import Fix, InputError
from smartcommune.source.document import Path, as_data, read_document
from smartcommune.source.files import Source
from smartcommune.source.layout import Stretch, layout_of, with_stretches

Data = Any  # nested dictionaries and tuples of text, as `as_data` gives them


class Draft:
    """Changes of one text that go together."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._layout = layout_of(source.name, source.text)
        self._stretches: list[Stretch] = []
        self._is_possible = True
        self._expected: Data = as_data(read_document(source).root)

    def drop(self, path: Path) -> Draft:
        """Without an item or an entry."""
        return self._with(self._layout.removed(path), _without(self._expected, path))

    def unwrap(self, path: Path, inner: Path) -> Draft:
        """With what stands inside a value in its place."""
        return self._with(self._layout.unwrapped(path, inner), _at(self._expected, path, lambda data: _in(data, inner)))

    def rekey(self, path: Path, key: str) -> Draft:
        """With another key in the place of the one that ends a path."""

        def renamed(table: dict[str, Data]) -> dict[str, Data]:
            return {key if name == path[-1] else name: value for name, value in table.items()}

        return self._with(self._layout.renamed(path, key), _at(self._expected, path[:-1], renamed))

    def write(self, path: Path, text: str, written: str | None = None) -> Draft:
        """With another text as value; `written` is how the file has it, where that is something else."""
        return self._with(self._layout.replaced(path, written or text), _at(self._expected, path, lambda _: text))

    def add(self, path: Path, key: str, text: str) -> Draft:
        """With an entry behind the one that a path leads to."""
        added = _at(self._expected, path[:-1], lambda table: {**table, key: text})
        return self._with(self._layout.added(path, f"{key}: {text}"), added)

    def fix(self, title: Message, *, safe: bool = False) -> Fix | None:
        """The edits, where the text that they make says just what it is to say."""
        if not self._is_possible:
            return None
        text = with_stretches(self._source.text, self._stretches)
        try:
            found = as_data(read_document(Source(self._source.name, text)).root)
        except InputError:
            return None
        if found != self._expected:
            return None
        return Fix(title, tuple(map(self._layout.edit, sorted(self._stretches))), safe)

    def _with(self, stretches: list[Stretch] | None, expected: Data) -> Draft:
        self._is_possible = self._is_possible and stretches is not None
        self._stretches += stretches or []
        self._expected = expected
        return self


def dropped(subject: Subject, path: Path) -> Fix | None:
    """Without something that is declared and not used."""
    return Draft(subject.source).drop(path).fix(Message("fix.without", name=path[-1]))


def is_compared(path: Path) -> bool:
    """Whether what stands at a path is no word of a law, and nothing by which columns and cells are known."""
    known = path[:1] in (("indicators",), ("derived",)) and "values" in path
    return not known and not {"quote", "label", "aliases", "value_aliases"} & {*path}


def _at(data: Data, path: Path, change: Callable[[Data], Data]) -> Data:
    """The data with what a path leads to changed."""
    if not path:
        return change(data)
    step, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {key: _at(value, rest, change) if key == step else value for key, value in data.items()}
    return tuple(_at(item, rest, change) if number == step else item for number, item in enumerate(data))


def _in(data: Data, path: Path) -> Data:
    for step in path:
        data = data[step]
    return data


def _without(data: Data, path: Path) -> Data:
    """The data without what a path leads to; without the table in which it is the only entry."""
    parent, step = _in(data, path[:-1]), path[-1]
    if isinstance(parent, dict):
        if len(parent) == 1 and len(path) > 1:
            return _without(data, path[:-1])
        return _at(data, path[:-1], lambda table: {key: value for key, value in table.items() if key != step})
    return _at(data, path[:-1], lambda items: tuple(item for number, item in enumerate(items) if number != step))
