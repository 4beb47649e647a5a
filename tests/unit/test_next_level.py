"""The way to the next level, and the points that are lost: what they say of one small rule set, in every format."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from smartcommune.assess import next_level
from smartcommune.assess.assessment import Assessment, NextLevel
from smartcommune.assess.whole import assess
from smartcommune.authoring.schemas import schema
from smartcommune.engine.plan import make_plan
from smartcommune.render import json as as_json
from smartcommune.render import markdown, text
from smartcommune.rulesets.library import parse_ruleset
from tests.profile_mapping import profile_from_mapping

FILE = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
# Fewer rows: points that people give and those in proportion are whole here.
WHOLE = {"{given: council}": "{given: council, round: {to: 1}}", "60%}, round: {to: 0.01}": "60%}, round: {to: 1}"}
TEXT = FILE
for before, after in WHOLE.items():
    TEXT = TEXT.replace(before, after)
DAY = date(2023, 6, 30)
KNOWN = {"terrain": "low", "people": "3600", "plan": "true", "rate": "72%", "tasks": "70%", "council": "2", "late": "0"}


def answer(rules: str = TEXT, **facts: str) -> Assessment:
    ruleset = parse_ruleset(rules)
    return assess(make_plan(ruleset, DAY), profile_from_mapping({"facts": {**KNOWN, **facts}}, ruleset))


def test_the_next_level_takes_the_smallest_change() -> None:
    """From B to A 60 points are needed, and half of those for the size: one figure can give both."""
    found = answer().next_level
    assert found is not None
    assert (found.level.id, [(change.indicator, change.after) for change in found.changes]) == ("a", [("people", 6500)])


def test_what_cannot_be_changed_stays() -> None:
    """With a fixed population no change leads to A, and that is no gap."""
    fixed = TEXT.replace("people: {type: count, ", "people: {type: count, actionable: false, ")
    found = answer(fixed)
    assert found.next_level is None
    assert found.remarks == ()


def test_what_is_claimed_can_be_raised_in_a_complete_file() -> None:
    """A fact that changes is no longer unknown, so it is not taken to be unclaimed; what nobody claimed stays so."""
    rules = TEXT.replace("label: {vi: Hội đồng chấm", "by_claim: true, label: {vi: Hội đồng chấm")
    rules = rules.replace("people: {type: count, ", "people: {type: count, actionable: false, ")
    rules = rules.replace("plan: {type: boolean, ", "plan: {type: boolean, actionable: false, ").replace(
        ": 60}", ": 82}"
    )
    ruleset = parse_ruleset(rules)
    known = {**KNOWN, "tasks": "100%", "rate": "85%", "plan": "false", "people": "9000"}

    def way(**facts: str) -> NextLevel | None:
        profile = profile_from_mapping({"claims": "complete", "facts": facts}, ruleset)
        return assess(make_plan(ruleset, DAY), profile).next_level

    found = way(**known)
    assert found is not None
    assert (found.level.id, [(change.indicator, change.after) for change in found.changes]) == ("a", [("council", 5.5)])
    assert way(**{id: fact for id, fact in known.items() if id != "council"}) is None


def test_the_best_level_has_no_next() -> None:
    """Whoever is in it has nothing to climb to."""
    assert answer(people="9000").next_level is None


def test_classes_have_no_next() -> None:
    """Where levels are no ranks none is better."""
    assert answer(TEXT.replace("levels:", "levels_ordered: false\nlevels:")).next_level is None


def test_what_takes_too_long_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a guess: beyond the sets that are tried the answer is that it is not decided."""
    monkeypatch.setattr(next_level, "MOST_SETS", 1)
    found = answer()
    assert found.next_level is None
    assert [note.say("en") for note, _ in found.remarks] == [
        "The smallest set of changes to the next level is not decided after 2 cases, and there are more."
    ]


def test_what_was_found_by_then_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of as few changes, what is not known first; nothing smaller is left to look at."""
    monkeypatch.setattr(next_level, "MOST_SEARCHED", 1)
    found = assess(make_plan(parse_ruleset(TEXT), DAY), profile_from_mapping({"facts": OPEN}, parse_ruleset(TEXT)))
    assert [level.id for level in found.levels] == ["a", "b"]
    assert found.next_level is not None
    assert [change.indicator for change in found.next_level.changes] == ["people"]


OPEN = {id: fact for id, fact in KNOWN.items() if id != "people"}


def test_lost_points_come_the_most_first() -> None:
    """Criteria by what they lose; sums, which lose the same points again, are not among them."""
    found = answer()
    assert [(reason.id, reason.points and reason.points.lost) for reason in found.lost][:3] == [
        ("size", 24.5),
        ("done", 6),
        ("given", 4),
    ]
    assert not {"basic", "total"} & {reason.id for reason in found.lost}


def test_every_format_says_both() -> None:
    """The page of a terminal, Markdown and JSON."""
    found = answer()
    page = text.assessments([found], "vi", 80).plain
    assert "Để lên mức “Loại A”" in page
    assert "Quy mô: mất 24,5 điểm" in page
    written = markdown.assessments([found], "en")
    assert "### To reach “Class A”, the smallest change" in written
    assert "Size: 24.5 points lost" in written
    (read,) = json.loads(as_json.assessments([found], "en"))["assessments"]
    Draft202012Validator(schema("assessment")).validate({"schema": as_json.SCHEMA, "assessments": [read]})
    assert _plain(read["next_level"]) == {"level": "a", "changes": [("people", 3600, 6500)]}


def _plain(found: Any) -> Any:
    changes = [(change["indicator"], change["from"], change["to"]) for change in found["changes"]]
    return {"level": found["level"], "changes": changes}
