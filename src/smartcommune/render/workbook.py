"""Results to a workbook: the list that is signed and the sums first, then what is worked with, and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from smartcommune.messages import Language
from smartcommune.render.applied import Applied, days_of
from smartcommune.render.office import OfficeDetails
from smartcommune.render.result_words import ResultWords
from smartcommune.render.workbook_collect import Open, collect_sheet
from smartcommune.render.workbook_list import ListSheet
from smartcommune.render.workbook_pages import writing
from smartcommune.render.workbook_results import ResultsSheet
from smartcommune.render.workbook_rules import rules_sheet
from smartcommune.render.workbook_summary import Labels, summary_sheet
from smartcommune.tables.results.summary import level_words
from smartcommune.tables.results.tally import Counts
from smartcommune.tables.results.unread import Unread
from smartcommune.tables.sheets.sheet import ROW

if TYPE_CHECKING:
    import polars as pl


def write_workbook(
    file: BinaryIO,
    parts: Iterable[pl.DataFrame],
    counts: Callable[[], Counts],
    applied: Applied,
    language: Language,
    details: OfficeDetails,
) -> None:
    """Write the results as a list, with their sums, all columns, what to collect where, and the rules.

    Args:
        file: where to.
        parts: the results in order; the first part is there even if it has no rows.
        counts: what the parts add up to, asked for once all have come.
        applied: the rules.
        language: of headers and words.
        details: what only the office knows.

    Raises:
        InputError: a sheet has no room for them.
    """
    with writing(file, language) as book:
        words, coming = ResultWords(applied, language), iter(parts)
        first = next(coming)
        signed, sums, worked = (book.sheet(f"sheet.{key}") for key in ("list", "summary", "results"))
        listed = ListSheet(signed, first.columns, applied, words, details)
        results = ResultsSheet(worked, first.columns, applied, words)
        lacking, days = Open(), set[date]()
        for part in chain((first,), coming):
            _write(part, applied.unread, (listed, results))
            lacking.add(part)
            days.update(part["as_of"].drop_nulls().unique())
        _write_unread(applied.unread, None, (listed, results))
        found, rules = counts(), applied.on_days(days)
        lead = (*applied.provenance.lines, days_of(rules))
        listed.finish(found, rules)
        labels = Labels(applied.criteria, applied.indicators, applied.verdicts, level_words(applied.levels))
        summary_sheet(sums, found, labels, lead, applied.reading(), is_listed=bool(lacking.communes))
        results.finish()
        if lacking.communes:
            collect_sheet(book, found.wanted, lacking.communes, applied.indicators)
        rules_sheet(book, rules, lead, applied.provenance.files)


def _write(part: pl.DataFrame, unread: Unread, sheets: Sequence[ListSheet | ResultsSheet]) -> None:
    """Write a part of the results, with the rows that could not be read in their places."""
    for number, *rows in zip(part[ROW].to_list(), *(sheet.rows(part) for sheet in sheets), strict=True):
        _write_unread(unread, number, sheets)
        for sheet, row in zip(sheets, rows, strict=True):
            sheet.write(row)


def _write_unread(unread: Unread, before: int | None, sheets: Sequence[ListSheet | ResultsSheet]) -> None:
    for row in unread.before(before):
        for sheet in sheets:
            sheet.write(sheet.unread(row))
