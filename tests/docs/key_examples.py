"""Every key of the format to a place in a file of ours where it stands: an example that is run.

The rule files of `examples/` and of `rules/` are run with their cases by other tests, and the profiles are assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartcommune.shape.base import Shape
from smartcommune.shape.cases import CasesFile
from smartcommune.shape.rule_file import ProfileFile, RuleFile
from smartcommune.source.document import Document, Listing, Node, Scalar, Table, as_data, read_document
from smartcommune.source.files import read_source

ROOT: Final = Path(__file__).parents[2]
_FOLDERS: Final = ("examples/format", "examples/scored", "examples", "rules", "rules/thon", "rules/tinh")
# What is longer is no example that one takes in at a glance, and is cut off.
_MOST_LETTERS: Final = 64

Key = tuple[str, str]  # the part of the format, as its schema calls it, and the key in it


class Example(NamedTuple):
    """A key with its value, and the file where they stand."""

    path: Path
    text: str


@cache
def key_examples() -> dict[Key, Example]:
    """An example of each key that stands in a file of ours: the shortest of the first folder that has one."""
    found: dict[Key, Example] = {}
    for folder in _FOLDERS:
        here: dict[Key, Example] = {}
        for path in sorted((ROOT / folder).glob("*.yaml")):
            for key, node in _keys(read_document(read_source(str(path)))):
                text = f"{key[1]}: {_written(node)}"
                if key not in here or len(text) < len(here[key].text):
                    here[key] = Example(path, text)
        found = here | found
    return {key: each._replace(text=_cut(each.text)) for key, each in found.items()}


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 2].rstrip()} …"


def _keys(document: Document) -> Iterator[tuple[Key, Node]]:
    has = document.root.entries if isinstance(document.root, Table) else {}
    shape: type[Shape] = CasesFile if "ruleset" in has else RuleFile if "id" in has else ProfileFile
    yield from _of_part(shape.model_validate(as_data(document.root)), document.root)


def _of_part(value: Any, node: Node) -> Iterator[tuple[Key, Node]]:
    """The keys of a part of a file and of what it holds, each with what stands there."""
    if isinstance(value, Shape) and isinstance(node, Table):
        for key, part in value.items():
            _, below = node.entries[key]
            yield (part_name(type(value).__name__), key), below
            yield from _of_part(part, below)
    elif isinstance(value, dict) and isinstance(node, Table):
        for key, part in value.items():
            yield from _of_part(part, node.entries[key][1])
    elif isinstance(value, tuple) and isinstance(node, Listing):
        for part, below in zip(value, node.items, strict=True):
            yield from _of_part(part, below)


def part_name(shape: str) -> str:
    """What the schemas call a part of the format."""
    return shape.removesuffix("Shape")


def _written(node: Node) -> str:
    """What stands in a file, in one line."""
    if isinstance(node, Scalar):
        return f'"{node.text}"' if node.quoted else node.text
    if isinstance(node, Listing):
        return f"[{', '.join(map(_written, node.items))}]"
    return f"{{{', '.join(f'{key}: {_written(value)}' for key, (_, value) in node.entries.items())}}}"
