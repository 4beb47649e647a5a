"""A rule set that has ended to the same as it stood on its last day, for those that ask for its verdict on that day.

From the day after it ended on it goes on in force, with the values and criteria of that day; ages are counted back from
it. So whatever evaluates a rule set needs to know nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from smartcommune.engine.bounds import Bound
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.messages import Message
from smartcommune.model.condition import Comparison, Condition, Leaf, Operator
from smartcommune.model.conditions import rebuilt
from smartcommune.model.points import Scale
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.model.threshold import Dated, Span, Threshold
from smartcommune.quantity import day_after
from smartcommune.rulesets.borrowed import Use, uses
from smartcommune.rulesets.names import Names

ITS_LAST_DAY: Final = "its_last_day"
_NEVER: Final = Span(date.min, date.min)


def with_ended(used: Mapping[str, RuleSet], parent: RuleSet | None, names: Names) -> dict[str, RuleSet]:
    """The rule sets whose verdicts a file asks for, those of which it wants that of their last day as of then."""
    found = dict(used)
    for use in uses(names.document) if used else ():
        _check_alike(use, parent, names)
        if use.on == ITS_LAST_DAY and found[use.ruleset].ended_on is None:
            found[use.ruleset] = _ended(found[use.ruleset], use, names)
    return found


def _check_alike(use: Use, parent: RuleSet | None, names: Names) -> None:
    """A rule set is asked for its verdict of one day: that of the assessment, or its last one."""
    before = parent.used.get(use.ruleset) if parent is not None else None
    others = {other.on for other in uses(names.document) if other.ruleset == use.ruleset}
    if len(others) > 1 or (before is not None and (before.ended_on is None) is not (use.on is None)):
        names.report("used-on-two-days", use.path, Message("used-on-two-days", name=use.ruleset))


def _ended(ruleset: RuleSet, use: Use, names: Names) -> RuleSet:
    last = ruleset.in_force.last
    after = None if last is None else day_after(last)
    if last is None or after is None:
        names.report("no-last-day", use.path, Message("no-last-day", name=use.ruleset))
        return ruleset
    plan = make_plan(ruleset, last)
    return ruleset._replace(
        in_force=Span(after, None),
        ended_on=last,
        thresholds={id: _lasting(plan.bounds[id], last) for id in ruleset.thresholds},
        criteria={id: _standing(criterion, plan) for id, criterion in ruleset.criteria.items()},
        eligible_when=_counted_back(ruleset.eligible_when, last),
    )


def _lasting(bound: Bound, last: date) -> Threshold:
    """A threshold that goes on with its values of the last day; one that had none then has none."""
    dated = Dated(Span(last, None), bound.default, bound.places)
    by = (*bound.by, *(id for id in bound.threshold.by if id not in bound.by))
    return bound.threshold._replace(by=by, values=() if bound.absence is not None else (dated,))


def _standing(criterion: Criterion, plan: Plan) -> Criterion:
    """A criterion as it was on the last day, whenever it is looked at."""
    applies, earning, last = criterion.applies_when, criterion.earning, plan.as_of
    if isinstance(earning, Scale):
        rungs = (rung._replace(condition=_counted_back(rung.condition, last)) for rung in earning.rungs)
        earning = earning._replace(rungs=tuple(rungs))
    return criterion._replace(
        test=_counted_back(criterion.test, last),
        applies_when=None if applies is None else _counted_back(applies, last),
        earning=earning,
        in_force=None if plan.has(criterion) else _NEVER,
    )


def _counted_back(condition: Condition, last: date) -> Condition:
    """The condition with days in the place of ages, which reach back from the last day to these."""
    if isinstance(condition, Leaf):
        return condition._replace(comparisons=tuple(_days(condition.comparisons, last)))
    return rebuilt(condition, lambda member: _counted_back(member, last))


def _days(comparisons: Iterable[Comparison], last: date) -> Iterable[Comparison]:
    for item in comparisons:
        if item.age is None:
            yield item
        elif item.operator is Operator.WITHIN:
            yield Comparison(Operator.GTE, item.age.before(last))
            yield Comparison(Operator.LTE, last)
        else:
            yield Comparison(Operator.LT, item.age.before(last))
