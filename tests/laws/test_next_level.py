"""The way to the next level against a grid of communes: what it says suffices, and nothing smaller does."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess.next_level import next_level
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan
from smartcommune.engine.verdicts import Levels
from smartcommune.logic import MET
from smartcommune.model.statements import STATEMENTS
from tests.laws.grid import decided, evaluated, law, read, written
from tests.laws.scored import scored_rule_sets
from tests.laws.strategies import DAYS, Tree, facts
from tests.laws.test_analysis import other_changes, stated_facts
from tests.laws.test_points import evaluated as stating
from tests.laws.test_points import linked, statements


def worst(found: Levels, plan: Plan) -> int:
    """The rank of the worst level that is possible; that of none comes last."""
    order = [*(level.id for level in plan.ruleset.levels), None]
    return max(order.index(level) for level in found)


@pytest.mark.full
@law
@given(data=st.data(), rules=scored_rule_sets(), day=st.sampled_from(DAYS))
@decided
def test_the_way_to_the_next_level_is_a_smallest_one(data: st.DataObject, rules: Tree, day: str) -> None:
    """The changes reach it, or a better one, and no fewer on the grid do; without any, neither one nor two."""
    ruleset = linked(rules)
    evaluation = stating(ruleset, data.draw(facts(rules)), day, data.draw(statements(ruleset)))
    assume(evaluation.levels and evaluation.scope == MET)
    plan = evaluation.plan  # what nobody claimed in a complete file stays unclaimed
    stated = {id: text for id, text in stated_facts(evaluation, plan).items() if id not in STATEMENTS}
    now = worst(evaluation.levels, plan)
    found = next_level(evaluation)
    if not plan.ruleset.levels_ordered:
        assert found is None  # classes are no ranks: none is the next one
        return
    if found is not None:
        assert found.level.id == plan.ruleset.levels[now - 1].id
        changes = written({change.indicator: change.after for change in found.changes}, plan.ruleset)
        assert worst(evaluated(plan, {**stated, **changes}).levels, plan) < now
    for _, changes in other_changes(rules, stated, 2 if found is None else len(found.changes) - 1):
        changed = read(plan, {**stated, **changes})
        assert changed is None or worst(evaluate(plan, changed).levels, plan) >= now, changes
