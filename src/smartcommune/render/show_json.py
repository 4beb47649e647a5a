"""Descriptions of rule sets to JSON for programs. Numbers come out as they went in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from smartcommune.authoring.show.description import (
    Cited,
    Conclusion,
    ConditionText,
    Description,
    Header,
    Order,
    PrintedRow,
    Replaced,
    Requirement,
    RuleSetSummary,
    ThresholdText,
    taken,
)
from smartcommune.messages import Language, Sayable
from smartcommune.model.sources import LegalSource, Report
from smartcommune.render.json import plain_value, span
from smartcommune.render.safe import json_text

SCHEMA: Final = "smartcommune/ruleset/1"
LIST_SCHEMA: Final = "smartcommune/rulesets/1"


def description(found: Description, language: Language) -> str:
    """The whole document, ending in a newline."""
    return json_text(_Document(language).description(found))


def summaries(found: Sequence[RuleSetSummary], language: Language) -> str:
    """An entry a rule set, ending in a newline."""
    document = _Document(language)
    return json_text({"schema": LIST_SCHEMA, "rulesets": [document.summary(item) for item in found]})


class _Document:
    """Turns the parts of a description into dictionaries, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def description(self, found: Description) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "ruleset": self.header(found.header),
            "as_of": {"date": found.day.date.isoformat(), "why": found.day.why, "text": self.say(taken(found.day))},
            "counts": dict(found.counts),
            "verdict": found.verdict and self.verdict(found.verdict),
            "table": [self.printed(row) for row in found.table],
            "criteria": [self.requirement(item) for item in found.criteria],
            "thresholds": [self.limit(item) for item in found.thresholds],
            "score": found.scoring and {"basis": found.scoring.basis, "note": self.say(found.scoring.note)},
            "ranking": found.order and self.order(found.order),
            "sources": [self.source(number, source) for number, source in found.sources],
            "evidence_needed": [{"indicator": id, "text": self.say(words)} for id, words in found.evidenced],
            "may_not_apply": [{"indicator": id, "text": self.say(words)} for id, words in found.dropping or ()],
            "not_known": [self.say(words) for words in found.not_known],
            "notices": [
                {**span(item.span), "text": self.say(item.text), "citations": self.citations(item.citations)}
                for item in found.remarks
            ],
        }

    def printed(self, row: PrintedRow) -> dict[str, Any]:
        return {
            "id": row.id,
            "number": row.number,
            "label": self.say(row.label),
            "points": self.say(row.points),
            "evidence_asked": self.say(row.evidence),
        }

    def summary(self, item: RuleSetSummary) -> dict[str, Any]:
        figures = {"criteria": item.criteria, "cases": item.cases, "thresholds": item.thresholds}
        found: dict[str, Any] = {
            "criteria_by_first_source": dict(item.grounds),
            "criteria_by_reading": dict(item.readings),
            "thresholds_by_basis": dict(item.counts),
            "weights": item.score_basis,
        }
        if item.day is not None:
            found["on"] = {"date": item.day.isoformat(), "in_force": item.state is None, "text": self.say(item.state)}
        return {**self.header(item.header), **figures, **found}

    def plain(self, value: object) -> Any:
        """A part as a table of its parts, with words in the language."""
        if hasattr(value, "say"):
            return value.say(self.language)
        if hasattr(value, "_asdict"):
            return {key: self.plain(part) for key, part in value._asdict().items()}
        return plain_value(value)

    def say(self, words: Sayable | None) -> str | None:
        return None if words is None else words.say(self.language)

    def header(self, header: Header) -> dict[str, Any]:
        return {
            "id": header.id,
            "version": header.version,
            "sha256": header.sha256,
            "extends": header.extends[0].id if header.extends else None,
            "rests_on": [{"id": other.id, "file": other.file} for other in (*header.extends, *header.uses)],
            "apart": [self.say(apart) for apart in header.apart],
            "subject": header.subject,
            "uses": [other.id for other in header.uses],
            "replaced_by": list(header.replaced_by),
            "label": self.say(header.label),
            "issuer": self.say(header.issuer),
            "in_force": {**span(header.in_force), "note": self.say(header.note)},
        }

    def verdict(self, verdict: Conclusion) -> dict[str, Any]:
        return {
            "scope": [self.clause(clause) for clause in verdict.scope],
            "eligible_when": self.clause(verdict.eligible),
            "lead": self.say(verdict.lead),
            "sentence": self.say(verdict.eligible),
            **({} if verdict.levels is None else {"levels": self.clause(verdict.levels)}),
            "ambiguities": list(map(self.plain, verdict.readings)),
        }

    def clause(self, clause: ConditionText) -> dict[str, Any]:
        found: dict[str, Any] = {"kind": clause.kind, "mark": clause.mark, "text": self.say(clause.text)}
        if clause.criterion is not None:
            found["criterion"] = clause.criterion
        if clause.indicator is not None:
            found["indicator"] = clause.indicator
        if clause.other_indicator is not None:
            found["other_indicator"] = clause.other_indicator
        if clause.thresholds:
            found |= {"thresholds": list(clause.thresholds), "assumed": clause.is_assumed}
        if clause.members:
            found["members"] = [self.clause(member) for member in clause.members]
        return found

    def replaced(self, before: Replaced) -> dict[str, str | None]:
        return {"ruleset": before.id, "text": self.say(before.value)}

    def requirement(self, item: Requirement) -> dict[str, Any]:
        return {
            "number": item.number,
            "id": item.id,
            "label": self.say(item.label),
            "sentence": self.say(item.test),
            "test": self.clause(item.test),
            **({} if item.replaces is None else {"replaces": self.replaced(item.replaces)}),
            **({} if item.in_force is None else {"in_force": span(item.in_force)}),
            "applies_when": item.applies and self.clause(item.applies),
            "citations": self.citations(item.citations),
            "weight": 0 if item.weight is None else plain_value(item.weight.value),
            "note": self.say(item.note),
            "evidence_asked": self.say(item.evidence_asked),
            "ambiguities": list(map(self.plain, item.readings)),
        }

    def citations(self, citations: Iterable[Cited]) -> list[dict[str, Any]]:
        return [{"source": item.source.id, "at": item.at or None, "text": self.say(item)} for item in citations]

    def limit(self, limit: ThresholdText) -> dict[str, Any]:
        return {
            "id": limit.id,
            "label": self.say(limit.label),
            "by": self.say(limit.by),
            "values": list(map(self.plain, limit.figures)),
            "exclusive": limit.exclusive,
            "basis": limit.basis,
            "from_test": self.say(limit.from_test),
            "citations": self.citations(limit.citations),
            "period": limit.span and span(limit.span),
            "replaces": limit.replaces and self.replaced(limit.replaces),
            "used_by": list(limit.used_by),
            "used_in_verdict": limit.used_in_verdict,
            **({} if limit.of is None else {"of": limit.of, "text": self.say(limit.follows)}),
        }

    def order(self, order: Order) -> dict[str, Any]:
        by = [
            {"indicator": id, "label": self.say(label), "order": "least_first" if is_least else "most_first"}
            for id, label, is_least in order.by
        ]
        return {"by": by, "citations": self.citations(order.citations)}

    def source(self, number: int, source: LegalSource) -> dict[str, Any]:
        return {
            "number": number,
            "id": source.id,
            "title": self.say(source.title),
            "document": source.number,
            "issuer": self.say(source.issuer),
            "date": plain_value(source.date),
            "kind": source.kind,
            "url": source.url,
            "quote": source.quote,
            "reading": source.reading,
            "clauses": dict(source.clauses),
            "reported_by": self._report(source.reported_by),
        }

    def _report(self, report: Report | None) -> dict[str, Any] | None:
        if report is None:
            return None
        date = plain_value(report.date)
        return {
            "title": self.say(report.title),
            "publisher": self.say(report.publisher),
            "date": date,
            "url": report.url,
        }
