"""Two plans of which one has a mistake to the proof that a part of theirs comes to the same, where that is cheap.

What a sum adds up, and what is compared with a mark, takes few values, however many communes there are. They are found
by asking what is possible while nothing is known: at least all that there are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import reduce

from smartcommune.authoring.measure.changed import changed_criteria
from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_under
from smartcommune.engine.plan import Plan
from smartcommune.engine.points import NO_STEPS, Earned, added, compared_points, finished, in_points, in_steps
from smartcommune.model.condition import AtLeast, Condition, Group, Holds, Leaf, Not, PointsLeaf, Reference
from smartcommune.model.points import Sum
from smartcommune.model.relations import Same, relations
from smartcommune.remembered import remembered


def work(plan: Plan) -> int:
    """The steps that it may take to prove that a part comes to the same."""
    return 4 * _with_nothing(Same(plan)).steps


def adds_up_alike(plan: Plan, other: Plan, id: str) -> bool:
    """Whether a sum comes to the same, whatever its members earn: a cap that is never reached, say, changes nothing."""
    one, its = plan.ruleset.criteria[id], other.ruleset.criteria[id]
    before, after = one.earning, its.earning
    if not (isinstance(before, Sum) and isinstance(after, Sum)) or before.members != after.members:
        return False
    if one._replace(earning=None) != its._replace(earning=None):
        return False
    nothing = _with_nothing(Same(plan))
    found = in_points(reduce(added, (in_steps(nothing.earned[member]) for member in before.members), NO_STEPS))
    tops = [relations(each.ruleset).mosts[id] for each in (plan, other)]
    for alone in _each(found):
        if finished(one, before, alone, tops[0]).pairs != finished(its, after, alone, tops[1]).pairs:
            return False
    # Of the corners alone that is enough where only the caps differ: what lies between them is between the caps, too.
    return not found.is_hull or before._replace(most=None, least=None) == after._replace(most=None, least=None)


def concludes_alike(plan: Plan, other: Plan) -> bool:
    """Whether scope, levels and verdict are the same of the same points: a mark may lie where no points do."""
    told = []
    for each, nothing in zip((plan, other), _of_nothing(plan, other), strict=True):
        ruleset = each.ruleset
        levels = tuple((level.id, level.when and _told(level.when, each, nothing)) for level in ruleset.levels)
        told.append((ruleset.scope, levels, _told(ruleset.eligible_when, each, nothing)))
    return told[0] == told[1]


def asks_alike(plan: Plan, other: Plan, id: str) -> bool:
    """Whether a criterion that is no sum asks for the same, by points that there are."""
    told = []
    for each, nothing in zip((plan, other), _of_nothing(plan, other), strict=True):
        criterion = each.ruleset.criteria[id]
        bare = criterion._replace(test=Reference(""), applies_when=None)
        when = criterion.applies_when and _told(criterion.applies_when, each, nothing)
        told.append((bare, _told(criterion.test, each, nothing), when))
    return told[0] == told[1]


def _of_nothing(plan: Plan, other: Plan) -> tuple[Evaluation, Evaluation]:
    """What two plans say of a commune of which nothing is known."""
    nothing = _with_nothing(Same(plan))
    return nothing, evaluate_under(nothing, other, changed_criteria(plan, other))


@remembered(1)
def _with_nothing(same: Same[Plan]) -> Evaluation:
    return evaluate(same.thing, {})


def _told(condition: Condition, plan: Plan, nothing: Evaluation) -> Hashable:
    """What a condition says, wherever it stands: a comparison of points by what it says of each number there can be."""
    match condition:
        case PointsLeaf():
            return ("points", condition.criterion, _table(condition, plan, nothing))
        case Leaf():
            return (condition._replace(path=()), tuple(plan.operands(condition, {})))
        case Reference():
            return condition.criterion
        case Not() | Holds():
            return (type(condition).__name__, _told(condition.member, plan, nothing))
        case Group():
            return (condition.kind, *(_told(member, plan, nothing) for member in condition.members))
        case AtLeast():
            parts = tuple(_told(each, plan, nothing) for each in (*condition.members, *condition.must))
            return (tuple(plan.needs(condition, {})), condition.is_share, len(condition.members), parts)


def _table(leaf: PointsLeaf, plan: Plan, nothing: Evaluation) -> Hashable:
    operands, earned = tuple(plan.operands(leaf, {})), nothing.earned[leaf.criterion]
    if earned.is_hull:
        return (leaf._replace(path=()), operands)
    return tuple(tuple(compared_points(leaf, alone, each, plan) for alone in _each(earned)) for each in operands)


def _each(earned: Earned) -> Iterator[Earned]:
    """Each of the numbers of points that are possible, alone."""
    return (Earned(frozenset({pair})) for pair in sorted(earned.pairs))
