"""A choice of communes to a CSV table, a workbook and JSON."""

from __future__ import annotations

import csv
import io
import json as library
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, Final

from smartcommune.render.json import provenance, unused
from smartcommune.render.safe import cell, json_document
from smartcommune.render.selection_words import MOST_NAMED, Worded
from smartcommune.tables.ranking.candidate import Candidate
from smartcommune.tables.ranking.choice import Pick, Standing, Tie

if TYPE_CHECKING:
    from smartcommune.render.workbook_pages import BookPage

SCHEMA: Final = "smartcommune/selection/1"
# Each with how wide it is in a workbook.
_COLUMNS: Final = {
    "rank": 6,
    "best": 7,
    "worst": 7,
    "standing": 22,
    "code": 9,
    "name": 20,
    "district": 14,
    "province": 14,
    "verdict": 18,
    "score": 8,
    "score_low": 10,
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
# What a sheet of those who are ranked has, and one of those who are not considered; the lowest score is the score.
_RANKED: Final = {name: width for name, width in _COLUMNS.items() if name != "score_low"}
_APART: Final = {
    **{name: _COLUMNS[name] for name in ("standing", "code", "name", "district", "province")},
    "reason": 130,
    **{name: _COLUMNS[name] for name in ("as_of", "ruleset", "terms")},
}
_LAST_PRINTED: Final = "as_of"  # the rules and terms of each row have a sheet of their own
_TERMS_WIDTH: Final = 120
_NUMBERS: Final = {"rank": "count", "best": "count", "worst": "count"} | dict.fromkeys(
    ("score", "score_low", "score_high"), "number"
)
_WRAPPED: Final = ("name", "district", "reason", "hangs_on", "reserve", "missing")
_STYLES: Final = {
    Standing.PICKED: "eligible",
    Standing.TIED: "undetermined",
    Standing.UNDETERMINED: "undetermined",
}
# What JSON has once for all communes, or of picks alone.
_PICKS_ONLY: Final = ("certain", "hangs_on", "reserve", "ruleset", "terms")
Row = dict[str, object]


class Files:
    """A choice as files have it."""

    def __init__(self, worded: Worded) -> None:
        self._worded = worded
        self._found = worded.found
        self._terms = worded.context.terms
        # A column that only some tables have.
        self._without = () if any(pick.candidate.district for pick in worded.found.all) else ("district",)
        self._ruleset = self._terms.provenance.text
        self._asked = worded.asked()

    def row(self, pick: Pick) -> Row:
        """A row, by column; what there is not is None."""
        commune, worded = pick.candidate, self._worded
        is_picked = pick.standing is Standing.PICKED
        low, high = worded.rounded(commune.low), worded.rounded(commune.high)
        return {
            "rank": pick.rank,
            "best": pick.best,
            "worst": pick.worst,
            "standing": pick.standing.value,
            "code": commune.code,
            "name": commune.name,
            **self._district(commune),
            "province": commune.province,
            "verdict": commune.verdict.value,
            "score": low,
            "score_low": low,
            "score_high": high,
            "certain": _certain(pick) if is_picked else None,
            "reason": worded.reason(pick),
            "hangs_on": worded.hanging(pick).say(worded.language) if is_picked and not pick.certain else None,
            "reserve": worded.reserve(pick) if is_picked else None,
            "missing": ",".join(commune.missing) or None,
            "as_of": (commune.day or self._terms.day).isoformat(),
            "ruleset": self._ruleset,
            "terms": self._asked,
        }

    def _district(self, commune: Candidate) -> Row:
        return {} if self._without else {"district": commune.district}

    def csv(self) -> str:
        """The table, with the mark by which Excel knows UTF-8 left to whoever writes it to a file."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([name for name in _COLUMNS if name not in self._without])
        safe = cache(cell)  # most texts of a column are those of other rows
        for pick in self._found.all:
            values = self.row(pick).values()
            writer.writerow([safe(value) if isinstance(value, str) else value for value in values])
        return text.getvalue()

    def json(self) -> str:
        """The terms and what came of them, then a line for each commune."""
        communes = ",\n    ".join(_json(self._object(pick)) for pick in self._found.all)
        head = ",\n  ".join(f"{_json(name)}: {_json(value)}" for name, value in self._head().items())
        listed = f"[\n    {communes}\n  ]" if communes else "[]"
        return json_document(f'{{\n  {head},\n  "communes": {listed}\n}}\n')

    def _head(self) -> Row:
        found, applied = self._found, self._terms
        return {
            "schema": SCHEMA,
            "ruleset": provenance(applied.provenance),
            "as_of": applied.day.isoformat(),
            "thresholds_assumed": list(applied.assumed),
            "seats": found.terms.seats,
            "quotas": dict(found.terms.quotas),
            "minimum": _number(found.terms.minimum),
            "tie_breaks": [{"column": tie.column.name, "order": tie.order} for tie in applied.ties],
            "picked": len(found.picked),
            "certain": found.certain,
            "open_seats": [self._tie(tie) for tie in found.ties],
            "command": self._worded.context.command,
            "next": [self._named(each) for each in found.next],
            "next_tied": [self._named(each) for each in found.next_tied[:MOST_NAMED]],
            "unused_columns": [unused(column) for column in self._worded.context.unused],
        }

    def _tie(self, tie: Tie) -> Row:
        communes = [self._named(pick.candidate) for pick in tie.picks]
        return {"seats": tie.seats, "quota": tie.quota, "communes": communes}

    def _object(self, pick: Pick) -> Row:
        found = {name: value for name, value in self.row(pick).items() if name not in _PICKS_ONLY}
        found |= {"row": pick.candidate.row, "missing": list(pick.candidate.missing)}
        return found | self._sure(pick) if pick.standing is Standing.PICKED else found

    def _sure(self, pick: Pick) -> Row:
        """How sure a pick is, on whose facts it hangs, and who takes its seat if it withdraws."""
        facts, named = self._worded.context.facts, pick.hangs_on[:MOST_NAMED]
        return {
            "certain": pick.certain,
            "hangs_on": [{**self._named(each), "facts": list(facts.get(each.row, ()))} for each in named],
            "hangs_on_count": len(pick.hangs_on),
            "reserve": [self._named(each) for each in pick.reserve],
            "reserve_tied": [self._named(each) for each in pick.reserve_tied[:MOST_NAMED]],
            "reserve_tied_count": len(pick.reserve_tied),
        }

    def _named(self, commune: Candidate) -> Row:
        place = {**self._district(commune), "province": commune.province}
        return {"row": commune.row, "code": commune.code, "name": commune.name, **place}

    def workbook(self, file: BinaryIO) -> None:
        """A sheet of those who are ranked or may yet be, one of all others, and one of the terms."""
        from smartcommune.render.workbook_pages import writing  # other formats do not pay for it

        worded = self._worded
        with writing(file, worded.language) as book:
            self._sheet(book.sheet("sheet.selection"), (*self._found.ranked, *self._found.open), _RANKED)
            if self._found.others:
                self._sheet(book.sheet("sheet.others"), self._found.others, _APART)
            terms = book.sheet("sheet.terms")
            terms.widths((_TERMS_WIDTH,))
            for line in worded.summary():
                terms.line([line], "wrapped")
            terms.print_on_a4(0, 0)

    def _sheet(self, page: BookPage, picks: Sequence[Pick], widths: Mapping[str, int]) -> None:
        columns = [name for name in widths if name not in self._without]
        page.widths(tuple(widths[name] for name in columns))
        page.sheet.freeze_panes(1, columns.index("province") + 1)
        page.line([self._worded.say(f"column.{name}") for name in columns], "header")
        for pick in picks:
            row, styles = self._worded_row(pick), self._styles(pick)
            page.line([row[name] for name in columns], [styles[name] for name in columns])
        page.sheet.autofilter(0, 0, max(page.row - 1, 0), len(columns) - 1)
        page.print_on_a4(0, columns.index(_LAST_PRINTED))

    def _worded_row(self, pick: Pick) -> Row:
        """A row as people read it."""
        worded, row = self._worded, self.row(pick)
        return row | {
            "standing": worded.say(f"standing.{pick.standing}"),
            "verdict": worded.context.verdicts[pick.candidate.verdict].say(worded.language),
            "certain": None if row["certain"] is None else worded.say(f"certain.{row['certain']}"),
            "missing": worded.facts(pick.candidate.missing) or None,
        }

    def _styles(self, pick: Pick) -> dict[str, str]:
        plain = {name: "wrapped" if name in _WRAPPED else _NUMBERS.get(name, "text") for name in _COLUMNS}
        return plain | {"standing": _STYLES.get(pick.standing, "text"), "verdict": pick.candidate.verdict.value}


def _json(value: object) -> str:
    return library.dumps(value, ensure_ascii=False)


def _number(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _certain(pick: Pick) -> str:
    return {True: "yes", False: "no", None: "not_decided"}[pick.certain]
