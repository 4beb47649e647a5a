"""Titles of tables and names of sheets to whether they say that what stands there is planned, and not yet so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, finding
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.columns import Column, named, place_of
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.header_names import Naming
from smartcommune.tables.header.heading_parts import PLAIN_KIND, part_of
from smartcommune.tables.header.layout import Layout
from smartcommune.tables.sheets.sheet import Sheet

# Before what a table is about: `Biểu số 2: …`.
_LABELS: Final = ("phụ lục", "phụ biểu", "biểu", "bảng", "mẫu", "appendix", "table")
# What the title of a plan begins with; `Kế hoạch số 12/KH-UBND` is a document, and what hangs on it may be anything.
_PLANS: Final = (
    "kế hoạch", "các mục tiêu", "mục tiêu", "chỉ tiêu kế hoạch", "chỉ tiêu giao", "dự kiến", "dự báo", "phấn đấu",
    "ước thực hiện", "ước tính", "KH", "plan", "target", "targets",
)  # fmt: skip


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(folded(phrase)) for phrase in phrases)


_NUMBER: Final = rf"(?: {re.escape(folded('số'))})?(?: (?:[0-9]+|[ivx]+|[a-z]))?"
_LABEL: Final = re.compile(rf"(?:{_any(_LABELS)}){_NUMBER}(?: |$)")
_APART: Final = {"plan", PLAIN_KIND}
_PLANNED: Final = re.compile(rf"(?:{_any(_PLANS)})(?= |$)(?! {re.escape(folded('số'))}(?: |$))")


def is_planned(title: str) -> bool:
    """Whether a title calls what it stands over a plan, a target or a forecast."""
    words = folded(title)
    label = _LABEL.match(words)
    about = words if label is None else words[label.end() :]
    return _PLANNED.match(about) is not None and part_of(about).kind == "plan"


def check_titles(sheet: Sheet, layout: Layout, naming: Naming, mapping: ColumnMap) -> None:
    """Refuse a table that calls itself a plan, unless somebody said which of its figures are read.

    Raises:
        InputError: it does.
    """
    if mapping.entries.keys() & naming.indicators.keys():
        return
    titles = [(item.row, text) for item in layout.left_out if item.why == "title" for text in item.text.split(" · ")]
    for row, title in [*titles, *([] if sheet.sheet is None else [(None, sheet.sheet)])]:
        if is_planned(title):
            help = Message("planned-table-help")
            raise InputError([finding("planned-table", Place(sheet.name, row), help, found=title)])


def check_rows(sheet: Sheet, layout: Layout, columns: Sequence[Column]) -> None:
    """Refuse a table in which planned figures stand in rows of their own, as a column beside them says.

    Raises:
        InputError: they do, and nobody said that the column is not to be used.
    """
    rows = [row for row in (*sheet.head, *sheet.tail) if row.number >= layout.first]
    for column in columns:
        if column.is_left_alone:
            words = {row.cells[column.position] or "" for row in rows if column.position < len(row.cells)} - {""}
            if _tell_plans_apart(words):
                place, help = (
                    place_of(sheet, layout, column.position),
                    Message("planned-rows-help", column=column.letter),
                )
                raise InputError([finding("planned-rows", place, help, column=named(column))])


def _tell_plans_apart(words: Iterable[str]) -> bool:
    """Whether some words call figures planned and all others call theirs real; most columns say neither at once."""
    kinds = set()
    for word in words:
        kinds.add(part_of(word).kind)
        if not kinds <= _APART:
            return False
    return kinds == _APART
