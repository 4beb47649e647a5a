"""An evaluation to its reasons: the tree that decided, with a sentence for every part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from smartcommune.assess.assessment import ELIGIBLE, LEVELS, ROOT, SCOPE, Compared, Placed, Reason
from smartcommune.assess.fact_reasons import FactReasons
from smartcommune.assess.points import Points
from smartcommune.assess.requirement import (
    POINTS,
    SHARE,
    absent,
    asked_for,
    with_basis,
)
from smartcommune.engine.evaluate import Evaluation, possible
from smartcommune.engine.verdicts import by_level
from smartcommune.logic import MET, Outcome, Possible, outcome_of
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.condition import (
    AtLeast,
    Comparison,
    Condition,
    Group,
    Holds,
    Leaf,
    Not,
    Operator,
    PointsLeaf,
    Reference,
)
from smartcommune.model.conditions import is_turned
from smartcommune.model.facts import NA, is_of_nothing
from smartcommune.model.points import Rung, Scale, Sum, Unearned
from smartcommune.model.ruleset import Criterion, Verdict
from smartcommune.model.wording import Shown, period, shown
from smartcommune.profiles.profile import Evidence

_OUTCOMES: Final = {
    Verdict.ELIGIBLE: Outcome.MET,
    Verdict.NOT_ELIGIBLE: Outcome.NOT_MET,
    Verdict.UNDETERMINED: Outcome.UNKNOWN,
}


def reasons(evaluation: Evaluation, evidence: Mapping[str, Evidence] = MappingProxyType({})) -> Reason:
    """The tree of reasons: the scope and the levels, as far as the rule set has them, and when a commune is eligible.

    Args:
        evaluation: what was decided.
        evidence: on what each fact of the commune rests, by indicator.
    """
    explained = _Explained(evaluation, evidence)
    ruleset = evaluation.plan.ruleset
    eligible = (
        explained.levels(ELIGIBLE) if ruleset.verdict_by_level else explained.condition(ruleset.eligible_when, ELIGIBLE)
    )
    children = [eligible._replace(label=Message("label.eligible_when"))]
    if ruleset.levels and not ruleset.verdict_by_level:
        children.insert(0, explained.levels(LEVELS))
    if evaluation.plan.ruleset.scope:
        children.insert(0, explained.scope())
    outcome = _OUTCOMES.get(evaluation.verdict, Outcome.NOT_APPLICABLE)
    label = evaluation.plan.ruleset.label
    said = Message("text.verdict", verdict=evaluation.plan.ruleset.verdict_words(evaluation.verdict))
    return Reason(ROOT, label, outcome, said, children=tuple(children))


def placed(evaluation: Evaluation) -> tuple[Placed, ...]:
    """The levels that are possible for a commune, best first; none out of scope."""
    if evaluation.verdict is Verdict.OUT_OF_SCOPE:
        return ()
    labels = {level.id: level.label for level in evaluation.plan.ruleset.levels}
    return tuple(Placed(id, Message("level.none") if id is None else labels[id]) for id in evaluation.levels)


class _Explained:
    """Walks the conditions once; a criterion that comes a second time is not unfolded again."""

    def __init__(self, evaluation: Evaluation, evidence: Mapping[str, Evidence]) -> None:
        self.evaluation = evaluation
        self.plan = evaluation.plan
        self._unfolded: dict[str, Reason] = {}
        self._facts = FactReasons(evaluation, evidence)

    def scope(self) -> Reason:
        children = tuple(self.criterion(id) for id in self.plan.ruleset.scope)
        return self._tallied(SCOPE, Message("label.scope"), self.evaluation.scope, children, Message("need.all_of"))

    def criterion(self, id: str) -> Reason:
        if id in self._unfolded:
            return self._unfolded[id]._replace(children=())
        criterion = self.plan.ruleset.criteria[id]
        reason = self._of_criterion(criterion)._replace(
            label=criterion.label,
            outcome=outcome_of(self.evaluation.outcomes[id]) if criterion.has_outcome else Outcome.SCORED,
            citations=criterion.citations,
            is_criterion=True,
            points=self._points_of(id),
            number=criterion.number,
            evidence_asked=criterion.evidence_asked,
        )
        self._unfolded[id] = reason
        return reason

    def _of_criterion(self, criterion: Criterion) -> Reason:
        if criterion.in_force is not None and not self.plan.has(criterion):
            text = Message("text.out-of-force", period=period(criterion.in_force))
            return Reason(criterion.id, criterion.label, Outcome.NOT_APPLICABLE, text)
        reason = self._tested(criterion) if criterion.has_outcome else self._scored(criterion)
        if criterion.applies_when is None:
            return reason
        return self._with_applicability(reason, criterion, criterion.applies_when)

    def condition(self, condition: Condition, id: str) -> Reason:
        match condition:
            case Leaf():
                return self._facts.reason(condition, id)
            case Reference():
                return self._reference(condition, id)
            case Not(member=AtLeast(must=()) as group):
                need = self._needed(group, is_turned=True)
                return self._group(condition, group.members, id, need, Message("label.at_least", need=need))
            case Holds():
                return self.condition(condition.member, id)
            case PointsLeaf():
                return self._compared_points(condition, id)
            case Not():
                inner = self.condition(condition.member, f"{id}.1")
                outcome = outcome_of(self._possible(condition))
                return Reason(id, Message("label.not"), outcome, Message("text.not"), children=(inner,), is_turned=True)
            case Group():
                need = Message(f"need.{condition.kind}")
                return self._group(condition, condition.members, id, need, Message(f"label.{condition.kind}"))
            case AtLeast():
                return self._at_least(condition, id)

    def levels(self, root: str) -> Reason:
        """Which level the commune falls into, with what each of them takes."""
        children = []
        for level in self.plan.ruleset.levels:
            if level.when is not None:
                id = f"{root}.{level.id}"
                reason = self.condition(level.when, id)
                if reason.is_criterion:  # it keeps its own name
                    reason = Reason(id, level.label, reason.outcome, reason.text, children=(reason,))
                children.append(reason._replace(label=level.label, citations=level.citations))
        outcome = outcome_of(by_level(self.evaluation.levels))
        names = Listed(tuple(each.label for each in placed(self.evaluation)), " / ")
        return Reason(
            root, Message("label.levels"), outcome, Message("text.level", level=names), children=tuple(children)
        )

    def _points_of(self, id: str) -> Points | None:
        earned = self.evaluation.earned.get(id)
        return None if earned is None else Points(earned.low, earned.high, *earned.most)

    def _tested(self, criterion: Criterion) -> Reason:
        """A criterion that is met or not, with the points that it earns for it."""
        reason, points = self.condition(criterion.test, criterion.id), self._points_of(criterion.id)
        if points is None:
            return reason
        if isinstance(criterion.earning, Unearned):
            return reason._replace(text=_unearned(criterion, points))
        return reason._replace(text=Message("text.value-points", value=reason.text, points=points.text))

    def _scored(self, criterion: Criterion) -> Reason:
        """A criterion that earns points only: with the figure that they depend on, or with its parts."""
        points = self._points_of(criterion.id)
        said = Listed(()) if points is None else points.text
        reason = Reason(criterion.id, criterion.label, Outcome.SCORED, Message("text.points", points=said))
        match criterion.earning:
            case Sum(members=members):
                return reason._replace(children=tuple(map(self.criterion, members)))
            case Unearned() if points is not None:
                return reason._replace(text=_unearned(criterion, points))
            case Scale(rungs=rungs, measured=str(id)):
                return self._measured(reason, id, said)
            case Scale(rungs=rungs):
                return reason._replace(children=tuple(self._rows(rungs, criterion.id)))
        return reason

    def _measured(self, reason: Reason, id: str, points: Sayable) -> Reason:
        """What is earned by one figure."""
        indicator, value = self.plan.ruleset.indicators[id], self.evaluation.facts.get(id)
        if value is None and is_of_nothing(indicator.form, self.evaluation.facts):
            key = "text.of-nothing-points" if indicator.share is None else "text.share-of-nothing-points"
            text = Message(key, points=points)
        elif value is None:
            text = Message("text.not-given-points", points=points)
        elif value is NA:
            text = Message("text.not-applicable-points", points=points)
        else:
            text = Message("text.value-points", value=shown(value, indicator), points=points)
        return reason._replace(text=text, indicator=id, value=value, evidence=self._facts.evidence(indicator))

    def _rows(self, rungs: tuple[Rung, ...], id: str) -> Iterator[Reason]:
        """The row that counts, or those of which one may."""
        for number, rung in enumerate(rungs, 1):
            outcome = self._possible(rung.condition)
            if outcome & MET:
                label = Message("label.row", points=Shown(rung.points))
                yield self.condition(rung.condition, f"{id}.{number}")._replace(label=label)
            if outcome == MET:
                return

    def _compared_points(self, leaf: PointsLeaf, id: str) -> Reason:
        """What a criterion earns, compared with what it would have to."""
        like = SHARE if leaf.is_share else POINTS
        choices = self.plan.operands(leaf, self.evaluation.facts)
        operands = [[each[number] for each in choices] for number in range(len(leaf.comparisons))]
        pairs = list(zip(leaf.comparisons, operands, strict=True))
        needs = Listed(
            tuple(asked_for(self.plan, one, found, like, self.evaluation.facts) for one, found in pairs), ", "
        )
        inner = self.criterion(leaf.criterion)
        said = Listed(()) if inner.points is None else inner.points.text
        need = Message("need.of-most", need=needs) if leaf.is_share else needs
        return Reason(
            id=id,
            label=inner.label,
            outcome=outcome_of(self._possible(leaf)),
            text=Message("text.value-need", value=said, need=need),
            compared=tuple(self._facts.compared(one, {*found}, like) for one, found in pairs),
            children=(inner,),
            points=inner.points,
        )

    def _possible(self, condition: Condition) -> Possible:
        return possible(condition, self.evaluation)

    def _reference(self, reference: Reference, id: str) -> Reason:
        """A criterion inside a group stands there as itself; one that is all of a test is its only child."""
        inner = self.criterion(reference.criterion)
        if "." in id and id != ELIGIBLE:
            return inner
        return Reason(id, inner.label, inner.outcome, Message("text.same", label=inner.label), children=(inner,))

    def _group(
        self, condition: Condition, members: tuple[Condition, ...], id: str, need: Message, label: Message
    ) -> Reason:
        children = tuple(self.condition(member, f"{id}.{number}") for number, member in enumerate(members, 1))
        found = self._tallied(id, label, self._possible(condition), children, need)
        return found._replace(is_turned=is_turned(condition))

    def _at_least(self, group: AtLeast, id: str) -> Reason:
        """Enough members, and those among them that must be met."""
        need = self._needed(group)
        label = Message("label.at_least", need=need)
        asked = Message("need.with-must", need=need) if group.must else need
        reason = self._group(group, group.members, id, asked, label)._replace(compared=self._compared_count(group))
        if not group.must:
            return reason
        must = Group("all_of", group.must)
        inner = self._group(must, must.members, f"{id}.must", Message("need.all_of"), Message("label.must"))
        return reason._replace(children=(*reason.children, inner))

    def _compared_count(self, group: AtLeast) -> tuple[Compared, ...]:
        """The threshold that says how many members are enough, where there is one."""
        if group.threshold is None:
            return ()
        needs = set(self.plan.needs(group, self.evaluation.facts))
        like = self.plan.ruleset.thresholds[group.threshold].like
        return (self._facts.compared(Comparison(Operator.GTE, threshold=group.threshold), {*needs}, like),)

    def _tallied(
        self, id: str, label: Message, possible: Possible, children: tuple[Reason, ...], need: Message
    ) -> Reason:
        """A group in a sentence: how many of its members are met, and how many would have to be."""
        outcomes = [child.outcome for child in children]
        unknown = outcomes.count(Outcome.UNKNOWN)
        applicable = len(outcomes) - outcomes.count(Outcome.NOT_APPLICABLE)
        met = outcomes.count(Outcome.MET)
        key = f"text.tally{'' if met else '-none'}{'-unknown' if unknown else ''}"
        if unknown == applicable > 1:
            key = "text.all-unknown"
        known = {"met": met, "applicable": applicable, "unknown": unknown, "need": need}
        text = Message(key if applicable else "text.none-applies", **known)
        return Reason(id, label, outcome_of(possible), text, children=children)

    def _needed(self, group: AtLeast, *, is_turned: bool = False) -> Message:
        """How many members must be met; turned round, how many may be."""
        needs = [need for need in self.plan.needs(group, self.evaluation.facts) if need is not None]
        if not needs:
            return absent(self.plan.bounds[str(group.threshold)])
        unit = Message("unit.percent") if group.is_share else ""
        key = "need.at_least" if not is_turned else "need.fewer" if group.is_share else "need.at_most"
        one_less = is_turned and not group.is_share
        plain = Message(key, need=Listed(tuple(Shown(number - one_less, unit) for number in needs), " / "))
        if group.threshold is None:
            return plain
        return with_basis(plain, self.plan.bounds[group.threshold])

    def _with_applicability(self, test: Reason, criterion: Criterion, condition: Condition) -> Reason:
        """The criterion with whether it applies and what its test says as its two parts."""
        id = criterion.id
        applies = self.condition(condition, f"{id}.applies_when")._replace(label=Message("label.applies_when"))
        found = self._possible(condition)
        text = test.text
        if not found & MET:
            text, points = Message("text.does-not-apply"), self._points_of(id)
            text = text if points is None else Message("text.value-points", value=text, points=points.text)
        elif found != MET:
            text = Message("text.may-not-apply", text=text)
        return Reason(id, test.label, test.outcome, text, children=(applies, test._replace(id=f"{id}.test")))


def _unearned(criterion: Criterion, points: Points) -> Message:
    """That nobody claimed it, or found it, once the file said that it was complete."""
    return Message(f"text.not-in-{criterion.by}", points=points.text)
