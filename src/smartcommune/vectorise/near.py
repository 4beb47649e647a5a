"""Every row to the figures that nearly decide otherwise: moved by a margin, up or down, they change the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from smartcommune.engine.periods import Periods
from smartcommune.model.ruleset import Verdict
from smartcommune.model.values import limits
from smartcommune.vectorise.criteria import Assessed, judged_again
from smartcommune.vectorise.days import in_force
from smartcommune.vectorise.facts import FactColumns
from smartcommune.vectorise.leaves import Leaves, Moved
from smartcommune.vectorise.possible import Steps, Truth, all_true, any_true, no
from smartcommune.vectorise.verdicts import verdicts


class Nearness:
    """Compiles what a figure decides anew for each figure that is moved."""

    def __init__(self, facts: FactColumns, periods: Periods, rows: Sequence[Truth], steps: Steps) -> None:
        self._facts = facts
        self._periods = periods
        self._rows = rows
        self._steps = steps

    def near(self, before: Assessed, given: Mapping[Verdict, Truth], margin: Fraction) -> dict[str, Truth]:
        """The figures that are within the margin, in percent of their ranges, each with the rows in which it is."""
        found: dict[str, list[Truth]] = {}
        for moved in moves(self._periods, margin):
            found.setdefault(moved.indicator, []).append(self._changed(before, given, moved))
        return {id: any_true(rows) for id, rows in found.items()}

    def _changed(self, before: Assessed, given: Mapping[Verdict, Truth], moved: Moved) -> Truth:
        """In which rows a verdict on eligibility becomes another one."""
        leaves = Leaves(self._facts, self._periods, self._rows, self._steps, moved)
        found = judged_again(before, moved.indicator, self._periods, leaves)
        if found.scope is before.scope and found.eligible is before.eligible:
            return False
        other = verdicts(found, in_force(self._periods, self._rows), self._steps)
        settled = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)
        return any_true([all_true([given[verdict], no(other[verdict])]) for verdict in settled])


def moves(periods: Periods, margin: Fraction) -> Iterator[Moved]:
    """Each figure that has a range, and that something is compared with, moved by a share of it: up, then down."""
    for id, indicator in periods.ruleset.indicators.items():
        low, high = limits(indicator)
        is_compared = any(plan.cuts(id) for plan in periods.plans)
        if is_compared and indicator.numeric and low is not None and high is not None:
            step = margin * (high - low) / 100
            yield from (Moved(id, step), Moved(id, -step))
