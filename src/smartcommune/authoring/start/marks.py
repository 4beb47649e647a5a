"""The rows beside a table of points to the classes that points lead to; what else stands there is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import PurePath
from typing import Any

from smartcommune.authoring.start.annex import AnnexRow
from smartcommune.authoring.start.begun import Data, in_both, untranslated
from smartcommune.authoring.start.classes import Class, classes_of
from smartcommune.authoring.start.draft import SOURCE, Draft
from smartcommune.authoring.start.outline import Outline
from smartcommune.messages import Message
from smartcommune.problems import Problem, finding
from smartcommune.quantity import plain
from smartcommune.tables.sheets.sheet import runs

_BELOW = ("lt", "lte")


def classes(outline: Outline) -> list[Class]:
    """The classes of a table, the best first; each has points from which on it begins, but for the last."""
    found = [each for row in outline.others for each in classes_of(row)]
    return sorted(found, key=lambda each: _begin(each) or Fraction(-1), reverse=True)


def levels(found: Sequence[Class], total: str, draft: Draft) -> list[Data]:
    """The levels of a rule file; a last class that begins where the one above it ends stands without a condition."""
    made = []
    for place, each in enumerate(found):
        id = draft.ids.new(each.name.partition(",")[0])
        data = {"id": id, "label": untranslated(each.name), "cite": f"{SOURCE}#ô {each.cell}"}
        above = found[place - 1] if place else None
        ends = {key: each.bounds[key] for key in _BELOW if key in each.bounds and not _meets(each, above)}
        begins = {key: number for key, number in each.bounds.items() if key not in _BELOW}
        bounds = {**begins, **ends}
        when = {key: {"threshold": _mark(each, key, id, draft)} for key in bounds}
        made.append(data | ({"when": {"points": total, **when}} if when else {}))
    return made


def _begin(each: Class) -> Fraction | None:
    return next((each.bounds[key] for key in ("gte", "gt") if key in each.bounds), None)


def _meets(each: Class, above: Class | None) -> bool:
    """Whether a class ends where the one above it begins, so that its end says nothing more."""
    if above is None:
        return False
    pairs = (("lt", "gte"), ("lte", "gt"))
    return any(each.bounds.get(end) is not None and each.bounds.get(end) == above.bounds.get(key) for end, key in pairs)


def _mark(each: Class, key: str, level: str, draft: Draft) -> str:
    """The threshold of the points of a class."""
    id = draft.ids.new(level, "max_" if key in _BELOW else "min_")
    test = Message("start.from-cell", cell=each.cell, name=PurePath(draft.annex.name).name)
    data: dict[str, Any] = {
        "type": "number",
        "label": untranslated(each.name),
        "basis": "assumption",
        "cite": f"{SOURCE}#ô {each.cell}",
        "from_test": in_both(test),
        "values": [{"from": draft.first, "default": plain(each.bounds[key])}],
    }
    draft.thresholds[id] = data
    return id


def unread(outline: Outline) -> Iterator[Problem]:
    """The rows that are no criteria and give no class, together."""
    rows = [row for row in outline.others if row.cells and not any(classes_of(row))]
    if rows:
        numbers = ", ".join(runs(row.number for row in rows))
        found = finding(
            "annex-rows",
            outline.annex.place(rows[0].number),
            Message("annex-rows-help"),
            rows=numbers,
            text=_text(rows[0]),
        )
        yield found._replace(severity="warning")


def _text(row: AnnexRow) -> str:
    return " ".join(next(iter(row.cells.values())).text.split())
