"""A choice of communes to a CSV table and JSON."""

from __future__ import annotations

import json as library
from fractions import Fraction
from functools import lru_cache
from typing import Final

from smartcommune.render.safe import csv_cell, json_document
from smartcommune.render.selection_words import MOST_NAMED, Worded
from smartcommune.tables.ranking.candidate import NO_LEVEL, Candidate
from smartcommune.tables.ranking.choice import Pick, Standing, Tie

# Columns that only rule sets with levels have.
LEVELS: Final = ("level", "levels_possible")
SCHEMA: Final = "smartcommune/selection/1"
COLUMNS: Final = (
    "rank",
    "best",
    "worst",
    "standing",
    "code",
    "name",
    "district",
    "province",
    "verdict",
    *LEVELS,
    "score",
    "score_low",
    "score_high",
    "certain",
    "reason",
    "hangs_on",
    "reserve",
    "missing",
    "as_of",
    "ruleset",
    "terms",
)
# What JSON has once for all communes, or of picks alone.
_PICKS_ONLY: Final = ("certain", "hangs_on", "reserve", "ruleset", "terms")
Row = dict[str, object]


class Files:
    """A choice as files have it."""

    def __init__(self, worded: Worded) -> None:
        self._worded = worded
        self._found = worded.found
        self._terms = worded.context.terms
        # Columns that only some tables have, and only some rule sets.
        self._has_districts = any(pick.candidate.district for pick in worded.found.all)
        absent = [] if self._has_districts else ["district"]
        self.without = (*absent, *(() if worded.context.levels else LEVELS))
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
            **self._levels(commune),
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
        return {"district": commune.district} if self._has_districts else {}

    def _levels(self, commune: Candidate) -> Row:
        """The level where it is settled, else those that are possible."""
        if not self._worded.context.levels:
            return {}
        found = ",".join(commune.levels) or None
        pair = (found, None) if len(commune.levels) == 1 and found != NO_LEVEL else (None, found)
        return dict(zip(LEVELS, pair, strict=True))

    def csv(self) -> str:
        """The table, with the mark by which Excel knows UTF-8 left to whoever writes it to a file."""
        written = lru_cache(None, typed=True)(csv_cell)  # most cells of a column are as others; 1 is not 1.0
        rows = [[written(value) for value in self.row(pick).values()] for pick in self._found.all]
        head = [name for name in COLUMNS if name not in self.without]
        return "".join([",".join(row) + "\n" for row in (head, *rows)])

    def json(self) -> str:
        """The terms and what came of them, then a line for each commune."""
        communes = ",\n    ".join(_json(self._object(pick)) for pick in self._found.all)
        head = ",\n  ".join(f"{_json(name)}: {_json(value)}" for name, value in self._head().items())
        listed = f"[\n    {communes}\n  ]" if communes else "[]"
        return json_document(f'{{\n  {head},\n  "communes": {listed}\n}}\n')

    def _head(self) -> Row:
        from smartcommune.render.json import provenance, unused  # the table does not pay for it

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


def _json(value: object) -> str:
    return library.dumps(value, ensure_ascii=False)


def _number(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _certain(pick: Pick) -> str:
    return {True: "yes", False: "no", None: "not_decided"}[pick.certain]
