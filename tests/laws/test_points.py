"""Points and levels: the engine against the reference, whole tables against the engine."""

from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess.explain import placed
from smartcommune.assess.outlook import outlook, reaches
from smartcommune.assess.self_points import beside
from smartcommune.assess.together import together
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import make_plan
from smartcommune.logic import Outcome, outcome_of
from smartcommune.model.beside import SELF, self_scored
from smartcommune.model.condition import Condition, Group, Holds, Operator, PointsLeaf
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.problems import InputError
from smartcommune.reach import TooMany
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.vectorise import assessed
from tests.laws.frames import frame_of
from tests.laws.scored import scored_rule_sets
from tests.laws.strategies import DAYS, Facts, Tree, completions, facts, to_yaml
from tests.profile_mapping import profile_from_mapping
from tests.spec import points as reference
from tests.spec.claims import closed


def linked(rules: Tree) -> RuleSet:
    """The rule set; rows that never count, or that pull both ways, are refused and make no example."""
    try:
        return parse_ruleset(to_yaml(rules))
    except InputError as error:
        assume(not {problem.id for problem in error.problems} <= {"row-never", "rows-both-ways"})
        raise


def evaluated(ruleset: RuleSet, stated: Facts, day: str, complete: set[str] = frozenset()) -> Evaluation:  # type: ignore[assignment]  # nothing is put into it
    plan = make_plan(ruleset, date.fromisoformat(day))
    statements = dict.fromkeys(complete, "complete")
    return evaluate(plan, profile_from_mapping({"facts": stated, **statements}, ruleset).facts)


def is_open(found: Evaluation) -> bool:
    """Whether something stays unknown of which all is stated: a value for the day, or a share of nothing."""
    is_unknown = any(outcome_of(outcome) is Outcome.UNKNOWN for outcome in found.outcomes.values())
    return is_unknown or not all(earned.is_settled for earned in found.earned.values())


def statements(ruleset: RuleSet) -> st.SearchStrategy[set[str]]:
    """Which of the statements that criteria wait for stand in a file."""
    return st.sets(st.sampled_from(known)) if (known := relations(ruleset).statements) else st.just(set())


@st.composite
def known(draw: st.DrawFn, rules: Tree, stated: Facts) -> Facts:
    """The same facts with all that is unknown filled in."""
    filled = stated
    for _ in range(20):
        filled = draw(completions(rules, filled))
    return filled


@given(data=st.data(), rules=scored_rule_sets(), day=st.sampled_from(DAYS))
def test_what_is_known_earns_what_the_reference_says(data: st.DataObject, rules: Tree, day: str) -> None:
    """Of a commune of which all is known: verdict, points, the most that was to be had, and the level."""
    for indicator in rules["indicators"].values():
        indicator.pop("rounded_to", None)  # such a figure stands for several
    ruleset = linked(rules)
    stated = data.draw(known(rules, data.draw(facts(rules))))
    found = evaluated(ruleset, stated, day)
    if is_open(found):
        return  # something has no value for the day
    expected = reference.assess(rules, stated, day)
    assert {id: next(iter(earned.pairs)) for id, earned in found.earned.items()} == expected.earned
    assert (found.verdict.value, found.levels) == (expected.verdict, expected.levels)


@given(data=st.data(), rules=scored_rule_sets(), day=st.sampled_from(DAYS))
def test_what_nobody_claimed_earns_nothing(data: st.DataObject, rules: Tree, day: str) -> None:
    """However the unknown facts of a complete file are filled in, the reference leaves out the same rows of points."""
    for indicator in rules["indicators"].values():
        indicator.pop("rounded_to", None)
    ruleset = linked(rules)
    stated = data.draw(facts(rules))
    complete = data.draw(statements(ruleset))
    plan = evaluated(ruleset, stated, day, complete).plan
    filled = data.draw(known(rules, stated))
    found = evaluate(plan, profile_from_mapping({"facts": filled}, ruleset).facts)
    if is_open(found):
        return
    expected = reference.assess(closed(rules, stated, day, complete), filled, day)
    assert {id: next(iter(earned.pairs)) for id, earned in found.earned.items()} == expected.earned
    assert (found.verdict.value, found.levels) == (expected.verdict, expected.levels)


@given(data=st.data(), rules=scored_rule_sets(), day=st.sampled_from(DAYS))
def test_a_table_says_what_the_engine_says(data: st.DataObject, rules: Tree, day: str) -> None:
    """Of what is known the same; of what is not, never less than what is possible."""
    ruleset = linked(rules)
    communes = [data.draw(facts(rules)) for _ in range(3)]
    communes += [data.draw(known(rules, stated)) for stated in communes]
    found = [evaluated(ruleset, stated, day, data.draw(statements(ruleset))) for stated in communes]
    plan = make_plan(ruleset, date.fromisoformat(day))
    frame = nw.from_native(frame_of(ruleset, [each.stated for each in found]).lazy())
    rows = assessed(frame, Periods((plan,)), "en").collect().rows(named=True)
    for evaluation, row in zip(found, rows, strict=True):
        same_as(evaluation, row)


@given(data=st.data(), rules=scored_rule_sets(), day=st.sampled_from(DAYS))
def test_a_table_compares_self_scored_points_as_the_engine_does(data: st.DataObject, rules: Tree, day: str) -> None:
    """Of what is known the same difference; of what is not, one only where the engine has one as large, or larger."""
    ruleset = linked(rules)
    half = data.draw(facts(rules))
    plan = make_plan(ruleset, date.fromisoformat(day))
    found = [evaluated(ruleset, stated, day) for stated in (half, data.draw(known(rules, half)))]
    own = [{id: data.draw(own_points(each, id)) for id in self_scored(ruleset)} for each in found]
    columns = [pl.Series(SELF + id, [float(each[id]) for each in own]) for id in self_scored(ruleset)]
    frame = frame_of(ruleset, [each.stated for each in found]).with_columns(columns)
    rows = assessed(nw.from_native(frame.lazy()), Periods((plan,)), "en").collect().rows(named=True)
    for evaluation, row, points in zip(found, rows, own, strict=True):
        expected = {id: each.difference for id, each in beside(points, evaluation).items()}
        is_settled = all(earned.is_settled for earned in evaluation.earned.values())
        for id in points:
            told, difference = row[f"points_difference.{id}"], expected.get(id)
            if is_settled or difference is None:
                assert told == (None if difference is None else float(difference))
            elif told is not None:
                assert told * difference >= 0
                assert abs(told) <= abs(float(difference)) + 0.01


def own_points(evaluation: Evaluation, id: str) -> st.SearchStrategy[Fraction]:
    """Points that a commune may give itself for a criterion: just those that are computed, nearly so, or any."""
    earned = evaluation.earned.get(id)
    ends = (Fraction(0),) if earned is None else (earned.low, earned.high)
    steps = [Fraction(step) for step in ("0", "0.004", "-0.01", "0.01", "0.5", "-2")]
    near = (Fraction(floor(end * 1000), 1000) + step for end in ends for step in steps)
    return st.sampled_from([*near, Fraction(0), Fraction(7)])


@given(data=st.data(), rules=scored_rule_sets(), day=st.sampled_from(DAYS))
def test_what_is_possible_is_what_some_way_to_fill_it_in_gives(data: st.DataObject, rules: Tree, day: str) -> None:
    """Points, levels and verdict of a commune that is half known: no completion lies outside, and each end is one."""
    ruleset = linked(rules)
    stated = data.draw(facts(rules))
    alone = evaluated(ruleset, stated, day, data.draw(statements(ruleset)))
    try:
        found = together(alone, outlook(alone))
    except TooMany:
        return
    for id, earned in found.earned.items():
        assert alone.earned[id].low <= earned.low <= earned.high <= alone.earned[id].high
    facts_of = profile_from_mapping({"facts": data.draw(known(rules, stated))}, ruleset).facts
    filled = evaluate(alone.plan, facts_of)  # what was not claimed stays so
    for id, earned in filled.earned.items():
        if earned.is_settled:
            assert found.earned[id].low <= earned.low <= found.earned[id].high
    if len(filled.levels) == 1:
        assert {*found.levels} >= {*filled.levels}
    if filled.verdict is not Verdict.UNDETERMINED:
        assert found.verdict in (filled.verdict, Verdict.UNDETERMINED)
    for reach in reaches([alone]):
        try:
            answers = reach.answers(reach.earned(alone.plan, "total"), reach.levels(alone.plan))
        except TooMany:
            return
        for answer, commune in answers.items():
            whole = evaluate(alone.plan, {**alone.stated, **commune})
            assert answer == (whole.earned["total"], whole.levels)


def same_as(evaluation: Evaluation, row: dict[str, Any]) -> None:
    """Compares a row with what the engine says of it."""
    possible = [level.id for level in placed(evaluation)] or [None]
    levels = [row["level"]] if row["levels_possible"] is None else row["levels_possible"].split(",")
    if evaluation.plan.ruleset.levels_ordered:
        next_as(evaluation, row, [None if level == "-" else level for level in levels])
    if not evaluation.plan.in_force:
        assert (row["verdict"], row["points"], row["level"]) == ("not_in_force", None, None)
        return
    if all(earned.is_settled for earned in evaluation.earned.values()):
        total = evaluation.earned["total"]
        assert row["verdict"] == evaluation.verdict.value
        assert [None if level == "-" else level for level in levels] == possible
        assert (row["points_low"], row["points_high"]) == (in_hundredths(total.low), in_hundredths(total.high))
        for id, earned in evaluation.earned.items():
            assert row[f"points.{id}"] == in_hundredths(earned.low)
    else:
        total = evaluation.earned["total"]
        assert row["verdict"] in (evaluation.verdict.value, "undetermined")
        assert {None if level == "-" else level for level in levels} >= {*possible}
        assert row["points_low"] <= float(total.low) + 0.01
        assert row["points_high"] >= float(total.high) - 0.01


def in_hundredths(points: Fraction) -> float:
    """As tables show a number that no grid holds: exact where it has two digits, else to the nearest hundredth."""
    return floor(points * 100 + Fraction(1, 2)) / 100


def next_as(evaluation: Evaluation, row: dict[str, Any], levels: list[str | None]) -> None:
    """The level before the worst of a row, and what is lacking of the points that it asks for."""
    ruleset = evaluation.plan.ruleset
    order: list[str | None] = [*(level.id for level in ruleset.levels), None]
    worst = max(map(order.index, levels))
    if worst == 0 or row["verdict"] in ("not_in_force", "out_of_scope"):
        assert (row["next_level"], row["points_to_next_level"]) == (None, None)
        return
    assert row["next_level"] == order[worst - 1]
    marks = asked_of(ruleset.levels[worst - 1].when, evaluation)
    if not marks:
        assert row["points_to_next_level"] is None
    elif evaluation.earned["total"].is_settled:
        lacking = max(max(marks) - evaluation.earned["total"].low, Fraction(0))
        assert row["points_to_next_level"] == pytest.approx(float(lacking), abs=0.01)


def asked_of(condition: Condition | None, evaluation: Evaluation) -> list[Fraction]:
    """The points of the total that a condition asks for, wherever the commune may lie."""
    match condition:
        case Holds(member=member):
            return asked_of(member, evaluation)
        case Group(kind="all_of", members=members):
            return [mark for member in members for mark in asked_of(member, evaluation)]
        case PointsLeaf(criterion="total", is_share=False) as leaf:
            plan, operators = evaluation.plan, [evaluation.plan.operator(each) for each in leaf.comparisons]
            pairs = (zip(operators, each, strict=True) for each in plan.operands(leaf, evaluation.facts))
            every = (pair for each in pairs for pair in each)
            return [mark for operator, mark in every if operator is Operator.GTE and isinstance(mark, Fraction)]
    return []
