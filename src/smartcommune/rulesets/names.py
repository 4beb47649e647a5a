"""What a rule set declares, and the problems found while looking names up in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message
from smartcommune.model.condition import Condition, Value
from smartcommune.model.indicator import Indicator
from smartcommune.model.sources import Citation, LegalSource
from smartcommune.model.threshold import Span, Threshold
from smartcommune.model.values import Unfit, constant
from smartcommune.problems import Problem, guessed, suggested
from smartcommune.quantity import iso_date
from smartcommune.source.document import Document, Path

if TYPE_CHECKING:
    from smartcommune.shape.text_types import Citations


# Stands in for a day that is missing; the problem is reported and the rule set never used.
FIRST_DAY: Final = date.min


def day(text: str | None) -> date | None:
    return None if text is None else iso_date(text)


class Names:
    """The names that a rule set can use: its own and those of the one it extends."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sources: dict[str, LegalSource] = {}
        self.indicators: dict[str, Indicator] = {}
        self.thresholds: dict[str, Threshold] = {}
        self.criteria: set[str] = set()
        self.readings: set[str] = set()  # the ambiguities that are computed under both readings
        self.levels: dict[str, Condition] = {}  # what it takes to be in a level, or in a better one
        self.problems: list[Problem] = []

    def report(self, id: str, path: Path, message: Message, help: Message | None = None, *, key: bool = False) -> None:
        """Add a problem with the value at a path, or with the key that leads to it."""
        place = (self.document.key_place(path) if key else None) or self.document.place(path)
        self.problems.append(guessed(Problem(id, place, message, help)))

    def declared(self, kind: str, name: str, known: Collection[str], path: Path, *, key: bool = False) -> bool:
        """Whether a name is declared; reports it otherwise. `kind` is `indicator`, `criterion`, …"""
        if name in known:
            return True
        help = suggested(len(self.problems), name, known)
        self.report(f"undeclared-{kind}", path, Message(f"undeclared-{kind}", name=name), help, key=key)
        return False

    def value(self, text: str, indicator: Indicator, path: Path) -> Value:
        """The constant in the indicator's type; reports it where it does not fit."""
        try:
            return constant(text, indicator)
        except Unfit as unfit:
            self.problems.append(unfit.at(self.document.place(path), len(self.problems)))
            return text

    def period(self, from_: str, until: str | None, path: Path) -> Span:
        """The period between two days; reports one that ends before it begins."""
        first, last = day(from_) or FIRST_DAY, day(until)
        if last is not None and last < first:
            self.report("period-backwards", (*path, "until"), Message("period-backwards", first=first, last=last))
        return Span(first, last)

    def citations(self, cite: Citations | str | None, path: Path) -> tuple[Citation, ...]:
        """The citations with their sources; one may stand without a list."""
        found = []
        for number, text in enumerate((cite,) if isinstance(cite, str) else cite or ()):
            source, _, at = text.partition("#")
            place = path if self.document.node((*path, number)) is None else (*path, number)
            if self.declared("source", source, self.sources, place):
                found.append(Citation(self.sources[source], at))
        return tuple(found)

    def let(self, cite: Citations | str | None, path: Path) -> tuple[Citation, ...]:
        """The citations of what lets a file part from its parent; without any it may not."""
        if not cite:
            self.report("empty-list", (*path, "cite"), Message("empty-list", key="cite"))
        return self.citations(cite, (*path, "cite"))
