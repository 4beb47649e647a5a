"""Conditions as a file writes them to conditions whose constants have values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from smartcommune.messages import Message, Words
from smartcommune.model.condition import (
    Age,
    AtLeast,
    Comparison,
    Condition,
    Group,
    Leaf,
    Not,
    Operator,
    PointsLeaf,
    Reference,
)
from smartcommune.model.conditions import BOUNDS, said
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import verdict_id
from smartcommune.model.threshold import Threshold
from smartcommune.quantity import NotANumber, decimal, ratio
from smartcommune.rulesets.limits import MOST_PARTS
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.two_facts import link_two_facts
from smartcommune.shape.record import CONDITIONS
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from smartcommune.shape.condition import (
        AgeShape,
        ConditionShape,
        CountShape,
        FactUse,
        LeafShape,
        MostShape,
        PointsLeafShape,
        ThresholdUse,
    )
    from smartcommune.shape.points import RowShape

_AGES: Final = (Operator.WITHIN, Operator.LONGER_AGO_THAN)
_IN_ORDER: Final = (Operator.IS, Operator.IS_NOT, Operator.IN, *BOUNDS, Operator.HAS, *_AGES)
_OPERATORS: Final = frozenset(operator.key for operator in Operator)
_WHOLE: Final = re.compile("[1-9][0-9]{0,3}")
# The longest time that a file can ask for, in years.
_MOST_YEARS: Final = 100
# What points are, to read constants: numbers, or percent of the most that was to be had.
_NUMBER: Final = Indicator("points", "number", Words("điểm", "points"))
_SHARE: Final = Indicator("points", "percent", Words("điểm", "points"))


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
        case "points":
            return _points(content, names, path)
        case "level":
            return _level(content, names, (*path, kind))
        case "at_most":
            return Not(_too_many(content, names, (*path, kind)), path)
        case _:
            return Group(kind, _members(content, names, (*path, kind)), path)


def _content(shape: ConditionShape) -> tuple[str, Any]:
    """The key that says what a condition is, and what stands behind it; for what compares, the condition itself."""
    for kind, content in shape.items():  # type: ignore[union-attr]  # the caller has asked for text
        if kind in CONDITIONS:
            return kind, shape if kind in ("indicator", "ruleset", "points") else content
    raise AssertionError("a condition without its key has passed validation")


def link_leaf(shape: LeafShape, names: Names, path: Path) -> Leaf:
    """The leaf with its comparisons in the order `is`, `is_not`, `in`, lower bounds, upper bounds; or with an age."""
    if not names.declared("indicator", shape.indicator, names.indicators, (*path, "indicator")):
        return Leaf(shape.indicator, (), path)
    if any(_is_fact(operand) for _, operand in shape.items()):
        return link_two_facts(shape, names, path)
    return Leaf(shape.indicator, link_comparisons(shape, names.indicators[shape.indicator], names, path), path)


def _is_fact(operand: object) -> TypeIs[FactUse]:
    """Whether an operand is another fact: a table with its id."""
    return not isinstance(operand, str | tuple) and getattr(operand, "indicator", None) is not None


def link_comparisons(
    shape: LeafShape | RowShape, indicator: Indicator, names: Names, path: Path
) -> tuple[Comparison, ...]:
    """The comparisons of an indicator that a shape has, of which there must be one."""
    known = len(names.problems)
    asked = _of_set if indicator.type == "set" else _comparisons
    comparisons = tuple(asked(shape, indicator, names, path))
    if len(comparisons) > 1 and comparisons[-1].age is not None:
        key = comparisons[-1].operator.key
        names.report("age-alone", (*path, key), Message("age-alone", key=key), key=True)
    if not comparisons and len(names.problems) == known:
        kind = "no-comparison-set" if indicator.type == "set" else "no-comparison"
        names.report("no-comparison", path, Message(kind, indicator=indicator.id))
    return comparisons


def _of_set(shape: LeafShape | RowShape, indicator: Indicator, names: Names, path: Path) -> Iterator[Comparison]:
    """What is asked of a set: that it has a value, and how many it has."""
    for key, operand in shape.items():
        if key in _OPERATORS and key != "has":
            message = Message("set-compared", indicator=indicator.id, key=key)
            names.report("set-compared", (*path, key), message, key=True)
        elif key == "has":
            yield Comparison(Operator.HAS, names.value(operand, indicator, (*path, key)))
        elif key == "count":
            like, given = Indicator(indicator.id, "count", indicator.label), dict(operand.items())
            for operator in (Operator.IS, *BOUNDS):
                size, place = given.get(operator.key), (*path, key, operator.key)
                found = [] if size is None else _compared(operator, size, like, names, place)
                yield from (item._replace(counted=True) for item in found)


def _members(shapes: tuple[ConditionShape, ...], names: Names, path: Path) -> tuple[Condition, ...]:
    if len(shapes) > MOST_PARTS:
        message = Message("too-many-parts", found=len(shapes), what=Message("parts.members"), most=MOST_PARTS)
        names.report("too-many-parts", path, message, key=True)
        return ()
    return tuple(link_condition(shape, names, (*path, number)) for number, shape in enumerate(shapes))


def _comparisons(shape: LeafShape | RowShape, indicator: Indicator, names: Names, path: Path) -> Iterator[Comparison]:
    """What is asked of the indicator, as far as that can be asked of its type."""
    given = dict(shape.items())
    if given.get("count") is not None:
        _report_no_set("count", indicator, names, (*path, "count"))
    for operator in _IN_ORDER:
        key, operand = operator.key, given.get(operator.key)
        place = (*path, key)
        if operand is None:
            continue
        if operator is Operator.HAS:
            _report_no_set(key, indicator, names, place)
        elif operator in BOUNDS and not indicator.comparable:
            message = Message("not-comparable", indicator=indicator.id, key=key)
            names.report("not-comparable", place, message, Message("not-comparable-help"))
        elif operator in _AGES and indicator.type != "date":
            message = Message("age-of-no-day", indicator=indicator.id, key=key, type=indicator.type)
            names.report("age-of-no-day", place, message, key=True)
        elif operator in _AGES:
            yield Comparison(operator, age=link_age(operand, key, names, place))
        elif operator is Operator.IN:
            values = [names.value(text, indicator, (*place, number)) for number, text in enumerate(operand)]
            yield Comparison(operator, tuple(values))
        else:
            yield from _compared(operator, operand, indicator, names, place)


def _report_no_set(key: str, indicator: Indicator, names: Names, path: Path) -> None:
    message = Message("not-a-set", indicator=indicator.id, key=key, type=indicator.type)
    names.report("not-a-set", path, message, key=True)


def link_age(shape: AgeShape, key: str, names: Names, path: Path) -> Age:
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
    operator: Operator, operand: str | ThresholdUse | FactUse, indicator: Indicator, names: Names, path: Path
) -> list[Comparison]:
    """The comparison with a constant or a threshold; none if that is not declared, or a fact that stands elsewhere."""
    if isinstance(operand, str):
        return [Comparison(operator, names.value(operand, indicator, path))]
    if _is_fact(operand):
        names.report("two-facts-here", path, Message("two-facts-here"))
        return []
    return _against_threshold(operator, operand, indicator, names, (*path, "threshold"))


def _against_threshold(
    operator: Operator, use: ThresholdUse, indicator: Indicator, names: Names, path: Path
) -> list[Comparison]:
    threshold = link_threshold_use(use, indicator, names, path)
    return [] if threshold is None else [Comparison(operator, threshold=threshold)]


def link_threshold_use(use: ThresholdUse, indicator: Indicator, names: Names, path: Path) -> str | None:
    """The id of a threshold that is compared with an indicator; None if it is not declared, which is reported."""
    if not names.declared("threshold", use.threshold, names.thresholds, path):
        return None
    threshold = names.thresholds[use.threshold]
    if threshold.type != indicator.type:
        message = Message("other-type", threshold=threshold.id, type=threshold.type, expected=indicator.type)
        names.report("other-type", path, message)
    return threshold.id


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


def _points(shape: PointsLeafShape, names: Names, path: Path) -> Condition:
    """What a criterion earns compared; of several, each of them."""
    points: object = shape.points  # one of a file that is known by its digest stands there as it is written
    leaves = tuple(
        _points_leaf(id, shape, names, path)
        for number, id in enumerate((points,) if isinstance(points, str) else shape.points)
        if names.declared("criterion", id, names.criteria, _item(names, (*path, "points"), number))
    )
    return leaves[0] if len(leaves) == 1 else Group("all_of", leaves, path)


def _item(names: Names, path: Path, number: int) -> Path:
    """The place of an item of a list; one item may stand without a list."""
    return path if names.document.node((*path, number)) is None else (*path, number)


def _points_leaf(id: str, shape: PointsLeafShape, names: Names, path: Path) -> PointsLeaf:
    """Points are numbers; `50%` is of the most that was to be had."""
    found: dict[bool, list[Comparison]] = {False: [], True: []}
    given = dict(shape.items())
    for operator in (Operator.IS, *BOUNDS):
        key, operand = operator.key, given.get(operator.key)
        if operand is None:
            continue
        is_share = _is_share(operand, names)
        found[is_share] += _compared(operator, operand, _SHARE if is_share else _NUMBER, names, (*path, key))
    if found[True] and found[False]:
        names.report("points-and-percent", path, Message("points-and-percent"))
    elif not found[True] and not found[False] and not names.problems:
        names.report("no-comparison", path, Message("no-comparison", indicator=id))
    return PointsLeaf(id, (*found[False], *found[True]), bool(found[True]), path)


def _is_share(operand: str | ThresholdUse, names: Names) -> bool:
    if isinstance(operand, str):
        return operand.endswith("%")
    threshold = names.thresholds.get(operand.threshold)
    return threshold is not None and threshold.type == "percent"


def _level(id: str, names: Names, path: Path) -> Condition:
    """What it takes to be in a level or in a better one; where levels are no ranks, just in this one."""
    if not names.declared("level", id, names.levels, path):
        return Group("any_of", (), path)
    return names.levels[id]._replace(path=path)


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
