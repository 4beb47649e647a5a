"""The exact answers about rules against a fine grid of communes, tried one by one."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartcommune.communes import Communes
from smartcommune.evaluate import evaluate
from smartcommune.library import parse_ruleset
from smartcommune.plan import Plan, make_plan
from smartcommune.reach import Reach, verdict_pairs
from tests.laws.grid import evaluated, grid, law, points, read, written
from tests.laws.strategies import DAYS, Tree, rule_sets, threshold_values, to_yaml

DAY = date.fromisoformat(DAYS[1])


def plan_of(rules: Tree, **options: Any) -> Plan:
    return make_plan(parse_ruleset(to_yaml(rules)), DAY, **options)


@st.composite
def changed(draw: st.DrawFn, rules: Tree) -> Tree:
    """The same rules with one or two clauses changed: a threshold's value, or what it takes to be eligible."""
    other = copy.deepcopy(rules)
    for name in draw(st.lists(st.sampled_from(sorted(other["thresholds"])), max_size=2)) if other["thresholds"] else []:
        values = draw(st.sampled_from(other["thresholds"][name]["values"]))
        values["default"] = draw(st.sampled_from(threshold_values(other["thresholds"][name], name)))
    name = draw(st.sampled_from(sorted(other["criteria"])))
    if draw(st.booleans()):
        other["criteria"][name]["test"] = {
            draw(st.sampled_from(["all_of", "any_of"])): [other["criteria"][name]["test"]]
        }
    if draw(st.booleans()):
        other["verdict"]["scope"] = draw(st.sampled_from([[], [name]]))
    return other


@law
@given(rules=rule_sets(), data=st.data())
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
def test_outcomes_are_those_of_the_grid(rules: Tree, not_applicable: bool) -> None:
    """Of communes of which everything is known: each criterion's outcomes, with the verdict, and nothing else."""
    plan = plan_of(rules)
    reach = Reach(Communes([plan], unknown=False, not_applicable=not_applicable))
    name = sorted(rules["criteria"])[-1]
    found = reach.answers(reach.outcome(plan, name), reach.verdict(plan))
    for (outcome, verdict), facts in found.items():
        evaluation = evaluated(plan, written(facts, plan.ruleset))
        assert (evaluation.outcomes[name], evaluation.verdict) == (outcome, verdict)
    values = grid(rules, unknown=False, not_applicable=not_applicable) | {share: ["?"] for share in rules["derived"]}
    for point in points(values):
        facts = read(plan, point)
        if facts is not None:
            evaluation = evaluate(plan, facts)
            assert (evaluation.outcomes[name], evaluation.verdict) in found, point
