"""A choice of communes to a page, a CSV table, a workbook and JSON."""

from __future__ import annotations

import csv
import io
import json as library
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import BinaryIO, Final, NamedTuple

from rich.text import Text

from smartcommune.messages import Language, Listed, Message, Sayable, Words
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import Verdict
from smartcommune.quantity import written
from smartcommune.render.json import provenance
from smartcommune.render.page import Page
from smartcommune.render.safe import cell, json_document
from smartcommune.render.workbook_pages import BookPage, writing
from smartcommune.tables.ranking import Pick, Selection, Standing

SCHEMA: Final = "smartcommune/selection/1"
# On the terminal; files have all of them.
MOST_ROWS: Final = 30
MOST_FACTS: Final = 3
PROVINCE: Final = "province"
_COLUMNS: Final = (
    "rank",
    "best",
    "worst",
    "standing",
    "code",
    "name",
    "province",
    "verdict",
    "score",
    "score_low",
    "score_high",
    "reason",
    "missing",
    "as_of",
    "ruleset",
)
_WIDTHS: Final = (7, 9, 9, 20, 11, 26, 18, 22, 8, 10, 10, 60, 44, 12, 60)
_STYLES: Final = {Standing.PICKED: "eligible", Standing.UNDETERMINED: "undetermined"}
_MARKS: Final = {Standing.PICKED: ("✔", "green"), Standing.UNDETERMINED: ("?", "yellow")}


class Context(NamedTuple):
    """What a choice rests on, in words."""

    lead: tuple[Sayable, ...]  # the rule set, the date, the terms
    provenance: Provenance
    indicators: Mapping[str, Words]
    quotas: Mapping[str, Sayable]  # what each quota counts by
    values: Mapping[str, Mapping[str, Words]]  # of the indicators among these
    verdicts: Mapping[Verdict, Sayable]  # what the rule set calls them


class Rendered:
    """A choice that is being shown in one language."""

    def __init__(self, found: Selection, context: Context, language: Language) -> None:
        self.found = found
        self.context = context
        self.language: Language = language

    def _say(self, key: str, **values: object) -> str:
        return Message(key, **values).say(self.language)

    def _reason(self, pick: Pick) -> str:
        """Why a commune is picked, or is not."""
        if pick is self.found.next:
            return self._say("pick.next")
        minimum = self._score(self.found.terms.minimum)
        if pick.standing is Standing.PICKED:
            score = self._score(pick.candidate.low)
            return self._say("pick.picked" if score else "pick.picked-unscored", rank=pick.rank, score=score)
        if pick.quota is None:
            return self._say(f"pick.{pick.standing}", minimum=minimum)
        by, most = self.context.quotas[pick.quota], self.found.terms.quotas[pick.quota]
        return self._say(f"pick.{pick.standing}", by=by, place=self._place(pick, pick.quota), most=most)

    def _place(self, pick: Pick, quota: str) -> object:
        """The group that a quota counts a commune in, as the table or the rule set words it."""
        if quota == PROVINCE:
            return pick.candidate.province or ""
        value = pick.candidate.places[quota] or ""
        return self.context.values.get(quota, {}).get(value, value)

    def _score(self, score: float | None) -> str:
        return "" if score is None else written(Fraction(str(score)), self.language)

    def _missing(self, pick: Pick, most: int | None = None) -> str:
        """The labels of the facts that are lacking: the first few of them, or all."""
        ids = pick.candidate.missing
        shown = Listed(tuple(self.context.indicators[id] for id in ids[:most]), "; ").say(self.language)
        return (
            shown
            if len(ids[:most]) == len(ids)
            else f"{shown}; {self._say('page.more-missing', count=len(ids) - len(ids[:most]))}"
        )

    # Files

    def rows(self) -> list[tuple[object, ...]]:
        """A row a commune, in the order of the columns; what there is not is None."""
        return [self._row(pick) for pick in self.found.all]

    def _row(self, pick: Pick) -> tuple[object, ...]:
        commune = pick.candidate
        identity = (commune.code, commune.name, commune.province, commune.verdict.value)
        scores = (commune.low, commune.low, commune.high)
        missing = ",".join(commune.missing) or None
        ranks = (pick.rank, pick.best, pick.worst, pick.standing.value)
        day = None if commune.as_of is None else commune.as_of.isoformat()
        return (*ranks, *identity, *scores, self._reason(pick), missing, day, self.context.provenance.text)

    def csv(self) -> str:
        """The table, with the mark by which Excel knows UTF-8 left to whoever writes it to a file."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for row in self.rows():
            writer.writerow([cell(value) if isinstance(value, str) else value for value in row])
        return text.getvalue()

    def json(self) -> str:
        terms = self.found.terms
        rules = provenance(self.context.provenance)
        head = {
            "schema": SCHEMA,
            "ruleset": rules,
            "seats": terms.seats,
            "quotas": dict(terms.quotas),
            "minimum": terms.minimum,
        }
        picks = [self._object(pick) for pick in self.found.all]
        document = {**head, "next": self.found.next and self.found.next.candidate.code, "communes": picks}
        return json_document(library.dumps(document, ensure_ascii=False, indent=2)) + "\n"

    def _object(self, pick: Pick) -> dict[str, object]:
        found = dict(zip(_COLUMNS, self._row(pick), strict=True))
        del found["ruleset"]  # it stands above all communes, file by file
        return {**found, "row": pick.candidate.row, "missing": list(pick.candidate.missing)}

    def workbook(self, file: BinaryIO) -> None:
        """A sheet of those who are ranked or may yet be, and one of all others."""
        with writing(file, self.language) as book:
            self._sheet(book.sheet("sheet.selection"), (*self.found.ranked, *self.found.open))
            if self.found.others:
                self._sheet(book.sheet("sheet.others"), self.found.others)
            terms = book.sheet("sheet.terms")
            for line in self.context.lead:
                terms.line([line.say(self.language)], "line")

    def _sheet(self, page: BookPage, picks: Sequence[Pick]) -> None:
        page.widths(_WIDTHS)
        page.sheet.freeze_panes(1, 6)
        page.print_across(1, 4, 5)
        page.line([self._say(f"column.{name}") for name in _COLUMNS], "header")
        for pick in picks:
            verdict = self.context.verdicts[pick.candidate.verdict].say(self.language)
            row = list(self._row(pick))
            row[3], row[7], row[12] = self._say(f"standing.{pick.standing}"), verdict, self._missing(pick) or None
            kind = _STYLES.get(pick.standing, "text")
            styles = ["count"] * 3 + [kind, "text", "wrapped", "text", pick.candidate.verdict.value]
            page.line(row, [*styles, *["number"] * 3, "wrapped", "wrapped", "text", "wrapped"])
        page.sheet.autofilter(0, 0, max(page.row - 1, 0), len(_COLUMNS) - 1)

    # The terminal

    def page(self, width: int) -> Text:
        """Who is picked, who is not and why, who comes next, who may yet."""
        page = Page(width)
        page.blank()
        for line in self.context.lead:
            page.item("", line.say(self.language))
        picked = self.found.picked
        page.heading(self._say("select.picked", count=len(picked), seats=self.found.terms.seats))
        self._lines(page, picked)
        if len(picked) < self.found.terms.seats:
            page.item("", self._say("select.free", count=self.found.terms.seats - len(picked)))
        self._others(page)
        self._open(page)
        return page.text

    def _others(self, page: Page) -> None:
        rest = [pick for pick in self.found.ranked if pick.standing is not Standing.PICKED]
        if rest:
            page.heading(self._say("select.not-picked", count=len(rest)))
            page.item("", self._next())
            self._lines(page, rest)

    def _next(self) -> str:
        if self.found.next is None:
            return self._say("select.no-next")
        return self._say("select.next", commune=self._commune(self.found.next))

    def _open(self, page: Page) -> None:
        if self.found.open:
            page.heading(self._say("select.open", count=len(self.found.open)))
            self._lines(page, self.found.open)
        out_of_reach = sum(pick.standing is Standing.OUT_OF_REACH for pick in self.found.others)
        if self.found.others:
            page.blank()
        if out_of_reach:
            page.item("", self._say("select.out-of-reach", count=out_of_reach))
        if len(self.found.others) > out_of_reach:
            page.item("", self._say("select.others", count=len(self.found.others) - out_of_reach))

    def _lines(self, page: Page, picks: Sequence[Pick]) -> None:
        digits = len(str(len(self.found.ranked)))
        for pick in picks[:MOST_ROWS]:
            mark, style = _MARKS.get(pick.standing, ("–", "dim"))
            rank = "" if pick.rank is None else f"{pick.rank}.".rjust(digits + 1)
            page.row(f"{mark} {rank}".rstrip(), style, self._commune(pick), self._points(pick))
            detail = self._detail(pick)
            if detail:
                page.item("", detail, 2, "dim")
        if len(picks) > MOST_ROWS:
            page.item("", self._say("select.more", count=len(picks) - MOST_ROWS))

    def _commune(self, pick: Pick) -> str:
        commune = pick.candidate
        name = commune.name or commune.code or self._say("page.commune-without-name")
        return ", ".join(filter(None, (name, commune.province)))

    def _points(self, pick: Pick) -> str:
        low, high = self._score(pick.candidate.low), self._score(pick.candidate.high)
        score = low if low == high else f"{low}–{high}"
        if pick.best is None or pick.best == pick.worst:
            return self._say("select.score", score=score) if score else ""
        return self._say("select.rank-between", score=score, best=pick.best, worst=pick.worst)

    def _detail(self, pick: Pick) -> str:
        """Why not, or what is lacking; that somebody is picked needs no more words."""
        if pick.standing is Standing.UNDETERMINED:
            return f"{self._say('select.lacking')} {self._missing(pick, MOST_FACTS)}"
        return "" if pick.standing is Standing.PICKED else self._reason(pick)
