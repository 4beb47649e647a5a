"""Descriptions of rule sets to a page that reads like a legal document, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from smartcommune.authoring.show.description import (
    ASSUMPTION,
    Cited,
    Conclusion,
    ConditionText,
    Description,
    ReadingText,
    Requirement,
    RuleSetSummary,
    ThresholdText,
    basis,
    counted,
    grounds,
    name,
    ordered,
    reported,
    scored,
    source_line,
    taken,
    used,
)
from smartcommune.messages import Language, Listed, Message, Sayable
from smartcommune.model.wording import Shown, period
from smartcommune.quantity import written_date
from smartcommune.render.page import Page
from smartcommune.render.styled import Styled

# What is assumed is told by its mark and its words; colour only repeats it.
_ASSUMED: Final = "yellow"
_STYLES: Final = {"law": "bold green", ASSUMPTION: "bold yellow"}
_MARKS: Final = {"law": "§", ASSUMPTION: "*"}


def description(found: Description, language: Language, width: int) -> Styled:
    """The whole document; no line is wider than the page."""
    return _Document(found, language, width).written()


def summaries(found: Sequence[RuleSetSummary], language: Language, width: int) -> Styled:
    """A block a rule set: its name, its period, and a line of figures."""
    page = Page(width, language)
    page.heading(Message("list.title"))
    days = [item.day for item in found if item.day is not None]
    if days:
        count = sum(item.state is None for item in found)
        page.item("", Message("list.on", count=count, day=Shown(days[0])))
    for item in found:
        header = item.header
        page.blank()
        page.pair(header.id, period(header.in_force), "bold")
        page.item("", header.label, 1)
        if item.state is not None:
            page.item("", item.state, 1, "bold magenta")
        if header.issuer is not None:
            page.item("", header.issuer, 1, "dim")
        page.item("", grounds(item), 1)
        page.item("", counted(item), 1, _ASSUMED if item.counts[ASSUMPTION] else "")
        if item.score_basis == ASSUMPTION:
            page.item("", Message("list.weights-assumed"), 1, _ASSUMED)
        page.item("", Message("list.cases", count=item.cases), 1)
    if found:
        page.blank()
        page.item("", Message("show.assumed"), style=_ASSUMED)
        page.item("", Message("list.show-help", id=found[0].header.id), style="dim")
    return page.text


class _Document(Page):
    """Writes one description, section by section."""

    def __init__(self, found: Description, language: Language, width: int) -> None:
        super().__init__(width, language)
        self.found = found

    def written(self) -> Styled:
        self._head()
        if self.found.verdict is not None:
            self._verdict(self.found.verdict)
        self._table()
        self._criteria()
        self._thresholds()
        self._scoring()
        self._order()
        self._sources()
        self._evidenced()
        self._dropping()
        self._not_known()
        self._remarks()
        return self.text

    def _title(self, key: str, **values: object) -> None:
        self.heading(self.say(Message(key, **values)).upper())

    def _head(self) -> None:
        header = self.found.header
        self.blank()
        if header.warning is not None:
            self.item("", header.warning, style="bold magenta")
        self.item("", header.label, style="bold")
        self.item("", Message("show.version", id=header.id, version=header.version))
        if header.extends:
            self.item("", Message("show.extends", ids=Listed(header.extends)))
        for apart in header.apart:
            self.item("", apart, 1)
        if header.uses:
            self.item("", Message("show.uses", ids=Listed(header.uses)))
        if header.issuer is not None:
            self.item("", Message("show.issuer", issuer=header.issuer))
        self.item("", Message("show.in-force", period=period(header.in_force)))
        if header.note is not None:
            self.item("", header.note, 1, "dim")
        if header.replaced_by:
            self.item("", Message("show.replaced-by", ids=Listed(header.replaced_by)), 1)
        self._day_and_counts()

    def _day_and_counts(self) -> None:
        """Which day it is about, and how much of it is law and how much assumed."""
        self.blank()
        self.item("", taken(self.found.day))
        self.item("", counted(self.found), style="bold")
        if self.found.rests_on_assumptions:
            self.item("", Message("show.assumed"), style=_ASSUMED)

    def _verdict(self, verdict: Conclusion) -> None:
        self._title("show.verdict")
        if verdict.scope:
            lead = Message(f"show.scope-{self.found.header.subject}")
            self.item("", f"{self.say(lead)}:")
            self._clauses(verdict.scope, 1)
        self.item("", f"{self.say(verdict.lead)}:")
        self._clauses((verdict.eligible,), 1)
        self._clauses(() if verdict.levels is None else (verdict.levels,), 0)
        self._readings(verdict.readings, 0)

    def _clauses(self, clauses: Iterable[ConditionText], level: int) -> None:
        for clause in clauses:
            words = self.say(clause.text) + (":" if clause.members else "")
            style = _ASSUMED if clause.is_assumed else ""
            self.item(clause.mark, words, level, style, style)
            self._clauses(clause.members, level + 1)

    def _readings(self, readings: Iterable[ReadingText], level: int) -> None:
        for reading in readings:
            self.item("?", Message("show.question", id=reading.id, question=reading.question), level, "", "cyan")
            self.item("→", Message("show.reading", text=reading.reading), level + 1)
            self.item("", Message("show.alternative", text=reading.alternative), level + 2, "dim")

    def _table(self) -> None:
        """The points as the decision prints them, with its own numbers."""
        if self.found.table:
            self._title("show.table")
        widest = max((len(row.number or "") for row in self.found.table), default=0)
        for row in self.found.table:
            lead = (row.number or "").ljust(widest)
            self.pair(f"{lead}  {self.say(row.label)}", self.say(row.points), "bold" if row.is_sum else "")
            if row.evidence is not None:
                self.item(" " * widest, Message("show.evidence-asked", evidence=row.evidence), 1, "dim")

    def _criteria(self) -> None:
        self._title("show.criteria")
        for number, requirement in enumerate(self.found.criteria):
            if number:
                self.blank()
            self._requirement(requirement)

    def _requirement(self, requirement: Requirement) -> None:
        self.pair(f"{requirement.number}. {self.say(requirement.label)}", requirement.id, "bold")
        if requirement.in_force is not None:
            self.item("", Message("show.in-force", period=period(requirement.in_force)), 1)
        if requirement.applies is not None:
            self.item("", f"{self.say(Message('show.applies'))}:", 1)
            self._clauses((requirement.applies,), 2)
        self._clauses((requirement.test,), 1)
        self._citations(requirement.citations, 1)
        if requirement.replaces is not None:
            said = {"value": requirement.replaces.value, "id": requirement.replaces.id}
            self.item("", Message("show.replaces-test", **said), 1)
        if requirement.evidence_asked is not None:
            self.item("", Message("show.evidence-asked", evidence=requirement.evidence_asked), 1)
        if requirement.note is not None:
            self.item("", Message("show.note", note=requirement.note), 1)
        self._readings(requirement.readings, 1)

    def _citations(self, citations: tuple[Cited, ...], level: int) -> None:
        self.item("", Message("show.citations", citations=Listed(citations, "; ")), level, "dim")

    def _thresholds(self) -> None:
        """The thresholds on the day, from the firmest ground to the weakest."""
        if not self.found.thresholds:
            return
        self._title("show.thresholds", day=written_date(self.found.day.date, self.language))
        limits = sorted(self.found.thresholds, key=lambda limit: limit.firmness)
        for number, limit in enumerate(limits):
            if number:
                self.blank()
            self._limit(limit)

    def _limit(self, limit: ThresholdText) -> None:
        style = _STYLES.get(limit.basis, "bold")
        self.item(_MARKS.get(limit.basis, "-"), self._value(limit), 0, style, style)
        if limit.by_place:
            for figure in limit.figures:
                self.item("", Message("show.at-place", place=figure.label, value=figure.text), 2, style)
        if limit.follows is not None:
            self.item("", limit.follows, 1)
        self.item("", basis(limit), 1, _ASSUMED if limit.is_assumed else "")
        self._citations(limit.citations, 1)
        if limit.replaces is not None:
            words = Message("show.replaces", value=limit.replaces.value, id=limit.replaces.id)
            self.item("", words, 1, "bold")
        if limit.span is not None and not limit.span.includes(self.found.header.in_force):
            self.item("", Message("show.threshold-period", period=period(limit.span)), 1, "dim")
        self.item("", f"{self.say(used(limit))} · {limit.id}", 1, "dim")

    def _value(self, limit: ThresholdText) -> Sayable:
        """The threshold's name with its value; with what it depends on, where the values are listed below."""
        if not limit.by_place:
            return Message("show.threshold", label=limit.label, value=limit.value)
        return Message("show.exclusive", value=name(limit)) if limit.exclusive else name(limit)

    def _scoring(self) -> None:
        scoring = self.found.scoring
        if scoring is None:
            return
        self._title("show.score")
        for line in scored(scoring):
            self.item("", line, style=_ASSUMED if scoring.is_assumed else "")
        if scoring.note is not None:
            self.item("", scoring.note)

    def _order(self) -> None:
        if self.found.order is not None:
            self._title("show.order")
            self.item("", ordered(self.found.order))
            self._citations(self.found.order.citations, 0)

    def _sources(self) -> None:
        self._title("show.sources")
        for number, source in self.found.sources:
            mark = f"[{number}]"
            below = " " * len(mark)
            self.item(mark, source_line(source))
            self.item(below, source.title)
            if source.quote is not None:
                self.item(f"{below} |", f"“{source.quote}”", 0, "italic", "dim")
            if source.url is not None:
                self.item(below, source.url, style="dim")
            if (words := reported(source)) is not None:
                self.item(below, words, style="dim")

    def _evidenced(self) -> None:
        if self.found.evidenced:
            self._title("show.evidenced")
        for _, words in self.found.evidenced:
            self.item("-", words)

    def _dropping(self) -> None:
        if self.found.dropping is None:
            return
        self._title("show.dropping")
        for _, words in self.found.dropping:
            self.item("-", words)
        if not self.found.dropping:
            self.item("", Message("show.dropping-none"))

    def _not_known(self) -> None:
        if self.found.not_known:
            self._title("show.not-known")
        for words in self.found.not_known:
            self.item("-", words)

    def _remarks(self) -> None:
        if self.found.remarks:
            self._title("show.remarks")
        for remark in self.found.remarks:
            self.item("-", Message("show.remark", period=period(remark.span), text=remark.text))
            if remark.citations:
                self._citations(remark.citations, 1)
