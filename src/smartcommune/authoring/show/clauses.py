"""Conditions to words for a reader of the rules: of no commune in particular, with the values of every place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from smartcommune.assess.requirement import POINTS, SHARE, absent, age_need, beside_need, need_of, plainly, with_basis
from smartcommune.authoring.show.description import ASSUMPTION, ConditionText, PlaceValue, at_place
from smartcommune.engine.bounds import Bound
from smartcommune.engine.plan import Plan
from smartcommune.messages import Listed, Message, Sayable
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
from smartcommune.model.conditions import BOUNDS, conditions, leaves_in
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet, is_borrowed
from smartcommune.model.threshold import Threshold, Where, is_divided
from smartcommune.model.wording import Shown, place_name, shown

# Levels of a condition whose marks have all numbers on the way: laws rarely go deeper.
MOST_MARKED: Final = 4


class Clauses:
    """Words the conditions of a rule set on a plan's date.

    Args:
        plan: the rules and the day.
        numbers: of the criteria, as the document has them.
    """

    def __init__(self, plan: Plan, numbers: Mapping[str, int]) -> None:
        self.plan = plan
        self.ruleset = plan.ruleset
        self.numbers = numbers

    def clause(self, condition: Condition, path: tuple[int, ...] = ()) -> ConditionText:
        """A condition in words; `path` has the number of each part on the way to it."""
        match condition:
            case Leaf():
                clause = self._leaf(condition)
            case Reference(criterion=id) if is_borrowed(id):
                other = Message("show.other-ruleset", label=self.ruleset.criteria[id].label, id=id.partition(":")[0])
                clause = ConditionText("ruleset", other)
            case Reference(criterion=id):
                label = self.ruleset.criteria[id].label
                clause = ConditionText("criterion", Message("show.criterion", number=self.numbers[id], label=label))
                clause = clause._replace(criterion=id)
            case Not(member=AtLeast(must=()) as group):
                clause = self._at_least(group, path, is_turned=True)
            case Holds():
                clause = self.clause(condition.member, path)
            case PointsLeaf():
                clause = self._points(condition)
            case Not():
                clause = ConditionText("not", Message("label.not"), members=self._members((condition.member,), path))
            case Group(kind=kind):
                clause = ConditionText(kind, Message(f"label.{kind}"), members=self._members(condition.members, path))
            case _:
                clause = self._at_least(condition, path)
        return clause._replace(mark=_mark(path))

    def _members(self, members: tuple[Condition, ...], path: tuple[int, ...]) -> tuple[ConditionText, ...]:
        return tuple(self.clause(member, (*path, number)) for number, member in enumerate(members, 1))

    def _at_least(self, group: AtLeast, path: tuple[int, ...], *, is_turned: bool = False) -> ConditionText:
        """How many must be met; turned round, how many may be."""
        named = () if group.threshold is None else (group.threshold,)
        label = Message("label.at_least", need=self._count(group, is_turned=is_turned))
        members = self._members(group.members, path)
        if group.must:
            must = self.clause(Group("all_of", group.must), (*path, len(members) + 1))
            members = (*members, must._replace(kind="must", text=Message("label.must")))
        kind = "not" if is_turned else "at_least"
        return ConditionText(kind, label, thresholds=named, is_assumed=self._assumed(named), members=members)

    def _count(self, group: AtLeast, *, is_turned: bool) -> Sayable:
        """How many members are needed, in words."""
        key = "need.fewer" if is_turned else "need.at_least"
        if group.threshold is None and group.need is not None:
            unit = Message("unit.percent") if group.is_share else ""
            if is_turned and not group.is_share:
                return Message("need.at_most", need=Shown(group.need - 1))
            return Message(key, need=Shown(group.need, unit))
        bound = self.plan.bounds[str(group.threshold)]
        value = value_of(bound, like(bound.threshold, self.ruleset), self.ruleset)
        return absent(bound) if value is None else with_basis(Message(key, need=value), bound)

    def _leaf(self, leaf: Leaf) -> ConditionText:
        indicator = self.ruleset.indicators[leaf.indicator]
        named = tuple(comparison.threshold for comparison in leaf.comparisons if comparison.threshold is not None)
        has_all = all(_figures(self.plan.bounds[id]) for id in named)
        measured = has_all and all(comparison.operator in BOUNDS for comparison in leaf.comparisons)
        needs = Listed(tuple(self._need(comparison, indicator) for comparison in leaf.comparisons))
        if indicator.sides is not None:
            need = beside_need(leaf, self.ruleset, {})
            said = Message("show.measured", label=indicator.label, need=need)
            return ConditionText("leaf", said, indicator=indicator.sides[0], other_indicator=indicator.sides[1])
        label = _rounded(indicator)
        text: Sayable = Message("show.measured" if measured else "show.stated", label=label, need=needs)
        if leaf.comparisons == (Comparison(Operator.IS, constant=True),):
            text = indicator.label  # "Has a digital team", not "Has a digital team: yes"
        return ConditionText(
            kind="leaf",
            text=text,
            mark="",
            criterion=None,
            indicator=indicator.id,
            thresholds=named,
            is_assumed=self._assumed(named),
        )

    def _points(self, leaf: PointsLeaf) -> ConditionText:
        like = SHARE if leaf.is_share else POINTS
        needs: Sayable = Listed(tuple(self._need(comparison, like) for comparison in leaf.comparisons))
        needs = Message("need.of-most", need=needs) if leaf.is_share else needs
        label = self.ruleset.criteria[leaf.criterion].label
        text = Message("show.points", number=self.numbers[leaf.criterion], label=label, need=needs)
        named = tuple(comparison.threshold for comparison in leaf.comparisons if comparison.threshold is not None)
        is_assumed = self._assumed(named)
        return ConditionText("points", text, criterion=leaf.criterion, thresholds=named, is_assumed=is_assumed)

    def _need(self, comparison: Comparison, indicator: Indicator) -> Sayable:
        """What a comparison asks for: of a threshold that depends on the place, at every place."""
        if comparison.age is not None:
            return age_need(comparison.operator, comparison.age)
        operator = self.plan.operator(comparison)
        if comparison.threshold is None:
            operands: list[Operand] = [] if comparison.constant is None else [comparison.constant]
            values = Listed(tuple(shown(operand, indicator) for operand in operands))
            return need_of(plainly(operator, operands, indicator), values, indicator)
        bound = self.plan.bounds[comparison.threshold]
        value = value_of(bound, indicator, self.ruleset)
        if value is None:
            return absent(bound)
        return with_basis(need_of(plainly(operator, [*_figures(bound)], indicator), value, indicator), bound)

    def value_of(self, threshold: str, like: Indicator) -> Sayable:
        """The value of a threshold in a sentence, with that of each place."""
        bound = self.plan.bounds[threshold]
        return value_of(bound, like, self.ruleset) or absent(bound)

    def _assumed(self, thresholds: tuple[str, ...]) -> bool:
        return any(self.plan.bounds[id].threshold.basis == ASSUMPTION for id in thresholds)


def figures_of(bound: Bound, like: Indicator, ruleset: RuleSet) -> tuple[PlaceValue, ...]:
    """The values by place, then that of every other place; a place that has none says so."""
    if not bound.by:
        return () if bound.default is None else (PlaceValue(None, None, bound.default, _text(bound.default, like)),)
    return tuple(
        PlaceValue(
            "/".join(where) or None,
            place_name(where, bound.by, bound.places, ruleset.indicators) if where else Message("show.everywhere-else"),
            value,
            Message("show.no-value-at-place") if value is None else _text(value, like),
        )
        for where, value in _told((), bound, [ruleset.indicators[id].values for id in bound.by])
    )


def _told(where: Where, bound: Bound, values: Sequence[Iterable[str]]) -> Iterator[tuple[Where, Value | None]]:
    """The places in one that have a value of their own, and all of them where there is none for the others."""
    others = bound.places.get(where) if where else bound.default
    if not where or is_divided(where, bound.places):
        for value in values[0]:
            inside = (*where, value)
            if inside in bound.places or others is None:
                yield from _told(inside, bound, values[1:])
    if others is not None or not is_divided(where, bound.places):
        yield where, others


def value_of(bound: Bound, like: Indicator, ruleset: RuleSet) -> Sayable | None:
    """The values of a threshold inside a sentence: `20 % (riêng Đồng bằng: 15 %)`."""
    figures = figures_of(bound, like, ruleset)
    if bound.default is None or len(figures) == 1:
        return Listed(tuple(at_place(figure.label, figure.text) for figure in figures), "; ") if figures else None
    places = Listed(tuple(at_place(figure.label, figure.text) for figure in figures[:-1]), "; ")
    return Message("show.default-and-places", value=figures[-1].text, places=places)


def like(threshold: Threshold, ruleset: RuleSet) -> Indicator:
    """The indicator that a threshold is compared with, for its unit."""
    for leaf in leaves_in(conditions(ruleset)):
        if any(comparison.threshold == threshold.id for comparison in leaf.comparisons):
            return ruleset.indicators[leaf.indicator]
    return threshold.like


def _text(value: Value, like: Indicator) -> Sayable:
    return Listed((shown(value, like),))


def _figures(bound: Bound) -> tuple[Value, ...]:
    return tuple(value for value in (bound.default, *bound.places.values()) if value is not None)


def _mark(path: tuple[int, ...]) -> str:
    """`a)`, below it `(1)`, below that `(1.1)` and `(1.1.1)`, and further down `(…1)`, for the text needs the room."""
    match path:
        case ():
            return ""
        case (number,):
            return f"{_letters(number)})"
        case _ if len(path) <= MOST_MARKED:
            return f"({'.'.join(map(str, path[1:]))})"
        case _:
            return f"(…{path[-1]})"


def _letters(number: int) -> str:
    """`a` to `z`, then `aa`, `ab`, …"""
    more, last = divmod(number - 1, 26)
    return (_letters(more) if more else "") + chr(ord("a") + last)


def _rounded(indicator: Indicator) -> Sayable:
    """What an indicator is called, and how it is rounded before it is compared."""
    if indicator.round is None:
        return indicator.label
    how = Message(f"rounded.{indicator.round.how}")
    return Message("show.rounded", label=indicator.label, how=how, to=shown(indicator.round.to, indicator))
