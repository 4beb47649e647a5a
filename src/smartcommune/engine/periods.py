"""A rule set with its settings to one plan per period in which nothing changes.

The rows of a table may be assessed on different dates; between two dates on which a threshold or the rule set itself
changes, one plan serves them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from smartcommune.engine.plan import Plan
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.threshold import Span


class Periods(NamedTuple):
    """Plans in order of time; each holds from its date until the day before the next one's, the first before it too."""

    plans: tuple[Plan, ...]
    default: int = 0  # the plan for what has no date of its own
    today: date | None = None  # the day of what has none of its own; None where all have the day of the only plan

    @property
    def ruleset(self) -> RuleSet:
        return self.plans[0].ruleset

    def on(self, day: date | None) -> Plan:
        """The plan of a day; None is the day of what has none of its own."""
        if self.today is None:
            return self.plans[self.default]
        day = day or self.today
        return self.plans[self.number(day)].on(day)

    @property
    def others(self) -> tuple[Periods, ...]:
        """The same under the other readings of the text that are left open."""
        plans = zip(*(plan.others for plan in self.plans), strict=True)
        return tuple(self._replace(plans=each) for each in plans)

    def number(self, day: date) -> int:
        """Which of the plans holds on a day."""
        return max(0, sum(plan.as_of <= day for plan in self.plans) - 1)


def periods(ruleset: RuleSet, plan_on: Callable[[date], Plan], today: date) -> Periods:
    """A plan for every date there is.

    Args:
        ruleset: what to plan.
        plan_on: the plan for one date.
        today: the date of whatever has none of its own.
    """
    plans: list[Plan] = []
    days = (day for each in (ruleset, *ruleset.others.values()) for day in changes(each))
    for day in sorted({date.min, *days}):
        plan = plan_on(day)
        if not plans or _differs(plans[-1], plan):
            plans.append(plan)
    default = sum(1 for plan in plans if plan.as_of <= today) - 1
    return Periods(tuple(plans), default, today)


def changes(ruleset: RuleSet) -> Iterator[date]:
    """The days on which something begins to hold, or no longer holds."""
    spans: list[Span] = [ruleset.in_force]
    spans += [dated.span for threshold in ruleset.thresholds.values() for dated in threshold.values]
    spans += filter(None, (criterion.in_force for criterion in ruleset.criteria.values()))
    for span in spans:
        yield span.first
        if span.last is not None and span.last < date.max:
            yield span.last + timedelta(days=1)


def _differs(plan: Plan, later: Plan) -> bool:
    if not plan.in_force and not later.in_force:
        return False
    if plan.in_force != later.in_force or plan.bounds != later.bounds:
        return True
    if any(_differs(one, other) for one, other in zip(plan.others, later.others, strict=True)):
        return True
    return any(plan.has(criterion) != later.has(criterion) for criterion in plan.ruleset.criteria.values())
