"""A commune to those beside it that could show a threshold: the figure moved to where two values of it differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smartcommune.engine.cut_points import cells, come, figure_cuts, is_written
from smartcommune.engine.evaluate import Evaluation, evaluate_again, leaf_possible
from smartcommune.engine.plan import Plan
from smartcommune.model.condition import Leaf
from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.indicator import MOST_PERCENT, Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import limits
from smartcommune.profiles.profile import contradicts_itself


def beside(seen: Evaluation, other: Plan, threshold: str) -> Iterator[Evaluation]:
    """The commune itself, and those with one figure moved to where a comparison comes out otherwise under another plan.

    Args:
        seen: a commune under one plan.
        other: the same plan with another value of a threshold.
        threshold: that one.
    """
    yield seen
    for part in relations(seen.plan.ruleset).compared.get(threshold, ()):
        if isinstance(part, Leaf):
            indicator = seen.plan.ruleset.indicators[part.indicator]
            for value in _telling(seen, other, part, indicator):
                changes = _stated(indicator, value, seen)
                if _can_stand(seen.stated, changes, seen.plan.ruleset):
                    yield evaluate_again(seen, changes)


def _telling(seen: Evaluation, other: Plan, leaf: Leaf, indicator: Indicator) -> Iterator[FactValue]:
    """One value for each cell in which a comparison comes out otherwise under another plan."""
    plans = (seen.plan, other)
    operands = [operand for plan in plans for place in plan.operands(leaf, seen.facts) for operand in place]
    cuts = [operand for operand in operands if operand is not None and not isinstance(operand, tuple)]
    values = cells(indicator, figure_cuts(indicator, cuts))
    for value in come(values, indicator, seen.plan.as_of):
        before, after = (leaf_possible(leaf, plan, {**seen.facts, indicator.id: value}) for plan in plans)
        if before != after:
            yield value


def _stated(indicator: Indicator, value: FactValue, seen: Evaluation) -> Facts:
    """A value as a profile states it; of a share whose counts are known, these."""
    share = indicator.share
    if share is None or not isinstance(value, Fraction) or seen.stated.keys().isdisjoint(share):
        return {indicator.id: value}
    portion, whole = value / MOST_PERCENT, seen.stated.get(share.total)
    if not (isinstance(whole, Fraction) and whole and (portion * whole).denominator == 1):
        whole = Fraction(portion.denominator)
    return {share.of: portion * whole, share.total: whole}


def _can_stand(facts: Facts, changes: Facts, ruleset: RuleSet) -> bool:
    """Whether a profile could state the facts with some of them changed."""
    is_within = all(_is_within(fact, ruleset.indicators[id]) for id, fact in changes.items())
    return is_within and not contradicts_itself({**facts, **changes}, ruleset)


def _is_within(fact: FactValue, indicator: Indicator) -> bool:
    if not isinstance(fact, Fraction):
        return True
    low, high = limits(indicator)
    return is_written(fact) and (low is None or fact >= low) and (high is None or fact <= high)
