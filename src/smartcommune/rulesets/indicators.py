"""The indicators of a rule file, declared and derived, to indicators with their types, ranges and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeVar

from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Indicator, Share
from smartcommune.rulesets.conditions import link_leaf
from smartcommune.rulesets.limits import MOST_PARTS
from smartcommune.rulesets.names import Names
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import Bilingual, DerivedShape, IndicatorShape, RuleFile

T = TypeVar("T")

_NO_LIMITS: Final = (None, None)


def items(table: Mapping[str, T] | None) -> Iterable[tuple[str, T]]:
    return () if table is None else table.items()


def words_of(shape: Bilingual) -> Words:
    return Words(shape.vi, shape.en)


def words_or(shape: Bilingual | None, other: Words | None) -> Words | None:
    return other if shape is None else words_of(shape)


def check_number(part: str, found: int, names: Names, path: Path) -> None:
    """A rule set has a size at which every question about it is answered in a moment."""
    if found > MOST_PARTS:
        message = Message("too-many-parts", found=found, what=Message(f"parts.{part}"), most=MOST_PARTS)
        names.report("too-many-parts", path, message, key=True)


def declare_indicators(file: RuleFile, names: Names) -> None:
    """Indicators first without what refers to other indicators, then with it."""
    for id, shape in items(file.indicators):
        names.indicators[id] = _indicator(id, shape, names, ("indicators", id))
    for id, derived in items(file.derived):
        if id in (file.indicators or ()):
            names.report("redefined", ("derived", id), Message("redefined", name=id, parent="indicators"), key=True)
        names.indicators[id] = _derived(id, derived, names, ("derived", id))
    for id, shape in items(file.indicators):
        if shape.only_when is not None:
            path: Path = ("indicators", id, "only_when")
            if any(not isinstance(operand, str | tuple) for _, operand in shape.only_when.items()):
                names.report("only-when-threshold", path, Message("only-when-threshold"))
                continue
            only_when = link_leaf(shape.only_when, names, path)
            names.indicators[id] = names.indicators[id]._replace(only_when=only_when)
        if shape.at_most is not None:
            _check_count(shape.at_most, names, ("indicators", id, "at_most"))


def _indicator(id: str, shape: IndicatorShape, names: Names, path: Path) -> Indicator:
    if (shape.type == "enum") != bool(shape.values):
        names.report("enum-values", path, Message("enum-values", indicator=id), key=True)
    check_number("values", len(shape.values or ()), names, path)
    bare = Indicator(id, shape.type, words_of(shape.label))
    least, most = _range(shape, bare, names, path)
    return bare._replace(
        about=words_or(shape.about, None),
        values=_value_labels(shape),
        ordered=shape.ordered == "true",
        unit=shape.unit,
        least=least,
        most=most,
        rounded_to=_rounding(shape, bare, names, path),
        at_most=shape.at_most,
        actionable=shape.actionable != "false",
        difficulty=int(shape.difficulty or 1),
        aliases=shape.aliases or (),
        not_to_be_confused=shape.not_to_be_confused or (),
    )


def _value_labels(shape: IndicatorShape) -> dict[str, Words]:
    """The values of an enumeration with their labels; a value without one is its own label."""
    if shape.values is None:
        return {}
    if isinstance(shape.values, tuple):
        return {value: Words(value, value) for value in shape.values}
    return {value: words_of(label) if label else Words(value, value) for value, label in shape.values.items()}


def _range(
    shape: IndicatorShape, indicator: Indicator, names: Names, path: Path
) -> tuple[Fraction | None, Fraction | None]:
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


def _rounding(shape: IndicatorShape, indicator: Indicator, names: Names, path: Path) -> Fraction | None:
    if shape.rounded_to is None:
        return None
    if indicator.type not in ("percent", "number", "money"):
        names.report("not-numeric", (*path, "rounded_to"), Message("not-numeric", indicator=indicator.id))
        return None
    step = names.value(shape.rounded_to, indicator, (*path, "rounded_to"))
    if isinstance(step, Fraction) and step <= 0:
        names.report("bad-rounding", (*path, "rounded_to"), Message("bad-rounding", found=shape.rounded_to))
    return step if isinstance(step, Fraction) and step > 0 else None


def _derived(id: str, shape: DerivedShape, names: Names, path: Path) -> Indicator:
    _check_count(shape.share.of, names, (*path, "share", "of"))
    _check_count(shape.share.in_, names, (*path, "share", "in"))
    return Indicator(
        id,
        "percent",
        words_of(shape.label),
        about=words_or(shape.about, None),
        share=Share(shape.share.of, shape.share.in_),
        actionable=shape.actionable != "false",
        difficulty=int(shape.difficulty or 1),
        aliases=shape.aliases or (),
        not_to_be_confused=shape.not_to_be_confused or (),
    )


def _check_count(id: str, names: Names, path: Path) -> None:
    if names.declared("indicator", id, names.indicators, path) and names.indicators[id].type != "count":
        names.report("not-a-count-indicator", path, Message("not-a-count-indicator", indicator=id))
