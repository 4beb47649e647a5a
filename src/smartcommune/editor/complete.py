"""A position to the names that may stand there, also where the text is broken at that moment.

Keys of the format are left to the JSON Schema; what a schema cannot know is offered here: names that are declared, and
the values of the indicator that is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from smartcommune.editor.context import Context, context
from smartcommune.editor.labels import label_of, words_at
from smartcommune.editor.naming import SHARED, Found, values_of
from smartcommune.editor.pages import Page, Pages
from smartcommune.editor.positions import Position, Range
from smartcommune.messages import Words
from smartcommune.rulesets.library import CASES as OF_CASES
from smartcommune.rulesets.library import built_in, rules_root
from smartcommune.shape.roles import CASES, RULES, Spot
from smartcommune.shape.text_types import Kind, Role
from smartcommune.source.document import Listing, Scalar
from smartcommune.source.files import Source, yaml_files

_BOOLEANS: Final = ("true", "false")
# A comment, or the article of a citation: nothing there is a name.
_NO_NAME: Final = re.compile(r"(^|\s)#|#\S*$")


class Offer(NamedTuple):
    """A text that may stand somewhere, and what it is called."""

    text: str
    kind: Kind
    label: Words | None = None


class Completion(NamedTuple):
    """What may stand at a position, in the place of what is written there."""

    range: Range
    offers: tuple[Offer, ...]


def completion(pages: Pages, source: Source, position: Position) -> Completion:
    """The names that may stand at a position of a text, those of the file itself first."""
    found, page = context(source.lines, position), pages.page(source.name)
    start, end = (Position(position.line, found.start + more) for more in (0, len(found.word)))
    if page is None or _NO_NAME.search(found.before):
        return Completion(Range(start, end), ())
    spot = (CASES if page.of_cases else RULES).along(found.path)
    asked = _Asked(pages, page, found)
    offers = [*(asked.keys(spot) if found.may_be_key else ()), *(asked.values(spot) if found.may_be_value else ())]
    return Completion(Range(start, end), tuple({offer.text: offer for offer in offers}.values()))


class _Asked(NamedTuple):
    """What is asked: which files count, and where the position lies."""

    pages: Pages
    page: Page
    at: Context

    def keys(self, spot: Spot) -> Iterator[Offer]:
        """Names that may be keys here; not those that stand here already."""
        taken, role = self.at.beside[-1], spot.key_role
        offers = self._places() if role is None else self._names(role)
        return (offer for offer in offers if offer.text not in taken)

    def values(self, spot: Spot) -> Iterator[Offer]:
        role = spot.role
        if role is None:
            return iter(())
        return self._of_indicator(self._compared()) if role.kind == "value" else self._names(role)

    def _names(self, role: Role) -> Iterator[Offer]:
        """What is declared; where one declares, only the thresholds of the parent, which may be declared anew."""
        if role.kind == "ruleset":
            return (Offer(name, "ruleset") for name in _rulesets(self.page))
        extended = self.pages.extended(self.page)
        if role.declares:
            extended = extended[1:] if role.kind == "threshold" else []
        others = self.pages.used(self.page) if role.kind in SHARED and not role.declares else []
        return (offer for page in (*extended, *others) for offer in _declared(page, role.kind))

    def _compared(self) -> str:
        """The indicator whose value stands here."""
        path = self.at.path
        if "facts" in path:
            return path[min(path.index("facts") + 1, len(path) - 1)]
        return next((beside["indicator"] for beside in reversed(self.at.beside) if "indicator" in beside), "")

    def _of_indicator(self, indicator: str) -> Iterator[Offer]:
        """The values of an enumeration or a set, with their labels; of a boolean, both."""
        for page in self.pages.extended(self.page):
            if page.document.text(("indicators", indicator, "type")) == "boolean":
                yield from (Offer(text, "value") for text in _BOOLEANS)
            for text, _, path in values_of(page.document, indicator):
                yield Offer(text, "value", words_at(page.document, path))

    def _places(self) -> Iterator[Offer]:
        """The places that a threshold's values may depend on: the values of the indicator that it says."""
        if self.at.path[:1] != ("thresholds",) or "values" not in self.at.path:
            return iter(())
        depth = len(self.at.path) - self.at.path.index("values") - 1
        by = self._by()
        return self._of_indicator(by[depth]) if depth < len(by) else iter(())

    def _by(self) -> list[str]:
        """What the threshold depends on: by its file, or one that it extends."""
        path = (*self.at.path[:2], "by")
        nodes = (page.document.node(path) for page in self.pages.extended(self.page))
        node = next((found for found in nodes if found is not None), None)
        items = node.items if isinstance(node, Listing) else (node,)
        written = [item.text for item in items if isinstance(item, Scalar)]
        return written or [beside["by"] for beside in self.at.beside if "by" in beside]


def _declared(page: Page, kind: Kind) -> Iterator[Offer]:
    for name in page.names:
        if name.declares and name.kind == kind:
            yield Offer(name.text, kind, label_of(Found(page, name)))


def _rulesets(page: Page) -> list[str]:
    """The rule sets that are built in, and those of the folder."""
    found = dict.fromkeys(built_in())
    if page.source.path is not None:
        root = rules_root(page.source.path)
        names = yaml_files(str(root)) if root.name == "rules" else ()
        found |= dict.fromkeys(Path(name).stem for name in names if not name.endswith(OF_CASES))
    return sorted(found.keys() - {page.source.path.stem if page.source.path else ""})
