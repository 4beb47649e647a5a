"""What is possible for conditions to the points of every row: the least and the most that may be earned.

Points are whole numbers of steps of one grid, or quotients of two whole numbers where a sum is scaled; only a rounding
divides, and it gives the grid again. Members are taken to be independent of each other: the least and the most of a row
in which one unknown fact feeds several are sound; that row looked at by itself makes them exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import itemgetter
from typing import Final

import narwhals as nw

from smartcommune.model.condition import Operand, Operator, PointsLeaf
from smartcommune.model.points import Scale, Sum
from smartcommune.model.rounding import Rounding
from smartcommune.model.ruleset import Criterion
from smartcommune.vectorise.grid import Ends, Grid, Number, Scored, as_expr, constant, lit
from smartcommune.vectorise.possible import Possible, Term, Truth, all_of, all_true, any_true, no

_ZERO: Final = Fraction(0)
# Which end of several numbers is wanted, for each part of what is earned.
_HORIZONTAL: Final = (nw.min_horizontal, nw.max_horizontal, nw.min_horizontal, nw.max_horizontal)


def of_scale(criterion: Criterion, scale: Scale, ends: Ends, outcome: Possible, grid: Grid, unearned: Truth) -> Scored:
    """What a criterion may earn that is no sum.

    Args:
        criterion: one that earns points.
        scale: how it does.
        ends: the fewest and the most that it gives where the criterion applies.
        outcome: what is possible for its test, and for whether it applies.
        grid: in what points are counted.
        unearned: where nothing is earned of it, because nobody claimed it, or found it.
    """
    if unearned is not False:
        nothing = grid.constant(_ZERO)
        ends = ends_of([(no(unearned), ends), (unearned, (nothing, nothing))])
    return _where(criterion, ends, grid.constant(scale.most), outcome, scale.most, grid)


def by_test(scale: Scale, outcome: Possible, grid: Grid) -> Ends:
    """What is earned where a test is met, and where it is not."""
    return _ends([(outcome.met, scale.rungs[0].points), (outcome.fail, scale.otherwise)], grid)


def by_rows(scale: Scale, rows: Sequence[Possible], grid: Grid) -> Ends:
    """What the rows of a scale give, the furthest from 0 first, by what is possible for their conditions."""
    found: list[tuple[Truth, Fraction]] = []
    before: Truth = True
    for rung, row in zip(scale.rungs, rows, strict=True):
        found.append((grid.steps.kept(all_true([before, row.met])), rung.points))
        before = grid.steps.kept(all_true([before, row.fail]))
    return _ends([*found, (before, scale.otherwise)], grid)


def added(begin: int, parts: Iterable[tuple[nw.Expr | bool, int, int, int]]) -> Number:
    """So many steps of the grid, and more of them.

    Args:
        begin: how many there are in any case.
        parts: how often more are added in each row, when that can be computed, how many each time, how often at most.
    """
    step, top, found = 0, abs(begin) + 1, lit(begin)
    for times, since, weight, most in parts:
        found, step, top = found + times * weight, max(step, since), top + most * abs(weight)
    return Number(found, 1, step, top)


def _ends(choices: Sequence[tuple[Truth, Fraction]], grid: Grid) -> Ends:
    """The least and the most of numbers of which each may be what a row earns, and one is."""
    listed = sorted(((truth, points) for truth, points in choices if truth is not False), key=itemgetter(1))
    return _first(listed, grid), _first(listed[::-1], grid)


def _first(choices: Sequence[tuple[Truth, Fraction]], grid: Grid) -> Number:
    """The first of some numbers that may be."""
    numbers = [grid.whole(points) for _, points in choices] or [0]
    if len({*numbers}) == 1:
        return constant(numbers[0])
    found, step = lit(numbers[-1]), 0
    for (truth, _), number in list(zip(choices, numbers, strict=False))[-2::-1]:
        if isinstance(truth, Term):
            found, step = nw.when(truth.expr).then(lit(number)).otherwise(found), max(step, truth.step)
        else:
            found, step = lit(number), 0
    return Number(found, 1, step, max(map(abs, numbers)) + 1)


def ends_of(choices: Sequence[tuple[Truth, Ends]]) -> Ends:
    """The least and the most of intervals of which each may be that of a row."""
    lows, highs = ([(truth, ends[which]) for truth, ends in choices] for which in (0, 1))
    return _either(lows, nw.min_horizontal), _either(highs, nw.max_horizontal)


def _where(
    criterion: Criterion, ends: tuple[Number, Number], top: Number, outcome: Possible, most: Fraction, grid: Grid
) -> Scored:
    """What is earned where a criterion applies, or else what its file says of where it does not."""
    applies, drops = any_true([outcome.met, outcome.fail]), outcome.drop
    found = Scored(*ends, top, top)
    if drops is not False:
        pairs = zip(found, _dropped_ends(criterion, most, grid), _HORIZONTAL, strict=True)
        found = Scored(*(_either([(applies, one), (drops, other)], end) for one, other, end in pairs))
    return Scored(*(grid.kept(number) for number in found))


def _dropped_ends(criterion: Criterion, most: Fraction, grid: Grid) -> Scored:
    """What is earned where a criterion does not apply."""
    ways = {"full": (most, most), "none": (_ZERO, most), "left_out": (_ZERO, _ZERO)}
    chosen = [ways[criterion.not_applicable]] if criterion.not_applicable else list(ways.values())
    points, tops = zip(*chosen, strict=True)
    return Scored(*(grid.constant(end(numbers)) for numbers in (points, tops) for end in (min, max)))


def _either(choices: Sequence[tuple[Truth, Number]], end: Callable[..., nw.Expr]) -> Number:
    """The least, or the most, of whole numbers that may be."""
    listed = [(truth, number) for truth, number in choices if truth is not False]
    step = max(max(number.step, truth.step if isinstance(truth, Term) else 0) for truth, number in listed)
    exprs = [
        nw.when(truth.expr).then(number.above) if isinstance(truth, Term) else number.above for truth, number in listed
    ]
    top = max(number.top for _, number in listed)
    return Number(exprs[0] if len(exprs) == 1 else end(*exprs), 1, step, top)


def keeps_to_most(id: str, criteria: Mapping[str, Criterion]) -> bool:
    """Whether a criterion never earns more than is to be had, whatever is left out; roundings may go beyond it."""
    earning = criteria[id].earning
    if isinstance(earning, Scale):
        return earning.ends[1] <= earning.most
    if not isinstance(earning, Sum) or earning.round is not None or (earning.least or 0) > 0:
        return False
    return all(keeps_to_most(member, criteria) for member in earning.members)


def of_sum(
    criterion: Criterion,
    earning: Sum,
    members: Sequence[Scored],
    applies: Possible,
    most: Fraction,
    grid: Grid,
    *,
    keeps_to_most: bool,
) -> Scored:
    """What a sum may earn.

    Args:
        criterion: the one whose points it is.
        earning: how it is made.
        members: what each of its members may earn.
        applies: whether the sum applies at all.
        most: the most that it can earn at all.
        grid: in what points are counted.
        keeps_to_most: whether no member earns more than is to be had of it.
    """
    added = Scored(*(grid.kept(_total(numbers)) for numbers in zip(*members, strict=True)))
    found = added if earning.scaled_to is None else _scaled(added, earning.scaled_to, grid, keeps_to_most)
    low, high = (_rounded(_cut(number, earning, grid), earning.round, grid) for number in (found.low, found.high))
    most_low, most_high = (_cut(number, earning._replace(least=None), grid) for number in found[2:])
    found = Scored(low, high, most_low, most_high)
    drops = any_true([applies.fail, applies.drop])
    if most > 0 and (criterion.not_applicable is not None or earning.scaled_to is not None):
        # A sum of which nothing was to be had does not apply.
        has_some = all_true([applies.met, Term(added.most_high.above > 0, added.most_high.step)])
        drops = any_true([drops, Term(added.most_low.above <= 0, added.most_low.step)])
    else:
        has_some = applies.met
    if drops is not False:
        pairs = zip(found, _dropped_ends(criterion, most, grid), _HORIZONTAL, strict=True)
        found = Scored(*(_one_of(one, other, has_some, drops, end) for one, other, end in pairs))
    return Scored(*(grid.kept(number) for number in found))


def _one_of(number: Number, other: Number, applies: Truth, drops: Truth, end: Callable[..., nw.Expr]) -> Number:
    """What is earned where a sum applies, or where it does not; where either may be, the end of both."""
    beyond = other._replace(above=other.above * number.below, top=other.top * number.bottom, same=None)
    found = _either([(applies, number._replace(below=1)), (drops, beyond)], end)
    return found._replace(below=number.below, step=max(found.step, number.step), bottom=number.bottom)


def _total(numbers: Iterable[Number]) -> Number:
    """The sum of some numbers; what is the same in every row is added up here."""
    listed = list(numbers)
    same = sum(number.same for number in listed if number.same is not None)
    return reduce(_plus, (number for number in listed if number.same is None), constant(same))


def _plus(one: Number, other: Number) -> Number:
    step = max(one.step, other.step)
    if isinstance(one.below, int) and isinstance(other.below, int):
        return Number(one.above + other.above, 1, step, one.top + other.top)
    above = one.above * other.below + other.above * one.below
    top = one.top * other.bottom + other.top * one.bottom
    return Number(above, one.below * other.below, step, top, one.bottom * other.bottom)


def _scaled(added: Scored, to: Fraction, grid: Grid, keeps_to_most: bool) -> Scored:
    """Points over the most that was to be had, of another most; where nothing was, that is looked at apart."""
    least, most = (nw.max_horizontal(number.above, lit(1)) for number in added[2:])
    step, most_of = max(number.step for number in added), grid.constant(to)
    top = max(number.top for number in added)
    # The fewest points are of the most that was to be had, unless they are below 0.
    low = nw.when(added.low.above >= 0).then(most).otherwise(least)
    high = nw.when(added.high.above >= 0).then(least).otherwise(most)
    # The most points are not of the least that was to be had where members cannot earn what is left out of it.
    most_points = nw.min_horizontal(added.high.above, high) if keeps_to_most else added.high.above
    ends = ((added.low, low), (added.high._replace(above=most_points), high))
    fewest, greatest = (
        Number(number.above * grid.whole(to), below, step, top * most_of.top, top) for number, below in ends
    )
    return Scored(fewest, greatest, most_of, most_of)


def _cut(number: Number, earning: Sum, grid: Grid) -> Number:
    """A number cut off at the most and at the least of a sum."""
    if earning.most is None and earning.least is None:
        return number
    above, top = number.above, number.top
    for limit, end in ((earning.most, nw.min_horizontal), (earning.least, nw.max_horizontal)):
        if limit is not None:
            above = end(above, lit(grid.whole(limit)) * number.below)
            top = max(top, (abs(grid.whole(limit)) + 1) * number.bottom)
    return number._replace(above=above, top=top, same=None)


def _rounded(number: Number, rounding: Rounding | None, grid: Grid) -> Number:
    """A quotient on the grid of a rounding."""
    if rounding is None:
        return number
    size = grid.whole(rounding.to)
    kept = grid.kept(number._replace(top=2 * number.top + number.bottom * size, bottom=2 * number.bottom * size))
    above, unit = kept.above, kept.below * size
    is_negative = above < 0
    amount = nw.when(is_negative).then(-above).otherwise(above)
    if rounding.how == "down":
        count = amount // unit
    else:
        count = (amount * 2 + unit) // (unit * 2)
        if rounding.how == "half_even":
            is_tie = ((amount * 2 + unit) % (unit * 2)) == 0
            count = nw.when(is_tie & (count % 2 == 1)).then(count - 1).otherwise(count)
    return Number(nw.when(is_negative).then(-count).otherwise(count) * size, 1, kept.step, number.top + size)


Edges = tuple[tuple[Operator, Operand | None], ...]


def compared(leaf: PointsLeaf, scored: Scored, cases: Sequence[tuple[Edges, Truth]], grid: Grid) -> Possible:
    """What is possible for a comparison of points, by what it may compare with in a row."""
    met: list[Truth] = []
    fail: list[Truth] = []
    for edges, rows in cases:
        found = all_of([_compared(leaf, scored, operator, operand, grid) for operator, operand in edges])
        met.append(all_true([rows, found.met]))
        fail.append(all_true([rows, found.fail]))
    if not leaf.is_share:
        return Possible(any_true(met), any_true(fail), drop=False)
    has_some = Term(scored.most_high.above > 0, scored.most_high.step)
    has_none = Term(scored.most_low.above <= 0, scored.most_low.step)
    return Possible(all_true([has_some, any_true(met)]), all_true([has_some, any_true(fail)]), has_none)


def _compared(leaf: PointsLeaf, scored: Scored, operator: Operator, operand: Operand | None, grid: Grid) -> Possible:
    if not isinstance(operand, Fraction):
        return Possible(met=True, fail=True, drop=False)
    low, high = (grid.fit(number) for number in _against(leaf, scored, operand, grid))
    step = max(low.step, high.step)
    match operator:
        case Operator.GTE:
            met, fail = high.above >= high.below, low.above < low.below
        case Operator.GT:
            met, fail = high.above > high.below, low.above <= low.below
        case Operator.LTE:
            met, fail = low.above <= low.below, high.above > high.below
        case Operator.LT:
            met, fail = low.above < low.below, high.above >= high.below
        case _:
            met = (low.above <= low.below) & (high.above >= high.below)
            fail = (low.above != low.below) | (high.above != high.below)
    return Possible(Term(met, step, 3), Term(fail, step, 3), drop=False)


def _against(leaf: PointsLeaf, scored: Scored, operand: Fraction, grid: Grid) -> tuple[Number, Number]:
    """Both ends beside what they are compared with, brought to whole numbers: `above` beside `below`."""
    if leaf.is_share:
        share = operand / 100
        return _beside(scored.low, scored.most_high, share), _beside(scored.high, scored.most_low, share)
    limit, one = operand * grid.per_point, Number(lit(1))
    return _beside(scored.low, one, limit), _beside(scored.high, one, limit)


def _beside(number: Number, other: Number, times: Fraction) -> Number:
    above = number.above * times.denominator * as_expr(other.below)
    below = other.above * times.numerator * as_expr(number.below)
    top = number.top * times.denominator * other.bottom
    bottom = other.top * abs(times.numerator) * number.bottom
    return Number(above, below, max(number.step, other.step), top, bottom)


def where(rows: Truth, scored: Scored, grid: Grid) -> Scored:
    """What is earned in some rows; in the others nothing is, and nothing was to be had."""
    if rows is True:
        return scored
    if rows is False:
        return Scored(*(grid.constant(_ZERO) for _ in scored))
    step = rows.step
    found = (
        number._replace(
            above=nw.when(rows.expr).then(number.above).otherwise(lit(0)), step=max(number.step, step), same=None
        )
        for number in scored
    )
    return Scored(*(grid.kept(number) for number in found))


def is_open(scored: Scored) -> Truth:
    """Whether it is open what is earned, or how much was to be had."""
    low, high, least, most = scored
    step = max(number.step for number in scored)
    differs = low.above * as_expr(high.below) != high.above * as_expr(low.below)
    return Term(differs | (least.above != most.above), step, 4)


def shown(scored: Scored, grid: Grid) -> tuple[nw.Expr, nw.Expr]:
    """The fewest and the most points as floats: exact on the grid, else to hundredths, outwards while they differ."""
    low, high = scored.low, scored.high
    if isinstance(low.below, int) and isinstance(high.below, int):
        return _quotient(low.above, grid.per_point), _quotient(high.above, grid.per_point)
    fewest, rest = low.above * 100, as_expr(low.below) * grid.per_point
    greatest, other = high.above * 100, as_expr(high.below) * grid.per_point
    is_one = low.above * as_expr(high.below) == high.above * as_expr(low.below)
    nearest = (fewest * 2 + rest) // (rest * 2)
    ends = (fewest // rest, -((-greatest) // other))
    return tuple(  # type: ignore[return-value]  # two of them
        _quotient(nw.when(is_one).then(nearest).otherwise(end), 100) for end in ends
    )


def _quotient(whole: nw.Expr, by: int) -> nw.Expr:
    # Divided by a column: Polars multiplies by the reciprocal of a constant, and 2858 hundredths are not 28.58 then.
    return whole / (whole * 0 + by)
