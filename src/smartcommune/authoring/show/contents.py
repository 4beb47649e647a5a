"""A rule set to what its document shows: its criteria in reading order, and its own thresholds and sources.

What belongs to another rule set, whose verdict is asked for, stands in that one's document.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from smartcommune.model.condition import Condition
from smartcommune.model.conditions import named_in, thresholds_in
from smartcommune.model.ruleset import Criterion, Ranking, Remark, RuleSet, is_borrowed
from smartcommune.model.threshold import Threshold

_Citing = Criterion | Threshold | Remark | Ranking


def conditions_of(criterion: Criterion) -> tuple[Condition, ...]:
    """What it depends on whether a criterion applies, then its test: as a reader meets them."""
    return criterion.conditions[::-1]


def reading_order(ruleset: RuleSet) -> list[str]:
    """The criteria as a reader meets them: from the scope and the verdict downwards, then those nothing refers to."""
    found: dict[str, None] = {}
    own = [id for id in ruleset.criteria if not is_borrowed(id)]
    for id in (*ruleset.scope, *_named((ruleset.eligible_when,)), *reversed(own)):
        found |= dict.fromkeys(below(ruleset, id))
    return list(found)


def below(ruleset: RuleSet, criterion: str) -> list[str]:
    """A criterion and all that it rests on, each before those below it."""
    found: dict[str, None] = {}
    open = [criterion]
    while open:
        id = open.pop()
        if id not in found:
            found[id] = None
            open.extend(reversed(_named(conditions_of(ruleset.criteria[id]))))
    return list(found)


def _named(given: Iterable[Condition]) -> list[str]:
    """The criteria that conditions refer to, in their order; those of other rule sets stand in their documents."""
    return [id for id in named_in(given) if not is_borrowed(id)]


def own_thresholds(ruleset: RuleSet) -> list[Threshold]:
    """The thresholds of a rule set without those that only other rule sets use, whose verdicts it asks for."""
    there, here = (thresholds_in(_all_conditions(ruleset, borrowed=borrowed)) for borrowed in (True, False))
    return [threshold for id, threshold in ruleset.thresholds.items() if id in here or id not in there]


def _all_conditions(ruleset: RuleSet, *, borrowed: bool) -> list[Condition]:
    """The conditions that it states itself, or those that it takes from other rule sets."""
    found = [criterion for id, criterion in ruleset.criteria.items() if is_borrowed(id) is borrowed]
    return [*chain.from_iterable(map(conditions_of, found)), *(() if borrowed else (ruleset.eligible_when,))]


def own_sources(ruleset: RuleSet) -> list[str]:
    """The sources of a rule set without those that only other rule sets cite."""
    thresholds = own_thresholds(ruleset)
    own = [criterion for id, criterion in ruleset.criteria.items() if not is_borrowed(id)]
    here = _cited(chain[_Citing](own, thresholds, ruleset.remarks, [ruleset.ranking]))
    there = _cited(chain[_Citing](ruleset.criteria.values(), ruleset.thresholds.values()))
    return [id for id in ruleset.sources if id in here or id not in there]


def _cited(given: Iterable[_Citing]) -> set[str]:
    return {citation.source.id for part in given for citation in part.citations}
