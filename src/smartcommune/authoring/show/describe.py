"""A rule set and a date to its description: what a jurist has to read before signing, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import chain

from smartcommune.assess.sentence import dropping
from smartcommune.authoring.show.clauses import Clauses, figures_of, like, value_of
from smartcommune.authoring.show.contents import (
    below,
    conditions_of,
    own_sources,
    own_thresholds,
    reading_order,
)
from smartcommune.authoring.show.description import (
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
    ReadingText,
    Replaced,
    Requirement,
    RestsOn,
    RuleSetSummary,
    Scoring,
    ThresholdText,
)
from smartcommune.authoring.show.earnings import earned_by, printed_rows
from smartcommune.authoring.show.readings import reading_texts
from smartcommune.authoring.stretches import is_own
from smartcommune.engine.bounds import Bound
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.condition import Reference
from smartcommune.model.conditions import thresholds_in
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion, Reading, Remark, RuleSet, Verdict, is_borrowed
from smartcommune.model.sources import READINGS, Citation
from smartcommune.model.threshold import SET, Relative, Span, Threshold
from smartcommune.model.wording import Shown, evidence_need, shown, together
from smartcommune.problems import did_you_mean, refusal


def summary(ruleset: RuleSet, cases: int, day: date | None = None) -> RuleSetSummary:
    """What `list` tells about a rule set that has so many cases, on a day."""
    thresholds = own_thresholds(ruleset)
    criteria = [item for id, item in ruleset.criteria.items() if not is_borrowed(id)]
    kinds = [item.citations[0].source.kind for item in criteria if item.citations]
    grounds = {kind: kinds.count(kind) for kind in KINDS}
    read = [item.citations[0].reading for item in criteria if item.citations]
    readings = {reading: read.count(reading) for reading in READINGS}
    figures = (len(thresholds), _counts(thresholds), ruleset.score_basis)
    return RuleSetSummary(_header(ruleset), len(criteria), cases, grounds, readings, *figures, day)


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
        raise refusal("undeclared-criterion", "--criterion", did_you_mean(criterion, known), name=criterion)
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


def _header(ruleset: RuleSet) -> Header:
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
        warning=ruleset.provenance().warning,
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
    for id, citations in ruleset.dropped.items():
        label = ruleset.parent.criteria[id].label if ruleset.parent else id
        yield Message("show.dropped", label=label, id=id, citations=Listed(citations, "; "))
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
        self.clauses = Clauses(plan, self.numbers)
        self.documents = {id: plan.ruleset.sources[id] for id in own_sources(plan.ruleset)}
        for bound in plan.bounds.values():
            self.documents |= {item.source.id: item.source for item in bound.threshold.citations if bound.is_set}
        self.sources = {id: number for number, id in enumerate(self.documents, 1)}

    def conclusion(self, scope: tuple[ConditionText, ...]) -> Conclusion:
        """When a commune is eligible, and which levels there are; where these are the verdict, they say both."""
        ruleset = self.ruleset
        said = Message("show.levels" if ruleset.levels_ordered else "show.classes")
        levels = ConditionText("levels", said, members=tuple(self.levels())) if ruleset.levels else None
        readings = self.readings(ruleset.readings)
        if ruleset.verdict_by_level and levels is not None:
            return Conclusion(scope, levels, readings, _lead(ruleset))
        eligible = self.clauses.clause(ruleset.eligible_when)
        return Conclusion(scope, eligible, readings, _lead(ruleset), levels)

    def levels(self) -> Iterator[ConditionText]:
        """Each level with what it takes, the best first."""
        for number, level in enumerate(self.ruleset.levels, 1):
            if level.when is None:
                yield ConditionText("level", Message("show.level-rest", label=level.label), f"{number})")
                continue
            clause = self.clauses.clause(level.when, (number,))
            text = Message("show.level", label=level.label, text=clause.text)
            yield clause._replace(text=text, mark=f"{number})")

    def whole(self, day: Day) -> Description:
        ruleset = self.ruleset
        scope = tuple(self.clauses.clause(Reference(id), (number,)) for number, id in enumerate(ruleset.scope, 1))
        limits = tuple(self.limit(threshold.id) for threshold in own_thresholds(ruleset))
        return Description(
            header=_header(ruleset),
            day=day,
            counts=_counts(limits),
            verdict=self.conclusion(scope),
            criteria=tuple(self.requirement(ruleset.criteria[id]) for id in self.numbers),
            thresholds=limits,
            scoring=self.scoring(self.numbers),
            order=self.order() if ruleset.ranking.by else None,
            sources=tuple((number, self.documents[id]) for id, number in self.sources.items()),
            not_known=ruleset.not_known,
            remarks=tuple(self.dictum(remark) for remark in ruleset.remarks),
            table=tuple(printed_rows(self.plan)),
            evidenced=tuple(self.evidenced()),
            dropping=tuple(self.dropping()),
        )

    def evidenced(self) -> Iterator[tuple[str, Sayable]]:
        """The facts that count only with evidence, and with which."""
        for id in relations(self.ruleset).evidenced:
            indicator = self.ruleset.indicators[id]
            if indicator.evidence is not None:
                need = evidence_need(indicator.evidence)
                yield id, Message("show.evidenced-line", label=indicator.label, need=need)

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
            header=_header(self.ruleset),
            day=day,
            counts=_counts(limits),
            criteria=criteria,
            thresholds=limits,
            scoring=self.scoring(inside),
            sources=sources,
        )

    def readings(self, readings: Iterable[Reading]) -> tuple[ReadingText, ...]:
        return reading_texts(readings, self.plan, lambda plan: Clauses(plan, self.numbers))

    def requirement(self, criterion: Criterion) -> Requirement:
        return Requirement(
            number=self.numbers[criterion.id],
            id=criterion.id,
            label=criterion.label,
            replaces=self._replaced_criterion(criterion),
            in_force=criterion.in_force,
            applies=None if criterion.applies_when is None else self.clauses.clause(criterion.applies_when),
            test=earned_by(criterion, self.clauses),
            citations=self.cited(criterion.citations),
            weight=Shown(criterion.weight) if criterion.weight else None,
            note=criterion.note,
            readings=self.readings(criterion.readings),
            evidence_asked=criterion.evidence_asked,
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

    def limit(self, id: str) -> ThresholdText:
        bound = self.plan.bounds[id]
        threshold = bound.threshold
        told = None if bound.is_set else self.ruleset.thresholds[id].on(self.plan.as_of)
        relative = None if told is None else told.of
        spans = [dated.span for dated in threshold.values if dated.span.covers(self.plan.as_of) and not bound.is_set]
        return ThresholdText(
            id=threshold.id,
            label=threshold.name,
            by=together([self.ruleset.indicators[id].label for id in bound.by]) if bound.by else None,
            figures=figures_of(bound, like(threshold, self.ruleset), self.ruleset),
            exclusive=threshold.exclusive,
            basis=threshold.basis,
            citations=self.cited(threshold.citations),
            from_test=threshold.from_test,
            span=spans[-1] if spans else None,
            replaces=None if bound.is_set else self._replaced(threshold),
            used_by=tuple(number for id, number in self.numbers.items() if threshold.id in self._used(id)),
            used_in_verdict=threshold.id in thresholds_in((self.ruleset.eligible_when,)),
            follows=None if relative is None else self._follows(relative, threshold),
            of=None if relative is None else relative.threshold,
            followed_by=tuple(each.id for each in self.ruleset.thresholds.values() if threshold.id in each.bases),
        )

    def _follows(self, relative: Relative, threshold: Threshold) -> Sayable:
        """How the values of a threshold follow from another one's."""
        base = self.ruleset.thresholds[relative.threshold].name
        if relative.times != 1:
            return Message("show.follows-times", base=base, times=Shown(relative.times))
        if not relative.plus:
            return Message("show.follows", base=base)
        key = "show.follows-plus" if relative.plus > 0 else "show.follows-minus"
        return Message(key, base=base, plus=shown(abs(relative.plus), like(threshold, self.ruleset)))

    def _used(self, criterion: str) -> set[str]:
        return thresholds_in(conditions_of(self.ruleset.criteria[criterion]))

    def _replaced(self, threshold: Threshold) -> Replaced | None:
        parent = self.ruleset.parent
        bound = None if parent is None else make_plan(parent, self.plan.as_of).bounds.get(threshold.id)
        if parent is None or bound is None or _stated(bound) == _stated(self.plan.bounds[threshold.id]):
            return None
        value = value_of(bound, like(threshold, self.ruleset), self.ruleset)
        return None if value is None else Replaced(parent.id, value)

    def _replaced_criterion(self, criterion: Criterion) -> Replaced | None:
        """What a criterion asked for before this rule set stated it anew."""
        parent = self.ruleset.parent
        if parent is None or criterion.path[0] != "replace" or not is_own(self.ruleset, criterion.path):
            return None
        before = parent.criteria[criterion.id]
        return Replaced(parent.id, _Described(make_plan(parent, self.plan.as_of)).clauses.clause(before.test))


def _stated(bound: Bound) -> tuple[object, ...]:
    """What a threshold is on a day, and on what it rests."""
    return bound.default, bound.places, bound.threshold.grounds


def _lead(ruleset: RuleSet) -> Message:
    """`Eligible when`, or what the rule set calls it."""
    called = ruleset.called.get(Verdict.ELIGIBLE)
    return Message("show.eligible") if called is None else Message("show.called-when", verdict=called)
