"""An evaluation to advice: the smallest sets of changes that make the verdict `eligible`.

Sets of facts are tried by size, each with one value per cell, so that within the bound nothing is overlooked. What an
office cannot change (`actionable: false`) is left alone, and leaving the scope is never a way out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from math import ceil
from typing import Final

from smartcommune.assessment import Advice, Change
from smartcommune.cells import cells
from smartcommune.evaluate import Evaluation, evaluate
from smartcommune.facts import NA, Facts, FactValue, holds
from smartcommune.logic import MET
from smartcommune.messages import Message
from smartcommune.ruleset import Indicator, Leaf, Reference, Value, Verdict, parts
from smartcommune.values import limits
from smartcommune.wording import shown

MOST_ADVICE: Final = 5
MOST_CHANGES: Final = 3
# About a quarter of a second; every set of up to 2 facts of the largest built-in rule set is within it.
MOST_TRIED: Final = 4_000
# Comparisons in all, for rule sets that are larger than any real one.
MOST_WORK: Final = 150_000

Ways = dict[str, list[Value]]


def advise(evaluation: Evaluation) -> tuple[Advice, ...]:
    """The smallest sets of changes, the cheapest first; none if the verdict cannot be changed or needs no change."""
    if evaluation.verdict not in (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED) or evaluation.scope != MET:
        return ()
    room = min(MOST_TRIED, MOST_WORK // evaluation.plan.work())
    if sum(len(evaluation.plan.cuts(id)) for id in _indicators(evaluation)) > room:
        return ()  # not even one change could be tried for every fact
    ways = _ways(evaluation)
    tried = 0
    for size in range(1, MOST_CHANGES + 1):
        found: dict[tuple[str, ...], dict[str, Value]] = {}
        for changes in _sets(ways, size):
            tried += 1
            if tried > room:
                return ()  # a set of this size may have been overlooked: better none than one that is not smallest
            names = tuple(changes)
            if names not in found and _makes_eligible(evaluation, changes):
                found[names] = changes
        if found:
            ordered = sorted(found.values(), key=lambda changes: _cost(changes, evaluation))
            return tuple(_advice(changes, evaluation) for changes in ordered[:MOST_ADVICE])
    return ()


def _sets(ways: Ways, size: int) -> Iterator[dict[str, Value]]:
    """Every choice of new values for so many facts, the nearest values of each set of facts first."""
    for names in combinations(ways, size):
        for values in product(*(ways[name] for name in names)):
            yield dict(zip(names, values, strict=True))


def _makes_eligible(evaluation: Evaluation, changes: dict[str, Value]) -> bool:
    facts = {**evaluation.facts, **changes}
    is_possible = all(_fits(evaluation.plan.ruleset.indicators[id], facts, evaluation) for id in facts)
    return is_possible and evaluate(evaluation.plan, facts).verdict is Verdict.ELIGIBLE


def _fits(indicator: Indicator, facts: Facts, evaluation: Evaluation) -> bool:
    """Whether a fact can stand beside the others: no part above its whole, nothing given that its title rules out."""
    value = facts[indicator.id]
    whole = facts.get(indicator.at_most) if indicator.at_most is not None else None
    if isinstance(value, Fraction) and isinstance(whole, Fraction) and value > whole:
        return False
    leaf = indicator.only_when
    other = None if leaf is None else facts.get(leaf.indicator)
    if leaf is None or other is None or other is NA or value is NA:
        return True
    about = evaluation.plan.ruleset.indicators[leaf.indicator]
    return all(holds(item.operator, other, item.constant, about) for item in leaf.comparisons)


def _ways(evaluation: Evaluation) -> Ways:
    """The facts that can be changed and matter, with their other values, the nearest first."""
    ruleset, facts = evaluation.plan.ruleset, evaluation.facts
    ways: Ways = {}
    for id in _indicators(evaluation):
        indicator = ruleset.indicators[id]
        share = indicator.share
        if share is not None and share.of in facts and share.total in facts:
            indicator, values = ruleset.indicators[share.of], _counts(evaluation, indicator)
        else:
            values = _values(evaluation, indicator)
        if indicator.actionable:
            ways[indicator.id] = list(dict.fromkeys([*ways.get(indicator.id, ()), *values]))
    for id, values in ways.items():
        values.sort(key=partial(_distance, indicator=ruleset.indicators[id], facts=facts))
    return ways


def _indicators(evaluation: Evaluation) -> dict[str, None]:
    """The indicators below `eligible_when`, in the order of the rule set."""
    ruleset = evaluation.plan.ruleset
    used: set[str] = set()
    waiting = [ruleset.eligible_when]
    seen: set[str] = set()
    while waiting:
        for part in parts(waiting.pop()):
            if isinstance(part, Leaf):
                used.add(part.indicator)
            elif isinstance(part, Reference) and part.criterion not in seen:
                seen.add(part.criterion)
                criterion = ruleset.criteria[part.criterion]
                waiting += [item for item in (criterion.test, criterion.applies_when) if item is not None]
    return dict.fromkeys(id for id in ruleset.indicators if id in used)


def _values(evaluation: Evaluation, indicator: Indicator) -> list[Value]:
    """One value per cell, as near as possible to the cut points on either side."""
    cuts = evaluation.plan.cuts(indicator.id)
    low, high = limits(indicator)
    step = Fraction(1) if indicator.type == "count" else indicator.rounded_to or Fraction(1, 10)
    near = [cut + side * step for cut in cuts if isinstance(cut, Fraction) for side in (-1, 1)]
    inside = [value for value in near if (low is None or value >= low) and (high is None or value <= high)]
    now = evaluation.facts.get(indicator.id)
    return [value for value in dict.fromkeys([*inside, *cells(indicator, cuts)]) if value != now]


def _counts(evaluation: Evaluation, share: Indicator) -> list[Value]:
    """The counts just below, at and above each cut point of their share."""
    total = evaluation.facts[share.share.total] if share.share is not None else None
    if not isinstance(total, Fraction):
        return []
    reached = [ceil(cut * total / 100) for cut in evaluation.plan.cuts(share.id) if isinstance(cut, Fraction)]
    return [Fraction(count + step) for count in reached for step in (-1, 0, 1) if 0 <= count + step <= total]


def _distance(value: Value, indicator: Indicator, facts: Facts) -> tuple[Fraction, Fraction]:
    """How far a value lies from the present one, as a share of the range; for an unknown fact, from the lowest."""
    order = list(indicator.values)
    if isinstance(value, str) and value in order:
        value, now = Fraction(order.index(value)), facts.get(indicator.id)
        start = Fraction(order.index(now)) if isinstance(now, str) and now in order else Fraction(0)
        return abs(value - start) / max(len(order) - 1, 1), value
    if isinstance(value, date):
        now = facts.get(indicator.id)
        return Fraction(abs(value - now).days if isinstance(now, date) else 0), Fraction(value.toordinal())
    if not isinstance(value, Fraction):
        return Fraction(1), Fraction(0)
    low, high = limits(indicator)
    now = facts.get(indicator.id)
    start = now if isinstance(now, Fraction) else low or Fraction(0)
    span = high - low if low is not None and high is not None and high > low else max(abs(start), Fraction(1))
    return abs(value - start) / span, value


def _cost(changes: dict[str, Value], evaluation: Evaluation) -> tuple[int, Fraction]:
    indicators = evaluation.plan.ruleset.indicators
    difficulty = sum(indicators[id].difficulty for id in changes)
    distances = (_distance(value, indicators[id], evaluation.facts)[0] for id, value in changes.items())
    return difficulty, sum(distances, Fraction(0))


def _advice(changes: dict[str, Value], evaluation: Evaluation) -> Advice:
    return Advice(tuple(_change(id, value, evaluation) for id, value in changes.items()))


def _change(id: str, value: Value, evaluation: Evaluation) -> Change:
    indicator = evaluation.plan.ruleset.indicators[id]
    before: FactValue | None = evaluation.facts.get(id)
    after = shown(value, indicator)
    if before is None:
        text = Message("change.known", label=indicator.label, after=after)
    else:
        words = Message("not-applicable") if before is NA else shown(before, indicator)
        text = Message("change.to", label=indicator.label, before=words, after=after)
    return Change(id, indicator.label, before, value, text)
