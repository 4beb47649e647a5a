"""A figure beside what is known of others to the values at which what is computed from them comes into another cell.

What is computed rises or falls with each fact that it follows from, so that its cut points are cut points of the one
fact that is open. Of several open ones not every combination of cells is looked through.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import chain, pairwise
from math import ceil, floor

from smartcommune.engine.cut_points import between, cells, is_written
from smartcommune.model.condition import Value
from smartcommune.model.facts import Facts
from smartcommune.model.forms import days_at, number_of
from smartcommune.model.indicator import Indicator
from smartcommune.model.values import limits
from smartcommune.reach.declared import Declared, Fact
from smartcommune.reach.nearest import FINEST
from smartcommune.reach.wholes import TooMany


class ComputedValues:
    """The figures of one group of bound indicators that are computed from others, shares of counts excepted.

    Args:
        group: the indicators.
        declared: what is said about them.
        given: facts that are settled.
        stated: facts that may stay as they are.
        closed: indicators whose facts stay unknown.
    """

    def __init__(
        self, group: frozenset[str], declared: Declared, given: Facts, stated: Facts, closed: Collection[str]
    ) -> None:
        self._declared = declared
        self._given = given
        self._stated = stated
        self._group = group
        closed = frozenset(closed)
        self._forms = {
            id: form for id, form in declared.forms.items() if not form.share and (id in group or self._binds(id))
        }
        self._open = {
            id: declared.sources(id) - given.keys() for id in self._forms if declared.sources(id).isdisjoint(closed)
        }

    def check(self) -> None:
        """Nothing where every combination of cells is found.

        Raises:
            TooMany: several facts that one figure follows from may have any value, one of them may not apply or is
                bound to another, or plans compute it differently.
        """
        if not self._group.isdisjoint(self._declared.differing):
            raise TooMany(0)
        if any(len(open) > 1 for open in self._open.values()):
            raise TooMany(0)
        if any(self._is_bound(id) or self._declared.may_drop_out(id) for open in self._open.values() for id in open):
            raise TooMany(0)

    def _binds(self, id: str) -> bool:
        """Whether the range of a figure binds facts of the group, though nobody may ask: all that is open is there."""
        indicator = self._declared.indicator(id)
        has_range = indicator is not None and any(end is not None for end in limits(indicator))
        open = self._declared.sources(id) - self._given.keys()
        return has_range and bool(open) and open <= self._group

    @property
    def is_partial(self) -> bool:
        """Whether facts of which several change at once may have more combinations of cells than are found."""
        open = [id for sources in self._open.values() if len(sources) > 1 for id in sources]
        partial = any(self._declared.cuts(id) or self._is_bound(id) for id in open)
        is_unasked = any(len(sources) > 1 for id, sources in self._open.items() if id not in self._group)
        return partial or is_unasked or len(open) > len({*open})

    def values(self, id: str, known: Facts) -> list[Fact]:
        """One value of a part for each cell of its own, and of the figures that follow from it; none of others."""
        indicator, reached = self._declared.indicator(id), self._reached(id, known)
        if indicator is None or not reached:
            return []
        if indicator.type == "date":
            return [*self._declared.days(id, chain.from_iterable(map(days_at, reached)))]
        points = sorted({*reached, *(cut for cut in self._declared.figure_cuts(id) if isinstance(cut, Fraction))})
        outside = (Fraction(floor(points[0]) - 1), Fraction(ceil(points[-1]) + 1))
        return [value for value in cells(indicator, [*points, *outside]) if _is_stated(value)]

    def beside(self, id: str, known: Facts) -> list[Fact]:
        """Values of a part around the cut points of figures, where each of the other parts stays or has its own."""
        indicator = self._declared.indicator(id)
        reached = self._reached(id, {**self._stated, **known})
        if indicator is None or not any(id in open for open in self._open.values()):
            return []
        if indicator.type == "date":
            return [*self._declared.days(id, chain.from_iterable(map(days_at, reached)))]
        ends = [end for end in limits(indicator) if end is not None]
        return [*ends, *_published(sorted(reached), indicator)]

    def _is_bound(self, id: str) -> bool:
        """Whether a fact is a part or a whole of another one."""
        others = [self._declared.indicator(other) for other in self._declared.near(id)]
        return any(other is not None and (id in other.wholes or (other.id == id and other.wholes)) for other in others)

    def _reached(self, id: str, known: Facts) -> set[Fraction]:
        """Where figures that follow from a fact and known ones reach their cut points or an end, or have no value."""
        known = {**self._given, **{other: fact for other, fact in known.items() if other != id}}
        found: set[Fraction] = set()
        for other, form in self._forms.items():
            if id in self._declared.sources(other):
                points = (self._solved(other, point, id, known) for point in self._points(other))
                below = None if form.below is None else self._solved(form.below, Fraction(0), id, known)
                found |= {point for point in (*points, below) if point is not None}
        return found

    def _solved(self, figure: str, wanted: Fraction, id: str, known: Facts) -> Fraction | None:
        """What a fact has to be for a figure to be as wanted; None if something else is not known, or it cannot be."""
        if figure == id:
            return wanted
        form = self._declared.forms.get(figure)
        below = [part for part in (form.parts if form else ()) if id in self._declared.sources(part)]
        if form is None or len(below) != 1:
            return None
        others = [part for part in form.parts if part != below[0]]
        found = ((part, number_of(self._declared.known(part, known))) for part in others)
        numbers = {part: number for part, number in found if number is not None}
        reached = form.reaching(below[0], wanted, numbers) if len(numbers) == len(others) else None
        return None if reached is None else self._solved(below[0], reached, id, known)

    def _points(self, id: str) -> list[Fraction]:
        """The cut points of a figure, and the ends of its range."""
        indicator = self._declared.indicator(id)
        ends = () if indicator is None else limits(indicator)
        return [point for point in (*self._declared.cuts(id), *ends) if isinstance(point, Fraction)]


def _is_stated(value: Value) -> bool:
    return not isinstance(value, Fraction) or is_written(value)


def _published(points: list[Fraction], indicator: Indicator) -> list[Fraction]:
    """Values at and beside points, as they would be published, and between two of them."""
    step = Fraction(1) if indicator.type == "count" else FINEST
    near = {(floor(point / step) + side) * step for point in points for side in (-1, 0, 1, 2)}
    inner = (between(first, last, indicator.type == "count") for first, last in pairwise(points))
    found = {*near, *points, *(value for value in inner if value is not None)}
    low, high = limits(indicator)
    return sorted(
        value
        for value in found
        if (low is None or value >= low) and (high is None or value <= high) and is_written(value)
        if indicator.type != "count" or value.denominator == 1
    )
