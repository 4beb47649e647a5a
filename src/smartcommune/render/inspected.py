"""What would be read from a table, to a page, to JSON, and to a map of its columns that can be kept and changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from rich.text import Text

from smartcommune.messages import Language, Listed, Message, Sayable, Words
from smartcommune.render.page import Page
from smartcommune.render.safe import json_document
from smartcommune.tables.header.columns import Column, why_unused
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.heading_parts import EVIDENCE
from smartcommune.tables.header.manner import POINT, Manner
from smartcommune.tables.results.inspection import Inspection

SCHEMA: Final = "smartcommune/inspection/1"
# Further names would bury the rest of the page.
_MOST_NAMES: Final = 12


def page(found: Inspection, language: Language, width: int) -> Text:
    """The whole answer for a terminal."""
    return _Page(found, language, width).written()


class _Page:
    """Writes one inspection."""

    def __init__(self, found: Inspection, language: Language, width: int) -> None:
        self._found = found
        self._language = language
        self._page = Page(width)

    def written(self) -> Text:
        found, page = self._found, self._page
        page.blank()
        page.pair(_title(found), self._say(Message("inspect.rules", id=found.ruleset.id)), "bold")
        page.item("", self._say(_extent(found)))
        notes = (*found.sheet.notes, *found.layout.notes)
        if notes:
            page.heading(self._say(Message("inspect.reading")))
        for note in notes:
            page.item("·", self._say(note))
        page.heading(self._say(Message("inspect.columns")))
        for column in found.columns:
            self._column(column)
        if found.missing:
            page.heading(self._say(Message("inspect.missing")))
            page.item("", self._say(_names(found)))
        self._problems()
        return page.text

    def _column(self, column: Column) -> None:
        if not column.header and column.target is None:
            return
        mark, style = ("✔", "green") if column.target is not None else ("–", "dim")
        self._page.item(
            f"{mark} {column.letter:<2}", column.header, style="" if column.target else "dim", mark_style=style
        )
        self._page.item("", "; ".join(self._say(part) for part in _details(column, self._found)), 3, "dim")

    def _problems(self) -> None:
        found = self._found
        if not found.refused:
            self._page.heading(self._say(Message("inspect.good")))
            return
        self._page.heading(self._say(Message("inspect.problems", count=found.refused, rows=found.rows)))
        for problem in found.problems:
            self._page.item("✘", problem.say(self._language), mark_style="red")

    def _say(self, message: Sayable) -> str:
        return message.say(self._language)


def _title(found: Inspection) -> str:
    return found.sheet.name if found.sheet.sheet is None else f"{found.sheet.name} · {found.sheet.sheet}"


def _extent(found: Inspection) -> Message:
    if found.first is None:
        return Message("inspect.no-rows")
    return Message("inspect.rows", rows=found.rows, first=found.first, last=found.last)


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
        yield from why_unused(column, _labels(found))
        return
    if not column.is_fact:
        yield Message(f"inspect.target.{column.target}")
    else:
        yield Message("inspect.indicator", id=column.target, label=found.ruleset.indicators[column.target].label)
    yield Message(f"inspect.how.{column.how}")
    yield from _written(column, column.manner)


def _of(column: Column, found: Inspection) -> dict[str, Words]:
    """The label of the indicator that a column is about, where it gives none."""
    return {} if column.named is None else {"label": found.ruleset.indicators[column.named].label}


def _labels(found: Inspection) -> dict[str, Words]:
    return {id: indicator.label for id, indicator in found.ruleset.indicators.items()}


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
    for key, words in _words(manner).items():
        yield Message(f"inspect.words.{key}", words=Listed(tuple(f"`{word}`" for word in words)))


def _words(manner: Manner) -> dict[str, list[str]]:
    """The words that a map declares, by what they mean."""
    words = {"yes": manner.yes, "no": manner.no, "unknown": manner.unknown, "not_applicable": manner.not_applicable}
    return {key: sorted(found) for key, found in words.items() if found}


def document(found: Inspection, language: Language) -> str:
    """The whole answer as one JSON document."""
    sheet, layout = found.sheet, found.layout
    answer = {
        "schema": SCHEMA,
        "file": sheet.name,
        "kind": sheet.kind,
        "sheet": sheet.sheet,
        "ruleset": {"id": found.ruleset.id, "version": found.ruleset.version},
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
    return json_document(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def _column(column: Column) -> dict[str, Any]:
    manner = column.manner
    found: dict[str, Any] = {"column": column.letter, "header": column.header, "target": column.target}
    found |= {"matched": column.how, "unit": column.unit}
    found |= {"suggestion": column.likeness and column.likeness.name, "asked": column.is_asked}
    found |= {"resembles": column.likeness.target if column.likeness else column.named}
    if manner is not None and column.is_fact:
        found |= {
            "type": manner.indicator.type,
            "is_fraction": manner.is_fraction,
            "decimal": manner.marks[0] if len(manner.marks) == 1 else manner.preferred,
            "words": _words(manner),
        }
    return found


def column_map(found: Inspection, language: Language) -> str:
    """A `--columns` file that says what was found; read with it, the table is read in the same way."""
    lines = [f"# {Message('inspect.map', ruleset=found.ruleset.id).say(language)}"]
    if found.layout.header:
        lines.append(f"header: [{', '.join(map(str, found.layout.header))}]")
    lines.append("columns:")
    headers = [folded(column.header) for column in found.columns]
    for column in found.columns:
        if column.target is not None and column.manner is not None and column.no is None:
            is_one = bool(headers[column.position]) and headers.count(headers[column.position]) == 1
            parts = {"column": column.header if is_one else column.letter, **_settled(column.manner)}
            lines.append(
                f"  {column.target}: {{{', '.join(f'{key}: {_yaml(value)}' for key, value in parts.items())}}}"
            )
    lines += _questions(found, language)
    ignored = [column.letter for column in found.columns if column.how == "ignored"]
    lines += [f"ignore: {_yaml(ignored)}"] if ignored else []
    return json_document("\n".join(lines) + "\n")


def _questions(found: Inspection, language: Language) -> Iterator[str]:
    """What the officer alone can answer, each as an entry behind a mark that makes a remark of it."""
    columns = [column for column in found.columns if column.is_left_alone and not column.is_blank]
    for column in sorted(columns, key=lambda column: not column.is_asked):
        target = column.likeness.target if column.likeness else column.named
        targets = column.either if target is None else (target,)
        for each in targets:
            why = next(why_unused(column, _labels(found))).say(language)
            yield f"  # {each}: {{column: {_yaml(column.letter)}}}  # {' '.join(column.header.split())}: {why}"


def _settled(manner: Manner) -> dict[str, object]:
    """What a map says about the cells of a column."""
    found: dict[str, object] = {}
    if manner.is_fraction or manner.is_percent:
        found["unit"] = "fraction" if manner.is_fraction else "percent"
    if len(manner.marks) == 1 or manner.preferred is not None:
        found["decimal"] = manner.marks[0] if len(manner.marks) == 1 else manner.preferred or POINT
    return found | _words(manner)


def _yaml(value: object) -> str:
    """A value as YAML in one line: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)
