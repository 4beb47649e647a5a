"""Results to the sheet that is worked with: every figure, what each criterion came to, and the table's own columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Language, Message
from smartcommune.model.beside import DIFFERENCE
from smartcommune.model.wording import Shown
from smartcommune.render.applied import Applied
from smartcommune.render.result_words import LACKING, LEVELS, NEXT, OUTCOME, POINTS, ResultWords, header
from smartcommune.render.workbook_pages import BookPage, Row
from smartcommune.render.workbook_table import NumberedTable, title_of
from smartcommune.tables.cells.cell_facts import KEPT, NUMBER
from smartcommune.tables.results.kept import DISTRICT
from smartcommune.tables.results.unread import UnreadRow
from smartcommune.tables.sheets.sheet import ROW

if TYPE_CHECKING:
    import polars as pl

_SERIAL_WIDTH: Final = 5
_WIDTHS: Final = {
    "code": 8,
    "name": 20,
    "province": 14,
    DISTRICT: 15,
    "verdict": 22,
    "missing": 40,
    "near": 30,
    "unevidenced": 30,
    "as_of": 12,
    "ruleset": 60,
}
_NUMBERS: Final = ("score", "score_low", "score_high", "points", "points_low", "points_high", LACKING)
_LISTS: Final = ("missing", "near", "unevidenced")  # of indicators
_CRITERIA: Final = ("not_claimed", "not_found")  # lists of criteria
_PLACED: Final = (*LEVELS, NEXT)
_WHO: Final = ("code", "name", DISTRICT, "province")
# The last of the columns that are printed; those behind it are for the screen.
_LAST_PRINTED: Final = "missing"
# The list in front of this sheet says why.
_ELSEWHERE: Final = ("reasons", ROW)


class ResultsSheet:
    """Writes rows of results, a column at a time put into words."""

    def __init__(self, page: BookPage, columns: Sequence[str], applied: Applied, words: ResultWords) -> None:
        self._page, self._words, self._criteria = page, words, applied.criteria
        own = [name for name in _in_order(columns) if not name.startswith(KEPT) and name not in _ELSEWHERE]
        kept = dict(applied.kept)
        self._columns = [*own, *kept]
        language = words.language
        heads = [kept[name] if name in kept else header(name, applied.criteria).say(language) for name in self._columns]
        widths = [_SERIAL_WIDTH, *(_WIDTHS.get(name, 9 if name in _NUMBERS else 15) for name in self._columns)]
        self._table = NumberedTable(page, title_of(applied.provenance, language), heads, widths)
        self.write = self._table.write

    def rows(self, part: pl.DataFrame) -> Iterator[Row]:
        """A row for each commune of a part of the results."""
        columns = [self._column(name, part) for name in self._columns]
        values, styles = zip(*columns, strict=True)
        return zip(zip(*values, strict=True), zip(*styles, strict=True), strict=True)

    def unread(self, row: UnreadRow) -> Row:
        """Who it is as far as that is known, and the columns of the table as they stand there."""
        cells = [self._cell_unread(name, row) for name in self._columns]
        return [value for value, _ in cells], [style for _, style in cells]

    def finish(self) -> None:
        """Set up the pages."""
        self._table.filtered(1 + len(self._columns))
        self._page.print_on_a4(self._table.head, 1 + self._columns.index(_LAST_PRINTED))

    def _column(self, name: str, part: pl.DataFrame) -> tuple[Sequence[object], Sequence[str]]:
        values = part[name].to_list()
        if name.startswith(KEPT):
            marks = part[name + NUMBER].to_list() if name + NUMBER in part.columns else None
            return _as_typed(values, marks, self._words.language)
        return self._shown(name, values), _styles(name, values)

    def _cell_unread(self, name: str, row: UnreadRow) -> tuple[object, str]:
        """No fact of it is shown as if it had been used."""
        if name.startswith(KEPT):
            return _cell(row.cells.get(name), self._words.language, is_number=bool(row.cells.get(name + NUMBER)))
        if name == "verdict":
            return Message("verdict.unread").say(self._words.language), "unread"
        return row.cells.get(name) if name in _WHO else None, "wrapped" if name in _WHO[1:] else "text"

    def _shown(self, name: str, values: Sequence[object]) -> Sequence[object]:
        if name == "as_of":
            return [day and Shown(day).say(self._words.language) for day in values]  # type: ignore[arg-type]  # days
        kind = "outcome" if name.startswith(OUTCOME) else name
        if kind not in ("outcome", "verdict", *_PLACED, *_LISTS, *_CRITERIA):
            return values
        worded = {value: self._worded(kind, value) for value in set(values) if isinstance(value, str)}
        return [worded.get(value) for value in values]  # type: ignore[call-overload]  # texts, or nothing

    def _worded(self, kind: str, value: str) -> str:
        if kind in _CRITERIA:
            return "; ".join(self._criteria[id].say(self._words.language) for id in value.split(","))
        if kind in _LISTS:
            return self._words.facts(value)
        if kind in _PLACED:
            return self._words.levels(value)
        if kind == "verdict":
            return self._words.verdict(value)
        return Message(f"{kind}.{value}").say(self._words.language)


def _in_order(names: Sequence[str]) -> list[str]:
    """The district stands in front of the province."""
    others = [name for name in names if name != DISTRICT]
    if DISTRICT in names:
        others.insert(others.index("province"), DISTRICT)
    return others


def _styles(name: str, values: Sequence[object]) -> Sequence[str]:
    if name == "verdict" or name.startswith(OUTCOME):
        return [str(value or "text") for value in values]
    if name in _NUMBERS or name.startswith((POINTS, DIFFERENCE)):
        return ["number"] * len(values)
    return ["wrapped" if name in (*_PLACED, *_LISTS, *_CRITERIA, *_WHO[1:]) else "text"] * len(values)


def _as_typed(
    values: Sequence[object], marks: Sequence[object] | None, language: Language
) -> tuple[list[object], list[str]]:
    """Cells of the table as they were typed there: numbers and percentages as such, the rest as texts."""
    pairs = [
        _cell(value, language, is_number=bool(mark))
        for value, mark in zip(values, marks or [False] * len(values), strict=True)
    ]
    return [value for value, _ in pairs], [style for _, style in pairs]


def _cell(value: object, language: Language, *, is_number: bool) -> tuple[object, str]:
    if isinstance(value, bool):
        return Message("yes" if value else "no").say(language), "text"
    if isinstance(value, int | float):
        return value, "figure"
    if not isinstance(value, str) or not is_number or (value.startswith("0") and value.isdecimal() and value != "0"):
        return None if value is None else str(value), "wrapped"
    return (float(Decimal(value[:-1]) / 100), "share") if value.endswith("%") else (float(value), "figure")
