"""Facts: values, unknown and not applicable.

A fact that is absent from the mapping is unknown; that is not the same as false or zero, and neither is a fact that
does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from smartcommune.logic import MET, NOT_MET, UNDECIDED, Possible, any_of, negate
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import MOST_PERCENT, Indicator, Leaf, Operator, RuleSet, Value


class NotApplicable(Enum):
    """The one value that says a fact does not apply to a commune."""

    NA = "na"


NA: Final = NotApplicable.NA

FactValue = Value | NotApplicable
Facts = Mapping[str, FactValue]


def completed(facts: Facts, ruleset: RuleSet) -> dict[str, FactValue]:
    """The facts as they count: `na` where it may be, and the shares that follow from counts.

    A share of nothing is unknown, whatever else is said of it, unless its rule set lets it not apply.
    """
    indicators, related = ruleset.indicators, relations(ruleset)
    found = {id: fact for id, fact in facts.items() if fact is not NA or may_be_na(id, facts, indicators) == MET}
    for id in dict.fromkeys(share for count in found for share in related.shares_of.get(count, ())):
        part, whole = (found.get(count) for count in related.shares[id])
        share = share_of(part, whole)
        if share is NA and NA not in (part, whole) and _declared(indicators[id], facts, indicators) != MET:
            found.pop(id, None)
        elif share is not None:
            found[id] = share
    return found


def may_be_na(id: str, facts: Facts, indicators: Mapping[str, Indicator]) -> Possible:
    """Whether a fact of a commune may not apply, by what is known of it: met, not met, or still open."""
    indicator = indicators[id]
    declared = _declared(indicator, facts, indicators)
    if indicator.share is None:
        return declared
    return any_of([declared, *(_is_na(count, facts, indicators) for count in indicator.share)])


def _declared(indicator: Indicator, facts: Facts, indicators: Mapping[str, Indicator]) -> Possible:
    """Whether the declaration of an indicator lets its fact not apply."""
    leaf, only_when = indicator.may_not_apply, indicator.only_when
    found = whether(leaf, facts, indicators) if isinstance(leaf, Leaf) else MET if leaf else NOT_MET
    return found if only_when is None else any_of([found, negate(whether(only_when, facts, indicators))])


def _is_na(id: str, facts: Facts, indicators: Mapping[str, Indicator]) -> Possible:
    """Whether a fact does not apply; an unknown one may turn out not to."""
    fact, allowed = facts.get(id), may_be_na(id, facts, indicators)
    if fact is NA:
        return allowed
    return NOT_MET if fact is not None or not allowed & MET else UNDECIDED


def whether(leaf: Leaf, facts: Facts, indicators: Mapping[str, Indicator]) -> Possible:
    """Whether a comparison of another fact holds; of one that does not apply it does not."""
    fact, indicator = facts.get(leaf.indicator), indicators[leaf.indicator]
    if fact is NA and may_be_na(leaf.indicator, facts, indicators) == MET:
        return NOT_MET
    if fact is None or fact is NA:
        return UNDECIDED
    return MET if all(holds(item.operator, fact, item.constant, indicator) for item in leaf.comparisons) else NOT_MET


def stated_of(facts: Facts, ruleset: RuleSet) -> dict[str, FactValue]:
    """The facts without the shares that follow from the counts among them."""
    shares = relations(ruleset).shares.items()
    counted = {id: share_of(facts.get(share.of), facts.get(share.total)) for id, share in shares}
    return {id: fact for id, fact in facts.items() if counted.get(id) is None}


def share_of(part: FactValue | None, total: FactValue | None) -> FactValue | None:
    """The exact percentage that one count is of another; None while either is unknown, `na` where there is none."""
    if part is NA or total is NA:
        return NA
    if not isinstance(part, Fraction) or not isinstance(total, Fraction):
        return NA if total == 0 else None
    return MOST_PERCENT * part / total if total else NA


def holds(operator: Operator, value: Value, operand: object, indicator: Indicator) -> bool:
    """Whether a comparison of two values of an indicator's type is true. Exact: no value is rounded."""
    match operator:
        case Operator.IS:
            return value == operand
        case Operator.IS_NOT:
            return value != operand
        case Operator.IN:
            return isinstance(operand, tuple) and value in operand
        case Operator.WITHIN:
            return isinstance(operand, tuple) and bool(operand[0] <= value <= operand[1])
    left, right = _rank(value, indicator), _rank(operand, indicator)
    match operator:
        case Operator.GTE:
            return bool(left >= right)
        case Operator.GT:
            return bool(left > right)
        case Operator.LTE:
            return bool(left <= right)
        case Operator.LT | Operator.LONGER_AGO_THAN:
            return bool(left < right)


def _rank(value: object, indicator: Indicator) -> Any:
    """What is compared: the position of an ordered value, else the value itself."""
    return list(indicator.values).index(value) if isinstance(value, str) else value
