"""Facts: values, unknown and not applicable.

A fact that is absent from the mapping is unknown; that is not the same as false or zero, and neither is a fact that
does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from smartcommune.model.ruleset import MOST_PERCENT, Indicator, Operator, RuleSet, Value


class NotApplicable(Enum):
    """The one value that says a fact does not apply to a commune."""

    NA = "na"


NA: Final = NotApplicable.NA

FactValue = Value | NotApplicable
Facts = Mapping[str, FactValue]


def completed(facts: Facts, ruleset: RuleSet) -> dict[str, FactValue]:
    """The facts together with the shares that follow from the counts among them.

    A share of nothing does not apply: no commune can be judged by the share that zero has in zero.
    """
    found = dict(facts)
    for id, indicator in ruleset.indicators.items():
        if indicator.share is not None:
            share = share_of(facts.get(indicator.share.of), facts.get(indicator.share.total))
            if share is not None:
                found[id] = share
    return found


def stated_of(facts: Facts, ruleset: RuleSet) -> dict[str, FactValue]:
    """The facts without the shares that follow from the counts among them."""
    shares = {id: indicator.share for id, indicator in ruleset.indicators.items() if indicator.share is not None}
    follow = {id for id, share in shares.items() if share_of(facts.get(share.of), facts.get(share.total)) is not None}
    return {id: fact for id, fact in facts.items() if id not in follow}


def share_of(part: FactValue | None, total: FactValue | None) -> FactValue | None:
    """The exact percentage that one count is of another; None while either is unknown."""
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
    left, right = _rank(value, indicator), _rank(operand, indicator)
    match operator:
        case Operator.GTE:
            return bool(left >= right)
        case Operator.GT:
            return bool(left > right)
        case Operator.LTE:
            return bool(left <= right)
        case Operator.LT:
            return bool(left < right)


def _rank(value: object, indicator: Indicator) -> Any:
    """What is compared: the position of an ordered value, else the value itself."""
    return list(indicator.values).index(value) if isinstance(value, str) else value
