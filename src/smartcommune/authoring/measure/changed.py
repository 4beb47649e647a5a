"""Two plans of rule sets with the same criteria to where they are written otherwise."""

from __future__ import annotations

from smartcommune.engine.plan import Plan
from smartcommune.model.conditions import thresholds_in
from smartcommune.model.relations import relations


def changed_criteria(plan: Plan, other: Plan) -> list[str]:
    """The criteria that are written otherwise, or that compare with another value."""
    comparing = relations(plan.ruleset).comparing
    moved = {by for id, bound in plan.bounds.items() if bound != other.bounds[id] for by in comparing.get(id, ())}
    criteria = other.ruleset.criteria
    return [id for id, each in plan.ruleset.criteria.items() if id in moved or each != criteria[id]]


def verdict_changed(plan: Plan, other: Plan) -> bool:
    """Whether the verdict itself or a level is written otherwise, or compares with another value."""
    old, new = plan.ruleset, other.ruleset
    moved = {id for id, bound in plan.bounds.items() if bound != other.bounds[id]}
    parts = ((each.scope, each.eligible_when, each.levels) for each in (old, new))
    asked = (old.eligible_when, *(level.when for level in old.levels if level.when is not None))
    return next(parts) != next(parts) or not moved.isdisjoint(thresholds_in(asked))
