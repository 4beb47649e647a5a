"""A rule set and a date to its description: what a jurist has to read before signing, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Final

from smartcommune.assess.requirement import absent, need_of, plainly, with_basis
from smartcommune.assess.sentence import dropping
from smartcommune.authoring.show.contents import (
    below,
    conditions_of,
    own_sources,
    own_thresholds,
    reading_order,
)
from smartcommune.authoring.show.description import (
    ASSUMPTION,
    BASES,
    KINDS,
    Cited,
    Conclusion,
    ConditionText,
    Day,
    Description,
    Dictum,
    Header,
    Order,
    PlaceValue,
    Replaced,
    Requirement,
    RestsOn,
    RuleSetSummary,
    Scoring,
    ThresholdText,
    at_place,
)
from smartcommune.engine.plan import Bound, Plan, make_plan
from smartcommune.messages import Listed, Message, Sayable, Words
from smartcommune.model.conditions import BOUNDS, conditions, leaves_in, thresholds_in
from smartcommune.model.ruleset import (
    SET,
    AtLeast,
    Citation,
    Comparison,
    Condition,
    Criterion,
    Group,
    Indicator,
    Leaf,
    Not,
    Operand,
    Operator,
    Reference,
    Remark,
    RuleSet,
    Span,
    Threshold,
    Value,
    Verdict,
    is_borrowed,
)
from smartcommune.model.wording import Shown, shown
from smartcommune.problems import InputError, Place, Problem, did_you_mean

# Levels of a condition whose marks have all numbers on the way: laws rarely go deeper.
MOST_MARKED: Final = 4


def summary(ruleset: RuleSet, cases: int, day: date | None = None) -> RuleSetSummary:
    """What `list` tells about a rule set that has so many cases, on a day."""
    thresholds = own_thresholds(ruleset)
    criteria = [item for id, item in ruleset.criteria.items() if not is_borrowed(id)]
    kinds = [item.citations[0].source.kind for item in criteria if item.citations]
    grounds = {kind: kinds.count(kind) for kind in KINDS}
    figures = (len(thresholds), _counts(thresholds), ruleset.score_basis)
    return RuleSetSummary(_header(ruleset), len(criteria), cases, grounds, *figures, day)


def describe(
    ruleset: RuleSet,
    as_of: date | None,
    today: date,
    criterion: str | None = None,
    plan_on: Callable[[date], Plan] | None = None,
) -> Description:
    """The description of a rule set, or of one criterion of it with the criteria below.

    Args:
        ruleset: what to describe.
        as_of: the date whose thresholds count; None takes today, or the nearest day in force.
        today: the user's day.
        criterion: the only one to describe.
        plan_on: the plan for a day, with the user's settings; None takes the rule set as it is.

    Raises:
        InputError: there is no such criterion.
    """
    known = [id for id in ruleset.criteria if not is_borrowed(id)]
    if criterion is not None and criterion not in known:
        message, help = Message("undeclared-criterion", name=criterion), did_you_mean(criterion, known)
        raise InputError([Problem("undeclared-criterion", Place("--criterion"), message, help)])
    day = _day(ruleset.in_force, as_of, today)
    described = _Described(make_plan(ruleset, day.date) if plan_on is None else plan_on(day.date))
    return described.whole(day) if criterion is None else described.part(day, criterion)


def describe_plan(plan: Plan) -> Description:
    """The description of a rule set as it is applied: on the plan's date, with the user's settings."""
    return _Described(plan).whole(_day(plan.ruleset.in_force, plan.as_of, plan.as_of))


def _day(span: Span, as_of: date | None, today: date) -> Day:
    if as_of is not None:
        return Day(as_of, "given" if span.covers(as_of) else "outside")
    if span.covers(today):
        return Day(today, "today")
    if span.last is None or today < span.first:
        return Day(span.first, "first")
    return Day(span.last, "last")


def _header(ruleset: RuleSet, settings: tuple[str, ...] = ()) -> Header:
    return Header(
        id=ruleset.id,
        version=ruleset.version,
        sha256=ruleset.sha256,
        label=ruleset.label,
        issuer=ruleset.issuer,
        in_force=ruleset.in_force,
        note=ruleset.force_note,
        extends=tuple(map(_rests_on, _parents(ruleset))),
        apart=tuple(_apart(ruleset)),
        subject=ruleset.subject,
        uses=tuple(map(_rests_on, ruleset.used.values())),
        replaced_by=ruleset.replaced_by,
        provenance=ruleset.provenance(settings),
    )


def _parents(ruleset: RuleSet) -> Iterator[RuleSet]:
    if ruleset.parent is not None:
        yield ruleset.parent
        yield from _parents(ruleset.parent)


def _rests_on(ruleset: RuleSet) -> RestsOn:
    return RestsOn(ruleset.id, None if ruleset.is_built_in else ruleset.document.name)


def _apart(ruleset: RuleSet) -> Iterator[Message]:
    """In what a rule set parts from the one it extends, each with what lets it."""
    for key, citations in ruleset.without.items():
        yield Message("show.without", what=Message(f"without.{key}"), citations=Listed(citations, "; "))
    if ruleset.outlives:
        yield Message("show.outlives", citations=Listed(ruleset.outlives, "; "))


def _counts(thresholds: Iterable[Threshold | ThresholdText]) -> dict[str, int]:
    bases = [threshold.basis for threshold in thresholds]
    return {basis: bases.count(basis) for basis in (*BASES, *((SET,) if SET in bases else ()))}


class _Described:
    """Words the parts of a rule set on a plan's date."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ruleset = plan.ruleset
        self.numbers = {id: number for number, id in enumerate(reading_order(plan.ruleset), 1)}
        self.documents = {id: plan.ruleset.sources[id] for id in own_sources(plan.ruleset)}
        for bound in plan.bounds.values():
            self.documents |= {item.source.id: item.source for item in bound.threshold.citations if bound.is_set}
        self.sources = {id: number for number, id in enumerate(self.documents, 1)}

    def whole(self, day: Day) -> Description:
        ruleset = self.ruleset
        scope = tuple(self.clause(Reference(id), (number,)) for number, id in enumerate(ruleset.scope, 1))
        limits = tuple(self.limit(threshold.id) for threshold in own_thresholds(ruleset))
        return Description(
            header=_header(ruleset, self.plan.settings),
            day=day,
            counts=_counts(limits),
            verdict=Conclusion(scope, self.clause(ruleset.eligible_when), ruleset.readings, _lead(ruleset)),
            criteria=tuple(self.requirement(ruleset.criteria[id]) for id in self.numbers),
            thresholds=limits,
            scoring=self.scoring(self.numbers),
            order=self.order() if ruleset.ranking.by else None,
            sources=tuple((number, self.documents[id]) for id, number in self.sources.items()),
            not_known=ruleset.not_known,
            remarks=tuple(self.dictum(remark) for remark in ruleset.remarks),
            dropping=tuple(self.dropping()),
        )

    def dropping(self) -> Iterator[tuple[str, Sayable]]:
        """The facts that may not apply, and where."""
        for id, indicator in self.ruleset.indicators.items():
            where = dropping(indicator, self.plan)
            if where is not None:
                yield id, Message("show.drops", label=indicator.label, where=where)

    def part(self, day: Day, criterion: str) -> Description:
        """One criterion and those below it, with the thresholds and sources that they use; nothing else."""
        inside = below(self.ruleset, criterion)
        used = {id for name in inside for id in thresholds_in(conditions_of(self.ruleset.criteria[name]))}
        limits = tuple(self.limit(id) for id in self.ruleset.thresholds if id in used)
        criteria = tuple(self.requirement(self.ruleset.criteria[id]) for id in self.numbers if id in inside)
        citations = chain.from_iterable(part.citations for part in chain[Requirement | ThresholdText](criteria, limits))
        cited = {citation.number for citation in citations}
        sources = tuple((number, self.documents[id]) for id, number in self.sources.items() if number in cited)
        return Description(
            header=_header(self.ruleset, self.plan.settings),
            day=day,
            counts=_counts(limits),
            verdict=None,
            criteria=criteria,
            thresholds=limits,
            scoring=self.scoring(inside),
            order=None,
            sources=sources,
            not_known=(),
            remarks=(),
        )

    def requirement(self, criterion: Criterion) -> Requirement:
        return Requirement(
            number=self.numbers[criterion.id],
            id=criterion.id,
            label=criterion.label,
            applies=None if criterion.applies_when is None else self.clause(criterion.applies_when),
            test=self.clause(criterion.test),
            citations=self.cited(criterion.citations),
            weight=Shown(criterion.weight) if criterion.weight else None,
            note=criterion.note,
            readings=criterion.readings,
        )

    def scoring(self, criteria: Container[str]) -> Scoring | None:
        """What each of the criteria weighs; None if none of them counts."""
        weights: dict[Fraction, tuple[int, ...]] = {}
        for id, number in self.numbers.items():
            weight = self.ruleset.criteria[id].weight
            if weight and id in criteria:
                weights[weight] = (*weights.get(weight, ()), number)
        heaviest_first = tuple((Shown(weight), weights[weight]) for weight in sorted(weights, reverse=True))
        return Scoring(self.ruleset.score_basis, self.ruleset.score_note, heaviest_first) if weights else None

    def order(self) -> Order:
        """What decides between equal scores."""
        by, citations = self.ruleset.ranking
        labels = ((id, self.ruleset.indicators[id].label, is_least) for id, is_least in by)
        return Order(tuple(labels), self.cited(citations))

    def cited(self, citations: tuple[Citation, ...]) -> tuple[Cited, ...]:
        return tuple(Cited(self.sources[item.source.id], item.source, item.at) for item in citations)

    def dictum(self, remark: Remark) -> Dictum:
        return Dictum(remark.span, remark.text, self.cited(remark.citations))

    # Conditions

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
        value = self._value(bound, self._like(bound.threshold))
        return absent(bound) if value is None else with_basis(Message(key, need=value), bound)

    def _leaf(self, leaf: Leaf) -> ConditionText:
        indicator = self.ruleset.indicators[leaf.indicator]
        named = tuple(comparison.threshold for comparison in leaf.comparisons if comparison.threshold is not None)
        has_all = all(_figures(self.plan.bounds[id]) for id in named)
        measured = has_all and all(comparison.operator in BOUNDS for comparison in leaf.comparisons)
        needs = Listed(tuple(self._need(comparison, indicator) for comparison in leaf.comparisons))
        text: Sayable = Message("show.measured" if measured else "show.stated", label=indicator.label, need=needs)
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

    def _need(self, comparison: Comparison, indicator: Indicator) -> Message:
        """What a comparison asks for: of a threshold that depends on the place, at every place."""
        operator = self.plan.operator(comparison)
        if comparison.threshold is None:
            operands: list[Operand] = [] if comparison.constant is None else [comparison.constant]
            values = Listed(tuple(shown(operand, indicator) for operand in operands))
            return need_of(plainly(operator, operands, indicator), values, indicator)
        bound = self.plan.bounds[comparison.threshold]
        value = self._value(bound, indicator)
        if value is None:
            return absent(bound)
        return with_basis(need_of(plainly(operator, [*_figures(bound)], indicator), value, indicator), bound)

    def _assumed(self, thresholds: tuple[str, ...]) -> bool:
        return any(self.plan.bounds[id].threshold.basis == ASSUMPTION for id in thresholds)

    # Thresholds

    def limit(self, id: str) -> ThresholdText:
        bound = self.plan.bounds[id]
        threshold = bound.threshold
        spans = [dated.span for dated in threshold.values if dated.span.covers(self.plan.as_of) and not bound.is_set]
        return ThresholdText(
            id=threshold.id,
            label=threshold.label or Words(threshold.id, threshold.id),
            by=None if bound.by is None else self.ruleset.indicators[bound.by].label,
            figures=self._all_figures(bound, self._like(threshold)),
            exclusive=threshold.exclusive,
            basis=threshold.basis,
            citations=self.cited(threshold.citations),
            from_test=threshold.from_test,
            span=spans[-1] if spans else None,
            replaces=None if bound.is_set else self._replaced(threshold),
            used_by=tuple(number for id, number in self.numbers.items() if threshold.id in self._used(id)),
            used_in_verdict=threshold.id in thresholds_in((self.ruleset.eligible_when,)),
        )

    def _used(self, criterion: str) -> set[str]:
        return thresholds_in(conditions_of(self.ruleset.criteria[criterion]))

    def _all_figures(self, bound: Bound, like: Indicator) -> tuple[PlaceValue, ...]:
        """The values by place, then that of every other place; a place that has none says so."""
        if bound.by is None:
            return () if bound.default is None else (PlaceValue(None, None, bound.default, _text(bound.default, like)),)
        elsewhere = None if bound.default is None else _text(bound.default, like)
        default = (PlaceValue(None, Message("show.everywhere-else"), bound.default, elsewhere),) if elsewhere else ()
        places = self.ruleset.indicators[bound.by].values
        wanted = [place for place in places if place in bound.places or bound.default is None]
        return (*(self._figure(place, places[place], bound.at(place), like) for place in wanted), *default)

    def _figure(self, place: str, label: Words, value: Value | None, like: Indicator) -> PlaceValue:
        return PlaceValue(
            place, label, value, Message("show.no-value-at-place") if value is None else _text(value, like)
        )

    def _value(self, bound: Bound, like: Indicator) -> Sayable | None:
        """The values of a threshold inside a sentence: `20 % (riêng Đồng bằng: 15 %)`."""
        figures = self._all_figures(bound, like)
        if bound.default is None or len(figures) == 1:
            return Listed(tuple(at_place(figure.label, figure.text) for figure in figures), "; ") if figures else None
        places = Listed(tuple(at_place(figure.label, figure.text) for figure in figures[:-1]), "; ")
        return Message("show.default-and-places", value=figures[-1].text, places=places)

    def _like(self, threshold: Threshold) -> Indicator:
        """The indicator that a threshold is compared with, for its unit."""
        for leaf in leaves_in(conditions(self.ruleset)):
            if any(comparison.threshold == threshold.id for comparison in leaf.comparisons):
                return self.ruleset.indicators[leaf.indicator]
        return Indicator(threshold.id, threshold.type, Words(threshold.id, threshold.id))

    def _replaced(self, threshold: Threshold) -> Replaced | None:
        parent = self.ruleset.parent
        bound = None if parent is None else make_plan(parent, self.plan.as_of).bounds.get(threshold.id)
        if parent is None or bound is None or _stated(bound) == _stated(self.plan.bounds[threshold.id]):
            return None
        value = self._value(bound, self._like(threshold))
        return None if value is None else Replaced(parent.id, value)


def _stated(bound: Bound) -> tuple[object, ...]:
    """What a threshold is on a day, and on what it rests."""
    return bound.default, bound.places, bound.threshold.grounds


def _lead(ruleset: RuleSet) -> Message:
    """`Eligible when`, or what the rule set calls it."""
    called = ruleset.called.get(Verdict.ELIGIBLE)
    return Message("show.eligible") if called is None else Message("show.called-when", verdict=called)


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
