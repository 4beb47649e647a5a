"""Declarations to what they are called."""

from __future__ import annotations

from smartcommune.editor.naming import Found
from smartcommune.messages import LANGUAGES, Words
from smartcommune.source.document import Document, Path, Table


def label_of(declared: Found) -> Words | None:
    """The label or title of what is declared."""
    document, path = declared.page.document, _owner(declared)
    return words_at(document, (*path, "label")) or words_at(document, (*path, "title"))


def words_at(document: Document, path: Path) -> Words | None:
    """What is written at a path in both languages; of a value with a table of its own, its label."""
    node = document.node(path)
    if not isinstance(node, Table):
        return None
    if "label" in node.entries:
        return words_at(document, (*path, "label"))
    return Words(*(document.text((*path, language)) or "" for language in LANGUAGES))


def _owner(declared: Found) -> Path:
    """The table that says what a name is: what stands behind it, or the one in which it is the id."""
    path = declared.name.path
    return path[:-1] if path and path[-1] == "id" else path
