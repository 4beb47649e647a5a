"""A rule set to the names that something in it asks for, its parent's parts and verdicts that it uses included."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.engine.plan import conditions
from smartcommune.model.conditions import thresholds_in
from smartcommune.model.ruleset import Indicator, Leaf, Reference, RuleSet, parts


def used_thresholds(ruleset: RuleSet) -> set[str]:
    """The thresholds that some condition compares with."""
    return thresholds_in(conditions(ruleset))


def used_indicators(ruleset: RuleSet) -> set[str]:
    """The indicators that a condition, a threshold or another indicator asks for."""
    every = (part for condition in conditions(ruleset) for part in parts(condition))
    found = {part.indicator for part in every if isinstance(part, Leaf)}
    found.update(id for id, _ in ruleset.ranking.by)
    found.update(threshold.by for threshold in ruleset.thresholds.values() if threshold.by is not None)
    for indicator in ruleset.indicators.values():
        found.update(_needed_by(indicator))
    return found


def _needed_by(indicator: Indicator) -> Iterator[str]:
    """The other indicators that one refers to."""
    if indicator.at_most is not None:
        yield indicator.at_most
    yield from (leaf.indicator for leaf in indicator.conditions)
    if indicator.share is not None:
        yield from indicator.share


def used_criteria(ruleset: RuleSet) -> set[str]:
    """The criteria that the scope or `eligible_when` leads to."""
    named = (part.criterion for part in parts(ruleset.eligible_when) if isinstance(part, Reference))
    found = {*ruleset.scope, *named}
    for id in reversed(list(ruleset.criteria)):  # each stands after those it refers to
        if id in found:
            found.update(ruleset.criteria[id].references)
    return found
