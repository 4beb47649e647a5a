"""A name and a new one to the places that change, in all files that rest on the one that declares it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from glob import escape
from typing import Final

from smartcommune.editor.naming import Found, declarations, uses_of
from smartcommune.editor.pages import Page, Pages
from smartcommune.messages import Message
from smartcommune.problems import InputError, Place
from smartcommune.rulesets.library import built_in, rules_root
from smartcommune.source.document import read_document
from smartcommune.source.files import read_source, yaml_files

# A rule set bears the name of its file, and profiles know an enumeration's values.
_RENAMED: Final = frozenset({"indicator", "threshold", "criterion", "source", "level"})
_ID: Final = re.compile("[a-z][a-z0-9_]{0,63}")


def can_rename(pages: Pages, found: Found) -> Message | None:
    """Why a name cannot be changed here; None where it can."""
    if found.name.kind not in _RENAMED:
        return Message("editor.not-renamed", name=found.name.text)
    declared = declarations(pages, found)
    if not declared:
        return Message(f"undeclared-{found.name.kind}", name=found.name.text)
    first = declared[-1].page
    if _is_elsewhere(first, found.page):
        return Message("editor.built-in", name=found.name.text, file=first.source.name)
    return None


def places_to_rename(pages: Pages, found: Found, name: str) -> tuple[Place, ...] | Message:
    """The places where a new name has to stand; a message where it cannot."""
    refused = can_rename(pages, found)
    if refused is not None:
        return refused
    if not _ID.fullmatch(name):
        return Message("bad-id", found=name)
    changed = uses_of(pages, found, with_declarations=True)
    first = declarations(pages, found)[-1].page
    broken = next(_broken(first, found.name.text), None)
    if broken is not None:
        return Message("editor.broken", file=broken)
    for page in {each.page.source.name: each.page for each in changed}.values():
        if declarations(pages, Found(page, found.name._replace(text=name))):
            return Message("editor.taken", name=name)
    return tuple(each.name.place for each in changed)


def _broken(first: Page, name: str) -> Iterator[str]:
    """The files around the one that declares a name which speak of it and cannot be read: they would keep it."""
    if first.source.path is None:
        return
    root = rules_root(first.source.path)
    for file in yaml_files(str(root)) if root.name == "rules" else yaml_files(f"{escape(str(root))}/*"):
        try:
            source = read_source(file)
            if name in source.text:
                read_document(source)
        except InputError:
            yield file


def _is_elsewhere(first: Page, page: Page) -> bool:
    """Whether a name comes from a built-in rule set, and the file that is open from another folder."""
    paths = first.source.path, page.source.path
    if None in paths or paths[0] not in built_in().values():
        return False
    first_root, root = (rules_root(path) for path in paths if path is not None)
    return first_root != root
