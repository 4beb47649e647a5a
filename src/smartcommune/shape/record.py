"""A document that is known to be well formed, read as if it were a model.

Validating a rule file with models takes longer than everything else that `check` does. A built-in file whose digest is
on record was validated before, so it is read like this; what absent keys give, and nothing else, is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from smartcommune.source.document import Document, as_data

# The keys by which a condition that is not a criterion's id is told.
CONDITIONS: Final = (
    "indicator",
    "all_of",
    "any_of",
    "none_of",
    "not",
    "at_least",
    "at_most",
    "ruleset",
    "points",
    "level",
)
# The keys of which a derived indicator has one, which says how it is computed.
FORMS: Final = ("share", "difference", "sum", "mean", "ratio", "change", "days")
# The keys by which a way of earning points is told.
EARNINGS: Final = ("scale", "in_proportion", "each", "given", "sum")


class Record:
    """Keys as attributes, with None for those that are absent; a trailing `_` sets names apart from Python's words."""

    __slots__ = ("_entries",)

    def __init__(self, entries: dict[str, Any]) -> None:
        self._entries = entries

    def __getattr__(self, name: str) -> Any:
        return _read(self._entries.get(name.rstrip("_")))

    def items(self) -> Iterator[tuple[str, Any]]:
        return ((key, _read(value)) for key, value in self._entries.items())

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __getitem__(self, key: str) -> Any:
        return _read(self._entries[key])


def known(document: Document, more: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """What a document holds, of which it is known that it is well formed: it reads like the model of its shape."""
    return Record({**as_data(document.root), **more})


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return Record(value)
    return tuple(_read(item) for item in value) if isinstance(value, tuple) else value
