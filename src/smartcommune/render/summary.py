"""A run over a table to its summary: what was read, how many are what, why not, what is lacking, where the answers are.

Bars repeat the numbers beside them; marks and colours carry nothing that the words do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import PurePath
from typing import Final

from rich.cells import cell_len

from smartcommune.messages import Amount, Language, Listed, Message, Sayable, Words
from smartcommune.model.beside import DIFFERENCE
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import Problem
from smartcommune.quantity import written
from smartcommune.render.alike import gathered, stretches
from smartcommune.render.page import MARGIN, Page
from smartcommune.render.result_words import header
from smartcommune.render.styled import Styled
from smartcommune.render.text import VERDICT_COLOURS
from smartcommune.tables.collection_plan import Collect
from smartcommune.tables.header.columns import Column, named
from smartcommune.tables.header.unused import said_unused
from smartcommune.tables.results.summary import Summary, Totals, level_counts
from smartcommune.tables.results.tally import MOST_PROVINCES, Apart

MOST_REASONS: Final = 10
MOST_WANTED: Final = 5
MOST_REJECTS: Final = 5
MOST_HEADERS: Final = 5
_BAR: Final = 30
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_HOW: Final = ("id", "label", "alias", "cells", "map")


def summary(found: Summary, language: Language, width: int) -> Styled:
    """The page, no line of it wider than the terminal."""
    return _Summary(found, language, width).page()


def totals(found: Totals, output: str | None, language: Language, width: int) -> Styled:
    """Of a run whose rows this program has not seen: a line for each verdict, and where the answers are."""
    page = Page(width, language)
    if found.warning is not None:
        page.item("", found.warning, style="bold magenta")
    _verdict_bars(page, found)
    plain = [named(column) for column in found.unused if column.is_plain]
    if plain:
        page.heading(Message("reading.unused", columns=Listed(tuple(plain[:MOST_HEADERS]), "; ")))
    _questions(page, found.unused, found.indicators)
    if output is not None:
        page.blank()
        page.item("", Message("summary.output", file=output))
    return page.text


def _questions(page: Page, columns: Sequence[Column], indicators: Mapping[str, Words]) -> None:
    """Columns that hold data and are not used although they resemble an indicator, or name another figure of it."""
    alike = [each for each in columns if not each.is_plain]
    for key, those in (
        ("summary.asked", [each for each in alike if each.is_asked]),
        ("summary.told", [each for each in alike if not each.is_asked]),
    ):
        said = list(said_unused(those, indicators))
        if said:
            page.heading(Message(key))
        for message in said[:MOST_HEADERS]:
            page.item("?" if key == "summary.asked" else "-", message)
        if len(said) > MOST_HEADERS:
            page.item("", Message("summary.more-unused", count=len(said) - MOST_HEADERS))


class _Summary(Page):
    """Writes one summary."""

    def __init__(self, found: Summary, language: Language, width: int) -> None:
        super().__init__(width, language)
        self.found = found

    def page(self) -> Styled:
        self.blank()
        if self.found.warning is not None:
            self.item("", self.found.warning, style="bold magenta")
        self._read()
        self._matched()
        found = self.found
        _verdict_bars(self, Totals(found.counts.verdicts, found.refused, found.verdicts))
        self._levels()
        self._by()
        self._unanswered()
        _questions(self, found.loaded.columns, found.indicators)
        self._rejects()
        self._doubles()
        self._reasons()
        self._self_points()
        self._near()
        self._wanted()
        self._where()
        return self.text

    def _number(self, number: int) -> str:
        return written(Fraction(number), self.language)

    def _read(self) -> None:
        loaded, sheet = self.found.loaded, self.found.loaded.sheet
        is_only = not any(note.key == "sheet-chosen" for note in sheet.notes)
        named = [Message("summary.sheet", name=sheet.sheet)] if sheet.sheet is not None and is_only else []
        rows = Message("summary.rows", count=Amount(self.found.rows, "noun.row"))
        self._section("summary.read", [rows, *named, *sheet.notes, *loaded.layout.brief, *loaded.counted])

    def _section(self, key: str, parts: Sequence[Message]) -> None:
        """A word in front, and what it is about behind it."""
        lead = self.say(Message(key))
        self.item(lead + " " * (_LEAD - cell_len(lead)), Listed(tuple(parts), "; "))

    def _matched(self) -> None:
        columns = self.found.loaded.columns
        ways = [(how, sum(column.how == how for column in columns)) for how in _HOW]
        parts = [Message(f"summary.by-{how}", count=count) for how, count in ways if count]
        unused = [each.header for each in columns if each.is_plain]
        if unused:
            headers = Listed(tuple(f"“{header}”" for header in unused[:MOST_HEADERS]))
            parts.append(Message("summary.unused", headers=headers))
        if len(unused) > MOST_HEADERS:
            parts.append(Message("summary.more-unused", count=len(unused) - MOST_HEADERS))
        self._section("summary.matched", parts)

    def _rejects(self) -> None:
        """The first rows that were refused, and where all of them are."""
        if not self.found.rejects:
            return
        if self.found.rejects_file is not None:
            self.heading(Message("summary.rejects", file=_base(self.found.rejects_file)))
        else:
            self.heading(Message("summary.rejects-nowhere"))
        most = MOST_REJECTS if self.found.rejects_file is not None else len(self.found.rejects)
        told = list(gathered((reject.problem for reject in self.found.rejects), self.language))
        for problem, rows in told[:most]:
            self.item("-", _reject(problem, rows))
        known = {reject.row for reject in self.found.rejects}
        if len(told) > most or len(known) < self.found.refused:
            self.item("", "…")

    def _unanswered(self) -> None:
        """That the run has answered nothing, or had nothing to answer."""
        if self.found.is_unanswered:
            self.heading(Message("summary.unanswered"))
        elif not self.found.rows:
            self.heading(Message("summary.no-rows"))

    def _doubles(self) -> None:
        """Rows that are one commune on one day."""
        doubles = self.found.doubles
        if doubles is None:
            self.heading(Message("summary.doubles-undecided"))
        elif doubles:
            self.heading(Message("summary.doubles", count=self._number(len(doubles))))
            for double in doubles[:MOST_REJECTS]:
                self.item("-", Message("summary.double", row=double.row, first=double.first))
            if len(doubles) > MOST_REJECTS:
                self.item("", "…")

    def _reasons(self) -> None:
        counts = self.found.counts
        if not counts.unmet:
            return
        refused = counts.verdicts[Verdict.NOT_ELIGIBLE]
        self.heading(Message("summary.reasons", count=self._number(refused)))
        self._listed([(count, self.found.criteria[id]) for id, count in counts.unmet[:MOST_REASONS]])

    def _levels(self) -> None:
        """How many are in each level, where the rule set has any."""
        counted = level_counts(self.found.counts, self.found.levels)
        if counted:
            self.heading(Message("column.level"))
        for count, words in counted:
            self.item("-", Message("summary.level", label=words, count=self._number(count)))

    def _by(self) -> None:
        """How many are what, for each value of the column that was asked for."""
        counts = self.found.counts
        if counts.by is None:
            return
        self.heading(Message("sheet.by", column=counts.by))
        if counts.is_scattered:
            self.item("", Message("sheet.scattered", most=MOST_PROVINCES))
            return
        for value, found in counts.provinces.items():
            those = [(found[verdict], words) for verdict, words in self.found.verdicts.items() if found[verdict]]
            kinds = (Message("summary.level", label=words, count=self._number(count)) for count, words in those)
            total = self._number(sum(found.values()))
            self.item("-", Message("summary.value", value=value or "–", total=total, kinds=Listed(tuple(kinds), ", ")))

    def _near(self) -> None:
        if self.found.counts.near is not None:
            self.blank()
            self.item(
                "", Message("summary.near", count=self._number(self.found.counts.near), column=self._column("near"))
            )

    def _self_points(self) -> None:
        """Where communes give themselves other points than are computed."""
        found = self.found.counts.differing
        if found is None:
            return
        if not found.communes:
            self.heading(Message("summary.self-points-none"))
            return
        column = self._column(f"{DIFFERENCE}{found.criteria[0].criterion}")
        self.heading(Message("summary.self-points", count=self._number(found.communes), column=column))
        lines = (
            (each.communes, self_scored_apart(each, self.found.criteria)) for each in found.criteria[:MOST_REASONS]
        )
        self._listed(list(lines))
        if len(found.criteria) > MOST_REASONS:
            self.item("", Message("summary.more-criteria", count=len(found.criteria) - MOST_REASONS))

    def _column(self, name: str) -> Sayable:
        """What the results call a column."""
        if self.found.is_worded:
            return Message("summary.column", name=header(name, self.found.criteria))
        return Message("summary.column-id", name=name)

    def _wanted(self) -> None:
        counts = self.found.counts
        if not counts.wanted:
            return
        open = counts.verdicts[Verdict.UNDETERMINED]
        self.heading(Message("summary.wanted", count=self._number(open)))
        for number, item in enumerate(counts.wanted[:MOST_WANTED], 1):
            self.item(f"{number}.", self._step(item))
        if len(counts.wanted) > MOST_WANTED:
            self.item("", Message("page.more-missing", count=len(counts.wanted) - MOST_WANTED))
        if counts.wide:
            self.item("", Message("summary.wide", count=self._number(counts.wide)))

    def _step(self, item: Collect) -> Message:
        """A fact to collect, for how many communes, and how many more can be decided then."""
        numbers = {"lacking": self._number(item.lacking), "settles": self._number(item.settles)}
        key = "summary.wanted-settles" if item.settles else "summary.wanted-item"
        return Message(key, label=self.found.indicators[item.indicator], **numbers)

    def _listed(self, lines: list[tuple[int, Sayable]]) -> None:
        digits = max(len(self._number(count)) for count, _ in lines)
        for count, words in lines:
            self.item(self._number(count).rjust(digits), words)

    def _where(self) -> None:
        if self.found.output is None:
            return
        self.blank()
        self.item("", Message("summary.output", file=self.found.output))


def self_scored_apart(found: Apart, criteria: Mapping[str, Words]) -> Message:
    """A criterion, and how many communes give themselves more or fewer points for it."""
    return Message("summary.apart", label=criteria[found.criterion], above=found.above, below=found.below)


def _verdict_bars(page: Page, found: Totals) -> None:
    """A line for each verdict that occurs, and for the rows that were refused: words, count, bar."""
    page.blank()
    lines = [
        (page.say(found.words[verdict]), count, VERDICT_COLOURS[verdict])
        for verdict, count in found.verdicts.items()
        if count
    ]
    if found.refused:
        lines.append((page.say(Message("summary.refused")), found.refused, "bold red"))
    numbers = [written(Fraction(count), page.language) for _, count, _ in lines]
    widest = max((cell_len(words) for words, _, _ in lines), default=0)
    digits = max(map(len, numbers), default=0)
    most = max((count for _, count, _ in lines), default=0)
    room = max(min(_BAR, page.width - 2 * MARGIN - widest - digits - 2), 4)
    for (words, count, style), number in zip(lines, numbers, strict=True):
        page.text.append(f"  {words}{' ' * (widest - cell_len(words))}  {number.rjust(digits)}  ")
        page.text.append(_bar(count, most, room) + "\n", style=style)


def _reject(problem: Problem, rows: Sequence[int]) -> Sayable:
    words = Message("summary.reject", row=stretches(rows) or "?", problem=problem.message)
    return words if problem.help is None else Listed((words, problem.help), "; ")


def _base(name: str) -> str:
    return PurePath(name).name


def _bar(count: int, most: int, room: int) -> str:
    """A bar as long as its share of the longest, to an eighth of a letter; what is there at all shows."""
    eighths = max(count * room * 8 // most, 1) if most and count else 0
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


# As wide as the widest of the two words in front, and a space.
_LEAD: Final = 7
