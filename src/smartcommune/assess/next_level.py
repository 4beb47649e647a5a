"""An evaluation to the way to the next level: the smallest set of changes after which it is surely reached.

Sets of facts are tried by their size. One of which a better level is not possible even if nothing were known of them
is passed over; of the others every value is looked at together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import combinations
from typing import Final

from smartcommune.assess.advise import Found, Goal, smallest
from smartcommune.assess.assessment import NextLevel, Placed
from smartcommune.engine.evaluate import Evaluation, evaluate_without
from smartcommune.engine.verdicts import Levels
from smartcommune.logic import MET
from smartcommune.model.conditions import leaves_in, outline
from smartcommune.model.facts import stated_of
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Level
from smartcommune.reach import TooMany

# Steps that a set of facts may take, sets that are tried, and those whose values are looked at.
MOST_HEARD: Final = 50_000
MOST_SETS: Final = 500
MOST_SEARCHED: Final = 12


def next_level(evaluation: Evaluation) -> NextLevel | None:
    """The level before the worst that is possible, and what it takes to be in it or in a better one.

    None where levels are no ranks, nobody is in one here, the best is reached, or no change leads to a better one.

    Raises:
        TooMany: there is too much to look at, so that a smaller set may have been overlooked.
    """
    levels = evaluation.plan.ruleset.levels
    if not evaluation.plan.ruleset.levels_ordered or not evaluation.levels or evaluation.scope != MET:
        return None
    worst = max(_rank(id, levels) for id in evaluation.levels)
    if worst == 0:
        return None
    is_reached = partial(_is_within, most=worst - 1, levels=levels)
    goal = Goal(lambda reach, plan: reach.levels(plan), is_reached, lambda found: is_reached(found.levels), MOST_HEARD)
    found = _fewest(evaluation, goal, frozenset(level.id for level in levels[:worst]))
    wanted = levels[worst - 1]
    return None if found is None else NextLevel(Placed(wanted.id, wanted.label), found.advice.changes)


def _rank(id: str | None, levels: tuple[Level, ...]) -> int:
    """The place of a level, the best first; behind all of them that of none."""
    return next((number for number, level in enumerate(levels) if level.id == id), len(levels))


def _is_within(found: Levels, most: int, levels: tuple[Level, ...]) -> bool:
    """Whether all levels that are possible are so good."""
    return bool(found) and all(_rank(id, levels) <= most for id in found)


def _fewest(evaluation: Evaluation, goal: Goal, wanted: frozenset[str]) -> Found | None:
    """A smallest set of changes that leads to a goal; the cheapest of those that are looked at.

    What is not known is tried first: where it takes too long to look at all sets of a size, one of these is told.
    """
    ids = sorted(_changeable(evaluation), key=evaluation.facts.__contains__)
    tried = searched = 0
    evaluation = evaluation._replace(stated=stated_of(evaluation.facts, evaluation.plan.ruleset))
    if wanted.isdisjoint(_possible(evaluation, ids)):
        return None
    for size in range(1, len(ids) + 1):
        found: list[Found] = []
        for chosen in combinations(ids, size):
            tried += 1
            if tried > MOST_SETS:
                raise TooMany(tried)
            if not wanted.isdisjoint(_possible(evaluation, chosen)):
                searched += 1
                if searched > MOST_SEARCHED and found:
                    break
                if searched > MOST_SEARCHED:
                    raise TooMany(tried)
                found += smallest(evaluation, goal, frozenset(chosen))
        if found:
            return min(found, key=lambda each: each.cost)
    return None


def _changeable(evaluation: Evaluation) -> Iterator[str]:
    """The facts that somebody can change and that a rule compares, or computes what it compares from."""
    ruleset = evaluation.plan.ruleset
    compared = {leaf.indicator for leaf in leaves_in(outline(ruleset))}
    looked_at = frozenset[str]().union(*(relations(ruleset).basis[id] for id in compared))
    return (id for id, indicator in ruleset.indicators.items() if indicator.actionable and id in looked_at)


def _possible(evaluation: Evaluation, ids: Iterable[str]) -> frozenset[str | None]:
    """The levels that would be possible if nothing were known of some facts, nor of what is computed from them.

    What was not claimed stays so; a claim that changes is stated all the same, and earns what it may.
    """
    unknown = set(ids)
    sources = relations(evaluation.plan.ruleset).sources.items()
    unknown |= {id for id, each in sources if not unknown.isdisjoint(each)}
    return frozenset(evaluate_without(evaluation, unknown).levels)
