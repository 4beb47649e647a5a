"""Rule sets that extend each other or use each other's verdicts, against the reference and against whole tables."""

from datetime import date
from typing import Any

import narwhals as nw
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.assess.whole import assess
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.model.ruleset import is_borrowed
from smartcommune.vectorise import assessed
from tests.laws.families import Family, families, loaded
from tests.laws.frames import expected, frame_of
from tests.laws.strategies import Facts, Tree, completions
from tests.profile_mapping import profile_from_mapping
from tests.spec import reference


def planned(family: Family) -> Plan:
    assumptions: Any = family.assumptions
    ruleset = loaded(family.files, family.asked)
    return make_plan(ruleset, date.fromisoformat(family.as_of), family.overrides, assumptions)


def answer(plan: Plan, facts: Facts) -> Tree:
    """What the engine says, in the shape of the reference's answer; borrowed criteria belong to the other rule set."""
    found = assess(plan, profile_from_mapping({"facts": facts}, plan.ruleset))
    return {
        "verdict": found.verdict.value,
        "outcomes": {name: outcome.value for name, outcome in found.outcomes.items() if not is_borrowed(name)},
        "score": None if found.score is None else (found.score.low, found.score.high),
    }


def said(family: Family) -> Tree:
    """What the reference says."""
    _, _, facts, as_of, overrides, assumptions = family
    rules = family.files[family.asked]
    return reference.assess(rules, facts, as_of, overrides=overrides, assumptions=assumptions, files=family.files)


def as_a_table(plan: Plan, facts: Facts) -> None:
    """A row of a table has what the evaluator of one profile says."""
    given = profile_from_mapping({"facts": facts}, plan.ruleset).facts
    frame = nw.from_native(frame_of(plan.ruleset, [given]).lazy())
    (row,) = assessed(frame, Periods((plan,)), "vi").to_native().collect().to_dicts()
    wanted = expected(plan, given, "vi")
    assert {key: row[key] for key in wanted} == wanted


@given(family=families(borrowing=False))
def test_a_child_is_what_the_two_files_say_together(family: Family) -> None:
    """Thresholds by day, criteria, scope and verdict over two levels: verdict, outcomes and score as the reference."""
    assert answer(planned(family), family.facts) == said(family)


@given(family=families(borrowing=True))
def test_a_verdict_that_is_used_is_that_of_the_other_rule_set(family: Family) -> None:
    """Asked of a child or grandchild, by a rule set or by one that extends it: as the reference."""
    assert answer(planned(family), family.facts) == said(family)


@given(family=families(borrowing=False) | families(borrowing=True))
def test_a_whole_table_is_assessed_as_one_profile_is(family: Family) -> None:
    """Whatever a rule set rests on, the same comes out one profile at a time and all at once."""
    as_a_table(planned(family), family.facts)


@given(family=families(borrowing=False) | families(borrowing=True), data=st.data())
def test_filling_in_never_flips_what_is_decided(family: Family, data: st.DataObject) -> None:
    """A settled verdict or outcome stays whatever the unknown facts turn out to be."""
    plan = planned(family)
    before = answer(plan, family.facts)
    after = answer(plan, data.draw(completions(family.rules | {"thresholds": {}}, family.facts)))
    assert before["verdict"] in ("undetermined", after["verdict"])
    for name, outcome in before["outcomes"].items():
        assert outcome in ("unknown", after["outcomes"][name])
