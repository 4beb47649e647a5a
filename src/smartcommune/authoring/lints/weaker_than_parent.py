"""Replaced thresholds that are easier to meet than those of the rule set that this one extends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, Final, NamedTuple

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import plans
from smartcommune.engine.bounds import Bound
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast, Condition, Leaf, Value, members
from smartcommune.model.conditions import BOUNDS, LOWER, conditions, is_turned
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.wording import limit_shown

_ALLOWED: Final = ("law", "province")


class _Use(NamedTuple):
    """One use of a threshold: whether a higher value is harder to meet there, and whether it is under a negation."""

    upwards: bool
    negated: bool


def check(subject: Subject) -> Iterator[Finding]:
    ruleset, parent = subject.ruleset, subject.ruleset.parent
    for name in subject.own("thresholds"):
        if parent is None or name not in parent.thresholds or ruleset.thresholds[name].basis in _ALLOWED:
            continue
        weaker = next(_weaker(subject, parent, name), None)
        if weaker is not None:
            own, other = (
                limit_shown(weaker[0], ruleset.thresholds[name]),
                limit_shown(weaker[1], parent.thresholds[name]),
            )
            message = Message("lint.weaker-than-parent", name=name, own=own, other=other, parent=parent.id)
            yield Finding(("thresholds", name), message, Message("lint.weaker-than-parent-help"), on_key=True)


def _weaker(subject: Subject, parent: RuleSet, name: str) -> Iterator[tuple[Value, Value]]:
    """The pairs of values, on one day and at one place, of which the own one is easier to meet."""
    uses = {use for condition in conditions(subject.ruleset) for use in _uses(condition, name, negated=False)}
    for plan in plans(subject):
        own, other = plan.bounds[name], make_plan(parent, plan.as_of).bounds[name]
        for values in _beside(own, other, plan):
            if values[0] is not None and values[1] is not None:
                pair = values[0], values[1]
                if any(_is_weaker(pair, own, other, use) for use in uses):
                    yield pair


def _beside(own: Bound, other: Bound, plan: Plan) -> Iterator[tuple[Value | None, Value | None]]:
    """The values that stand beside each other at some place."""
    shared = [id for id in own.by if id in other.by]
    for part in plan.localities(shared, {}):
        each = ([bound.at(place) for place in plan.localities(bound.by, part)] for bound in (own, other))
        first, second = map(dict.fromkeys, each)
        yield from product(first, second)


def _is_weaker(pair: tuple[Any, Any], own: Bound, other: Bound, use: _Use) -> bool:
    if pair[0] != pair[1]:
        return bool((pair[0] < pair[1]) == use.upwards)
    strict = own.threshold.exclusive, other.threshold.exclusive
    return strict == ((True, False) if use.negated else (False, True))


def _uses(condition: Condition, name: str, negated: bool) -> Iterator[_Use]:
    """How a condition uses the threshold; criteria that are referred to are conditions of their own."""
    if isinstance(condition, Leaf):
        for comparison in condition.comparisons:
            if comparison.threshold == name and comparison.operator in BOUNDS:
                yield _Use((comparison.operator in LOWER) != negated, negated)
    elif isinstance(condition, AtLeast) and condition.threshold == name:
        yield _Use(not negated, negated)
    for member in members(condition):
        yield from _uses(member, name, negated != is_turned(condition))


SEVERITY = "warning"
SUMMARY = Words("Ngưỡng của tỉnh nhẹ hơn ngưỡng chung", "A threshold weaker than the one it replaces")
AVOID = """\
extends: national-2023   # its smartphone_min is 80%
thresholds:
  smartphone_min: {type: percent, basis: guidance, cite: cv, values: [{from: 2023-06-05, default: 70%}]}
"""
PREFER = """\
extends: national-2023   # its smartphone_min is 80%
thresholds:
  smartphone_min: {type: percent, basis: province, cite: qd_tinh, values: [{from: 2023-06-05, default: 70%}]}
"""
WHY = Words(
    "Xã không đạt theo quy định chung sẽ đạt ở đây. Chỉ văn bản của cấp có thẩm quyền mới cho phép hạ ngưỡng.",
    "Communes that fail the general rule pass here. Only a text of a competent authority can allow that.",
)
