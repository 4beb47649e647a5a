"""A plan to the plan of some of its criteria alone: facts that only others look at do not matter there."""

from __future__ import annotations

from collections.abc import Iterable

from smartcommune.engine.plan import Plan
from smartcommune.model.condition import Group, Reference
from smartcommune.model.ruleset import RuleSet


def alone(plan: Plan, ids: Iterable[str]) -> Plan:
    """The plan of some criteria and of those that they rest on, in a rule set that asks for nothing else.

    What each of them comes to, and earns, is what it does in the whole. Communes are those of the whole, for nothing
    is left out that says which facts can stand together.
    """
    return plan._replace(ruleset=_of(plan.ruleset, ids), others=())


def _of(ruleset: RuleSet, ids: Iterable[str]) -> RuleSet:
    wanted, waiting = dict[str, None](), list(ids)
    while waiting:
        id = waiting.pop()
        if id not in wanted:
            wanted[id] = None
            waiting += ruleset.criteria[id].references
    return ruleset._replace(
        criteria={id: criterion for id, criterion in ruleset.criteria.items() if id in wanted},
        scope=(),
        eligible_when=Group("all_of", tuple(Reference(id) for id in wanted)),
        levels=(),
        verdict_by_level=False,
        score_points=None,
        others={},
    )
