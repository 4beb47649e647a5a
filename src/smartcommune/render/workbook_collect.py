"""Communes that are not yet decidable to the sheet that says what to collect where, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.render.workbook_pages import Book, BookPage
from smartcommune.tables.collection_plan import Collect
from smartcommune.tables.results.kept import DISTRICT

# A province has fewer; of a longer table the results are filtered, which takes one click and no minutes to write.
MOST_COMMUNES: Final = 200
_DISTRICT: Final = "column.district"  # few tables have one
_COLUMNS: Final = {
    "column.step": 8,
    "column.wanted": 46,
    "column.code": 11,
    "column.name": 26,
    "column.district": 18,
    "column.province": 18,
    "column.settled-then": 18,
}


class Lacking(NamedTuple):
    """A commune that is not yet decidable, and the facts that it lacks."""

    code: str | None
    name: str | None
    district: str | None
    province: str | None
    facts: frozenset[str]


class Open:
    """Takes the communes that are not yet decidable out of parts of the results, unless there are too many to list."""

    def __init__(self) -> None:
        self._found: list[Lacking] = []

    def add(self, results: pl.DataFrame) -> None:
        """Take those of one more part."""
        if len(self._found) <= MOST_COMMUNES and len(results):
            is_open = (pl.col("verdict") == Verdict.UNDETERMINED.value) & pl.col("missing").is_not_null()
            open = results.filter(is_open).head(MOST_COMMUNES + 1)
            district = pl.col(DISTRICT) if DISTRICT in open.columns else pl.lit(None).alias(DISTRICT)
            identity = ("code", "name", district, "province")
            for code, name, near, province, missing in open.select(*identity, "missing").iter_rows():
                self._found.append(Lacking(code, name, near, province, frozenset(missing.split(","))))

    @property
    def communes(self) -> Sequence[Lacking]:
        """All of them, in their order; none where they are too many."""
        return self._found if len(self._found) <= MOST_COMMUNES else ()


def collect_sheet(
    book: Book, plan: Sequence[Collect], communes: Sequence[Lacking], indicators: Mapping[str, Words]
) -> None:
    """Write the sheet: for each step of the plan the communes that it is about, and whether it settles them."""
    page = book.sheet("sheet.collect")
    page.sheet.freeze_panes(1, 0)
    columns = [key for key in _COLUMNS if key != _DISTRICT or any(one.district for one in communes)]
    page.widths([_COLUMNS[key] for key in columns])
    page.line([Message(key).say(book.language) for key in columns], "header")
    known: set[str] = set()
    for number, step in enumerate(plan, 1):
        known.add(step.indicator)
        label = indicators[step.indicator].say(book.language)
        _step(page, number, label, [one for one in communes if step.indicator in one.facts], known, columns)
    page.sheet.autofilter(0, 0, max(page.row - 1, 0), len(columns) - 1)
    page.on_a4()
    page.sheet.repeat_rows(0)


def _step(
    page: BookPage, number: int, label: str, communes: Sequence[Lacking], known: set[str], columns: Sequence[str]
) -> None:
    yes = Message("yes").say(page.book.language)
    for one in communes:
        cells = {
            "column.step": (number, "count"),
            "column.wanted": (label, "wrapped"),
            "column.code": (one.code, "text"),
            "column.name": (one.name, "wrapped"),
            _DISTRICT: (one.district, "wrapped"),
            "column.province": (one.province, "wrapped"),
            "column.settled-then": (yes if one.facts <= known else None, "text"),
        }
        page.line([cells[key][0] for key in columns], [cells[key][1] for key in columns])
