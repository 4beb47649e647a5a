"""A condition to the same condition with one small mistake in it, once for every mistake that is easily made.

Each is what a slip of the pen leaves: `>` for `>=`, a bound one step off, a member forgotten, `any_of` for `all_of`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.variants import with_comparison, without_each
from smartcommune.messages import Message, Words
from smartcommune.model.condition import (
    AtLeast,
    Comparison,
    Condition,
    Group,
    Holds,
    Leaf,
    Not,
    Operand,
    Operator,
    PointsLeaf,
    Reference,
    Value,
)
from smartcommune.model.conditions import BOUNDS
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import limits
from smartcommune.model.wording import age_shown, need_shown, shown
from smartcommune.quantity import day_after, is_decimal, plain
from smartcommune.source.document import Path

_MOST_STEP: Final = Fraction(1, 10)
# Marks are mostly whole, and points come in steps: a whole point is what one would notice.
_POINTS: Final = Indicator("", "number", Words("", ""), rounded_to=Fraction(1))
_SHARE: Final = _POINTS._replace(type="percent")
_OTHER: Final = {
    Operator.GTE: Operator.GT,
    Operator.GT: Operator.GTE,
    Operator.LTE: Operator.LT,
    Operator.LT: Operator.LTE,
    Operator.IS: Operator.IS_NOT,
    Operator.IS_NOT: Operator.IS,
    Operator.WITHIN: Operator.LONGER_AGO_THAN,
    Operator.LONGER_AGO_THAN: Operator.WITHIN,
}


class Rewrite(NamedTuple):
    """A condition with one mistake: where it is, what it is, and the condition with it."""

    path: Path
    message: Message
    condition: Condition


def rewrites(condition: Condition, ruleset: RuleSet) -> Iterator[Rewrite]:
    """The condition with each mistake that can be made in itself; those in its members are theirs."""
    match condition:
        case Leaf():
            yield from _leaf(condition, ruleset)
        case Not(member=AtLeast(beyond=1, need=Fraction() as need) as group):
            message = Message("mutant.kind", before="at_most", after="at_least")
            yield Rewrite(group.path, message, group._replace(need=max(need - 1, Fraction(1)), beyond=0))
        case Not():
            yield Rewrite((*condition.path, "not"), Message("mutant.not-dropped"), condition.member)
        case Group():
            yield from _group(condition)
        case AtLeast():
            yield from _at_least(condition)
        case PointsLeaf():
            yield from _points(condition, ruleset)
        case Reference() | Holds():  # what is held is a part of its own
            pass


def _points(leaf: PointsLeaf, ruleset: RuleSet) -> Iterator[Rewrite]:
    """Points compared with another sign, with a mark one off, or by one bound less."""
    like = (_SHARE if leaf.is_share else _POINTS)._replace(id=leaf.criterion)
    for _, comparison, rest in without_each(leaf.comparisons):
        path = (*leaf.path, comparison.operator.key)
        for message, changed in _comparison(comparison, like, ruleset):
            yield Rewrite(path, message, with_comparison(leaf, comparison, changed))
        if rest:
            message = Message("mutant.bound-dropped", **_said(comparison, like))
            yield Rewrite(path, message, leaf._replace(comparisons=rest))


def _leaf(leaf: Leaf, ruleset: RuleSet) -> Iterator[Rewrite]:
    indicator = ruleset.indicators[leaf.indicator]
    for _, comparison, rest in without_each(leaf.comparisons):
        path = leaf.place(comparison)
        for message, changed in _comparison(comparison, indicator, ruleset):
            yield Rewrite(path, message, with_comparison(leaf, comparison, changed))
        if rest:
            message = Message("mutant.bound-dropped", **_said(comparison, indicator))
            yield Rewrite(path, message, leaf._replace(comparisons=rest))
        if comparison.operator in (Operator.IN, Operator.HAS):
            message = Message("mutant.in-negated", **_said(comparison, indicator))
            yield Rewrite(path, message, Not(leaf._replace(comparisons=(comparison,)), leaf.path))


def _comparison(comparison: Comparison, indicator: Indicator, ruleset: RuleSet) -> Iterator[tuple[Message, Comparison]]:
    """A comparison with another operator, or with a constant beside the right one."""
    operator = comparison.operator
    threshold = None if comparison.threshold is None else ruleset.thresholds[comparison.threshold]
    if operator in _OTHER and not (threshold is not None and threshold.exclusive):
        after = _OTHER[operator]
        yield (
            Message("mutant.operator", **_said(comparison, indicator), after=after.value),
            comparison._replace(operator=after),
        )
    if operator is Operator.IN and isinstance(comparison.constant, tuple) and len(comparison.constant) > 1:
        for value in comparison.constant:
            rest = tuple(other for other in comparison.constant if other != value)
            message = Message("mutant.value-dropped", indicator=indicator.id, value=shown(value, indicator))
            yield message, comparison._replace(constant=rest)
    for number in () if comparison.age is None else (comparison.age.number - 1, comparison.age.number + 1):
        if number and comparison.age is not None:
            age = comparison.age._replace(number=number)
            said = {**_said(comparison, indicator), "after": age_shown(age)}
            yield Message("mutant.constant", **said), comparison._replace(age=age)
    if threshold is None and operator in (*BOUNDS, Operator.HAS) and indicator.sides is None:
        for value in beside(comparison.constant, indicator):
            said = {**_said(comparison, indicator), "after": shown(value, indicator)}
            yield Message("mutant.constant", **said), comparison._replace(constant=value)


def _said(comparison: Comparison, indicator: Indicator) -> dict[str, object]:
    if indicator.sides is not None:
        one, other = indicator.sides
        return {"indicator": one, "operator": comparison.operator.value, "value": f"`{other}`"}
    operand: object = f"`{comparison.threshold}`"
    if comparison.age is not None:
        operand = age_shown(comparison.age)
    elif comparison.threshold is None and comparison.constant is not None:
        operand = shown(comparison.constant, indicator)
    return {"indicator": indicator.id, "operator": comparison.operator.value, "value": operand}


def beside(value: Operand | None, indicator: Indicator) -> list[Value]:
    """The values one step below and one above, as far as the indicator can have them."""
    if isinstance(value, date):
        return [day for day in (day_after(value, -1), day_after(value, 1)) if day is not None]
    if isinstance(value, Fraction):
        step = step_of(value, indicator)
        low, high = limits(indicator)
        near = (value - step, value + step)
        return [item for item in near if (low is None or item >= low) and (high is None or item <= high)]
    order = list(indicator.values)
    if not isinstance(value, str) or value not in order:
        return []
    at = order.index(value)
    return [order[position] for position in (at - 1, at + 1) if 0 <= position < len(order)]


def step_of(value: Fraction, indicator: Indicator) -> Fraction:
    """The smallest step that one would notice: of a count 1, of a rounded figure its rounding, else 0.1 or less."""
    if indicator.type in ("count", "set"):
        return Fraction(1)
    if indicator.rounded_to is not None:
        return indicator.rounded_to
    if indicator.round is not None:
        return indicator.round.to
    digits = len(plain(value).partition(".")[2]) if is_decimal(value) else 0
    return min(_MOST_STEP, Fraction(1, 10**digits))


def _group(group: Group) -> Iterator[Rewrite]:
    path = (*group.path, group.kind)
    if len(group.members) > 1:
        yield _other_kind(group, path)
    if group.kind == "none_of":
        message = Message("mutant.kind", before="none_of", after="any_of")
        yield Rewrite(path, message, group._replace(kind="any_of"))
    if len(group.members) > 1:
        for place, message, rest in _dropped(group.members, path):
            yield Rewrite(place, message, group._replace(members=rest))


def _other_kind(group: Group, path: Path) -> Rewrite:
    if group.kind == "none_of":
        message = Message("mutant.kind", before="none_of", after="not all_of")
        return Rewrite(path, message, Not(group._replace(kind="all_of"), group.path))
    after = "any_of" if group.kind == "all_of" else "all_of"
    return Rewrite(path, Message("mutant.kind", before=group.kind, after=after), group._replace(kind=after))


def _dropped(items: tuple[Condition, ...], path: Path) -> Iterator[tuple[Path, Message, tuple[Condition, ...]]]:
    """The conditions without one of them, for each of them."""
    for position, member, rest in without_each(items):
        yield (*path, position), Message("mutant.member-dropped", group=path[-1], member=named(member)), rest


def named(condition: Condition) -> object:
    """A condition in a few words: the name of its criterion or indicator, else what kind of group it is."""
    match condition:
        case Reference():
            return f"`{condition.criterion}`"
        case Leaf():
            return f"`{condition.indicator.replace(':', '` − `')}`"
        case Not(member=AtLeast(beyond=1) as group):
            return named(group)
        case Holds():
            return named(condition.member)
        case PointsLeaf():
            return f"`{condition.criterion}`"
        case Not():
            return Message("mutant.not", member=named(condition.member))
        case Group():
            return f"`{condition.kind}`"
        case AtLeast():
            return f"`{condition.key}`"


def _at_least(group: AtLeast) -> Iterator[Rewrite]:
    if group.need is not None:
        step = 100 / Fraction(len(group.members)) if group.is_share else Fraction(1)
        most = Fraction(100) if group.is_share else Fraction(len(group.members))
        for need in (group.need - step, group.need + step):
            if 0 < need <= most:
                before, after = need_shown(group, group.need), need_shown(group, need)
                message = Message("mutant.need", key=group.key, before=before, after=after)
                yield Rewrite((*group.path, "n"), message, group._replace(need=need))
    for path, message, rest in _dropped(group.members, (*group.path, "of")) if len(group.members) > 1 else ():
        yield Rewrite(path, message, group._replace(members=rest))
    for path, message, rest in _dropped(group.must, (*group.path, "must")):
        yield Rewrite(path, message, group._replace(must=rest))
