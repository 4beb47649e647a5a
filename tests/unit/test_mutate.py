"""Mutation scores: which mistakes some case notices, which none, and which change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.authoring.cases import run_case, run_file
from smartcommune.authoring.measure import disagreement, scorings
from smartcommune.authoring.measure.disagreement import difference
from smartcommune.authoring.measure.exercise import exercises
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.mutate import Mutation, mutation
from smartcommune.authoring.measure.noticing import Noticing
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.logic import outcome_of
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach import TooMany
from smartcommune.rulesets.library import parse_ruleset
from tests.quick import some_of

from .small import small
from .tiny import ETHNIC, HEAD, ethnic, threshold, tiny, yes


def measured(ruleset: RuleSet) -> Mutation:
    """The mutation score of the cases in the rule set's own file."""
    return mutation(ruleset, exercises([run_case(case, ruleset) for case in ruleset.cases]))


def with_case(expect: str, facts: str = "region: other, ntm: false, poverty_rate: 20%") -> RuleSet:
    case = f"  - {{name: one, on: 2023-05-01, facts: {{{facts}}}, expect: {{{expect}}}}}\n"
    return parse_ruleset(f"{ETHNIC}cases:\n{case}")


def unnoticed(ruleset: RuleSet) -> set[str]:
    """The mutants that no case of the rule set's own file notices, in words."""
    cases = Noticing(ruleset, exercises([run_case(case, ruleset) for case in ruleset.cases]))
    return {mutant.message.say("en") for mutant in mutants(ruleset) if not cases.notice(mutant)}


def test_a_case_notices_a_mistake_that_changes_its_verdict() -> None:
    """Exactly at the threshold, `>` for `>=` is noticed; a value one step lower is not."""
    found = unnoticed(with_case("verdict: eligible"))
    assert "`poverty_rate` >= `poverty_high` becomes > `poverty_high`" not in found
    assert "`poverty_high` (elsewhere): 20% becomes 20.1%" not in found
    assert "`poverty_high` (elsewhere): 20% becomes 19.9%" in found


@pytest.mark.parametrize(
    ("expect", "facts", "mistake"),
    [
        (
            "verdict: eligible, outcomes: {mid_poverty: not_met}",
            "region: other, ntm: false, poverty_rate: 20%",
            "the bound `poverty_rate` < `poverty_high` is dropped",
        ),
        (
            "verdict: eligible, because: [not_ntm, high_poverty]",
            "ntm: false, poverty_rate: 20%, region: other",
            "`not_ntm` is dropped from `all_of`",
        ),
        (
            "verdict: undetermined, missing: [ntm]",
            "poverty_rate: 20%",
            "`not_ntm` is dropped from `all_of`",
        ),
    ],
)
def test_a_case_notices_by_all_that_it_expects(expect: str, facts: str, mistake: str) -> None:
    """By outcomes, by what decided, by what is missing; what it does not expect it does not notice."""
    assert mistake not in unnoticed(with_case(expect, facts))
    assert (mistake in unnoticed(with_case(expect.split(",")[0], facts))) == ("undetermined" not in expect)


@pytest.mark.full
def test_without_cases_nothing_is_noticed() -> None:
    """Every mutant that changes anything survives."""
    found = measured(ethnic())
    assert found.noticed == 0
    assert found.rate == 0
    assert len(found.survivors) + len(found.equivalent) == len(list(mutants(ethnic())))


@pytest.mark.parametrize("ruleset", some_of({"ethnic": (ethnic(),), "small": (small(),)}, ["ethnic"]))
def test_every_survivor_has_a_commune_that_shows_it(ruleset: RuleSet) -> None:
    """One that could exist, on a day on which the verdict or some outcome is another."""
    for mutant, example in measured(ruleset._replace(cases=())).survivors:
        assert example is not None, mutant.message.say("en")
        assert not contradicts_itself(example.facts, ruleset)
        before, after = (
            evaluate(make_plan(version, example.day), example.facts) for version in (ruleset, mutant.ruleset)
        )
        outcomes = [{id: outcome_of(item) for id, item in found.outcomes.items()} for found in (before, after)]
        assert before.verdict != after.verdict or outcomes[0] != outcomes[1]


def test_the_commune_that_shows_a_mistake_keeps_the_facts_that_show_it() -> None:
    """The mistake shows in a criterion that rests on the changed one only, whose own outcome stays unknown."""
    late = {"late": threshold("count", "0") | {"values": [{"from": "2024-01-01", "default": "0"}]}}
    criteria = {
        "open": {"indicator": "whole", "is": {"threshold": "late"}},
        "none": {"applies_when": "open", "test": {"indicator": "whole", "gte": 0, "lt": 0}},
        "rests": {"applies_when": "none", "test": yes("a")},
    }
    ruleset = tiny(criteria, yes("b"), thresholds=late)
    found = [
        difference(ruleset, mutant.ruleset) for mutant in mutants(ruleset) if mutant.path[:2] == ("criteria", "none")
    ]
    assert any(answer.example for answer in found)
    for mutant in mutants(ruleset):
        example = difference(ruleset, mutant.ruleset).example
        if example is not None:
            versions = (make_plan(version, example.day) for version in (ruleset, mutant.ruleset))
            before, after = (evaluate(plan, example.facts) for plan in versions)
            told = [
                (item.verdict, {id: outcome_of(it) for id, it in item.outcomes.items()}) for item in (before, after)
            ]
            assert told[0] != told[1], mutant.message.say("en")


def equivalent(ruleset: RuleSet) -> list[str]:
    return [mutant.message.say("en") for mutant in measured(ruleset).equivalent]


def test_a_member_that_another_one_implies_can_be_dropped() -> None:
    """Whoever has 50 % has 20 %, with the fact unknown or not applicable as well."""
    both = {"all_of": [{"indicator": "rate", "gte": "20%"}, {"indicator": "rate", "gte": "50%"}]}
    found = equivalent(tiny({"x": both}, "x"))
    assert "`rate` >= 20% becomes > 20%" in found
    assert "`rate` >= 50% becomes > 50%" not in found


def test_a_number_of_members_is_never_exclusive() -> None:
    """Such a rule set is refused, so it is no mutant either."""
    group = {"at_least": {"n": {"threshold": "n"}, "of": [yes("a"), yes("b")]}}
    ruleset = tiny({"x": group}, "x", thresholds={"n": threshold("count", "1")})
    assert "exclusive" not in {mutant.kind for mutant in mutants(ruleset)}
    with pytest.raises(InputError) as caught:
        tiny({"x": group}, "x", thresholds={"n": threshold("count", "1", exclusive="true")})
    assert [problem.id for problem in caught.value.problems] == ["exclusive-count"]


def test_the_scope_may_hold_a_criterion_that_never_fails() -> None:
    """Dropping it lets nobody in: that mistake is none, and is proven to be none."""
    anything = {"any_of": [yes("a"), {"indicator": "a", "is": "false"}]}
    ruleset = tiny({"x": anything, "y": yes("b")}, "y", scope=["x", "y"])
    assert "`x` is dropped from the scope" not in equivalent(ruleset)  # an unknown fact leaves it open, and is seen
    assert unnoticed(ruleset) >= {"`x` is dropped from the scope"}


def test_a_rule_set_does_not_differ_from_itself() -> None:
    """Neither in force nor outside."""
    assert difference(ethnic(), ethnic()).is_impossible


MARKED = f"""\
{HEAD}indicators:
  a: {{type: boolean, label: {{vi: A, en: A}}}}
  late: {{type: count, unit: day, label: {{vi: Muộn, en: Late}}}}
thresholds:
  good: {{type: number, basis: law, cite: law, values: [{{from: 2023-01-01, default: 6}}]}}
criteria:
  one: {{cite: law, label: {{vi: Một, en: One}}, test: {{indicator: a, is: true}}, points: 4}}
  two:
    cite: law
    label: {{vi: Hai, en: Two}}
    points: {{indicator: late, base: 5, above: 0, each: 1, add: -1, least: 0}}
  total: {{cite: law, label: {{vi: Tổng, en: Total}}, points: {{sum: [one, two]}}}}
levels:
  - {{id: best, label: {{vi: Tốt, en: Best}}, cite: law, when: {{points: total, gte: {{threshold: good}}}}}}
  - {{id: rest, label: {{vi: Còn lại, en: Rest}}}}
VERDICT
cases:
  - {{name: just, on: 2023-05-01, facts: {{a: true, late: 3}}, expect: {{VERDICT_EXPECTED, level: best}}}}
"""


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("verdict: {eligible_when: one}", "verdict: eligible"), ("", "verdict: eligible")],
    ids=["own", "by-level"],
)
def test_the_mark_of_a_level_is_no_mistake_without_effect(verdict: str, expected: str) -> None:
    """Be the verdict that of the levels, or one of its own: a case beside the mark notices, and a commune shows it."""
    text = MARKED.replace("VERDICT_EXPECTED", expected).replace("VERDICT", verdict)
    ruleset, other = parse_ruleset(text), parse_ruleset(text.replace("default: 6}", "default: 7}"))
    found = difference(ruleset, other)
    assert found.example is not None
    levels = [evaluate(make_plan(each, found.example.day), found.example.facts).levels for each in (ruleset, other)]
    assert levels[0] != levels[1]
    assert not {said for said in unnoticed(ruleset) if "`good`: 6 becomes 7" in said}


def test_what_was_not_decided_survives_without_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts against the score: only what is proven to change nothing does not."""

    def too_many(*_: object) -> None:
        raise TooMany(0)

    monkeypatch.setattr(disagreement, "_in_force", too_many)
    found = measured(tiny({"x": yes("a")}, "x"))
    by_example = {item.mutant.kind: item.example is None for item in found.survivors}
    assert by_example == {"first-day": False, "last-day": False, "operator": True}
    assert found.equivalent == ()


def test_a_day_outside_the_period_shows_a_shifted_end() -> None:
    """No facts are needed there."""
    ruleset = tiny({"x": yes("a")}, "x")
    found = {item.mutant.message.say("en"): item.example for item in measured(ruleset).survivors}
    example = found["`in_force` ends on 2026-01-01 instead of 2025-12-31"]
    assert example is not None
    assert (example.day.isoformat(), example.facts) == ("2026-01-01", {})


def test_a_failing_case_notices_nothing() -> None:
    """It would fail on every mutant."""
    assert measured(with_case("verdict: not_eligible")).noticed == 0


def test_one_case_is_enough_to_notice() -> None:
    """The others need not look at it."""
    ruleset = with_case("verdict: eligible")
    cases = Noticing(ruleset, exercises([run_case(case, ruleset) for case in ruleset.cases]))
    assert sum(map(cases.notice, mutants(ruleset))) == measured(ruleset).noticed == 6


@pytest.mark.parametrize("most", [0, 40])
def test_past_its_steps_a_mistake_is_not_tried(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is neither noticed nor unnoticed: all are told, and the percentage is that of none of these being noticed."""
    tested = run_file(str(Path(__file__).parents[2] / "rules/ntm-modern-2026.yaml"))
    ruleset, found = tested.ruleset, exercises(tested.results)
    whole = mutation(ruleset, found)
    monkeypatch.setattr(scorings, "MOST_LOOKED", most)
    part = mutation(ruleset, found)
    assert part == mutation(ruleset, found)
    assert whole.untried == ()
    assert part.untried
    assert part.tried + len(part.untried) == whole.tried
    assert part.rate < whole.rate


@pytest.mark.full
def test_one_mistake_leaves_steps_for_those_after_it() -> None:
    """What is given up after its own share is not decided; what comes to the same after it is still proven to do so."""
    tested = run_file(str(Path(__file__).parents[2] / "examples" / "format" / "service-points-2026.yaml"))
    found = mutation(tested.ruleset, exercises(tested.results))
    assert any(survivor.example is None for survivor in found.survivors)
    assert "`round` is dropped" in {each.message.say("en") for each in found.equivalent}
