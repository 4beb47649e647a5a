"""Assessments to JSON, as section 7 of the contract fixes it. Numbers come out as they went in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from smartcommune.assess.assessment import (
    Advice,
    Assessment,
    Change,
    Compared,
    Margin,
    NextLevel,
    ReadAs,
    Reason,
    Score,
)
from smartcommune.assess.points import Points, SelfScored
from smartcommune.messages import Language, say
from smartcommune.model.facts import NotApplicable
from smartcommune.model.provenance import Provenance
from smartcommune.model.sources import Citation
from smartcommune.model.statements import NOT_STATED
from smartcommune.model.threshold import Span
from smartcommune.quantity import is_decimal, plain
from smartcommune.render.safe import json_text
from smartcommune.tables.header.columns import Column

SCHEMA: Final = "smartcommune/assessment/1"


def assessments(answers: Iterable[Assessment], language: Language) -> str:
    """The whole answer as one JSON document, ending in a newline."""
    return json_text({"schema": SCHEMA, "assessments": [assessment(answer, language) for answer in answers]})


def assessment(answer: Assessment, language: Language) -> dict[str, Any]:
    """One assessment as nested dictionaries and lists."""
    found = _assessment(answer, language)
    if answer.as_it_stood is not None:
        found["as_it_stood"] = _assessment(answer.as_it_stood, language)
    return found


def _assessment(answer: Assessment, language: Language) -> dict[str, Any]:
    commune = answer.commune
    identity = {
        "code": commune.code,
        "code_list": plain_value(commune.code_list),
        "name": commune.name,
        "district": commune.district,
        "province": commune.province,
    }
    return {
        "commune": {key: value for key, value in identity.items() if value is not None},
        "ruleset": provenance(answer.ruleset.provenance),
        "as_of": answer.as_of.isoformat(),
        "verdict": answer.verdict.value,
        "score": None if answer.score is None else _score(answer.score),
        **({} if answer.points is None else {"points": _points(answer.points)}),
        **_level(answer),
        **{NOT_STATED[each.statement]: list(each.criteria) for each in answer.not_stated},
        **_all_self_points(answer),
        **({"unevidenced": dict(answer.unevidenced)} if answer.unevidenced else {}),
        "because": list(answer.because),
        "reasons": None if answer.reasons is None else _reason(answer.reasons, language),
        "missing": [item.indicator for item in answer.missing],
        "advice": [_advice(item, language) for item in answer.advice],
        **({"readings": [_reading(each) for each in answer.readings]} if answer.readings else {}),
        **({} if answer.next_level is None else {"next_level": _next_level(answer.next_level, language)}),
        "margin": None if answer.margin is None else _margin(answer.margin),
        "notices": [
            {"text": text.say(language), "citation": _citations(citations, language)}
            for text, citations in answer.remarks
        ],
    }


def provenance(rules: Provenance) -> dict[str, Any]:
    """Which rules an answer rests on, file by file, and what the user has set."""
    return {
        "id": rules.id,
        "version": rules.version,
        "sha256": rules.sha256,
        "changed": list(rules.changed),
        "files": [{"name": file.name, "sha256": file.sha256} for file in rules.files],
        "settings": list(rules.settings),
        **({} if rules.status is None else {"status": rules.status}),
    }


def _reading(one: ReadAs) -> dict[str, Any]:
    """What comes out under one reading of the text."""
    points = {} if one.answer.points is None else {"points": _points(one.answer.points)}
    return {"taken": dict(one.taken), "verdict": one.answer.verdict.value, **_level(one.answer), **points}


def _level(answer: Assessment) -> dict[str, Any]:
    """The level where it is settled, else those that are possible; null stands for none of them."""
    if len(answer.levels) == 1:
        return {"level": answer.levels[0].id}
    return {"levels_possible": [level.id for level in answer.levels]} if answer.levels else {}


def _points(points: Points) -> dict[str, Any]:
    """Exact: a number that is no decimal is the text of a fraction."""
    low, high, least, most = (plain_value(number) for number in points)
    found = {"value": low, "low": low, "high": high, "most": most}
    return found if least == most else {**found, "most_low": least, "most_high": most}


def _all_self_points(answer: Assessment) -> dict[str, Any]:
    """What the commune gives itself, by criterion, where it says so."""
    if not answer.self_points:
        return {}
    return {"self_points": {id: _points(each.points) | _self_points(each) for id, each in answer.self_points.items()}}


def _self_points(scored: SelfScored) -> dict[str, Any]:
    """What the commune gives itself, and by how much that is more than what is computed; null while that is open."""
    return {"self_points": plain_value(scored.own), "points_difference": plain_value(scored.difference)}


def _score(score: Score) -> dict[str, Any]:
    """Rounded outwards to two digits: below `low` and above `high` the score cannot lie; one number to the nearest."""
    low, high = floor(score.low * 100), ceil(score.high * 100)
    if score.low == score.high:
        low = high = floor(score.low * 100 + Fraction(1, 2))
    return {
        "value": plain_value(Fraction(low, 100)),
        "low": plain_value(Fraction(low, 100)),
        "high": plain_value(Fraction(high, 100)),
    }


def _reason(reason: Reason, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": reason.id,
        "label": reason.label.say(language),
        "outcome": reason.outcome.value,
    }
    if reason.number is not None:
        found["number"] = reason.number
    if reason.evidence_asked is not None:
        found["evidence_asked"] = reason.evidence_asked.say(language)
    if reason.points is not None:
        points = _points(reason.points)
        found |= {"points": points.pop("value"), "points_low": points.pop("low"), "points_high": points.pop("high")}
        found |= points
        if reason.points.lost is not None:
            found["points_lost"] = plain_value(reason.points.lost)
    if reason.self_points is not None:
        found |= _self_points(reason.self_points)
    if reason.indicator is not None:
        found |= {"indicator": reason.indicator, "value": plain_value(reason.value)}
    if reason.other_indicator is not None:
        found |= {"other_indicator": reason.other_indicator, "other_value": plain_value(reason.other_value)}
    found |= _evidence(reason)
    if len(reason.compared) == 1:
        found |= _compared(reason.compared[0], language)
    elif reason.compared:
        found["comparisons"] = [_compared(item, language) for item in reason.compared]
    if reason.citations:
        found["citation"] = _citations(reason.citations, language)
    found["text"] = reason.text.say(language)
    if reason.children:
        found["children"] = [_reason(child, language) for child in reason.children]
    return found


def _evidence(reason: Reason) -> dict[str, Any]:
    """The documents that a value rests on, and the day they are of, where that is one day."""
    texts = [item.text for item in reason.evidence if item.text is not None]
    days = {item.day for item in reason.evidence}
    found = {"evidence": "; ".join(texts)} if texts else {}
    day = days.pop() if len(days) == 1 else None
    return found if day is None else {**found, "evidence_date": day.isoformat()}


def _compared(compared: Compared, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {"operator": compared.operator.value, "threshold": plain_value(compared.threshold)}
    if compared.threshold_id is not None:
        found |= {"threshold_id": compared.threshold_id, "basis": compared.basis}
    if compared.citations:
        found["threshold_citation"] = _citations(compared.citations, language)
    if compared.from_test is not None:
        found["from_test"] = compared.from_test.say(language)
    return found


def _advice(advice: Advice, language: Language) -> dict[str, Any]:
    return {"changes": [_change(change, language) for change in advice.changes]}


def _next_level(found: NextLevel, language: Language) -> dict[str, Any]:
    return {"level": found.level.id, "changes": [_change(change, language) for change in found.changes]}


def _change(change: Change, language: Language) -> dict[str, Any]:
    return {
        "indicator": change.indicator,
        "from": plain_value(change.before),
        "to": plain_value(change.after),
        "text": change.text.say(language),
    }


def _margin(margin: Margin) -> dict[str, Any]:
    return {
        "indicator": margin.indicator,
        "value": plain_value(margin.value),
        "edge": plain_value(margin.edge),
        "distance": plain_value(margin.distance),
        "relative": plain_value(margin.relative),
        "verdict": margin.verdict.value,
    }


def _citations(citations: Iterable[Citation], language: Language) -> str:
    return "; ".join(say(citation, language) for citation in citations)


def span(days: Span) -> dict[str, str | None]:
    """A stretch of days; one without an end lasts."""
    return {"from": days.first.isoformat(), "until": plain_value(days.last)}


def plain_value(value: object) -> Any:
    """A value as JSON has it: a decimal as a number, any other fraction as the text `200/3`."""
    if isinstance(value, Fraction):
        if not is_decimal(value):
            return plain(value)
        return int(value) if value.denominator == 1 else float(plain(value))
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, NotApplicable):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def unused(column: Column) -> dict[str, Any]:
    """A column that holds data and is not used, with the indicator that it is nearest to."""
    kind = column.other and (column.other.why(None) or column.other.kind)
    found = {"column": column.letter, "header": column.header, "resembles": alike(column)}
    return found | {"is_other_figure": kind, "may_be": list(column.either)}


def alike(column: Column) -> str | None:
    """The indicator that the header of an unused column resembles, or of which it names another figure."""
    return column.likeness.target if column.likeness else column.other and column.named
