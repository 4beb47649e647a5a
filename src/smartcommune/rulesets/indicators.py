"""The indicators of a rule file, declared and derived, to indicators with their types, ranges and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final, TypeVar

from smartcommune.messages import Message, Words
from smartcommune.model.condition import Leaf
from smartcommune.model.forms import Limits
from smartcommune.model.indicator import EvidenceNeed, Indicator
from smartcommune.model.rounding import Rounding
from smartcommune.rulesets.conditions import link_age, link_leaf
from smartcommune.rulesets.derived import in_order, link_derived, natural_limits
from smartcommune.rulesets.limits import MOST_PARTS
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.words import unit_of, words_of, words_or
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.condition import LeafShape
    from smartcommune.shape.indicator import DerivedShape, IndicatorShape
    from smartcommune.shape.rule_file import RuleFile

T = TypeVar("T")

# In profiles and tables these say that something is unknown or does not apply.
_READ_OTHERWISE: Final = frozenset({"na", "null", "kad"})
_NO_LIMITS: Final = (None, None)


def items(table: Mapping[str, T] | None) -> Iterable[tuple[str, T]]:
    return () if table is None else table.items()


def check_number(part: str, found: int, names: Names, path: Path) -> None:
    """A rule set has a size at which every question about it is answered in a moment."""
    if found > MOST_PARTS:
        message = Message("too-many-parts", found=found, what=Message(f"parts.{part}"), most=MOST_PARTS)
        names.report("too-many-parts", path, message, key=True)


def declare_indicators(file: RuleFile, names: Names) -> None:
    """Indicators first without what refers to other indicators, then with it."""
    for id, shape in items(file.indicators):
        names.indicators[id] = _indicator(id, shape, names, ("indicators", id))
    for id in file.derived or ():
        if id in (file.indicators or ()):
            names.report("redefined", ("derived", id), Message("redefined", name=id, parent="indicators"), key=True)
    anew = ((id, derived) for id, derived in items(file.derived) if id not in names.indicators)
    for id, derived in in_order(anew, names):
        names.indicators[id] = _limited(link_derived(id, derived, names, ("derived", id)), derived, names)
    for part in ("indicators", "derived"):
        for id, shape in items(getattr(file, part)):
            _declare_conditions(id, shape, names, (part, id))
    for id, shape in items(file.indicators):
        if shape.at_most is not None:
            _check_count(shape.at_most, names, ("indicators", id, "at_most"))
    _check_circles(names, file)
    for id, wholes in _wholes(names.indicators).items():
        names.indicators[id] = names.indicators[id]._replace(wholes=wholes)


def _wholes(indicators: Mapping[str, Indicator]) -> dict[str, tuple[str, ...]]:
    """For each indicator all that it is never above, the nearest first."""
    above: dict[str, dict[str, None]] = {id: {} for id in indicators}
    for id, indicator in indicators.items():
        if indicator.at_most in above:
            above[id][str(indicator.at_most)] = None
        if indicator.share is not None and {*indicator.share} <= above.keys():
            above[indicator.share.of][indicator.share.total] = None
    found: dict[str, tuple[str, ...]] = {}
    for id in above:
        reached = dict.fromkeys(above[id])
        waiting = list(reached)
        for other in waiting:
            waiting += [more for more in above[other] if more not in reached]
            reached.update(above[other])
        found[id] = tuple(other for other in reached if other != id)
    return found


def _declare_conditions(id: str, shape: IndicatorShape | DerivedShape, names: Names, path: Path) -> None:
    """When a fact is given, and when it may not apply."""
    only_when, may_not_apply = getattr(shape, "only_when", None), shape.may_not_apply
    found: dict[str, Leaf | bool | None] = {}
    if only_when is not None:
        found["only_when"] = _leaf(only_when, names, (*path, "only_when"))
    if isinstance(may_not_apply, str):
        found["may_not_apply"] = may_not_apply == "true"
    elif may_not_apply is not None:
        found["may_not_apply"] = _leaf(may_not_apply, names, (*path, "may_not_apply")) or False
    names.indicators[id] = names.indicators[id]._replace(**found)  # type: ignore[arg-type]  # each of its own type


def _leaf(shape: LeafShape, names: Names, path: Path) -> Leaf | None:
    """A comparison of a stated fact with values; None, and a problem, where it is something else."""
    key = path[-1]
    count = () if shape.count is None else shape.count.items()
    operands = (*count, *((each, operand) for each, operand in shape.items() if each != "count"))
    if any(not isinstance(operand, str | tuple) for _, operand in operands):
        names.report("only-when-threshold", path, Message("only-when-threshold", key=key))
        return None
    leaf = link_leaf(shape, names, path)
    if leaf.indicator in names.indicators and names.indicators[leaf.indicator].form is not None:
        message = Message("condition-derived", key=key, indicator=leaf.indicator)
        names.report("condition-derived", (*path, "indicator"), message)
        return None
    return leaf if leaf.comparisons else None


def _check_circles(names: Names, file: RuleFile) -> None:
    """No fact is limited by itself, and whether it applies never hangs on itself, by however many steps."""
    wholes = {id: (each.at_most,) for id, each in names.indicators.items() if each.at_most in names.indicators}
    applies = {id: tuple(leaf.indicator for leaf in each.conditions) for id, each in names.indicators.items()}
    for graph in (wholes, applies):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            _report_circle(error.args[1], names, file)


def _report_circle(cycle: list[str], names: Names, file: RuleFile) -> None:
    """The circle, at the first of its indicators that this file declares."""
    own = {id: part for part in ("indicators", "derived") for id in getattr(file, part) or ()}
    id = next(id for id in own if id in cycle)
    names.report("circle", (own[id], id), Message("circle-indicators", cycle=" → ".join(reversed(cycle))), key=True)


def _indicator(id: str, shape: IndicatorShape, names: Names, path: Path) -> Indicator:
    if (shape.type in ("enum", "set")) != bool(shape.values):
        names.report("enum-values", path, Message("enum-values", indicator=id), key=True)
    if shape.unit is not None and shape.type not in ("count", "number", "set"):
        names.report("unit-of", (*path, "unit"), Message(f"unit-of.{'money' if shape.type == 'money' else 'other'}"))
    if shape.ordered == "true" and shape.type == "set":
        names.report("set-ordered", (*path, "ordered"), Message("set-ordered"), key=True)
    for value in _READ_OTHERWISE & {*(shape.values or ())}:
        names.report("reserved-value", (*path, "values"), Message("reserved-value", value=value))
    check_number("values", len(shape.values or ()), names, path)
    bare = Indicator(id, shape.type, words_of(shape.label))
    least, most = _range(shape, bare, names, path)
    return bare._replace(
        about=words_or(shape.about, None),
        values=_value_labels(shape),
        value_aliases=_value_aliases(shape, names, path),
        ordered=shape.ordered == "true",
        unit=unit_of(shape.unit),
        least=least,
        most=most,
        rounded_to=_rounded_to(shape, bare, names, path),
        round=_round(shape, bare, names, path),
        at_most=shape.at_most,
        future=_future(shape, names, path),
        evidence=_evidence(shape, names, (*path, "evidence")),
        actionable=shape.actionable != "false",
        difficulty=int(shape.difficulty or 1),
        aliases=shape.aliases or (),
        not_to_be_confused=shape.not_to_be_confused or (),
    )


def _future(shape: IndicatorShape, names: Names, path: Path) -> bool:
    if shape.future is not None and shape.type != "date":
        names.report("not-a-date-indicator", (*path, "future"), Message("not-a-date-indicator"))
    return shape.future == "true"


def _evidence(shape: IndicatorShape, names: Names, path: Path) -> EvidenceNeed | None:
    if shape.evidence is None:
        return None
    within = shape.evidence.within
    return EvidenceNeed(None if within is None else link_age(within, "within", names, (*path, "within")))


def _value_labels(shape: IndicatorShape) -> dict[str, Words]:
    """The values of an enumeration with their labels; a value without one is its own label."""
    if shape.values is None:
        return {}
    if isinstance(shape.values, tuple):
        return {value: Words(value, value) for value in shape.values}
    return {value: words_of(label) if label else Words(value, value) for value, label in shape.values.items()}


def _value_aliases(shape: IndicatorShape, names: Names, path: Path) -> dict[str, tuple[str, ...]]:
    """What else the values are called; one word for two of them is no word for either."""
    if shape.values is None or isinstance(shape.values, tuple):
        return {}
    found = {value: tuple(label.aliases) for value, label in shape.values.items() if label and label.aliases}
    seen: dict[str, str] = {}
    for value, label in _value_labels(shape).items():
        for word in {each.casefold() for each in (value, label.vi, label.en, *found.get(value, ()))}:
            other = seen.setdefault(word, value)
            if other != value:
                message = Message("value-alias-twice", word=word, one=other, other=value)
                names.report("value-alias-twice", (*path, "values", value), message)
    return found


def _range(shape: IndicatorShape | DerivedShape, indicator: Indicator, names: Names, path: Path) -> Limits:
    if shape.range is None:
        return _NO_LIMITS
    if not indicator.numeric:
        names.report("not-numeric", (*path, "range"), Message("not-numeric", indicator=indicator.id))
        return _NO_LIMITS
    ends: list[Fraction | None] = []
    for key, text in (("min", shape.range.min), ("max", shape.range.max)):
        value = None if text is None else names.value(text, indicator, (*path, "range", key))
        ends.append(value if isinstance(value, Fraction) else None)
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        names.report("range-backwards", (*path, "range"), Message("range-backwards", indicator=indicator.id))
    return ends[0], ends[1]


def _rounded_to(shape: IndicatorShape, indicator: Indicator, names: Names, path: Path) -> Fraction | None:
    return None if shape.rounded_to is None else _step(shape.rounded_to, indicator, names, (*path, "rounded_to"))


def _round(shape: IndicatorShape, indicator: Indicator, names: Names, path: Path) -> Rounding | None:
    """How rules round a figure; one that is published rounded is a range, and has nothing to be rounded."""
    if shape.round is None:
        return None
    if shape.rounded_to is not None:
        names.report("rounded-twice", (*path, "round"), Message("rounded-twice", indicator=indicator.id), key=True)
    step = _step(shape.round.to, indicator, names, (*path, "round", "to"))
    return None if step is None else Rounding(step, shape.round.how or "half_away")


def _step(text: str, indicator: Indicator, names: Names, path: Path) -> Fraction | None:
    """The step of a rounding."""
    if indicator.type not in ("percent", "number", "money"):
        names.report("not-numeric", path, Message("not-numeric", indicator=indicator.id))
        return None
    step = names.value(text, indicator, path)
    if isinstance(step, Fraction) and step <= 0:
        names.report("bad-rounding", path, Message("bad-rounding", found=text))
    return step if isinstance(step, Fraction) and step > 0 else None


def _limited(indicator: Indicator, shape: DerivedShape, names: Names) -> Indicator:
    """A derived indicator with its limits: those that its file gives it, and else those that its parts do."""
    given = _range(shape, indicator, names, ("derived", indicator.id))
    least, most = (
        own if own is not None else end for own, end in zip(given, natural_limits(indicator, names), strict=True)
    )
    return indicator._replace(least=least, most=most)


def _check_count(id: str, names: Names, path: Path) -> None:
    if names.declared("indicator", id, names.indicators, path) and names.indicators[id].type != "count":
        names.report("not-a-count-indicator", path, Message("not-a-count-indicator", indicator=id))
