"""A decided evaluation to its margin: the figure that would have to move least, relative to its range, to change it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache, partial
from heapq import merge
from math import floor
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from smartcommune.assess.assessment import Margin
from smartcommune.engine.cut_points import cells, figure_cuts
from smartcommune.engine.evaluate import Evaluation, evaluate_again
from smartcommune.messages import Message, Sayable
from smartcommune.model.facts import Facts, numbers, stated_of
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.wording import Shown, shown
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach.nearest import distance_of
from smartcommune.reach.ways import Limit
from smartcommune.reach.wholes import TooMany

# Comparisons in all: about half a second; the largest built-in rule set takes a hundredth of them.
MOST_LOOKS: Final = 200_000


class Edge(NamedTuple):
    """Where a figure reaches another cell: a value in that cell, and how far away it is, relative to the range."""

    id: str
    now: Fraction
    at: Fraction
    value: Fraction
    relative: Fraction


def margin(evaluation: Evaluation) -> Margin | None:
    """The known figure that is nearest to another verdict; None if no single figure can change it.

    Only verdicts on eligibility have a margin: others do not rest on how large a figure is.

    Raises:
        TooMany: too many edges lie nearer than any that is known to change the verdict.
    """
    if evaluation.verdict not in (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE):
        return None
    related = relations(evaluation.plan.ruleset)
    if any(not form.share and related.leaves.get(id) for id, form in related.forms.items()):
        raise TooMany(0)  # figures that others follow from have more edges than are looked at here
    stated = stated_of(evaluation.facts, evaluation.plan.ruleset)
    limit = Limit(MOST_LOOKS)
    looks = cache(partial(_looks, evaluation=evaluation))
    open = sum(len(earned.pairs) for earned in evaluation.earned.values() if not earned.is_settled)
    for edge in _all_edges(evaluation, stated):
        limit.hear(looks(edge.id) + open)  # what is added up again takes as long
        verdict = evaluate_again(evaluation, {edge.id: edge.value}).verdict
        if verdict is not evaluation.verdict and not _contradicts(edge, stated, evaluation.plan.ruleset):
            return _margin_at(edge, verdict, evaluation)
    return None


def _all_edges(evaluation: Evaluation, stated: Facts) -> Iterator[Edge]:
    """The edges of all figures that are stated, the nearest first; found as they are asked for, of thousands a few."""
    indicators = evaluation.plan.ruleset.indicators.values()
    figures = ((indicator, stated.get(indicator.id)) for indicator in indicators)
    found = (_nearest_first(each, now, evaluation) for each, now in figures if isinstance(now, Fraction))
    return merge(*found, key=attrgetter("relative"))


def _nearest_first(indicator: Indicator, now: Fraction, evaluation: Evaluation) -> Iterator[Edge]:
    """The edges of one figure; of two that are equally far away the lower one first."""

    def edges(found: Iterable[tuple[Fraction, Fraction]]) -> Iterator[Edge]:
        for at, value in found:
            yield Edge(indicator.id, now, at, value, distance_of(at, indicator, evaluation.facts))

    found = list(_edges(indicator, now, evaluation))
    below = sorted((edge for edge in found if edge[1] < now), key=itemgetter(0), reverse=True)
    above = [edge for edge in found if edge[1] > now]
    return merge(edges(below), edges(above), key=attrgetter("relative"))


def _looks(id: str, evaluation: Evaluation) -> int:
    """How many comparisons it takes to see what another fact changes."""
    plan, related = evaluation.plan, relations(evaluation.plan.ruleset)
    ids = [id, *(other for other, sources in related.sources.items() if id in sources)]
    return 1 + sum(plan.width(leaf, evaluation.facts) for each in ids for leaf in related.leaves.get(each, ()))


def _contradicts(edge: Edge, stated: Facts, ruleset: RuleSet) -> bool:
    return contradicts_itself({**stated, edge.id: edge.value}, ruleset)


def _margin_at(edge: Edge, verdict: Verdict, evaluation: Evaluation) -> Margin:
    ruleset = evaluation.plan.ruleset
    indicator, now = ruleset.indicators[edge.id], edge.now
    text = _text(indicator, now, edge.at, ruleset.verdict_words(verdict))
    return Margin(edge.id, indicator.label, now, edge.at, abs(edge.at - now), edge.relative, verdict, text)


def _text(indicator: Indicator, now: Fraction, edge: Fraction, verdict: Sayable) -> Message:
    """The margin in one sentence; the distance of percentages is in points."""
    if now == edge:
        return Message("page.margin-exact", label=indicator.label, edge=shown(edge, indicator), verdict=verdict)
    distance = abs(edge - now)
    unit = Message("unit.point" if distance == 1 else "unit.points")
    points = Shown(distance, unit) if indicator.type == "percent" else shown(distance, indicator)
    figures = {"value": shown(now, indicator), "edge": shown(edge, indicator), "distance": points}
    return Message("page.margin", label=indicator.label, verdict=verdict, **figures)


def _edges(indicator: Indicator, now: Fraction, evaluation: Evaluation) -> Iterator[tuple[Fraction, Fraction]]:
    """Where a figure reaches another cell, with a value in that cell."""
    points = {*figure_cuts(indicator, evaluation.plan.cuts(indicator.id)), *_computed(indicator, evaluation)}
    cuts = sorted(point for point in points if isinstance(point, Fraction))
    for value in cells(indicator, [*cuts, *_bounds(indicator, evaluation)]):
        if isinstance(value, Fraction) and value != now:
            passed = _last_passed(cuts, now, value)
            if passed is not None:
                yield passed, value


def _last_passed(cuts: Sequence[Fraction], now: Fraction, value: Fraction) -> Fraction | None:
    """The last of some points, in ascending order, from the present value to another one; both may be points."""
    if value > now:
        last = bisect_right(cuts, value) - 1
        return cuts[last] if last >= 0 and cuts[last] >= now else None
    first = bisect_left(cuts, value)
    return cuts[first] if first < len(cuts) and cuts[first] <= now else None


def _bounds(indicator: Indicator, evaluation: Evaluation) -> Iterator[Fraction]:
    """How far a count can move beside its whole and its parts."""
    for other in (*indicator.wholes, *relations(evaluation.plan.ruleset).parts_of.get(indicator.id, ())):
        fact = evaluation.facts.get(other)
        if isinstance(fact, Fraction):
            yield fact


def _computed(indicator: Indicator, evaluation: Evaluation) -> Iterator[Fraction]:
    """The figures around which what is computed from them, and others that are known, reaches its cut points."""
    facts, plan = evaluation.facts, evaluation.plan
    for id, form in relations(plan.ruleset).forms.items():
        if indicator.id not in form.parts:
            continue
        if indicator.id == form.below:
            yield Fraction(0)
        figures = numbers(form.parts, facts)
        for cut in plan.cuts(id) if len(figures) == len(form.parts) else ():
            reached = form.reaching(indicator.id, cut, figures) if isinstance(cut, Fraction) else None
            yield from () if reached is None else _beside(reached, indicator)


def _beside(reached: Fraction, indicator: Indicator) -> Iterator[Fraction]:
    """A figure, where it is a count the whole numbers around it."""
    if indicator.type != "count":
        yield reached
        return
    near = (Fraction(floor(reached) + step) for step in (-1, 0, 1))
    yield from (count for count in near if count >= 0)
