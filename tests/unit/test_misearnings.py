"""Mistakes in how criteria earn points: which are tried, that some commune shows each, and which change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from smartcommune.authoring.cases import plan_of, run_case, run_file
from smartcommune.authoring.measure.changed import changed_criteria
from smartcommune.authoring.measure.exercise import exercises
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.mutate import Mutation, mutation
from smartcommune.authoring.measure.noticing import Noticing
from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_under
from smartcommune.engine.plan import make_plan
from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import read_facts
from smartcommune.rulesets.library import parse_ruleset

from .tiny import HEAD

RULES = (
    HEAD
    + """\
indicators:
  tasks: {type: percent, label: {vi: Nhiệm vụ, en: Tasks}}
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
  people: {type: count, label: {vi: Dân số, en: People}}
  plan: {type: boolean, label: {vi: Kế hoạch, en: Plan}}
thresholds:
  mark: {type: number, basis: law, cite: law, values: [{from: 2023-01-01, default: 15}]}
criteria:
  done:
    label: {vi: Xong, en: Done}
    cite: law
    applies_when: {indicator: plan, is: true}
    not_applicable: left_out
    points: {indicator: tasks, scale: [{gte: 90%, points: 8}, {gt: 50%, points: 3}], otherwise: 1}
  size: {label: {vi: Cỡ, en: Size}, cite: law, points: {indicator: people, each: 100, add: 1, most: 4}}
  part:
    label: {vi: Phần, en: Part}
    cite: law
    points: {indicator: rate, in_proportion: {most: 5, full_at: 80%, none_below: 20%}, round: {to: 0.5}}
  total:
    label: {vi: Tổng, en: Total}
    cite: law
    points: {sum: [done, size, part], scaled_to: 20, most: 18, least: 0, round: {to: 0.1, how: down}}
score: {points: total, basis: law, cite: law}
levels:
  - {id: a, label: {vi: Loại A, en: Class A}, cite: law, when: {points: total, gte: {threshold: mark}}}
  - {id: b, label: {vi: Loại B, en: Class B}, cite: law, when: {points: [done, part], gte: 50%}}
  - {id: c, label: {vi: Loại C, en: Class C}}
"""
)
EXAMPLES = Path(__file__).parents[2] / "examples"
FULL = "plan: true, tasks: 95%, people: 500, rate: 90%"


def with_cases(*cases: str) -> RuleSet:
    return parse_ruleset(RULES + "cases:\n" + "".join(f"  - {{on: 2023-06-30, {case}}}\n" for case in cases))


def measured(ruleset: RuleSet) -> Mutation:
    return mutation(ruleset, exercises([run_case(case, ruleset) for case in ruleset.cases]))


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (
            "done",
            [
                "8 points become 7",
                "8 points become 9",
                "the row with 8 points is dropped",
                "3 points become 2",
                "3 points become 4",
                "the row with 3 points is dropped",
                "`otherwise` 1 becomes 0",
                "`otherwise` 1 becomes 2",
                "`not_applicable` left_out becomes full",
                "`not_applicable` left_out becomes none",
                "`tasks` >= 90% becomes > 90%",
                "`tasks` >= 90% becomes >= 89.9%",
                "`tasks` >= 90% becomes >= 90.1%",
                "`tasks` > 50% becomes >= 50%",
                "`tasks` > 50% becomes > 49.9%",
                "`tasks` > 50% becomes > 50.1%",
                "`applies_when` of `done` is dropped",
                "`plan` = yes becomes != yes",
            ],
        ),
        (
            "size",
            [
                "`each` 100 becomes 99",
                "`each` 100 becomes 101",
                "`add` 1 becomes 2",
                "`most` 4 becomes 3",
                "`most` 4 becomes 5",
            ],
        ),
        (
            "part",
            [
                "`full_at` 80% becomes 79.9%",
                "`full_at` 80% becomes 80.1%",
                "`none_below` 20% becomes 19.9%",
                "`none_below` 20% becomes 20.1%",
                "`most` 5 becomes 4",
                "`most` 5 becomes 6",
                "`how` half_away becomes down",
                "`how` half_away becomes half_even",
                "`to` 0.5 becomes 5",
            ],
        ),
        (
            "total",
            [
                "`done` is dropped from `sum`",
                "`size` is dropped from `sum`",
                "`part` is dropped from `sum`",
                "`scaled_to` 20 becomes 19",
                "`scaled_to` 20 becomes 21",
                "`scaled_to` is dropped",
                "`most` 18 becomes 17",
                "`most` 18 becomes 19",
                "`most` is dropped",
                "`least` 0 becomes -1",
                "`least` 0 becomes 1",
                "`least` is dropped",
                "`how` down becomes half_away",
                "`how` down becomes half_even",
                "`to` 0.1 becomes 1",
                "`round` is dropped",
            ],
        ),
    ],
)
def test_each_way_of_earning_has_its_mistakes(criterion: str, expected: Sequence[str]) -> None:
    """Of keys that the file writes; what its rows look at is changed as any condition is."""
    ruleset = parse_ruleset(RULES)
    found = [each for each in mutants(ruleset) if each.path[:2] == ("criteria", criterion)]
    assert [each.message.say("en") for each in found] == expected
    assert all(each.ruleset != ruleset and ruleset.document.node(each.path) is not None for each in found)


def test_levels_have_theirs() -> None:
    """Marks one off, other signs, a member of several less, and their order."""
    found = [each.message.say("en") for each in mutants(parse_ruleset(RULES)) if each.path[0] == "levels"]
    assert found[0] == "`total` >= `mark` becomes > `mark`"
    assert "`done` >= 50% becomes >= 51%" in found
    assert "`part` is dropped from `all_of`" in found
    assert found[-1] == "Class A and Class B are exchanged"


def test_a_mistake_is_there_by_each_reading_of_the_text() -> None:
    """What the other reading leaves as it is has the mistake, too, so that a case that takes it notices."""
    tested = run_file(str(EXAMPLES / "format" / "service-points-2026.yaml"))
    instead = [result for result in tested.results if result.case.readings.get("DESK-1") == "instead"]
    cases = Noticing(tested.ruleset, exercises(instead))
    found = {each.message.say("en"): cases.notice(each) for each in mutants(tested.ruleset)}
    assert found["`in_force` begins on 2025-12-31 instead of 2026-01-01"] is False
    assert found["`p1` is dropped from `sum`"] is False  # 16.5 points are level A all the same
    assert found["`mark_a`: 16 becomes 17"] is False
    both = Noticing(tested.ruleset, exercises(result for result in tested.results if not result.case.readings))
    assert both.notice(next(each for each in mutants(tested.ruleset) if each.message.say("en") == "3 points become 2"))


def told(evaluation: Evaluation) -> tuple[object, ...]:
    return evaluation.verdict, evaluation.levels, {id: earned.pairs for id, earned in evaluation.earned.items()}


@pytest.mark.full
def test_a_commune_shows_every_mistake_that_no_case_notices() -> None:
    """Of a file without cases: every one is told with a commune, or is proven to change nothing."""
    ruleset = parse_ruleset(RULES)
    found = measured(ruleset)
    assert found.noticed == 0
    assert [item.mutant.message.say("en") for item in found.survivors if item.example is None] == []
    assert [each.message.say("en") for each in found.equivalent] == [
        "`mark`: reaching it does not suffice any more (`exclusive: true`)",
        "`least` 0 becomes -1",
        "`least` is dropped",
        "`total` >= `mark` becomes > `mark`",
        "`done` >= 50% becomes > 50%",
        "`done` >= 50% becomes >= 49%",
        "`done` >= 50% becomes >= 51%",
        "`part` >= 50% becomes >= 49%",
    ]  # no total is 15 just so, nor below 0; of 8 points, 3 and 1 are far from a half; of 5, a half point is a tenth
    for mutant, example in found.survivors:
        plans = (make_plan(each, example.day) for each in (ruleset, mutant.ruleset)) if example else ()
        before, after = (told(evaluate(plan, example.facts)) for plan in plans if example)
        assert before != after, mutant.message.say("en")


@pytest.mark.parametrize(
    ("facts", "expect", "mistake", "is_noticed"),
    [
        (FULL, "eligible, points: {total: 18}", "`scaled_to` is dropped", True),
        (FULL, "eligible, points: {done: 8}", "8 points become 9", True),
        (FULL, "eligible, level: a", "8 points become 9", False),
        ("people: 0", "undetermined, points: {size: 0}", "`add` 1 becomes 2", False),
        ("plan: true, tasks: 50%", "eligible, points: {done: 1}", "`tasks` > 50% becomes >= 50%", True),
        ("people: 400", "undetermined, points: {total: {low: 5.8, high: 18}}", "`least` 0 becomes 1", False),
        ("people: 400", "undetermined, points: {total: {low: 5.8, high: 18}}", "`size` is dropped from `sum`", True),
    ],
)
def test_a_case_notices_by_the_points_that_it_expects(facts: str, expect: str, mistake: str, is_noticed: bool) -> None:
    """What it does not expect it does not notice, and what is open on both sides neither."""
    ruleset = with_cases(f"name: one, facts: {{{facts}}}, expect: {{verdict: {expect}}}")
    results = [run_case(each, ruleset) for each in ruleset.cases]
    assert all(result.passed for result in results)
    mutant = next(each for each in mutants(ruleset) if each.message.say("en") == mistake)
    assert Noticing(ruleset, exercises(results)).notice(mutant) == is_noticed


@pytest.mark.full
def test_a_mistake_is_looked_at_alone_as_if_all_were_looked_at() -> None:
    """Under each reading, and of files that are complete, what a mutant changes is enough to look at again."""
    tested = run_file(str(Path(__file__).parents[2] / "examples/scored/nq57-khanh-hoa-commune-2026.yaml"))
    for mutant in list(mutants(tested.ruleset))[::40]:
        for case in (result.case for result in tested.results[::4]):
            plan, other = (plan_of(case, each) for each in (tested.ruleset, mutant.ruleset))
            before = evaluate(plan, read_facts(case.document, (*case.path, "facts"), tested.ruleset, case.on)[0])
            again, anew = evaluate_under(before, other, changed_criteria(plan, other)), evaluate(other, before.stated)
            assert again._replace(plan=plan) == anew._replace(plan=plan)
            assert again.plan.ruleset.criteria == anew.plan.ruleset.criteria
