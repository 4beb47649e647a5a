"""Results to a workbook that an officer opens: the communes, what they add up to, and the rules that were applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, Final

from smartcommune.messages import Language, Message, Sayable, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Shown
from smartcommune.problems import InputError, Place, Problem
from smartcommune.render.applied import Applied, days_of
from smartcommune.render.workbook_collect import Open, collect_sheet
from smartcommune.render.workbook_pages import MOST_ROWS, BookPage, unbroken, writing
from smartcommune.render.workbook_rules import rules_sheet
from smartcommune.render.workbook_summary import Labels, summary_sheet
from smartcommune.tables.cells.cell_facts import KEPT, NUMBER
from smartcommune.tables.results.kept import DISTRICT
from smartcommune.tables.results.tally import Counts
from smartcommune.tables.results.unread import UnreadRow
from smartcommune.tables.sheets.sheet import ROW

if TYPE_CHECKING:
    import polars as pl

_WIDTHS: Final = {
    "serial": 5,
    "code": 8,
    "name": 20,
    "province": 14,
    "district": 15,
    "verdict": 22,
    "reasons": 56,
    "missing": 30,
    "near": 30,
    "as_of": 12,
    "ruleset": 60,
}
_NUMBERS: Final = ("score", "score_low", "score_high", "points", "points_low", "points_high")
_STT: Final = "serial"
# The last of the columns that are printed; those behind it are for the screen.
_LAST_PRINTED: Final = "missing"
# In which row the header stands, below the title and the rule set.
_HEAD: Final = 3
_OUTCOME: Final = "outcome."
_POINTS: Final = "points."
_LISTS: Final = ("missing", "near")  # of indicators
_CRITERIA: Final = ("not_claimed", "not_found")  # lists of criteria
_PLACES: Final = ("name", DISTRICT, "province")


def write_workbook(
    file: BinaryIO, parts: Iterable[pl.DataFrame], counts: Callable[[], Counts], applied: Applied, language: Language
) -> None:
    """Write the results with a sheet of their sums, one of what to collect where, and one of the rules.

    Args:
        file: where to.
        parts: the results in order; the first part is there even if it has no rows.
        counts: what the parts add up to, asked for once all have come.
        applied: the rules.
        language: of headers and words.

    Raises:
        InputError: a sheet has no room for them.
    """
    with writing(file, language) as book:
        page = book.sheet("sheet.results")
        rows: _Rows | None = None
        open = Open()
        days: set[date] = set()
        for part in parts:
            rows = rows or _begun(page, part.columns, applied)
            rows.write(part)
            open.add(part)
            days.update(part["as_of"].drop_nulls().unique())
        if rows is not None:
            rows.finish()
        labels = Labels(applied.criteria, applied.indicators, applied.verdicts)
        found = counts()
        rules = applied.on_days(days)
        lead = (*applied.provenance.lines, days_of(rules))
        summary_sheet(book, found, labels, lead, applied.reading(), is_listed=bool(open.communes))
        if open.communes:
            collect_sheet(book, found.wanted, open.communes, applied.indicators)
        rules_sheet(book, rules, lead, applied.provenance.files)


def _too_many_rows() -> InputError:
    message, help = Message("too-many-rows", most=Shown(Fraction(MOST_ROWS))), Message("too-many-rows-help")
    return InputError([Problem("too-many-rows", Place("--output"), message, help)])


def _begun(page: BookPage, columns: Sequence[str], applied: Applied) -> _Rows:
    """The title and the header, and what writes the rows below them."""
    language = page.book.language
    kept = dict(applied.kept)
    own = [name for name in _in_order(columns) if not name.startswith(KEPT) and name != ROW]
    names = [_STT, *own, *kept]
    page.widths([_WIDTHS.get(name, 9 if name in _NUMBERS else 15) for name in names])
    page.line([Message("sheet.title", label=applied.provenance.label).say(language).upper()], "title")
    page.line([applied.provenance.title.say(language)], "line")
    page.skip()
    titles = [kept[name] if name in kept else header(name, applied.criteria).say(language) for name in names]
    page.line(titles, "header")
    page.sheet.freeze_panes(_HEAD + 1, 1 + min(2, len(own)))
    return _Rows(page, names, applied)


def _in_order(names: Sequence[str]) -> list[str]:
    """The district stands in front of the province."""
    others = [name for name in names if name != DISTRICT]
    if DISTRICT in names:
        others.insert(others.index("province"), DISTRICT)
    return others


def header(name: str, criteria: Mapping[str, Words]) -> Sayable:
    """What the workbook calls a column of the results."""
    if name.startswith(_OUTCOME):
        return criteria[name.removeprefix(_OUTCOME)]
    if name.startswith(_POINTS):
        return Message("column.points-of", label=criteria[name.removeprefix(_POINTS)])
    return Message(f"column.{name}")


class _Rows:
    """Writes rows of results, a column at a time put into words; each different text is worded once."""

    def __init__(self, page: BookPage, columns: Sequence[str], applied: Applied) -> None:
        self._page = page
        self._columns = columns
        self._indicators = applied.indicators
        self._criteria = applied.criteria
        self._verdicts = applied.verdicts
        self._unread = applied.unread

    def write(self, part: pl.DataFrame) -> None:
        columns = {name: part[name].to_list() for name in self._columns if name != _STT}
        shown = [self._shown(name, values) for name, values in columns.items()]
        styles = [_styles(name, values) for name, values in columns.items()]
        marks = {name: part[name + NUMBER].to_list() for name in columns if name + NUMBER in part.columns}
        for place, name in enumerate(columns):
            if name.startswith(KEPT):
                shown[place], styles[place] = _as_typed(columns[name], marks.get(name), self._page.book.language)
        rows = zip(part[ROW].to_list(), zip(*shown, strict=True), zip(*styles, strict=True), strict=True)
        for number, row, styled in rows:
            for unread in self._unread.before(number):
                self._write_unread(unread)
            self._line(row, styled)

    def finish(self) -> None:
        """Write the rows that could not be read and stand behind all others, and set up the page."""
        for unread in self._unread.before(None):
            self._write_unread(unread)
        page = self._page
        page.sheet.autofilter(_HEAD, 0, max(page.row - 1, _HEAD), len(self._columns) - 1)
        page.print_on_a4(_HEAD, self._columns.index(_LAST_PRINTED))

    def _line(self, row: Sequence[object], styles: Sequence[str]) -> None:
        if self._page.row > MOST_ROWS:
            raise _too_many_rows()
        self._page.line([self._page.row - _HEAD, *row], ["serial", *styles])

    def _write_unread(self, unread: UnreadRow) -> None:
        """Who it is as far as that is known, what is wrong, and the columns of the table as they stand there."""
        language = self._page.book.language
        said = {"verdict": Message("verdict.unread").say(language), "reasons": unbroken(unread.wrong.say(language))}
        names = [name for name in self._columns if name != _STT]
        cells = [said.get(name, _identity(name, unread.cells.get(name))) for name in names]
        styles = [
            "unread" if name == "verdict" else "wrapped" if name in ("reasons", *_PLACES) else "text" for name in names
        ]
        for place, name in enumerate(names):
            if name.startswith(KEPT):
                marks = [unread.cells.get(name + NUMBER)]
                (cells[place],), (styles[place],) = _as_typed([unread.cells.get(name)], marks, language)
        self._line(cells, styles)

    def _shown(self, name: str, values: list[object]) -> list[object]:
        if name == "as_of":
            return [day and Shown(day).say(self._page.book.language) for day in values]  # type: ignore[arg-type]  # days
        if name == "reasons":
            sentences = {value: unbroken(value) for value in set(values) if isinstance(value, str)}
            return [sentences.get(value) for value in values]  # type: ignore[call-overload]  # texts, or nothing
        kind = "outcome" if name.startswith(_OUTCOME) else name
        if kind not in ("outcome", "verdict", *_LISTS, *_CRITERIA):
            return values
        worded = {value: self._words(kind, value) for value in set(values) if isinstance(value, str)}
        return [worded.get(value) for value in values]  # type: ignore[call-overload]  # texts, or nothing

    def _words(self, kind: str, value: str) -> str:
        language = self._page.book.language
        if kind in _CRITERIA:
            return "; ".join(self._criteria[id].say(language) for id in value.split(","))
        if kind in _LISTS:
            return "; ".join(self._indicators[id].say(language) for id in value.split(","))
        if kind == "verdict":
            return self._verdicts[Verdict(value)].say(language)
        return Message(f"{kind}.{value}").say(language)


def _styles(name: str, values: Sequence[object]) -> Sequence[str]:
    if name == "verdict" or name.startswith(_OUTCOME):
        return [str(value or "text") for value in values]
    if name in _NUMBERS or name.startswith(_POINTS):
        return ["number"] * len(values)
    return ["wrapped" if name in ("reasons", *_LISTS, *_CRITERIA, *_PLACES) else "text"] * len(values)


def _identity(name: str, value: object) -> object:
    """What is known of a row that could not be read: who it is; no fact of it is shown as if it had been used."""
    return value if name in ("code", "name", "province", DISTRICT) else None


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
