"""A rule set and the criteria that another one drops to what that one takes over: no condition names these any more."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from smartcommune.messages import Message
from smartcommune.model.condition import AtLeast, Condition, Group, Not, PointsLeaf, Reference
from smartcommune.model.conditions import every_part, named_in
from smartcommune.model.points import Sum
from smartcommune.model.ruleset import Criterion, RuleSet, is_borrowed
from smartcommune.model.sources import Citation
from smartcommune.rulesets.indicators import items
from smartcommune.rulesets.names import Names

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import RuleFile

Dropped = Mapping[str, tuple[Citation, ...]]


def dropped_by(file: RuleFile, parent: RuleSet | None, names: Names) -> Dropped:
    """The criteria that a file drops, with what lets it; what is not there is reported."""
    known = [id for id in (parent.criteria if parent else ()) if not is_borrowed(id)]
    found: dict[str, tuple[Citation, ...]] = {}
    for id, shape in items(file.drop) if parent else ():
        if names.declared("criterion", id, known, ("drop", id), key=True):
            found[id] = names.let(shape.cite, ("drop", id))
    return found


def without_dropped(parent: RuleSet, dropped: Dropped, file: RuleFile, names: Names) -> RuleSet:
    """A parent as a file takes it over; where nothing, or too little, is left of a condition, that is reported."""
    if not dropped:
        return parent
    anew = {*(file.replace.criteria if file.replace else ())}
    rest = {id: item for id, item in parent.criteria.items() if id not in dropped}
    kept = {id: item if id in anew else _criterion(item, dropped, names) for id, item in rest.items()}
    scope = parent.scope if file.without and file.without.scope else _scope(parent, dropped, names)
    eligible = parent.eligible_when
    if file.verdict is None:
        eligible = _condition(eligible, dropped, names, "verdict.eligible_when")
    left = parent._replace(criteria=kept, scope=scope, eligible_when=eligible)
    if not any(problem.id == "drop-leaves-nothing" for problem in names.problems):
        for id in dropped:
            if id in _still_named(left, anew, (eligible,) if file.verdict is None else ()):
                _report("drop-points", "drop-points-help", id, names)
    return left


def _still_named(ruleset: RuleSet, anew: Container[str], verdict: Iterable[Condition]) -> set[str]:
    """The criteria that something still asks for: for their points, in a level, or in what is left of the verdict."""
    found = {id for item in ruleset.criteria.values() if item.id not in anew for id in item.references}
    whens = (level.when for level in ruleset.levels if level.when is not None)
    parts = every_part((*whens, *verdict))
    found |= {part.criterion for part in parts if isinstance(part, Reference | PointsLeaf)}
    return found | {str(ruleset.score_points)}


def _scope(parent: RuleSet, dropped: Dropped, names: Names) -> tuple[str, ...]:
    left = tuple(id for id in parent.scope if id not in dropped)
    if parent.scope and not left:
        _report("drop-scope", "drop-scope-help", parent.scope[0], names)
    return left


def _criterion(criterion: Criterion, dropped: Dropped, names: Names) -> Criterion:
    for id in named_in(filter(None, (criterion.applies_when,))):
        if id in dropped:
            _report("drop-applies", "drop-applies-help", id, names, where=criterion.id)
    test = _condition(criterion.test, dropped, names, criterion.id)
    criterion = criterion if test is criterion.test else criterion._replace(test=test)
    return _sum(criterion, dropped, names)


def _sum(criterion: Criterion, dropped: Dropped, names: Names) -> Criterion:
    """A sum without what is dropped; it earns what the others do, and what it prints as its most is the parent's."""
    total = criterion.earning
    out = [id for id in total.members if id in dropped] if isinstance(total, Sum) else []
    if not isinstance(total, Sum) or not out:
        return criterion
    left = tuple(id for id in total.members if id not in dropped)
    if not left:
        _report("drop-empty", "drop-empty-help", out[0], names, where=criterion.id)
        return criterion
    return criterion._replace(earning=total._replace(members=left, printed_most=None))


def _condition(condition: Condition, dropped: Dropped, names: Names, where: str) -> Condition:
    """The condition without what is dropped; itself where it names nothing of that."""
    ids = [id for id in named_in((condition,)) if id in dropped]
    left = _left(condition, dropped) if ids else condition
    if left is None:
        _report("drop-empty", "drop-empty-help", ids[0], names, where=where)
        return condition
    short = [part for part in every_part((left,)) if isinstance(part, AtLeast) and _lacks_members(part)]
    if ids and short:
        need = (short[0].need or 0) - short[0].beyond
        _report("drop-short", "drop-short-help", ids[0], names, where=where, need=need, count=len(short[0].members))
    return left


def _lacks_members(group: AtLeast) -> bool:
    return group.need is not None and not group.is_share and group.need - group.beyond > len(group.members)


def _left(condition: Condition, dropped: Dropped) -> Condition | None:
    """What is left of a condition; None where some group in it has nothing left."""
    match condition:
        case Reference():
            return None if condition.criterion in dropped else condition
        case Not():
            member = _left(condition.member, dropped)
            return None if member is None else condition._replace(member=member)
        case Group():
            members = _members(condition.members, dropped)
            return condition._replace(members=members) if members else None
        case AtLeast():
            members, must = _members(condition.members, dropped), _members(condition.must, dropped)
            return condition._replace(members=members, must=must) if members and must is not None else None
        case _:
            return condition


def _members(members: tuple[Condition, ...], dropped: Dropped) -> tuple[Condition, ...] | None:
    """The members that are not dropped themselves; None where nothing is left of one that is more than a name."""
    found = tuple(_kept(members, dropped))
    return None if None in found else tuple(member for member in found if member is not None)


def _kept(members: tuple[Condition, ...], dropped: Dropped) -> Iterator[Condition | None]:
    for member in members:
        if not (isinstance(member, Reference) and member.criterion in dropped):
            yield _left(member, dropped)


def _report(key: str, help: str, criterion: str, names: Names, **more: object) -> None:
    message = Message(key, name=criterion, **more)
    names.report("drop-leaves-nothing", ("drop", criterion), message, Message(help), key=True)
