"""The levels of a rule file to levels with their conditions, and to what it takes to be in one or in a better one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from smartcommune.messages import Message
from smartcommune.model.condition import Condition, Group
from smartcommune.model.ruleset import Level, RuleSet
from smartcommune.rulesets.conditions import link_condition
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.points import holding
from smartcommune.rulesets.words import words_of
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import LevelShape, RuleFile


def link_levels(file: RuleFile, names: Names, parent: RuleSet | None) -> tuple[Level, ...]:
    """The levels of a file, best first, or those of its parent; conditions may name them from then on."""
    is_ordered = are_ordered(file, parent)
    if file.levels is None:
        levels = parent.levels if parent is not None else ()
        names.levels.update(_reached(levels, is_ordered=is_ordered))
        return levels
    found: list[Level] = []
    for number, shape in enumerate(file.levels):
        path = ("levels", number)
        if any(level.id == shape.id for level in found):
            names.report("level-twice", (*path, "id"), Message("level-twice", name=shape.id))
        if shape.when is None and number + 1 < len(file.levels):
            names.report("level-for-all", path, Message("level-for-all", name=shape.id))
        found.append(_level(shape, names, path))
        names.levels.update(_reached(found, is_ordered=is_ordered))
    return tuple(found)


def are_ordered(file: RuleFile, parent: RuleSet | None) -> bool:
    """Whether an earlier level is a better one."""
    if file.levels_ordered is not None:
        return file.levels_ordered == "true"
    return parent.levels_ordered if parent is not None and file.levels is None else True


def _level(shape: LevelShape, names: Names, path: Path) -> Level:
    when = None if shape.when is None else holding(link_condition(shape.when, names, (*path, "when")))
    return Level(shape.id, words_of(shape.label), names.citations(shape.cite, (*path, "cite")), when)


def _reached(levels: Iterable[Level], *, is_ordered: bool) -> Mapping[str, Condition]:
    """What it takes to be in each level or in a better one; in classes, in just this one."""
    found: dict[str, Condition] = {}
    before: list[Condition] = []
    for level in levels:
        if level.when is None:  # whoever is in no other one; as a rank it is everyone's, which nobody asks for
            if not is_ordered:
                found[level.id] = Group("none_of", tuple(before))
            continue
        before.append(level.when)
        found[level.id] = Group("any_of", tuple(before)) if is_ordered else level.when
    return found
