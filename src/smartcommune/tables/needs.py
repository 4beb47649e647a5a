"""A rule set to the facts that suffice for a yes: those of its scope, and those of one of its branches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smartcommune.messages import Sayable
from smartcommune.model.conditions import thresholds_of
from smartcommune.model.ruleset import Condition, Group, Leaf, Reference, RuleSet, parts


class Branch(NamedTuple):
    """One way to be eligible: what it is called, and the indicators that it asks for."""

    label: Sayable
    indicators: tuple[str, ...]


class Needs(NamedTuple):
    """The indicators that every commune is asked for, and the branches of which one suffices."""

    scope: tuple[str, ...]
    branches: tuple[Branch, ...]


def needs_of(ruleset: RuleSet) -> Needs:
    """What suffices under a rule set; one that knows no branches has none."""
    scope = _ordered({id for criterion in ruleset.scope for id in _of_criterion(criterion, ruleset)}, ruleset)
    way = ruleset.eligible_when
    members = way.members if isinstance(way, Group) and way.kind == "any_of" else ()
    labels = [_label(member, ruleset) for member in members]
    if None in labels:
        return Needs(scope, ())
    named = [(label, member) for label, member in zip(labels, members, strict=True) if label is not None]
    return Needs(scope, tuple(Branch(label, _ordered(set(_of(each, ruleset)), ruleset)) for label, each in named))


def _label(condition: Condition, ruleset: RuleSet) -> Sayable | None:
    """What a branch is called; None if it has no name."""
    match condition:
        case Reference(criterion=id):
            return ruleset.criteria[id].label
        case Leaf(indicator=id):
            return ruleset.indicators[id].label
        case _:
            return None


def _of(condition: Condition, ruleset: RuleSet) -> Iterator[str]:
    """The facts that a condition asks for, those of the criteria that it names among them."""
    for part in parts(condition):
        if isinstance(part, Reference):
            yield from _of_criterion(part.criterion, ruleset)
        elif isinstance(part, Leaf):
            yield part.indicator
        yield from filter(None, (ruleset.thresholds[id].by for id in thresholds_of(part)))


def _of_criterion(id: str, ruleset: RuleSet) -> Iterator[str]:
    criterion = ruleset.criteria[id]
    for condition in (criterion.test, criterion.applies_when):
        if condition is not None:
            yield from _of(condition, ruleset)


def _ordered(ids: set[str], ruleset: RuleSet) -> tuple[str, ...]:
    return tuple(id for id in ruleset.indicators if id in ids)
