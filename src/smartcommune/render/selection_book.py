"""A choice of communes to a workbook: the list that is signed, its terms, every rank, and who was not considered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from smartcommune.messages import Listed
from smartcommune.render.office import OfficeDetails
from smartcommune.render.selection_files import LEVELS, Files, Row
from smartcommune.render.selection_words import Worded
from smartcommune.render.workbook_pages import BookPage, writing
from smartcommune.render.workbook_signed import signed
from smartcommune.tables.ranking.choice import Pick, Standing

# The columns of the list, with their widths.
_LISTED: Final = {
    "rank": 6,
    "code": 8,
    "name": 22,
    "district": 15,
    "province": 15,
    "standing": 18,
    "placed": 18,
    "scores": 13,
    "reason": 34,
    "sure": 32,
    "coming": 24,
}
_MOST_NAMED: Final = 3  # in a cell of the list; the sheet of ranks names all
_RANKED: Final = {
    "rank": 6,
    "best": 7,
    "worst": 7,
    "standing": 22,
    "code": 9,
    "name": 20,
    "district": 14,
    "province": 14,
    "verdict": 18,
    "level": 18,
    "levels_possible": 24,
    "score": 8,  # the lowest that it may be
    "score_high": 9,
    "certain": 11,
    "reason": 44,
    "hangs_on": 38,
    "reserve": 28,
    "missing": 34,
    "as_of": 12,
    "ruleset": 30,
    "terms": 30,
}
_APART: Final = {
    **{name: _RANKED[name] for name in ("standing", "code", "name", "district", "province")},
    "reason": 130,
    **{name: _RANKED[name] for name in ("as_of", "ruleset", "terms")},
}
_LAST_PRINTED: Final = "as_of"  # the rules and terms of each row have a sheet of their own
_TERMS_WIDTH: Final = 120
_STYLES: Final = {
    **dict.fromkeys(("rank", "best", "worst"), "count"),
    **dict.fromkeys(("score", "score_high"), "number"),
    **dict.fromkeys(
        (
            "name",
            "district",
            "province",
            "level",
            "levels_possible",
            "reason",
            "hangs_on",
            "reserve",
            "missing",
            "sure",
            "coming",
        ),
        "wrapped",
    ),
    "scores": "right",
}
_STANDINGS: Final = {
    Standing.PICKED: "eligible",
    Standing.TIED: "undetermined",
    Standing.UNDETERMINED: "undetermined",
}
_HEADS: Final = {
    "placed": "column.level",
    "scores": "column.score",
    "sure": "column.certain",
    "coming": "column.reserve",
}


def write_selection(file: BinaryIO, worded: Worded, details: OfficeDetails) -> None:
    """Write the list of those who are ranked or may yet be, the terms, the same in full, and all others."""
    _Book(worded, details).write(file)


class _Book:
    def __init__(self, worded: Worded, details: OfficeDetails) -> None:
        self._worded, self._files, self._details = worded, Files(worded), details
        self._language = worded.language

    def write(self, file: BinaryIO) -> None:
        found = self._worded.found
        ranked = (*found.ranked, *found.open)
        with writing(file, self._language) as book:
            self._list(book.sheet("sheet.list"), ranked)
            self._terms(book.sheet("sheet.terms"))
            self._sheet(book.sheet("sheet.selection"), ranked, _RANKED)
            if found.others:
                self._sheet(book.sheet("sheet.others"), found.others, _APART)

    def _list(self, page: BookPage, picks: Sequence[Pick]) -> None:
        worded, rules = self._worded, self._worded.context.terms.provenance
        columns = self._columns(_LISTED)
        page.widths([_LISTED[name] for name in columns])
        for office in self._details.office:
            page.line([office.upper()], "total")
        page.line([f"{worded.say('word.list')}: {rules.label.say(self._language)}".upper()], "title")
        page.line([rules.title.say(self._language)], "line")
        page.skip()
        head = page.row
        self._rows(page, picks, columns)
        page.skip()
        for line in self._notes():
            page.paragraph(line, len(columns))
        if rules.warning is None:  # nobody signs by an example or a draft
            signed(page, self._details, columns.index("name"), columns.index("sure"))
        page.print_on_a4(head, len(columns) - 1)

    def _notes(self) -> Iterator[str]:
        """What whoever signs has to know: what came of it, under which terms, and what the rules rest on."""
        worded, context = self._worded, self._worded.context
        yield worded.headline()
        yield from (f"{worded.tie(tie)}: {worded.those(tie)}" for tie in worded.found.ties)
        yield from (line.say(self._language) for line in context.lead[len(context.terms.provenance.lines) :])
        yield from worded.terms()
        if context.unread:
            yield worded.say("word.unread", citations=Listed(context.unread, "; "))
        yield from (line.say(self._language) for line in context.terms.provenance.beyond_title)

    def _terms(self, page: BookPage) -> None:
        page.widths((_TERMS_WIDTH,))
        for line in self._worded.summary():
            page.line([line], "wrapped")
        page.print_on_a4(0, 0)

    def _sheet(self, page: BookPage, picks: Sequence[Pick], widths: Mapping[str, int]) -> None:
        columns = self._columns(widths)
        page.widths([widths[name] for name in columns])
        self._rows(page, picks, columns)
        page.print_on_a4(0, columns.index(_LAST_PRINTED))

    def _columns(self, widths: Mapping[str, int]) -> list[str]:
        absent = (*self._files.without, *(() if self._worded.context.levels else ("placed",)))
        return [name for name in widths if name not in absent]

    def _rows(self, page: BookPage, picks: Sequence[Pick], columns: Sequence[str]) -> None:
        """A header that stays in view, and a row for each commune."""
        head = page.row
        page.line([self._worded.say(_HEADS.get(name, f"column.{name}")) for name in columns], "header")
        page.sheet.freeze_panes(page.row, columns.index("province") + 1)
        for pick in picks:
            row, styles = self._row(pick), self._styles(pick)
            page.line([row[name] for name in columns], [styles.get(name, "text") for name in columns])
        page.sheet.autofilter(head, 0, max(page.row - 1, head), len(columns) - 1)

    def _row(self, pick: Pick) -> Row:
        """A row as people read it."""
        worded, row = self._worded, self._files.row(pick)
        is_picked = pick.standing is Standing.PICKED
        return row | {
            "standing": worded.say(f"standing.{pick.standing}"),
            "verdict": worded.context.verdicts[pick.candidate.verdict].say(self._language),
            "certain": None if row["certain"] is None else worded.say(f"certain.{row['certain']}"),
            "missing": worded.facts(pick.candidate.missing) or None,
            **{name: worded.level(pick.candidate) for name in LEVELS if row.get(name)},
            "placed": worded.level(pick.candidate),
            "scores": worded.scores(pick.candidate),
            "sure": worded.sure(pick, _MOST_NAMED) if is_picked else None,
            "coming": worded.reserve(pick, _MOST_NAMED) if is_picked else None,
        }

    def _styles(self, pick: Pick) -> dict[str, str]:
        return {
            **_STYLES,
            "standing": _STANDINGS.get(pick.standing, "text"),
            "verdict": pick.candidate.verdict.value,
        }
