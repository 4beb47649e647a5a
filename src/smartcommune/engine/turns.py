"""Rule sets to the days between which it makes no difference on which of them a commune is assessed.

Days are compared with days that stand in rules, with the day of assessment, and with the days that ages reach back to.
The latter two move on and pass those that stand still. Among themselves they keep their order, and days between them:
ages are counted in months.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Final

from smartcommune.model.condition import Age, Comparison
from smartcommune.model.conditions import conditions, leaves_in
from smartcommune.model.ruleset import RuleSet
from smartcommune.quantity import day_after

_NOW: Final = Age(0, "months")
# A day that moves on comes next to one that stands still, reaches it, leaves it, and has a day between them again.
_STEPS: Final = (-2, -1, 0, 1)


def turns(*rulesets: RuleSet) -> set[date]:
    """The first days on which what is said of days is another than on the day before."""
    fixed: dict[str, set[date]] = {}
    ages: dict[str, set[Age]] = {}
    for ruleset in rulesets:
        for id, comparison in _of_days(ruleset):
            fixed.setdefault(id, set()).update(_fixed(comparison, ruleset))
            ages.setdefault(id, {_NOW}).update(filter(None, (comparison.age,)))
    found = (_passed(day, step, age) for id in fixed for day, step, age in product(fixed[id], _STEPS, ages[id]))
    return {day for day in found if day is not None}


def _passed(day: date, step: int, age: Age) -> date | None:
    """The first day on which an age no longer reaches back to the day so many days after another."""
    beside = day_after(day, step)
    return beside and day_after(age.after(beside))


def _of_days(ruleset: RuleSet) -> Iterator[tuple[str, Comparison]]:
    """The comparisons of days, also those that decide whether a fact applies."""
    of_facts = (leaf for indicator in ruleset.indicators.values() for leaf in indicator.conditions)
    for leaf in (*leaves_in(conditions(ruleset)), *of_facts):
        if ruleset.indicators[leaf.indicator].type == "date":
            yield from ((leaf.indicator, comparison) for comparison in leaf.comparisons)


def _fixed(comparison: Comparison, ruleset: RuleSet) -> Iterable[date]:
    """The days that stand in a comparison, or that its threshold has at some time at some place."""
    constant = comparison.constant
    values = [*constant] if isinstance(constant, tuple) else [constant]
    if comparison.threshold is not None:
        for dated in ruleset.thresholds[comparison.threshold].values:
            values += [dated.default, *dated.places.values()]
    return [value for value in values if isinstance(value, date)]
