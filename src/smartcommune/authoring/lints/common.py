"""A rule set to the parts that its own file writes or changes; what several lints look at.

A rule set that extends another holds the other's parts too. Findings belong to the file that can mend them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import chain
from typing import Final, NamedTuple

from smartcommune.authoring import stretches
from smartcommune.authoring.lint import Subject
from smartcommune.engine.cut_points import cells, turns
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.model.condition import AtLeast, Comparison, Condition, Group, Leaf, Operand, PointsLeaf, Value, parts
from smartcommune.model.conditions import conditions, every_part, leaves_in
from smartcommune.model.facts import holds
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.threshold import Dated
from smartcommune.source.document import Node, Path, Table

# Real rule sets have below 10 stretches and some hundred looks; a file made to be slow is answered all the same.
_MOST_STRETCHES: Final = 40
_MOST_LOOKS: Final = 50_000


def own_tables(subject: Subject) -> list[tuple[Path, Node]]:
    """What this file says, by its first keys, without its cases: of those, which are most of a file, few lints ask."""
    root = subject.ruleset.document.root
    tables = root.entries.items() if isinstance(root, Table) else ()
    return [((name,), node) for name, (_, node) in tables if name != "cases"]


def own_parts(subject: Subject) -> Iterator[Condition]:
    """Every condition that stands in this file, with those inside it."""
    for condition in conditions(subject.ruleset):
        if is_own(subject, condition.path):
            yield from (part for part in parts(condition) if _is_written(part, condition))


def _is_written(part: Condition, whole: Condition) -> bool:
    """Whether a part stands where its whole does; `{level: …}` stands for what is written at the level."""
    return part.path[: len(whole.path)] == whole.path and part.path[-1:] != ("level",)


def is_own(subject: Subject, path: Path) -> bool:
    """Whether a part of the rule set stands in this file, and not in the one it extends."""
    return stretches.is_own(subject.ruleset, path)


def may_be_proven(subject: Subject, path: Path) -> bool:
    """Whether a part of a condition stands in no group that asks for the points of one criterion twice."""
    return not any(
        path[: len(part.path)] == part.path and _asks_points_twice(part)
        for part in every_part(conditions(subject.ruleset))
        if isinstance(part, Group | AtLeast)
    )


def _asks_points_twice(group: Group | AtLeast) -> bool:
    asked = [member.criterion for member in group.members if isinstance(member, PointsLeaf)]
    return len(set(asked)) < len(asked)


def leaves(subject: Subject) -> Iterator[Leaf]:
    """Every leaf that somebody wrote, inherited ones included; of rows that are computed, one for each threshold."""
    seen: set[Path] = set()
    for leaf in leaves_in(conditions(subject.ruleset)):
        if leaf.path[-1:] != ("points",):
            yield leaf
        elif leaf.path not in seen and any(comparison.threshold is not None for comparison in leaf.comparisons):
            seen.add(leaf.path)
            yield leaf


def where(subject: Subject, leaf: Leaf | PointsLeaf, comparison: Comparison) -> Path | None:
    """Where this file writes a comparison, or the threshold that it replaces in an inherited one; else None."""
    if is_own(subject, leaf.path):
        return leaf.place(comparison) if isinstance(leaf, Leaf) else (*leaf.path, comparison.operator.key)
    return own_threshold(subject, comparison.threshold)


def own_threshold(subject: Subject, name: str | None) -> Path | None:
    """Where this file writes a threshold, if it does."""
    path: Path = ("thresholds", str(name))
    return path if name is not None and is_own(subject, path) else None


def indicator_path(subject: Subject, id: str) -> Path:
    return ("derived" if is_own(subject, ("derived", id)) else "indicators"), id


def own_indicators(subject: Subject) -> tuple[str, ...]:
    return subject.own("indicators") + subject.own("derived")


def own_criteria(subject: Subject) -> dict[str, Path]:
    """The criteria that this file declares or replaces, with their places."""
    criteria = subject.ruleset.criteria
    written = {*subject.own("criteria"), *subject.own("replace", "criteria")}
    return {id: criteria[id].path for id in criteria if id in written}


def own_values(subject: Subject, threshold: str) -> Iterator[tuple[Path, Value]]:
    """The values that this file gives a threshold, with their places."""
    for path, dated in periods(subject, threshold):
        yield from (((*path, *dated.keys(where)), value) for where, value in dated.stated.items())


def periods(subject: Subject, threshold: str) -> list[tuple[Path, Dated]]:
    """The periods of a threshold that stands in this file, by their first days, with their places."""
    return stretches.stretch_periods(subject.ruleset, threshold)


def plans(subject: Subject) -> list[Plan]:
    """A plan for each stretch of the period in force on which no threshold changes; for the first, if they are many."""
    return [make_plan(subject.ruleset, day) for day in stretches.stretches(subject.ruleset)[:_MOST_STRETCHES]]


def planned_leaves(subject: Subject) -> Iterator[tuple[Plan, Leaf]]:
    """Every leaf on each stretch, one that compares with constants alone on the first; as many as can be looked at."""
    found, left = list(leaves(subject)), _MOST_LOOKS
    for number, plan in enumerate(plans(subject)):
        for leaf in found:
            if number == 0 or any(comparison.threshold is not None for comparison in leaf.comparisons):
                left -= _looks(leaf, plan)
                if left < 0:
                    return
                yield plan, leaf


def planned_points(subject: Subject) -> Iterator[tuple[Plan, PointsLeaf]]:
    """Every comparison of points with a number of them, on each stretch of the period in force."""
    every = every_part(conditions(subject.ruleset))
    found = [part for part in every if isinstance(part, PointsLeaf) and not part.is_share]
    for plan in plans(subject) if found else ():
        yield from ((plan, leaf) for leaf in found)


def leaves_left(subject: Subject) -> tuple[int, int]:
    """How many of the leaves on all stretches `planned_leaves` does not come to, and how many there are."""
    every = list(leaves(subject))
    dated = sum(any(comparison.threshold is not None for comparison in leaf.comparisons) for leaf in every)
    found = len(every) + dated * (len(stretches.stretches(subject.ruleset)) - 1)
    return found - sum(1 for _ in planned_leaves(subject)), found


def _looks(leaf: Leaf, plan: Plan) -> int:
    """What a leaf costs to look at: the places that it depends on times the values of its indicator."""
    return max(1, len(plan.ruleset.indicators[leaf.indicator].values)) * plan.width(leaf, {})


class Truths(NamedTuple):
    """A comparison with one value: whether it holds in each cell of its indicator."""

    comparison: Comparison
    operand: Operand
    holds: tuple[bool, ...]


def truths(leaf: Leaf, plan: Plan) -> list[list[Truths]]:
    """For each place that a leaf's thresholds depend on: in which cells each comparison that has a value holds."""
    indicator = plan.ruleset.indicators[leaf.indicator]
    return [_truths(leaf, operands, indicator, plan) for operands in plan.operands(leaf, {})]


def _truths(leaf: Leaf, operands: tuple[Operand | None, ...], indicator: Indicator, plan: Plan) -> list[Truths]:
    pairs = zip(leaf.comparisons, operands, strict=True)
    known = [(comparison, operand) for comparison, operand in pairs if operand is not None]
    cuts = [operand if isinstance(operand, tuple) else (operand,) for _, operand in known]
    values = cells(indicator, turns(indicator, chain.from_iterable(cuts)))
    return [
        Truths(comparison, operand, tuple(holds(operator, value, operand, indicator) for value in values))
        for comparison, operand in known
        for operator in (plan.operator(comparison),)
    ]


def needs(subject: Subject) -> Iterator[tuple[Path, AtLeast, list[list[Fraction]]]]:
    """Groups that ask for a number of members: their place in this file, and the numbers for each period and place."""
    found = plans(subject)
    for part in every_part(conditions(subject.ruleset)):
        path = _need_path(subject, part) if isinstance(part, AtLeast) else None
        if path is not None and isinstance(part, AtLeast):
            yield path, part, [[need for need in plan.needs(part, {}) if need is not None] for plan in found]


def _need_path(subject: Subject, group: AtLeast) -> Path | None:
    if is_own(subject, group.path):
        return (*group.path, "n")
    return own_threshold(subject, group.threshold)


def rests_on(ruleset: RuleSet, id: str, others: Collection[str]) -> bool:
    """Whether a criterion refers to one of several others, itself or through those it refers to."""
    waiting, seen = list(ruleset.criteria[id].references), set[str]()
    while waiting:
        other = waiting.pop()
        if other in others:
            return True
        if other not in seen:
            seen.add(other)
            waiting += ruleset.criteria[other].references
    return False


def names_of(indicator: Indicator, path: Path) -> Iterator[tuple[Path, str]]:
    """Everything that a column of an indicator may be called, with where it stands."""
    yield path, indicator.id
    yield (*path, "label", "vi"), indicator.label.vi
    yield (*path, "label", "en"), indicator.label.en
    for number, alias in enumerate(indicator.aliases):
        yield (*path, "aliases", number), alias
