"""Boolean columns to Boolean columns: the three-valued logic, for whole tables at once.

What is possible for a condition is three expressions that are never null: whether it can be met, whether it can fail
and whether it can drop out. Each connective follows from them by two-valued algebra. What is the same for every row
is a plain `True` or `False` and takes no part in the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, Final, NamedTuple, TypeVar

import narwhals as nw

from smartcommune.logic import Outcome

Frame = TypeVar("Frame", nw.DataFrame[Any], nw.LazyFrame[Any])

# An expression that stands in several places is computed once, in a column of its own, beyond this size.
MOST_SIZE: Final = 3


class Term(NamedTuple):
    """A Boolean expression that is never null, the step in which it can be computed, and how large it is."""

    expr: nw.Expr
    step: int = 0
    size: int = 1


Truth = Term | bool


class Possible(NamedTuple):
    """What is possible for a condition; at least one of the three is true in every row."""

    met: Truth
    fail: Truth
    drop: Truth

    @property
    def is_open(self) -> Truth:
        """Whether more than one outcome is possible."""
        return any_true(
            [
                all_true([self.met, self.fail]),
                all_true([self.drop, any_true([self.met, self.fail])]),
            ]
        )

    @property
    def is_met(self) -> Truth:
        """Whether it is settled as met."""
        return neither([self.fail, self.drop])

    @property
    def is_failed(self) -> Truth:
        """Whether it is settled as not met."""
        return neither([self.met, self.drop])

    @property
    def is_dropped(self) -> Truth:
        """Whether it is settled as not applicable."""
        return neither([self.met, self.fail])

    def has(self, outcome: Outcome) -> Truth:
        """Whether it is settled as having this outcome."""
        match outcome:
            case Outcome.MET:
                return self.is_met
            case Outcome.NOT_MET:
                return self.is_failed
            case Outcome.NOT_APPLICABLE:
                return self.is_dropped
            case Outcome.UNKNOWN | Outcome.SCORED:
                return self.is_open


MET: Final = Possible(met=True, fail=False, drop=False)
NOT_MET: Final = Possible(met=False, fail=True, drop=False)


def no(truth: Truth) -> Truth:
    """The opposite."""
    return not truth if isinstance(truth, bool) else Term(~truth.expr, truth.step, truth.size + 1)


def all_true(truths: Iterable[Truth]) -> Truth:
    """Whether all hold; of none it is true."""
    truths = list(truths)
    if any(truth is False for truth in truths):
        return False
    return _joined([truth for truth in truths if isinstance(truth, Term)], empty=True)


def any_true(truths: Iterable[Truth]) -> Truth:
    """Whether one holds; of none it is false."""
    truths = list(truths)
    if any(truth is True for truth in truths):
        return True
    return _joined([truth for truth in truths if isinstance(truth, Term)], empty=False)


def neither(truths: Iterable[Truth]) -> Truth:
    return no(any_true(truths))


def _joined(terms: list[Term], *, empty: bool) -> Truth:
    if not terms:
        return empty
    if len(terms) == 1:
        return terms[0]
    join = nw.all_horizontal if empty else nw.any_horizontal
    expr = join(*(term.expr for term in terms), ignore_nulls=False)
    return Term(expr, max(term.step for term in terms), 1 + sum(term.size for term in terms))


def negate(member: Possible) -> Possible:
    """Met and not met exchanged."""
    return Possible(member.fail, member.met, member.drop)


def holding(member: Possible) -> Possible:
    """Whether it is met: what does not apply is not."""
    return Possible(member.met, any_true([member.fail, member.drop]), drop=False)


def all_of(members: Sequence[Possible]) -> Possible:
    """Met if all members that apply are; it fails with any of them."""
    met = all_true([*(any_true([member.met, member.drop]) for member in members), _some_met(members)])
    return Possible(met, any_true(member.fail for member in members), _all_drop(members))


def any_of(members: Sequence[Possible]) -> Possible:
    """Met with any member; it fails if all members that apply do."""
    return negate(all_of([negate(member) for member in members]))


def applied(applies: Possible, test: Possible) -> Possible:
    """A criterion with a condition on when it applies; where that is not known to hold, it may drop out."""
    return Possible(
        all_true([applies.met, test.met]),
        all_true([applies.met, test.fail]),
        any_true([all_true([applies.met, test.drop]), applies.fail, applies.drop]),
    )


def with_must(enough: Possible, must: Possible, free: Possible) -> Possible:
    """A group of which some members must be met besides; `logic.with_must` says which three it looks at."""
    met = any_true([all_true([must.met, enough.met]), all_true([must.drop, free.met])])
    return Possible(met, any_true([enough.fail, must.fail]), enough.drop)


def enough(members: Sequence[Possible], need: Fraction | None, *, is_share: bool) -> Possible:
    """So many members met, or so many percent of those that apply; None stands for a number that nobody has set."""
    if need is None:
        applies = _some_apply(members)
        return Possible(applies, applies, _all_drop(members))
    return Possible(_can_hold(members, need, is_share), _can_fail(members, need, is_share), _all_drop(members))


def _some_met(members: Sequence[Possible]) -> Truth:
    return any_true(member.met for member in members)


def _some_apply(members: Sequence[Possible]) -> Truth:
    return any_true([_some_met(members), *(member.fail for member in members)])


def _all_drop(members: Sequence[Possible]) -> Truth:
    return all_true(member.drop for member in members)


def _can_hold(members: Sequence[Possible], need: Fraction, is_share: bool) -> Truth:
    """The best that can come: met if possible, else dropped, else not met."""
    if need <= 0:  # whatever applies is enough
        return _some_apply(members)
    met, failed = [member.met for member in members], [member.is_failed for member in members]
    return all_true([any_true([*met, *failed]), _reached(met, failed, need, is_share)])


def _can_fail(members: Sequence[Possible], need: Fraction, is_share: bool) -> Truth:
    """The worst that can come: not met if possible, else dropped, else met."""
    met, failed = [member.is_met for member in members], [member.fail for member in members]
    applies = any_true([*met, *failed])
    missed = all_true([applies, no(_reached(met, failed, need, is_share))])
    if need <= (100 if is_share else 1):
        return missed
    # All of them may drop out; the worst group that still applies has one member, and it is met.
    return any_true([missed, all_true([no(applies), _some_met(members)])])


def _reached(met: list[Truth], failed: list[Truth], need: Fraction, is_share: bool) -> Truth:
    """Whether so many are met, or that share of them all."""
    if not is_share:
        return _at_least([(truth, 1) for truth in met], ceil(need))
    least = _least_share(need / 100, len(met))
    rest, part = least.denominator - least.numerator, least.numerator
    # met / (met + failed) >= part / (part + rest), without a division
    return _at_least([*((truth, rest) for truth in met), *((truth, -part) for truth in failed)], 0)


def _least_share(need: Fraction, most: int) -> Fraction:
    """The smallest share of at most so many members that suffices: small numbers, however the need is written."""
    return min(Fraction(ceil(need * count), count) for count in range(1, most + 1))


def _at_least(weighted: Sequence[tuple[Truth, int]], need: int) -> Truth:
    expr, constant, step = total(weighted)
    open = [weight for truth, weight in weighted if isinstance(truth, Term)]
    least, most = (constant + sum(end(weight, 0) for weight in open) for end in (min, max))
    if expr is None or least >= need or most < need:
        return least >= need
    size = 2 + 2 * sum(truth.size for truth, weight in weighted if isinstance(truth, Term) and weight)
    return Term(expr >= need - constant, step, size)


def two_of(truths: Iterable[Truth]) -> Truth:
    """Whether at least two hold."""
    return _at_least([(truth, 1) for truth in truths], 2)


def total(weighted: Sequence[tuple[Truth, int]]) -> tuple[nw.Expr | None, int, int]:
    """The sum of the weights of whatever is true: where it depends on the row, where it does not, and in which step."""
    constant = sum(weight for truth, weight in weighted if truth is True)
    terms = [(truth, weight) for truth, weight in weighted if isinstance(truth, Term) and weight]
    if not terms:
        return None, constant, 0
    expr = nw.sum_horizontal(*(_weight(term, weight) for term, weight in terms))
    return expr, constant, max(term.step for term, _ in terms)


def _weight(term: Term, weight: int) -> nw.Expr:
    number = term.expr.cast(nw.Int64)
    return number if weight == 1 else number * weight


class Steps:
    """Columns to add to a frame, step by step; those of one step need only those of the steps before it."""

    def __init__(self) -> None:
        self.columns: list[dict[str, nw.Expr]] = []
        self._count = 0

    def kept(self, truth: Truth, most: int = MOST_SIZE) -> Truth:
        """The same, in a column of its own if it is larger than that."""
        if isinstance(truth, bool) or truth.size <= most:
            return truth
        return Term(nw.col(self.column(truth.expr, truth.step)), truth.step + 1)

    def kept_all(self, possible: Possible, most: int = MOST_SIZE) -> Possible:
        return Possible(*(self.kept(truth, most) for truth in possible))

    def beside(self, frame: Frame, **more: nw.Expr) -> Frame:
        """A frame with more columns, which may need those of the steps; these are not kept."""
        for step in self.columns:
            frame = frame.with_columns(**step)
        return frame.with_columns(**more).drop(*(name for step in self.columns for name in step))

    def column(self, expr: nw.Expr, step: int) -> str:
        """The name of a new column that a step adds."""
        while len(self.columns) <= step:
            self.columns.append({})
        name = f"__{self._count}"
        self._count += 1
        self.columns[step][name] = expr
        return name
