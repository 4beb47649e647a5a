"""Two plans to the clauses in which they differ, and to the old plan with one clause taken from the new one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Literal, NamedTuple

from smartcommune.engine.bounds import Bound
from smartcommune.engine.plan import Plan
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.condition import Value
from smartcommune.model.conditions import said
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.model.sources import Citation
from smartcommune.model.threshold import is_divided
from smartcommune.model.wording import limit_shown, place_name

Kind = Literal["threshold", "criterion", "indicator", "scope", "eligible_when"]


class ChangedClause(NamedTuple):
    """A part of a rule set that decides something, and that is not the same in the other one."""

    kind: Kind
    id: str
    label: Sayable
    before: Sayable | None  # what it says, where that fits in a few words
    after: Sayable | None
    citations: tuple[Citation, ...] = ()


def changed_clauses(old: Plan, new: Plan) -> Iterator[ChangedClause]:
    """The clauses that both plans have and that differ, and the conditions of the verdict."""
    for id, bound in new.bounds.items():
        before = old.bounds.get(id)
        if before is not None and _decides(before) != _decides(bound):
            texts = (_figure(before, old.ruleset), _figure(bound, new.ruleset))
            yield ChangedClause("threshold", id, bound.threshold.name, *texts, bound.threshold.citations)
    for id, criterion in new.ruleset.criteria.items():
        other = old.ruleset.criteria.get(id)
        if other is not None and _decides_by(other, old) != _decides_by(criterion, new):
            yield ChangedClause("criterion", id, criterion.label, None, None, criterion.citations)
    for id, indicator in new.ruleset.indicators.items():
        declared = old.ruleset.indicators.get(id)
        if declared is not None and declared.type == indicator.type and compared_as(declared) != compared_as(indicator):
            yield ChangedClause("indicator", id, indicator.label, None, None)
    if old.ruleset.scope != new.ruleset.scope:
        texts = (_named(old.ruleset), _named(new.ruleset))
        yield ChangedClause("scope", "verdict.scope", Message("label.scope"), *texts)
    if said(old.ruleset.eligible_when) != said(new.ruleset.eligible_when):
        yield ChangedClause("eligible_when", "verdict.eligible_when", Message("label.eligible_when"), None, None)


def with_clause(old: Plan, new: Plan, clause: ChangedClause) -> Plan:
    """The old plan with one clause as the new one has it; what only the new one has is there to be referred to."""
    before, after = old.ruleset, new.ruleset
    criteria = {**after.criteria, **before.criteria}
    indicators = {**after.indicators, **before.indicators}
    bounds = {**new.bounds, **old.bounds}
    rules = before._replace(thresholds={**after.thresholds, **before.thresholds})
    match clause.kind:
        case "threshold":
            bounds[clause.id] = new.bounds[clause.id]
        case "criterion":
            criteria[clause.id] = after.criteria[clause.id]
        case "indicator":
            indicators[clause.id] = after.indicators[clause.id]
        case "scope":
            rules = rules._replace(scope=after.scope)
        case "eligible_when":
            rules = rules._replace(eligible_when=after.eligible_when)
    return Plan(rules._replace(criteria=criteria, indicators=indicators), old.as_of, bounds)


def compared_as(indicator: Indicator) -> Hashable:
    """What a declaration says about how its values compare."""
    order = tuple(indicator.values) if indicator.ordered else None
    return (indicator.ordered, order, indicator.rounded_to, indicator.round, indicator.form)


def _decides_by(criterion: Criterion, plan: Plan) -> Hashable:
    """What a criterion says on the day: nothing where it is not in force."""
    if not plan.has(criterion):
        return ()
    return tuple(map(said, criterion.conditions))


def _decides(bound: Bound) -> Hashable:
    """What a threshold decides by: its values, and whether reaching them suffices."""
    return (bound.default, frozenset(bound.places.items()), bound.by, bound.threshold.exclusive)


def _figure(bound: Bound, ruleset: RuleSet) -> Sayable:
    """A threshold in a few words: `80 %`, `trên 70 %`, `15 % (mekong_delta: 12 %)`."""
    values = [_said(bound.default, bound)] if bound.default is not None or not bound.places else []
    for where, value in bound.places.items():
        if value is not None or is_divided(where, bound.places):
            place = place_name(where, bound.by, bound.places, ruleset.indicators)
            values.append(Message("diff.at", place=place, value=_said(value, bound)))
    return Listed(tuple(values), "; ")


def _said(value: Value | None, bound: Bound) -> object:
    return Message("diff.no-value") if value is None else limit_shown(value, bound.threshold)


def _named(ruleset: RuleSet) -> Sayable:
    return Listed(tuple(ruleset.criteria[id].label for id in ruleset.scope)) if ruleset.scope else Message("diff.none")
