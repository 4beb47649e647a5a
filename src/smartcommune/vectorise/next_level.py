"""Every row to the level just better than the worst that is possible, and to the points that are lacking for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

import narwhals as nw

from smartcommune.engine.periods import Periods
from smartcommune.model.condition import Condition, Group, Holds, Operator, PointsLeaf
from smartcommune.model.ruleset import Level, RuleSet
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.levels import NONE
from smartcommune.vectorise.possible import Truth, all_true, any_true, no
from smartcommune.vectorise.verdicts import first_of

NEXT: Final = "next_level"
LACKING: Final = "points_to_next_level"
# Digits behind the point that a difference of floats keeps: more than any document gives points in.
_DIGITS: Final = 6


def next_levels(ruleset: RuleSet, levels: Mapping[str, Truth]) -> Iterator[tuple[Level, Truth]]:
    """Each level that is the next one of some rows, with these: of whom the one behind it is the worst possible."""
    behind: Truth = False
    worse = [*(level.id for level in ruleset.levels[1:]), NONE]
    for level, id in reversed(list(zip(ruleset.levels, worse, strict=True))):
        here = levels.get(id, False)
        yield level, all_true([here, no(behind)])
        behind = any_true([behind, here])


def next_level(found: Mapping[str, Truth], rows: Truth) -> nw.Expr:
    """The next level of every row; null where the best is reached, or none is given."""
    return first_of([(all_true([rows, where]), nw.lit(id)) for id, where in found.items()])


def lacking(wanted: Level, each: list[tuple[Periods, Leaves]], low: nw.Expr) -> nw.Expr | None:
    """The points that every row lacks of those that a level asks for, 0 where it has them.

    None of a level that does not ask for a number of points of the score, null where none is set for the day.

    Args:
        wanted: the level.
        each: by each reading the plans, and what they compare with.
        low: the fewest points of every row.
    """
    marks = [mark for periods, leaves in each for mark in _marks(wanted.id, periods.ruleset, leaves)]
    if not marks:
        return None
    most = marks[0] if len(marks) == 1 else nw.max_horizontal(*marks)
    return nw.max_horizontal((most - low).round(_DIGITS), low * 0)


def _marks(id: str, ruleset: RuleSet, leaves: Leaves) -> Iterator[nw.Expr]:
    """What a level asks of the score, in the rows in which it may ask for so much."""
    wanted = next((level for level in ruleset.levels if level.id == id), None)
    for leaf in () if wanted is None or wanted.when is None else _members(wanted.when):
        if isinstance(leaf, PointsLeaf) and leaf.criterion == ruleset.score_points and not leaf.is_share:
            for edges, rows in leaves.points_bounds(leaf):
                for operator, mark in edges:
                    if operator is Operator.GTE and isinstance(mark, Fraction) and rows is not False:
                        found = nw.lit(float(mark))
                        yield found if rows is True else nw.when(rows.expr).then(found)


def _members(condition: Condition) -> Iterator[Condition]:
    """The conditions of which all have to hold."""
    if isinstance(condition, Holds):
        yield from _members(condition.member)
    elif isinstance(condition, Group) and condition.kind == "all_of":
        yield from (inner for member in condition.members for inner in _members(member))
    else:
        yield condition
