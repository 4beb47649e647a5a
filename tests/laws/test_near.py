"""Figures within a margin, for whole tables, against the evaluator of one profile with every threshold moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import narwhals as nw
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.periods import Periods
from smartcommune.engine.plan import Plan
from smartcommune.model.condition import Leaf, Operand
from smartcommune.model.facts import FactValue
from smartcommune.model.ruleset import Verdict
from smartcommune.model.values import limits
from smartcommune.vectorise import assessed
from tests.laws.frames import frame_of
from tests.laws.test_tables import Table, tables

MARGINS = [Fraction(0), Fraction(1, 20), Fraction(4), Fraction(20), Fraction(50)]


class Lowered(Plan):
    """A plan that one figure meets as if it were higher: all that it is compared with is lower."""

    moved: tuple[str, Fraction]

    def _operands_at(self, leaf: Leaf, place: str | None) -> tuple[Operand | None, ...]:
        id, by = self.moved
        found = super()._operands_at(leaf, place)
        return tuple(each - by if leaf.indicator == id and isinstance(each, Fraction) else each for each in found)


def near(plan: Plan, facts: Mapping[str, FactValue], margin: Fraction) -> str | None:
    """The figures that change a verdict on eligibility when they are moved, one commune at a time."""
    verdict = evaluate(plan, facts).verdict
    found = []
    for id, indicator in plan.ruleset.indicators.items():
        low, high = limits(indicator)
        if indicator.numeric and low is not None and high is not None:
            step = margin * (high - low) / 100
            if any(moved(plan, facts, id, by) is not verdict for by in (step, -step)):
                found.append(id)
    return ",".join(found) or None if verdict in (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE) else None


def moved(plan: Plan, facts: Mapping[str, FactValue], id: str, by: Fraction) -> Verdict:
    lowered = Lowered(*plan)
    lowered.moved = (id, by)
    return evaluate(lowered, facts).verdict


@given(table=tables(), margin=st.sampled_from(MARGINS))
def test_figures_within_a_margin_are_those_of_each_commune(table: Table, margin: Fraction) -> None:
    """Row by row, and no figure is near where the verdict is open or out of scope."""
    ruleset = table.ruleset
    plan = table.plan(ruleset, date.fromisoformat(table.today))
    communes = table.facts(ruleset)
    frame = nw.from_native(frame_of(ruleset, communes).lazy())
    found = assessed(frame, Periods((plan,)), "vi", margin=margin).to_native().collect()
    assert found["near"].to_list() == [near(plan, each, margin) for each in communes]
