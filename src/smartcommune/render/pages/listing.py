"""Results of a table to the lines of a list: who, the verdict, a mark for each criterion, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smartcommune.messages import Language, Message, Sayable, say
from smartcommune.model.ruleset import Verdict
from smartcommune.model.wording import Shown
from smartcommune.render.applied import Applied
from smartcommune.render.pages.sheets import VERDICT_MARKS
from smartcommune.render.result_words import ENDS, LEVELS, OUTCOME, POINTS, ResultWords
from smartcommune.tables.results.kept import DISTRICT
from smartcommune.tables.results.unread import UnreadRow
from smartcommune.tables.sheets.sheet import ROW

if TYPE_CHECKING:
    import polars as pl

# Classes and marks of lines and cells: a letter each, for there are thousands of them.
KINDS: Final = {
    Verdict.ELIGIBLE: "e",
    Verdict.NOT_ELIGIBLE: "n",
    Verdict.UNDETERMINED: "u",
    Verdict.OUT_OF_SCOPE: "o",
    Verdict.NOT_IN_FORCE: "f",
}
UNREAD: Final = "x"
# Of the facts that a commune lacks; the plan of collecting names them all.
MOST_LACKING: Final = 3
_NOTHING: Final = ("a", "")
_MARKS: Final = {
    "met": ("y", "✔"),
    "not_met": ("n", "✘"),
    "unknown": ("q", "?"),
    "not_applicable": ("a", "–"),
    "scored": ("s", "•"),
    None: _NOTHING,
}
_WHO: Final = ("code", "name", DISTRICT, "province")
Mark = tuple[str, str]


class Line(NamedTuple):
    """A commune, or a row that could not be read."""

    kind: str
    number: int
    who: Sequence[str]
    verdict: str
    figures: Sequence[str]
    marks: Sequence[Mark]
    more: Sequence[str]
    lacking: str  # what to find out
    reasons: str


class Listing(NamedTuple):
    """The list: what heads its columns, and its lines one by one."""

    who: Sequence[Sayable]
    named: int  # which of them heads a line
    figures: Sequence[Sayable]
    criteria: Sequence[Sayable]
    more: Sequence[object]
    lines: Iterator[Line]


def shown_criteria(results: pl.DataFrame, applied: Applied) -> list[str]:
    """The criteria that have a column: all, but for those that say no more than others."""
    ids = [name.removeprefix(OUTCOME) for name in results.columns if name.startswith(OUTCOME)]
    return [id for id in ids if id not in applied.combined] or ids


def listing(results: pl.DataFrame, applied: Applied, language: Language, *, has_reasons: bool) -> Listing:
    """The list of the results, with the rows that could not be read in their places.

    Args:
        results: all of them, with the number of each row.
        applied: the rules, the columns of the table to show, and the rows that could not be read.
        language: of all words.
        has_reasons: whether each line opens to its reasons.
    """
    return _Listing(results, applied, language, has_reasons=has_reasons).made()


class _Listing:
    def __init__(self, results: pl.DataFrame, applied: Applied, language: Language, *, has_reasons: bool) -> None:
        self.results = results
        self.applied = applied
        self.language: Language = language
        self._has_reasons = has_reasons
        self._words = ResultWords(applied, language)
        self._who = [name for name in _WHO if name == "name" or self._says(name)]
        self._ids = shown_criteria(results, applied)

    def _says(self, name: str) -> bool:
        return name in self.results.columns and self.results[name].null_count() < len(self.results)

    def made(self) -> Listing:
        figures = [(Message(key), values) for key, values in self._figures()]
        more = [*self._more()]
        return Listing(
            who=[Message(f"column.{name}") for name in self._who],
            named=self._who.index("name"),
            figures=[head for head, _ in figures],
            criteria=[self.applied.criteria[id] for id in self._ids],
            more=[head for head, _ in more],
            lines=self._lines([values for _, values in figures], [values for _, values in more]),
        )

    def _lines(self, figures: Sequence[Sequence[str]], more: Sequence[Sequence[str]]) -> Iterator[Line]:
        who = [self._texts(name) for name in self._who]
        marks = [self._marked(id) for id in self._ids]
        said = [self._texts("verdict"), self._texts("missing"), self._texts("reasons"), self._away()]
        rows = self.results[ROW].to_list()
        number = 0
        for row, name, (verdict, missing, reasons, away), figure, mark, also in zip(
            rows, _across(who, rows), _across(said, rows), _across(figures, rows), _across(marks, rows),
            _across(more, rows), strict=True,
        ):  # fmt: skip
            for unread in self.applied.unread.before(row):
                number += 1
                yield self._unread(number, unread, len(figures), len(more))
            number += 1
            lacking = self._lacking(missing)
            said_why = (self._words.because(verdict, reasons), away) if self._has_reasons else ()
            because = "; ".join(filter(None, said_why))
            kind = KINDS[Verdict(verdict)]
            yield Line(kind, number, name, self._verdict(verdict), figure, mark, also, lacking, because)
        for unread in self.applied.unread.before(None):
            number += 1
            yield self._unread(number, unread, len(figures), len(more))

    def _unread(self, number: int, unread: UnreadRow, figures: int, more: int) -> Line:
        """Who it is as far as that is known, and what is wrong; no fact of it is shown as if it had been used."""
        who = [str(unread.cells.get(name) or "") for name in self._who]
        verdict = f"! {Message('verdict.unread').say(self.language)}"
        marks = [_NOTHING] * len(self._ids)
        row = Message("html.row", row=unread.row, wrong=unread.wrong)
        return Line(UNREAD, number, who, verdict, [""] * figures, marks, [""] * more, row.say(self.language), "")

    def _away(self) -> list[str]:
        """What the commune of each row lacks for the next level, and where it loses most points."""
        pairs = zip(self._words.lacking(self.results), self._words.lost(self.results), strict=True)
        return ["; ".join(filter(None, pair)) for pair in pairs]

    def _texts(self, name: str) -> Sequence[str]:
        return [value or "" for value in self.results[name].to_list()]

    def _lacking(self, ids: str) -> str:
        return self._words.facts(ids, MOST_LACKING) if ids else ""

    def _verdict(self, verdict: str) -> str:
        return f"{VERDICT_MARKS[Verdict(verdict)]} {self._words.verdict(verdict)}"

    def _marked(self, id: str) -> Sequence[Mark]:
        """The outcomes of a criterion, with the points that it earns where it earns some."""
        marks = [_MARKS[outcome] for outcome in self.results[OUTCOME + id].to_list()]
        if POINTS + id not in self.results.columns:
            return marks
        points = map(self._words.number, self.results[POINTS + id].to_list())
        return [_with_points(mark, earned) for mark, earned in zip(marks, points, strict=True)]

    def _figures(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The level and the score, where the rules give them."""
        if "level" in self.results.columns:
            yield "label.levels", self._words.placed(*(self.results[name].to_list() for name in LEVELS))
        if self._says("score"):
            ends = zip(*(self.results[name].to_list() for name in ENDS), strict=True)
            yield "column.score", [self._words.score(low, high) for low, high in ends]

    def _more(self) -> Iterator[tuple[object, Sequence[str]]]:
        """What only some runs ask for: figures near another verdict, days, columns of the table."""
        if "near" in self.results.columns:
            yield Message("column.near"), [self._lacking(ids) for ids in self._texts("near")]
        if self.results["as_of"].n_unique() > 1:
            yield Message("column.as_of"), [self._day(day) for day in self.results["as_of"].to_list()]
        for name, title in self.applied.kept:
            yield title, [self._kept(value) for value in self.results[name].to_list()]

    def _day(self, day: date | None) -> str:
        return "" if day is None else Shown(day).say(self.language)

    def _kept(self, value: Any) -> str:
        if isinstance(value, bool):
            return Message("yes" if value else "no").say(self.language)
        return "" if value is None else say(value, self.language)


def _with_points(mark: Mark, earned: str) -> Mark:
    """The mark and the points; what only earns points has no mark, but for the one that says they are open."""
    kind, sign = mark
    if kind != "s":
        return kind, f"{sign} {earned}".strip()
    return (kind, earned) if earned else _MARKS["unknown"]


def _across(columns: Sequence[Sequence[Any]], rows: Sequence[object]) -> Iterator[Sequence[Any]]:
    """Columns row by row, also where there are none."""
    return zip(*columns, strict=True) if columns else iter([()] * len(rows))
