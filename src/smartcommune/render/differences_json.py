"""Differences between rule sets to JSON, for programs."""

from __future__ import annotations

from typing import Any, Final

from smartcommune.authoring.compare.clauses import ChangedClause
from smartcommune.authoring.compare.differences import ChangeExample, Differences, Stretch, VerdictChange
from smartcommune.authoring.compare.other_answers import AnswerChange, Known
from smartcommune.messages import Language
from smartcommune.render.differences import in_words, reasons
from smartcommune.render.json import plain_value, provenance, span
from smartcommune.render.safe import json_text

SCHEMA: Final = "smartcommune/diff/1"


def document(found: Differences, language: Language) -> str:
    """One JSON document, ending in a newline."""
    content = {
        "schema": SCHEMA,
        "same": found.is_same,
        "old": provenance(found.rests_on[0]),
        "new": provenance(found.rests_on[1]),
        "as_of": plain_value(found.as_of),
        "periods": [_stretch(stretch, language) for stretch in found.stretches],
        "indicators": {
            "only_old": list(found.only_old),
            "only_new": list(found.only_new),
            "other_type": list(found.uncompared),
            "accepted_by_one": [
                {"indicator": item.indicator, "part": item.part, "text": item.text.say(language)}
                for item in found.accepted
            ],
        },
        "readings_not_compared": list(found.otherwise),
        "other": [aside._asdict() for aside in found.asides],
    }
    return json_text(content)


def _stretch(stretch: Stretch, language: Language) -> dict[str, Any]:
    return {
        "days": [span(days) for days in stretch.spans],
        "in_force": {"old": stretch.old_in_force, "new": stretch.new_in_force},
        "decided": stretch.looked is None,
        "decided_where_all_is_known": stretch.looked is None or stretch.only_complete,
        "looked": stretch.looked,
        "changes": [_change(change, language) for change in stretch.changes],
        "no_verdict_changed_by": [clause_object(clause, language) for clause in stretch.silent],
        "not_decided": [clause_object(clause, language) for clause in stretch.undecided],
        "outcomes": [
            {"criterion": item.id, "before": item.before.value, "after": item.after.value, "facts": _facts(item.facts)}
            for item in stretch.outcomes
        ],
        "levels": [_other(item, language) for item in stretch.levels],
        "points": [{"criterion": item.id, **_other(item, language)} for item in stretch.points],
        "also_not_decided": list(stretch.open),
    }


def _other(item: AnswerChange, language: Language) -> dict[str, Any]:
    return {"before": item.before.say(language), "after": item.after.say(language), "facts": _facts(item.facts)}


def _change(change: VerdictChange, language: Language) -> dict[str, Any]:
    clause = None if change.clause is None else clause_object(change.clause, language)
    return {"clause": clause, "examples": [_example(example, language) for example in change.examples]}


def clause_object(clause: ChangedClause, language: Language) -> dict[str, Any]:
    """A clause with what it says in words."""
    return {
        "kind": clause.kind,
        "id": clause.id,
        "label": clause.label.say(language),
        "before": None if clause.before is None else clause.before.say(language),
        "after": None if clause.after is None else clause.after.say(language),
        "citation": "; ".join(citation.say(language) for citation in clause.citations),
    }


def _example(example: ChangeExample, language: Language) -> dict[str, Any]:
    return {
        "facts": _facts(example.facts),
        **({} if example.day is None else {"as_of": example.day.isoformat()}),
        "before": example.before.verdict.value,
        "after": example.after.verdict.value,
        "reasons": [
            {
                "side": "old" if side == "-" else "new",
                "criterion": reason.id,
                "outcome": reason.outcome.value,
                "text": in_words(reason, language),
            }
            for side, reason in reasons(example)
        ],
    }


def _facts(facts: tuple[Known, ...]) -> dict[str, Any]:
    return {known.indicator: plain_value(known.value) for known in facts}
