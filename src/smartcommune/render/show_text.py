"""Descriptions of rule sets to a page that reads like a legal document, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.text import Text

from smartcommune.authoring.show.description import (
    ASSUMPTION,
    Cited,
    Conclusion,
    ConditionText,
    Description,
    Requirement,
    RuleSetSummary,
    ThresholdText,
    basis,
    counted,
    grounds,
    name,
    ordered,
    scored,
    source_line,
    taken,
    used,
)
from smartcommune.messages import Language, Listed, Message
from smartcommune.model.ruleset import Reading
from smartcommune.model.wording import Shown, period
from smartcommune.quantity import written_date
from smartcommune.render.page import Page

# What is assumed is told by its mark and its words; colour only repeats it.
_ASSUMED: Final = "yellow"
_STYLES: Final = {"law": "bold green", ASSUMPTION: "bold yellow"}
_MARKS: Final = {"law": "§", ASSUMPTION: "*"}


def description(found: Description, language: Language, width: int) -> Text:
    """The whole document; no line is wider than the page."""
    return _Document(found, language, width).written()


def summaries(found: Sequence[RuleSetSummary], language: Language, width: int) -> Text:
    """A block a rule set: its name, its period, and a line of figures."""
    page = Page(width)
    page.heading(Message("list.title").say(language))
    days = [item.day for item in found if item.day is not None]
    if days:
        count = sum(item.state is None for item in found)
        page.item("", Message("list.on", count=count, day=Shown(days[0])).say(language))
    for item in found:
        header = item.header
        page.blank()
        page.pair(header.id, period(header.in_force).say(language), "bold")
        page.item("", header.label.say(language), 1)
        if item.state is not None:
            page.item("", item.state.say(language), 1, "bold magenta")
        if header.issuer is not None:
            page.item("", header.issuer.say(language), 1, "dim")
        page.item("", grounds(item).say(language), 1)
        page.item("", counted(item).say(language), 1, _ASSUMED if item.counts[ASSUMPTION] else "")
        if item.score_basis == ASSUMPTION:
            page.item("", Message("list.weights-assumed").say(language), 1, _ASSUMED)
        page.item("", Message("list.cases", count=item.cases).say(language), 1)
    if found:
        page.blank()
        page.item("", Message("show.assumed").say(language), style=_ASSUMED)
        page.item("", Message("list.show-help", id=found[0].header.id).say(language), style="dim")
    return page.text


class _Document:
    """Writes one description, section by section."""

    def __init__(self, found: Description, language: Language, width: int) -> None:
        self.found = found
        self.language = language
        self.out = Page(width)

    def written(self) -> Text:
        self._head()
        if self.found.verdict is not None:
            self._verdict(self.found.verdict)
        self._criteria()
        self._thresholds()
        self._scoring()
        self._order()
        self._sources()
        self._dropping()
        self._not_known()
        self._remarks()
        return self.out.text

    def _say(self, key: str, **values: object) -> str:
        return Message(key, **values).say(self.language)

    def _title(self, key: str, **values: object) -> None:
        self.out.heading(self._say(key, **values).upper())

    def _head(self) -> None:
        header, out = self.found.header, self.out
        out.blank()
        out.item("", header.label.say(self.language), style="bold")
        out.item("", self._say("show.version", id=header.id, version=header.version))
        if header.extends:
            out.item("", self._say("show.extends", ids=Listed(header.extends)))
        for apart in header.apart:
            out.item("", apart.say(self.language), 1)
        if header.uses:
            out.item("", self._say("show.uses", ids=Listed(header.uses)))
        if header.issuer is not None:
            out.item("", self._say("show.issuer", issuer=header.issuer))
        out.item("", self._say("show.in-force", period=period(header.in_force)))
        if header.note is not None:
            out.item("", header.note.say(self.language), 1, "dim")
        if header.replaced_by:
            out.item("", self._say("show.replaced-by", ids=Listed(header.replaced_by)), 1)
        self._day_and_counts()

    def _day_and_counts(self) -> None:
        """Which day it is about, and how much of it is law and how much assumed."""
        out = self.out
        out.blank()
        out.item("", taken(self.found.day).say(self.language))
        out.item("", counted(self.found).say(self.language), style="bold")
        if self.found.rests_on_assumptions:
            out.item("", self._say("show.assumed"), style=_ASSUMED)

    def _verdict(self, verdict: Conclusion) -> None:
        self._title("show.verdict")
        if verdict.scope:
            lead = self._say(f"show.scope-{self.found.header.subject}")
            self.out.item("", f"{lead}:")
            self._clauses(verdict.scope, 1)
        self.out.item("", f"{verdict.lead.say(self.language)}:")
        self._clauses((verdict.eligible,), 1)
        self._readings(verdict.readings, 0)

    def _clauses(self, clauses: Iterable[ConditionText], level: int) -> None:
        for clause in clauses:
            words = clause.text.say(self.language) + (":" if clause.members else "")
            style = _ASSUMED if clause.is_assumed else ""
            self.out.item(clause.mark, words, level, style, style)
            self._clauses(clause.members, level + 1)

    def _readings(self, readings: Iterable[Reading], level: int) -> None:
        for reading in readings:
            self.out.item("?", self._say("show.question", id=reading.id, question=reading.question), level, "", "cyan")
            self.out.item("→", self._say("show.reading", text=reading.reading), level + 1)
            self.out.item("", self._say("show.alternative", text=reading.alternative), level + 2, "dim")

    def _criteria(self) -> None:
        self._title("show.criteria")
        for number, requirement in enumerate(self.found.criteria):
            if number:
                self.out.blank()
            self._requirement(requirement)

    def _requirement(self, requirement: Requirement) -> None:
        self.out.pair(f"{requirement.number}. {requirement.label.say(self.language)}", requirement.id, "bold")
        if requirement.applies is not None:
            self.out.item("", f"{self._say('show.applies')}:", 1)
            self._clauses((requirement.applies,), 2)
        self._clauses((requirement.test,), 1)
        self._citations(requirement.citations, 1)
        if requirement.note is not None:
            self.out.item("", self._say("show.note", note=requirement.note), 1)
        self._readings(requirement.readings, 1)

    def _citations(self, citations: tuple[Cited, ...], level: int) -> None:
        self.out.item("", self._say("show.citations", citations=Listed(citations, "; ")), level, "dim")

    def _thresholds(self) -> None:
        """The thresholds on the day, from the firmest ground to the weakest."""
        if not self.found.thresholds:
            return
        self._title("show.thresholds", day=written_date(self.found.day.date, self.language))
        limits = sorted(self.found.thresholds, key=lambda limit: limit.firmness)
        for number, limit in enumerate(limits):
            if number:
                self.out.blank()
            self._limit(limit)

    def _limit(self, limit: ThresholdText) -> None:
        style = _STYLES.get(limit.basis, "bold")
        self.out.item(_MARKS.get(limit.basis, "-"), self._value(limit), 0, style, style)
        if limit.by_place:
            for figure in limit.figures:
                self.out.item("", self._say("show.at-place", place=figure.label, value=figure.text), 2, style)
        self.out.item("", basis(limit).say(self.language), 1, _ASSUMED if limit.is_assumed else "")
        self._citations(limit.citations, 1)
        if limit.replaces is not None:
            words = self._say("show.replaces", value=limit.replaces.value, id=limit.replaces.id)
            self.out.item("", words, 1, "bold")
        if limit.span is not None and not limit.span.includes(self.found.header.in_force):
            self.out.item("", self._say("show.threshold-period", period=period(limit.span)), 1, "dim")
        self.out.item("", f"{used(limit).say(self.language)} · {limit.id}", 1, "dim")

    def _value(self, limit: ThresholdText) -> str:
        """The threshold's name with its value; with what it depends on, where the values are listed below."""
        if not limit.by_place:
            return self._say("show.threshold", label=limit.label, value=limit.value)
        words = name(limit).say(self.language)
        return self._say("show.exclusive", value=words) if limit.exclusive else words

    def _scoring(self) -> None:
        scoring = self.found.scoring
        if scoring is None:
            return
        self._title("show.score")
        for line in scored(scoring):
            self.out.item("", line.say(self.language), style=_ASSUMED if scoring.is_assumed else "")
        if scoring.note is not None:
            self.out.item("", scoring.note.say(self.language))

    def _order(self) -> None:
        if self.found.order is not None:
            self._title("show.order")
            self.out.item("", ordered(self.found.order).say(self.language))
            self._citations(self.found.order.citations, 0)

    def _sources(self) -> None:
        self._title("show.sources")
        for number, source in self.found.sources:
            mark = f"[{number}]"
            below = " " * len(mark)
            self.out.item(mark, source_line(source).say(self.language))
            self.out.item(below, source.title.say(self.language))
            if source.quote is not None:
                self.out.item(f"{below} |", f"“{source.quote}”", 0, "italic", "dim")
            if source.url is not None:
                self.out.item(below, source.url, style="dim")

    def _dropping(self) -> None:
        if self.found.dropping is None:
            return
        self._title("show.dropping")
        for _, words in self.found.dropping:
            self.out.item("-", words.say(self.language))
        if not self.found.dropping:
            self.out.item("", self._say("show.dropping-none"))

    def _not_known(self) -> None:
        if self.found.not_known:
            self._title("show.not-known")
        for words in self.found.not_known:
            self.out.item("-", words.say(self.language))

    def _remarks(self) -> None:
        if self.found.remarks:
            self._title("show.remarks")
        for remark in self.found.remarks:
            self.out.item("-", self._say("show.remark", period=period(remark.span), text=remark.text))
            if remark.citations:
                self._citations(remark.citations, 1)
