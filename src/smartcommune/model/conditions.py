"""What is asked of conditions, and made of them, whatever kind they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from smartcommune.model.condition import (
    AtLeast,
    Condition,
    Group,
    Holds,
    Leaf,
    Not,
    Operator,
    PointsLeaf,
    Reference,
    parts,
)
from smartcommune.model.ruleset import RuleSet

LOWER: Final = (Operator.GTE, Operator.GT)
UPPER: Final = (Operator.LTE, Operator.LT)
BOUNDS: Final = (*LOWER, *UPPER)
# What a comparison with an exclusive threshold means.
STRICT: Final = {Operator.GTE: Operator.GT, Operator.LTE: Operator.LT}


def conditions(ruleset: RuleSet) -> Iterator[Condition]:
    """Every condition of a rule set that can decide something."""
    for criterion in ruleset.criteria.values():
        yield from criterion.conditions
    yield from _of_verdict(ruleset)


def outline(ruleset: RuleSet) -> Iterator[Condition]:
    """The same without rows of points that differ from others in their figures only."""
    for criterion in ruleset.criteria.values():
        yield from criterion.outline
    yield from _of_verdict(ruleset)


def _of_verdict(ruleset: RuleSet) -> Iterator[Condition]:
    yield ruleset.eligible_when
    yield from (level.when for level in ruleset.levels if level.when is not None)


def every_part(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions, each with everything inside it; references are not followed."""
    return (part for condition in conditions for part in parts(condition))


def leaves_in(conditions: Iterable[Condition]) -> Iterator[Leaf]:
    """The comparisons in conditions; references are not followed."""
    return (part for part in every_part(conditions) if isinstance(part, Leaf))


def has_ages(ruleset: RuleSet) -> bool:
    """Whether what a rule set says of a commune depends on the day of assessment itself."""
    return any(item.age is not None for leaf in leaves_in(outline(ruleset)) for item in leaf.comparisons)


def named_in(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The criteria that conditions name, each once, in the order of the file."""
    named = (part for part in every_part(conditions) if isinstance(part, Reference | PointsLeaf))
    return tuple(dict.fromkeys(part.criterion for part in named))


def rebuilt(condition: Condition, changed: Callable[[Condition], Condition]) -> Condition:
    """The same condition with each that stands directly inside it changed."""
    match condition:
        case Not() | Holds():
            return condition._replace(member=changed(condition.member))
        case Group():
            return condition._replace(members=tuple(map(changed, condition.members)))
        case AtLeast():
            members, must = tuple(map(changed, condition.members)), tuple(map(changed, condition.must))
            return condition._replace(members=members, must=must)
        case _:
            return condition


def is_turned(condition: Condition) -> bool:
    """Whether a condition is met where what stands in it is not."""
    return isinstance(condition, Not) or (isinstance(condition, Group) and condition.kind == "none_of")


def comparisons_with_thresholds(part: Condition) -> list[tuple[str, Operator]]:
    """The thresholds that a part of a condition itself compares with, and how it does."""
    if isinstance(part, AtLeast):
        return [] if part.threshold is None else [(part.threshold, Operator.GTE)]
    if isinstance(part, Leaf | PointsLeaf):
        return [(item.threshold, item.operator) for item in part.comparisons if item.threshold is not None]
    return []


def thresholds_of(part: Condition) -> list[str]:
    """The thresholds that a part of a condition itself compares with."""
    return [threshold for threshold, _ in comparisons_with_thresholds(part)]


def thresholds_in(conditions: Iterable[Condition]) -> set[str]:
    """The thresholds that conditions compare with; references are not followed."""
    return {threshold for part in every_part(conditions) for threshold in thresholds_of(part)}


def said(condition: Condition) -> Condition:
    """What a condition says, whatever the place that it stands in."""
    return rebuilt(condition, said)._replace(path=())


@lru_cache(maxsize=1024)
def free_members(group: AtLeast) -> tuple[Condition, ...]:
    """The members of a group that may fail: those that `must` does not name."""
    named, waiting = set[Condition](), [said(member) for member in group.must]
    members = [said(member) for member in group.members]
    while waiting:
        part = waiting.pop()
        if part in members:
            named.add(part)
        elif isinstance(part, Group):
            waiting += part.members
    return tuple(member for member, words in zip(group.members, members, strict=True) if words not in named)
