"""A rule set to the same rule set with one part in the place of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final, NamedTuple, TypeVar

from smartcommune.messages import Message
from smartcommune.model.condition import Comparison, Condition, Leaf, PointsLeaf, Value
from smartcommune.model.conditions import rebuilt
from smartcommune.model.points import Scale
from smartcommune.model.ruleset import Criterion, Earning, Level, RuleSet
from smartcommune.model.threshold import Dated, Threshold, Where
from smartcommune.source.document import Document, Path

# What a rule set says as a whole.
_PARTS: Final = ("in_force", "scope", "levels", "eligible_when")
T = TypeVar("T")
L = TypeVar("L", Leaf, PointsLeaf)


class Variant(NamedTuple):
    """A rule set with one part changed: where that is, what it is, and the rule set with it."""

    path: Path
    message: Message
    ruleset: RuleSet
    on_key: bool = False  # it is the key at the path that is another one, not its value
    owner: RuleSet | None = None  # in whose file the part stands, where that is a rule set that this one extends

    @property
    def kind(self) -> str:
        """The kind of change, as programs read it."""
        return self.message.key.partition(".")[2]

    @property
    def document(self) -> Document:
        """The file that the path leads into."""
        return (self.owner or self.ruleset).document


def put(ruleset: RuleSet, old: Condition, new: Condition) -> RuleSet:
    """The rule set with one condition in the place of another, wherever that stands; itself if a circle would arise."""
    if old.path[0] == "verdict":
        return ruleset._replace(eligible_when=_replaced(ruleset.eligible_when, old, new))
    if old.path[0] == "levels":
        return ruleset._replace(levels=tuple(_with_when(level, old, new) for level in ruleset.levels))
    criterion = ruleset.criteria[str(old.path[2 if old.path[0] == "replace" else 1])]
    when = criterion.applies_when
    changed = criterion._replace(
        test=_replaced(criterion.test, old, new),
        applies_when=None if when is None else _replaced(when, old, new),
        earning=_with_row(criterion.earning, old, new),
    )
    return with_criterion(ruleset, changed)


def _with_row(earning: Earning | None, old: Condition, new: Condition) -> Earning | None:
    """The same points for rows in which a condition was changed."""
    if not isinstance(earning, Scale) or earning.written is not None:
        return earning
    return earning._replace(
        rungs=tuple(rung._replace(condition=_replaced(rung.condition, old, new)) for rung in earning.rungs)
    )


def _with_when(level: Level, old: Condition, new: Condition) -> Level:
    return level if level.when is None else level._replace(when=_replaced(level.when, old, new))


def _replaced(condition: Condition, old: Condition, new: Condition) -> Condition:
    return new if condition is old else rebuilt(condition, lambda member: _replaced(member, old, new))


def with_criterion(ruleset: RuleSet, criterion: Criterion) -> RuleSet:
    """The rule set with a criterion changed, each still after those that it refers to."""
    changed = {**ruleset.criteria, criterion.id: criterion}
    if {*criterion.references} <= {*ruleset.criteria[criterion.id].references}:
        return ruleset._replace(criteria=changed)
    try:
        order = TopologicalSorter({id: item.references for id, item in changed.items()}).static_order()
        return ruleset._replace(criteria={id: changed[id] for id in order})
    except CycleError:
        return ruleset


def in_each_reading(ruleset: RuleSet, changed: RuleSet) -> RuleSet:
    """A changed rule set of which the other readings have the same change, where they say the same."""
    return changed._replace(others={key: _carried(other, ruleset, changed) for key, other in ruleset.others.items()})


def _carried(other: RuleSet, old: RuleSet, new: RuleSet) -> RuleSet:
    """What another reading says, with each part in which it agreed with the rule set as that is now."""
    parts = ((key, getattr(new, key)) for key in _PARTS if getattr(other, key) == getattr(old, key))
    criteria = {id: _agreed(other.criteria[id], old.criteria[id], new.criteria[id]) for id in new.criteria}
    thresholds = {id: _agreed(other.thresholds[id], old.thresholds[id], new.thresholds[id]) for id in new.thresholds}
    return other._replace(**dict(parts), criteria=criteria, thresholds=thresholds)


def _agreed(other: T, old: T, new: T) -> T:
    return new if other == old else other


def with_comparison(leaf: L, old: Comparison, new: Comparison) -> L:
    """The leaf with one of its comparisons changed."""
    return leaf._replace(comparisons=tuple(new if item is old else item for item in leaf.comparisons))


def with_threshold(ruleset: RuleSet, threshold: Threshold) -> RuleSet:
    return ruleset._replace(thresholds={**ruleset.thresholds, threshold.id: threshold})


def with_period(threshold: Threshold, old: Dated, new: Dated) -> Threshold:
    """The threshold with one of its periods changed."""
    values = [new if dated is old else dated for dated in threshold.values]
    return threshold._replace(values=tuple(sorted(values, key=lambda dated: dated.span.first)))


def with_values(dated: Dated, values: Mapping[Where, Value]) -> Dated:
    """The period with other values, by the places where they count."""
    places = {where: values.get(where, value) for where, value in dated.places.items()}
    return dated._replace(default=values.get((), dated.default), places=places)


def without_each(items: tuple[T, ...]) -> Iterator[tuple[int, T, tuple[T, ...]]]:
    """Each of the items with its position and what is left without it."""
    for position, item in enumerate(items):
        yield position, item, items[:position] + items[position + 1 :]
