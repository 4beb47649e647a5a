"""A rule set and one of its conditions to the same rule set with another condition in its place."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from smartcommune.model.conditions import rebuilt
from smartcommune.model.ruleset import Condition, Criterion, RuleSet


def put(ruleset: RuleSet, old: Condition, new: Condition) -> RuleSet:
    """The rule set with one condition in the place of another, wherever that stands; itself if a circle would arise."""
    if old.path[0] == "verdict":
        return ruleset._replace(eligible_when=_replaced(ruleset.eligible_when, old, new))
    criterion = ruleset.criteria[str(old.path[1])]
    when = criterion.applies_when
    changed = criterion._replace(
        test=_replaced(criterion.test, old, new),
        applies_when=None if when is None else _replaced(when, old, new),
    )
    return _with_criterion(ruleset, changed)


def _replaced(condition: Condition, old: Condition, new: Condition) -> Condition:
    return new if condition is old else rebuilt(condition, lambda member: _replaced(member, old, new))


def _with_criterion(ruleset: RuleSet, criterion: Criterion) -> RuleSet:
    """The rule set with a criterion changed, each still after those that it refers to."""
    changed = {**ruleset.criteria, criterion.id: criterion}
    if criterion.references == ruleset.criteria[criterion.id].references:
        return ruleset._replace(criteria=changed)
    try:
        order = TopologicalSorter({id: item.references for id, item in changed.items()}).static_order()
        return ruleset._replace(criteria={id: changed[id] for id in order})
    except CycleError:
        return ruleset
