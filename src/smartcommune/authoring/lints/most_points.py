"""Criteria to the most points that they can earn together, where several look at the same facts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.engine.plan import Plan
from smartcommune.model.conditions import leaves_in
from smartcommune.model.points import Sum
from smartcommune.model.relations import relations
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.communes import Communes

# Answers that are heard about members that look at the same facts: a tenth of a second.
MOST_HEARD: Final = 20_000


class Most(NamedTuple):
    """The most points of something: exactly so many, or no more than these."""

    points: Fraction
    is_reached: bool


def most_together(ids: Iterable[str], plan: Plan) -> Most:
    """The most that criteria can earn together; those that look at the same fact may not earn all of it at once."""
    found = [_together(group, plan) for group in _groups(ids, plan)]
    return Most(sum((each.points for each in found), Fraction(0)), all(each.is_reached for each in found))


def _together(ids: tuple[str, ...], plan: Plan) -> Most:
    if len(ids) == 1:
        return most_of(ids[0], plan)
    reach = Reach(Communes([plan], unknown=False), most=MOST_HEARD)
    bound = Most(sum((most_of(id, plan).points for id in ids), Fraction(0)), is_reached=False)
    if any(_has_period(id, plan) for id in ids):
        return bound  # on no single day all of them may be in force
    try:
        answers = reach.answers(*(reach.earned(plan, id) for id in ids))
    except TooMany:
        return bound
    return Most(max(sum((each.high for each in answer), Fraction(0)) for answer in answers), is_reached=True)


def _has_period(id: str, plan: Plan) -> bool:
    """Whether a criterion, or one that it names, is in force on some days only."""
    criterion = plan.ruleset.criteria[id]
    return criterion.in_force is not None or any(_has_period(other, plan) for other in criterion.references)


def most_of(id: str, plan: Plan) -> Most:
    """The most that one criterion can earn."""
    earning = plan.ruleset.criteria[id].earning
    most = relations(plan.ruleset).mosts[id]
    if not isinstance(earning, Sum) or earning.scaled_to is not None or earning.round is not None:
        return Most(most, is_reached=not isinstance(earning, Sum))
    found = most_together(earning.members, plan)
    return found if earning.most is None else found._replace(points=min(found.points, earning.most))


def _groups(ids: Iterable[str], plan: Plan) -> list[tuple[str, ...]]:
    """Criteria in groups that share no fact."""
    found: list[tuple[tuple[str, ...], frozenset[str]]] = []
    for id in ids:
        facts = _facts(id, plan)
        near = [group for group in found if not group[1].isdisjoint(facts)]
        found = [group for group in found if group not in near]
        names = tuple(name for group in near for name in group[0])
        found.append(((*names, id), facts.union(*(group[1] for group in near))))
    return [names for names, _ in found]


def _facts(id: str, plan: Plan) -> frozenset[str]:
    """The facts that a criterion looks at, or those that it names."""
    criterion, basis = plan.ruleset.criteria[id], relations(plan.ruleset).basis
    own = (basis[leaf.indicator] for leaf in leaves_in(criterion.conditions))
    return frozenset[str]().union(*own, *(_facts(other, plan) for other in criterion.references))
