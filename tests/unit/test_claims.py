"""Criteria by claim and by finding: what a complete file leaves of them, in answers, tables and words."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from jsonschema import Draft202012Validator

from smartcommune.assess.assessment import Assessment
from smartcommune.assess.whole import assess
from smartcommune.authoring.schemas import schema
from smartcommune.authoring.show.describe import describe
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import make_plan
from smartcommune.messages import Words
from smartcommune.problems import InputError
from smartcommune.render.json import assessments
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.tables.form import form_of
from smartcommune.vectorise import assessed
from tests.profile_mapping import profile_from_mapping

WHOLE = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
FILE = WHOLE.replace("{given: council}", "{given: council, round: {to: 1}}")
TEXT = FILE.replace('given: {number: "5", ', 'given: {number: "5", by_claim: true, ').replace(
    'delay: {number: "6", ', 'delay: {number: "6", by_finding: true, '
)
DAY = date(2023, 6, 30)
RULES = parse_ruleset(TEXT)
PLAN = make_plan(RULES, DAY)
KNOWN = {"terrain": "low", "people": "3600", "plan": "true", "rate": "72%", "tasks": "90%"}


def answer(text: str = TEXT, facts: dict[str, Any] = KNOWN, **statements: str) -> Assessment:
    rules = parse_ruleset(text)
    return assess(make_plan(rules, DAY), profile_from_mapping({"facts": facts, **statements}, rules))


def total(**statements: str) -> tuple[float, float]:
    found = answer(**statements).points
    assert found is not None
    return float(found.low), float(found.high)


def test_what_is_not_stated_is_open_until_the_file_is_complete() -> None:
    """Each statement closes its own criteria; `open` and no statement are the same."""
    assert total() == (43.15, 59.15)
    assert total(claims="open", findings="?") == (43.15, 59.15)
    assert total(claims="complete") == (43.15, 53.15)
    assert total(findings="complete") == (53.15, 59.15)
    assert total(claims="complete", findings="complete") == (53.15, 53.15)


def test_what_is_stated_counts_in_a_complete_file() -> None:
    """A statement takes nothing away from what is claimed, or found."""
    found = answer(facts={**KNOWN, "council": "5", "late": "3"}, claims="complete", findings="complete")
    assert found.points is not None
    assert (found.points.low, found.points.high) == (Fraction(1123, 20), Fraction(1123, 20))
    assert [each.criteria for each in found.not_stated] == [(), ()]


@pytest.mark.full
def test_the_fact_stays_unknown_elsewhere() -> None:
    """A comparison of the same fact, and the outcome of a test, stay open; only the points are settled."""
    text = FILE.replace('has_plan: {number: "1", ', 'has_plan: {number: "1", by_claim: true, ')
    found = answer(text, {**KNOWN, "plan": "?", "council": "1", "late": "0"}, claims="complete")
    assert found.outcomes["has_plan"] == "unknown"
    assert found.points is not None
    assert found.points.low == found.points.high


@pytest.mark.full
def test_what_does_not_apply_is_dropped_as_the_file_says() -> None:
    """Nothing is earned of what applies; what does not apply by `applies_when` is left out all the same."""
    more = "by_claim: true, applies_when: {indicator: plan, is: true}, not_applicable: left_out, "
    text = FILE.replace('given: {number: "5", ', f'given: {{number: "5", {more}')
    facts = {**KNOWN, "late": "0", "plan": "false"}
    found = [answer(text, {**facts, "plan": plan}, claims="complete") for plan in ("true", "false")]
    assert [each.points and each.points.most_high for each in found] == [91, 85]
    assert [each.not_stated[0].criteria for each in found] == [("given",), ()]


def test_a_row_that_holds_whatever_is_claimed_counts() -> None:
    """Of a scale of several facts what is stated earns its row, and what is not stated earns none."""
    rows = "[{when: {indicator: plan, is: true}, points: 1}, {when: {indicator: council, gte: 3}, points: 2}]"
    text = FILE.replace("points: {given: council, round: {to: 1}}}", f"by_claim: true, points: {{scale: {rows}}}}}")
    found = answer(text, claims="complete")
    reason = next(each for each in _every(found.reasons) if each.id == "given")
    assert reason.points is not None
    assert (reason.points.low, reason.points.high, reason.points.most_high) == (1, 1, 2)
    assert found.not_stated[0].criteria == ("given",)


def test_answers_name_what_was_not_stated() -> None:
    """In JSON, in the reasons and among the notes; while a statement is missing, that is told, too."""
    found = answer(claims="complete")
    said = {reason.id: reason.text.say("vi") for reason in _every(found.reasons)}
    assert said["given"] == "không kê khai: 0 của 6 điểm"
    assert said["delay"] == "chưa có số liệu: -10–0 điểm"
    assert [text.say("en") for text, _ in found.remarks] == [
        "Claims are complete (claims: complete). Not claimed, 0 points (1): 5 Council",
        "Taken off by finding and still open (1): 6 Late. If nothing else was found, write findings: complete",
    ]
    written = json.loads(assessments([found], "vi"))
    Draft202012Validator(schema("assessment")).validate(written)
    assert written["assessments"][0]["not_claimed"] == ["given"]
    assert "not_found" not in written["assessments"][0]


def test_tables_say_the_same() -> None:
    """A column for each statement, and the criteria of which something was not stated in columns of their own."""
    facts = {"terrain": "low", "people": 3600, "plan": True, "rate": 72.0, "tasks": 90.0}
    rows = [
        {**facts, "claims": one, "findings": other}
        for one in (None, "open", "complete")
        for other in (None, "complete")
    ]
    frame = nw.from_native(pl.DataFrame(rows, schema_overrides={"claims": pl.String}).lazy())
    found = assessed(frame, Periods((PLAN,)), "en").collect()
    assert found["points_low"].to_list() == [43.15, 53.15] * 3
    assert found["points_high"].to_list() == [59.15, 59.15, 59.15, 59.15, 53.15, 53.15]
    assert found["not_claimed"].to_list() == [None] * 4 + ["given"] * 2
    assert found["not_found"].to_list() == [None, "delay"] * 3


def test_show_says_what_waits() -> None:
    """A reader of the rules sees which points are earned by claim, and which are taken off by finding."""
    said = {item.id: item.test.say("en") for item in describe(RULES, DAY, DAY).criteria}
    assert said["given"].endswith("earned only by what is claimed (once claims are complete, nothing for what is not)")
    assert said["delay"].endswith(
        "taken off only for what is found (once findings are complete, nothing for what is not)"
    )


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('given: {number: "5", by_claim: true', 'given: {number: "5", by_finding: true', "finding-gives"),
        ('delay: {number: "6", by_finding: true', 'delay: {number: "6", by_claim: true', "claim-takes"),
        (
            'delay: {number: "6", by_finding: true',
            'delay: {number: "6", by_finding: true, by_claim: true',
            "claim-and-finding",
        ),
        ("basic: {label", "basic: {by_claim: true, label", "stated-sum"),
        ('size: {number: "4"', 'size: {by_claim: true, number: "4"', "earned-unstated"),
        ("council: {type", "claims: {type: count, label: {vi: x, en: x}}\n  council: {type", "statement-taken"),
    ],
)
def test_what_contradicts_itself_is_refused(before: str, after: str, problem: str) -> None:
    """Points by claim are given, those by finding are taken off, and neither has any of nothing."""
    assert before in TEXT
    with pytest.raises(InputError) as raised:
        parse_ruleset(TEXT.replace(before, after))
    assert {each.id for each in raised.value.problems} == {problem}


@pytest.mark.parametrize(
    ("profile", "problem"),
    [
        ({"claims": "full", "facts": KNOWN}, "not-allowed"),
        ({"facts": {**KNOWN, "claims": "complete"}}, "statement-among-facts"),
    ],
)
def test_statements_stand_beside_the_facts(profile: dict[str, Any], problem: str) -> None:
    """They are `complete`, `open` or unknown, and no facts."""
    with pytest.raises(InputError) as raised:
        profile_from_mapping(profile, RULES)
    assert [each.id for each in raised.value.problems] == [problem]


def test_a_statement_that_nothing_waits_for_is_told() -> None:
    """A rule set without such criteria refuses it like an unknown fact."""
    with pytest.raises(InputError) as raised:
        answer(FILE, claims="complete")
    assert [each.id for each in raised.value.problems] == ["no-such-statement"]


@pytest.mark.full
def test_evidence_that_is_asked_for_is_shown() -> None:
    """In `show`, in the notes of the form, and in answers while no fact has any and there is something to earn."""
    asked = 'has_plan: {evidence_asked: {vi: Quyết định, en: Decision}, number: "1", '
    text = FILE.replace('has_plan: {number: "1", ', asked)
    rules = parse_ruleset(text)
    shown = {item.id: item.evidence_asked for item in describe(rules, DAY, DAY).criteria}
    assert shown["has_plan"] == Words("Quyết định", "Decision")
    fields = {field.indicator.id: field for field in form_of(make_plan(rules, DAY)).fields}
    assert "Evidence to hand in: Decision" in [line.say("en") for line in fields["plan"].note]
    known = {**KNOWN, "council": "1", "late": "0"}
    assert [text.say("en") for text, _ in answer(text, known).remarks] == [
        "Evidence to hand in: 1 Has a plan: Decision"
    ]
    assert answer(text, {**known, "plan": "false"}).remarks == ()
    assert answer(text, {**known, "plan": {"value": "true", "evidence": "12/QĐ-UBND"}}).remarks == ()
    (found,) = json.loads(assessments([answer(text, known)], "en"))["assessments"]
    Draft202012Validator(schema("assessment")).validate({"schema": "smartcommune/assessment/1", "assessments": [found]})
    assert '"evidence_asked": "Decision"' in json.dumps(found)


def _every(reason: Any) -> list[Any]:
    return [reason, *(below for child in reason.children for below in _every(child))]
