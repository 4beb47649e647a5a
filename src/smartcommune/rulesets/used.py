"""A rule set to the names that something in it asks for, its parent's parts and verdicts that it uses included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smartcommune.model.condition import Condition
from smartcommune.model.conditions import leaves_in, named_in, outline, thresholds_in
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.rulesets.readings import named_by_readings


def used_thresholds(ruleset: RuleSet) -> set[str]:
    """The thresholds that some condition compares with, and those that they follow from."""
    found = thresholds_in(outline(ruleset)) | (named_by_readings(ruleset) & ruleset.thresholds.keys())
    waiting = list(found)
    while waiting:
        more = {*ruleset.thresholds[waiting.pop()].bases} - found
        found |= more
        waiting += more
    return found


def used_indicators(ruleset: RuleSet) -> set[str]:
    """The indicators that a condition, a threshold or another indicator asks for."""
    found = {leaf.indicator for leaf in leaves_in(outline(ruleset))}
    found.update(id for id, _ in ruleset.ranking.by)
    found.update(ruleset.places)
    for indicator in ruleset.indicators.values():
        found.update(_needed_by(indicator))
    return found | named_by_readings(ruleset)


def _needed_by(indicator: Indicator) -> Iterator[str]:
    """The other indicators that one refers to."""
    if indicator.at_most is not None:
        yield indicator.at_most
    yield from (leaf.indicator for leaf in indicator.conditions)
    yield from indicator.parts


def used_criteria(ruleset: RuleSet) -> set[str]:
    """The criteria that the scope, `eligible_when`, a level or the score leads to."""
    score = filter(None, (ruleset.score_points,))
    otherwise = named_by_readings(ruleset) & ruleset.criteria.keys()
    return _below((*verdict_criteria(ruleset), *score, *named_in(_whens(ruleset)), *otherwise), ruleset)


def verdict_criteria(ruleset: RuleSet) -> set[str]:
    """The criteria that the verdict rests on."""
    whens = _whens(ruleset) if ruleset.verdict_by_level else ()
    return _below((*ruleset.scope, *named_in((ruleset.eligible_when, *whens))), ruleset)


def _whens(ruleset: RuleSet) -> tuple[Condition, ...]:
    return tuple(level.when for level in ruleset.levels if level.when is not None)


def _below(ids: Iterable[str], ruleset: RuleSet) -> set[str]:
    """Some criteria, and all that they lead to."""
    found = {*ids}
    for id in reversed(list(ruleset.criteria)):  # each stands after those it refers to
        if id in found:
            found.update(ruleset.criteria[id].references)
    return found
