"""What cases expect of points and levels: what is compared, what is told, what is refused, and what is suggested."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.authoring import cases
from smartcommune.authoring.cases import run_case
from smartcommune.authoring.measure.coverage import Coverage, LackingObligation
from smartcommune.authoring.measure.exercise import Example
from smartcommune.authoring.measure.measured import Measured
from smartcommune.authoring.measure.obligations import obligations
from smartcommune.authoring.measure.suggest import suggested
from smartcommune.problems import InputError
from smartcommune.profiles.profile import read_facts
from smartcommune.render.suggested import yaml
from smartcommune.rulesets.library import parse_ruleset

TEXT = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
RULES, _, KNOWN_CASE = TEXT.partition("cases:\n")
FACTS = "terrain: low, people: 3600, plan: true, rate: 72%, tasks: 90%, council: 5.5, late: 3"
OPEN = "terrain: low, people: 3600, plan: true, rate: 72%, council: 5.5, late: 3"


def rules(expect: str, facts: str) -> str:
    return f"{RULES}cases:\n  - {{name: one, on: 2023-06-30, facts: {{{facts}}}, expect: {{{expect}}}}}\n"


def differences(expect: str, facts: str = FACTS) -> list[tuple[str, str, str]]:
    ruleset = parse_ruleset(rules(expect, facts))
    return [(said.what, said.expected, said.found) for said in run_case(ruleset.cases[0], ruleset).differences]


@pytest.mark.parametrize(
    ("expect", "facts"),
    [
        ("verdict: eligible, level: b, points: {total: 56.65, done: 8, delay: -2}", FACTS),
        ("verdict: eligible, levels_possible: [b]", FACTS),
        ("verdict: undetermined, levels_possible: [c, b], points: {total: {low: 39.98, high: 60.81}}", OPEN),
        ("verdict: eligible, score: {low: 56.65, high: 56.65}", FACTS),
    ],
)
def test_points_and_levels_as_expected_pass(expect: str, facts: str) -> None:
    """A number of points or an interval, a level or all that are possible in any order."""
    assert differences(expect, facts) == []


@pytest.mark.parametrize(
    ("expect", "facts", "said"),
    [
        ("verdict: eligible, level: a", FACTS, ("level", "a", "b")),
        ("verdict: eligible, level: none", FACTS, ("level", "none", "b")),
        ("verdict: undetermined, level: b", OPEN, ("level", "b", "[b, c]")),
        ("verdict: undetermined, levels_possible: [c, a]", OPEN, ("level", "[a, c]", "[b, c]")),
        ("verdict: eligible, points: {total: 56.6}", FACTS, ("total", "56.6", "56.65")),
        ("verdict: undetermined, points: {done: 8}", OPEN, ("done", "8", "0 to 10")),
        ("verdict: eligible, points: {done: {low: 0, high: 8}}", FACTS, ("done", "0 to 8", "8")),
    ],
)
def test_other_points_and_levels_are_told(expect: str, facts: str, said: tuple[str, str, str]) -> None:
    """What was expected and what was found, as a case writes them."""
    assert differences(expect, facts) == [said]


def test_a_case_finds_what_check_finds() -> None:
    """Criteria that look at the same unknown fact are taken together: one by one they could earn 4 to 24."""
    text = RULES.replace(
        "  done: {number", '  other: {label: {vi: Khác, en: Other}, cite: law#1, points: {indicator: tasks, '
        "scale: [{lt: 70%, points: 10}]}}\n  both: {label: {vi: Cả hai, en: Both}, cite: law#1, "
        "points: {sum: [done, other, has_plan]}}\n  done: {number",
    )  # fmt: skip
    expect = "verdict: undetermined, points: {both: {low: 8, high: 14}}"
    ruleset = parse_ruleset(rules(expect, OPEN).replace(RULES, text))
    assert run_case(ruleset.cases[0], ruleset).differences == ()


@pytest.mark.parametrize(
    ("expect", "id", "told"),
    [
        ("verdict: eligible, level: d", "expected-level", "no level is called `d`"),
        ("verdict: eligible, levels_possible: [a, d]", "expected-level", "no level is called `d`"),
        ("verdict: eligible, level: a, levels_possible: [a]", "level-beside-possible", "write one of the two"),
        ("verdict: eligible, points: {totl: 3}", "undeclared-criterion", "did you mean `total`?"),
        ("verdict: eligible, outcomes: {done: met}", "no-outcome", "write `points: {done: …}`"),
        ("verdict: eligible, points: {total: many}", "not-a-number", "many"),
    ],
)
def test_what_no_commune_can_come_to_is_refused(expect: str, id: str, told: str) -> None:
    """Levels, criteria and outcomes that there are not are problems with a place and what to write."""
    with pytest.raises(InputError) as caught:
        parse_ruleset(rules(expect, FACTS))
    (problem,) = caught.value.problems
    assert problem.id == id
    assert told in problem.say("en")
    assert problem.place.line


def test_points_of_a_criterion_without_any_are_refused() -> None:
    """What earns no points is met or not."""
    text = RULES.replace("criteria:\n", "criteria:\n  there: {label: {vi: Có, en: There}, cite: law, "
                         "test: {indicator: plan, is: true}}\n")  # fmt: skip
    with pytest.raises(InputError) as caught:
        parse_ruleset(rules("verdict: eligible, points: {there: 1}", FACTS).replace(RULES, text))
    assert [problem.id for problem in caught.value.problems] == ["no-points"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            FACTS,
            "expect: {verdict: eligible, level: b, outcomes: {has_plan: met}, points: {has_plan: 4, total: 56.65}}",
        ),
        (
            OPEN,
            "levels_possible: [b, c], outcomes: {has_plan: met}, points: {has_plan: 4, total: {low: 39.98, high:",
        ),
    ],
)
def test_suggested_cases_expect_points_and_levels(facts: str, expected: str) -> None:
    """What `test --suggest` writes of a scored rule set can be pasted, and passes."""
    ruleset = parse_ruleset(rules("verdict: eligible", facts))
    case = ruleset.cases[0]
    read, _ = read_facts(case.document, (*case.path, "facts"), ruleset, case.on)
    lacking = LackingObligation(obligations(ruleset)[0], Example(case.on, read))
    found = suggested(Measured(cases.TestedFile("x", ruleset, (), ()), Coverage((), (lacking,), (), 0)))
    text = yaml(ruleset, found, (), "en")
    assert expected in text
    pasted = parse_ruleset(RULES + text[text.index("cases:") :])
    assert run_case(pasted.cases[0], pasted).differences == ()
