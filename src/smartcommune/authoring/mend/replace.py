"""A rule set and one of its conditions to the same rule set with another condition in its place."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from smartcommune.model.ruleset import AtLeast, Condition, Criterion, Group, Not, RuleSet


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
    if condition is old:
        return new
    match condition:
        case Not():
            return condition._replace(member=_replaced(condition.member, old, new))
        case Group():
            return condition._replace(members=_each(condition.members, old, new))
        case AtLeast():
            must = _each(condition.must, old, new)
            return condition._replace(members=_each(condition.members, old, new), must=must)
        case _:
            return condition


def _each(found: tuple[Condition, ...], old: Condition, new: Condition) -> tuple[Condition, ...]:
    return tuple(_replaced(member, old, new) for member in found)


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
