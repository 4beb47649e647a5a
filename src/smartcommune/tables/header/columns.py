"""One column of a table: what it is, how that was found, how its cells are written, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

from smartcommune.messages import Listed, Message, Sayable, Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import Place
from smartcommune.tables.header.column_map import ColumnMap, Entry
from smartcommune.tables.header.heading_parts import Part, years_of
from smartcommune.tables.header.identity_names import DAYS, IDENTITY
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.header.likeness import Likeness
from smartcommune.tables.header.manner import Manner, choices_of
from smartcommune.tables.sheets.sheet import Cell, Sheet, letter_of

# Of the codes of communes in the official list.
CODE_DIGITS: Final = 5
# Headers that a note lists: enough to see what was done.
_MOST_SAID: Final = 6
# How a column was found that the table does not have: it stands in rows that head others.
HEADS: Final = "heads"
OFFICE: Final = frozenset({"xlsx", "xls", "ods"})


class Column(NamedTuple):
    """One column of a table; `target` is an indicator's id, an identity column, or None where it is not used."""

    position: int  # from 0
    header: str
    target: str | None = None
    # id, label, alias, map, cells (what they say), heads, serial, ignored, other (figure), evidence, ticked (for no)
    # or unused
    how: str = "unused"
    unit: str | None = None  # as the header writes it, or the row of units below an unused one
    manner: Manner | None = None
    parts: tuple[Part, ...] = ()  # what else the header says about the figure that it names
    named: str | None = None  # the indicator of which it is another figure, or the evidence
    other: Part | None = None  # what makes it one
    no: int | None = None  # the position of the column that is ticked for no, beside this one for yes
    likeness: Likeness | None = None  # what the header of an unused column resembles
    either: tuple[str, ...] = ()  # identity columns of which an unused one may be any
    is_blank: bool = False  # whether no row has anything in it
    is_asked: bool = False  # whether somebody has to say what it is, before the answers can be relied on

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it: A, B, …, Z, AA."""
        return letter_of(self.position)

    @property
    def is_fact(self) -> bool:
        return self.manner is not None and self.manner.is_fact

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the header speaks of, if nothing else makes another figure of it."""
        return years_of(self.parts)

    @property
    def is_left_alone(self) -> bool:
        """Whether it is not used although its header says something, and nobody said that it is not to be."""
        return self.how in ("unused", "other") and bool(self.header)

    @property
    def is_plain(self) -> bool:
        """Whether it holds data that nobody asks for."""
        is_alike = self.likeness is not None or self.other is not None or bool(self.either)
        return self.is_left_alone and not self.is_blank and not is_alike


def named(column: Column) -> Message:
    """A column in a sentence: its letter and its header; of an unused one its unit as well, which may be why."""
    unit = (column.unit or "").strip("()") if column.is_left_alone else ""
    header = column.header if unit in column.header else f"{column.header} ({unit})"
    return Message("column-name", letter=column.letter, header=header)


def named_cell(column: Column, row: int, sheet: Sheet) -> Message:
    """A cell in a sentence: as spreadsheets name it, or by its column."""
    cell = sheet.cells.get((row, column.position))
    if cell is not None:
        return Message("cell-of-sheet", where=_of_cell(cell, sheet), cell=cell.name, header=column.header)
    if sheet.kind not in OFFICE:
        return named(column)
    return Message("cell-name", cell=f"{column.letter}{row}", header=column.header)


def names_rows(sheet: Sheet) -> bool:
    """Whether cells are called by their rows, too, so that no two have one name."""
    return sheet.kind in OFFICE or bool(sheet.cells)


def lettered(column: Column, row: int, sheet: Sheet) -> Message:
    """A cell, or its column in a text file, in a few letters."""
    cell = sheet.cells.get((row, column.position))
    if cell is not None:
        return Message("cell-letter", cell=cell.name)
    if sheet.kind not in OFFICE:
        return Message("column-letter", letter=column.letter)
    return Message("cell-letter", cell=f"{column.letter}{row}")


def _of_cell(cell: Cell, sheet: Sheet) -> Sayable:
    """On which sheet a cell stands, and in which file of a folder."""
    file = (PurePath(cell.file).name,) if sheet.parts else ()
    named = (Message("cell-sheet", sheet=cell.sheet),) if cell.sheet is not None else ()
    return Listed((*file, *named), ", ")


def header_notes(columns: Sequence[Column]) -> tuple[Message, ...]:
    """Which headers were cut down to the name of a figure, or left open what the cells have told."""
    cut = tuple(named(each) for each in columns if each.target and each.parts)
    more = (Message("note.more-headers", count=len(cut) - _MOST_SAID),) if len(cut) > _MOST_SAID else ()
    told = (
        Message("note.by-cells", column=named(each), target=_called(each)) for each in columns if each.how == "cells"
    )
    return (*told, *((Message("note.headers", columns=Listed((*cut[:_MOST_SAID], *more))),) if cut else ()))


def _called(column: Column) -> Sayable:
    """What a column that is used is."""
    if column.target in IDENTITY or column.manner is None:
        return Message(f"inspect.target.{column.target}")
    return column.manner.indicator.label


def why_unused(column: Column, labels: Mapping[str, Words]) -> Iterator[Message]:
    """What the header of a column that is not used resembles, or what other figure it names."""
    if column.likeness is not None:
        yield Message("unused.resembles", name=column.likeness.name, target=column.likeness.target)
    elif column.other is not None and column.named is not None:
        label, why = labels[column.named], Message(f"other-figure.{column.other.why(None)}")
        found = Message("unused.other-within", label=label, why=why)
        yield Message("unused.other", part=column.other.text, other=found) if column.other.is_apart else found
    elif column.either:
        yield Message(
            "unused.either", targets=Listed(tuple(Message(f"inspect.target.{each}") for each in column.either))
        )


def place_of(sheet: Sheet, layout: Layout, position: int) -> Place:
    """Where the header of a column stands."""
    return Place(sheet.name, layout.header[0] if layout.header else None, position + 1)


def with_manner(column: Column, sheet: Sheet, ruleset: RuleSet, mapping: ColumnMap) -> Column:
    """The column with how its cells are written, as far as its header and a map tell."""
    if column.target is None:
        return column
    manner = manner_of(column.target, sheet, ruleset)
    entry = mapping.entries.get(column.target)
    return column._replace(manner=manner if entry is None else _settled(manner, entry))


def _settled(manner: Manner, entry: Entry) -> Manner:
    """The manner with what the map says about it."""
    return manner._replace(
        is_fraction=entry.unit == "fraction",
        is_percent=entry.unit == "percent",
        marks=manner.marks if entry.decimal is None else (entry.decimal,),
        said=entry.said,
        choices={**manner.choices, **entry.values},
    )


def manner_of(target: str, sheet: Sheet, ruleset: RuleSet) -> Manner:
    """How the cells of a column are written as long as nothing else is known."""
    is_office = sheet.kind in OFFICE
    if target not in ruleset.indicators:
        label = Words(IDENTITY[target][-1], target)
        indicator = Indicator(target, "date" if target in DAYS else "text", label)
        digits = CODE_DIGITS if target == "code" and ruleset.subject == "commune" else 0
        return Manner(indicator, is_fact=False, is_office=is_office, digits=digits)
    indicator = ruleset.indicators[target]
    return Manner(indicator, is_office=is_office, choices=choices_of(indicator))
