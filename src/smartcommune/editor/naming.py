"""A position to the name that stands there, and a name to where it is declared and used, in whichever file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from smartcommune.editor.context import context
from smartcommune.editor.pages import Page, Pages
from smartcommune.editor.positions import Position, range_of
from smartcommune.problems import Place
from smartcommune.rulesets.library import CASES as OF_CASES
from smartcommune.shape.roles import CASES, RULES, Name
from smartcommune.source.document import Document, Listing, Path, Scalar, Table
from smartcommune.source.files import Source

# What a rule set lets another one use that asks for its verdict.
SHARED: Final = frozenset({"source", "indicator", "threshold", "ruleset"})


class Found(NamedTuple):
    """A name, and the file that it stands in."""

    page: Page
    name: Name


def name_at(pages: Pages, source: Source, position: Position) -> Found | None:
    """The name at a position of a text; of one that is broken, with what its last good text declares."""
    page = pages.page(source.name)
    if page is None:
        return None
    if page.source.text != source.text:
        name = _name_in_broken(source, position)
        return None if name is None else Found(page, name)
    there = (name for name in page.names if range_of(name.place).holds(position))
    return next((Found(page, name) for name in there), None)


def _name_in_broken(source: Source, position: Position) -> Name | None:
    found = context(source.lines, position)
    spot = (CASES if source.name.endswith(OF_CASES) else RULES).along(found.path)
    role = (spot.role if found.may_be_value else None) or (spot.key_role if found.may_be_key else None)
    if role is None or not found.word:
        return None
    place = source.place(position.line + 1, found.start + 1, len(found.word))
    return Name(role.kind, found.word, place, found.path, role.declares)


def declarations(pages: Pages, found: Found) -> list[Found]:
    """Where a name is declared, the nearest place first: a threshold may be declared anew in each file."""
    name, extended = found.name, pages.extended(found.page)
    if name.kind == "value":
        return list(_value(found, extended))
    others = pages.used(found.page) if name.kind in SHARED else []
    return [each for page in (*extended, *others) for each in _alike(page, name) if each.name.declares]


def _value(found: Found, pages: list[Page]) -> Iterator[Found]:
    """Where a value of an enumeration or a set is declared."""
    indicator = indicator_of(found.page.document, found.name.path) or ""
    for page in pages:
        for text, place, path in values_of(page.document, indicator):
            if text == found.name.text:
                yield Found(page, Name("value", text, place, path, declares=True))


def values_of(document: Document, indicator: str) -> Iterator[tuple[str, Place, Path]]:
    """The values of an indicator that is declared here, with their places."""
    path: Path = ("indicators", indicator, "values")
    node = document.node(path)
    if isinstance(node, Table):
        yield from ((key.text, key.place, (*path, key.text)) for key, _ in node.entries.values())
    elif isinstance(node, Listing):
        for number, item in enumerate(node.items):
            if isinstance(item, Scalar):
                yield item.text, item.place, (*path, number)


def indicator_of(document: Document, path: Path) -> str | None:
    """The indicator whose value stands at a path: the fact's own, or the one that is compared there."""
    if "facts" in path:
        return next((str(step) for step in path[path.index("facts") + 1 :]), None)
    upwards = (path[:length] for length in range(len(path) - 1, 0, -1))
    return next((text for table in upwards if (text := document.text((*table, "indicator")))), None)


def definition(pages: Pages, found: Found) -> Place | None:
    """Where a name is declared; at a declaration, the one that it replaces."""
    others = [each for each in declarations(pages, found) if each.name.place != found.name.place]
    return others[0].name.place if others else None


def uses_of(pages: Pages, found: Found, *, with_declarations: bool) -> list[Found]:
    """Every place that means the same thing, in all files that rest on the one in which it was declared first."""
    declared = declarations(pages, found)
    if not declared:
        return [found]
    first = declared[-1]
    alike = {
        (each.page.source.name, each.name.place): each
        for page in _around(pages, first.page, found.page)
        for each in _alike(page, found.name)
        if _first(pages, each) == (first.page.source.name, first.name.path)
    }
    return [each for each in alike.values() if with_declarations or not each.name.declares]


def _around(pages: Pages, first: Page, page: Page) -> list[Page]:
    """The files in which a name may stand: those below the one that declares it, and those above the one asked in."""
    found = [*pages.below(first), page, *pages.extended(page)]
    return list({each.source.name: each for each in found}.values())


def _alike(page: Page, name: Name) -> Iterator[Found]:
    return (Found(page, each) for each in page.names if (each.kind, each.text) == (name.kind, name.text))


def _first(pages: Pages, found: Found) -> tuple[str, Path] | None:
    declared = declarations(pages, found)
    return (declared[-1].page.source.name, declared[-1].name.path) if declared else None
