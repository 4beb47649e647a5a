"""A comparison of two facts to one of their difference with 0, so that it is computed as exactly as any other figure.

The difference is an indicator that no file declares: it is known where both facts are, and does not apply where one of
them does not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message
from smartcommune.model.condition import Comparison, Leaf, Operator
from smartcommune.model.conditions import BOUNDS
from smartcommune.model.forms import Form
from smartcommune.model.indicator import Indicator
from smartcommune.rulesets.names import Names
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.condition import LeafShape

_OPERATORS: Final = {operator.key: operator for operator in (Operator.IS, Operator.IS_NOT, *BOUNDS)}
_ONE: Final = Fraction(1)


def link_two_facts(shape: LeafShape, names: Names, path: Path) -> Leaf:
    """The comparison of an indicator, which is declared, with another one; what is wrong is reported to `names`."""
    one = names.indicators[shape.indicator]
    (key, operand), *more = ((key, operand) for key, operand in shape.items() if key != "indicator")
    if more:
        names.report("two-facts-alone", path, Message("two-facts-alone"))
        return Leaf(one.id, (), path)
    where = (*path, key, "indicator")
    if not names.declared("indicator", operand.indicator, names.indicators, where):
        return Leaf(one.id, (), path)
    problem = _unfit(one, names.indicators[operand.indicator])
    if problem is not None:
        names.report(problem.key, where, problem)
        return Leaf(one.id, (), path)
    difference = _difference(one, names.indicators[operand.indicator])
    names.indicators.setdefault(difference.id, difference)
    return Leaf(difference.id, (Comparison(_OPERATORS[key], Fraction(0)),), path)


def _unfit(one: Indicator, other: Indicator) -> Message | None:
    """Why two facts cannot be compared with each other."""
    if one.id == other.id:
        return Message("two-facts-same", indicator=one.id)
    if not one.numeric and one.type != "date":
        return Message("two-facts-type", indicator=one.id, type=one.type)
    if (one.type, one.unit) != (other.type, other.unit):
        return Message("part-differs", indicator=other.id, other=one.id)
    for indicator in (one, other):
        if indicator.rounded_to is not None or indicator.round is not None:
            return Message("two-facts-rounded", indicator=indicator.id)
    return None


def _difference(one: Indicator, other: Indicator) -> Indicator:
    """How far one fact lies above another; of days, how many after it. No id of a file has a colon."""
    kind = "days" if one.type == "date" else "difference"
    type = "number" if one.type in ("date", "count") else one.type
    form = Form(kind, ((one.id, _ONE), (other.id, -_ONE)))
    return Indicator(
        f"{one.id}:{other.id}", type, one.label, form=form, sides=(one.id, other.id), actionable=one.actionable
    )
