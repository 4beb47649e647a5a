"""Results to a workbook that an officer opens: the communes, what they add up to, and the rules that were applied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from smartcommune.messages import Language, Message, Sayable, Words
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Shown
from smartcommune.problems import InputError, Place, Problem
from smartcommune.render.workbook_collect import Open, collect_sheet
from smartcommune.render.workbook_pages import MOST_ROWS, BookPage, writing
from smartcommune.render.workbook_rules import RulesOnDays, rules_sheet
from smartcommune.render.workbook_summary import Labels, summary_sheet
from smartcommune.tables.results.tally import Counts

if TYPE_CHECKING:
    import polars as pl

_WIDTHS: Final = {
    "code": 11,
    "name": 26,
    "province": 18,
    "verdict": 22,
    "reasons": 60,
    "missing": 40,
    "near": 30,
    "as_of": 12,
    "ruleset": 60,
}
_NUMBERS: Final = ("score", "score_low", "score_high")
_OUTCOME: Final = "outcome."
_LISTS: Final = ("missing", "near")  # of indicators


class Applied(NamedTuple):
    """Which rules were applied, and how."""

    provenance: Provenance
    on_days: Callable[[Collection[date]], Sequence[RulesOnDays]]
    criteria: Mapping[str, Words]
    indicators: Mapping[str, Words]
    verdicts: Mapping[Verdict, Sayable]  # what the rule set calls them


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
        columns: list[str] = []
        open = Open()
        days: set[date] = set()
        for part in parts:
            columns = columns or _header(page, part.columns, applied)
            if page.row + part.height > MOST_ROWS + 1:
                raise _too_many_rows()
            _Rows(page, columns, applied).write(part)
            open.add(part)
            days.update(part["as_of"].drop_nulls().unique())
        page.sheet.autofilter(0, 0, max(page.row - 1, 0), max(len(columns) - 1, 0))
        labels = Labels(applied.criteria, applied.indicators, applied.verdicts)
        found = counts()
        rules = applied.on_days(days)
        lead = (*applied.provenance.lines, _days(rules))
        summary_sheet(book, found, labels, lead, is_listed=bool(open.communes))
        if open.communes:
            collect_sheet(book, found.wanted, open.communes, applied.indicators)
        rules_sheet(book, rules, lead, applied.provenance.files)


def _too_many_rows() -> InputError:
    message, help = Message("too-many-rows", most=Shown(Fraction(MOST_ROWS))), Message("too-many-rows-help")
    return InputError([Problem("too-many-rows", Place("--output"), message, help)])


def _days(rules: Sequence[RulesOnDays]) -> Message:
    """On which days the rows are assessed."""
    first, last = rules[0].first, rules[-1].last
    return (
        Message("sheet.day", day=Shown(first))
        if first == last
        else Message("sheet.days", first=Shown(first), last=Shown(last))
    )


def _header(page: BookPage, columns: Sequence[str], applied: Applied) -> list[str]:
    page.sheet.freeze_panes(1, min(2, len(columns)))
    page.widths([_WIDTHS.get(name, 10 if name in _NUMBERS else 15) for name in columns])
    page.line([header(name, applied.criteria).say(page.book.language) for name in columns], "header")
    page.print_across(2)
    return list(columns)


def header(name: str, criteria: Mapping[str, Words]) -> Sayable:
    """What the workbook calls a column of the results."""
    if name.startswith(_OUTCOME):
        return criteria[name.removeprefix(_OUTCOME)]
    return Message(f"column.{name}")


class _Rows:
    """Writes rows of results, a column at a time put into words; each different text is worded once."""

    def __init__(self, page: BookPage, columns: Sequence[str], applied: Applied) -> None:
        self._page = page
        self._columns = columns
        self._indicators = applied.indicators
        self._verdicts = applied.verdicts

    def write(self, part: pl.DataFrame) -> None:
        columns = {name: part[name].to_list() for name in self._columns}
        shown = [self._shown(name, values) for name, values in columns.items()]
        styles = [_styles(name, values) for name, values in columns.items()]
        for row, styled in zip(zip(*shown, strict=True), zip(*styles, strict=True), strict=True):
            self._page.line(row, styled)

    def _shown(self, name: str, values: list[object]) -> list[object]:
        if name == "as_of":
            return [day and Shown(day).say(self._page.book.language) for day in values]  # type: ignore[arg-type]  # days
        kind = "outcome" if name.startswith(_OUTCOME) else name
        if kind not in ("outcome", "verdict", *_LISTS):
            return values
        worded = {value: self._words(kind, value) for value in set(values) if isinstance(value, str)}
        return [worded.get(value) for value in values]  # type: ignore[call-overload]  # texts, or nothing

    def _words(self, kind: str, value: str) -> str:
        language = self._page.book.language
        if kind in _LISTS:
            return "; ".join(self._indicators[id].say(language) for id in value.split(","))
        if kind == "verdict":
            return self._verdicts[Verdict(value)].say(language)
        return Message(f"{kind}.{value}").say(language)


def _styles(name: str, values: Sequence[object]) -> Sequence[str]:
    if name == "verdict" or name.startswith(_OUTCOME):
        return [str(value or "text") for value in values]
    if name in _NUMBERS:
        return ["number"] * len(values)
    return ["wrapped" if name in ("reasons", *_LISTS, "name") else "text"] * len(values)
