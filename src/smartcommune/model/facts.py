"""Facts: values, unknown and not applicable.

A fact that is absent from the mapping is unknown; that is not the same as false or zero, and neither is a fact that
does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from smartcommune.logic import MET, NOT_MET, UNDECIDED, Possible, any_of, negate
from smartcommune.model.condition import Leaf, Operator, Value
from smartcommune.model.forms import Form, number_of
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.sets import members


class NotApplicable(Enum):
    """The one value that says a fact does not apply to a commune."""

    NA = "na"


NA: Final = NotApplicable.NA

FactValue = Value | NotApplicable
Facts = Mapping[str, FactValue]


def completed(facts: Facts, ruleset: RuleSet) -> dict[str, FactValue]:
    """The facts as they count: `na` where it may be, and the figures that follow from others.

    A share of nothing is unknown, whatever else is said of it, unless its rule set lets it not apply.
    """
    indicators = ruleset.indicators
    found = {id: fact for id, fact in facts.items() if fact is not NA or may_be_na(id, facts, indicators) == MET}
    for id, form in relations(ruleset).forms.items():
        figure = None if found.keys().isdisjoint(form.parts) else figure_of(form, found)
        if figure is NA and not has_na_part(form, found) and _declared(indicators[id], facts, indicators) != MET:
            found.pop(id, None)
        elif figure is not None:
            found[id] = figure
    return found


def may_be_na(id: str, facts: Facts, indicators: Mapping[str, Indicator]) -> Possible:
    """Whether a fact of a commune may not apply, by what is known of it: met, not met, or still open."""
    indicator = indicators[id]
    declared = _declared(indicator, facts, indicators)
    if indicator.form is None:
        return declared
    return any_of([declared, *(_is_na(part, facts, indicators) for part in indicator.parts)])


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
    """The facts without the figures that follow from others among them."""
    following = {id for id, form in relations(ruleset).forms.items() if figure_of(form, facts) is not None}
    return {id: fact for id, fact in facts.items() if id not in following}


def figure_of(form: Form, facts: Facts) -> FactValue | None:
    """The exact figure that follows from facts; None while one is unknown, `na` where there is none.

    There is none of what does not apply, and where it would be divided by nothing, or by less.
    """
    if has_na_part(form, facts) or is_of_nothing(form, facts):
        return NA
    figures = numbers(form.parts, facts)
    return form.value(figures) if len(figures) == len(form.parts) else None


def numbers(ids: Iterable[str], facts: Facts) -> dict[str, Fraction]:
    """Those of some facts that are known, as what is computed with."""
    found = ((id, number_of(facts.get(id))) for id in ids)
    return {id: number for id, number in found if number is not None}


def has_na_part(form: Form, facts: Facts) -> bool:
    """Whether a part of a figure does not apply."""
    return any(facts.get(id) is NA for id in form.parts)


def is_of_nothing(form: Form | None, facts: Facts) -> bool:
    """Whether a figure would be divided by nothing, or by less."""
    below = None if form is None or form.below is None else facts.get(form.below)
    return isinstance(below, Fraction) and below <= 0


def holds(operator: Operator, value: Value, operand: object, indicator: Indicator) -> bool:
    """Whether a comparison of two values of an indicator's type is true; exact, unless rules round its values."""
    if indicator.round is not None and isinstance(value, Fraction):
        value = indicator.round.of(value)
    if isinstance(value, str) and isinstance(operand, Fraction):
        value = Fraction(len(members(value)))  # of a set, how many values it has
    match operator:
        case Operator.IS:
            return value == operand
        case Operator.IS_NOT:
            return value != operand
        case Operator.IN:
            return isinstance(operand, tuple) and value in operand
        case Operator.HAS:
            return operand in members(str(value))
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
