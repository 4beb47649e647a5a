"""The exact answers about rules against a fine grid of communes, tried one by one."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess.advise import MOST_ADVICE, advise
from smartcommune.assess.margin import margin
from smartcommune.assess.missing import missing
from smartcommune.assess.open_facts import open_facts
from smartcommune.authoring.compare.differences import differences
from smartcommune.authoring.lints.reached import Reached
from smartcommune.authoring.measure.coverage import coverage
from smartcommune.authoring.measure.disagreement import difference
from smartcommune.authoring.measure.exercise import Example
from smartcommune.authoring.measure.mutants import mutants
from smartcommune.authoring.measure.obligations import shows
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.evaluate import Evaluation, evaluate, flipped
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.logic import MET, NOT_MET, outcome_of
from smartcommune.model.condition import Value
from smartcommune.model.facts import NA, Facts, stated_of
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.reach import Reach, verdict_pairs
from smartcommune.reach.communes import Communes
from smartcommune.reach.nearest import distance_of
from smartcommune.rulesets.library import parse_ruleset
from tests.laws.grid import decided, evaluated, grid, law, points, read, written
from tests.laws.scored import scored_rule_sets
from tests.laws.strategies import DAYS, Situation, Tree, rule_sets, situations, threshold_values, to_yaml
from tests.laws.test_points import linked

DAY = date.fromisoformat(DAYS[1])


def plan_of(rules: Tree, **options: Any) -> Plan:
    return make_plan(parse_ruleset(to_yaml(rules)), DAY, **options)


@st.composite
def changed(draw: st.DrawFn, rules: Tree) -> Tree:
    """The same rules with one or two clauses changed: a threshold's value, or what it takes to be eligible."""
    other = copy.deepcopy(rules)
    for name in draw(st.lists(st.sampled_from(sorted(other["thresholds"])), max_size=2)) if other["thresholds"] else []:
        values = draw(st.sampled_from(other["thresholds"][name]["values"]))
        if "of" not in values:  # else it changes with another one
            values["default"] = draw(st.sampled_from(threshold_values(other["thresholds"][name], name)))
    name = draw(st.sampled_from(sorted(other["criteria"])))
    if draw(st.booleans()):
        other["criteria"][name]["test"] = {
            draw(st.sampled_from(["all_of", "any_of"])): [other["criteria"][name]["test"]]
        }
    if draw(st.booleans()):
        other["verdict"]["scope"] = draw(st.sampled_from([[], [name]]))
    return other


@pytest.mark.full
@law
@given(rules=rule_sets(), data=st.data())
@decided
def test_pairs_of_verdicts_are_those_of_the_grid(rules: Tree, data: st.DataObject) -> None:
    """Each pair has a commune that shows it, and no commune of the grid shows another pair."""
    other = data.draw(changed(rules))
    old, new = plan_of(rules), plan_of(other)
    found = verdict_pairs(old, new)
    for pair, facts in found.items():
        commune = written(facts, old.ruleset)
        assert (evaluated(old, commune).verdict, evaluated(new, commune).verdict) == pair
    for point in points(grid(rules)):
        facts = read(old, point)
        if facts is not None:
            pair = (evaluate(old, facts).verdict, evaluate(new, facts).verdict)
            assert pair in found, facts
            assert len(found[pair]) <= len(facts)


@law
@given(rules=rule_sets(), not_applicable=st.booleans())
@decided
def test_outcomes_are_those_of_the_grid(rules: Tree, not_applicable: bool) -> None:
    """Of communes of which everything is known: each criterion's outcomes, with the verdict, and nothing else."""
    plan = plan_of(rules)
    name, found = sorted(rules["criteria"])[-1], {}
    for by_counts in (False, True) if not_applicable else (False,):  # a share may not apply as its counts may not
        reach = Reach(Communes([plan], unknown=False, not_applicable=not_applicable, by_counts=by_counts))
        found |= reach.answers(reach.outcome(plan, name), reach.verdict(plan))
    for (outcome, verdict), facts in found.items():
        evaluation = evaluated(plan, written(facts, plan.ruleset))
        assert (evaluation.outcomes[name], evaluation.verdict) == (outcome, verdict)
    values = grid(rules, unknown=False, not_applicable=not_applicable) | {share: ["?"] for share in rules["derived"]}
    for point in points(values):
        facts = read(plan, point)
        if facts is None:
            continue
        evaluation = evaluate(plan, facts)
        is_asked = not_applicable or NA not in evaluation.facts.values()  # a share of nothing may not apply by itself
        if is_asked and all_is_known(rules, evaluation):
            assert (evaluation.outcomes[name], evaluation.verdict) in found, point


def all_is_known(rules: Tree, evaluation: Evaluation) -> bool:
    """Whether every share is known: one of nothing in nothing stays unknown, though both its counts are known."""
    return rules["derived"].keys() <= evaluation.facts.keys()


def unknown_ways(rules: Tree, stated: Tree, asked: set[str]) -> Iterator[dict[str, list[str]]]:
    """The values with which all unknown facts are filled in: a share through its counts, or by itself.

    By itself means without a count that nothing else asks for.
    """
    values = grid(rules, unknown=False)
    unknown = {id: texts for id, texts in values.items() if stated.get(id, "?") == "?"}
    yield {id: texts for id, texts in unknown.items() if id not in rules["derived"]}
    left = {"poor", "poor_em"} - asked
    if set(rules["derived"]) & unknown.keys() and left and {"poor", "poor_em"} <= unknown.keys():
        yield {id: texts for id, texts in unknown.items() if id not in left}


@law
@given(situation=situations())
@decided
def test_missing_facts_are_those_that_change_the_verdict_somewhere_on_the_grid(situation: Situation) -> None:
    """No fact that decides for some way to fill in the others is left out, and each that is named has such a way."""
    rules, stated = situation.rules, situation.facts
    plan = plan_of(rules, overrides=situation.overrides, assumptions=situation.assumptions)
    evaluation = evaluated(plan, stated)
    assume(evaluation.verdict is Verdict.UNDETERMINED)
    named = {item.indicator for item in missing(evaluation).facts}
    may = set(open_facts(evaluation))
    assert named <= may
    for values in unknown_ways(rules, stated, may):
        for point in points(values, most=60):
            facts = read(plan, {**stated, **point})
            if facts is not None and evaluate(plan, facts).verdict is not Verdict.UNDETERMINED:
                for id in may & point.keys() - named:
                    without = {other: fact for other, fact in facts.items() if other != id}
                    assert evaluate(plan, without).verdict is not Verdict.UNDETERMINED, (id, facts)
    shown = {id: decided_by(id, plan, evaluation) for id in named}
    assert all(shown.values()) or not any(shown.values())


def decided_by(id: str, plan: Plan, evaluation: Evaluation) -> bool:
    """Whether a commune shows that a fact decides: open without it, settled with it."""
    for without, verdict, facts in hidden_or_not(id, plan, evaluation):
        if without is Verdict.UNDETERMINED is not verdict:
            commune = {**stated_facts(evaluation, plan), **written(facts, plan.ruleset)}
            assert evaluated(plan, commune).verdict is verdict
            del commune[id]
            assert evaluated(plan, commune).verdict is without
            return True
    return False


def hidden_or_not(id: str, plan: Plan, evaluation: Evaluation) -> Iterator[tuple[Verdict, Verdict, Facts]]:
    """The verdicts without a fact and with it, each pair with a commune; of a share both ways of stating it."""
    for by_counts in (False, True):
        reach = Reach(Communes([plan], given=evaluation.facts, unknown=False, by_counts=by_counts))
        for pair, facts in reach.answers(reach.without(reach.verdict(plan), id), reach.verdict(plan)).items():
            yield *pair, facts


def stated_facts(evaluation: Evaluation, plan: Plan) -> dict[str, str]:
    """The facts that were stated, without the shares that follow from their counts."""
    return written(stated_of(evaluation.facts, plan.ruleset), plan.ruleset)


@pytest.mark.full
@law
@given(situation=situations())
@decided
def test_advice_is_every_smallest_set_of_changes(situation: Situation) -> None:
    """Each advice applied makes the commune eligible, and no set of changes on the grid does with fewer facts.

    Where fewer than five are given, the grid has no other set of as many facts either.
    """
    plan = plan_of(situation.rules, overrides=situation.overrides, assumptions=situation.assumptions)
    evaluation = evaluated(plan, situation.facts)
    assume(evaluation.verdict in (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED) and evaluation.scope == MET)
    stated = stated_facts(evaluation, plan)
    sets = []
    for found in advise(evaluation):
        changes = written({change.indicator: change.after for change in found.changes}, plan.ruleset)
        assert evaluated(plan, {**stated, **changes}).verdict is Verdict.ELIGIBLE
        sets.append(frozenset(changes))
    assert len(set(sets)) == len(sets) <= MOST_ADVICE
    assert len({len(each) for each in sets}) <= 1
    most = len(sets[0]) if sets else 3
    for names, changes in other_changes(situation.rules, stated, most):
        facts = read(plan, {**stated, **changes})
        if facts is not None and evaluate(plan, facts).verdict is Verdict.ELIGIBLE:
            assert names in sets or (len(names) == most and len(sets) == MOST_ADVICE), changes


def other_changes(rules: Tree, stated: Tree, most: int) -> Iterator[tuple[frozenset[str], dict[str, str]]]:
    """Changes of up to so many facts to other values of the grid; a share that follows from counts is left alone.

    No office publishes a figure between the steps to which it is rounded, so none is advised.
    """
    values = {
        id: [text for text in texts if is_rounded(text, rules["indicators"].get(id, {}))]
        for id, texts in grid(rules, unknown=False, not_applicable=False).items()
    }
    values |= {count: [str(number) for number in range(61)] for count in ("poor", "poor_em") if count in values}
    counts_known = all(id in stated for id in ("poor", "poor_em"))
    free = [id for id in values if not (counts_known and id in rules["derived"])]
    for size in range(1, most + 1):
        for names in combinations(free, size):
            others = {id: [text for text in values[id] if text != stated.get(id)] for id in names}
            for point in points(others, most=30 if size > 1 else 100):
                yield frozenset(names), point


def is_rounded(text: str, indicator: Tree) -> bool:
    step = number_of(indicator.get("rounded_to", "0"))
    return not step or not number_of(text) % step


@pytest.mark.full
@law
@given(situation=situations())
@decided
def test_the_margin_is_the_least_move_of_one_figure_on_the_grid(situation: Situation) -> None:
    """Just beyond its edge the verdict is the one that is named, and no figure of the grid is nearer to another one."""
    plan = plan_of(situation.rules, overrides=situation.overrides, assumptions=situation.assumptions)
    evaluation = evaluated(plan, situation.facts)
    assume(evaluation.verdict in (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE))
    stated = stated_facts(evaluation, plan)
    found = margin(evaluation)
    if found is not None:
        beyond = {found.edge + side * step for side in (-1, 0, 1) for step in (Fraction(1, 1000), 1)}
        verdicts = moved(plan, stated, found.indicator, beyond)
        assert found.verdict in verdicts.values()
        between = [found.value + (found.edge - found.value) * Fraction(part, 4) for part in range(4)]
        assert set(moved(plan, stated, found.indicator, between).values()) <= {evaluation.verdict}
    for id in [id for id in stated if isinstance(evaluation.facts[id], Fraction)]:
        indicator = plan.ruleset.indicators[id]
        values = [number_of(text) for text in grid(situation.rules, unknown=False, not_applicable=False)[id]]
        for value, verdict in moved(plan, stated, id, values).items():
            if verdict is not evaluation.verdict:
                assert found is not None, (id, value)
                assert found.relative <= distance_of(value, indicator, evaluation.facts), (id, value)


def moved(plan: Plan, stated: Tree, id: str, values: Iterable[Fraction]) -> dict[Fraction, Verdict]:
    """The verdicts with one figure moved to values, as far as a profile can state them beside the other facts."""
    found = {}
    for value in values:
        facts = read(plan, {**stated, **written({id: value}, plan.ruleset)})
        if facts is not None:
            found[value] = evaluate(plan, facts).verdict
    return found


def number_of(text: str) -> Fraction:
    return Fraction(text.rstrip("%"))


@law
@given(rules=rule_sets(), data=st.data())
@decided
def test_differences_are_those_of_the_grid(rules: Tree, data: st.DataObject) -> None:
    """Each example is a commune that gets these verdicts, and where none is shown no commune of the grid differs."""
    other = data.draw(changed(rules))
    old, new = plan_of(rules), plan_of(other)
    comparison = differences(old.ruleset, new.ruleset, DAY)
    (stretch,) = comparison.stretches
    assume(stretch.looked is None)
    shown = set()
    for change in stretch.changes:
        for example in change.examples:
            commune = written({known.indicator: known.value for known in example.facts}, old.ruleset)
            pair = (evaluated(old, commune).verdict, evaluated(new, commune).verdict)
            assert pair == (example.before.verdict, example.after.verdict)
            assert pair[0] is not pair[1]
            shown.add(pair)
    for point in points(grid(rules)):
        facts = read(old, point)
        if facts is not None:
            before, after = evaluate(old, facts), evaluate(new, facts)
            assert before.verdict is after.verdict or (before.verdict, after.verdict) in shown, facts
            assert not comparison.is_same or before.outcomes == after.outcomes


def on_the_grid(rules: Tree, *rulesets: RuleSet, unknown: bool = True) -> Iterator[tuple[Evaluation, ...]]:
    """What rule sets say of communes of the grid, when stretches begin and on other days; shares follow from counts."""
    values = grid(rules, unknown=unknown) | {share: ["?"] for share in rules["derived"]}
    for day in sorted({*stretches(*rulesets), *map(date.fromisoformat, DAYS)}):
        plans = [make_plan(ruleset, day) for ruleset in rulesets]
        for point in points(values, most=30):
            facts = read(plans[0], point)
            if facts is not None:
                yield tuple(evaluate(plan, facts) for plan in plans)


def of_example(ruleset: RuleSet, example: Example) -> Evaluation:
    """What a rule set says of an example, read as a profile is."""
    return evaluated(make_plan(ruleset, example.day), written(example.facts, ruleset))


@law
@given(rules=rule_sets())
def test_what_no_case_could_show_no_commune_of_the_grid_shows(rules: Tree) -> None:
    """Each obligation that can be shown is, by its example; one that is given up as impossible is shown nowhere."""
    ruleset = parse_ruleset(to_yaml(rules))
    found = coverage(ruleset, ())
    for obligation, example in found.lacking:
        assert example is None or shows(obligation, of_example(ruleset, example))
    for (evaluation,) in on_the_grid(rules, ruleset):
        for obligation in found.impossible:
            assert not shows(obligation, evaluation), (obligation, evaluation.facts)


@law
@given(rules=rule_sets())
def test_criteria_that_are_called_dead_are_so_on_the_grid(rules: Tree) -> None:
    """No commune of the grid meets what none can, fails what none fails, or hangs on what is said never to decide."""
    ruleset = parse_ruleset(to_yaml(rules))
    reached = Reached(ruleset)
    told = {id: found for id in ruleset.criteria if (found := reached.criterion(id)) is not None}
    verdicts = reached.verdicts()
    for (evaluation,) in on_the_grid(rules, ruleset, unknown=False):
        if not all_is_known(rules, evaluation):
            continue
        assert verdicts is None or evaluation.verdict in verdicts
        for id, known in told.items():
            assert known.can_be_met or evaluation.outcomes[id] != MET, evaluation.facts
            assert known.can_fail or evaluation.outcomes[id] != NOT_MET, evaluation.facts
            if evaluation.outcomes[id] in (MET, NOT_MET):  # a rounded figure may leave it open
                assert known.decides or flipped(evaluation, id).verdict is evaluation.verdict, evaluation.facts


@law
@given(rules=rule_sets(), data=st.data())
@decided
def test_a_threshold_is_idle_just_where_no_commune_tells_its_values_apart(rules: Tree, data: st.DataObject) -> None:
    """None of the grid does where it is called idle; where it is not, two rule sets with the two values differ."""
    assume(rules["thresholds"])
    name = data.draw(st.sampled_from(sorted(rules["thresholds"])))
    text = data.draw(st.sampled_from(threshold_values(rules["thresholds"][name], name)))
    assume(not any("of" in values for each in rules["thresholds"].values() for values in each["values"]))
    others = copy.deepcopy(rules)
    for stretch in others["thresholds"][name]["values"]:
        stretch |= {key: text for key in stretch if key not in ("from", "until")}
    ruleset, other = (parse_ruleset(to_yaml(each)) for each in (rules, others))
    reached = Reached(ruleset)
    for id in ruleset.criteria:
        reached.criterion(id)
    is_idle = reached.is_idle(name, [value_everywhere(other, name)])
    if is_idle:
        for before, after in on_the_grid(others, ruleset, other, unknown=False):
            assert before.verdict is after.verdict or not all_is_known(rules, before), before.facts
    if is_idle is False:
        plans = [(make_plan(ruleset, day), make_plan(other, day)) for day in stretches(ruleset, other)]
        assert any(before is not after for pair in plans for before, after in verdict_pairs(*pair))


def value_everywhere(ruleset: RuleSet, threshold: str) -> Value:
    """The value of a threshold that has the same one wherever it has any."""
    dated = ruleset.thresholds[threshold].values[0]
    return next(value for value in (dated.default, *dated.places.values()) if value is not None)


@law
@given(rules=rule_sets(), data=st.data())
def test_mutants_that_are_not_counted_change_nothing_on_the_grid(rules: Tree, data: st.DataObject) -> None:
    """One that is proven to change nothing gives each commune the same outcomes; any other has one that tells it."""
    ruleset = parse_ruleset(to_yaml(rules))
    mutant = data.draw(st.sampled_from(list(mutants(ruleset)))).ruleset
    answer = difference(ruleset, mutant)
    if answer.example is not None:
        assert said(of_example(ruleset, answer.example)) != said(of_example(mutant, answer.example))
    if answer.is_impossible:
        for before, after in on_the_grid(rules, ruleset, mutant):
            assert said(before) == said(after), before.facts


@law
@given(rules=scored_rule_sets(), data=st.data())
def test_mistakes_in_points_and_levels_are_told_by_a_commune_or_change_none(rules: Tree, data: st.DataObject) -> None:
    """As above, with points and levels: what is proven to change nothing does not, of communes that are known."""
    ruleset = linked(rules)
    mutant = data.draw(st.sampled_from([each for each in mutants(ruleset) if each.path[0] in ("criteria", "levels")]))
    answer = difference(ruleset, mutant.ruleset)
    if answer.example is not None:
        plans = (make_plan(each, answer.example.day) for each in (ruleset, mutant.ruleset))
        before, after = (evaluate(plan, answer.example.facts) for plan in plans)
        assert scored(before) != scored(after)
    if answer.is_impossible:
        for before, after in on_the_grid(rules, ruleset, mutant.ruleset, unknown=False):
            assert scored(before) == scored(after), before.facts


def scored(evaluation: Evaluation) -> tuple[object, ...]:
    """What is said, with the level and what each criterion earns."""
    return *said(evaluation), evaluation.levels, {id: earned.pairs for id, earned in evaluation.earned.items()}


def said(evaluation: Evaluation) -> tuple[object, ...]:
    """The verdict, and how each criterion comes out."""
    return evaluation.verdict, {id: outcome_of(possible) for id, possible in evaluation.outcomes.items()}
