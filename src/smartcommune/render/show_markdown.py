"""Descriptions of rule sets to Markdown, for a file that is read, commented on and signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smartcommune.authoring.show.description import (
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
from smartcommune.messages import Language, Listed, Message, Sayable, say
from smartcommune.model.sources import LegalSource
from smartcommune.model.wording import Shown, period
from smartcommune.render.safe import markdown


def description(found: Description, language: Language) -> str:
    """The whole document, ending in a newline."""
    return "\n".join(_Document(found, language).lines()).rstrip("\n") + "\n"


def summaries(found: Sequence[RuleSetSummary], language: Language) -> str:
    """A table with a row a rule set."""
    columns = ("ruleset", "period", "issuer", "criteria", "thresholds", "cases")
    lines = [f"# {Message('list.title').say(language)}", "", *_table(columns, language)]
    lines += [_row(_summary(item), language) for item in found]
    lines += ["", markdown(Message("show.assumed").say(language))]
    return "\n".join(lines) + "\n"


def _summary(item: RuleSetSummary) -> tuple[object, ...]:
    header = item.header
    label = Message("list.name", id=header.id, label=header.label)
    when: Sayable = period(header.in_force)
    if item.state is not None:
        when = Message("list.state", period=when, state=item.state)
    return (label, when, header.issuer or "", grounds(item), counted(item), item.cases)


class _Document:
    """Writes one description, section by section; text from outside never begins a line of its own."""

    def __init__(self, found: Description, language: Language) -> None:
        self.found = found
        self.language = language

    def lines(self) -> Iterator[str]:
        yield from self._head()
        if self.found.verdict is not None:
            yield from self._verdict(self.found.verdict)
        yield from self._points()
        yield from self._title("show.criteria")
        for requirement in self.found.criteria:
            yield from self._requirement(requirement)
        yield from self._thresholds()
        yield from self._scoring()
        yield from self._order()
        yield from self._sources()
        yield from self._rest()

    def _say(self, key: str, **values: object) -> str:
        return self._safe(Message(key, **values))

    def _safe(self, words: Sayable) -> str:
        return markdown(words.say(self.language))

    def _title(self, key: str, **values: object) -> Iterator[str]:
        yield from (f"## {self._say(key, **values)}", "")

    def _head(self) -> Iterator[str]:
        header = self.found.header
        yield from (f"# {self._safe(header.label)}", "")
        if header.warning is not None:
            yield from (f"**{self._safe(header.warning)}**", "")
        yield f"- {self._say('show.version', id=header.id, version=header.version)}"
        if header.extends:
            yield f"- {self._say('show.extends', ids=Listed(header.extends))}"
            yield from (f"  - {self._safe(apart)}" for apart in header.apart)
        if header.uses:
            yield f"- {self._say('show.uses', ids=Listed(header.uses))}"
        if header.issuer is not None:
            yield f"- {self._say('show.issuer', issuer=header.issuer)}"
        yield f"- {self._say('show.in-force', period=period(header.in_force))}"
        if header.note is not None:
            yield f"  - {self._say('show.note', note=header.note)}"
        if header.replaced_by:
            yield f"  - {self._say('show.replaced-by', ids=Listed(header.replaced_by))}"
        yield f"- {self._safe(taken(self.found.day))}"
        yield from (f"- **{self._safe(counted(self.found))}**", "")
        if self.found.rests_on_assumptions:
            yield from (self._say("show.assumed"), "")

    def _verdict(self, verdict: Conclusion) -> Iterator[str]:
        yield from self._title("show.verdict")
        if verdict.scope:
            lead = self._say(f"show.scope-{self.found.header.subject}")
            yield from (f"{lead}:", "", *self._clauses(verdict.scope), "")
        yield from self._condition(verdict.lead, verdict.eligible)
        if verdict.levels is not None:
            yield from (self._clause(verdict.levels), "", *self._clauses(verdict.levels.members), "")
        yield from self._readings(verdict.readings)

    def _condition(self, lead: Sayable, clause: ConditionText) -> Iterator[str]:
        yield from (f"**{self._safe(lead)}:** {self._clause(clause)}", "")
        if clause.members:
            yield from (*self._clauses(clause.members), "")

    def _clauses(self, clauses: Iterable[ConditionText], level: int = 0) -> Iterator[str]:
        for clause in clauses:
            yield f"{'  ' * level}- {clause.mark} {self._clause(clause)}"
            yield from self._clauses(clause.members, level + 1)

    def _clause(self, clause: ConditionText) -> str:
        words = self._safe(clause.text) + (":" if clause.members else "")
        return f"**{words}**" if clause.is_assumed else words

    def _readings(self, readings: Iterable[ReadingText]) -> Iterator[str]:
        for reading in readings:
            yield f"- {self._say('show.question', id=reading.id, question=reading.question)}"
            yield f"  - {self._say('show.reading', text=reading.reading)}"
            yield f"  - {self._say('show.alternative', text=reading.alternative)}"
        if readings:
            yield ""

    def _requirement(self, requirement: Requirement) -> Iterator[str]:
        yield from (f"### {requirement.number}. {self._safe(requirement.label)}", "", f"`{requirement.id}`", "")
        if requirement.in_force is not None:
            yield from (self._say("show.in-force", period=period(requirement.in_force)), "")
        if requirement.applies is not None:
            yield from self._condition(Message("show.applies"), requirement.applies)
        yield from self._condition(Message("show.needed"), requirement.test)
        yield from (self._say("show.citations", citations=Listed(requirement.citations, "; ")), "")
        if requirement.replaces is not None:
            said = {"value": requirement.replaces.value, "id": requirement.replaces.id}
            yield from (self._say("show.replaces-test", **said), "")
        if requirement.evidence_asked is not None:
            yield from (self._say("show.evidence-asked", evidence=requirement.evidence_asked), "")
        if requirement.note is not None:
            yield from (self._say("show.note", note=requirement.note), "")
        yield from self._readings(requirement.readings)

    def _thresholds(self) -> Iterator[str]:
        """The thresholds on the day, from the firmest ground to the weakest."""
        if not self.found.thresholds:
            return
        yield from self._title("show.thresholds", day=Shown(self.found.day.date))
        yield from _table(("threshold", "value", "basis", "citation", "criterion"), self.language)
        for limit in sorted(self.found.thresholds, key=lambda limit: limit.firmness):
            yield self._limit(limit)
        yield ""

    def _limit(self, limit: ThresholdText) -> str:
        value = self._safe(limit.value)
        if limit.is_assumed:
            value = f"**{value}**"
        if limit.follows is not None:
            value += f"; {self._safe(limit.follows)}"
        if limit.replaces is not None:
            value += f"; {self._say('show.replaces', value=limit.replaces.value, id=limit.replaces.id)}"
        if limit.span is not None and not limit.span.includes(self.found.header.in_force):
            value += f"; {self._say('show.threshold-period', period=period(limit.span))}"
        cells = (
            f"{self._safe(name(limit))} (`{limit.id}`)",
            value,
            self._safe(basis(limit)),
            self._safe(Listed(limit.citations, "; ")),
            self._safe(used(limit)),
        )
        return f"| {' | '.join(cells)} |"

    def _scoring(self) -> Iterator[str]:
        scoring = self.found.scoring
        if scoring is None:
            return
        yield from self._title("show.score")
        yield from (f"- {self._safe(line)}" for line in scored(scoring))
        if scoring.note is not None:
            yield f"- {self._say('show.note', note=scoring.note)}"
        yield ""

    def _order(self) -> Iterator[str]:
        order = self.found.order
        if order is not None:
            yield from self._title("show.order")
            yield f"- {self._safe(ordered(order))}"
            yield f"- {self._say('show.citations', citations=Listed(order.citations, '; '))}"
            yield ""

    def _sources(self) -> Iterator[str]:
        yield from self._title("show.sources")
        for number, source in self.found.sources:
            yield from self._source(number, source)
        yield ""

    def _source(self, number: int, source: LegalSource) -> Iterator[str]:
        words = Message("show.threshold", label=source_line(source), value=source.title)
        yield f"- **\\[{number}\\]** {self._safe(words)}" + (f" ({markdown(source.url)})" if source.url else "")
        if (told := reported(source)) is not None:
            yield from ("", f"  {self._safe(told)}", "")
        if source.quote is not None:
            yield from ("", f"  > “{markdown(source.quote)}”", "")

    def _points(self) -> Iterator[str]:
        """The points as the decision prints them, with its own numbers."""
        if self.found.table:
            yield from self._title("show.table")
            yield from _table(("number", "content", "points", "evidence"), self.language)
            for row in self.found.table:
                yield _row((row.number or "", row.label, row.points, row.evidence or ""), self.language)
            yield ""

    def _rest(self) -> Iterator[str]:
        if self.found.evidenced:
            yield from self._title("show.evidenced")
            yield from (*(f"- {self._safe(words)}" for _, words in self.found.evidenced), "")
        if self.found.dropping is not None:
            yield from self._title("show.dropping")
            yield from (f"- {self._safe(words)}" for _, words in self.found.dropping)
            yield from (() if self.found.dropping else (self._say("show.dropping-none"),))
            yield ""
        if self.found.not_known:
            yield from self._title("show.not-known")
            yield from (f"- {self._safe(words)}" for words in self.found.not_known)
            yield ""
        if self.found.remarks:
            yield from self._title("show.remarks")
        for remark in self.found.remarks:
            yield f"- {self._say('show.remark', period=period(remark.span), text=remark.text)}"
            if remark.citations:
                yield f"  - {self._say('show.citations', citations=Listed(remark.citations, '; '))}"


def _table(columns: Iterable[str], language: Language) -> Iterator[str]:
    names = [Message(f"show.column.{column}").say(language) for column in columns]
    yield from (f"| {' | '.join(names)} |", f"|{'---|' * len(names)}")


def _row(cells: Iterable[object], language: Language) -> str:
    return f"| {' | '.join(markdown(say(cell, language)) for cell in cells)} |"
