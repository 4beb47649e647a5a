"""What is asked for in every row to the rows in which some of it may not be able to change the verdict.

Where every open condition hangs on unknown facts of its own, and each of these is free to settle it either way, every
one of the facts decides for some values of the others. Elsewhere it takes a look at one commune at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from smartcommune.engine.cut_points import cells
from smartcommune.engine.plan import Plan
from smartcommune.model.facts import NA, Facts, FactValue, holds, share_of
from smartcommune.model.ruleset import Indicator, Leaf, Operand, Value
from smartcommune.reach import TooMany
from smartcommune.reach.communes import Communes
from smartcommune.reach.declared import Declared
from smartcommune.vectorise.possible import Truth, all_true, any_true, no


class Asked(NamedTuple):
    """A comparison, the rows in which it is open, and those in which its fact is unknown."""

    leaf: Leaf
    rows: Truth
    unknown: Truth


def doubtful(
    asked: Sequence[Asked],
    named: Iterable[Sequence[Truth]],
    places: Iterable[Truth],
    unsettled: Iterable[Truth],
    plans: Sequence[Plan],
) -> Truth:
    """The rows in which an unknown fact may be asked for although it cannot change the verdict.

    Args:
        asked: every comparison with the rows in which it is open.
        named: of each fact, and of each criterion, the rows in which each place of the rule set asks for it.
        places: the rows in which a place is asked for that thresholds depend on.
        unsettled: the rows in which a group is open whose number of members has no value.
        plans: those in force.
    """
    return any_true(
        [
            *(all_true(pair) for rows in named for pair in combinations(rows, 2)),
            *places,
            *unsettled,
            *(_stays_open(item, plans) for item in asked),
            *_bound(asked, plans),
        ]
    )


def _stays_open(item: Asked, plans: Sequence[Plan]) -> Truth:
    """The rows in which a comparison is open although its fact is known, or in which no value settles it either way."""
    if not all(_is_free(item.leaf, plan) for plan in plans):
        return item.rows
    is_rounded = any(plan.ruleset.indicators[item.leaf.indicator].rounded_to is not None for plan in plans)
    return is_rounded and all_true([item.rows, no(item.unknown)])


def _is_free(leaf: Leaf, plan: Plan) -> bool:
    """Whether a comparison can be met and can fail, at every place."""
    return all(_truths(leaf, operands, plan) == {True, False} for operands in plan.operands(leaf, {}))


def _truths(leaf: Leaf, operands: tuple[Operand | None, ...], plan: Plan) -> set[bool]:
    if None in operands:
        return set()
    indicator = plan.ruleset.indicators[leaf.indicator]
    cuts = chain.from_iterable(operand if isinstance(operand, tuple) else (operand,) for operand in operands)
    return {_is_met(leaf, operands, plan, value) for value in cells(indicator, cuts)}  # type: ignore[arg-type]  # no None


def _is_met(leaf: Leaf, operands: tuple[Operand | None, ...], plan: Plan, value: Value) -> bool:
    indicator = plan.ruleset.indicators[leaf.indicator]
    pairs = zip(leaf.comparisons, operands, strict=True)
    return all(holds(plan.operator(item), value, operand, indicator) for item, operand in pairs)


def _bound(asked: Sequence[Asked], plans: Sequence[Plan]) -> Iterator[Truth]:
    """The rows in which two open comparisons look at facts of which one restricts the other."""
    of = {item.leaf.indicator: item for item in asked}
    for group in _groups(of, plans):
        together = [of[id] for id in of if id in group]
        if len(together) > 1 and not all(_are_free([item.leaf for item in together], group, plan) for plan in plans):
            yield from (all_true([one.rows, other.rows]) for one, other in combinations(together, 2))


def _groups(ids: Iterable[str], plans: Sequence[Plan]) -> list[frozenset[str]]:
    """The facts that are bound to each other, directly or not."""
    return [] if not plans else Declared(plans[:1]).bound(ids)


def _are_free(leaves: Sequence[Leaf], group: frozenset[str], plan: Plan) -> bool:
    """Whether every one of several comparisons can be met and fail, whatever the others do."""
    if not all(plan.place_of(leaf) is None and _is_free(leaf, plan) for leaf in leaves):
        return False
    try:
        choices = Communes([plan], unknown=False, not_applicable=False).choices(group)
    except TooMany:
        return False
    found = {tuple(_outcomes(leaves, choice.facts, plan)) for choice in choices}
    return len({each for each in found if None not in each}) == 1 << len(leaves)


def _outcomes(leaves: Sequence[Leaf], facts: Facts, plan: Plan) -> Iterator[bool | None]:
    for leaf in leaves:
        (operands,) = plan.operands(leaf, facts)
        value = _value(plan.ruleset.indicators[leaf.indicator], facts)
        yield None if value is None or value is NA else _is_met(leaf, operands, plan, value)


def _value(indicator: Indicator, facts: Facts) -> FactValue | None:
    """A fact, or the share that follows from its counts."""
    if indicator.share is None or indicator.id in facts:
        return facts.get(indicator.id)
    return share_of(facts.get(indicator.share.of), facts.get(indicator.share.total))
