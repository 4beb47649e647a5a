"""What would be read from a table, to a page, to JSON, and to a map of its columns that can be kept and changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from smartcommune.messages import Amount, Language, Listed, Message, Sayable, Words
from smartcommune.model.wording import Shown
from smartcommune.render.json import alike, plain_value, provenance
from smartcommune.render.page import Page
from smartcommune.render.safe import json_text
from smartcommune.render.styled import Styled
from smartcommune.tables.header.columns import Column, why_unused
from smartcommune.tables.header.heading_parts import EVIDENCE
from smartcommune.tables.header.manner import Manner
from smartcommune.tables.header.unused import labels_of
from smartcommune.tables.results.inspection import Inspection

SCHEMA: Final = "smartcommune/inspection/1"
# Further names would bury the rest of the page.
_MOST_NAMES: Final = 12


def page(found: Inspection, language: Language, width: int) -> Styled:
    """The whole answer for a terminal."""
    return _Inspected(found, language, width).written()


class _Inspected(Page):
    """Writes one inspection."""

    def __init__(self, found: Inspection, language: Language, width: int) -> None:
        super().__init__(width, language)
        self._found = found

    def written(self) -> Styled:
        found = self._found
        self.blank()
        self.pair(_title(found), Message("inspect.rules", id=found.ruleset.id), "bold")
        self.item("", _extent(found))
        notes = (*found.sheet.notes, *found.layout.notes)
        if notes:
            self.heading(Message("inspect.reading"))
        for note in notes:
            self.item("·", note)
        self.heading(Message("inspect.columns"))
        for column in found.columns:
            self._column(column)
        if found.missing:
            self.heading(Message("inspect.missing"))
            self.item("", _names(found))
        self._problems()
        self.blank()
        for line in (*found.rests_on.lines, *_day(found)):
            self.item("", line, style="dim")
        return self.text

    def _column(self, column: Column) -> None:
        if not column.header and column.target is None:
            return
        mark, style = ("✔", "green") if column.target is not None else ("–", "dim")
        self.item(
            f"{mark} {_where(column, self._found):<2}",
            column.header,
            style="" if column.target else "dim",
            mark_style=style,
        )
        self.item("", Listed(tuple(_details(column, self._found)), "; "), 3, "dim")

    def _problems(self) -> None:
        found = self._found
        if not found.refused:
            self.heading(Message("inspect.good"))
            return
        self.heading(Message("inspect.problems", count=found.refused, rows=found.rows))
        for problem in found.problems:
            self.item("✘", problem, mark_style="red")


def _where(column: Column, found: Inspection) -> str:
    """The letter of a column; on a sheet that is filled in from the top down, the cell in which its value stands."""
    cell = found.sheet.cells.get((found.first or 0, column.position))
    return "–" if cell is None and found.sheet.cells else column.letter if cell is None else cell.name


def _day(found: Inspection) -> tuple[Message, ...]:
    """On which day facts are read, where one was asked for."""
    return () if found.as_of is None else (Message("sheet.day", day=Shown(found.as_of)),)


def _title(found: Inspection) -> str:
    return found.sheet.name if found.sheet.sheet is None else f"{found.sheet.name} · {found.sheet.sheet}"


def _extent(found: Inspection) -> Message:
    if found.first is None:
        return Message("inspect.no-rows")
    return Message("inspect.rows", rows=Amount(found.rows, "noun.row"), first=found.first, last=found.last)


def _names(found: Inspection) -> Listed:
    labels: list[object] = [indicator.label for indicator in found.missing[:_MOST_NAMES]]
    if len(found.missing) > _MOST_NAMES:
        labels.append(Message("inspect.more", count=len(found.missing) - _MOST_NAMES))
    return Listed(tuple(labels), "; ")


def _details(column: Column, found: Inspection) -> Iterator[Sayable]:
    """What is known about a column: what it is, how that was found, and how its cells are written."""
    if column.target is None or column.manner is None:
        is_known = column.how in ("serial", "ignored", "ticked", EVIDENCE)
        yield Message(f"inspect.{column.how}" if is_known else "inspect.unused", **_of(column, found))
        yield from why_unused(column, labels_of(found.ruleset))
        return
    if not column.is_fact:
        yield Message(f"inspect.target.{column.target}")
    else:
        yield column.manner.indicator.label
    yield Message(f"inspect.how.{column.how}")
    yield from _written(column, column.manner)


def _of(column: Column, found: Inspection) -> dict[str, Words]:
    """The label of the indicator that a column is about, where it gives none."""
    return {} if column.named is None else {"label": labels_of(found.ruleset)[column.named]}


def _written(column: Column, manner: Manner) -> Iterator[Sayable]:
    if column.is_fact:
        yield Message(f"map-type.{manner.indicator.type}")
    if column.unit is not None:
        yield Message("inspect.unit", unit=column.unit)
    if manner.is_fraction:
        yield Message("inspect.fraction")
    if len(manner.marks) == 1:
        yield Message("inspect.mark", mark=Message(f"mark.{manner.marks[0]}"))
    elif manner.preferred is not None:
        yield Message("inspect.mark-seen", mark=Message(f"mark.{manner.preferred}"))
    for key, words in words_of(manner).items():
        yield Message(f"inspect.words.{key}", words=Listed(tuple(f"`{word}`" for word in words)))


def words_of(manner: Manner) -> dict[str, list[str]]:
    """The words that a map declares, by what they mean."""
    return {key: sorted(found) for key, found in manner.said._asdict().items() if found}


def document(found: Inspection, language: Language) -> str:
    """The whole answer as one JSON document."""
    sheet, layout = found.sheet, found.layout
    answer = {
        "schema": SCHEMA,
        "file": sheet.name,
        "kind": sheet.kind,
        "sheet": sheet.sheet,
        "ruleset": provenance(found.rests_on),
        "as_of": plain_value(found.as_of),
        "notes": [note.say(language) for note in (*sheet.notes, *layout.notes)],
        "header_rows": list(layout.header),
        "left_out": [item._asdict() for item in layout.left_out],
        "columns": [_column(column) for column in found.columns],
        "missing": [indicator.id for indicator in found.missing],
        "rows": found.rows,
        "rows_with_problems": found.refused,
        "problems": [
            {"row": problem.place.line, "column": problem.place.column, "id": problem.id, "text": problem.say(language)}
            for problem in found.problems
        ],
    }
    return json_text(answer)


def _column(column: Column) -> dict[str, Any]:
    manner = column.manner
    found: dict[str, Any] = {"column": column.letter, "header": column.header, "target": column.target}
    found |= {"matched": column.how, "unit": column.unit}
    found |= {"suggestion": column.likeness and column.likeness.name, "asked": column.is_asked}
    found |= {"resembles": alike(column)}
    if manner is not None and column.is_fact:
        found |= {
            "type": manner.indicator.type,
            "is_fraction": manner.is_fraction,
            "decimal": manner.marks[0] if len(manner.marks) == 1 else manner.preferred,
            "words": words_of(manner),
        }
    return found
