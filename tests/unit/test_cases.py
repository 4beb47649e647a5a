"""Cases: what is compared, with what, and which criteria they settle."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.assess.assessment import Assessment
from smartcommune.authoring.cases import CaseResult, cases_beside, cases_in, run_case, run_file
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.source.files import Source

RULES = """\
format: 1
id: small
version: "1"
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01, until: 2025-12-31}
sources: {law: {title: {vi: Luật, en: Law}, date: 2022-01-01, kind: law}}
indicators:
  xa: {type: boolean, label: {vi: Xã, en: Commune}}
  rate: {type: percent, may_not_apply: true, label: {vi: Tỷ lệ, en: Rate}}
  team: {type: boolean, label: {vi: Tổ, en: Team}}
criteria:
  scope: {label: {vi: Phạm vi, en: Scope}, cite: law, weight: 0, test: {indicator: xa, is: true}}
  online: {label: {vi: Mạng, en: Online}, cite: law, weight: 3, test: {indicator: rate, gte: 80%}}
  staffed: {label: {vi: Tổ, en: Staffed}, cite: law, test: {indicator: team, is: true}}
verdict: {scope: [scope], eligible_when: {all_of: [online, staffed]}}
"""
FACTS = "xa: true, rate: 90%, team: true"


def ruleset(*cases: str) -> RuleSet:
    return parse_ruleset(RULES + ("cases:\n" + "".join(cases) if cases else ""), "x.yaml")


def row(expect: str, facts: str = FACTS, on: str = "2023-06-30", name: str = "one") -> str:
    return f"  - {{name: {name}, on: {on}, facts: {{{facts}}}, expect: {{{expect}}}}}\n"


def result(expect: str, facts: str = FACTS, on: str = "2023-06-30") -> CaseResult:
    rules = ruleset(row(expect, facts, on))
    return run_case(rules.cases[0], rules)


def differences(expect: str, facts: str = FACTS, on: str = "2023-06-30") -> list[tuple[str, str, str]]:
    found = result(expect, facts, on)
    assert found.passed == (not found.differences)
    return [(said.what, said.expected, said.found) for said in found.differences]


@pytest.mark.parametrize(
    ("expect", "facts", "on"),
    [
        ("verdict: eligible", FACTS, "2023-06-30"),
        ("verdict: eligible, because: [staffed, online]", FACTS, "2023-06-30"),
        ("verdict: eligible, score: {low: 100.0, high: 100}", FACTS, "2023-06-30"),
        (
            "verdict: not_eligible, because: [online], score: {low: 25, high: 25}",
            "xa: true, rate: 1%, team: true",
            "2023-06-30",
        ),
        (
            "verdict: undetermined, because: [], missing: [rate], score: {low: 25, high: 100}",
            "xa: true, team: true",
            "2025-12-31",
        ),
        (
            "verdict: out_of_scope, because: [scope], outcomes: {scope: not_met, online: met}",
            "xa: false, rate: 80%",
            "2023-01-01",
        ),
        ("verdict: not_in_force", FACTS, "2022-12-31"),
        ("verdict: undetermined, outcomes: {online: not_applicable}", "xa: '?', rate: na, team: true", "2023-06-30"),
    ],
)
def test_what_comes_out_as_expected_passes(expect: str, facts: str, on: str) -> None:
    """Any verdict, reasons in any order, single outcomes, what is missing, the score or its interval."""
    assert differences(expect, facts, on) == []


@pytest.mark.parametrize(
    ("expect", "facts", "said"),
    [
        ("verdict: not_eligible", FACTS, ("verdict", "not_eligible", "eligible")),
        ("verdict: eligible, because: [online]", FACTS, ("because", "[online]", "[online, staffed]")),
        ("verdict: eligible, because: []", FACTS, ("because", "[]", "[online, staffed]")),
        ("verdict: eligible, outcomes: {staffed: unknown}", FACTS, ("staffed", "unknown", "met")),
        ("verdict: undetermined, missing: [team]", "xa: true, team: true", ("missing", "[team]", "[rate]")),
        ("verdict: undetermined, missing: []", "xa: true, team: true", ("missing", "[]", "[rate]")),
        ("verdict: undetermined, missing: [rate, team]", "xa: true, team: true", ("missing", "[rate, team]", "[rate]")),
        ("verdict: eligible, score: {low: 99.9, high: 100}", FACTS, ("score", "99.9 to 100", "100 to 100")),
        ("verdict: eligible, notices: [2023-01-01]", FACTS, ("notices", "[2023-01-01]", "[]")),
    ],
)
def test_what_comes_out_otherwise_is_told(expect: str, facts: str, said: tuple[str, str, str]) -> None:
    """What was expected and what was found, and only what differs."""
    assert differences(expect, facts) == [said]


def test_what_is_not_expected_is_not_compared() -> None:
    """Only the verdict has to be named."""
    assert differences("verdict: undetermined", "") == []


def test_the_first_missing_facts_suffice() -> None:
    """`missing` names the most decisive ones, in order; the rest may follow."""
    first = [item.indicator for item in _assessment("verdict: undetermined", "").missing]
    assert len(first) > 1
    assert differences(f"verdict: undetermined, missing: [{first[0]}]", "") == []
    assert differences(f"verdict: undetermined, missing: [{', '.join(first)}]", "") == []
    assert differences(f"verdict: undetermined, missing: [{', '.join(reversed(first))}]", "") != []


def _assessment(expect: str, facts: str) -> Assessment:
    assessment = result(expect, facts).assessment
    assert assessment is not None
    return assessment


def test_facts_no_profile_could_have_are_problems() -> None:
    """Each at its place in the case; nothing is assessed then."""
    found = result("verdict: eligible", "xa: maybe, raet: 90%, rate: 0.9")
    assert found.assessment is None
    assert not found.passed
    assert sorted(problem.id for problem in found.problems) == [
        "not-a-boolean",
        "percent-or-fraction",
        "unknown-indicator",
    ]
    assert {problem.place.line for problem in found.problems} == {RULES.count("\n") + 2}


def test_a_case_on_a_day_out_of_force_has_no_score() -> None:
    """A score that is expected there is told as absent."""
    said = differences("verdict: not_in_force, score: {low: 0, high: 100}", FACTS, "2026-01-01")
    assert said == [("score", "0 to 100", "-")]


def test_cases_beside_follow_those_inside(tmp_path: Path) -> None:
    """In this order, each with the document it stands in."""
    path = tmp_path / "small.yaml"
    rules = ruleset(row("verdict: eligible", name="inside"))
    assert [case.name for case in cases_beside(rules, path)] == ["inside"]
    text = f"format: 1\nruleset: small\ncases:\n{row('verdict: eligible', name='outside')}"
    (tmp_path / "small.cases.yaml").write_text(text, encoding="utf-8")
    inside, outside = cases_beside(rules, path)
    assert (inside.name, outside.name) == ("inside", "outside")
    assert inside.document.place(inside.path).line == RULES.count("\n") + 2
    assert outside.document.name.endswith("small.cases.yaml")
    assert outside.document.place(outside.path).line == 4


def test_every_undeclared_name_of_a_file_of_cases_is_told() -> None:
    """In `because`, `outcomes` and `missing`, at its place."""
    expect = "verdict: eligible, because: [onlien], outcomes: {stafed: met}, missing: [tem]"
    text = f"format: 1\nruleset: small\ncases:\n{row(expect)}"
    with pytest.raises(InputError) as raised:
        cases_in(Source("small.cases.yaml", text), ruleset())
    said = [(problem.id, problem.message.values["name"]) for problem in raised.value.problems]
    assert said == [
        ("undeclared-criterion", "onlien"),
        ("undeclared-criterion", "stafed"),
        ("undeclared-indicator", "tem"),
    ]
    assert {problem.place.line for problem in raised.value.problems} == {4}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("format: 1\nruleset: small\n", "missing-key"),
        ("format: 1\nruleset: small\ncases: []\n", "empty-list"),
        ("format: 1\ncases:\n" + row("verdict: eligible"), "missing-key"),
        ("format: 1\nruleset: small\ncases:\n" + row("verdict: yes"), "not-allowed"),
        ("format: 1\nruleset: small\ncases:\n" + row("because: [online]"), "missing-key"),
        ("format: 1\nruleset: small\ncases:\n" + row("verdict: eligible", on="2023-02-29"), "not-a-date"),
        ("format: 1\nruleset: small\ncases:\n" + row("verdict: eligible, wrong: 1"), "unknown-key"),
        ("format: 1\nruleset: small\ncases:\n" + row("verdict: eligible, score: {low: a, high: 1}"), "not-a-number"),
    ],
)
def test_a_file_of_cases_has_its_shape(text: str, id: str) -> None:
    """What is not well formed is told, as in a rule file."""
    with pytest.raises(InputError) as raised:
        cases_in(Source("small.cases.yaml", text), ruleset())
    assert [problem.id for problem in raised.value.problems] == [id]


def test_a_file_of_cases_names_the_rule_set_it_is_for() -> None:
    """`ruleset` is not just a word: cases of another rule set are a mistake, told where it is named."""
    text = f"format: 1\nruleset: smal\ncases:\n{row('verdict: eligible')}"
    with pytest.raises(InputError) as raised:
        cases_in(Source("small.cases.yaml", text), ruleset())
    assert [problem.place.line for problem in raised.value.problems] == [2]


def test_criteria_that_are_neither_met_nor_failed_anywhere_are_unexercised(tmp_path: Path) -> None:
    """Unknown and not applicable try nothing; cases left out by their name do not count."""
    path = tmp_path / "small.yaml"
    rows = row("verdict: undetermined", "rate: 90%"), row("verdict: undetermined", "team: true", name="two")
    path.write_text(RULES + "cases:\n" + "".join(rows), encoding="utf-8")
    assert run_file(str(path)).unexercised == ("scope",)
    assert run_file(str(path), "tw").unexercised == ("scope", "online")
    assert run_file(str(path), "none of them").results == ()
