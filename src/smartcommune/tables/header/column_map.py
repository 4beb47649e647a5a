"""The document of a `--columns` file to a map: which column is which, and how its cells are written.

What a map says, somebody decided: it settles what names and cells leave open. Strict: whatever is not understood is a
problem with its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smartcommune.messages import Listed, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding
from smartcommune.source.document import Document, Path
from smartcommune.tables.header.folding import folded, word
from smartcommune.tables.header.identity_names import IDENTITY, SHARED
from smartcommune.tables.header.manner import SaidWords

if TYPE_CHECKING:
    from smartcommune.shape.map_file import ColumnShape


class Entry(NamedTuple):
    """What a map says about one indicator or identity column; what it does not say is None or empty."""

    target: str
    place: Place
    column: str | None = None  # a header or a letter
    unit: str | None = None
    decimal: str | None = None
    said: SaidWords = SaidWords()
    values: Mapping[str, str] = {}  # folded words for the values of an enumeration
    fill: str | None = None  # `down`: what is written once holds for the rows below


class Ignored(NamedTuple):
    """A column that somebody said is not to be used."""

    column: str  # a header or a letter
    place: Place


class ColumnMap(NamedTuple):
    """What a map says about a table."""

    entries: Mapping[str, Entry] = {}
    header: tuple[int, ...] | None = None  # the rows of the header, where it says so; none of them is one
    ignored: tuple[Ignored, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The headers that the map names."""
        return tuple(entry.column for entry in self.entries.values() if entry.column is not None)


def read_map(document: Document, ruleset: RuleSet) -> ColumnMap:
    """The map in a document.

    Raises:
        InputError: everything in it that is not understood.
    """
    from smartcommune.shape.wellformed import map_file  # only a table with a map pays for this import

    file, reader = map_file(document), _Reader(document, ruleset)
    entries = {target: reader.entry(target, column) for target, column in file.columns.items() if reader.knows(target)}
    if reader.problems:
        raise InputError(reader.problems)
    header = None if file.header is None else tuple(sorted(int(row[:9]) for row in file.header))
    ignored = (Ignored(each, document.place(("ignore", at))) for at, each in enumerate(file.ignore or ()))
    return ColumnMap(entries, header, tuple(ignored))


class _Reader:
    """Reads the columns of one well-formed map, and collects what does not fit the rule set."""

    def __init__(self, document: Document, ruleset: RuleSet) -> None:
        self.document = document
        self.ruleset = ruleset
        self.problems: list[Problem] = []

    def knows(self, target: str) -> bool:
        """Whether there is such an indicator or identity column."""
        known = (*IDENTITY, *self.ruleset.indicators)
        if target not in known:
            self._report("undeclared-indicator", (target,), did_you_mean(target, known), name=target)
        return target in known

    def entry(self, target: str, given: ColumnShape) -> Entry:
        """What the map says about a column."""
        for key in dict(given.items()):
            self._check_fits(target, key)
        words = {key: frozenset(map(word, getattr(given, key) or ())) for key in SaidWords._fields}
        self._check_apart(target, {key: {text: text for text in sorted(texts)} for key, texts in words.items()})
        return Entry(
            target,
            self.document.place(("columns", target)),
            given.column,
            given.unit,
            given.decimal,
            SaidWords(**words),
            self._value_words(target, given.values or {}),
            given.fill,
        )

    def _value_words(self, target: str, given: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """The words that offices have for the values of an enumeration."""
        indicator = self.ruleset.indicators.get(target)
        known = () if indicator is None else tuple(indicator.values)
        for value in given:
            if value not in known:
                help = did_you_mean(value, known)
                self._report("not-allowed", (target, "values", value), help, found=value, key="values")
        fine = {value: {folded(text): text for text in words} for value, words in given.items() if value in known}
        self._check_apart(target, fine, "values")
        return {text: value for value, words in fine.items() for text in words}

    def _check_fits(self, target: str, key: str) -> None:
        """A unit is for percentages, a decimal mark for numbers, yes and no for what is either."""
        indicator = self.ruleset.indicators.get(target)
        type = "identity" if indicator is None else indicator.type
        fitting = {
            "unit": type == "percent",
            "decimal": indicator is not None and indicator.numeric,
            "yes": type == "boolean",
            "no": type == "boolean",
            "fill": target in SHARED,
            "values": type in ("enum", "set"),
        }
        if key != "column" and not fitting.get(key, indicator is not None):
            self._report("map-misfit", (target, key), key=key, target=target, type=Message(f"map-type.{type}"))

    def _check_apart(self, target: str, words: Mapping[str, Mapping[str, str]], *within: str) -> None:
        """One word means one thing; each is given as it is compared, with what the map writes."""
        seen: dict[str, str] = {}
        for key, texts in words.items():
            for compared, text in texts.items():
                other = seen.setdefault(compared, key)
                if other != key:
                    place = self.document.place(("columns", target, *within, key))
                    keys = Listed((f"`{other}`", f"`{key}`"))
                    self.problems.append(finding("map-word-twice", place, word=text, keys=keys))

    def _report(self, id: str, path: Path, help: Message | None = None, **values: object) -> None:
        """A problem of a key among the columns."""
        place = self.document.key_place(("columns", *path)) or self.document.place(("columns", *path[:-1]))
        self.problems.append(finding(id, place, help, **values))
