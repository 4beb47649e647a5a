"""What is possible for criteria to what they can earn: points, and the most that was to be had.

What a criterion can still earn is a set of pairs. Those of a sum are all sums of its members' pairs; where there
are too many, only the corners of the region in which they lie are kept: the least and the most stay exact.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import chain
from math import gcd, lcm, prod
from typing import Final, NamedTuple, TypeVar

from smartcommune.engine.plan import Plan
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, Possible, all_of
from smartcommune.messages import Words
from smartcommune.model.condition import Operand, PointsLeaf
from smartcommune.model.conditions import BOUNDS
from smartcommune.model.facts import holds
from smartcommune.model.indicator import MOST_PERCENT, Indicator
from smartcommune.model.points import Scale, Sum, Unearned
from smartcommune.model.relations import Same
from smartcommune.model.ruleset import Criterion
from smartcommune.remembered import remembered

# Pairs that are kept of one criterion; beyond them the corners are.
MOST_PAIRS: Final = 1_000
# Open rows of scales, and points in steps, that are kept: those that one commune after the other has.
_MOST_KEPT: Final = 64
# Sums that are made to see how many differ.
MOST_SUMS: Final = 20_000
_NOTHING: Final = Fraction(0)
_POINTS: Final = Indicator("", "number", Words("", ""))

# Says what is possible for the condition of the row of a number.
Outcome = Callable[[int], Possible]
# Points, and the most that was to be had.
Pair = tuple[Fraction, Fraction]
N = TypeVar("N", int, Fraction)


class Earned(NamedTuple):
    """What a criterion can still earn."""

    pairs: frozenset[Pair]
    is_hull: bool = False  # whether these are only the corners, and anything between them may be, too

    @property
    def low(self) -> Fraction:
        """The fewest points; some way to fill in what is unknown gives them."""
        return min(points for points, _ in self.pairs)

    @property
    def high(self) -> Fraction:
        """The most points; some way to fill in what is unknown gives them."""
        return max(points for points, _ in self.pairs)

    @property
    def most(self) -> tuple[Fraction, Fraction]:
        """The least and the most that was to be had."""
        found = [most for _, most in self.pairs]
        return min(found), max(found)

    @property
    def is_settled(self) -> bool:
        return len(self.pairs) == 1

    def with_(self, other: Earned) -> Earned:
        """What may be earned either way."""
        return _kept(self.pairs | other.pairs, is_hull=self.is_hull or other.is_hull)


class Steps(NamedTuple):
    """The same in whole numbers of steps, which are added up in a fraction of the time that fractions take."""

    per_point: int
    pairs: frozenset[tuple[int, int]]
    is_hull: bool = False

    def times(self, finer: int) -> frozenset[tuple[int, int]]:
        """The pairs in steps of which each of these is so many."""
        return frozenset((points * finer, most * finer) for points, most in self.pairs) if finer > 1 else self.pairs

    def coarsest(self) -> Steps:
        """The same in the coarsest steps, so that what is equal looks so."""
        coarser = gcd(self.per_point, *chain.from_iterable(self.pairs))
        if coarser == 1:
            return self
        pairs = ((points // coarser, most // coarser) for points, most in self.pairs)
        return Steps(self.per_point // coarser, frozenset(pairs), self.is_hull)


# Of what is not in force nothing is earned, and nothing was to be had.
NOTHING: Final = Earned(frozenset({(_NOTHING, _NOTHING)}))
NO_STEPS: Final = Steps(1, frozenset({(0, 0)}))


def earned_alone(criterion: Criterion, scale: Scale, most: Fraction, outcome: Possible, row: Outcome) -> Earned:
    """What a criterion can earn that is no sum.

    Args:
        criterion: one that earns points.
        scale: how it does.
        most: the most that it can earn at all.
        outcome: what is possible for its test, and for whether it applies.
        row: says what is possible for the condition of the row of that number.
    """
    if not outcome & (MET | NOT_MET):
        return earned_where(criterion, most, outcome, ())
    if criterion.has_outcome:
        return earned_where(criterion, most, outcome, _by_test(scale, outcome))
    if scale.written is None:
        return earned_where(criterion, most, outcome, on_scale(scale, row))
    return _earned_on(Same(scale), _open_rows(scale, row), most, outcome, criterion.not_applicable)


@remembered(_MOST_KEPT)
def _earned_on(
    same: Same[Scale], rows: tuple[int, int], most: Fraction, outcome: Possible, not_applicable: str | None
) -> Earned:
    """What is earned on some rows that were written out; a figure that is not known leaves the same open every time."""
    return _earned_where(not_applicable, most, outcome, _points_of(same.thing, rows))


def earned_where(criterion: Criterion, most: Fraction, outcome: Possible, points: Iterable[Fraction]) -> Earned:
    """What a criterion can earn: some points of the most, or what its file says of where it does not apply."""
    return _earned_where(criterion.not_applicable, most, outcome, points)


def _earned_where(not_applicable: str | None, most: Fraction, outcome: Possible, points: Iterable[Fraction]) -> Earned:
    pairs: set[Pair] = {(each, most) for each in points} if outcome & (MET | NOT_MET) else set()
    if outcome & NOT_APPLICABLE:
        pairs |= dropped(not_applicable, most)
    return Earned(frozenset(pairs))


def _by_test(scale: Scale, outcome: Possible) -> list[Fraction]:
    ends = ((MET, scale.rungs[0].points), (NOT_MET, scale.otherwise))
    return [points for bit, points in ends if outcome & bit]


def on_scale(scale: Scale, row: Outcome) -> list[Fraction]:
    """The points of the rows of which one may be the first of those that hold; not all are asked for."""
    if scale.written is not None:
        return _points_of(scale, _open_rows(scale, row))
    found: list[Fraction] = []
    for number, rung in enumerate(scale.rungs):
        outcome = row(number)
        if outcome & MET:
            found.append(rung.points)
        if outcome == MET:
            return found
    return [*found, scale.otherwise]


def _open_rows(scale: Scale, row: Outcome) -> tuple[int, int]:
    """The first and the last of these rows where they lie within each other: where one holds, all behind it do."""
    count = len(scale.rungs)
    first = bisect_left(range(count), x=True, key=lambda number: bool(row(number) & MET))
    is_settled = first == count or row(first) == MET  # as it is wherever the figure is known
    last = first if is_settled else bisect_left(range(count), x=True, lo=first + 1, key=lambda each: row(each) == MET)
    return first, last


def _points_of(scale: Scale, rows: tuple[int, int]) -> list[Fraction]:
    """The points of these rows, and what is earned where none of them holds if there is no last one."""
    first, last = rows
    found = [rung.points for rung in scale.rungs[first : last + 1]]
    return [*found, scale.otherwise] if last == len(scale.rungs) else found


def dropped(not_applicable: str | None, most: Fraction) -> set[Pair]:
    """What a criterion earns that does not apply; where nothing says it, each way is possible."""
    ways = {"full": (most, most), "none": (_NOTHING, most), "left_out": (_NOTHING, _NOTHING)}
    return {ways[not_applicable]} if not_applicable else set(ways.values())


def unearned(earning: Unearned) -> Earned:
    """What is earned of what nobody claimed, or found."""
    return Earned(frozenset({(_NOTHING, earning.most)}))


def summed(criterion: Criterion, sum: Sum, members: Sequence[Earned], most: Fraction) -> Earned:
    """What a sum can earn.

    Args:
        criterion: the one whose points it is.
        sum: how it is made.
        members: what each of its members can earn.
        most: the most that it can earn at all.
    """
    return finished(criterion, sum, in_points(reduce(added, map(in_steps, members), NO_STEPS)), most)


@remembered(_MOST_KEPT)
def in_steps(earned: Earned) -> Steps:
    """What is earned in the coarsest steps of which all of it is a whole number."""
    step = lcm(*(number.denominator for pair in earned.pairs for number in pair))
    pairs = ((_steps(points, step), _steps(most, step)) for points, most in earned.pairs)
    return Steps(step, frozenset(pairs), earned.is_hull)


def _steps(points: Fraction, step: int) -> int:
    return points.numerator * (step // points.denominator)


def in_points(steps: Steps) -> Earned:
    pairs = frozenset(
        (Fraction(points, steps.per_point), Fraction(most, steps.per_point)) for points, most in steps.pairs
    )
    return Earned(pairs, steps.is_hull)


def added(one: Steps, other: Steps) -> Steps:
    """What two criteria can earn that do not look at the same fact."""
    counts, is_hull = (len(one.pairs), len(other.pairs)), one.is_hull or other.is_hull
    step = lcm(one.per_point, other.per_point)
    ours, others = (each.times(step // each.per_point) for each in (one, other))
    are_many = min(counts) > 1 and sum(counts) - 1 > MOST_PAIRS  # as many sums there are at least
    if are_many or prod(counts) > MOST_SUMS:  # the corners of all sums are sums of corners
        ours, others, is_hull = _corners(ours), _corners(others), True
    found = _some({(mine + its, top + more) for mine, top in ours for its, more in others}, is_hull=is_hull)
    return Steps(step, *found).coarsest()


def finished(criterion: Criterion, sum: Sum, found: Earned, most: Fraction) -> Earned:
    """What was added up, scaled, cut off and rounded."""
    if is_plain(criterion, sum):
        return _kept(found.pairs, is_hull=found.is_hull)
    if found.is_hull and len({top for _, top in found.pairs}) > 1 and (sum.most is not None or sum.least is not None):
        found = found._replace(pairs=_box(found.pairs))
    return _kept(
        {pair for one in found.pairs for pair in finished_pair(criterion, sum, one, most)}, is_hull=found.is_hull
    )


def is_plain(criterion: Criterion, sum: Sum) -> bool:
    """Whether nothing is done to what was added up."""
    done = (sum.scaled_to, sum.most, sum.least, sum.round, criterion.not_applicable)
    return all(each is None for each in done)


def finished_pair(criterion: Criterion, sum: Sum, pair: Pair, most: Fraction) -> Iterable[Pair]:
    """A sum scaled, cut off and rounded; one of which nothing was to be had does not apply."""
    points, top = pair
    if top == 0 and most > 0 and (criterion.not_applicable is not None or sum.scaled_to is not None):
        return dropped(criterion.not_applicable, most)
    if sum.scaled_to is not None and top > 0:
        points, top = sum.scaled_to * points / top, sum.scaled_to
    if sum.most is not None:
        points, top = min(points, sum.most), min(top, sum.most)
    if sum.least is not None:
        points = max(points, sum.least)
    return ((points if sum.round is None else sum.round.of(points), top),)


def where_applied(criterion: Criterion, earned: Earned, applies: Possible, most: Fraction) -> Earned:
    """What a sum can earn that applies only under a condition, which may be open."""
    if applies == MET:
        return earned
    pairs = dropped(criterion.not_applicable, most) if applies & (NOT_MET | NOT_APPLICABLE) else set[Pair]()
    return _kept({*pairs, *(earned.pairs if applies & MET else ())}, is_hull=earned.is_hull)


def compared_points(leaf: PointsLeaf, earned: Earned, operands: tuple[Operand | None, ...], plan: Plan) -> Possible:
    """The outcomes of a comparison of points with one set of operands."""
    if earned.is_hull and len(leaf.comparisons) > 1:  # between the corners both bounds may hold, or neither
        pairs = zip(leaf.comparisons, operands, strict=True)
        return all_of(
            [compared_points(leaf._replace(comparisons=(one,)), earned, (operand,), plan) for one, operand in pairs]
        )
    found = Possible(0)
    for points, most in earned.pairs:
        found |= _compared(leaf, points, most, operands, plan)
    if earned.is_hull and found & (MET | NOT_MET) and leaf.comparisons[0].operator not in BOUNDS:
        found |= MET | NOT_MET
    return found


def _compared(
    leaf: PointsLeaf, points: Fraction, most: Fraction, operands: tuple[Operand | None, ...], plan: Plan
) -> Possible:
    if leaf.is_share and most == 0:
        return NOT_APPLICABLE
    value, is_open = MOST_PERCENT * points / most if leaf.is_share else points, False
    for comparison, operand in zip(leaf.comparisons, operands, strict=True):
        if operand is None:
            is_open = True
        elif not holds(plan.operator(comparison), value, operand, _POINTS):
            return NOT_MET
    return MET | NOT_MET if is_open else MET


def _kept(pairs: Iterable[Pair], *, is_hull: bool) -> Earned:
    return Earned(*_some(pairs, is_hull=is_hull))


def _some(pairs: Iterable[tuple[N, N]], *, is_hull: bool) -> tuple[frozenset[tuple[N, N]], bool]:
    """All pairs; where they are many or corners already, the corners alone, and whether it is these."""
    found = frozenset(pairs)
    if is_hull or len(found) > MOST_PAIRS:
        return _corners(found), len(found) > 1
    return found, False


def _box(pairs: frozenset[Pair]) -> frozenset[Pair]:
    """The corners of a box around pairs, without what is above the most where none of them is."""
    points, tops = zip(*pairs, strict=True)
    least, most = min(tops), max(tops)
    if any(point > top for point, top in pairs):
        return frozenset((point, top) for point in (min(points), max(points)) for top in (least, most))
    greatest = max(points)
    ends = {(min(points), least), (min(points), most), (min(greatest, least), least), (greatest, most)}
    return frozenset(ends | {(greatest, max(greatest, least))})


def _corners(pairs: frozenset[tuple[N, N]]) -> frozenset[tuple[N, N]]:
    """The corners of the smallest convex region that has all pairs in it: of one most only the fewest and the most."""
    points: dict[N, list[N]] = {}
    for each, top in pairs:
        points.setdefault(top, []).append(each)
    ends: set[tuple[N, N]] = {(end(found), top) for top, found in points.items() for end in (min, max)}
    ordered: list[tuple[N, N]] = sorted(ends)
    return frozenset(_chain(ordered) + _chain(ordered[::-1]))


def _chain(ordered: Sequence[tuple[N, N]]) -> list[tuple[N, N]]:
    """One side of the region, from one end to the other."""
    found: list[tuple[N, N]] = []
    for pair in ordered:
        while len(found) > 1 and not _turns_left(found[-2], found[-1], pair):
            found.pop()
        found.append(pair)
    return found


def _turns_left(one: tuple[N, N], other: tuple[N, N], third: tuple[N, N]) -> bool:
    return (other[0] - one[0]) * (third[1] - one[1]) > (other[1] - one[1]) * (third[0] - one[0])
