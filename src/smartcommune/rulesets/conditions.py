"""Conditions as a file writes them to conditions whose constants have values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from smartcommune.messages import Message
from smartcommune.model.conditions import said
from smartcommune.model.ruleset import (
    Age,
    AtLeast,
    Comparison,
    Condition,
    Group,
    Indicator,
    Leaf,
    Not,
    Operator,
    Reference,
    Threshold,
    verdict_id,
)
from smartcommune.quantity import NotANumber, decimal, ratio
from smartcommune.rulesets.limits import MOST_PARTS
from smartcommune.rulesets.names import Names
from smartcommune.shape.record import CONDITIONS
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.condition import AgeShape, ConditionShape, CountShape, LeafShape, MostShape, ThresholdUse

_WHOLE: Final = re.compile("[1-9][0-9]{0,3}")
_EQUALITIES: Final = {"is": Operator.IS, "is_not": Operator.IS_NOT}
_AGES: Final = {"within": Operator.WITHIN, "longer_ago_than": Operator.LONGER_AGO_THAN}
# The longest time that a file can ask for, in years.
_MOST_YEARS: Final = 100
_BOUNDS: Final = {"gte": Operator.GTE, "gt": Operator.GT, "lte": Operator.LTE, "lt": Operator.LT}


def link_condition(shape: ConditionShape, names: Names, path: Path) -> Condition:
    """The condition with its constants in their types; what is undeclared or does not fit is reported to `names`."""
    if isinstance(shape, str):
        names.declared("criterion", shape, names.criteria, path)
        return Reference(shape, path)
    kind, content = _content(shape)
    match kind:
        case "indicator":
            return link_leaf(content, names, path)
        case "ruleset":
            return Reference(verdict_id(content.ruleset, content.is_), path)
        case "not":
            return Not(link_condition(content, names, (*path, kind)), path)
        case "at_least":
            return _at_least(content, names, (*path, kind))
        case "at_most":
            return Not(_too_many(content, names, (*path, kind)), path)
        case _:
            return Group(kind, _members(content, names, (*path, kind)), path)


def _content(shape: ConditionShape) -> tuple[str, Any]:
    """The key that says what a condition is, and what stands behind it; for what compares, the condition itself."""
    for kind, content in shape.items():  # type: ignore[union-attr]  # the caller has asked for text
        if kind in CONDITIONS:
            return kind, shape if kind in ("indicator", "ruleset") else content
    raise AssertionError("a condition without its key has passed validation")


def link_leaf(shape: LeafShape, names: Names, path: Path) -> Leaf:
    """The leaf with its comparisons in the order `is`, `is_not`, `in`, lower bounds, upper bounds; or with an age."""
    if not names.declared("indicator", shape.indicator, names.indicators, (*path, "indicator")):
        return Leaf(shape.indicator, (), path)
    indicator, known = names.indicators[shape.indicator], len(names.problems)
    compared = (*_equalities(shape, indicator, names, path), *_bounds(shape, indicator, names, path))
    ages = tuple(_ages(shape, indicator, names, path))
    comparisons = (*compared, *ages)
    if ages and len(comparisons) > 1:
        key = ages[-1].operator.value
        names.report("age-alone", (*path, key), Message("age-alone", key=key), key=True)
    if not comparisons and len(names.problems) == known:
        names.report("no-comparison", path, Message("no-comparison", indicator=indicator.id))
    return Leaf(indicator.id, comparisons, path)


def _members(shapes: tuple[ConditionShape, ...], names: Names, path: Path) -> tuple[Condition, ...]:
    if len(shapes) > MOST_PARTS:
        message = Message("too-many-parts", found=len(shapes), what=Message("parts.members"), most=MOST_PARTS)
        names.report("too-many-parts", path, message, key=True)
        return ()
    return tuple(link_condition(shape, names, (*path, number)) for number, shape in enumerate(shapes))


def _equalities(shape: LeafShape, indicator: Indicator, names: Names, path: Path) -> list[Comparison]:
    found: list[Comparison] = []
    for key, operator in _EQUALITIES.items():
        operand = shape.is_ if key == "is" else shape.is_not
        if operand is not None:
            found.extend(_compared(operator, operand, indicator, names, (*path, key)))
    if shape.in_ is not None:
        values = [names.value(text, indicator, (*path, "in", number)) for number, text in enumerate(shape.in_)]
        found.append(Comparison(Operator.IN, tuple(values)))
    return found


def _bounds(shape: LeafShape, indicator: Indicator, names: Names, path: Path) -> list[Comparison]:
    found: list[Comparison] = []
    for key, operator in _BOUNDS.items():
        operand = getattr(shape, key)
        if operand is None:
            continue
        if not indicator.comparable:
            message = Message("not-comparable", indicator=indicator.id, key=key)
            names.report("not-comparable", (*path, key), message, Message("not-comparable-help"))
        else:
            found.extend(_compared(operator, operand, indicator, names, (*path, key)))
    return found


def _ages(shape: LeafShape, indicator: Indicator, names: Names, path: Path) -> Iterator[Comparison]:
    for key, operator in _AGES.items():
        age = getattr(shape, key)
        if age is None:
            continue
        if indicator.type != "date":
            message = Message("age-of-no-day", indicator=indicator.id, key=key, type=indicator.type)
            names.report("age-of-no-day", (*path, key), message, key=True)
        else:
            yield Comparison(operator, age=_age(age, key, names, (*path, key)))


def _age(shape: AgeShape, key: str, names: Names, path: Path) -> Age:
    """So many years, or so many months."""
    written = list(shape.items())
    unit, text = written[0] if len(written) == 1 else ("years", "")
    age = Age(int(text), unit) if _WHOLE.fullmatch(text) else Age(0, unit)
    if not 0 < age.months <= 12 * _MOST_YEARS:
        place = (*path, unit) if len(written) == 1 else path
        names.report("bad-age", place, Message("bad-age", key=key, most=_MOST_YEARS))
        return Age(1, unit)
    return age


def _compared(
    operator: Operator, operand: str | ThresholdUse, indicator: Indicator, names: Names, path: Path
) -> list[Comparison]:
    """The comparison with a constant or a threshold; none if the threshold is not declared."""
    if isinstance(operand, str):
        return [Comparison(operator, names.value(operand, indicator, path))]
    return _against_threshold(operator, operand, indicator, names, (*path, "threshold"))


def _against_threshold(
    operator: Operator, use: ThresholdUse, indicator: Indicator, names: Names, path: Path
) -> list[Comparison]:
    if not names.declared("threshold", use.threshold, names.thresholds, path):
        return []
    threshold = names.thresholds[use.threshold]
    if threshold.type != indicator.type:
        message = Message("other-type", threshold=threshold.id, type=threshold.type, expected=indicator.type)
        names.report("other-type", path, message)
    return [Comparison(operator, threshold=threshold.id)]


def _at_least(shape: CountShape, names: Names, path: Path) -> AtLeast:
    members = _members(shape.of, names, (*path, "of"))
    must = _members(shape.must or (), names, (*path, "must"))
    for member in must:
        _check_must(member, [said(each) for each in members], names)
    if not isinstance(shape.n, str):
        threshold = _needed(shape.n, names, (*path, "n", "threshold"))
        is_share = threshold is not None and threshold.type == "percent"
        return AtLeast(None, is_share, shape.n.threshold, members, must, path)
    need, is_share = _need(shape.n, names, (*path, "n"))
    return AtLeast(need, is_share, None, members, must, path)


def _too_many(shape: MostShape, names: Names, path: Path) -> AtLeast:
    """What `at_most` rules out: one member more than it allows."""
    try:
        most = decimal(shape.n)
    except NotANumber:
        most = Fraction(-1)
    if most < 0 or most.denominator != 1:
        names.report("bad-most", (*path, "n"), Message("bad-most", found=shape.n))
    members = _members(shape.of, names, (*path, "of"))
    return AtLeast(most + 1, is_share=False, threshold=None, members=members, path=path, beyond=1)


def _check_must(member: Condition, members: list[Condition], names: Names) -> None:
    """`must` names members of the group, or all or any of several; what may not be met stands beside the group."""
    if said(member) in members or (isinstance(member, Reference) and member.criterion not in names.criteria):
        return
    if isinstance(member, Group) and member.kind != "none_of":
        for part in member.members:
            _check_must(part, members, names)
    else:
        names.report("must-not-member", member.path, Message("must-not-member"))


def _needed(use: ThresholdUse, names: Names, path: Path) -> Threshold | None:
    if not names.declared("threshold", use.threshold, names.thresholds, path):
        return None
    threshold = names.thresholds[use.threshold]
    if threshold.type not in ("count", "percent"):
        message = Message("other-type", threshold=threshold.id, type=threshold.type, expected="count")
        names.report("other-type", path, message)
    return threshold


def _need(text: str, names: Names, path: Path) -> tuple[Fraction, bool]:
    """`2` members, `80%` of them or `2/3` of them; the latter two in percent."""
    part = ratio(text)
    try:
        number = part * 100 if part is not None else decimal(text.removesuffix("%").rstrip())
    except NotANumber:
        number = Fraction(0)
    is_share = part is not None or text.endswith("%")
    if number <= 0 or (is_share and number > 100) or (not is_share and number.denominator != 1):
        names.report("bad-need", path, Message("bad-need", found=text))
    return number, is_share
