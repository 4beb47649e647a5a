"""A fine grid of communes, tried one by one: what the exact answers about rules are compared with.

The grid has the values that stand in the rules, those on either side of them, unknown and not applicable. Where it has
more points than are tried, those of a fixed pseudo-random choice are.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import wraps
from itertools import product
from math import prod

from hypothesis import reject, settings

from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.engine.plan import Plan
from smartcommune.model.condition import Age
from smartcommune.model.facts import NA, Facts, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.quantity import iso_date, plain
from smartcommune.reach import TooMany
from tests.laws.strategies import AGES, DAYS, UNORDERED, VALUES, Tree, stated_values
from tests.profile_mapping import profile_from_mapping
from tests.spec.figures import type_of
from tests.spec.places import by_of

MOST_POINTS = 200

# Each example tries hundreds of communes: how many are tried has a setting of its own.
law = settings(max_examples=int(os.environ.get("GRID_EXAMPLES", "2")))

Commune = dict[str, str]


def decided(test: Callable[..., None]) -> Callable[..., None]:
    """A law about answers that are found: where it is said that one is not decided, there is nothing to compare."""

    @wraps(test)
    def asked(**drawn: object) -> None:
        try:
            test(**drawn)
        except TooMany:
            reject()

    return asked


def written(facts: Mapping[str, FactValue], ruleset: RuleSet) -> Commune:
    """Facts as a profile states them."""
    return {id: _written(fact, ruleset.indicators[id]) for id, fact in facts.items()}


def _written(fact: FactValue, indicator: Indicator) -> str:
    if fact is NA:
        return "na"
    if isinstance(fact, bool):
        return "true" if fact else "false"
    if isinstance(fact, Fraction):
        return f"{plain(fact)}%" if indicator.type == "percent" else plain(fact)
    return fact.isoformat() if isinstance(fact, date) else str(fact)


def evaluated(plan: Plan, commune: Mapping[str, str]) -> Evaluation:
    """What a plan says about a commune, read as profiles are; what cannot stand in a profile is refused."""
    return evaluate(plan, _facts(plan, commune))


def _facts(plan: Plan, commune: Mapping[str, str]) -> Facts:
    return profile_from_mapping({"as_of": plan.as_of.isoformat(), "facts": dict(commune)}, plan.ruleset).facts


def read(plan: Plan, commune: Mapping[str, str]) -> Facts | None:
    """The facts of a point of the grid; None where they contradict each other, so that no profile can state them."""
    stated = {id: text for id, text in commune.items() if text != "?"}
    try:
        return _facts(plan, stated)
    except InputError:
        return None


def points(values: Mapping[str, Sequence[str]], most: int = MOST_POINTS, seed: int = 0) -> Iterator[Commune]:
    """Every choice of one value for each indicator, or as many as are tried; `?` is unknown."""
    if prod(map(len, values.values())) <= most:
        yield from (dict(zip(values, choice, strict=True)) for choice in product(*values.values()))
        return
    chance = random.Random(seed)  # noqa: S311  # no secret: the same points in every run
    for _ in range(most):
        yield {id: chance.choice(list(each)) for id, each in values.items()}


def grid(rules: Tree, *, unknown: bool = True, not_applicable: bool = True) -> dict[str, list[str]]:
    """The values of each indicator that are tried."""
    places = {name for threshold in rules["thresholds"].values() for name in by_of(threshold)}
    found: dict[str, list[str]] = {}
    for id in [*rules["indicators"], *rules["derived"]]:
        indicator = rules["indicators"].get(id, {"type": type_of(rules, id)})
        values = stated_values(indicator) if indicator["type"] in UNORDERED else around(indicator)
        found[id] = ["?"] * unknown + values + ["na"] * (not_applicable and id not in places)
    return found


def around(indicator: Tree) -> list[str]:
    """The usual values of a type and their neighbours, as far as the indicator can have them."""
    kind = indicator["type"]
    if kind == "date":
        days = [iso_date(text) or date.min for text in VALUES[kind]]
        ages = [Age(int(number), unit) for age in AGES for unit, number in age.items()]
        days += [age.before(date.fromisoformat(day)) for age in ages for day in DAYS[:3]]
        return sorted({(day + timedelta(days=step)).isoformat() for day in days for step in (-1, 0, 1)})
    numbers = [Fraction(text.rstrip("%")) for text in VALUES[kind]]
    half = Fraction(indicator.get("rounded_to", indicator.get("round", {}).get("to", "0")).rstrip("%")) / 2
    step = Fraction(1) if kind == "count" else Fraction(1, 100)
    near = {number + side for number in numbers for side in (-half - step, -half, -step, 0, step, half, half + step)}
    low = Fraction(0) if kind in ("percent", "count") or "range" in indicator else None
    high = Fraction(100) if kind == "percent" else Fraction(10) if "range" in indicator else None
    inside = [n for n in sorted(near) if (low is None or n >= low) and (high is None or n <= high)]
    return [plain(n) + "%" * (kind == "percent") for n in inside if kind != "count" or n.denominator == 1]
