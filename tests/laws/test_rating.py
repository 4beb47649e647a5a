"""A whole rating of communes, 28 criteria of points: what is possible against trying everything."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from smartcommune.assess.outlook import outlook
from smartcommune.assess.together import together
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.relations import relations
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach.declared import Declared
from smartcommune.reach.wholes import TooMany
from smartcommune.rulesets.library import load

RATING: Final = Path(__file__).parents[2] / "examples/scored/nq57-khanh-hoa-commune-2026.yaml"
MOST: Final = 400  # communes that are tried
OF: Final = Fraction(1_000)  # the budget that all communes were given
DAYS: Final = [
    *(date(2026, month, 1) for month in (1, 8, 12)),
    *(date(2026, 8, day) for day in (15, 25)),
    *(date(2026, 9, day) for day in (4, 5, 14, 15, 30)),
]
COUNTED: Final = ("classes_planned", "classes_held")
PAIRS: Final = (COUNTED, ("province_plan_on", "commune_plan_on"))  # a figure is computed from both


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The rating as its text is read."""
    return make_plan(load(str(RATING)), date(2026, 12, 31))


def values_of(plan: Plan) -> dict[str, list[FactValue]]:
    """For each stated fact one value of each of its cells, and of those that figures follow from some of each."""
    declared = Declared([plan])
    stated = relations(plan.ruleset).statements  # that a file is complete is no fact of a commune
    apart = {"budget_given", "budget_spent", *COUNTED, *stated}
    found: dict[str, list[FactValue]] = {}
    for id, indicator in plan.ruleset.indicators.items():
        if indicator.form is None and id not in apart:
            cells = DAYS if indicator.type == "date" else declared.cells(id)
            found[id] = [each for each in cells if each is not None]
    return found | {id: [*map(Fraction, range(5))] for id in COUNTED}


def spent(plan: Plan, last_year: Fraction) -> list[FactValue]:
    """What was spent, at and on both sides of everything that the rate or its rise is compared with."""
    declared = Declared([plan])
    rates = {Fraction(0), *declared.cuts("disbursed"), *(last_year + cut for cut in declared.cuts("disbursed_rise"))}  # type: ignore[operator]  # numbers
    beside = (rate + step for rate in rates for step in (-Fraction(1, 10**6), 0, Fraction(1, 10**6)))  # type: ignore[operator]
    return [OF * rate / 100 for rate in sorted({*beside}) if 0 <= rate <= 100]


def half_known(plan: Plan, random: Random) -> tuple[Facts, dict[str, list[FactValue]]]:
    """A commune of which up to four facts are unknown, with what each of them can be."""
    every = values_of(plan)
    facts = {id: random.choice(values) for id, values in every.items()}
    last_year = facts["disbursed_last_year"]
    assert isinstance(last_year, Fraction)
    every["budget_spent"] = spent(plan, last_year)
    facts |= {"budget_given": OF, "budget_spent": random.choice(every["budget_spent"])}
    names = [id for id in every if id != "disbursed_last_year"]
    unknown = random.sample(names, random.randint(0, 4))
    is_too_much = prod(len(every[id]) for id in unknown) > MOST or any({*pair} <= {*unknown} for pair in PAIRS)
    if is_too_much or contradicts_itself(facts, plan.ruleset):
        return half_known(plan, random)
    return {id: fact for id, fact in facts.items() if id not in unknown}, {id: every[id] for id in unknown}


def tried(plan: Plan, stated: Facts, open: dict[str, list[FactValue]]) -> Iterable[Facts]:
    """Every commune that this one can be, of which a profile could say so."""
    for values in product(*open.values()):
        facts = {**stated, **dict(zip(open, values, strict=True))}
        if not contradicts_itself(facts, plan.ruleset):
            yield facts


@given(seed=st.integers(0, 2**32))
def test_points_and_levels_are_those_of_all_completions(plan: Plan, seed: int) -> None:
    """The least, the most and the levels that are possible are what trying every cell of the unknown facts gives."""
    stated, open = half_known(plan, Random(seed))  # noqa: S311  # nothing secret: a commune that can be made again
    try:
        alone = evaluate(plan, stated)
        found = together(alone, outlook(alone))
    except TooMany:
        event("not decided")
        return
    every = [evaluate(plan, facts) for facts in tried(plan, stated, open)]
    total = [each.earned["total"] for each in every]
    assert (found.earned["total"].low, found.earned["total"].high) == (
        min(each.low for each in total),
        max(each.high for each in total),
    )
    assert {*found.levels} == {level for each in every for level in each.levels}
