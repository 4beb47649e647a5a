"""A rule file while it is being made of a table: what is declared, under which ids, and what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePath
from typing import Any, Final, LiteralString

from smartcommune.authoring.start.annex import Annex, Cell
from smartcommune.authoring.start.begun import Data, in_both, untranslated
from smartcommune.authoring.start.naming import Ids
from smartcommune.authoring.start.outline import Item
from smartcommune.messages import Message
from smartcommune.problems import Problem, finding
from smartcommune.quantity import plain
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.identity_names import IDENTITY

SOURCE: Final = "vb1"
# The fact by which a commune has the level of one place or another.
PLACE: Final = "vung"


@dataclass
class Draft:
    """The parts of a rule file."""

    annex: Annex
    first: str  # the first day in force
    has_points: bool  # whether anything in the table earns points
    most: Fraction  # the points of all criteria together
    places: Mapping[str, str]  # the ids of the places that have levels of their own, by their names
    ids: Ids = field(default_factory=Ids)
    indicators: Data = field(default_factory=dict)
    thresholds: Data = field(default_factory=dict)
    criteria: Data = field(default_factory=dict)
    unclear: list[Problem] = field(default_factory=list)
    _names: set[str] = field(default_factory=lambda: {folded(text) for texts in IDENTITY.values() for text in texts})

    def indicator(self, label: str, data: Data, before: str = "") -> str:
        """A new indicator, with an id made of its label; `data` has its type, and its name where that is another."""
        id = self.ids.new(label, before)
        words = self._told_apart({"label": untranslated(label), **data}["label"])
        self.indicators[id] = {"type": data["type"], **data, "label": words}
        return id

    def _told_apart(self, words: Data) -> Data:
        """A name that no other indicator has, nor a column that says of which commune a row is."""
        number, found = 1, words
        while folded(found["vi"]) in self._names:
            number += 1
            found = {language: f"{text} ({number})" for language, text in words.items()}
        self._names.add(folded(found["vi"]))
        return found

    def place(self) -> str:
        """The indicator that says in which place a commune is; it stands before all others once it is asked for."""
        if PLACE not in self.indicators:
            values = {id: untranslated(name) for name, id in self.places.items()}
            label = in_both(Message("start.place"))
            declared = {PLACE: {"type": "enum", "label": label, "values": values, "actionable": "false"}}
            self.indicators = declared | self.indicators
        return PLACE

    def attested(self, item: Item) -> str:
        """That somebody says that a criterion is met."""
        words = in_both(Message("start.attested", label=item.label))
        return self.indicator(item.label, {"type": "boolean", "label": words}, "dat_")

    def threshold(self, indicator: str, operator: str, item: Item, cell: Cell, **data: Any) -> Data:
        """A new threshold, of which nobody has compared the value with the document."""
        id = self.ids.new(indicator, "max_" if operator.startswith("l") else "min_")
        test = Message("start.from-cell", cell=cell.name, name=PurePath(self.annex.name).name)
        self.thresholds[id] = {
            "type": data.pop("type"),
            "label": untranslated(item.label),
            **({"by": data.pop("by")} if "by" in data else {}),
            "basis": "assumption",
            "cite": self.cite(item, cell),
            "from_test": in_both(test),
            "values": [{"from": self.first, **data}],
        }
        return {"threshold": id}

    def cite(self, item: Item, cell: Cell | None = None) -> str:
        """The document, with the number and the cell: what somebody looks up who compares the two."""
        at = f"ô {(cell or item.cell).name}"
        return f"{SOURCE}#{item.number}, {at}" if item.number else f"{SOURCE}#{at}"

    def tell(self, id: LiteralString, help: Message, item: Item, cell: Cell | None = None, **said: object) -> None:
        """What was not understood, with its cell and what to do."""
        where = cell or item.cell
        place = self.annex.place(item.row)
        found = finding(id, place, help, cell=where.name, label=item.words, **said)
        told = found._replace(severity="warning")
        if told not in self.unclear:  # a cell that is merged is read for each place that it is for
            self.unclear.append(told)


def value(number: Fraction, *, is_percent: bool) -> str:
    """A number as a rule file has it."""
    return plain(number) + ("%" if is_percent else "")


def either_of(parts: list[Any]) -> Any:
    """Conditions of which one has to hold; one alone stands for itself."""
    return parts[0] if len(parts) == 1 else {"any_of": parts}


def all_of(parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 else {"all_of": parts}
